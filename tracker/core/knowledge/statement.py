"""Statements and what identifies them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tracker.core.log import Entry
from tracker.core.text import fold


@dataclass(frozen=True, slots=True)
class Statement:
    """What a keypoint says: one line, and the points nested under it."""

    text: str
    points: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> Statement:
        """The statement of an entry, without where it stands."""
        return cls(entry.text, tuple(cls.of(child) for child in entry.children))

    def lines(self) -> Iterator[str]:
        """Its own line, then those of its points, depth first."""
        yield self.text
        for point in self.points:
            yield from point.lines()

    @property
    def key(self) -> str:
        """What identifies the wording: a digest of the folded lines.

        It does not depend on

        - case, spacing, and how the lines are wrapped,
        - the mark of the list, its number, and whether the item is ticked,
        - emphasis and the marks around code,
        - the closing punctuation,
        - tags, and where a link leads to, be it to a snippet,
        - the section, the day and the file it stands in.
        """
        folded = "\n".join(map(fold, self.lines() if self.points else (self.text,)))
        return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Keypoint:
    """A statement worth knowing that keeps its id through every edit."""

    id: str
    statement: Statement
    snippet: str | None = None
    """The snippet link as the log gives it."""


def mint(*parts: str) -> str:
    """A lasting id of 16 characters.

    It is a digest of what the thing was when first seen, so two devices that read the same log mint the same ids and
    their reviews can be merged.
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).digest()
    number = int.from_bytes(digest)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])


_PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""Ten bits as two digits of base 32 (RFC 4648, section 6)."""


def snippet_of(entry: Entry) -> str | None:
    """The snippet link of an entry, wherever it stands in it."""
    if entry.snippet or not entry.children:
        return entry.snippet
    return next((link for child in entry.children if (link := snippet_of(child))), None)
