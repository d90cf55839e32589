"""How the entry of a log opens: the days, the dates and the week that the beginning of a line claims.

`read_claim` looks at one line by itself. Whether the line opens an entry is for the reader to weigh, by how the other
lines of the file open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.core.log.dates import WrittenDate, read_date
from tracker.core.log.languages import (
    ARTICLES,
    DAY_WORDS,
    LEADS,
    MONTHS,
    ORDINALS,
    PLURALS,
    ROUND_WORDS,
    WEEK_WORDS,
    WEEKDAYS,
    Counting,
    fold,
)
from tracker.core.log.numerals import HAN, WORD, read_digits, read_han, read_words
from tracker.core.log.typos import is_one_edit_from


class Form(StrEnum):
    """What kind of claim opens a line."""

    DAY = "day"
    """A word for day and its numbers."""
    ROUND = "round"
    """A day within a round, such as `R2D15`."""
    DATE = "date"
    """A date."""
    WEEK = "week"
    """A week and its number."""
    NUMBER = "number"
    """Nothing but numbers in the whole line."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the beginning of a line claims."""

    form: Form
    numbers: tuple[int, ...]
    """The days, each once; ranges and lists are written out. Empty in a template."""
    dates: tuple[WrittenDate, ...]
    """In the order they stand in: both ends of a range."""
    rest: str
    """What the line says after the claim."""
    span: str
    """The claim as written, from the beginning of the line."""
    round: int | None = None
    week: int | None = None
    exact: bool = True
    """False when the word for day is misspelt."""
    example: bool = False
    """Whether the line says that it belongs to a template."""


@dataclass(slots=True)
class _Opening:
    """A line and what has been read of its beginning."""

    line: str
    end: int
    form: Form | None = None
    numbers: tuple[int, ...] = ()
    dates: list[WrittenDate] = field(default_factory=list)
    round: int | None = None
    week: int | None = None
    exact: bool = True
    example: bool = False


_SPACES = "&nbsp;"
_MARKS = rf"(?:{_SPACES}|[\W_])*+"
_BEGINNING = re.compile(rf"{_MARKS}(?:\d|(?P<word>{WORD})(?P<number>\W{{0,3}}\d)?)")
_HAN_BEGINNING = re.compile(rf"第|제\s?\d|初日|[{HAN}]{{1,4}}(?:日目|[年月])")
_OPENERS = frozenset(
    {
        *(word for words in (DAY_WORDS, WEEK_WORDS, ROUND_WORDS, MONTHS, ORDINALS, LEADS, ARTICLES) for word in words),
        *(word.split()[0] for word in WEEKDAYS | ORDINALS.keys()),
        *("yyyy dd mm".split()),
    }
)
_SHORT_WORDS = frozenset("r w d".split())
_LONGEST_LINE = 400
_LONGEST_RANGE = 366


def read_claim(text: str) -> Claim | None:
    """What the line claims when it opens like an entry of a log; None for any other line."""
    match = _BEGINNING.match(text)
    if not match:
        return None
    word = match["word"]
    if word and not _may_open(word, text, bool(match["number"])):
        return None
    if not text.isascii():
        text = _with_plain_keycaps(unicodedata.normalize("NFC", text))
    line = _plain(text[:_LONGEST_LINE])
    opening = _read_opening(line)
    if not opening or not opening.form:
        return None
    rest = text[_past(_SEPARATORS, line, opening.end) :].rstrip()
    rest = _read_last_date(opening, rest)
    return Claim(
        opening.form,
        opening.numbers,
        tuple(opening.dates),
        rest,
        text[: opening.end],
        opening.round,
        opening.week,
        opening.exact,
        opening.example or bool(_EXAMPLE.search(rest)),
    )


def _may_open(word: str, text: str, numbered: bool) -> bool:
    """Whether a line with this first word is worth reading."""
    if word.isascii():
        word = word.lower()
        return word in _OPENERS or (
            numbered and (word in _SHORT_WORDS or any(is_one_edit_from(word, day) for day in _TYPED))
        )
    return fold(word[:20]) in _OPENERS or bool(_HAN_BEGINNING.match(word)) or bool(_STYLED.match(word))


