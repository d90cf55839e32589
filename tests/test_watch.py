"""Logs are imported as they are saved: real processes, and the ways in which editors write."""

import json
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_cli import refused
from tests.test_process import tracker
from tracker.study import Study

Write = Callable[[str, str], Path]
Watch = Callable[..., "Watcher"]

LOG = """\
# Day 1
🔑 Keypoints
- A tensor is an immutable array with a fixed type.
"""
MORE = LOG + "- A mask hides a part of its input.\n"
DEADLINE = 60.0
"""Seconds until something has to have happened; it takes a fraction of one."""


class Watcher:
    """A running `tracker watch`, whose lines are read as they come."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "watch", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.shows("watching ")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def shows(self, words: str) -> list[str]:
        """Wait for a line with some words; gives the lines until then."""
        seen: list[str] = []
        deadline = time.monotonic() + DEADLINE
        while not seen or words not in seen[-1]:
            try:
                seen.append(self.lines.get(timeout=deadline - time.monotonic()))
            except (queue.Empty, ValueError):
                pytest.fail(f"no line with {words!r} after {seen}")
        return seen

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, list[str]]:
        """Tell it to end; gives how it did, and the lines nobody has waited for."""
        self.process.send_signal(number)
        code = self.process.wait(DEADLINE)
        self.reader.join(DEADLINE)
        return code, list(self.lines.queue)


@pytest.fixture
def watch(prepared: None) -> Iterator[Watch]:
    """Start watchers that end with the test."""
    started: list[Watcher] = []

    def start(*arguments: str | Path) -> Watcher:
        started.append(Watcher(*arguments))
        return started[-1]

    yield start
    for watcher in started:
        watcher.process.kill()
        watcher.process.wait()


# How editors save


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w") as file:
        for line in text.splitlines(keepends=True):
            file.write(line)
            file.flush()


def by_renaming(path: Path, text: str) -> None:
    """As VS Code, Obsidian's sync and JetBrains do."""
    beside = path.with_name(path.name + "___jb_tmp___")
    beside.write_text(text)
    beside.replace(path)


def by_moving_away(path: Path, text: str) -> None:
    """As Vim does with its default settings: a probe, a backup, a new file."""
    path.with_name("4913").write_text("")
    path.with_name("4913").unlink()
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)
    path.with_name(path.name + "~").unlink()


