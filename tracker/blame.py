"""The dates that git knows of the lines of a file. Nothing that a repository configures is run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path

from tracker.core.errors import UserError

_TIMEOUT = 120.0
"""Seconds; a log of ten years with a commit a day takes a few."""
_SAFE = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "",  # nothing is fetched, so no transport is started
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_PLACES = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}
"""Variables that name another repository than the one the file is in; a hook sets them."""
_EPOCH = datetime(1970, 1, 1)


def head(path: Path) -> str:
    """The commit that the repository around a file or folder stands at; empty before the first one.

    Raises:
        UserError: there is no git, or no repository.
    """
    done = _git(path, "rev-parse", "--verify", "--quiet", "HEAD")
    if done.returncode and _git(path, "rev-parse", "--git-dir").returncode:
        raise UserError(f"{path}: not in a git repository, so git knows no dates; --dates log does without them")
    return done.stdout.decode().strip()


def line_dates(path: Path, data: bytes) -> dict[int, str]:
    """The day on which each line of a file was written, in the time zone of its author.

    The commit is asked and not the file beside it, because git would run the filters of the repository on that.

    Args:
        path: of the file.
        data: its bytes.

    Returns:
        ISO dates by line, 1-based. Lines that are not committed as they stand are left out, and so is every line of a
        file that is not tracked.

    Raises:
        UserError: git is missing, cannot read the history or takes too long.
    """
    done = _git(path, "blame", "--porcelain", "--no-textconv", "HEAD", "--", path.name)
    if done.returncode:
        if _git(path, "cat-file", "-e", f"HEAD:./{path.name}").returncode:
            return {}
        raise UserError(f"{path}: git blame: {_last_line(done.stderr)}")
    return align(list(_read_porcelain(done.stdout)), [line.removesuffix(b"\r") for line in data.split(b"\n")])


def align(committed: Sequence[tuple[bytes, str | None]], lines: Sequence[bytes]) -> dict[int, str]:
    """Give lines the dates of the committed lines that say the same.

    What the two have in common at the beginning and at the end goes together line by line, the lines between by their
    text, the first with the first.
    """
    top = _common(committed, lines)
    shorter = min(len(committed), len(lines)) - top
    bottom = min(_common(committed[::-1], lines[::-1]), shorter)
    pairs = [(number, committed[number][1]) for number in range(top)]
    pairs += [(len(lines) - number, committed[-number][1]) for number in range(1, bottom + 1)]
    waiting: dict[bytes, list[str | None]] = {}
    for text, date in reversed(committed[top : len(committed) - bottom]):
        waiting.setdefault(text, []).append(date)
    for number in range(top, len(lines) - bottom):
        if dates := waiting.get(lines[number]):
            pairs.append((number, dates.pop()))
    return {number + 1: date for number, date in pairs if date}


def _common(committed: Sequence[tuple[bytes, str | None]], lines: Sequence[bytes]) -> int:
    """How many lines are the same from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1], zip(committed, lines, strict=False)))


def _read_porcelain(output: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Each line with its date, from the output of `git blame --porcelain`: a commit tells about itself only once."""
    dates: dict[bytes, str | None] = {}
    commit, seconds, starts = b"", 0, True
    for line in output.split(b"\n"):
        if line.startswith(b"\t"):
            yield line[1:].removesuffix(b"\r"), dates.get(commit)
            starts = True
        elif starts:
            commit, starts = line.partition(b" ")[0], False
        elif line.startswith(b"author-time "):
            seconds = int(line.split()[1])
        elif line.startswith(b"author-tz "):
            dates[commit] = _date(seconds, int(line.split()[1]))


def _date(seconds: int, zone: int) -> str | None:
    """The date of a moment in a zone written as hours and minutes, such as -330 for 3:30 west of Greenwich."""
    hours, minutes = divmod(abs(zone), 100)
    east = timedelta(hours=hours, minutes=minutes) * (-1 if zone < 0 else 1)
    try:
        return (_EPOCH + timedelta(seconds=seconds) + east).date().isoformat()
    except OverflowError:
        return None


def _git(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES} | _ENVIRONMENT
    folder = path if path.is_dir() else path.parent
    try:
        return subprocess.run(
            ["git", *_SAFE, "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError("--dates git needs git, which is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise UserError(f"{path}: git took longer than {_TIMEOUT:.0f} seconds") from error


def _last_line(data: bytes) -> str:
    return (data.decode(errors="replace").strip().splitlines() or ["failed"])[-1]
