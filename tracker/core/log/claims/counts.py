"""The numbers behind a word for day or week: one, a list, a range, and how many there will be in all."""

from __future__ import annotations

import re

from tracker.core.log.claims.languages import DAY_WORDS, PLURALS, WEEK_WORDS, Counting, fold
from tracker.core.log.claims.notations import read_date
from tracker.core.log.claims.numerals import WORD, read_digits, read_words

SYMBOLS = Counting({}, frozenset({"and"}), frozenset({"to"}), frozenset({"of"}), False)
"""Counting with digits alone, where no word tells the language."""

LONGEST_RANGE = 366
"""Days at the most between two numbers of a range or a list."""
_WORD = re.compile(WORD)
_SIGN = (
    r"(?:\(s\))?(?:\s*+[-#:.=_(\[]){0,2}\s*+(?:(?:n[o°]\.?|n\.|nr\.?|number|num\.?|ke|thứ|số|第)(?=[\s\d.-]))?[\s.#-]*+"
)  # fmt: skip
_TO_NUMBER = re.compile(_SIGN, re.IGNORECASE)
_SUFFIX = re.compile(r"[a-zA-Z]{1,3}(?![^\W_])|[º°ª]|-?[а-я]{1,2}(?!\w)|\.\d(?![\d.])")
_JOIN = re.compile(rf"(?P<before>\s*+)(?:(?P<sign>[&+,、;/~…]|-{{1,3}}|\.{{2,3}})|(?P<word>{WORD}))(?P<after>\s*+)")
_RUNS_ON = re.compile(r"\w|[:.,]\d|\s?[%°]")
_TOTAL = re.compile(
    r"\s*+(?:/|(?:out )?of(?![^\W\d]))\s*+(?:the\s++)?(?:#?\d+\w*|#\w+)(?:\s*+days?\b(?:\s++of\s++\w+)?)?!?",
    re.IGNORECASE,
)
_TOTAL_IN_WORDS = re.compile(rf"\s*+(?P<word>{WORD}) #?\d+\w*")
_STOP = re.compile(r"\s*+(?:$|[^\w\s'’\"/%+#&@$€.-]|\.(?!\w)|-+(?:\s|$|\W))")
_GAP = re.compile(r"[\s:|,;\-_(\[{<*.·•=]{0,8}+")


def past(pattern: re.Pattern[str], line: str, place: int) -> int:
    """Where the pattern ends that may stand at `place`."""
    match = pattern.match(line, place)
    return match.end() if match else place


def past_gap(line: str, place: int) -> int:
    """Where the next part of an opening would begin."""
    return past(_GAP, line, place)


def past_sign(line: str, place: int) -> int:
    """Where the number begins behind a word, as in `Day #9`, `Tag Nr. 4`, `Hari ke-3`."""
    return past(_TO_NUMBER, line, place)


def stops(line: str, place: int) -> bool:
    """Whether what ends at `place` stands by itself: nothing follows, or a mark."""
    return _STOP.match(line, place) is not None


def read_count(line: str, place: int, counting: Counting) -> tuple[int, int] | None:
    """The number at `place` in digits or words, and where it ends."""
    return read_digits(line, place) or read_words(line, place, counting.numbers)


def read_counts(line: str, place: int, counting: Counting, word: str = "") -> tuple[tuple[int, ...], int]:
    """The numbers at `place` behind the folded `word`, ranges written out, and where they end with their total."""
    found = read_count(line, place, counting)
    if not found:
        return (), place
    numbers = [found[0]]
    end = past(_SUFFIX, line, found[1])
    while further := _read_further(line, end, numbers[-1], counting, word):
        number, end, is_range = further
        numbers += range(numbers[-1] + 1, number + 1) if is_range else [number]
    return tuple(numbers), _past_total(line, end, counting)


def _read_further(line: str, end: int, last: int, counting: Counting, word: str) -> tuple[int, int, bool] | None:
    """A further number, where it ends, and whether those between it and the `last` are meant as well.

    Numbers that do not rise are no list: `Day 3 - 2 exercises`. Neither is one that words follow, unless the two
    clearly belong together: `Day 5 - 10 pushups`, but `Day 6 & 7 pushups`.
    """
    match = _JOIN.match(line, end)
    if not match:
        return None
    name = fold(match["word"] or "")
    sign = match["sign"] or ""
    if name and name not in counting.joins and name not in counting.ranges:
        return None
    spaced = bool(match["before"] or match["after"])
    place = match.end()
    if sign == "," and (conjunction := _JOIN.match(line, place)) and fold(conjunction["word"] or "") in counting.joins:
        name, place = fold(conjunction["word"]), conjunction.end()
    again = _WORD.match(line, place)
    if again and word and fold(again[0]) in (WEEK_WORDS if word in WEEK_WORDS else DAY_WORDS):
        place = past_sign(line, again.end())
    elif read_date(line, place):
        return None
    else:
        again = None
    found = read_count(line, place, counting)
    if not found or not 0 < found[0] - last <= LONGEST_RANGE:
        return None
    number, after = found
    if not spaced:
        after = past(_SUFFIX, line, after)
    if _RUNS_ON.match(line, after):
        return None
    clear = (
        again or word in PLURALS or name in counting.joins or sign in ("&", "+", "、") or (sign == "-" and not spaced)
    )
    if clear or (sign != "/" and _may_follow(line, after, counting)):
        return number, after, name in counting.ranges or sign.startswith(("-", "~", "…", "."))
    return None


def _may_follow(line: str, end: int, counting: Counting) -> bool:
    """Whether a list may end here: the line stops, a date follows, or a word for "and" and another number."""
    match = _JOIN.match(line, end)
    if match and match["word"] and fold(match["word"]) in counting.joins:
        return line[match.end() : match.end() + 1].isdecimal()
    return stops(line, end) or read_date(line, past_gap(line, end)) is not None


def _past_total(line: str, end: int, counting: Counting) -> int:
    """Where the total ends: `/100`, ` of 66DaysOfData`, ` von 100`."""
    if match := _TOTAL.match(line, end):
        return match.end()
    match = _TOTAL_IN_WORDS.match(line, end)
    return match.end() if match and fold(match["word"]) in counting.totals else end
