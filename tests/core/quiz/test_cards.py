from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.knowledge import Keypoint, Ledger, Statement, mint, plan
from tracker.core.log import read
from tracker.core.quiz import Card, Terms, make_cards
from tracker.core.quiz.cards import MOST_PER_KEYPOINT
from tracker.core.quiz.words import BLANK
from tracker.core.text import fold, read_bytes


def keypoint(text: str, *points: str, id: str = "") -> Keypoint:
    return Keypoint(id or mint(text), Statement(text, tuple(Statement(point) for point in points)))


def cards(*keypoints: Keypoint, fronts: tuple[str, ...] = ()) -> list[Card]:
    return list(make_cards(keypoints, Terms.of([point.statement for point in keypoints]), fronts))


MASK = keypoint("A mask is a tensor of booleans that hides padding.")


def test_a_card_knows_its_keypoint_its_maker_and_its_answers() -> None:
    assert cards(MASK) == [
        Card(
            id=mint(MASK.id, "mask"),
            keypoint=MASK.id,
            maker="definition",
            kind="term",
            front="Which term fits? A tensor of booleans that hides padding.",
            back="mask",
            accept=("mask",),
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Walked through the main layers, which include Dense and GRU.",
        "I learned that a mask is a tensor of booleans.",
        "Masks are extremely useful for text.",
        "Most batches are padded.",
        "It hides the padding of a batch.",
        "If you know sets, you can see a mask as a set.",
        "Note that `fit` and `evaluate` differ.",
        "masks, padding, batches",
        "",
    ],
)
def test_a_keypoint_that_allows_no_good_card_gives_none(text: str) -> None:
    assert cards(keypoint(text)) == []


def test_a_keypoint_gives_three_cards_at_most() -> None:
    text = " ".join(f"The {name} unit is a part that keeps the state of step {name}." for name in "abcdefg")
    assert len(cards(keypoint(text))) == MOST_PER_KEYPOINT


def test_no_front_is_asked_twice() -> None:
    twin = keypoint("The mask is a tensor of booleans that hides padding.")
    assert [card.keypoint for card in cards(MASK, twin)] == [MASK.id]
    (front,) = (card.front for card in cards(MASK))
    assert cards(MASK, fronts=(fold(front),)) == []


def test_a_card_keeps_its_id_when_the_question_is_reworded_and_the_answer_stays() -> None:
    reworded = keypoint("A mask is a batch of booleans that hides its padding.", id=MASK.id)
    by_another_maker = keypoint("A mask allows you to hide the padded steps of a batch.", id=MASK.id)
    ids = {card.id for point in (MASK, reworded, by_another_maker) for card in cards(point)}
    assert len(ids) == 1
    assert len({card.front for point in (MASK, reworded, by_another_maker) for card in cards(point)}) == 3


def test_another_answer_or_another_keypoint_is_another_card() -> None:
    other_answer = keypoint("A veil is a tensor of booleans that hides padding.", id=MASK.id)
    other_keypoint = keypoint("A mask is a tensor of booleans that hides padding.", id="other")
    assert len({card.id for point in (MASK, other_answer, other_keypoint) for card in cards(point)}) == 3


def test_nearly_every_keypoint_of_the_bundled_log_gives_a_card() -> None:
    text, *_ = read_bytes((Path(__file__).parents[3] / "content" / "logs.md").read_bytes())
    keypoints = plan(read(text), Ledger()).keypoints
    asked = {card.keypoint for card in cards(*keypoints)}
    assert [point.statement.text for point in keypoints if point.id not in asked] == []


NOUNS = "mask padding layer batch gate cell `fit` tf.where RaggedTensor softmax unit loss graph eager-mode".split()
SENTENCES = [
    "A {} is a {} that hides the {} of a {}.",
    "There are two kinds of {}, namely {} and {}.",
    "In {}, a {} is built before the {} runs on the {}.",
    "A {} is fast, whereas a {} is slow because the {} waits for a {}.",
    "The {} uses a {} to store the {} of every {}.",
    "Hiding a {} is also called {}.",
    "{} represents the {} and {} represents the {}.",
    "We call `{}` on a {} when its {} is known.",
    "{}: a {} beside the {}",
    "Is a {} a {}? A {} is none.",
]
statements = st.builds(
    lambda shape, nouns: re.sub(r"\{\}", lambda _: next(nouns), shape),
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(NOUNS), min_size=4, max_size=4).map(iter),
)
keypoints = st.lists(st.lists(statements, min_size=1, max_size=3).map(" ".join), max_size=6, unique=True).map(
    lambda texts: [keypoint(text) for text in texts]
)


def readable(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@given(keypoints)
def test_no_answer_can_be_read_in_its_front(points: list[Keypoint]) -> None:
    for card in cards(*points):
        if card.kind in ("cloze", "term"):
            shown = readable(card.front.replace(BLANK, " "))
            assert f" {readable(card.back)} " not in f" {shown} "


@given(keypoints)
def test_cards_are_few_distinct_and_always_the_same(points: list[Keypoint]) -> None:
    made = cards(*points)
    assert made == cards(*points)
    assert all(count <= MOST_PER_KEYPOINT for count in Counter(card.keypoint for card in made).values())
    assert len({fold(card.front) for card in made}) == len({card.id for card in made}) == len(made)
    assert all(card.front.strip() and card.back.strip() for card in made)


@given(st.lists(st.text(), max_size=4, unique=True))
@example([" ?0"])
def test_any_statement_can_be_asked_about(texts: list[str]) -> None:
    cards(*(keypoint(text) for text in texts))
