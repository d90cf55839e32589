"""From keypoints to cards: every maker is asked, every gate is passed, and no question is asked twice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from tracker.core.knowledge import Keypoint, mint
from tracker.core.quiz.gates import passes
from tracker.core.quiz.makers import MAKERS, Draft
from tracker.core.quiz.terms import Terms
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
    """Make the cards of keypoints; one that allows no good card gives none.

    Args:
        keypoints: what to ask about.
        terms: the terms of the whole body they stand in.
        fronts: folded fronts in use already, which no new card may repeat.
    """
    used: set[str] = set()
    for keypoint in keypoints:
        cards: dict[str, Card] = {}
        answers: set[str] = set()
        for maker, draft in _drafts(keypoint, terms):
            front, answer = fold(draft.front), fold(draft.back)
            if front not in used and front not in fronts and answer not in answers:
                id = mint(keypoint.id, answer)
                cards[id] = Card(id, keypoint.id, maker, draft.kind, draft.front, draft.back, draft.accept)
                used.add(front)
                answers.add(answer)
            if len(cards) == MOST_PER_KEYPOINT:
                break
        yield from cards.values()


def _drafts(keypoint: Keypoint, terms: Terms) -> Iterator[tuple[str, Draft]]:
    for maker in MAKERS:
        for draft in maker(keypoint.statement, terms):
            if passes(draft):
                yield maker.__name__, draft
