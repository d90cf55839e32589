"""What is read of the beginning of a line, part by part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.core.log.claims.counts import stops
from tracker.core.log.claims.dates import WrittenDate


class Form(StrEnum):
    """What kind of claim opens a line."""

    DAY = "day"
    """A word for day and its numbers."""
    ROUND = "round"
    """A day within a round, such as `R2D15`."""
    DATE = "date"
    """A date."""
    WEEK = "week"
    """A week."""
    NUMBER = "number"
    """Nothing but numbers in the whole line."""


@dataclass(slots=True)
class Opening:
    """A line and what has been read of it so far, up to `end`."""

    line: str
    end: int
    form: Form | None = None
    numbers: tuple[int, ...] = ()
    dates: list[WrittenDate] = field(default_factory=list)
    round: int | None = None
    week: int | None = None
    exact: bool = True
    example: bool = False

    def take_days(self, numbers: tuple[int, ...], end: int) -> bool:
        """Keep the days; a second mention of the same days says nothing new, and other days are not of this opening."""
        if not numbers or (self.numbers and self.numbers != numbers):
            return False
        self.form = Form.DAY if self.round is None else Form.ROUND
        self.numbers = numbers
        self.end = end
        return True

    def take_week(self, week: int, end: int, *, free: bool = False) -> bool:
        """Keep the week. Behind another part it has to stand by itself, or be known to be free."""
        if self.week is not None or (self.form and not free and not stops(self.line, end)):
            return False
        self.form = self.form or Form.WEEK
        self.week = week
        self.end = end
        return True

    def take_dates(self, dates: Iterable[WrittenDate], end: int) -> bool:
        """Keep the dates."""
        self.form = self.form or Form.DATE
        self.dates += dates
        self.end = end
        return True
