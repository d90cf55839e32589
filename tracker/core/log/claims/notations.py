"""The notations of a date: numbers and names in the order and with the marks of many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.log.claims.dates import Order, WrittenDate
from tracker.core.log.claims.languages import ENGLISH_MONTHS, MONTHS, WEEKDAYS, fold
from tracker.core.log.claims.numerals import HAN, WORD, read_numeral

_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_NUMBER = r"\d{1,2}(?!\d)"
_HAN_OR_DIGITS = rf"(?:\d{{1,2}}(?!\d)|[{HAN}]{{1,3}})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|ère|º|°|o)\b|\.)?"
_OF = r"(?:(?:of|de|del|di)\s++|d['’])?"
_COMMA = r"\s*+[.,]?\s*+"
_YEAR_OR_SHORT = rf"(?:{_YEAR}|['’]\d\d(?!\d))"

_YEAR_MONTH_DAY = re.compile(
    rf"(?P<year>{_YEAR})(?:(?P<mark>[-/._])|\s)\s?(?P<month>{_NUMBER})(?:(?(mark)(?P=mark)|-)\s?|\s)(?P<day>{_NUMBER})"
    r"(?![/_.]\d)(?:(?<=\.\d)\.|(?<=\.\d\d)\.|(?<=\.\s\d)\.|(?<=\.\s\d\d)\.)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_COMPACT = re.compile(r"(?P<first>\d\d)(?P<second>\d\d)(?P<third>\d\d)(?!\w)")
_HAN_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[{HAN}]{{4}})\s*+[年년]\s*+)?(?P<month>{_HAN_OR_DIGITS})\s*+[月월]\s*+"
    rf"(?P<day>{_HAN_OR_DIGITS})\s*+[日일号號]"
)
_THREE_NUMBERS = re.compile(
    rf"(?P<first>{_NUMBER})(?P<mark>[-/.])(?:(?<=\.)\s)?(?P<second>{_NUMBER})(?P=mark)(?:(?<=\.)\s)?"
    rf"['’]?(?P<third>{_YEAR}|\d\d(?!\d))(?![-/.]\d)"
)
_TWO_NUMBERS = re.compile(
    rf"(?P<first>{_NUMBER})(?:/(?P<second>{_NUMBER})(?!/|\.?\d)|\.(?P<dotted>\d\d(?!\d))(?!\.\d))"
)
_VIETNAMESE = re.compile(
    rf"(?:ngày\s*+)?(?P<day>{_NUMBER})\s*+tháng\s*+(?P<month>{_NUMBER})(?:\s*+,?\s*+(?:năm\s*+)?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_DAY_AND_NAME = re.compile(
    rf"(?P<day>{_NUMBER}){_ORDINAL}(?:-|\s*+[/.]?\s*+){_OF}(?P<month>{WORD})\.?"
    rf"(?:(?:\s*+[-/,.]?\s*+|\s++(?:de|del)\s++)(?P<year>{_YEAR_OR_SHORT}|(?<=-)\d\d(?!\d)|\d\d(?=['’]?\s*+(?:$|[:|)\]-])))(?:\s(?:г\.|года)(?!\w))?)?",
    re.IGNORECASE,
)
_NAME_AND_DAY = re.compile(
    rf"(?P<month>{WORD})[.,]?(?:[-/]|\s*+)(?P<day>{_NUMBER})(?!:\d){_ORDINAL}(?:{_COMMA}(?P<year>{_YEAR_OR_SHORT}))?",
    re.IGNORECASE,
)
_YEAR_AND_NAME = re.compile(
    rf"(?P<year>{_YEAR})[\s,\-/]*+(?P<month>{WORD})\.?[\s\-/]*+(?P<day>{_NUMBER}){_ORDINAL}", re.IGNORECASE
)
_BY_MARK = {
    "/": (Order.MONTH_FIRST, Order.DAY_FIRST),
    "-": (Order.DAY_FIRST, Order.MONTH_FIRST),
    ".": (Order.DAY_FIRST, Order.MONTH_FIRST),
}

_DIGITS = re.compile(r"\d++")
_NO_DATE = re.compile(r"[a-z]{0,3}+(?:\s*+[:)\]|&+#]|\s++$|(?<!\d\d\d\d)$)")
_TWO_WORDS = re.compile(rf"{WORD}[ \-](?:{WORD}|\d)")
_ONE_WORD = re.compile(WORD)
_BETWEEN = re.compile(r"[\s,.:)\]\-|]*+")
_BEFORE_WEEKDAY = re.compile(r"\s*+(?P<mark>[,(\[|-]?)\s*+")
_CLOSING = re.compile(r"\s*+[)\]]")


def read_date(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """The date that stands at `start`, and where it ends; weekdays around it belong to it and are not believed."""
    begins = [start] if text[start : start + 1].isdecimal() else [*_after_weekday(text, start), start]
    found = next((found for begin in begins if (found := _read_bare_date(text, begin))), None)
    if not found:
        return None
    written, end = found
    return written, _past_weekday(text, end)


def _read_bare_date(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """The date without weekdays that stands at `start`, and where it ends."""
    digits = _DIGITS.match(text, start)
    if digits and (count := len(digits[0])) in _READERS:
        return None if _NO_DATE.match(text, digits.end()) else _READERS[count](text, start)
    match = _NAME_AND_DAY.match(text, start)
    if match and (month := MONTHS.get(name := fold(match["month"]))) and (len(name) > 3 or name in ENGLISH_MONTHS):
        return _named(match, month)
    match = _HAN_DATE.match(text, start) or _VIETNAMESE.match(text, start)
    return _clear(match) if match else None


def _read_from_day(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """A date that begins with one or two digits."""
    if match := _THREE_NUMBERS.match(text, start):
        orders = _BY_MARK[match["mark"]] + ((Order.YEAR_FIRST,) if len(match["third"]) == 2 else ())
        written = WrittenDate(match[0], (int(match["first"]), int(match["second"]), int(match["third"])), orders)
        return (written, match.end()) if len(match["third"]) == 4 or any(map(written.is_valid, orders)) else None
    if (match := _DAY_AND_NAME.match(text, start)) and (month := MONTHS.get(fold(match["month"]))):
        return _named(match, month)
    if match := _TWO_NUMBERS.match(text, start):
        orders = _BY_MARK["/" if match["second"] else "."]
        written = WrittenDate(match[0], (int(match["first"]), int(match["second"] or match["dotted"])), orders)
        return (written, match.end()) if any(map(written.is_valid, orders)) else None
    match = _HAN_DATE.match(text, start) or _VIETNAMESE.match(text, start)
    return _clear(match) if match else None


def _read_from_year(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """A date that begins with four digits."""
    if (match := _YEAR_AND_NAME.match(text, start)) and (month := MONTHS.get(fold(match["month"]))):
        return _named(match, month)
    match = _YEAR_MONTH_DAY.match(text, start) or _HAN_DATE.match(text, start)
    return _clear(match) if match else None


def _read_compact(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """A date of eight digits."""
    match = _COMPACT.match(text, start)
    return _clear(match) if match else None


def _read_short_compact(text: str, start: int) -> tuple[WrittenDate, int] | None:
    """A date of six digits."""
    match = _SHORT_COMPACT.match(text, start)
    if not match:
        return None
    orders = (Order.YEAR_FIRST, Order.DAY_FIRST)
    written = WrittenDate(match[0], (int(match["first"]), int(match["second"]), int(match["third"])), orders)
    return (written, match.end()) if written.is_valid(Order.YEAR_FIRST) or written.is_valid(Order.DAY_FIRST) else None


_READERS = {
    1: _read_from_day,
    2: _read_from_day,
    4: _read_from_year,
    6: _read_short_compact,
    8: _read_compact,
}
"""How many digits a date begins with, and what reads it."""


def _clear(match: re.Match[str]) -> tuple[WrittenDate, int] | None:
    """A date whose notation says which number is which."""
    numbers = [read_numeral(match[name]) for name in ("year", "month", "day") if match[name]]
    parts = tuple(number for number in numbers if number is not None)
    return (WrittenDate(match[0], parts, (Order.YEAR_FIRST,)), match.end()) if len(parts) == len(numbers) else None


def _named(match: re.Match[str], month: int) -> tuple[WrittenDate, int]:
    """A date with the name of its month."""
    year = (int(match["year"].lstrip("'’")),) if match["year"] else ()
    return WrittenDate(match[0], (*year, month, int(match["day"])), (Order.YEAR_FIRST,)), match.end()


def _weekday_ends(text: str, start: int) -> Iterator[int]:
    """Where the weekday that stands at `start` may end: `Thu 4` is one in Vietnamese, and `Thu` is one in English."""
    for pattern in (_TWO_WORDS, _ONE_WORD):
        if (match := pattern.match(text, start)) and fold(match[0]).replace("-", " ") in WEEKDAYS:
            yield match.end()


def _after_weekday(text: str, start: int) -> Iterator[int]:
    """Where the date may begin when a weekday stands before it."""
    for end in _weekday_ends(text, start):
        if match := _BETWEEN.match(text, end):
            yield match.end()


def _past_weekday(text: str, start: int) -> int:
    """Where the weekday ends that stands behind a date, in brackets or not."""
    match = _BEFORE_WEEKDAY.match(text, start)
    end = next(_weekday_ends(text, match.end()), None) if match else None
    if not match or end is None:
        return start
    if match["mark"] in ("(", "["):
        closing = _CLOSING.match(text, end)
        return closing.end() if closing else start
    return end
