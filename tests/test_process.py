"""What only a process of its own shows of a command: exit codes, streams, signals, and the processes it starts."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import LOG, refused
from tests.test_cli import tracker as prepare

COMMAND = f"{sys.executable} -m tracker"


def tracker(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "tracker", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=240, check=False)


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, shell=True, capture_output=True, text=True, input="", timeout=240, check=False)


def as_json(*arguments: str | Path) -> dict[str, Any]:
    """What a process prints with `--json`: one object and nothing else."""
    done = tracker(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def log(prepared: None, write: Callable[[str, str], Path]) -> Path:
    return write("log.md", LOG)


def test_help_is_printed_without_a_word_of_complaint() -> None:
    done = tracker("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")


def test_the_exit_code_and_the_streams_say_how_it_ended(log: Path, tmp_path: Path) -> None:
    done = tracker("import", log)
    assert (done.returncode, done.stderr) == (1, f"{log}:9: heading says day 3, its body says day 2\n")
    assert "3 new" in done.stdout
    assert {card["back"] for card in as_json("cards")["cards"]} >= {"tf.rank", "• eager\n• graph"}
    assert "no such file" in refused(tracker("import", tmp_path / "missing.md"))


def test_a_plain_sitting_is_led_through_a_pipe(log: Path, home: Path) -> None:
    prepare("import", log)
    done = tracker("review", "--plain", stdin="\n3\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    with sqlite3.connect(home / "tracker.db") as database:
        assert database.execute("SELECT rating FROM review").fetchall() == [(3,)]


def test_the_app_without_a_terminal_points_to_the_plain_sitting() -> None:
    assert "review --plain" in refused(tracker())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_told_to_end_does_so_without_a_word(log: Path, number: signal.Signals) -> None:
    prepare("import", log)
    sitting = subprocess.Popen(
        [sys.executable, "-m", "tracker", "review", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert sitting.stdout
    os.read(sitting.stdout.fileno(), 1)  # it asks
    sitting.send_signal(number)
    _, complaint = sitting.communicate(timeout=60)
    assert (sitting.returncode, complaint) == (128 + number, b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_stream_that_is_closed_is_no_error(log: Path, closed: str) -> None:
    prepare("import", log)
    done = shell(f"{COMMAND} review --plain {closed}")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_under_the_output_is_named(log: Path) -> None:
    prepare("import", log)
    done = shell(f"{COMMAND} cards > /dev/full")
    assert (done.returncode, done.stderr) == (2, "tracker: cannot print, because the disk is full\n")


def test_a_reader_that_goes_away_is_no_error(log: Path) -> None:
    prepare("import", log)
    done = shell(f"{COMMAND} cards | head -n 1")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 1, "")


def test_input_that_is_no_text_is_an_answer_like_any_other(log: Path) -> None:
    prepare("import", log)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "review", "--plain"], input=b"\xff\xfe\n3\n", capture_output=True, check=True
    )
    assert b"1 answered" in done.stdout


def test_a_snippet_runs_and_says_how_it_ended() -> None:
    run = as_json("run", "tensors/immutable")
    assert (run["status"], run["route"]) == ("passed", "cold")
    assert run["stdout"]
    assert run["versions"]["tensorflow"]
    assert 0 < run["first_line_seconds"] <= run["seconds"]


@pytest.mark.slow
def test_a_claim_is_verified_on_the_versions_installed() -> None:
    found = as_json("verify", "gradients/tape")
    assert found["failed"] == 0
    assert {claim["snippet"] for claim in found["claims"]} == {"gradients/tape"}
    assert all(claim["verified"] for claim in found["claims"])
    listed = {snippet["id"]: snippet for snippet in as_json("snippets")["snippets"]}
    assert all(claim["verified"] for claim in listed["gradients/tape"]["claims"])
