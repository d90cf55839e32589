"""Where in a text the words of a query stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tracker.core.query.names import has_parts, parts
from tracker.core.query.stems import alike
from tracker.core.query.tree import And, Or, Phrase, Query, Term, Word

_TOKENS = re.compile(r"[^\W_]+")
_HEAD = 2
"""Letters in which all forms of a word are the same."""
_Unit = tuple[str, int, int]
"""A folded word, where it begins, and where it ends."""


class Hits:
    """The words and phrases that a query looks for, ready to be found in texts."""

    def __init__(self, query: Query) -> None:
        """Note what the query looks for; what it excludes is not looked for."""
        leaves = [] if query.term is None else list(_wanted(query.term))
        self._whole = [_Sought(leaf, _whole(leaf.text)) for leaf in leaves]
        self._cut = [_Sought(leaf, _cut(leaf.text)) for leaf in leaves]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where each hit begins and ends."""
        if text.isascii() and all(sought.single for sought in self._whole):
            folded = text.lower()
            found = [place for sought in self._whole for place in sought.standing(folded)]
        else:
            found = [place for sought in self._whole for place in sought.among(_whole(text))]
        if has_parts(text):
            found += [place for sought in self._cut for place in sought.among(_cut(text))]
        return found


class _Sought:
    """One word or phrase."""

    def __init__(self, leaf: Word | Phrase, units: Sequence[_Unit]) -> None:
        self._words = [word for word, _, _ in units]
        self._prefix = isinstance(leaf, Word) and leaf.prefix
        self._head = self._words[0][:_HEAD]
        self.single = len(self._words) == 1
        """Whether it is one word, which can be found without looking at those around it."""

    def standing(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where a single word stands in a folded text; as `among`, and four times as fast."""
        at = folded.find(self._head)
        while at >= 0:
            token = _TOKENS.match(folded, at)
            if token and not folded[at - 1 : at].isalnum() and self._fits(self._words[0], token[0], last=True):
                yield token.span()
            at = folded.find(self._head, at + 1)

    def among(self, units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
        """Where it stands among the words of a text."""
        last = len(self._words) - 1
        for start in range(len(units) - last):
            if units[start][0].startswith(self._head) and all(
                self._fits(word, units[start + at][0], last=at == last) for at, word in enumerate(self._words)
            ):
                yield units[start][1], units[start + last][2]

    def _fits(self, word: str, unit: str, *, last: bool) -> bool:
        return alike(word, unit) or (last and self._prefix and unit.startswith(word))


def _wanted(term: Term) -> Iterator[Word | Phrase]:
    if isinstance(term, Word | Phrase):
        yield term
    elif isinstance(term, And | Or):
        for one in term.terms:
            yield from _wanted(one)


def _whole(text: str) -> list[_Unit]:
    """The words of a text."""
    if text.isascii():
        return [(token[0], *token.span()) for token in _TOKENS.finditer(text.lower())]
    return [(_fold(token[0]), *token.span()) for token in _TOKENS.finditer(text)]


def _cut(text: str) -> list[_Unit]:
    """The words of a text with its names in parts."""
    units = []
    for token in _TOKENS.finditer(text):
        at = token.start()
        for part in parts(token[0]):
            units.append((_fold(part), at, at + len(part)))
            at += len(part)
    return units


def _fold(word: str) -> str:
    folded = word.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
