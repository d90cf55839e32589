"""What a log says, as plain values. Every line number is 1-based and points into the file as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an entry is."""

    KEYPOINT = "keypoint"
    """A statement worth knowing."""
    ACTIVITY = "activity"
    """Something the learner did."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read as it stands; reading went on."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a day points to."""

    line: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One learning item, with whatever is nested under it."""

    line: int
    kind: Kind
    section: str
    """The section it stands in by its standard name, such as `Keypoints`; empty for text right under the marker."""
    text: str
    """One line: emphasis, links and tags lifted out, code spans kept in backticks."""
    children: tuple[Entry, ...] = ()
    snippet: str | None = None
    """The snippet link as written, such as `../snippets/gradients/tape.py#2`."""


@dataclass(frozen=True, slots=True)
class Day:
    """One entry of the log and what its marker claims."""

    line: int
    label: str
    numbers: tuple[int, ...]
    title: str
    entries: tuple[Entry, ...]
    resources: tuple[Link, ...]
    tags: tuple[str, ...]
    date: str | None = None

    @property
    def filled(self) -> bool:
        """Whether the learner wrote anything about learning that day."""
        return bool(self.entries)


@dataclass(frozen=True, slots=True)
class Log:
    """One source as it was read. A file without days has `notes` instead."""

    path: str
    title: str
    repairs: tuple[str, ...]
    days: tuple[Day, ...]
    notes: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def entries(self) -> Iterator[tuple[Day | None, Entry]]:
        """Every entry in document order, with the day it stands in."""
        for day in self.days:
            for entry in day.entries:
                yield day, entry
        for entry in self.notes:
            yield None, entry
