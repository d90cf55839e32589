import pytest

from tracker.core.quiz import Card
from tracker.core.quiz.typed import Judgement, judge

RIGHT, CLOSE, WRONG, OPEN = Judgement


def card(*accept: str, kind: str = "term") -> Card:
    return Card("id", "keypoint", "maker", kind, "front", "back", accept)


TAPE = card("tf.GradientTape", "GradientTape")
MODES = card("eager execution", "graph execution", kind="list")
RANKS = card("0", "1", "2", kind="list")


@pytest.mark.parametrize(
    ("typed", "judgement"),
    [
        ("tf.GradientTape", RIGHT),
        ("gradienttape", RIGHT),
        ("  `tf.GradientTape()`. ", RIGHT),
        ("the GradientTape", RIGHT),
        ("tf.GradientTap", CLOSE),
        ("tf.Variable", WRONG),
        ("tape", WRONG),
    ],
)
def test_an_answer_counts_by_its_words_and_not_by_its_dress(typed: str, judgement: Judgement) -> None:
    assert judge(TAPE, typed) == judgement


@pytest.mark.parametrize(
    ("typed", "judgement"),
    [
        ("graph execution, eager execution", RIGHT),
        ("Eager execution and graph executon", RIGHT),
        ("eager execution", CLOSE),
        ("lazy execution", WRONG),
    ],
)
def test_a_list_counts_in_any_order_and_in_part(typed: str, judgement: Judgement) -> None:
    assert judge(MODES, typed) == judgement


def test_members_of_one_letter_are_compared_exactly() -> None:
    assert judge(RANKS, "2, 1, 0") == RIGHT
    assert judge(RANKS, "3, 4, 5") == WRONG


def test_without_an_accepted_answer_only_the_learner_can_judge() -> None:
    assert judge(card(kind="basic"), "whatever") == OPEN
