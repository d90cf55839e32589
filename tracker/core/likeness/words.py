"""A text as the words that are compared, and words that are one word misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA

from tracker.core.likeness import thesaurus
from tracker.core.text import fold

OPEN, SOFT, HARD = 1.0, 0.2, 2.0
"""The weight of a word: one with a meaning, one of grammar, and one that a fact hangs on."""

_MOST = 200
"""Words of a text that are compared."""
_CJK = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts without spaces: each character counts as a word."""
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]++(?:[.'’_]++[^\W{_CJK}]++)*+(?:\+\+|#)?|[<>=≤≥≠+*/^%×÷±√]|-(?=\d)")
_MARK = re.compile(r"[,;:()\[\].!?—–]|\s-+\s")
_SHORT_NOT = re.compile(r"n['’]t\b|(?<=\bcan)not\b")
_NAME = re.compile(r"\w++(?:\.\w++)*+")
_CODE = re.compile(r"`([^`\s]{1,60})`")
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
_NOT_ONLY_LETTERS = re.compile(r"[\d._]|^\W")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the words that are compared."""

    forms: tuple[str, ...]
    """As they are written, in small letters."""
    roots: tuple[str, ...]
    """One for all forms of a word, and for all words that mean the same."""
    weights: tuple[float, ...]
    breaks: frozenset[int]
    """Where a part begins or the text ends: after a mark, or on a line of its own."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """The words of the lines of a text; of a long one, its beginning."""
        forms: list[str] = []
        names: dict[str, str] = {}
        breaks = {0}
        for line in lines:
            if len(forms) >= _MOST:
                break
            breaks.add(len(forms))
            text, end = _SHORT_NOT.sub(" not", fold(line)), 0
            for match in islice(_WORD.finditer(text), _MOST - len(forms)):
                if match.start() > end + 1 and _MARK.search(text, end, match.start()):
                    breaks.add(len(forms))
                forms.append(match[0])
                end = match.end()
            if not line.isupper():
                names.update(_name(name) for name in _NAME.findall(line) if _INNER_CAPITAL.search(name))
            names.update(_name(name) for name in _CODE.findall(line))
        breaks.add(len(forms))
        weights = tuple(HARD if form in names else _weight(form) for form in forms)
        roots = tuple(names.get(form) or thesaurus.root(form) for form in forms)
        return cls(tuple(forms), roots, weights, frozenset(breaks))

    @property
    def weight(self) -> float:
        """Of all its words."""
        return sum(self.weights)

    def weigh(self, places: Iterable[int]) -> float:
        """The weight of the words in some places."""
        return sum(self.weights[place] for place in places)

    def only(self, places: Sequence[int]) -> Words:
        """The words in some places."""
        return Words(
            tuple(self.forms[place] for place in places),
            tuple(self.roots[place] for place in places),
            tuple(self.weights[place] for place in places),
            frozenset(),
        )

    def telling(self) -> list[str]:
        """The roots of the words with a meaning."""
        return [root for root, weight in zip(self.roots, self.weights, strict=True) if weight > SOFT]


def _name(text: str) -> tuple[str, str]:
    """A name and its root: some `LSTMs` are the `LSTM`."""
    plural = text.endswith("s") and text[:-1].isupper()
    return text.casefold(), text.casefold().removesuffix("s" if plural else "")


@lru_cache(maxsize=1 << 14)
def _weight(form: str) -> float:
    if form in thesaurus.SOFT:
        return SOFT
    return HARD if form in thesaurus.HARD or _NOT_ONLY_LETTERS.search(form) else OPEN


@lru_cache(maxsize=1 << 15)  # texts of one log are laid beside each other in many pairs
def is_slip(one: str, other: str) -> bool:
    """Whether one of two words is most likely the other, misspelt by a slip of the finger.

    The first letter stays, unless it changed places with the second. A name may have letters more, fewer or in another
    order inside, but no others, and no digit is a slip.
    """
    shorter = min(len(one), len(other))
    if (
        one == other
        or shorter < 4
        or abs(len(one) - len(other)) > 2
        or thesaurus.are_lookalikes(one, other)
        or thesaurus.are_opposed(one, other)
    ):
        return False
    if _NOT_ONLY_LETTERS.search(one) or _NOT_ONLY_LETTERS.search(other):
        return _same_name_misspelt(one, other)
    if one[0] != other[0] and one[:2] != other[1::-1]:
        return False
    return OSA.distance(one, other, score_cutoff=2) <= (2 if shorter >= 9 else 1)


def _same_name_misspelt(one: str, other: str) -> bool:
    if [char for char in one if not char.isalpha()] != [char for char in other if not char.isalpha()]:
        return False
    if min(len(one), len(other)) < 8 or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1 and (len(one) != len(other) or sorted(one) == sorted(other))


def are_same(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two runs of forms are one thing: written together or apart, or by its first letters."""
    return "".join(old) == "".join(new) or _spelled_out(old, new) or _spelled_out(new, old) or _qualified(old, new)


def _spelled_out(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and 2 <= len(long) <= 6 and short[0].removesuffix("s") == "".join(word[0] for word in long)


def _qualified(old: Sequence[str], new: Sequence[str]) -> bool:
    """`GradientTape` and `tf.GradientTape`."""
    if len(old) != 1 or len(new) != 1:
        return False
    short, long = sorted((*old, *new), key=len)
    return long.endswith("." + short)