_TYPED = [word for word in DAY_WORDS if word.isascii() and len(word) >= 3]
_STYLED = re.compile("[\uff21-\uff5a\U0001d400-\U0001d7ff]")


class _Plain(dict[int, str]):
    """One plain character for each character: letters without style, digits, spaces and dashes of one kind."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = unicodedata.normalize("NFKC", letter)
        letter = folded if len(folded) == 1 else letter
        category = unicodedata.category(letter)
        if category == "Nd":
            letter = str(unicodedata.decimal(letter))
        elif category in ("Zs", "Cf", "Mn") and not "\u0900" <= letter <= "\u0963":
            letter = " "
        elif category == "Pd" or letter in "−〜～~":
            letter = "-"
        self[code] = letter
        return letter


_PLAIN = _Plain()


def _with_plain_keycaps(text: str) -> str:
    return text.replace("\ufe0f\u20e3", "").replace("\u20e3", "") if "\u20e3" in text else text


def _plain(text: str) -> str:
    """The text in characters the patterns know, each in its place."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    return text.replace(_SPACES, " " * len(_SPACES))


_LEAD = re.compile(r"[\W_]*+")
_GAP = re.compile(r"[\s:|,;\-_(\[{<*.·•]{0,8}+")
_CLOSERS = re.compile(r"\s*+[)\]}>]++")
_SEPARATORS = re.compile(r"(?:[\s)\]}:|,;!_*>·、。=]|-(?!\d)|\.(?!\d))*+")
_STOP = re.compile(r"\s*+(?:$|[^\w\s'’\"/%+#&@$€.-]|\.(?!\w)|-+(?:\s|$|\W))")
_VERSION = re.compile(r"v?\d+\.\d+\.\d+\W{1,4}\d{4}-")
_CHALLENGE = re.compile(r"#?\d{1,4}\s?days?\s?of\s?\w+[\s:|\-]++(?=day)", re.IGNORECASE)
_LEAD_WORD = re.compile(rf"(?P<word>{WORD}(?: {WORD})?)")
_LEAD_NUMBER = re.compile(r"\s?#?\d{1,3}(?!\d|[/.\-:]\d)(?=\s*[(\[:|\-])")
_LEAD_GAP = re.compile(r"(?:\s*+[:|,(\[#=_*-]\s*+|\s++)(?:of |for |on )?")
_WORD = re.compile(WORD)


def _read_opening(line: str) -> _Opening | None:
    start = _LEAD.match(line).end()
    if _VERSION.match(line, start):
        return None
    opening = _Opening(line, start)
    if _read_first(opening):
        _read_companions(opening)
        return opening
    if line[start : start + 1].isdecimal():
        if _CHALLENGE.match(line, start):
            opening.end = _past(_CHALLENGE, line, start)
            return opening if _read_day(opening) else None
        return opening if _read_only_numbers(opening) else None
    led = _after_leads(line, start)
    if led == start:
        return None
    opening.end = led
    if _read_first(opening, led=True):
        _read_companions(opening)
        return opening
    return None


def _after_leads(line: str, start: int) -> int:
    """Where the words end that may stand before a date or a word for day."""
    place = start
    for _ in range(3):
        match = _LEAD_WORD.match(line, place)
        if not match:
            break
        if fold(match[0]) in LEADS:
            end = match.end()
        elif fold((word := _WORD.match(line, place))[0]) in LEADS or (place == start and fold(word[0]) in ARTICLES):
            end = word.end()
        else:
            break
        if number := _LEAD_NUMBER.match(line, end):
            end = number.end()
        gap = _LEAD_GAP.match(line, end)
        if not gap:
            return start
        place = gap.end()
    return place


def _read_first(opening: _Opening, led: bool = False) -> bool:
    return any(reader(opening) for reader in _READERS)


def _read_companions(opening: _Opening) -> None:
    """Read what stands beside the first part: the date of a day, the day of a date or of a week."""
    for _ in range(4):
        begin = opening.end
        place = opening.end = _past(_GAP, opening.line, begin)
        if not any(reader(opening) for reader in _COMPANIONS if not _has(opening, reader)):
            opening.end = begin
            break
        if closers := _CLOSERS.match(opening.line, opening.end):
            opening.end = closers.end()
        if opening.end == place:
            break


