"""Dates as people write them, and the order of day and month that a whole file settles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.core.log.languages import ENGLISH_MONTHS, MONTHS, WEEKDAYS, fold
from tracker.core.log.numerals import HAN, WORD, read_numeral


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


def decide_order(dates: Iterable[WrittenDate], *, day_first: bool | None = None) -> Order:
    """The order the dates of one file are written in.

    The order that makes the most of the dates possible wins; then the one in which they follow each other in the
    smaller steps. Dates that leave it open are read as `day_first` says, else by their separator: 1/2 is of January, 1.2
    and 1-2 are of February.
    """
    written = list(dates)
    open_dates = [each for each in written if len(each.orders) > 1]
    if not open_dates:
        return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    preferred = list(open_dates[0].orders)
    if day_first is not None:
        preferred.sort(key=(Order.DAY_FIRST if day_first else Order.MONTH_FIRST).__ne__)
    orders = [*preferred, *(order for order in Order if order not in preferred)]

    def cost(order: Order) -> tuple[int, int]:
        possible = sum(order in each.orders and each.is_valid(order) for each in open_dates)
        return -possible, _way(written, order)

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


_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_NUMBER = r"\d{1,2}(?!\d)"
_HAN_OR_DIGITS = rf"(?:\d{{1,2}}(?!\d)|[{HAN}]{{1,3}})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|ère|º|°|o)\b|\.)?"
_OF = r"(?:of\s++|de\s++|d['’]|di\s++)?"
_COMMA = r"\s*+[.,]?\s*+"
_YEAR_OR_SHORT = rf"(?:{_YEAR}|['’]\d\d(?!\d))"

_YEAR_MONTH_DAY = re.compile(
    rf"(?P<year>{_YEAR})(?:(?P<mark>[-/._])|\s)\s?(?P<month>{_NUMBER})(?:(?(mark)(?P=mark)|-)\s?|\s)(?P<day>{_NUMBER})"
    r"(?![/_]\d|\.\d)"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_HAN_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[{HAN}]{{4}})\s*+[年년]\s*+)?(?P<month>{_HAN_OR_DIGITS})\s*+[月월]\s*+"
    rf"(?P<day>{_HAN_OR_DIGITS})\s*+[日일号號]"
)
_THREE_NUMBERS = re.compile(
    rf"(?P<first>{_NUMBER})(?P<mark>[-/.])(?:(?<=\.)\s)?(?P<second>{_NUMBER})(?P=mark)(?:(?<=\.)\s)?"
    rf"(?P<third>{_YEAR}|\d\d(?!\d))(?![-/.]\d)"
)
_TWO_NUMBERS = re.compile(
    rf"(?P<first>{_NUMBER})(?:/(?P<second>{_NUMBER})(?!/|\.?\d)|\.(?P<dotted>\d\d(?!\d))(?!\.\d))"
)
_VIETNAMESE = re.compile(
    rf"(?:ngày\s*+)?(?P<day>{_NUMBER})\s*+tháng\s*+(?P<month>{_NUMBER})(?:\s*+,?\s*+(?:năm\s*+)?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_DAY_AND_NAME = re.compile(
    rf"(?P<day>{_NUMBER}){_ORDINAL}(?:\s*+[-/.]?\s*+){_OF}(?P<month>{WORD})\.?"
    rf"(?:(?:\s*+[-/,.]?\s*+|\s++(?:de|del)\s++)(?P<year>{_YEAR_OR_SHORT}|(?<=-)\d\d(?!\d)))?",
    re.IGNORECASE,
)
_NAME_AND_DAY = re.compile(
    rf"(?P<month>{WORD})[.,]?[\s\-/]*+(?P<day>{_NUMBER})(?!:\d){_ORDINAL}(?:{_COMMA}(?P<year>{_YEAR_OR_SHORT}))?",
    re.IGNORECASE,
)
_YEAR_AND_NAME = re.compile(
    rf"(?P<year>{_YEAR})[\s,\-/]*+(?P<month>{WORD})\.?[\s\-/]*+(?P<day>{_NUMBER}){_ORDINAL}", re.IGNORECASE
)
_CLEAR = (_YEAR_MONTH_DAY, _COMPACT, _HAN_DATE, _VIETNAMESE)
_NAMED = (_DAY_AND_NAME, _YEAR_AND_NAME)
_BY_MARK = {
    "/": (Order.MONTH_FIRST, Order.DAY_FIRST),
    "-": (Order.DAY_FIRST, Order.MONTH_FIRST),
    ".": (Order.DAY_FIRST, Order.MONTH_FIRST),
}

_WEEKDAY = re.compile(rf"[(\[]?(?P<name>{WORD}(?:[ \-](?:{WORD}|\d))?+)")
_ONE_WORD = re.compile(WORD)
_AFTER_WEEKDAY = re.compile(r"[\s,.:)\]\-|]*+")
_BEFORE_WEEKDAY = re.compile(r"\s*+(?P<mark>[,(\[]?)\s*+")
_CLOSING = re.compile(r"\s*+[)\]]")


def read_date(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """The date that stands at `start`, and where it ends; weekdays around it belong to it and are not believed."""
    begin = _after_weekday(text, start)
    found = read_bare_date(text, begin)
    if not found and begin != start:
        found = read_bare_date(text, start)
    if not found:
        return None
    written, end = found
    return written, _past_weekday(text, end)


def read_bare_date(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """The date without weekdays that stands at `start`, and where it ends."""
    letter = text[start : start + 1]
    if letter.isdecimal():
        return _read_numbers(text, start)
    if not letter.isalpha():
        return None
    match = _NAME_AND_DAY.match(text, start)
    if match and (month := MONTHS.get(name := fold(match["month"]))) and (len(name) > 3 or name in ENGLISH_MONTHS):
        return _named(match, month)
    if match := _HAN_DATE.match(text, start) or _VIETNAMESE.match(text, start):
        return _clear(match)
    return None


def _read_numbers(text: str, start: int) -> tuple[WrittenDate, int] | None:
    for pattern in _CLEAR:
        if match := pattern.match(text, start):
            return _clear(match)
    for pattern in _NAMED:
        if (match := pattern.match(text, start)) and (month := MONTHS.get(fold(match["month"]))):
            return _named(match, month)
    if match := _THREE_NUMBERS.match(text, start):
        orders = _BY_MARK[match["mark"]] + ((Order.YEAR_FIRST,) if len(match["third"]) == 2 else ())
        parts = int(match["first"]), int(match["second"]), int(match["third"])
        written = WrittenDate(match[0], parts, orders)
        return (written, match.end()) if any(map(written.is_valid, orders)) or len(match["third"]) == 4 else None
    if match := _TWO_NUMBERS.match(text, start):
        orders = _BY_MARK["/" if match["second"] else "."]
        written = WrittenDate(match[0], (int(match["first"]), int(match["second"] or match["dotted"])), orders)
        return (written, match.end()) if any(map(written.is_valid, orders)) else None
    return None


def _clear(match: re.Match[str]) -> tuple[WrittenDate, int] | None:
    numbers = [read_numeral(match[name]) for name in ("year", "month", "day") if match[name]]
    parts = tuple(number for number in numbers if number is not None)
    return (WrittenDate(match[0], parts, (Order.YEAR_FIRST,)), match.end()) if len(parts) == len(numbers) else None


def _named(match: re.Match[str], month: int) -> tuple[WrittenDate, int]:
    year = (int(match["year"].lstrip("'’")),) if match["year"] else ()
    return WrittenDate(match[0], (*year, month, int(match["day"])), (Order.YEAR_FIRST,)), match.end()


def _weekday_at(text: str, start: int) -> int | None:
    """Where the weekday that stands at `start` ends."""
    if (match := _WEEKDAY.match(text, start)) and fold(match["name"]).replace("-", " ") in WEEKDAYS:
        return match.end()
    if (match := _ONE_WORD.match(text, start)) and fold(match[0]) in WEEKDAYS:
        return match.end()
    return None


def _after_weekday(text: str, start: int) -> int:
    end = _weekday_at(text, start)
    return start if end is None else _AFTER_WEEKDAY.match(text, end).end()  # type: ignore[union-attr]


def _past_weekday(text: str, start: int) -> int:
    match = _BEFORE_WEEKDAY.match(text, start)
    if not match or (end := _weekday_at(text, match.end())) is None:
        return start
    if match["mark"] in ("(", "["):
        closing = _CLOSING.match(text, end)
        return closing.end() if closing else start
    return end
