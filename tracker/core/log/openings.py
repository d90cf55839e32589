"""The parts an opening is made of, each read by one function: rounds, weeks, days and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.core.log.counts import SYMBOLS, past, past_gap, past_sign, read_count, read_counts, stops
from tracker.core.log.dates import WrittenDate
from tracker.core.log.languages import (
    DAY_WORDS,
    ENGLISH_MONTHS,
    MONTHS,
    ORDINALS,
    PLURALS,
    ROUND_WORDS,
    WEEK_WORDS,
    WEEKDAYS,
    fold,
)
from tracker.core.log.notations import read_date
from tracker.core.log.numerals import HAN, WORD, read_digits, read_numeral, read_words
from tracker.core.log.slips import SLIPS


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

    def take_week(self, week: int, end: int) -> bool:
        """Keep the week. Behind another part it has to stand by itself."""
        if self.week is not None or (self.form and not stops(self.line, end)):
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


_WORD = re.compile(WORD)
_SPACES = re.compile(r"\s*+")

# Dates

_MORE_DATES = re.compile(r"\s*+(?:[-&+,/~]|(?:to|and|bis|until|und|au|al?|y|et|e|до)\b)\s*+", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-)")
_DAY_ALONE = re.compile(r"(?P<day>\d{1,2})(?![\w:%]|[/.-]\w)(?:,?\s?(?P<year>(?:19|20)\d\d)(?!\d))?")
_FIRST_OF_TWO = re.compile(rf"(?P<day>\d{{1,2}})\.?\s*+[-&]\s*+(?=\d{{1,2}}[.\s]{{1,2}}{WORD})")
_PLACEHOLDER_DATE = re.compile(r"(?:yyyy|dd?|mm?)(?:[-/.](?:yyyy|yy|dd?|mm?)){2}\b", re.IGNORECASE)
_NUMBERED_WORD = re.compile(r"\s*+(?P<word>[^\W\d_]++)\W{0,2}\d")


def _read_dates(opening: Opening) -> bool:
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
    if len(first.parts) == 2 and not (stops(line, end) or _day_follows(line, end)):
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
    if not match or int(match["day"]) <= day or not (stops(line, match.end()) or _day_follows(line, match.end())):
        return None, end
    year = [int(match["year"])] if match["year"] else year
    return WrittenDate(match[0], (*year, month, int(match["day"])), first.orders), match.end()


def _day_follows(line: str, end: int) -> bool:
    match = _NUMBERED_WORD.match(line, end)
    return match is not None and fold(match["word"]) in DAY_WORDS


# Days

_PLACEHOLDER = re.compile(
    r"[\s#-]{0,2}(?:x{1,3}|n{1,2}|#{1,3}|_{1,4}|\?{1,3}|[\[<{](?:x+|n+|number|no|num|#+)[\]>}])(?=\s*+(?:$|[:\-|(.,]))",
    re.IGNORECASE,
)
_ORDINAL_SIGN = re.compile(
    r"(?:(?P<dot>\.\s?)|(?:st|nd|rd|th|er|[èe]re|[èe]?me|de|te|e|º|°|ª|o|a)\s|-?[йяе]\s|-?[оыи]?й\s"
    r"|['’]?[iıuü]?n?c[iıuü]\s|[\u0900-\u0963]{1,3}\s)\s*+",
    re.IGNORECASE,
)
_COUNTED_DAY = r"(?P<count>\d{1,3})[\s\-.:,/|_(]{0,4}+d(?:ay)?s?[\s\-#.:_]{0,3}+(?=\d)"
_ROUND_AND_DAY = re.compile(rf"r(?:ound)?[\s\-#.]?{_COUNTED_DAY}", re.IGNORECASE)
_WEEK_AND_DAY = re.compile(rf"w{_COUNTED_DAY}", re.IGNORECASE)
_BARE_DAY = re.compile(r"D-?(?=\d{1,4}(?!\w))")


def _read_day(opening: Opening) -> bool:
    """`Day 12`, `Jour 3`, `Days 6 & 7`, `Day Four`, `Dya 3`, and `Day X` of a template."""
    line = opening.line
    match = _WORD.match(line, opening.end)
    written = fold(match[0]) if match else ""
    word = SLIPS.get(written, written)
    counting = DAY_WORDS.get(word)
    if not match or counting is None:
        return False
    if not opening.form and (placeholder := _PLACEHOLDER.match(line, match.end())):
        opening.form, opening.example, opening.end = Form.DAY, True, placeholder.end()
        return True
    place = past_sign(line, match.end())
    if not opening.dates and word == written and _read_date_of_day(opening, place):
        return True
    if not opening.take_days(*read_counts(line, place, counting, word)):
        return False
    opening.exact = word == written
    return True


def _read_date_of_day(opening: Opening, place: int) -> bool:
    """`Ngày 3/5/2021`, `Día 20 de marzo de 2021`, `Dia 20/03`: the word for day before a date, not before 20 of 30."""
    line = opening.line
    found = read_date(line, place)
    if not found:
        return False
    written, end = found
    if len(written.parts) == 2 and "/" in written.text:
        day, month = written.parts
        if day <= month and written.text[-2] != "0":
            return False
    if len(written.parts) == 2 and not stops(line, end):
        return False
    return opening.take_dates([written], end)


def _read_ordinal(opening: Opening) -> bool:
    """`3rd day`, `5. Gün`, `First day`, `3. Woche`. Behind another part it has to stand by itself."""
    line = opening.line
    digits = read_digits(line, opening.end)
    sign = _ORDINAL_SIGN.match(line, digits[1]) if digits else None
    found = (digits[0], sign.end()) if digits and sign else read_words(line, opening.end, ORDINALS)
    if not found:
        return False
    number, end = found
    match = _WORD.match(line, past(_SPACES, line, end))
    word = fold(match[0]) if match else ""
    counting = DAY_WORDS.get(word) or WEEK_WORDS.get(word)
    if not match or not counting or word in PLURALS or (sign and sign["dot"] and not counting.dotted):
        return False
    if opening.form and not stops(line, match.end()):
        return False
    if word in WEEK_WORDS:
        return opening.take_week(number, match.end())
    return opening.take_days((number,), match.end())


def _read_round_and_day(opening: Opening) -> bool:
    """`R2D15`, `R1 Day 3`."""
    match = _ROUND_AND_DAY.match(opening.line, opening.end)
    if not match or opening.numbers:
        return False
    opening.round = int(match["count"])
    return opening.take_days(*read_counts(opening.line, match.end(), SYMBOLS, "day"))


def _read_week_and_day(opening: Opening) -> bool:
    """`W2D4`."""
    match = _WEEK_AND_DAY.match(opening.line, opening.end)
    if not match or opening.numbers:
        return False
    opening.week = int(match["count"])
    return opening.take_days(*read_counts(opening.line, match.end(), SYMBOLS, "day"))


def _read_unit_and_day(opening: Opening) -> bool:
    """`Round 2, Day 15`."""
    line, begin = opening.line, opening.end
    match = _WORD.match(line, begin)
    counting = ROUND_WORDS.get(fold(match[0])) if match else None
    found = read_count(line, past_sign(line, match.end()), counting) if match and counting else None
    if not found:
        return False
    opening.round, opening.end = found[0], past_gap(line, found[1])
    if not opening.numbers and _read_day(opening) and opening.numbers:
        return True
    opening.round, opening.end = None, begin
    return False


def _read_bare_day(opening: Opening) -> bool:
    """`D12` by itself."""
    match = _BARE_DAY.match(opening.line, opening.end)
    if not match or opening.form:
        return False
    numbers, end = read_counts(opening.line, match.end(), SYMBOLS)
    return stops(opening.line, end) and opening.take_days(numbers, end)


# Weeks

_BARE_WEEK = re.compile(r"(?:W|KW\s?|\d{4}-W)(?P<week>\d{1,2})(?!\w)", re.IGNORECASE)
_WEEK_OF = re.compile(r"\s++(?:of|beginning|commencing|starting|ending|from|vom|du|del)\s++", re.IGNORECASE)


def _read_week(opening: Opening) -> bool:
    """`Week 4`, `Semana 3`, `W12`, `Week of March 3`."""
    line, begin = opening.line, opening.end
    if match := _BARE_WEEK.match(line, begin):
        free = stops(line, match.end()) or _day_follows(line, match.end())
        return free and opening.take_week(int(match["week"]), match.end())
    word = _WORD.match(line, begin)
    counting = WEEK_WORDS.get(fold(word[0])) if word else None
    if not word or counting is None:
        return False
    numbers, end = read_counts(line, past_sign(line, word.end()), counting, "week")
    if numbers:
        return opening.take_week(numbers[0], end)
    of = _WEEK_OF.match(line, word.end())
    if not of or opening.form:
        return False
    opening.form, opening.end = Form.WEEK, of.end()
    if _read_dates(opening):
        return True
    opening.form, opening.end = None, begin
    return False


# Chinese, Japanese and Korean, where no blank parts the words

_HAN_NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,7}})"
_HAN_DAY = re.compile(
    rf"(?:第\s*+(?P<larger>{_HAN_NUMBER})\s*+(?P<unit>[轮輪期季周週])[\s,·:-]{{0,4}}+)?"
    rf"(?P<prefix>[第제])?\s*+(?P<numbers>{_HAN_NUMBER}(?:\s*+[、,~\-和与與到至及と]\s*+第?{_HAN_NUMBER})*+)"
    r"\s*+(?P<suffix>天目|天|日目|日|일\s?차|일째|일)(?:/第?\d+天)?"
)
_HAN_WEEK = re.compile(
    rf"(?:第\s*+(?P<first>{_HAN_NUMBER})\s*+个?(?:周|週|星期)|(?P<second>{_HAN_NUMBER})\s*+(?:週目|周目|주\s?차))"
)
_HAN_PART = re.compile(rf"(?P<range>[~\-到至])?\s*+第?(?P<number>{_HAN_NUMBER})")
_LONGEST_RANGE = 366


def _read_han_day(opening: Opening) -> bool:
    """`第12天`, `12日目`, `12일차`, `第一轮第三天`. Without a sign of counting, `3天` are three days."""
    match = _HAN_DAY.match(opening.line, opening.end)
    if not match or not (match["prefix"] or match["suffix"][1:]):
        return False
    numbers: list[int] = []
    for part in _HAN_PART.finditer(match["numbers"]):
        number = read_numeral(part["number"])
        if number is None or (numbers and not 0 < number - numbers[-1] <= _LONGEST_RANGE):
            return False
        numbers += range(numbers[-1] + 1, number + 1) if part["range"] else [number]
    if match["larger"] and not opening.numbers:
        larger = read_numeral(match["larger"])
        if match["unit"] in "周週":
            opening.week = larger
        else:
            opening.round = larger
    return opening.take_days(tuple(numbers), match.end())


def _read_han_week(opening: Opening) -> bool:
    """`第3周`, `3週目`, `3주차`."""
    match = _HAN_WEEK.match(opening.line, opening.end)
    if not match:
        return False
    number = read_numeral(match["first"] or match["second"])
    return number is not None and opening.take_week(number, match.end())


# Which of them to ask

Reader = Callable[[Opening], bool]


def _first_words(words: Iterable[str]) -> set[str]:
    return {word.split()[0] for word in words}


_BY_WORD: tuple[tuple[Iterable[str], Reader], ...] = (
    ({"r", "round"}, _read_round_and_day),
    ({"w"}, _read_week_and_day),
    (ROUND_WORDS, _read_unit_and_day),
    ({"yyyy", "yy", "mm", "dd", "m", "d"}, _read_dates),
    ({month for month in MONTHS if len(month) > 3} | ENGLISH_MONTHS | _first_words(WEEKDAYS), _read_dates),
    ({"w", "kw", *WEEK_WORDS}, _read_week),
    ({*DAY_WORDS, *SLIPS}, _read_day),
    (_first_words(ORDINALS), _read_ordinal),
    ({"d"}, _read_bare_day),
)
"""First words and the reader that knows them, in the order to ask."""

READERS: dict[str, tuple[Reader, ...]] = {}
"""First words and the readers to ask."""
for _words, _reader in _BY_WORD:
    for _each in _words:
        READERS[_each] = (*READERS.get(_each, ()), _reader)

_BEFORE_DIGITS = (_read_dates, _read_han_day, _read_ordinal, _read_han_week, _read_week)
_BEFORE_HAN = (_read_dates, _read_han_day, _read_han_week)


def read_part(opening: Opening) -> bool:
    """Read the part that begins where the opening ends so far; False when it is no part of an opening."""
    readers: tuple[Reader, ...] = ()
    match = _WORD.match(opening.line, opening.end)
    if match:
        word = fold(match[0])
        readers = READERS.get(word) or (() if word.isascii() else _BEFORE_HAN)
    elif opening.line[opening.end : opening.end + 1].isdecimal():
        readers = _BEFORE_DIGITS
    return any(reader(opening) for reader in readers)