def by_deleting(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


SAVES = {
    "A batch is a group of examples.": in_place,
    "A kernel slides over an image.": in_pieces,
    "A tape records operations.": by_renaming,
    "A gate lets a part of its input pass.": by_moving_away,
    "A loss is what training makes small.": by_deleting,
}
"""What is added to the log, and the way in which it is saved then."""


@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_a_log_is_imported_each_time_it_is_saved(watch: Watch, write: Write, folder: bool) -> None:
    path = write("logs/log.md", LOG)
    watcher = watch(path.parent if folder else path)
    assert watcher.shows("1 new")[-2].endswith("log.md: 1 day, 1 keypoint, 0 activities")
    text = LOG
    for kept, (point, save) in enumerate(SAVES.items(), 1):
        text += f"- {point}\n"
        save(path, text)
        watcher.shows(f"1 new, {kept} kept")
    assert watcher.end() == (0, [])


# What is nothing to tell of


def test_what_editors_leave_beside_a_log_is_passed_over(watch: Watch, write: Write) -> None:
    path = write("logs/log.md", LOG)
    watcher = watch(path.parent)
    watcher.shows("1 new")
    beside = (
        "4913 .log.md.swp log.md~ .#log.md #log.md# log.md.tmp log.md___jb_tmp___ .log.md.tmp ~syncthing~log.md.tmp"
    )
    for name in beside.split():
        path.with_name(name).write_text(MORE)
    write("logs/.sync/log.md", MORE)
    write("logs/.obsidian/log.md", MORE)
    write("logs/other.md", "# Day 1\n🔑 Keypoints\n- A layer holds weights.\n")
    assert watcher.shows("1 new")[0].endswith("other.md: 1 day, 1 keypoint, 0 activities")
    assert watcher.end() == (0, [])


def test_a_save_without_a_change_prints_nothing(watch: Watch, write: Write) -> None:
    path = write("logs/log.md", LOG)
    watcher = watch(path)
    watcher.shows("1 new")
    path.touch()
    path.write_text(LOG)
    write("logs/other.md", MORE)
    path.write_text(MORE)
    assert len(watcher.shows("1 new, 1 kept")) == 2
    assert watcher.end() == (0, [])


def test_a_note_without_anything_to_learn_is_not_mentioned(watch: Watch, write: Write) -> None:
    path = write("logs/log.md", LOG)
    watcher = watch(path.parent)
    watcher.shows("1 new")
    write("logs/untitled.md", "")
    write("logs/other.md", "# Day 1\n🔑 Keypoints\n- A layer holds weights.\n")
    assert len(watcher.shows("1 new")) == 2
    assert watcher.end() == (0, [])


# What goes wrong


def test_a_file_of_a_folder_that_cannot_be_read_is_named_once(watch: Watch, write: Write) -> None:
    path = write("logs/log.md", LOG)
    watcher = watch(path.parent)
    watcher.shows("1 new")
    path.with_name("bad.md").write_bytes(b"\0\1\2")
    watcher.shows("left out: ")
    path.write_text(MORE)
    assert len(watcher.shows("1 new, 1 kept")) == 2
    assert watcher.end() == (0, [])


def test_a_file_that_cannot_be_read_is_named_and_read_once_it_can(watch: Watch, write: Write) -> None:
    path = write("log.md", LOG)
    watcher = watch(path)
    watcher.shows("1 new")
    path.write_bytes(b"\0\1\2")
    assert "not a text file" in watcher.shows("log.md")[-1]
    path.write_text(MORE)
    watcher.shows("1 new, 1 kept")
    assert watcher.end() == (0, [])


def test_a_file_that_is_deleted_is_named_and_read_when_it_is_back(watch: Watch, write: Write) -> None:
    path = write("log.md", LOG)
    watcher = watch(path)
    watcher.shows("1 new")
    path.unlink()
    watcher.shows("no such file")
    path.write_text(MORE)
    watcher.shows("1 new, 1 kept")
    assert watcher.end() == (0, [])


def test_a_folder_may_appear_later_and_be_made_again(watch: Watch, write: Write, tmp_path: Path) -> None:
    watcher = watch(tmp_path / "deep" / "logs")
    watcher.shows("no such file or folder")
    path = write("deep/logs/log.md", LOG)
    watcher.shows("1 new")
    path.unlink()
    path.parent.rmdir()
    path.parent.parent.rmdir()
    watcher.shows("no such file or folder")
    write("deep/logs/more/log.md", MORE)
    watcher.shows("1 kept")
    write("deep/logs/more/log.md", MORE + "- A layer holds weights.\n")
    watcher.shows("1 new, 2 kept")
    assert watcher.end()[0] == 0


def test_an_import_that_finds_the_database_locked_is_made_at_the_next_change(
    watch: Watch, write: Write, home: Path
) -> None:
    path = write("log.md", LOG)
    watcher = watch(path, write("other.md", "# Day 1\n🔑 Keypoints\n- A layer holds weights.\n"))
    watcher.shows("1 new")
    watcher.shows("1 new")
    with sqlite3.connect(home / "tracker.db", isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        path.write_text(MORE)
        watcher.shows("in use by another program")
        database.execute("ROLLBACK")
    write("other.md", "# Day 1\n🔑 Keypoints\n- A layer holds its weights.\n")
    watcher.shows("1 new, 1 kept")
    watcher.shows("→ A layer")
    assert watcher.end() == (0, [])


# The command


def test_a_link_is_watched_where_it_leads(watch: Watch, write: Write, tmp_path: Path) -> None:
    path = write("real/log.md", LOG)
    (tmp_path / "log.md").symlink_to(path)
    watcher = watch(tmp_path / "log.md")
    watcher.shows("1 new")
    by_renaming(path, MORE)
    watcher.shows("1 new, 1 kept")


def test_without_paths_all_that_the_learner_imported_is_watched(watch: Watch, write: Write, study: Study) -> None:
    study.welcome()
    assert "nothing of your own has been imported yet" in refused(tracker("watch"))
    first, other = write("a.md", LOG), write("b.md", "# Day 1\n🔑 Keypoints\n- A layer holds weights.\n")
    study.import_logs([first, other])
    watcher = watch()
    other.write_text("# Day 1\n🔑 Keypoints\n- A layer holds weights.\n- A mask hides a part of its input.\n")
    assert watcher.shows("1 new, 1 kept")[0].endswith("b.md: 1 day, 2 keypoints, 0 activities")
    assert watcher.end() == (0, [])


def test_json_is_one_object_a_line(watch: Watch, write: Write) -> None:
    path = write("log.md", LOG)
    watcher = watch(path, "--json")
    (line,) = watcher.shows("plan")
    assert json.loads(line)["plan"]["new"] == 1
    path.write_text(MORE)
    (line,) = watcher.shows("plan")
    assert [source["path"] for source in json.loads(line)["sources"]] == [str(path)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_cleanly_when_it_is_told_to(watch: Watch, write: Write, number: signal.Signals) -> None:
    watcher = watch(write("log.md", LOG))
    watcher.shows("1 new")
    assert watcher.end(number) == (0, [])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_in_the_middle_of_an_import(
    watch: Watch, write: Write, number: signal.Signals, home: Path
) -> None:
    days = (f"# Day {day}\n🔑 Keypoints\n- Layer {day} holds {day * 7} weights.\n" for day in range(1, 3000))
    watcher = watch(write("log.md", "".join(days)))
    assert watcher.end(number) == (0, [])
    with sqlite3.connect(home / "tracker.db") as database:
        assert database.execute("SELECT count(*) FROM source").fetchall() == [(0,)]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert "loop.md: cannot be followed" in refused(tracker("watch", tmp_path / "loop.md"))
    assert "a path is empty" in refused(tracker("watch", ""))
