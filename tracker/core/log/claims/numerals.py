"""Numbers as people write them: digits of any script, Chinese numerals, and words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.core.log.claims.languages import fold

HAN = "〇零一二三四五六七八九十百两兩廿"
"""The letters of a Chinese or Japanese number below a thousand."""
WORD = r"[^\W\d_]++(?:[\u0900-\u094f]++[^\W\d_]*+)*+"
"""A word of any script; the vowel signs of Devanagari are no letters to `re`."""

_DIGITS = re.compile(r"\d{1,5}+(?!\d)")
_WORD = re.compile(WORD)
_NEXT_WORD = re.compile(rf"[ \-]{WORD}")
_MOST_WORDS = 3
_HAN_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2, "兩": 2}
_HAN_NUMBER = re.compile(
    r"(?:(?P<hundreds>[一二三四五六七八九两兩])?(?P<hundred>百)[零〇]?)?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十)|(?P<twenty>廿))?(?P<ones>[一二三四五六七八九两兩])?"
)


def read_han(numeral: str) -> int | None:
    """`十二` is 12, `二百零三` 203, `二〇二一` 2021; None for letters that make no number."""
    if all(letter in _HAN_DIGITS for letter in numeral):
        return int("".join(str(_HAN_DIGITS[letter]) for letter in numeral)) if numeral else None
    match = _HAN_NUMBER.fullmatch(numeral)
    if not match:
        return None
    hundreds = _HAN_DIGITS[match["hundreds"] or "一"] if match["hundred"] else 0
    tens = 2 if match["twenty"] else _HAN_DIGITS[match["tens"] or "一"] if match["ten"] else 0
    return 100 * hundreds + 10 * tens + _HAN_DIGITS[match["ones"] or "零"]


def read_numeral(numeral: str) -> int | None:
    """A number in digits of any script or in Chinese numerals."""
    return int(numeral) if numeral.isdecimal() else read_han(numeral)


def read_digits(text: str, start: int) -> tuple[int, int] | None:
    """The number of up to five digits that stands at `start`, and where it ends."""
    match = _DIGITS.match(text, start)
    return (int(match[0]), match.end()) if match else None


def read_words(text: str, start: int, words: Mapping[str, int]) -> tuple[int, int] | None:
    """The number that the longest run of words at `start` spells by the folded `words`, and where it ends."""
    match = _WORD.match(text, start)
    if not match:
        return None
    ends = [match.end()]
    while len(ends) < _MOST_WORDS and (match := _NEXT_WORD.match(text, ends[-1])):
        ends.append(match.end())
    for end in reversed(ends):
        value = words.get(fold(text[start:end]).replace("-", " "))
        if value is not None:
            return value, end
    return None
