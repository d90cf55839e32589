"""Two texts laid side by side, and what their difference means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from tracker.core.likeness.grammar import OPENERS
from tracker.core.likeness.order import differ_in_voice, is_passive, is_rearranged
from tracker.core.likeness.side import Side, hunks
from tracker.core.likeness.slips import is_slip
from tracker.core.likeness.thesaurus import are_opposed, are_synonyms
from tracker.core.likeness.words import OPEN, SOFT, Words, are_same

_ASKED = 60.0
"""Similarity in percent from which two texts may be one although something differs that matters."""
_FEWEST = 2
"""Words with a meaning that the same text has to share."""
_KEPT = 0.3
"""The part of the longer text, by weight, that has to be the shorter one."""
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


def compare(old: Words, new: Words, texts: Mapping[str, int] = MappingProxyType({})) -> Likeness:
    """Judge whether a text is an old one in other words.

    Args:
        old: the text as it was.
        new: the text as it is.
        texts: how many texts have a word; two that many have are not one word misspelt.
    """
    if any(is_rearranged(*pair) or is_passive(*pair) for pair in ((old, new), (new, old))):
        return Likeness(Verdict.SAME, 100.0)
    was, now = Side(old), Side(new)
    opposed = _lay_out(was, now, texts)
    disordered = (_move(was, now) and old.telling() != new.telling()) or differ_in_voice(old, new)
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


def _lay_out(was: Side, now: Side, texts: Mapping[str, int]) -> bool:
    """Find the hunks and what of them has no counterpart; whether a word stands for its opposite."""
    opposed = False
    for gone, come in hunks(was.words, now.words):
        old, new = was.words, now.words
        left, right = list(gone), list(come)
        if _joined(old, gone) != _joined(new, come):
            opposed = opposed or any(are_opposed(old.roots[i], new.roots[j]) for i in left for j in right)
        for i in gone:
            for j in right:
                one, other = old.forms[i], new.forms[j]
                slip = is_slip(one, other) and not _are_both_words(texts.get(one, 0), texts.get(other, 0))
                if slip or _are_synonyms(old, i, new, j):
                    left.remove(i)
                    right.remove(j)
                    break
        if not (len(left) == len(right) == 1 and _is_replaced(old, left[0], new, right[0])):
            left = [index for index in left if old.weights[index] > SOFT]
            right = [index for index in right if new.weights[index] > SOFT]
        if left and right and are_same([old.forms[i] for i in left], [new.forms[j] for j in right]):
            left, right = [], []
        for side, run, missing in ((was, gone, left), (now, come, right)):
            side.runs.append(run)
            side.missing.append(missing)
    return opposed


def _is_replaced(old: Words, at: int, new: Words, place: int) -> bool:
    """Whether one word stands for another, even if one of the two is a word of grammar: `with have` for `with be`."""
    pair = ((old, at), (new, place))
    soft = [words.forms[one] for words, one in pair if words.weights[one] == SOFT]
    opening = all(words.forms[one] in OPENERS for words, one in pair)
    return len(soft) == 1 and soft[0] not in _BEFORE_A_NOUN and not opening


def _joined(words: Words, run: range) -> str:
    return "".join(words.forms[run.start : run.stop])


def _are_synonyms(old: Words, at: int, new: Words, place: int) -> bool:
    return old.weights[at] == new.weights[place] == OPEN and are_synonyms(old.forms[at], new.forms[place])


def _are_both_words(one: int, other: int) -> bool:
    """Whether two words stand in so many texts that neither is a slip of the finger."""
    return min(one, other) >= max(_WORD_IN, _SLIPS * max(one, other))


def _move(was: Side, now: Side) -> bool:
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


def _is_likely(was: Side, now: Side, replaced: list[int], stayed: float) -> bool:
    """Whether all that differs is one word, and enough stayed around it, by weight."""
    hunk = replaced[0]
    if any(sum(map(len, side.missing)) > 1 or side.is_hard(hunk, replaced=True) for side in (was, now)):
        return False
    return stayed >= (_SURE_OF_A_VERB if _are_verbs(was, now, hunk) else _SURE_OF_ANY)


def _are_verbs(was: Side, now: Side, hunk: int) -> bool:
    """Whether two words that were put for each other look like verbs of one form."""
    gone, come = was.missing[hunk][0], now.missing[hunk][0]
    one, other = was.words.forms[gone], now.words.forms[come]
    before = now.words.forms[come - 1] if come else "the"
    if before in _BEFORE_A_VERB or before in _BEFORE_A_NOUN:
        return before in _BEFORE_A_VERB
    after, weights = come + 1, now.words.weights
    between = weights[come - 1] > SOFT and (after == len(weights) or weights[after] == SOFT)
    is_third_person = between and not _ENGLISH.isdisjoint(now.words.forms)
    return any(one.endswith(end) and other.endswith(end) and (end != "s" or is_third_person) for end in _VERBAL)


_VERBAL = ("s", "ed", "ing")
_BEFORE_A_VERB = frozenset("that which who to can could will would may might must should shall not".split())
_BEFORE_A_NOUN = frozenset("a an the this these those its their our your my each every all any some no".split())
_ENGLISH = frozenset("the of and to is are by its with from that for when into".split())
"""Words that tell a text from one in a language in which other words than verbs end so."""