def _has(opening: _Opening, reader: Callable[[_Opening], bool]) -> bool:
    """Whether another part of this kind would say something else."""
    return reader is _read_dates and bool(opening.dates)


def _stops(line: str, end: int) -> bool:
    """Whether a part that ends here stands by itself."""
    return _STOP.match(line, end) is not None


# Dates

_MORE_DATES = re.compile(r"\s*+(?:[-&+,/]|(?:to|and|bis|until|und|au|al?|y|et|e|до|до)\b)\s*+", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-)")
_DAY_ALONE = re.compile(r"(?P<day>\d{1,2})(?![\w/:.-]\w)(?!\w)(?:,?\s?(?P<year>(?:19|20)\d\d)(?!\d))?")
_FIRST_OF_TWO = re.compile(rf"(?P<day>\d{{1,2}})\.?\s*+[-&]\s*+(?=\d{{1,2}}[.\s]++{WORD})")
_PLACEHOLDER_DATE = re.compile(r"(?:yyyy|dd?|mm?)(?:[-/.](?:yyyy|yy|dd?|mm?)){2}\b", re.IGNORECASE)
_OPENS_A_DAY = re.compile(r"\s*+(?P<word>[^\W\d_]++)\W{0,2}\d")


def _read_dates(opening: _Opening) -> bool:
    line, start = opening.line, opening.end
    if match := _PLACEHOLDER_DATE.match(line, start):
        opening.form = opening.form or Form.DATE
        opening.example = True
        opening.end = match.end()
        return True
    found = read_date(line, start)
    if not found:
        return False
    written, end = found
    dates = [written]
    more, end = _more_dates(line, written, end)
    dates += more
    if len(more) == 1 and len(written.parts) == 2 and len(more[0].parts) == 3 and more[0].orders == written.orders:
        dates[0] = replace(written, parts=(more[0].parts[0], *written.parts))
    if len(dates[0].parts) == 2 and not (_stops(line, end) or _day_follows(line, end)):
        return False
    opening.form = opening.form or Form.DATE
    opening.dates += dates
    opening.end = end
    return True


def _more_dates(line: str, written: WrittenDate, end: int) -> tuple[list[WrittenDate], int]:
    """The date that follows a first one in a range or a list."""
    join = _MORE_DATES.match(line, end)
    if not join:
        return [], end
    found = read_date(line, join.end())
    if found and (len(found[0].parts) == 3 or _stops(line, found[1])):
        return [found[0]], found[1]
    *beginning, month, day = written.parts
    if beginning and beginning[0] > 99:
        if match := _MONTH_AND_DAY.match(line, join.end()):
            parts = (*beginning, int(match["month"]), int(match["day"]))
            return [WrittenDate(match[0], parts, written.orders)], match.end()
    elif beginning:
        return [], end
    match = _DAY_ALONE.match(line, join.end())
    if not match or int(match["day"]) <= day or not (_stops(line, match.end()) or _day_follows(line, match.end())):
        return [], end
    if len(written.orders) > 1:
        return [], end
    if match["year"]:
        beginning = [int(match["year"])]
    return [WrittenDate(match[0], (*beginning, month, int(match["day"])), written.orders)], match.end()


def _day_follows(line: str, end: int) -> bool:
    match = _OPENS_A_DAY.match(line, end)
    return bool(match) and fold(match["word"]) in DAY_WORDS


# Days

_NUMBER_SIGN = r"(?:(?:n[o°]\.?|n\.|nr\.?|number|num\.?|ke|thứ|số|第)(?=[\s\d.-]))?"
_TO_NUMBER = re.compile(rf"(?:\s*+[-#:.=_(\[]){{0,2}}\s*+{_NUMBER_SIGN}[\s.#-]*+", re.IGNORECASE)
_RUNS_ON = re.compile(r"\w|[:.,]\d|\s?[%°]")
_PLACEHOLDER = re.compile(
    r"[\s#-]{0,2}(?:x{1,3}|n{1,2}|#{1,3}|_{1,4}|\?{1,3}|[\[<{](?:x+|n+|number|no|num|#+)[\]>}])(?=\s*+(?:$|[:\-|(.,]))",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:[a-zA-Z]{1,3}(?![^\W_])|[º°ª]|-?[а-я]{1,2}(?!\w)|\.\d(?![\d.]))")
