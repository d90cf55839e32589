"""Dates as they are written, and the order of day and month that a whole file settles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Order(StrEnum):
    """In which order a date names its parts."""

    YEAR_FIRST = "year, month, day"
    MONTH_FIRST = "month, day, year"
    DAY_FIRST = "day, month, year"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written. It may lack its year, and its order may have to be settled by the rest of the file."""

    text: str
    parts: tuple[int, ...]
    """Three numbers, or two where the year is missing, as they stand; a name of a month is its number."""
    orders: tuple[Order, ...]
    """The orders the notation allows; the likeliest comes first."""

    def read(self, order: Order) -> tuple[int | None, int, int]:
        """Year, month and day when the parts stand in this order; a year of two digits lies between 1969 and 2068."""
        year: int | None = None
        parts = list(self.parts)
        if len(parts) == 3:
            year = parts.pop(0 if order is Order.YEAR_FIRST else 2)
            if year < 100:
                year += 2000 if year < 69 else 1900
        month, day = reversed(parts) if order is Order.DAY_FIRST else parts
        return year, month, day

    def is_valid(self, order: Order) -> bool:
        """Whether the calendar has such a day; February 29 without a year counts."""
        year, month, day = self.read(order)
        try:
            date(year or 2000, month, day)
        except ValueError:
            return False
        return True

    def settle(self, order: Order) -> Order:
        """The order to read this date in when its file is written in `order`: its own where it leaves no choice."""
        chosen = order if order in self.orders else self.orders[0]
        swapped = {Order.DAY_FIRST: Order.MONTH_FIRST, Order.MONTH_FIRST: Order.DAY_FIRST}.get(chosen)
        if swapped in self.orders and not self.is_valid(chosen) and self.is_valid(swapped):
            return swapped
        return chosen


def resolve(written: WrittenDate, order: Order) -> str | None:
    """The date in ISO form; None when it has no year or the calendar has no such day."""
    settled = written.settle(order)
    year, month, day = written.read(settled)
    return f"{year:04}-{month:02}-{day:02}" if year and written.is_valid(settled) else None


def is_impossible(written: WrittenDate, order: Order) -> bool:
    """Whether the calendar has no such day, as with February 30."""
    return not written.is_valid(written.settle(order))


_LONGEST_STEP = 1000
_EARLIEST_YEAR = 2010
"""A year that needs no explanation: 21.03.04 by itself is of 2021 rather than of 2004."""


def decide_order(dates: Iterable[WrittenDate], *, day_first: bool | None = None) -> Order:
    """The order the dates of one file are written in.

    The order that makes the most of the dates possible wins; then the one in which they follow each other in the
    smaller steps. Dates that leave it open are read as `day_first` says, else by their separator: 1/2 is in January,
    1.2 and 1-2 are in February.
    """
    written = list(dates)
    open_dates = [each for each in written if len(each.orders) > 1]
    if not open_dates:
        return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    preferred = list(open_dates[0].orders)
    if day_first is not None:
        preferred.sort(key=(Order.DAY_FIRST if day_first else Order.MONTH_FIRST).__ne__)
    orders = [*preferred, *(order for order in Order if order not in preferred)]

    def cost(order: Order) -> tuple[int, int, int]:
        possible = [each for each in open_dates if order in each.orders and each.is_valid(order)]
        early = sum((each.read(order)[0] or _EARLIEST_YEAR) < _EARLIEST_YEAR for each in possible)
        return -len(possible), _way(written, order), early

    return min(orders, key=cost)


def _way(dates: Sequence[WrittenDate], order: Order) -> int:
    """How many days the dates travel from one to the next; a leap counts as `_LONGEST_STEP`."""
    days: list[int] = []
    last_year = 2000
    for written in dates:
        if not written.is_valid(settled := written.settle(order)):
            continue
        year, month, day = written.read(settled)
        last_year = year or last_year
        if month != 2 or day < 29:
            days.append(date(last_year, month, day).toordinal())
    return sum(min(abs(after - before), _LONGEST_STEP) for before, after in pairwise(days))
