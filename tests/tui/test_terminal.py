"""The app as a learner starts it: a process of its own on a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

START = "from tracker.tui.app import run_app; run_app()"
ROOT = Path(__file__).parents[2]
LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.
    """


class Terminal:
    """A process on a terminal of 80 by 24, and what it wrote since the last key. The app draws on standard error."""

    def __init__(self, script, environment):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.text = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )

    def read(self, seconds=0.05):
        while select.select([self.master], [], [], seconds)[0]:
            self.text += os.read(self.master, 65536).decode(errors="replace")

    def wait_for(self, pattern, seconds=20.0):
        """Read until the text since the last key holds a pattern."""
        end = time.monotonic() + seconds
        while not re.search(pattern, re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.text)):
            assert time.monotonic() < end, f"{pattern} did not come: {self.text[-3000:]!r}"
            assert self.process.poll() is None, self.text
            self.read()

    def press(self, keys):
        self.read()
        self.text = ""
        os.write(self.master, keys.encode())

    def end(self, seconds=20.0):
        """The exit code."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < until, "it does not end"
            self.read()
        self.read()
        return self.process.returncode

    @property
    def afterwards(self):
        """What was written after the screen was given back."""
        return self.text.rpartition("\x1b[?1049l")[2].replace("\x1b[?25h", "").replace("\x1b[?1004l", "")

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def terminal():
    opened = []

    def start(script=START, **environment):
        opened.append(Terminal(script, environment))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_a_sitting_in_a_real_terminal_with_an_editor_in_the_middle(terminal, logged, home, tmp_path):
    logged(LOG).close()
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s " "$@" > {tmp_path}/arguments\ntest -t 0 && echo on a terminal\n')
    editor.chmod(0o755)
    screen = terminal(EDITOR=str(editor), VISUAL="")
    screen.wait_for("Review 2 cards")
    screen.press("\r")
    screen.wait_for("Show the answer")
    screen.press(" ")
    screen.wait_for("Good")
    screen.press("o")
    screen.wait_for("on a terminal")
    screen.wait_for("Good")
    assert (tmp_path / "arguments").read_text().split() == ["+4", str(tmp_path / "log.md")]
    screen.press("4")
    screen.wait_for("Show the answer")
    screen.press(" 3")
    screen.wait_for("learning")
    screen.press("q")
    assert screen.end() == 0
    assert re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", screen.afterwards).strip() == ""
    assert termios.tcgetattr(screen.slave) == screen.before
    with sqlite3.connect(home / "tracker.db") as connection:
        assert connection.execute("SELECT rating FROM review ORDER BY at, id").fetchall() == [(4,), (3,)]


def test_a_corrupt_database_is_one_line_and_exit_code_2(terminal, home):
    home.mkdir()
    (home / "tracker.db").write_text("this is no database, whatever its name says " * 100)
    screen = terminal("import sys; from tracker.cli import main; sys.argv[:] = ['tracker']; main()")
    assert screen.end() == 2
    (line,) = screen.afterwards.strip().splitlines()
    assert line.endswith("is not a tracker database; move it away or set TRACKER_HOME to another folder")
    assert termios.tcgetattr(screen.slave) == screen.before


def test_quitting_ends_a_snippet_that_never_would(terminal, tmp_path, write, home):
    write(
        "snippets/python/endless.py",
        '"""Endless.\n\nClaims:\n    holds: it runs.\n"""\nprint("go", flush=True)\nwhile True: pass\n',
    )
    write(
        "log.md",
        "# Day 1\nKeypoints\n- `range` yields the integers in order. [proof](../snippets/python/endless.py#1)\n",
    )
    script = f"""
from pathlib import Path
from tracker.runner import Library, Runner
from tracker.study import Study
from tracker.tui import app
def open_study():
    study = Study.open()
    study.library, study.runner = Library(Path({str(tmp_path)!r})), Runner(Path({str(tmp_path)!r}))
    study.runner.warm = lambda: None
    study.import_logs([Path({str(tmp_path / "log.md")!r})])
    return study
app._open_study = open_study
app.run_app(review=True)
"""
    screen = terminal(script)
    screen.wait_for("Show the answer")
    screen.press("r")
    screen.wait_for("go")
    screen.press("q")
    assert screen.end() == 0
    assert re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", screen.afterwards).strip() == ""