_TIGHT_SUFFIX = re.compile(r"[a-zA-Z]{1,3}(?![^\W_])")
_JOIN = re.compile(r"(?P<before>\s*+)(?P<sign>[&+,、;/~…]|-{1,3}|\.{2,3})(?P<after>\s*+)")
_JOIN_WORD = re.compile(rf"\s*+(?P<word>{WORD})\s*+")
_TOTAL = re.compile(
    r"\s*+(?:/|of\b|out of\b)\s*+(?:the\s+)?(?P<total>#?\d+\w*|#\w+)(?:\s*+days?\b(?:\s*+of\s*+\w+)?)?!?", re.IGNORECASE
)
_TOTAL_WORD = re.compile(rf"\s*+(?P<word>{WORD}) (?P<total>#?\d+\w*)")
_ORDINAL_SIGN = re.compile(
    r"(?:(?P<dot>\.\s?)|(?:st|nd|rd|th|er|[èe]re|[èe]?me|de|te|e|º|°|ª|o|a)\s|-?[йяе]\s|-?[оыи]?й\s|'?[iıuü]?n?c[iıuü]\s|[ऀ-ॿ]{1,3}\s)\s*+",
    re.IGNORECASE,
)
_ROUND_DAY = re.compile(
    r"r(?:ound)?[\s\-#.]?(?P<round>\d{1,3})[\s\-.:,/|_(]*+d(?:ay)?s?[\s\-#.:_]*+(?=\d)", re.IGNORECASE
)
_WEEK_DAY = re.compile(r"w(?P<week>\d{1,3})[\s\-.:,/|_(]*+d(?:ay)?s?[\s\-#.:_]*+(?=\d)", re.IGNORECASE)
_BARE_DAY = re.compile(r"D-?(?=\d{1,4}(?!\w))")
_NO_WORDS = Counting({}, {}, frozenset({"and"}), frozenset({"to"}), frozenset({"of"}), False)


def _read_day(opening: _Opening) -> bool:
    """`Day 12`, `Jour 3`, `Days 6 & 7`, `Day Four`."""
    line = opening.line
    match = _WORD.match(line, opening.end)
    if not match:
        return False
    word = fold(match[0])
    counting = DAY_WORDS.get(word)
    exact = counting is not None
    if counting is None:
        if not line[match.end() : match.end() + 4].strip(" -#:.")[:1].isdecimal():
            return False
        meant = next((day for day in _TYPED if is_one_edit_from(word, day)), None)
        if meant is None or opening.numbers:
            return False
        counting = DAY_WORDS[meant]
    if placeholder := _PLACEHOLDER.match(line, match.end()):
        if opening.form in (Form.DAY, Form.ROUND):
            return False
        opening.form, opening.example, opening.end = Form.DAY, True, placeholder.end()
        return True
    place = _past(_TO_NUMBER, line, match.end())
    if exact and not opening.dates and _read_date_of_day(opening, place):
        return True
    numbers, end = _read_numbers(line, place, counting, word)
    if not numbers or (opening.numbers and numbers != opening.numbers):
        return False
    opening.exact = exact
    return _take_numbers(opening, numbers, _after_total(line, end, numbers, counting))


def _read_date_of_day(opening: _Opening, place: int) -> bool:
    """`Ngày 3/5/2021`, `Día 20 de marzo de 2021`: the word for day before a date."""
    found = read_date(opening.line, place)
    if not found:
        return False
    written, end = found
    if len(written.parts) == 2:
        first, second = written.parts
        if not ("/" in written.text and (first > second or written.text[-2] == "0") and _stops(opening.line, end)):
            return False
    elif " - " in written.text:
        return False
    opening.form, opening.end = opening.form or Form.DATE, end
    opening.dates.append(written)
    return True


def _take_numbers(opening: _Opening, numbers: tuple[int, ...], end: int) -> bool:
    opening.form = Form.DAY if opening.round is None else Form.ROUND
    opening.numbers = numbers
    opening.end = end
    return True


