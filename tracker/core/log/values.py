"""What a log says, as plain values.

Every line number is 1-based and points into the file as it was read.
"""

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

    def keypoints(self) -> Iterator[Entry]:
        """The keypoint it is, or those nested under an activity; what hangs on a keypoint belongs to its statement."""
        if self.kind is Kind.KEYPOINT:
            yield self
        else:
            for child in self.children:
                yield from child.keypoints()


@dataclass(frozen=True, slots=True)
class Listing:
    """A block of code, with the output that was written under it."""

    line: int
    language: str
    code: str
    output: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What the text of a day or of a note says, in document order."""

    title: str = ""
    """Its first heading that is the learner's own."""
    entries: tuple[Entry, ...] = ()
    resources: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    problems: tuple[Problem, ...] = ()
