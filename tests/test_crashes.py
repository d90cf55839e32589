"""A process that is killed in the middle loses nothing that was answered and leaves nothing half done."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import tracker

Write = Callable[[str, str], Path]

KEYPOINTS = "".join(f"- `lib.op{n}` gives the value number {n} of a long and different list.\n" for n in range(1500))


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tracker", *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count(home: Path, table: str) -> int:
    with sqlite3.connect(home / "tracker.db") as database:
        found: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return found


def read_until(process: subprocess.Popen[str], text: str) -> str:
    assert process.stdout
    seen = ""
    while text not in seen:
        piece = process.stdout.read(1)
        assert piece, seen
        seen += piece
    return seen


def test_a_sitting_killed_after_each_answer_keeps_every_answer(prepared: None, write: Write, home: Path) -> None:
    log = write("log.md", "# Day 1\nKeypoints\n" + KEYPOINTS[:2000])
    assert tracker("import", log).returncode == 0
    for answered in range(3):
        sitting = start("review", "--plain")
        assert sitting.stdin
        read_until(sitting, "Enter shows")
        sitting.stdin.write("\n4\n")
        sitting.stdin.flush()
        read_until(sitting, "Enter shows")
        sitting.send_signal(signal.SIGKILL)
        sitting.wait()
        assert (count(home, "review"), count(home, "memory")) == (answered + 1, answered + 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that it takes to start a process and read all keypoints."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "log.md").write_text("# Day 1\nKeypoints\n" + KEYPOINTS)
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "tracker", "import", "--dry-run", folder / "log.md"],
        env=os.environ | {"TRACKER_HOME": str(folder / "home")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - began


@pytest.mark.parametrize("share", [*(pytest.param(share, marks=pytest.mark.slow) for share in (0.5, 0.8)), 0.95])
def test_an_import_killed_on_its_way_leaves_nothing_or_everything(
    prepared: None, write: Write, home: Path, whole: float, share: float
) -> None:
    small = write("small.md", "# Day 1\nKeypoints\n- A tensor is an immutable array with a fixed type.\n")
    assert tracker("import", small).returncode == 0
    before = {table: count(home, table) for table in ("source", "day", "entry", "keypoint", "wording", "card")}

    log = write("log.md", "# Day 1\nKeypoints\n" + KEYPOINTS)
    killed = start("import", log)
    time.sleep(whole * share)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    after = {table: count(home, table) for table in before}
    assert after == before or after["keypoint"] == before["keypoint"] + 1500
    if after != before:
        assert after["entry"] == before["entry"] + 1500

    assert tracker("import", log).returncode == 0
    assert count(home, "keypoint") == before["keypoint"] + 1500