def _read_number(line: str, place: int, counting: Counting) -> tuple[int, int] | None:
    return (
        read_digits(line, place)
        or read_words(line, place, counting.cardinals)
        or read_words(line, place, counting.ordinals)
    )


def _read_numbers(line: str, place: int, counting: Counting, word: str = "") -> tuple[tuple[int, ...], int]:
    """The numbers that stand at `place`, lists and ranges written out, and where they end; none when it is no number."""
    found = _read_number(line, place, counting)
    if not found:
        return (), place
    numbers = [found[0]]
    end = _past(_SUFFIX, line, found[1])
    while joined := _read_join(line, end, numbers[-1], counting, word):
        number, end, is_range = joined
        numbers += range(numbers[-1] + 1, number + 1) if is_range else [number]
    return tuple(numbers), end


def _read_join(line: str, end: int, last: int, counting: Counting, word: str) -> tuple[int, int, bool] | None:
    """A further number, where it ends, and whether the numbers before it are meant as well.

    Numbers that do not rise are no list: `Day 3 - 2 exercises`. Neither is one that words follow, unless the two are
    clearly meant together: `Day 5 - 10 pushups`, but `Day 6 & 7 pushups`.
    """
    match = _JOIN.match(line, end)
    if match:
        sign, spaced = match["sign"], bool(match["before"] or match["after"])
        is_range = sign[0] in "-~…."
    else:
        match = _JOIN_WORD.match(line, end)
        name = fold(match["word"]) if match else ""
        if not match or name not in counting.joins | counting.ranges:
            return None
        sign, spaced, is_range = name, True, name in counting.ranges
    place = match.end()
    again = _WORD.match(line, place)
    if again and word and fold(again[0]) in (WEEK_WORDS if word in WEEK_WORDS else DAY_WORDS):
        place = _past(_TO_NUMBER, line, again.end())
    elif read_date(line, place):
        return None
    found = _read_number(line, place, counting)
    if not found or not 0 < found[0] - last <= _LONGEST_RANGE:
        return None
    number, after = found
    if not spaced:
        after = _past(_TIGHT_SUFFIX, line, after)
    if _RUNS_ON.match(line, after):
        return None
    sure = word in PLURALS or again or sign in "&+、" or sign in counting.joins or (sign == "-" and not spaced)
    if not sure and (
        sign == "/"
        or not (_stops(line, after) or _joins(line, after, counting) or read_date(line, _past(_GAP, line, after)))
    ):
        return None
    return number, after, is_range


def _joins(line: str, end: int, counting: Counting) -> bool:
    """Whether a word for "and" stands between this number and another."""
    match = _JOIN_WORD.match(line, end)
    return bool(match) and fold(match["word"]) in counting.joins and line[match.end() : match.end() + 1].isdecimal()


def _past(pattern: re.Pattern[str], line: str, place: int) -> int:
    match = pattern.match(line, place)
    return match.end() if match else place


def _after_total(line: str, end: int, numbers: tuple[int, ...], counting: Counting) -> int:
    """Where the total ends: `/100`, ` of 66DaysOfData`."""
    if match := _TOTAL.match(line, end):
        return match.end()
    match = _TOTAL_WORD.match(line, end)
    return match.end() if match and fold(match["word"]) in counting.totals else end


def _read_round(opening: _Opening) -> bool:
    """`R2D15`, `R1 Day 3`, `W2D4`."""
    for pattern in (_ROUND_DAY, _WEEK_DAY):
        if match := pattern.match(opening.line, opening.end):
            numbers, end = _read_numbers(opening.line, match.end(), _NO_WORDS)
            if numbers:
                if pattern is _ROUND_DAY:
                    opening.round = int(match["round"])
                else:
                    opening.week = int(match["week"])
                return _take_numbers(opening, numbers, _after_total(opening.line, end, numbers, _NO_WORDS))
    return False


def _read_larger(opening: _Opening) -> bool:
    """`Round 2, Day 15`: a larger unit and a day within it."""
    line, begin = opening.line, opening.end
    match = _WORD.match(line, begin)
    counting = ROUND_WORDS.get(fold(match[0])) if match else None
    if not match or counting is None:
        return False
    found = _read_number(line, _past(_TO_NUMBER, line, match.end()), counting)
    if not found:
        return False
    opening.round, opening.end = found[0], _past(_GAP, line, found[1])
    if _read_day(opening) and opening.numbers:
        return True
    opening.form, opening.round, opening.end = None, None, begin
    return False


