"""Which part of an opening begins at a place: its first word tells whom to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tracker.core.log.claims.han import read_han_day, read_han_week
from tracker.core.log.claims.languages import (
    DAY_WORDS,
    ENGLISH_MONTHS,
    MONTHS,
    ORDINALS,
    ROUND_WORDS,
    WEEK_WORDS,
    WEEKDAYS,
    fold,
)
from tracker.core.log.claims.numerals import WORD
from tracker.core.log.claims.opening import Opening
from tracker.core.log.claims.slips import SLIPS
from tracker.core.log.claims.spans import read_dates
from tracker.core.log.claims.units import (
    read_bare_day,
    read_day,
    read_ordinal,
    read_round_and_day,
    read_unit_and_day,
    read_week,
    read_week_and_day,
)

_WORD = re.compile(WORD)
Reader = Callable[[Opening], bool]


def first_words(words: Iterable[str]) -> set[str]:
    """The first word of each."""
    return {word.split()[0] for word in words}


_BY_WORD: tuple[tuple[Iterable[str], Reader], ...] = (
    ({"r", "round"}, read_round_and_day),
    ({"w"}, read_week_and_day),
    (ROUND_WORDS, read_unit_and_day),
    ({"yyyy", "yy", "mm", "dd", "m", "d"}, read_dates),
    ({month for month in MONTHS if len(month) > 3} | ENGLISH_MONTHS | first_words(WEEKDAYS), read_dates),
    ({"w", "kw", *WEEK_WORDS}, read_week),
    ({*DAY_WORDS, *SLIPS}, read_day),
    (first_words(ORDINALS), read_ordinal),
    ({"d"}, read_bare_day),
)
"""First words and the reader that knows them, in the order to ask."""

READERS: dict[str, tuple[Reader, ...]] = {}
"""First words and the readers to ask."""
for _words, _reader in _BY_WORD:
    for _each in _words:
        READERS[_each] = (*READERS.get(_each, ()), _reader)

_BEFORE_DIGITS = (read_dates, read_han_day, read_ordinal, read_han_week, read_week)
_BEFORE_HAN = (read_dates, read_han_day, read_han_week)


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
