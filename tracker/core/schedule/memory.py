"""Answers, and what they leave in memory."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """How well the learner knew the answer; the numbers are FSRS's grades."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a card is on its way; a card without a Memory is new."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS holds about one card: a cache over its reviews."""

    card: str
    state: State
    step: int | None
    """Which learning or relearning step it waits for, from 0; None in state REVIEW."""
    stability: float
    """Days until the chance to recall has fallen to 90 %."""
    difficulty: float
    """From 1 (easy) to 10."""
    due_day: date
    """The learner's day from which on it may be asked again; that of the answer for a step shorter than a day."""
    due_at: datetime | None
    """The exact moment (UTC) for a step shorter than a day, otherwise None."""
    last_day: date
    last_at: datetime
    last_review: str
    """The id of the last review."""
    reps: int
    """Number of answers."""
    lapses: int
    """Number of times it was forgotten (Again) in state REVIEW."""

    def is_due(self, now: datetime, today: date) -> bool:
        """Whether the card may be asked now, on the learner's day `today`."""
        return now >= self.due_at if self.due_at else today >= self.due_day


@dataclass(frozen=True, slots=True)
class Review:
    """One answer, written once and never changed."""

    id: str
    card: str
    at: datetime
    day: date
    """The learner's day it was given on, kept so that a replay elsewhere counts the same days."""
    rating: Rating
    seconds: float
    """From showing the front to rating."""
    graded: str
    """`self` or `typed`."""
    device: str
    follows: str | None = None
    """The id of the last review of the card before it, as far as the device knew."""
    state: State | None = None
    """The state it led to; None when the review does not say what it led to."""
    step: int | None = None
    due_day: date | None = None
    """The day it chose: balancing looks at all other cards, so a replay could not choose again."""
    due_at: datetime | None = None


def is_leech(before: Memory | None, after: Memory, threshold: int) -> bool:
    """Whether an answer shows that a card needs something better than another review.

    That is the lapse that reaches the threshold, and then each that comes half as many later, as in Anki.

    Args:
        before: the memory before the answer, None for a new card.
        after: the memory after it.
        threshold: lapses; 0 for never.
    """
    lapsed = before is not None and after.lapses > before.lapses
    more = after.lapses - threshold
    return lapsed and threshold > 0 and more >= 0 and more % -(-threshold // 2) == 0


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next day, or the next moment of this day, that brings cards."""

    day: date
    at: datetime | None
    """The exact moment, for a step shorter than a day."""
    cards: int
    """How many it brings, new ones left out."""
    new: bool
    """Whether it brings new cards too."""


_MINUTE, _HOUR, _WHOLE_DAY, _YEAR = 60, 3600, 86400, 365 * 86400
_MONTH = _YEAR / 12
_UNITS = (
    (_MINUTE, 1, "s", 0),
    (_HOUR, _MINUTE, "m", 0),
    (_WHOLE_DAY, _HOUR, "h", 1),
    (_MONTH, _WHOLE_DAY, "d", 0),
    (_YEAR, _MONTH, "mo", 1),
    (math.inf, _YEAR, "y", 1),
)
"""Up to how many seconds, the length of the unit in seconds, its sign, decimals shown: as Anki labels its keys."""


def interval_text(memory: Memory) -> str:
    """How long a card waits from its last answer on, as short as a key's label: `1m`, `10m`, `2d`, `3.4mo`, `1.2y`."""
    until = memory.due_at - memory.last_at if memory.due_at else memory.due_day - memory.last_day
    seconds = until.total_seconds()
    size, unit, decimals = next((size, unit, decimals) for below, size, unit, decimals in _UNITS if seconds < below)
    return f"{round(seconds / size, decimals):g}{unit}"
