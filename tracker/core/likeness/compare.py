"""Two texts laid side by side, and what their difference means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
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
"""The weight of the words that have to stay around each one that is replaced: around a verb, and around any."""


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
    """One of the two texts, and which of its words have no counterpart."""

    words: Words
    missing: dict[int, list[int]] = field(default_factory=dict)
    """Hunk -> its words with a meaning that the other text does not have there."""
    runs: dict[int, range] = field(default_factory=dict)
    """Hunk -> its words."""

    def roots(self, hunk: int) -> list[str]:
        return [self.words.roots[index] for index in self.missing[hunk]]

    def drop(self, hunk: int, roots: Counter[str]) -> None:
        """Take words with a counterpart elsewhere for no difference."""
        rest = roots.copy()
        left = []
        for index in self.missing[hunk]:
            if rest[self.words.roots[index]] > 0:
                rest[self.words.roots[index]] -= 1
            else:
                left.append(index)
        self.missing[hunk] = left

    def lacking(self) -> float:
        """The weight of the words without a counterpart."""
        return sum(map(self.words.weigh, self.missing.values()))


def compare(old: Words, new: Words, texts: Mapping[str, int] = MappingProxyType({})) -> Likeness:
    """Judge whether a text is an old one in other words.

    Args:
        old: the text as it was.
        new: the text as it is.
        texts: how many texts have a word; two that many have are not one word misspelt.
    """
    was, now = _Side(old), _Side(new)
    harm = _lay_out(was, now, texts)
    harm |= _move(was, now)
    replaced = 0
    loose = {id(was): 0.0, id(now): 0.0}
    telling = sum(weight > SOFT for weight in new.weights) - sum(map(len, now.missing.values()))
    certain = sum(weight for weight in new.weights if weight > SOFT) - now.lacking()
    sure = 0
    for hunk in now.runs:
        gone, come = was.missing[hunk], now.missing[hunk]
        if gone and come:
            replaced += 1
            sure += _SURE_OF_A_VERB if _is_verb(was, now, hunk) else _SURE_OF_ANY
            harm |= len(gone) > 1 or len(come) > 1 or _changes_fact(was, now, hunk)
        for side in (was, now):
            if side.missing[hunk] and not (gone and come):
                if _is_clause(side, hunk):
                    continue
                if _is_in_subject(side, hunk) or any(side.words.weights[i] == HARD for i in side.missing[hunk]):
                    harm = True
                else:
                    loose[id(side)] += side.words.weigh(side.missing[hunk])
    weights = {id(side): side.words.weight for side in (was, now)}
    whole = sum(weights.values())
    shared = whole - was.lacking() - now.lacking()
    similarity = 100 * shared / whole if whole else 0.0
    harm |= any(loose[id(side)] > _INSERTED * weights[id(side)] for side in (was, now))
    harm |= telling < _FEWEST
    harm |= shared / 2 < _KEPT * max(weights.values())
    if harm or certain < sure:
        return Likeness(Verdict.DOUBTFUL if similarity >= _ASKED and telling else Verdict.OTHER, similarity)
    return Likeness(Verdict.LIKELY if replaced else Verdict.SAME, similarity)


def portion(part: Words, whole: Words) -> set[int]:
    """The places in a whole of the words that a part has from it; none if the part says anything else."""
    window = fuzz.partial_ratio_alignment(part.roots, whole.roots)
    start, end = (window.dest_start, window.dest_end) if window else (0, len(whole.roots))
    return _places(part, whole, range(start, end)) or _places(part, whole, range(len(whole.roots)))


def _places(part: Words, whole: Words, among: range) -> set[int]:
    found: set[int] = set()
    for block in Indel.opcodes(part.roots, whole.roots[among.start : among.stop]):
        if block.tag == "equal":
            found.update(range(among.start + block.dest_start, among.start + block.dest_end))
            continue
        for place in range(block.src_start, block.src_end):
            if part.weights[place] > SOFT:
                slip = (
                    other for other in among if other not in found and is_slip(part.forms[place], whole.forms[other])
                )
                if (other := next(slip, None)) is None:
                    return set()
                found.add(other)
    return found


def _lay_out(was: _Side, now: _Side, texts: Mapping[str, int]) -> bool:
    """Find the hunks and what of them has no counterpart; whether a word stands for its opposite."""
    opposed = False
    for hunk, (gone, come) in enumerate(_hunks(was.words, now.words)):
        was.runs[hunk], now.runs[hunk] = gone, come
        old, new = was.words, now.words
        left, right = list(gone), list(come)
        opposed |= any(are_opposed(old.roots[i], new.roots[j]) for i in left for j in right)
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
        was.missing[hunk], now.missing[hunk] = left, right
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
    harm = False
    gone = Counter(root for hunk in was.runs for root in was.roots(hunk))
    come = Counter(root for hunk in now.runs for root in now.roots(hunk))
    if not gone & come:
        return False
    for hunk in was.runs:
        for other in now.runs:
            common = Counter(was.roots(hunk)) & Counter(now.roots(other))
            if common:
                whole = was.roots(hunk) == now.roots(other)
                harm |= not whole or not (_opens_clause(was, hunk) and _opens_clause(now, other))
                was.drop(hunk, common)
                now.drop(other, common)
    return harm


def _opens_clause(side: _Side, hunk: int) -> bool:
    run = side.runs[hunk]
    return any(
        len(run) >= _CLAUSE and side.words.forms[start] in OPENERS
        for start in _slid(side.words, run)
        if start < len(side.words.forms)
    )


def _is_clause(side: _Side, hunk: int) -> bool:
    """Whether a run of words is a clause, or stands between marks."""
    words, run = side.words, side.runs[hunk]
    for start in _slid(words, run):
        stop = start + len(run)
        marked = start in words.breaks and stop in words.breaks
        opened = start in words.breaks or words.forms[start] in OPENERS
        closed = stop in words.breaks or words.forms[stop] in OPENERS
        if (marked and start > 0) or (len(run) >= _CLAUSE and opened and closed):
            return True
    return False


def _slid(words: Words, run: range) -> Iterator[int]:
    """Where a run of words may as well begin: `b and` after `a and` is `and b` after `a`."""
    yield run.start
    start, stop = run.start, run.stop
    while start and words.roots[start - 1] == words.roots[stop - 1]:
        start, stop = start - 1, stop - 1
        yield start
    start, stop = run.start, run.stop
    while stop < len(words.roots) and words.roots[start] == words.roots[stop]:
        start, stop = start + 1, stop + 1
        yield start


def _is_in_subject(side: _Side, hunk: int) -> bool:
    """Whether nothing that both texts share comes before."""
    missing = {index for left in side.missing.values() for index in left}
    before = range(side.runs[hunk].start)
    return not any(side.words.weights[index] > SOFT and index not in missing for index in before)


def _changes_fact(was: _Side, now: _Side, hunk: int) -> bool:
    return any(side.words.weights[index] == HARD for side in (was, now) for index in side.missing[hunk])


def _is_verb(was: _Side, now: _Side, hunk: int) -> bool:
    """Whether two words that were put for each other look like verbs of one form."""
    gone, come = was.missing[hunk][0], now.missing[hunk][0]
    one, other = was.words.forms[gone], now.words.forms[come]
    before = now.words.forms[come - 1] if come else ""
    if before in _BEFORE_A_VERB:
        return True
    after_noun = come > 0 and now.words.weights[come - 1] > SOFT
    return any(one.endswith(end) and other.endswith(end) and (end != "s" or after_noun) for end in ("s", "ed", "ing"))


_BEFORE_A_VERB = frozenset("to can could will would may might must should shall not".split())
