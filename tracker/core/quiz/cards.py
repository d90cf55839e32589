"""From keypoints to cards: what people wrote themselves, else every maker is asked and every gate has to be passed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from tracker.core.knowledge import Keypoint, mint
from tracker.core.quiz.drafts import Draft
from tracker.core.quiz.gates import passes
from tracker.core.quiz.makers import makers
from tracker.core.quiz.terms import Terms
from tracker.core.quiz.written import written
from tracker.core.text import fold

MOST_PER_KEYPOINT = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One question made from a keypoint by one maker."""

    id: str
    """Minted from the keypoint and the answer: it survives a new wording of the question."""
    keypoint: str
    maker: str
    kind: str
    front: str
    back: str
    accept: tuple[str, ...] = ()


def make_cards(keypoints: Iterable[Keypoint], terms: Terms, fronts: Container[str] = ()) -> Iterator[Card]:
    """Make the cards of keypoints; one that allows no good card gives none, and no question is made twice.

    Args:
        keypoints: what to ask about.
        terms: the terms of the whole body they stand in.
        fronts: folded fronts in use already; only what somebody wrote may repeat one.
    """
    used: set[str] = set()
    for keypoint in keypoints:
        cards = _written(keypoint)
        if cards:
            used.update(fold(card.front) for card in cards)
            yield from cards
            continue
        answers: set[str] = set()
        for maker, draft in _drafts(keypoint, terms):
            front, answer = fold(draft.front), fold(draft.back)
            if front not in used and front not in fronts and answer not in answers:
                yield _card(mint(keypoint.id, answer), keypoint, maker, draft)
                used.add(front)
                answers.add(answer)
            if len(answers) == MOST_PER_KEYPOINT:
                break


def _written(keypoint: Keypoint) -> list[Card]:
    """The cards that somebody wrote; no gate judges them, and they may ask for the same answer twice."""
    cards: dict[str, Card] = {}
    for draft in written(keypoint.statement):
        answer = fold(draft.back)
        id = mint(keypoint.id, answer)
        if id in cards:
            id = mint(keypoint.id, answer, fold(draft.front))
        cards[id] = _card(id, keypoint, written.__name__, draft)
    return list(cards.values())


def _card(id: str, keypoint: Keypoint, maker: str, draft: Draft) -> Card:
    return Card(id, keypoint.id, maker, draft.kind, draft.front, draft.back, draft.accept)


def _drafts(keypoint: Keypoint, terms: Terms) -> Iterator[tuple[str, Draft]]:
    for maker in makers(keypoint.statement):
        for draft in maker(keypoint.statement, terms):
            if passes(draft):
                yield maker.__name__, draft
