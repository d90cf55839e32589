"""Texts of the same words in another order: one phrase at the front, or the passive voice, but nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.core.likeness.grammar import FRONTED, INVERTED, OPENERS
from tracker.core.likeness.thesaurus import are_opposed
from tracker.core.likeness.words import SOFT, Words

_FEWEST = 3
"""Words with a meaning of the shortest text in which a phrase can be told from the rest."""


_LONGEST = 24
"""Words with a meaning of the longest phrase."""
_BEING = frozenset("is are was were be been being".split())
_CLAUSES = ((), ("that",))
"""How an object begins: one that is tied otherwise does not become a subject."""


class _Word(NamedTuple):
    """A word with a meaning, and the words of grammar before it that tie it to the others."""

    root: str
    ties: tuple[str, ...]


def is_rearranged(old: Words, new: Words) -> bool:
    """Whether a new text is an old one with one phrase put to the front.

    The phrase takes along the word that it opens with, so that what it is said of stays clear: `A runs before B` is
    `before B, A runs`, and not `B runs before A`. The verb may change places with its subject behind it.
    """
    if not new.forms or new.forms[0] not in FRONTED or Counter(old.telling()) != Counter(new.telling()):
        return False
    was, now = list(_words(old)), list(_words(new))
    return len(now) >= _FEWEST and not _differ_in_grammar(old, new) and any(_orders(was, now, new.forms[0]))


def is_passive(active: Words, passive: Words) -> bool:
    """Whether one English text is another in the passive voice: `at night B is called by A`, `A calls B at night`."""
    if "by" not in passive.forms or Counter(active.telling()) != Counter(passive.telling()):
        return False
    was, now = list(_words(active)), list(_words(passive))
    agents = [place for place, word in enumerate(now) if word.ties == ("by",)]
    if len(now) < _FEWEST or len(agents) != 1 or not 0 < agents[0] < len(now) or _differ_in_grammar(active, passive):
        return False
    agent, verb = agents[0], now[agents[0] - 1]
    telling = [place for place, weight in enumerate(passive.weights) if weight > SOFT]
    if passive.forms[telling[agent - 1] - 1] not in _BEING or verb not in was[1:-1]:
        return False
    place = was.index(verb, 1)
    subject, objects = was[:place], was[place + 1 :]
    if now[agent : agent + place] != [subject[0]._replace(ties=("by",)), *subject[1:]] or subject[0].ties:
        return False
    front, tail = now[: agent - 1], now[agent + place :]
    if objects[0].ties not in _CLAUSES or objects[0] not in front:
        return False
    first = front.index(objects[0])
    phrase, front = front[:first], front[first:]
    return objects in (front + phrase + tail, front + tail + phrase)


def differ_in_voice(one: Words, other: Words) -> bool:
    """Whether a verb of one text is in the passive voice in the other: `A calls B`, and `A is called by B`."""
    done, undone = _passives(one), _passives(other)
    return _is_active(done, undone, other) or _is_active(undone, done, one)


def _passives(words: Words) -> dict[str, str]:
    """The participles that follow a form of `to be`, by root."""
    rows = zip(words.forms, words.forms[1:], words.roots[1:], words.weights[1:], strict=False)
    return {root: form for before, form, root, weight in rows if before in _BEING and weight > SOFT and form != root}


def _is_active(passives: Mapping[str, str], others: Mapping[str, str], text: Words) -> bool:
    """Whether a text has the verb of one of the passives in another form."""
    return any(
        root in passives and root not in others and form != passives[root]
        for form, root in zip(text.forms, text.roots, strict=True)
    )


def _words(words: Words) -> Iterator[_Word]:
    ties: list[str] = []
    for at, (form, root, weight) in enumerate(zip(words.forms, words.roots, words.weights, strict=True)):
        if at in words.breaks:
            ties.clear()
        if weight > SOFT:
            yield _Word(root, tuple(ties))
            ties.clear()
        elif form in OPENERS:
            ties.append(form)


def _differ_in_grammar(old: Words, new: Words) -> bool:
    """Whether a word of grammar stands for its opposite."""
    was, now = _grammar(old), _grammar(new)
    return any(are_opposed(one, other) for one in was - now for other in now - was)


def _grammar(words: Words) -> set[str]:
    return {root for root, weight in zip(words.roots, words.weights, strict=True) if weight == SOFT}


def _orders(was: list[_Word], now: list[_Word], opener: str) -> Iterator[bool]:
    """For each phrase at the front that stood elsewhere, whether the rest is what it was."""
    for start, first in enumerate(was):
        if first != now[0] or not start:
            continue
        for size in _sizes(was, now):
            rest, stays = now[size:], was[:start] + was[start + size :]
            if was[start : start + size] == now[:size]:
                yield rest == stays or _is_inverted(stays, rest, opener)


def _sizes(was: list[_Word], now: list[_Word]) -> Iterator[int]:
    """How long the phrase may be: what the old text begins with comes after it, or after the verb."""
    for place, word in enumerate(now[:_LONGEST]):
        if word == was[0] and place:
            yield place
            if place > 1:
                yield place - 1


def _is_inverted(stays: list[_Word], rest: list[_Word], opener: str) -> bool:
    """Whether the first word of the rest is the verb: what stood last, or after a German phrase stood further back."""
    place = len(stays) - 1 if opener not in INVERTED else stays.index(rest[0]) if rest[0] in stays else 0
    return place > 0 and stays[place] == rest[0] and stays[:place] + stays[place + 1 :] == rest[1:]
