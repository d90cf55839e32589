"""Finding the texts worth comparing with one, by the rare words they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import nlargest
from itertools import pairwise

from tracker.core.likeness.words import Words

_LOOKED_AT = 250
"""Texts that are counted for one; of more, only those with the rarest words."""
_WORTH = 8
"""Texts that are compared with one."""
_LEAST = 0.1
"""The part of what the first of them shares that each has to share."""


class Index:
    """Texts by name, to be found by their words."""

    def __init__(self, texts: Mapping[str, Words]) -> None:
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        for name, words in texts.items():
            for part in _parts(words):
                self._holding[part].append(name)

    def like(self, words: Words) -> list[str]:
        """The texts that share most with one: each word, or pair of words, counts the more the rarer it is."""
        found: defaultdict[str, float] = defaultdict(float)
        looked_at = 0
        shared = sorted((len(self._holding[part]), part) for part in _parts(words) if part in self._holding)
        for count, part in shared:
            looked_at += count
            if looked_at > _LOOKED_AT and found:
                break
            for name in self._holding[part][:_LOOKED_AT]:
                found[name] += 1 / count
        best = nlargest(_WORTH, found, key=found.__getitem__)
        return [name for name in best if found[name] >= _LEAST * found[best[0]]]


def _parts(words: Words) -> set[str]:
    """The words with a meaning, and each with the next."""
    telling = words.telling()
    return {*telling, *map(" ".join, pairwise(telling))}