def _read_ordinal(opening: _Opening) -> bool:
    """`3rd day`, `5. Gün`, `First day`, `3. Woche`."""
    line, place = opening.line, opening.end
    dotted = False
    found = read_digits(line, place)
    if found:
        sign = _ORDINAL_SIGN.match(line, found[1])
        if not sign:
            return False
        dotted = bool(sign["dot"])
        number, end = found[0], sign.end()
    else:
        found = read_words(line, place, ORDINALS)
        if not found:
            return False
        number, end = found[0], _past(_SPACE, line, found[1])
    match = _WORD.match(line, end)
    if not match:
        return False
    word = fold(match[0])
    counting = DAY_WORDS.get(word) or WEEK_WORDS.get(word)
    if (
        not counting
        or word in PLURALS
        or (dotted and not counting.dotted)
        or (opening.form and not _stops(line, match.end()))
    ):
        return False
    if word in WEEK_WORDS:
        return _take_week(opening, number, match.end())
    if opening.numbers and opening.numbers != (number,):
        return False
    return _take_numbers(opening, (number,), match.end())


def _read_bare_day(opening: _Opening) -> bool:
    """`D12` by itself."""
    match = _BARE_DAY.match(opening.line, opening.end)
    if not match or opening.form:
        return False
    numbers, end = _read_numbers(opening.line, match.end(), _NO_WORDS)
    return bool(numbers) and _stops(opening.line, end) and _take_numbers(opening, numbers, end)


# Days in Chinese, Japanese and Korean

_HAN_NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,7}})"
_HAN_DAY = re.compile(
    rf"(?:第\s*+(?P<larger>{_HAN_NUMBER})\s*+(?P<unit>[轮輪期季周週])[\s,·:-]*+)?"
    rf"(?P<prefix>[第제])?\s*+(?P<numbers>{_HAN_NUMBER}(?:\s*+[、,~\-和与與到至及と]\s*+第?{_HAN_NUMBER})*+)"
    r"\s*+(?P<suffix>天目|天|日目|日|일\s?차|일째|일)(?:/第?\d+天)?"
)
_HAN_WEEK = re.compile(
    rf"(?:第\s*+(?P<first>{_HAN_NUMBER})\s*+个?(?:周|週|星期)|(?P<second>{_HAN_NUMBER})\s*+(?:週目|周目|주\s?차))"
)
_HAN_PART = re.compile(rf"(?P<join>[~\-到至])?\s*+第?(?P<number>{_HAN_NUMBER})")
_COUNTING_SUFFIXES = ("日目", "天目", "일차", "일 차", "일째")


def _read_han_day(opening: _Opening) -> bool:
    """`第12天`, `12日目`, `12일차`, `第一轮第三天`."""
    line = opening.line
    match = _HAN_DAY.match(line, opening.end)
    if not match or not (match["prefix"] or match["suffix"] in _COUNTING_SUFFIXES):
        return False
    numbers: list[int] = []
    for part in _HAN_PART.finditer(match["numbers"]):
        number = _read_han_or_digits(part["number"])
        if number is None:
            return False
        if part["join"] and numbers and 0 < number - numbers[-1] <= _LONGEST_RANGE:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
    days = tuple(dict.fromkeys(numbers))
    if opening.numbers and days != opening.numbers:
        return False
    if match["larger"]:
        larger = _read_han_or_digits(match["larger"])
        if match["unit"] in "周週":
            opening.week = larger
        else:
            opening.round = larger
    return _take_numbers(opening, days, match.end())


def _read_han_or_digits(numeral: str) -> int | None:
    return int(numeral) if numeral.isdecimal() else read_han(numeral)


# Weeks

_BARE_WEEK = re.compile(r"(?:W|KW\s?|\d{4}-W)(?P<week>\d{1,2})(?!\w)", re.IGNORECASE)
_WEEK_OF = re.compile(r"\s++(?:of|beginning|commencing|starting|ending|from|vom|du|del)\s++", re.IGNORECASE)
_SPACE = re.compile(r"\s*+")


