from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.knowledge import Keypoint, Statement, mint
from tracker.core.quiz import Card, Terms, make_cards
from tracker.core.quiz.drafts import Draft
from tracker.core.quiz.words import BLANK
from tracker.core.quiz.written import written


def cards(text: str, *points: Statement) -> list[Card]:
    return list(make_cards([Keypoint("k", Statement(text, points))], Terms()))


def sides(text: str, *points: str) -> list[tuple[str, str]]:
    return [(card.front, card.back) for card in cards(text, *map(Statement, points))]


def test_a_short_answer_can_be_typed_and_a_long_one_is_judged_by_the_learner() -> None:
    assert list(written(Statement("mask :: `tf.where`"))) == [
        Draft("term", "mask", "tf.where", ("tf.where", "where")),
    ]
    (long,) = written(Statement("Q: What is a mask? A: A tensor of booleans that hides padding."))
    assert (long.kind, long.accept) == ("basic", ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Q: What hides padding? A: A mask", [("What hides padding?", "A mask")]),
        ("mask ::: Maske", [("mask", "Maske"), ("Maske", "mask")]),
        (
            "The ==mask== hides the ==padding==.",
            [("The ____ hides the padding.", "mask"), ("The mask hides the ____.", "padding")],
        ),
        ("A ==mask== is a mask, and `mask` is code.", [("A ____ is a ____, and ____ is code.", "mask")]),
        (
            "{{c1::Lima::a city}} is in {{c2::Peru}}, not in {{c1::Chile}}.",
            [("____ [a city] is in Peru, not in ____.", "Lima, Chile"), ("Lima is in ____, not in Chile.", "Peru")],
        ),
        ("mask :: what ==hides== padding", [("mask", "what hides padding")]),
    ],
)
def test_a_written_card_is_taken_as_it_is_and_nothing_else_is_asked(text: str, asked: list[tuple[str, str]]) -> None:
    assert sides(text) == asked
    assert {card.maker for card in cards(text)} == {"written"}


def test_no_gate_judges_what_people_wrote() -> None:
    assert sides("Q: What did I do today? A: this") == [("What did I do today?", "this")]
    assert sides("mask :: mask of a batch") == [("mask", "mask of a batch")]
    assert sides("A ==mask==") == [("A ____", "mask")]


def test_a_statement_may_hold_many_cards_and_ask_for_one_answer_twice() -> None:
    assert len(cards("==a1== ==b2== ==c3== ==d4== and more")) == 4
    made = cards("Gates", Statement("Q: Does a GRU have gates? A: yes"), Statement("Q: Has an LSTM? A: yes"))
    assert [(card.front, card.back) for card in made] == [("Does a GRU have gates?", "yes"), ("Has an LSTM?", "yes")]
    assert len({card.id for card in made}) == 2


def test_the_points_under_a_pair_belong_to_its_back() -> None:
    assert sides("Q: Name the gates. A: two", "update", "reset") == [("Name the gates.", "two\n• update\n• reset")]
    assert sides("gates ::", "update", "reset") == [("gates", "• update\n• reset")]


def test_cards_are_found_in_the_points_of_a_statement() -> None:
    assert sides("Words", "mask :: Maske", "no card") == [("mask", "Maske")]
    assert sides("The ==gates==", "gate :: Tor") == [("The ____", "gates"), ("gate", "Tor")]


def test_a_card_keeps_its_id_when_the_question_is_reworded() -> None:
    (card,) = cards("Q: What hides the padding? A: a mask")
    (reworded,) = cards("What hides padding? :: a mask")
    assert card.id == reworded.id == mint("k", "a mask")


def test_code_holds_no_card() -> None:
    assert [card.maker for card in cards("A batch is cut by `x :: y`, `==a==` and `Q: a A: b` in this order.")] == [
        "name_cloze"
    ]


PIECES = "Q: |A: |? | :: | ::: |==|{{c1::|{{c2::|::hint|}}|`|mask|a|tf.mask|masks|. | ".split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_no_answer_can_be_read_in_a_front_with_gaps(text: str) -> None:
    for draft in written(Statement(text, (Statement("a point"),))):
        assert draft.front.strip()
        assert draft.back.strip()
        if draft.kind == "cloze":
            assert BLANK in draft.front
            for answer in draft.accept[:1]:
                assert not re.search(rf"(?<![\w.]){re.escape(answer)}(?![\w.(])", draft.front)


@pytest.mark.parametrize("piece", ["==a== ", "{{c1::a}} {{c2::b}} ", "{{c1::a}}", "`a` ==a== ", "a :: "])
def test_a_long_text_is_asked_about_in_linear_time(piece: str) -> None:
    cards("see " + piece * (100_000 // len(piece)))
