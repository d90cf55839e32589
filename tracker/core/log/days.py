"""A log as its days, each of which is read when somebody asks for what it says.

Reading brings a hundred patterns with it. Who only has days at hand, as the app has, does not wait for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.core.log.values import Content, Entry, Link, Problem


@dataclass(frozen=True)
class Day:
    """One entry of the log: what its marker claims, and the text under it."""

    line: int
    label: str
    numbers: tuple[int, ...]
    """The days it claims to be."""
    date: str | None
    """ISO, when the marker states a whole date that exists."""
    heading: str
    """What the marker says after its claim."""
    body: str
    first: int
    """The line the body begins in."""
    path: str = ""
    """Where it stands in a folder of daily notes, relative to the folder."""
    row: bool = False
    """Whether it is a row of a table; its body is then the other cells, one a line."""

    @cached_property
    def content(self) -> Content:
        """What its text says."""
        from tracker.core.log.content import read_content

        return read_content(self.body, self.first, self.numbers, row=self.row)

    @property
    def title(self) -> str:
        """What the day is about: the words of its marker, or else its first heading."""
        return self.heading or self.content.title

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its learning items in document order."""
        return self.content.entries

    @property
    def resources(self) -> tuple[Link, ...]:
        """The addresses it points to."""
        return self.content.resources

    @property
    def tags(self) -> tuple[str, ...]:
        """Its hashtags, each once."""
        return self.content.tags

    @property
    def filled(self) -> bool:
        """Whether the learner wrote anything that day, be it an address."""
        return bool(self.entries or self.resources)


@dataclass(frozen=True)
class Log:
    """One source as it was read."""

    path: str
    title: str
    repairs: tuple[str, ...]
    days: tuple[Day, ...]
    body: str
    """The whole text, when it has no days."""
    found: tuple[Problem, ...]
    """What is wrong with the days as a row, whatever each of them says."""

    @cached_property
    def note(self) -> Content:
        """What it says when it has no days."""
        from tracker.core.log.content import read_content

        return read_content(self.body)

    @property
    def notes(self) -> tuple[Entry, ...]:
        """The entries of a file without days."""
        return self.note.entries

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read as it stands, in the order of the lines."""
        contents = (self.note, *(day.content for day in self.days))
        inside = (problem for content in contents for problem in content.problems)
        return tuple(sorted([*self.found, *inside], key=lambda problem: problem.line))

    def entries(self) -> Iterator[tuple[Day | None, Entry]]:
        """Every entry in document order, with the day it stands in."""
        for day in self.days:
            for entry in day.entries:
                yield day, entry
        for entry in self.notes:
            yield None, entry

    def keypoints(self) -> Iterator[tuple[Day | None, Entry]]:
        """Every keypoint in document order, those nested under activities too."""
        for day, entry in self.entries():
            for keypoint in entry.keypoints():
                yield day, keypoint
