"""Finding a text again that was put in other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

CLOSE = 85.0
"""Similarity in percent from which a new wording may be an old text."""
CLEAR = 8.0
"""How far in percent the best match must be ahead of the second best to be taken without asking."""
_FEW = 250
"""Texts that are compared with each one; of more, only those that share rare words with it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A new text and the old one it is closest to, each by its name."""

    new: str
    old: str
    similarity: float
    clear: bool
    """Neither of them is nearly as close to any other."""


def matches(new: Mapping[str, str], old: Mapping[str, str]) -> Iterator[Match]:
    """For each new text that is close to an old one: which one that is."""
    among_new, among_old = _Texts(new), _Texts(old)
    for name, text in new.items():
        found = among_old.like(text)
        if found and found[0][1] >= CLOSE:
            was, similarity, other = found[0]
            rivals = among_new.like(was)
            clear = rivals[0][2] == name and _ahead(found) and _ahead(rivals)
            yield Match(name, other, similarity, clear)


def _ahead(found: Sequence[tuple[str, float, str]]) -> bool:
    return len(found) < 2 or found[0][1] - found[1][1] >= CLEAR


class _Texts:
    """Texts to compare with, each found by its words when there are many."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._holding: dict[str, list[str]] = {}
        if len(texts) > _FEW:
            for name, text in texts.items():
                for part in _parts(text):
                    self._holding.setdefault(part, []).append(name)

    def like(self, text: str) -> list[tuple[str, float, str]]:
        """The two texts most like this one, the closer one first: (text, similarity, name)."""
        among = self._sharing(text) if self._holding else self._texts
        return process.extract(text, among, scorer=fuzz.ratio, score_cutoff=CLOSE - CLEAR, limit=2)

    def _sharing(self, text: str) -> dict[str, str]:
        """The texts that share the rarest words, or pairs of words, with this one."""
        found: dict[str, str] = {}
        for count, part in sorted((len(self._holding[part]), part) for part in _parts(text) if part in self._holding):
            if count + len(found) > _FEW:
                break
            found.update((name, self._texts[name]) for name in self._holding[part])
        return found


def _parts(text: str) -> set[str]:
    """The words of a text, and each with the next."""
    words = text.split()
    return {*words, *(f"{word} {next}" for word, next in pairwise(words))}
