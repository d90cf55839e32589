"""Two texts laid side by side, and what their difference means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from tracker.core.likeness.thesaurus import OPENERS, are_opposed
from tracker.core.likeness.words import HARD, SOFT, Words, are_same, is_slip

_ASKED = 60.0
"""Similarity in percent from which two texts may be one although something differs that matters."""
_FEWEST = 2
"""Words with a meaning that the same text has to share."""
_CLAUSE = 3
"""Words of the shortest clause."""
_KEPT = 0.3
"""The part of the longer text, by weight, that has to be the shorter one."""
_INSERTED = 0.34
"""The part of a text, by weight, that may come or go word by word."""
_WORD_IN, _SLIPS = 3, 0.1
"""The texts that have a word which is none misspelt: so many, and so many of those that have the other word."""
_SURE_OF_A_VERB, _SURE_OF_ANY = 5, 10
"""The weight of the words that have to stay around one that is replaced: around a verb, and around any."""


class Verdict(IntEnum):
    """What the difference of two texts means, the better the higher."""

    OTHER = 0
    """They have too little in common."""
    DOUBTFUL = 1
    """Somebody has corrected a fact, or has written down another one of the same shape."""
    LIKELY = 2
    """One word was put for another in much that stayed: the same text, if it stands in the same place."""
    SAME = 3
    """Nothing differs that could change what is said."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare."""

    verdict: Verdict
    similarity: float
    """In percent: the part of their words, by weight, that they share."""


@dataclass(slots=True)
class _Side:
    """One of the two texts, and which of its words have no counterpart in the other."""

    words: Words
    runs: list[range] = field(default_factory=list)
    """For each place in which the texts differ, a hunk, the words there."""
    missing: list[list[int]] = field(default_factory=list)
    """For each hunk, those of its words with a meaning that have no counterpart."""

    def roots(self, hunk: int) -> list[str]:
        return [self.words.roots[index] for index in self.missing[hunk]]

    def drop(self, hunk: int, roots: Counter[str]) -> None:
        """Take words of a hunk for found."""
        rest, left = roots.copy(), []
        for index in self.missing[hunk]:
            if rest[self.words.roots[index]] > 0:
                rest[self.words.roots[index]] -= 1
            else:
                left.append(index)
        self.missing[hunk] = left

    def lacking(self) -> float:
        """The weight of the words without a counterpart."""
        return sum(map(self.words.weigh, self.missing))

    def is_hard(self, hunk: int) -> bool:
        return any(self.words.weights[index] == HARD for index in self.missing[hunk])

    def may_change_fact(self, replaced: Container[int]) -> bool:
        """Whether the words that only this text has, and in the place of no others, matter.

        They do when a fact hangs on them, when nothing that both texts have comes before them, so that they narrow the
        subject, and when there are too many of them. A clause does not.
        """
        missing = {index for left in self.missing for index in left}
        telling = (index for index, weight in enumerate(self.words.weights) if weight > SOFT and index not in missing)
        subject = next(telling, len(self.words.forms))
        loose = 0.0
        for hunk, left in enumerate(self.missing):
            if left and hunk not in replaced and not self.is_clause(hunk):
                if self.is_hard(hunk) or self.runs[hunk].start <= subject:
                    return True
                loose += self.words.weigh(left)
        return loose > _INSERTED * self.words.weight

    def is_clause(self, hunk: int) -> bool:
        """Whether the words of a hunk are a clause, or stand between marks."""
        words, run = self.words, self.runs[hunk]
        for start in self._starts(hunk):
            stop = start + len(run)
            if start > 0 and {start, stop} <= words.breaks:
                return True
            opens = start in words.breaks or words.forms[start] in OPENERS
            if len(run) >= _CLAUSE and opens and (stop in words.breaks or words.forms[stop] in OPENERS):
                return True
        return False

    def opens_clause(self, hunk: int) -> bool:
        return len(self.runs[hunk]) >= _CLAUSE and any(
            self.words.forms[start] in OPENERS for start in self._starts(hunk)
        )

    def _starts(self, hunk: int) -> Iterator[int]:
        """Where a hunk may as well begin: `b and` after `a and` is `and b` after `a`."""
        roots, run = self.words.roots, self.runs[hunk]
        yield run.start
        start, stop = run.start, run.stop
        while start and roots[start - 1] == roots[stop - 1]:
            start, stop = start - 1, stop - 1
            yield start
        start, stop = run.start, run.stop
        while stop < len(roots) and roots[start] == roots[stop]:
            start, stop = start + 1, stop + 1
            yield start