def _read_week(opening: _Opening) -> bool:
    """`Week 4`, `Semana 3`, `第2周`, `W12`, `Week of March 3`."""
    line = opening.line
    if opening.week is not None:
        return False
    if match := _HAN_WEEK.match(line, opening.end):
        number = _read_han_or_digits(match["first"] or match["second"])
        return number is not None and _take_week(opening, number, match.end())
    if (match := _BARE_WEEK.match(line, opening.end)) and (
        _stops(line, match.end()) or _day_follows(line, match.end())
    ):
        return _take_week(opening, int(match["week"]), match.end())
    match = _WORD.match(line, opening.end)
    counting = WEEK_WORDS.get(fold(match[0])) if match else None
    if not match or counting is None:
        return False
    numbers, end = _read_numbers(line, _past(_TO_NUMBER, line, match.end()), counting, "week")
    if numbers:
        if opening.form and not _stops(line, end):
            return False
        return _take_week(opening, numbers[0], _after_total(line, end, numbers, counting))
    if not opening.form and (of := _WEEK_OF.match(line, match.end())):
        begin, opening.end = opening.end, of.end()
        if _read_dates(opening):
            opening.form = Form.WEEK
            return True
        opening.end = begin
    return False


def _take_week(opening: _Opening, number: int, end: int) -> bool:
    opening.form = opening.form or Form.WEEK
    opening.week = number
    opening.end = end
    return True


# Lines that are nothing but numbers

_ONLY_NUMBERS = re.compile(r"[\W\d_]*+(?:and[\W\d_]*+)?")
_NO_DAYS = re.compile(r"[$€£¥%<>°=\\]|^\W*(?:\s|^)[-+.](?=\d)|\d[.:/]\d|\d,\d{3}(?!\d)")


def _read_only_numbers(opening: _Opening) -> bool:
    """`001`, `127 - 135`."""
    line = opening.line
    if not _ONLY_NUMBERS.fullmatch(line) or _NO_DAYS.search(line):
        return False
    numbers, end = _read_numbers(line, opening.end, _NO_WORDS)
    if not numbers or any(letter.isalnum() for letter in line[end:]):
        return False
    opening.form, opening.numbers, opening.end = Form.NUMBER, numbers, len(line.rstrip())
    return True


# What stands at the end of a line

_EXAMPLE = re.compile(
    r"[(\[{<]\s*(?:an? )?(?:example|template|sample|placeholder|exemplo|ejemplo|beispiel|exemple|esempio|voorbeeld|пример|шаблон|"
    r"örnek|contoh|ví dụ|उदाहरण|示例|例|模板|예시)\b|^(?:example|template|sample)(?:\s*\d*)\W*$|"
    r"\bdelete (?:me|this)\b|\bcopy (?:me|this|and paste)\b|\b(?:dd|mm|yyyy)[-/.](?:dd|mm)[-/.](?:dd|yyyy|yy)\b|"
    r"[<\[{](?:date|topic|title|your [\w ]{2,20})[>\]}]",
    re.IGNORECASE,
)
_LAST_DATE = re.compile(r"(?:^|[(\[|,]|\s-{1,2}|\s)\s*(?=\w)")
_MAY_END_IN_A_DATE = re.compile(r"\d\W*$|\d\W{1,4}\w{2,10}\W*$")
_LONGEST_DATE = 36


def _read_last_date(opening: _Opening, rest: str) -> str:
    """The rest without the full date it ends with, which is then the date of the opening."""
    if opening.dates or opening.form is Form.NUMBER or not _MAY_END_IN_A_DATE.search(rest[-16:]):
        return rest
    line = _plain(rest)
    for match in _LAST_DATE.finditer(line, max(0, len(line) - _LONGEST_DATE)):
        found = read_date(line, match.end())
        if found and len(found[0].parts) == 3 and not line[found[1] :].strip(" )]}.*_"):
            opening.dates.append(found[0])
            return rest[: match.start()].rstrip(" -–—|,:([")
    return rest


_READERS = (_read_round, _read_larger, _read_dates, _read_han_day, _read_week, _read_day, _read_ordinal, _read_bare_day)
_COMPANIONS = (_read_dates, _read_han_day, _read_day, _read_ordinal, _read_week)
