"""Which lost statement each unknown one is: in other words, as a part of it, or as several in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.core.knowledge.places import Nearness, Places
from tracker.core.likeness import Index, Verdict, Words, compare, portion

CLEAR = 5.0
"""How far in percent the best match must be ahead of the second best to be taken without asking."""
_BONUS = {Nearness.FAR: 0.0, Nearness.NEAR: 5.0, Nearness.SAME_DAY: 10.0, Nearness.SAME_PLACE: 15.0}
"""What a place adds to a similarity, in percent, when matches are ranked: of two alike the nearer one is clear."""
_ROUNDS = 5
"""A match that was taken is out of the way of others; so often they are looked at again."""
_ASKED_IN_PLACE = 55.0
"""Similarity in percent from which what stands where a lost statement stood may be that one, rewritten."""
_ASKED_ABOUT = 3
"""Candidates of an ambiguous statement."""
_WHOLE = 0.85
"""How much of a whole has to be in its parts, by weight."""
_SMALLER = 0.85
"""How much of a whole its greatest part may be, by weight."""
_OWN = 1.0
"""The weight of the words that each part has for itself."""


class Match(NamedTuple):
    """An unknown statement by its key, and a lost one by its id."""

    key: str
    id: str
    similarity: float


class Parts(NamedTuple):
    """A whole and its parts in order, and the greatest of them."""

    whole: str
    parts: tuple[str, ...]
    best: str
    similarity: float
    """Of the whole and the best, in percent."""


@dataclass(slots=True)
class Matches:
    """What was found."""

    reworded: list[Match] = field(default_factory=list)
    split: list[Parts] = field(default_factory=list)
    """Lost statements whose parts are unknown ones."""
    merged: list[Parts] = field(default_factory=list)
    """Unknown statements whose parts are lost ones."""
    unclear: list[Match] = field(default_factory=list)
    """For each statement that nothing was found for: the lost ones it may be, the likeliest first."""


class _Pair(NamedTuple):
    verdict: Verdict
    rank: float
    similarity: float


def find(unknown: Mapping[str, Words], lost: Mapping[str, Words], places: Places, texts: Mapping[str, int]) -> Matches:
    """Match unknown statements with lost ones.

    Args:
        unknown: by key, in document order.
        lost: by id.
        places: where they stand and stood.
        texts: how many statements have a word.
    """
    index = Index(lost)
    candidates = {key: index.like(words) for key, words in unknown.items()}
    pairs: dict[tuple[str, str], _Pair] = {}
    for key, ids in candidates.items():
        for id in ids:
            likeness, near = compare(lost[id], unknown[key], texts), places.nearness(key, id)
            verdict = likeness.verdict
            if verdict is Verdict.LIKELY:
                verdict = Verdict.SAME if near is Nearness.SAME_PLACE else Verdict.DOUBTFUL
            elif verdict is Verdict.OTHER and near is Nearness.SAME_PLACE and likeness.similarity >= _ASKED_IN_PLACE:
                verdict = Verdict.DOUBTFUL
            pairs[key, id] = _Pair(verdict, likeness.similarity + _BONUS[near], likeness.similarity)
    found = Matches()
    _find_parts(found, pairs, unknown, lost, places)
    done = {part for split in found.split for part in split.parts} | {merger.whole for merger in found.merged}
    taken = {part for merger in found.merged for part in merger.parts} | {split.whole for split in found.split}
    pairs = {
        names: pair for names, pair in pairs.items() if pair.verdict and names[0] not in done and names[1] not in taken
    }
    _find_reworded(found, pairs)
    return found


def _find_reworded(found: Matches, pairs: dict[tuple[str, str], _Pair]) -> None:
    """Take the matches that are clear from both sides, and then those that are clear without them."""
    for _ in range(_ROUNDS):
        by_key, by_id = _ranked(pairs, 0), _ranked(pairs, 1)
        clear = [
            Match(*ranked[0][0], ranked[0][1].similarity)
            for ranked in by_key.values()
            if _is_clear(ranked) and by_id[ranked[0][0][1]][0] == ranked[0] and _is_clear(by_id[ranked[0][0][1]])
        ]
        if not clear:
            break
        found.reworded += clear
        keys, ids = {match.key for match in clear}, {match.id for match in clear}
        pairs = {names: pair for names, pair in pairs.items() if names[0] not in keys and names[1] not in ids}
    for ranked in _ranked(pairs, 0).values():
        found.unclear += [Match(*names, pair.similarity) for names, pair in ranked[:_ASKED_ABOUT]]


_Ranked = list[tuple[tuple[str, str], _Pair]]


def _ranked(pairs: Mapping[tuple[str, str], _Pair], side: int) -> dict[str, _Ranked]:
    """The pairs of each name of one side, the best first."""
    found: defaultdict[str, _Ranked] = defaultdict(list)
    for names, pair in pairs.items():
        found[names[side]].append((names, pair))
    for ranked in found.values():
        ranked.sort(key=lambda one: (-one[1].verdict, -one[1].rank))
    return found


def _is_clear(ranked: _Ranked) -> bool:
    """Whether the best says the same, and is ahead of all others: clearly, where they say the same too."""
    (_, best), *others = ranked
    return best.verdict is Verdict.SAME and all(
        best.rank - other.rank >= (CLEAR if other.verdict is Verdict.SAME else 0) for _, other in others
    )


def _find_parts(
    found: Matches,
    pairs: Mapping[tuple[str, str], _Pair],
    unknown: Mapping[str, Words],
    lost: Mapping[str, Words],
    places: Places,
) -> None:
    """Find the lost statements that were split, and those that were merged."""
    parts_of: defaultdict[str, list[str]] = defaultdict(list)
    sides = (unknown, lost)
    for one, other in ((0, 1), (1, 0)):
        for names in pairs:
            part, whole = names[one], names[other]
            if sides[one][part].weight < _SMALLER * sides[other][whole].weight:
                parts_of[whole].append(part)
    paired = {name for names, pair in pairs.items() if _is_whole(names, pair, sides) for name in names}
    taken: set[str] = set()
    for texts, wholes, together, into in (
        (unknown, lost, places.together_now, found.split),
        (lost, unknown, places.together_then, found.merged),
    ):
        position = {name: number for number, name in enumerate(texts)}
        for whole in wholes:
            if whole in paired or whole in taken:
                continue
            some = sorted(set(parts_of[whole]) - paired - taken, key=position.__getitem__)
            if parts := _parts_of(wholes[whole], {name: texts[name] for name in some}, together):
                names = (parts[0], whole) if texts is unknown else (whole, parts[0])
                ordered = tuple(sorted(parts, key=position.__getitem__))
                into.append(Parts(whole, ordered, parts[0], pairs[names].similarity))
                taken.update(parts, (whole,))


def _is_whole(names: tuple[str, str], pair: _Pair, sides: tuple[Mapping[str, Words], Mapping[str, Words]]) -> bool:
    """Whether two texts say the same and neither is a part of the other."""
    new, old = sides[0][names[0]].weight, sides[1][names[1]].weight
    return pair.verdict is Verdict.SAME and min(new, old) >= _SMALLER * max(new, old)


def _parts_of(whole: Words, texts: Mapping[str, Words], together: Callable[[str, str], bool]) -> list[str]:
    """The texts that a whole is made of, the greatest part first; none if it is not."""
    parts: list[str] = []
    if len(texts) < 2:
        return parts
    left = list(range(len(whole.forms)))
    for name in sorted(texts, key=lambda name: -texts[name].weight):
        rest = whole.only(left)
        own = {left[place] for place in portion(texts[name], rest)} or portion(texts[name], whole) & set(left)
        if whole.weigh(own) >= _OWN and (not parts or any(together(name, part) for part in parts)):
            parts.append(name)
            left = [place for place in left if place not in own]
    return parts if len(parts) > 1 and whole.weigh(left) <= (1 - _WHOLE) * whole.weight else []
