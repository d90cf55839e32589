"""Where in a text the words of a query stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tracker.core.query.names import parts
from tracker.core.query.stems import alike
from tracker.core.query.tree import And, Or, Phrase, Query, Term, Word

_TOKENS = re.compile(r"[^\W_]+")
_Unit = tuple[str, int, int]
"""A folded word, where it begins, and where it ends."""


class Hits:
    """The words and phrases that a query looks for, ready to be found in texts."""

    def __init__(self, query: Query) -> None:
        """Note what the query looks for; what it excludes is not looked for."""
        leaves = [] if query.term is None else list(_wanted(query.term))
        self._wanted = [
            ([word for word, _, _ in cut], getattr(leaf, "prefix", False))
            for leaf in leaves
            for cut in (list(_units(leaf.text, whole=True)), list(_units(leaf.text, whole=False)))
        ]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where each hit begins and ends."""
        whole, cut = list(_units(text, whole=True)), list(_units(text, whole=False))
        return [
            place
            for at, (words, prefix) in enumerate(self._wanted)
            for place in _matches(words, prefix, cut if at % 2 else whole)
        ]


def _wanted(term: Term) -> Iterator[Word | Phrase]:
    if isinstance(term, Word | Phrase):
        yield term
    elif isinstance(term, And | Or):
        for one in term.terms:
            yield from _wanted(one)


def _units(text: str, *, whole: bool) -> Iterator[_Unit]:
    """The words of a text as the index knows them, with names whole or in parts."""
    for token in _TOKENS.finditer(text):
        at = token.start()
        for part in [token[0]] if whole else parts(token[0]):
            yield _fold(part), at, at + len(part)
            at += len(part)


def _fold(word: str) -> str:
    folded = word.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _matches(words: Sequence[str], prefix: bool, units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    for start in range(len(units) - len(words) + 1):
        if _fits(words[0], units[start][0], prefix and len(words) == 1) and all(
            _fits(word, units[start + at][0], prefix and at == len(words) - 1) for at, word in enumerate(words)
        ):
            yield units[start][1], units[start + len(words) - 1][2]


def _fits(word: str, unit: str, prefix: bool) -> bool:
    return alike(word, unit) or (prefix and unit.startswith(word))
