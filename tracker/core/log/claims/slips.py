"""Words for day with one slip of the finger in them."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.log.claims.languages import DAY_WORDS, LANGUAGES, fold

_TYPED = "day days tag tage jour jours dia dias giorno giorni dag dagen gun hari ngay".split()
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ORDINARY = frozenset(
    "dab dah dais das dasy data daz dials diaz dis doa gin gum gym hair hardi hark har hati jor nay nag tab tae tags "
    "tah tar tass tate tave taxe dage tga gub dags".split()
)
"""Words that are close to a word for day and mean something else."""


def _beside(letter: str) -> str:
    """The keys that touch the key of this letter."""
    row = next(row for row, keys in enumerate(_ROWS) if letter in keys)
    column = _ROWS[row].index(letter)
    touching = _ROWS[row][max(0, column - 1) : column + 2]
    if row > 0:
        touching += _ROWS[row - 1][column : column + 2]
    if row < len(_ROWS) - 1:
        touching += _ROWS[row + 1][max(0, column - 1) : column + 1]
    return touching.replace(letter, "")


def _slips(word: str) -> Iterator[str]:
    """The word with a letter dropped, doubled, swapped with the next, or the key beside it hit; its first is right."""
    for place in range(1, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield before + after[:1] + letter + after[1:]
        yield from (before + other + after for other in _beside(letter))


def _known_words() -> Iterator[str]:
    yield from _ORDINARY
    yield from DAY_WORDS
    for language in LANGUAGES.values():
        for words in (language.months, language.weekdays, language.numbers):
            yield from (fold(word) for word in words.replace("|", " ").split())


SLIPS = {slip: word for word in reversed(_TYPED) for slip in _slips(word) if len(slip) >= 3}
"""Misspelt words and the word for day that each is meant to be."""
for _word in _known_words():
    SLIPS.pop(_word, None)
