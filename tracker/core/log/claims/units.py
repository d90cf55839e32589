"""Days, weeks and rounds with their numbers as parts of an opening."""

from __future__ import annotations

import re

from tracker.core.log.claims.counts import SYMBOLS, past, past_gap, past_sign, read_count, read_counts, stops
from tracker.core.log.claims.languages import DAY_WORDS, ORDINALS, PLURALS, ROUND_WORDS, WEEK_WORDS, fold
from tracker.core.log.claims.notations import read_date
from tracker.core.log.claims.numerals import WORD, read_digits, read_words
from tracker.core.log.claims.opening import Form, Opening
from tracker.core.log.claims.slips import SLIPS
from tracker.core.log.claims.spans import day_follows, read_dates

_WORD = re.compile(WORD)
_SPACES = re.compile(r"\s*+")
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


def read_day(opening: Opening) -> bool:
    """`Day 12`, `Jour 3`, `Days 6 & 7`, `Dya 3`, `Day Four` by itself, and `Day X` of a template."""
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
    numbers, end = read_counts(line, place, counting, word)
    spelled = not line[place : place + 1].isdecimal()
    if (spelled and not stops(line, end)) or not opening.take_days(numbers, end):
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
    if len(written.parts) == 2 and not stops(line, end):
        return False
    if len(written.parts) == 2 and len(written.orders) > 1:
        day, month = written.parts
        if "/" not in written.text or (day <= month and written.text[-2] != "0"):
            return False
    return opening.take_dates([written], end)


def read_ordinal(opening: Opening) -> bool:
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


def read_round_and_day(opening: Opening) -> bool:
    """`R2D15`, `R1 Day 3`."""
    match = _ROUND_AND_DAY.match(opening.line, opening.end)
    if not match or opening.numbers:
        return False
    opening.round = int(match["count"])
    return opening.take_days(*read_counts(opening.line, match.end(), SYMBOLS, "day"))


def read_week_and_day(opening: Opening) -> bool:
    """`W2D4`."""
    match = _WEEK_AND_DAY.match(opening.line, opening.end)
    if not match or opening.numbers:
        return False
    opening.week = int(match["count"])
    return opening.take_days(*read_counts(opening.line, match.end(), SYMBOLS, "day"))


def read_unit_and_day(opening: Opening) -> bool:
    """`Round 2, Day 15`."""
    line, begin = opening.line, opening.end
    match = _WORD.match(line, begin)
    counting = ROUND_WORDS.get(fold(match[0])) if match else None
    found = read_count(line, past_sign(line, match.end()), counting) if match and counting else None
    if not found:
        return False
    opening.round, opening.end = found[0], past_gap(line, found[1])
    if not opening.numbers and read_day(opening) and opening.numbers:
        return True
    opening.round, opening.end = None, begin
    return False


def read_bare_day(opening: Opening) -> bool:
    """`D12` by itself."""
    match = _BARE_DAY.match(opening.line, opening.end)
    if not match or opening.form:
        return False
    numbers, end = read_counts(opening.line, match.end(), SYMBOLS)
    return stops(opening.line, end) and not _IS_VALUE.match(opening.line, end) and opening.take_days(numbers, end)


_IS_VALUE = re.compile(r":\d")
_BARE_WEEK = re.compile(r"(?:W|KW\s?|\d{4}-W)(?P<week>\d{1,2})(?!\w)", re.IGNORECASE)
_WEEK_OF = re.compile(r"\s++(?:of|beginning|commencing|starting|ending|from|vom|du|del)\s++", re.IGNORECASE)


def read_week(opening: Opening) -> bool:
    """`Week 4`, `Semana 3`, `W12`, `Week of March 3`."""
    line, begin = opening.line, opening.end
    if match := _BARE_WEEK.match(line, begin):
        free = stops(line, match.end()) or day_follows(line, match.end())
        return free and opening.take_week(int(match["week"]), match.end())
    word = _WORD.match(line, begin)
    counting = WEEK_WORDS.get(fold(word[0])) if word else None
    if not word or counting is None:
        return False
    numbers, end = read_counts(line, past_sign(line, word.end()), counting, "week")
    if numbers:
        return opening.take_week(numbers[0], end, free=day_follows(line, past_gap(line, end)))
    of = _WEEK_OF.match(line, word.end())
    if not of or opening.form:
        return False
    opening.form, opening.end = Form.WEEK, of.end()
    if read_dates(opening):
        return True
    opening.form, opening.end = None, begin
    return False
