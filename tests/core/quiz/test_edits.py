from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.quiz import Card
from tracker.core.quiz.edits import edited
from tracker.core.quiz.typed import Judgement, judge

RANK = Card("c1", "k1", "name", "cloze", "____ counts the axes.", "tf.rank", ("tf.rank", "rank"))
MODES = Card("c2", "k2", "enumeration", "list", "Name the two modes.", "• eager\n• graph", ("eager", "graph"))
WHY = Card("c3", "k3", "because", "basic", "Why are tensors immutable?", "so that they can be shared")


@pytest.mark.parametrize("card", [RANK, MODES, WHY], ids=lambda card: card.kind)
def test_what_is_not_given_stays_as_it_is(card: Card) -> None:
    assert edited(card) == card
    assert edited(card, front="What is it?").accept == card.accept
    assert edited(card, front=card.front, back=card.back) == card


@pytest.mark.parametrize(
    ("card", "back", "accept"),
    [
        (RANK, "tf.ndim", ("tf.ndim", "ndim")),
        (RANK, "`tf.size()`", ("tf.size()", "tf.size", "size")),
        (RANK, "the number of the axes it has", ()),
        (RANK, "one\ntwo", ()),
        (MODES, "• eager\n• graph\n• both", ("eager", "graph", "both")),
        (MODES, "- eager\n\n- graph and function", ("eager", "graph and function")),
        (MODES, "eager, graph and both", ("eager", "graph", "both")),
        (WHY, "shared", ()),
    ],
)
def test_another_back_brings_the_typed_answers_that_follow_from_it(
    card: Card, back: str, accept: tuple[str, ...]
) -> None:
    assert edited(card, back=back).accept == accept


def test_accepted_answers_that_are_given_are_taken() -> None:
    assert edited(RANK, back="tf.ndim", accept=["axes", " axes", "", "ndim"]).accept == ("axes", "ndim")
    assert edited(WHY, accept=["shared"]).accept == ("shared",)
    assert judge(edited(WHY, accept=["shared"]), "Shared.") is Judgement.RIGHT


def test_without_accepted_answers_the_learner_judges() -> None:
    assert judge(edited(RANK, accept=[""]), "tf.rank") is Judgement.OPEN


@pytest.mark.parametrize("text", ["", "  \n", "\x1b[31m", "\u200b", "\ud800"])
def test_a_card_needs_a_question_and_an_answer(text: str) -> None:
    with pytest.raises(UserError, match="needs a question"):
        edited(RANK, front=text)
    with pytest.raises(UserError, match="needs an answer"):
        edited(RANK, back=text)


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_control_character_and_no_half_of_a_character_gets_in(front: str, back: str, accept: list[str]) -> None:
    card = edited(RANK, front="a" + front, back="b" + back, accept=accept)
    whole = "\n".join((card.front, card.back, *card.accept))
    assert whole.encode()
    assert not set(whole) & {chr(code) for code in range(0x20) if chr(code) not in "\t\n"}
