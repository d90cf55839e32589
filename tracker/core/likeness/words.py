"""A text as the words that are compared, and runs of words that are one thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tracker.core.likeness import grammar, thesaurus
from tracker.core.text import fold

OPEN, SOFT, HARD = 1.0, 0.2, 2.0
"""The weight of a word: one with a meaning, one of grammar, and one that a fact hangs on."""

_MOST = 200
"""Words of a text that are compared."""
_CJK = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts without spaces: each character counts as a word."""
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]++(?:[.'’_]++[^\W{_CJK}]++)*+(?:\+\+|#)?|[<>=≤≥≠+*/^%×÷±√]|-(?=\d)")
_MARK = re.compile(r"[,、。;:()\[\].!?—–]|\s-+\s")
_SHORT_NOT = re.compile(r"n['’]t\b|(?<=\bcan)not\b")
_NAME = re.compile(r"\w++(?:\.\w++)*+")
_CODE = re.compile(r"`([^`\s]{1,60})`")
_CALL = re.compile(r"(?<=[a-z0-9_])\(([^()]{1,80})\)")
"""What stands in brackets right behind a word, such as the `log n` of `O(log n)`."""
_ASIDE = re.compile(r"(?<![a-z0-9_])[(\[]([^()\[\]]{1,200})[)\]]")
_ELISION = re.compile(r"(?<!\w)(?:qu|[cdjlmst])['’](?=[^\W\d_]{2})")
"""The article or word of grammar that French puts before a vowel."""
_FRENCH_NOT = re.compile(r"(?<!\w)n['’](?=[^\W\d_]{2})")
_PLURALS = frozenset("s es n en".split())
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
_CHARACTER = re.compile(f"[{_CJK}]")
_LETTERS = frozenset("bcfghjklmnpqrtvwxzαβγδεζηθκλμνρστφχψω")
"""Letters that stand for a thing by themselves; the others are words of some language, too."""
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
    asides: frozenset[tuple[int, int]] = frozenset()
    """The words from and to where that stand in brackets."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """The words of the lines of a text; of a long one, its beginning."""
        forms: list[str] = []
        names: dict[str, str] = {}
        breaks = {0}
        exact: set[int] = set()
        asides: set[tuple[int, int]] = set()
        for line in lines:
            if len(forms) >= _MOST:
                break
            breaks.add(len(forms))
            text = _plain(line)
            starts = _read(text, forms, breaks)
            for call in _CALL.finditer(text):
                if call[1] not in _PLURALS:
                    exact.update(range(*_between(starts, call)))
            asides.update(_between(starts, aside) for aside in _ASIDE.finditer(text))
            if not line.isupper():
                names.update(_name(name) for name in _NAME.findall(line) if _INNER_CAPITAL.search(name))
            names.update(_name(name) for name in _CODE.findall(line))
        breaks.add(len(forms))
        weights = tuple(HARD if form in names or at in exact else _weight(form) for at, form in enumerate(forms))
        roots = tuple(names.get(form) or thesaurus.root(form) for form in forms)
        return cls(tuple(forms), roots, weights, frozenset(breaks), frozenset(asides))

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


def _plain(line: str) -> str:
    """A line without what is written in short."""
    return _ELISION.sub("", _FRENCH_NOT.sub("ne ", _SHORT_NOT.sub(" not", fold(line))))


def _read(text: str, forms: list[str], breaks: set[int]) -> list[tuple[int, int]]:
    """Add the words of a line, and where a part begins; where each word starts in the line, and which one it is."""
    starts: list[tuple[int, int]] = []
    end = 0
    for match in islice(_WORD.finditer(text), _MOST - len(forms)):
        spaced = match.start() > end + 1 or (forms and (is_character(forms[-1]) or is_character(match[0])))
        if spaced and _MARK.search(text, end, match.start()):
            breaks.add(len(forms))
        starts.append((match.start(), len(forms)))
        forms.append(match[0])
        end = match.end()
    return starts


def _between(starts: list[tuple[int, int]], brackets: re.Match[str]) -> tuple[int, int]:
    """The words from and to where that stand between brackets."""
    first, last = bisect_left(starts, (brackets.start(), 0)), bisect_left(starts, (brackets.end(), 0))
    base = starts[0][1] if starts else 0
    return base + first, base + last


def is_character(form: str) -> bool:
    """Whether a word is one character of a script without spaces."""
    return len(form) == 1 and bool(_CHARACTER.match(form))


def _name(text: str) -> tuple[str, str]:
    """A name and its root: some `LSTMs` are the `LSTM`."""
    plural = text.endswith("s") and text[:-1].isupper()
    return text.casefold(), text.casefold().removesuffix("s" if plural else "")


@lru_cache(maxsize=1 << 14)
def _weight(form: str) -> float:
    if form in grammar.SOFT:
        return SOFT
    if form in grammar.HARD or grammar.is_negated_in_hangul(form) or _NOT_ONLY_LETTERS.search(form):
        return HARD
    return HARD if form in _LETTERS else OPEN


def are_same(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two runs of forms are one thing: written together or apart, or by its first letters."""
    return "".join(old) == "".join(new) or _spelled_out(old, new) or _spelled_out(new, old) or _qualified(old, new)


def _spelled_out(short: Sequence[str], long: Sequence[str]) -> bool:
    """`RNN` and `recurrent neural network`, `BatchNorm` and `batch normalization`."""
    if len(short) != 1 or not 2 <= len(long) <= _MOST_INITIALS:
        return False
    initials = "".join(form[0] for form in long)
    return short[0] in (initials, initials + "s") or _is_clipped(short[0], long)


def _is_clipped(word: str, long: Sequence[str]) -> bool:
    """Whether a word is the beginnings of others."""
    if len(word) > _LONGEST_CLIPPED:
        return False
    ends = {0}
    for form in long:
        sizes = range(_BEGINNING, min(len(form), len(word)) + 1)
        ends = {end + size for end in ends for size in sizes if word.startswith(form[:size], end)}
    return len(word) in ends


_MOST_INITIALS = 6
_BEGINNING, _LONGEST_CLIPPED = 3, 30
"""Letters of the beginning of a word in one that is made of several, and of the whole."""


def _qualified(old: Sequence[str], new: Sequence[str]) -> bool:
    """`GradientTape` and `tf.GradientTape`."""
    if len(old) != 1 or len(new) != 1:
        return False
    short, long = sorted((*old, *new), key=len)
    return long.endswith("." + short)
