"""A date as a part of an opening: one day, or the two ends of a span of days."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.core.log.claims.counts import stops
from tracker.core.log.claims.dates import WrittenDate
from tracker.core.log.claims.languages import DAY_WORDS, fold
from tracker.core.log.claims.notations import read_date
from tracker.core.log.claims.numerals import WORD
from tracker.core.log.claims.opening import Opening

_MORE_DATES = re.compile(r"\s*+(?:[-&+,/~]|(?:to|and|bis|until|und|au|al?|y|et|e|до)\b)\s*+", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-)")
_DAY_ALONE = re.compile(r"(?P<day>\d{1,2})(?![\w:%]|[/.-]\w)(?:,?\s?(?P<year>(?:19|20)\d\d)(?!\d))?")
_FIRST_OF_TWO = re.compile(rf"(?P<day>\d{{1,2}})\.?\s*+[-&]\s*+(?=\d{{1,2}}[.\s]{{1,2}}{WORD})")
_PLACEHOLDER_DATE = re.compile(r"(?:yyyy|dd?|mm?)(?:[-/.](?:yyyy|yy|dd?|mm?)){2}\b", re.IGNORECASE)
_NUMBERED_WORD = re.compile(r"\s*+(?P<word>[^\W\d_]++)\W{0,2}\d")


def read_dates(opening: Opening) -> bool:
    """A date, the two ends of a range of dates, or the place of a date in a template."""
    line, start = opening.line, opening.end
    if opening.dates:
        return False
    if match := _PLACEHOLDER_DATE.match(line, start):
        opening.example = True
        return opening.take_dates([], match.end())
    found = read_date(line, start) or _read_first_of_two(line, start)
    if not found:
        return False
    first, end = found
    second, end = _read_second_date(line, first, end)
    if second and len(first.parts) == 2 and len(second.parts) == 3 and first.orders == second.orders:
        first = replace(first, parts=(second.parts[0], *first.parts))
    if len(first.parts) == 2 and "日" not in first.text and not (stops(line, end) or day_follows(line, end)):
        return False
    return opening.take_dates([first, second] if second else [first], end)


def _read_first_of_two(line: str, start: int) -> tuple[WrittenDate, int] | None:
    """The first of `3-5 May 2021`."""
    match = _FIRST_OF_TWO.match(line, start)
    found = read_date(line, match.end()) if match else None
    if not match or not found or len(found[0].orders) > 1:
        return None
    second = found[0]
    first = replace(second, text=match["day"], parts=(*second.parts[:-1], int(match["day"])))
    return (first, match.end("day")) if first.parts < second.parts else None


def _read_second_date(line: str, first: WrittenDate, end: int) -> tuple[WrittenDate | None, int]:
    """The date that follows the first one in a range or a list, in full or only what differs."""
    join = _MORE_DATES.match(line, end)
    if not join:
        return None, end
    found = read_date(line, join.end())
    if found and (len(found[0].parts) == 3 or stops(line, found[1])):
        return found
    if len(first.orders) > 1:
        return None, end
    *year, month, day = first.parts
    if match := _MONTH_AND_DAY.match(line, join.end()):
        return WrittenDate(match[0], (*year, int(match["month"]), int(match["day"])), first.orders), match.end()
    match = _DAY_ALONE.match(line, join.end())
    if not match or int(match["day"]) <= day or not (stops(line, match.end()) or day_follows(line, match.end())):
        return None, end
    year = [int(match["year"])] if match["year"] else year
    return WrittenDate(match[0], (*year, month, int(match["day"])), first.orders), match.end()


def day_follows(line: str, end: int) -> bool:
    """Whether a word for day and a number come next."""
    match = _NUMBERED_WORD.match(line, end)
    return match is not None and fold(match["word"]) in DAY_WORDS
