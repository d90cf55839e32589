"""How an entry of a log opens: the days, the dates and the week that the beginning of one line claims.

A line is looked at by itself. Whether it opens an entry is for the reader of the log to weigh, who sees how the other
lines of the file open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.core.log.claims.counts import SYMBOLS, past, past_gap, read_counts
from tracker.core.log.claims.dates import WrittenDate
from tracker.core.log.claims.languages import (
    ARTICLES,
    DAY_WORDS,
    LEADS,
    MONTHS,
    ORDINALS,
    ROUND_WORDS,
    WEEK_WORDS,
    WEEKDAYS,
    fold,
)
from tracker.core.log.claims.notations import read_date
from tracker.core.log.claims.numerals import HAN, WORD
from tracker.core.log.claims.opening import Form, Opening
from tracker.core.log.claims.parts import READERS, first_words, read_part
from tracker.core.log.claims.plain import compose, plain
from tracker.core.log.claims.slips import SLIPS

__all__ = ["Claim", "Form", "read_claim"]


@dataclass(slots=True)
class Claim:
    """What the beginning of a line claims."""

    form: Form
    numbers: tuple[int, ...]
    """The days, each once and rising; ranges and lists are written out. Empty in a template."""
    dates: tuple[WrittenDate, ...]
    """One, or both ends of a range."""
    rest: str
    """What the line says besides."""
    span: str
    """The claim as written, from the beginning of the line."""
    round: int | None = None
    week: int | None = None
    exact: bool = True
    """False when the word for day is misspelt."""
    example: bool = False
    """Whether the line says that it belongs to a template."""


_LONGEST_CLAIM = 300
_SEPARATORS = re.compile(r"(?:[\s)\]}」】』》:|,;!_*>·、。=-]|\.(?!\d))*+")


def read_claim(text: str) -> Claim | None:
    """What the line claims when it opens like an entry of a log; None for any other line."""
    return _read_plain_day(text) or (read_any_claim(text) if may_claim(text) else None)


_PLAIN_DAY = re.compile(
    r"(?P<span>[^\w\s(\[{<]{0,4} ?[Dd]ay (?P<number>\d{1,4})(?: of #\w{1,60}(?=\s*$))?)"
    r"(?:[:.]?|: (?P<rest>(?P<word>[A-Za-z]+)[A-Za-z `,.'-]*))$"
)


def _read_plain_day(text: str) -> Claim | None:
    """The claim of nearly every marker that people write, `Day 12: masks`, read in a tenth of the time."""
    match = _PLAIN_DAY.match(text)
    if not match or (match["word"] and match["word"].lower() in _NEEDS):
        return None
    rest = match["rest"] or ""
    if rest and _EXAMPLE.search(rest, 0, _LONGEST_MARK):
        return None
    return Claim(Form.DAY, (int(match["number"]),), (), rest.rstrip(), match["span"])


def read_any_claim(text: str) -> Claim | None:
    """What `read_claim` says of a line that is worth reading."""
    text = compose(text[:_LONGEST_CLAIM]) + text[_LONGEST_CLAIM:]
    line = plain(text[:_LONGEST_CLAIM])
    opening = _read_opening(line)
    if not opening or not opening.form:
        return None
    rest = text[past(_SEPARATORS, line, opening.end) :].rstrip()
    return Claim(
        form=opening.form,
        rest=_without_last_date(opening, rest),
        numbers=opening.numbers,
        dates=tuple(opening.dates),
        span=text[: opening.end],
        round=opening.round,
        week=opening.week,
        exact=opening.exact,
        example=opening.example or (rest != "" and _EXAMPLE.search(rest, 0, _LONGEST_MARK) is not None),
    )


# Most lines claim nothing, and their first word says so.

_BEGINNING = re.compile(rf"[\W_]*+(?:nbsp;[\W_]*+)*+(?:({WORD})|\d{{1,4}}+(?:[.)]?\s++(?P<counted>{WORD}))?)")
_HAN_BEGINNING = re.compile(rf"第|제\s?\d|[{HAN}]{{1,7}}(?:日目|天|[年月])|[\uff21-\uff5a\U0001d400-\U0001d7ff]")
_HAN_LEAD = re.compile(rf"\w{{1,10}}?\s?(?=第\s?[\d{HAN}]{{1,7}}\s?天|\d{{1,4}}\s?(?:일\s?차|日目))")
_COUNTED = frozenset({*MONTHS, *DAY_WORDS, *WEEK_WORDS, "of", "de", "del", "di", "and", "to"})
_LONGEST_WORD = 24

_ANYTHING = re.compile("")
_DIGIT_NEXT = re.compile(r"\W{0,3}\d")
_DIGIT_NEAR = re.compile(r".{0,40}?(?:\d|yyyy|YYYY)")
_NEEDS = (
    dict.fromkeys(READERS.keys() | LEADS | ARTICLES, _DIGIT_NEAR)
    | dict.fromkeys((*DAY_WORDS, *WEEK_WORDS, *ROUND_WORDS, *first_words(ORDINALS), "yyyy", "dd", "mm"), _ANYTHING)
    | dict.fromkeys(("r", "w", "d", "kw", *SLIPS), _DIGIT_NEXT)
)
"""First words of a claim, and what has to follow."""


def may_claim(text: str) -> bool:
    """Whether the line is worth reading."""
    match = _BEGINNING.match(text)
    if not match:
        return False
    word = match[1]
    if word is None:
        return match["counted"] is None or fold(match["counted"]) in _COUNTED
    needed = _NEEDS.get(word.lower() if word.isascii() else fold(word[:_LONGEST_WORD]))
    if needed:
        return needed.match(text, match.end()) is not None
    begin = match.start(1)
    return not word.isascii() and any(each.match(text, begin) for each in (_HAN_BEGINNING, _HAN_LEAD))


_MARKS = re.compile(r"[\W_]*+")
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)?\W{1,4}\d{4}-")
_CHALLENGE = re.compile(r"\d{1,4}\s?days?\s?of\s?\w+[\s:|\-]{1,4}+(?=day)", re.IGNORECASE)


_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}[\s,\-–—|]{{1,3}}(?=\d)", re.IGNORECASE)
_CLOCK_AFTER = re.compile(rf"[\s,T@]{{1,3}}(?:at )?{_CLOCK}(?![\d:])", re.IGNORECASE)


def _read_opening(line: str) -> Opening | None:
    begin = past(_MARKS, line, 0)
    opening = Opening(line, past(_CLOCK_BEFORE, line, begin))
    start = opening.end
    if _VERSION.match(line, start):
        return None
    if not read_part(opening):
        if line[start : start + 1].isdecimal() and not _CHALLENGE.match(line, start):
            return opening if _read_only_numbers(opening) else None
        places = (past(_CHALLENGE, line, start), _past_leads(line, start), past(_HAN_LEAD, line, start))
        opening.end = max(places)
        if opening.end == start or not read_part(opening) or _is_score(opening):
            return None
    opening.end = _past_closers(opening, start)
    _read_companions(opening)
    if opening.form is Form.DATE:
        opening.end = past(_CLOCK_AFTER, line, opening.end)
    return opening


def _is_score(opening: Opening) -> bool:
    """Whether two bare numbers stand behind a word, as in `Progress: 5/10`."""
    return any(len(written.parts) == 2 and len(written.orders) > 1 for written in opening.dates)


def _read_companions(opening: Opening) -> None:
    """Read what stands beside the first part: the date of a day, the day of a date or of a week."""
    while True:
        begin = opening.end
        opening.end = past_gap(opening.line, begin)
        if opening.end == len(opening.line) or not (read_part(opening) or _read_labelled_date(opening)):
            opening.end = begin
            return
        opening.end = _past_closers(opening, begin)


def _read_labelled_date(opening: Opening) -> bool:
    """A date behind its label, as in `Day 12 | Date: 2021-03-04`."""
    begin = opening.end
    opening.end = _past_leads(opening.line, begin)
    return ":" in opening.line[begin : opening.end] and read_part(opening)


_OPENER = re.compile(r"[(\[{<「【『《]")
_CLOSERS = re.compile(r"\s*+[)\]}>」】』》]++")


def _past_closers(opening: Opening, begin: int) -> int:
    """Where the part ends when the brackets around it are counted in."""
    opened = _OPENER.search(opening.line, max(0, begin - 1), opening.end)
    return past(_CLOSERS, opening.line, opening.end) if opened else opening.end


_LEAD = re.compile(rf"{WORD}(?: {WORD})?")
_WORD = re.compile(WORD)
_LEAD_NUMBER = re.compile(r"\s?#?\d{1,3}(?!\d|[/.\-:]\d)(?=\s*[(\[:|\-])")
_LEAD_GAP = re.compile(r"(?:\s*+[:|,(\[#=_*-]\s*+|\s++)(?:(?:of|for|on) )?")
_MOST_LEADS = 3
_FIRST_LEADS = LEADS | ARTICLES | {weekday for weekday in WEEKDAYS if len(weekday) > 3}


def _past_leads(line: str, start: int) -> int:
    """Where the words end that may stand before a date or a day, such as `Log:`; `start` when there are none."""
    place = start
    for _ in range(_MOST_LEADS):
        words = (_LEAD.match(line, place), _WORD.match(line, place))
        known = (word.end() for word in words if word and fold(word[0]) in (LEADS if place > start else _FIRST_LEADS))
        end = next(known, None)
        if end is None:
            return place
        gap = _LEAD_GAP.match(line, past(_LEAD_NUMBER, line, end))
        if not gap:
            return start
        place = gap.end()
    return place


_ONLY_NUMBERS = re.compile(r"[\W\d_]*+(?:(?:and|to)[\W\d_]*+)?")
_NO_DAYS = re.compile(r"[$€£¥%<>°=\\]|(?:^|\s)[-+.](?=\d)|\d[.:/]\d|\d,\d{3}(?!\d)")


def _read_only_numbers(opening: Opening) -> bool:
    """`001`, `127 - 135`."""
    line = opening.line
    if not _ONLY_NUMBERS.fullmatch(line) or _NO_DAYS.search(line):
        return False
    numbers, end = read_counts(line, opening.end, SYMBOLS)
    if not numbers or any(letter.isalnum() for letter in line[end:]):
        return False
    opening.form, opening.numbers, opening.end = Form.NUMBER, numbers, len(line.rstrip())
    return True


_LONGEST_MARK = 80
_EXAMPLE = re.compile(
    r"[(\[{<]\s?(?:an? )?(?:example|template|sample|placeholder|exemplo|ejemplo|beispiel|exemple|esempio|voorbeeld|"
    r"пример|шаблон|örnek|contoh|ví dụ|उदाहरण|示例|例|模板|예시)\b|^(?:example|template|sample)\W{0,3}\d{0,2}\W*$|"
    r"\bdelete (?:me|this)\b|\bcopy (?:me|this|and paste)\b|"
    r"\b(?:dd|mm|yyyy)[-/.](?:dd|mm)[-/.](?:dd|yyyy|yy)\b|[<\[{](?:date|topic|title|your [\w ]{2,20})[>\]}]",
    re.IGNORECASE,
)

_ENDS_LIKE_A_DATE = re.compile(r"\d[)\].*_]{0,3}$|\d\W{1,4}\w{2,10}[)\].*_]{0,3}$")
_BEFORE_LAST_DATE = re.compile(r"[(\[|,\s-]\s?(?=\w)|^")
_LONGEST_DATE = 36


def _without_last_date(opening: Opening, rest: str) -> str:
    """The rest of the line without the full date it ends with, which is then a date of the opening."""
    if not rest or opening.dates or opening.form is Form.NUMBER or not _ENDS_LIKE_A_DATE.search(rest[-20:]):
        return rest
    last = read_last_date(rest)
    if last is None:
        return rest
    opening.dates.append(last[0])
    return last[1]


def read_last_date(text: str) -> tuple[WrittenDate, str] | None:
    """The full date that a line ends with, and what stands before it."""
    line = plain(text[-_LONGEST_DATE:])
    for match in _BEFORE_LAST_DATE.finditer(line):
        found = read_date(line, match.end())
        if found and len(found[0].parts) == 3 and not line[found[1] :].strip(" )].*_"):
            return found[0], text[: len(text) - len(line) + match.start()].rstrip(" -–—|,:([")
    return None
