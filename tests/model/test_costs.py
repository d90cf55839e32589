"""What the learner's own answers say about how they answer and how long that takes."""

import numpy as np
import pytest

from tracker.model.costs import Costs
from tracker.model.histories import Histories


def answers(*rows: tuple[int, int, int, float], times: int = 1) -> Histories:
    """Answers as card, day, rating and seconds; each card as many times as said."""
    rows = tuple((card + 100 * time, *rest) for time in range(times) for card, *rest in rows)
    return Histories.of(*(zip(*rows, strict=True) if rows else ([],) * 4))


HISTORY = (
    (1, 10, 1, 20.0),
    (1, 10, 2, 12.0),
    (1, 10, 3, 10.0),
    (1, 10, 3, 10.0),
    (1, 11, 1, 18.0),
    (1, 11, 3, 6.0),
    (1, 15, 2, 9.0),
    (1, 30, 3, 4.0),
    (2, 30, 4, 5.0),
)
"""A card of three days after its first, and one that was easy."""


def test_without_answers_the_costs_are_the_defaults() -> None:
    costs = Costs.of(answers())
    assert np.allclose(costs.first, Costs().first, atol=1e-3)
    assert costs.review_seconds == pytest.approx(Costs().review_seconds)
    assert costs.learning_seconds == pytest.approx(Costs().learning_seconds)
    assert costs.relearning_seconds == pytest.approx(Costs().relearning_seconds)


def test_with_many_answers_the_costs_are_the_learners() -> None:
    costs = Costs.of(answers(*HISTORY, times=2_000))
    assert costs.first == pytest.approx((0.5, 0, 0, 0.5), abs=0.02)
    assert costs.recalled == pytest.approx((0.5, 0.5, 0), abs=0.02)
    assert costs.learning[0] == pytest.approx((0, 1, 0, 0), abs=0.03)
    assert costs.learning[1] == pytest.approx((0, 0, 1, 0), abs=0.03)
    assert costs.relearning[0] == pytest.approx((0, 0, 1, 0), abs=0.03)
    assert costs.relearning[1] == pytest.approx(Costs().relearning[1], abs=0.01)
    assert costs.learning_seconds == pytest.approx((20, 12, 10, 5), rel=0.05)
    assert costs.review_seconds == pytest.approx((18, 9, 4, Costs().review_seconds[3]), rel=0.06)
    assert costs.relearning_seconds[2] == pytest.approx(6, rel=0.03)


def test_a_few_answers_hardly_move_the_defaults() -> None:
    costs = Costs.of(answers((1, 10, 3, 2.0)))
    assert Costs().learning_seconds[2] - 0.5 < costs.learning_seconds[2] < Costs().learning_seconds[2]


def test_the_chances_of_each_row_make_one() -> None:
    costs = Costs.of(answers(*HISTORY, times=7))
    rows = [costs.first, costs.recalled, *costs.learning, *costs.relearning]
    assert [sum(row) for row in rows] == pytest.approx([1] * 7, abs=1e-3)


def test_who_leaves_a_card_open_takes_a_minute_at_most() -> None:
    costs = Costs.of(answers((1, 10, 3, 36_000.0), times=5_000))
    assert costs.learning_seconds[2] == pytest.approx(60, rel=0.02)


def test_one_answer_in_thirty_left_open_does_not_count() -> None:
    quick = [(card, 10, 3, 5.0) for card in range(29)]
    costs = Costs.of(answers(*quick, (29, 10, 3, 3_600.0), times=100))
    assert costs.learning_seconds[2] == pytest.approx(5, rel=0.05)


def test_an_answer_without_a_time_says_nothing_about_time() -> None:
    costs = Costs.of(answers((1, 10, 3, 0.0), times=500))
    assert costs.learning_seconds == pytest.approx(Costs().learning_seconds)
    assert costs.first[2] > 0.9
