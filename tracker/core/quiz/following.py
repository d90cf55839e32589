"""Cards that go on: a card made anew that asks for what another one asked for takes over its id, and so its reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from tracker.core.likeness import Verdict, Words, compare, is_slip
from tracker.core.quiz.cards import Card
from tracker.core.text import fold

_ALIKE = 80.0
"""Similarity in percent from which two long answers are the same."""
_ARTICLES = frozenset("a an the".split())
_SORTS = {"cloze": "typed", "term": "typed"}
"""Kinds that ask for the same in two forms; every other kind is a sort of its own."""


def follow(made: Sequence[Card], former: Sequence[Card]) -> list[Card]:
    """Let cards go on under the ids of those that asked for the same answer, apart from a typo.

    Args:
        made: the cards of some keypoints as they are now.
        former: all cards that these keypoints had, or those they come from.

    Returns:
        The cards made, no two of them with one id.
    """
    ids = {card.id for card in former}
    taken = {card.id for card in made}
    pairs = sorted(
        (*_distance(card, other), place, at)
        for place, card in enumerate(made)
        if card.id not in ids
        for at, other in enumerate(former)
        if other.id not in taken and _same_answer(card, other)
    )
    follows: dict[int, str] = {}
    for *_, place, at in pairs:
        if place not in follows and former[at].id not in taken:
            follows[place] = former[at].id
            taken.add(former[at].id)
    return [replace(card, id=follows.get(place, card.id)) for place, card in enumerate(made)]


def _distance(card: Card, other: Card) -> tuple[bool, bool, float]:
    """How far a card is from another that asks for the same: by the answer, the kind, and then the front."""
    return fold(card.back) != fold(other.back), card.kind != other.kind, -fuzz.ratio(card.front, other.front)


def _same_answer(card: Card, other: Card) -> bool:
    if _SORTS.get(card.kind, card.kind) != _SORTS.get(other.kind, other.kind):
        return False
    if card.kind == "list":
        return _same_members(card.accept or (card.back,), other.accept or (other.back,))
    return _same_text(card.back, other.back, typed=card.kind in _SORTS)


def _same_members(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each member of one list is one of the other, in any order."""
    left = list(others)
    for member in some:
        same = next((other for other in left if _same_text(member, other, typed=False)), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def _same_text(one: str, other: str, *, typed: bool) -> bool:
    """Whether two answers are one apart from a typo; one that only the learner judges may be put in other words."""
    some, others = list(_words(one)), list(_words(other))
    if "".join(some) == "".join(others):
        return True
    if len(some) == len(others) and all(map(_same_word, some, others)):
        return True
    if typed:
        return False
    likeness = compare(Words.of(one.split("\n")), Words.of(other.split("\n")))
    return likeness.verdict is Verdict.SAME and likeness.similarity >= _ALIKE


def _words(answer: str) -> Iterator[str]:
    """The words of an answer without articles and hyphens, and without the brackets of a call."""
    for word in fold(answer).replace("-", " ").split():
        if word not in _ARTICLES:
            yield word.removesuffix("()")


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one: misspelt, in the plural, or a name with the module it comes from."""
    short, long = sorted((one, other), key=len)
    return (
        one == other
        or is_slip(one, other)
        or (len(short) > 2 and long in (short + "s", short + "es"))
        or (long.endswith("." + short))
    )