def compare(old: Words, new: Words, texts: Mapping[str, int] = MappingProxyType({})) -> Likeness:
    """Judge whether a text is an old one in other words.

    Args:
        old: the text as it was.
        new: the text as it is.
        texts: how many texts have a word; two that many have are not one word misspelt.
    """
    was, now = _Side(old), _Side(new)
    opposed = _lay_out(was, now, texts)
    disordered = _move(was, now)
    replaced = [hunk for hunk, left in enumerate(now.missing) if left and was.missing[hunk]]
    whole = old.weight + new.weight
    shared = whole - was.lacking() - now.lacking()
    similarity = 100 * shared / whole if whole else 0.0
    telling = [index for index, weight in enumerate(new.weights) if weight > SOFT]
    stayed = len(telling) - sum(map(len, now.missing))
    if (
        opposed
        or disordered
        or stayed < _FEWEST
        or was.may_change_fact(replaced)
        or now.may_change_fact(replaced)
        or (replaced and not _is_likely(was, now, replaced, new.weigh(telling) - now.lacking()))
    ):
        return Likeness(Verdict.DOUBTFUL if similarity >= _ASKED and stayed else Verdict.OTHER, similarity)
    if shared / 2 < _KEPT * max(old.weight, new.weight):
        return Likeness(Verdict.DOUBTFUL, similarity)
    return Likeness(Verdict.LIKELY if replaced else Verdict.SAME, similarity)


def portion(part: Words, whole: Words) -> set[int]:
    """The places in a whole of the words that a part has from it, in their order; none if it says anything else."""
    window = fuzz.partial_ratio_alignment(part.roots, whole.roots)
    near = range(window.dest_start, window.dest_end) if window else range(0)
    return {near[place] for place in _places(part, whole.only(near))} or _places(part, whole)


def _places(part: Words, whole: Words) -> set[int]:
    found = set(range(len(whole.forms)))
    for gone, come in _hunks(part, whole):
        found.difference_update(come)
        for index in gone:
            if part.weights[index] > SOFT:
                slips = (place for place in come if is_slip(part.forms[index], whole.forms[place]))
                if (place := next(slips, None)) is None:
                    return set()
                found.add(place)
    return found


def _lay_out(was: _Side, now: _Side, texts: Mapping[str, int]) -> bool:
    """Find the hunks and what of them has no counterpart; whether a word stands for its opposite."""
    opposed = False
    for gone, come in _hunks(was.words, now.words):
        old, new = was.words, now.words
        left, right = list(gone), list(come)
        opposed = opposed or any(are_opposed(old.roots[i], new.roots[j]) for i in left for j in right)
        for i in gone:
            for j in right:
                one, other = old.forms[i], new.forms[j]
                if is_slip(one, other) and not _are_both_words(texts.get(one, 0), texts.get(other, 0)):
                    left.remove(i)
                    right.remove(j)
                    break
        left = [index for index in left if old.weights[index] > SOFT]
        right = [index for index in right if new.weights[index] > SOFT]
        if left and right and are_same([old.forms[i] for i in left], [new.forms[j] for j in right]):
            left, right = [], []
        for side, run, missing in ((was, gone, left), (now, come, right)):
            side.runs.append(run)
            side.missing.append(missing)
    return opposed


def _are_both_words(one: int, other: int) -> bool:
    """Whether two words stand in so many texts that neither is a slip of the finger."""
    return min(one, other) >= max(_WORD_IN, _SLIPS * max(one, other))


def _hunks(old: Words, new: Words) -> Iterator[tuple[range, range]]:
    """Where the texts differ: the words from and to where, in each."""
    start, other = 0, 0
    for block in Indel.opcodes(old.roots, new.roots):
        if block.tag == "equal":
            if (start, other) != (block.src_start, block.dest_start):
                yield range(start, block.src_start), range(other, block.dest_start)
            start, other = block.src_end, block.dest_end
    if (start, other) != (len(old.roots), len(new.roots)):
        yield range(start, len(old.roots)), range(other, len(new.roots))


def _move(was: _Side, now: _Side) -> bool:
    """Find the words that stand elsewhere in the other text; whether more than clauses changed places."""
    disordered = False
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for hunk in range(len(now.runs)):
        for root in now.roots(hunk):
            holding[root].append(hunk)
    for hunk in range(len(was.runs)):
        for other in sorted({other for root in was.roots(hunk) for other in holding.get(root, ())}):
            gone, come = Counter(was.roots(hunk)), Counter(now.roots(other))
            if common := gone & come:
                disordered |= gone != come or not (was.opens_clause(hunk) and now.opens_clause(other))
                was.drop(hunk, common)
                now.drop(other, common)
    return disordered


def _is_likely(was: _Side, now: _Side, replaced: list[int], stayed: float) -> bool:
    """Whether all that differs is one word, and enough stayed around it, by weight."""
    hunk = replaced[0]
    if any(sum(map(len, side.missing)) > 1 or side.is_hard(hunk) for side in (was, now)):
        return False
    return stayed >= (_SURE_OF_A_VERB if _are_verbs(was, now, hunk) else _SURE_OF_ANY)


def _are_verbs(was: _Side, now: _Side, hunk: int) -> bool:
    """Whether two words that were put for each other look like verbs of one form."""
    gone, come = was.missing[hunk][0], now.missing[hunk][0]
    one, other = was.words.forms[gone], now.words.forms[come]
    if come and now.words.forms[come - 1] in _BEFORE_A_VERB:
        return True
    after_noun = come > 0 and now.words.weights[come - 1] > SOFT
    return any(one.endswith(end) and other.endswith(end) and (end != "s" or after_noun) for end in ("s", "ed", "ing"))


_BEFORE_A_VERB = frozenset("that which who to can could will would may might must should shall not".split())
