"""The cards of an import: those that its new and changed keypoints give, with the history that is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from tracker.core.knowledge import Plan, mint
from tracker.core.quiz import Card, Terms, make_cards
from tracker.core.quiz.following import follow
from tracker.store import deck, ledger
from tracker.store.deck import Fronts


@dataclass(frozen=True, slots=True)
class Made:
    """The cards that an import writes."""

    cards: list[Card] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    """The keypoints that had cards before: what is not among the cards of these retires."""
    known: int = 0
    """How many of the cards were there before and go on."""


def make(connection: Connection, planned: Plan, leaving: Set[str], fronts: Fronts) -> Made:
    """Make the cards of the keypoints that need new ones.

    A keypoint that was merged into another gives none: that one is asked. When nobody had said either for a while and
    this one is said again, the other is asked again.

    Args:
        connection: a transaction.
        planned: what becomes of the keypoints.
        leaving: those that nobody says any more, so that their questions are free again.
        fronts: the questions in use.
    """
    merged = ledger.merged(connection)
    returning = {merged[id] for id in planned.restored & merged.keys()} - planned.fresh
    fresh = (planned.fresh | returning) - merged.keys()
    terms = Terms.of([keypoint.statement for keypoint in planned.keypoints])
    asked = [keypoint for keypoint in planned.keypoints if keypoint.id in fresh]
    asked += ledger.keypoints(connection, sorted(returning))
    made = list(make_cards(asked, terms, fronts.besides(fresh | leaving)))
    heirs = {id: (id,) for id in returning} | {id: before for id, before in planned.heirs.items() if before}
    if not heirs:
        return Made(made, fresh - planned.new)
    followed = list(_with_history(connection, made, heirs))
    return Made(followed, fresh - planned.new, len(deck.holders(connection, [card.id for card in followed])))


def _with_history(connection: Connection, made: list[Card], heirs: Mapping[str, Iterable[str]]) -> Iterator[Card]:
    """Cards with the ids, and so the reviews, of those they follow; every card goes on once."""
    former: defaultdict[str, list[Card]] = defaultdict(list)
    for card in deck.cards_of(connection, {id for ids in heirs.values() for id in ids}, resting=False):
        former[card.keypoint].append(card)
    holders = deck.holders(connection, [card.id for card in made if card.keypoint in heirs])
    taken: set[str] = set()
    for keypoint, cards in groupby(made, attrgetter("keypoint")):
        before = heirs.get(keypoint, ())
        for card in follow(list(cards), [card for id in before for card in former[id] if card.id not in taken]):
            id = card.id
            while id in taken or holders.get(id, keypoint) not in (keypoint, *before):
                id = mint(id, keypoint)
            taken.add(id)
            yield card if id == card.id else replace(card, id=id)
