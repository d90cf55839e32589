"""The gradient and the information of the log loss, held against differences and against the plain formulas."""

from collections.abc import Sequence
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.reviews import histories_of, parameter_sets
from tracker.core.formulas import Formulas
from tracker.model.evidence import evidence

Reviews = Sequence[tuple[int, int]]
REVIEWS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60)), min_size=1, max_size=8)
CARDS = st.lists(REVIEWS, min_size=1, max_size=6)


def plain_loss(cards: Sequence[Reviews], parameters: Sequence[float]) -> float:
    """The log loss by the formulas for one card."""
    formulas, loss = Formulas(parameters), 0.0
    for reviews in cards:
        stability, difficulty = formulas.first(reviews[0][0])
        for grade, elapsed in reviews[1:]:
            if elapsed:
                chance = formulas.recall(elapsed, stability)
                loss -= log(1 - chance if grade == 1 else chance)
            stability, difficulty = formulas.next(stability, difficulty, grade, elapsed)
    return loss


def moved(parameters: Sequence[float], index: int, by: float) -> tuple[float, ...]:
    """A parameter moved; the initial stabilities by their logarithm."""
    changed = list(parameters)
    changed[index] = changed[index] * exp(by) if index < 4 else changed[index] + by
    return tuple(changed)


@settings(deadline=None)
@given(CARDS, parameter_sets())
def test_the_loss_is_the_one_of_the_plain_formulas(cards: Sequence[Reviews], parameters: tuple[float, ...]) -> None:
    found = evidence(histories_of(cards).packed(), parameters, np.float64)
    assert found.loss == pytest.approx(plain_loss(cards, parameters), rel=1e-4, abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(CARDS, parameter_sets())
def test_the_gradient_is_what_small_differences_give(cards: Sequence[Reviews], parameters: tuple[float, ...]) -> None:
    packed, step = histories_of(cards).packed(), 1e-6
    found = evidence(packed, parameters, np.float64)
    for index in range(21):
        above = evidence(packed, moved(parameters, index, step), np.float64).loss
        below = evidence(packed, moved(parameters, index, -step), np.float64).loss
        left, right = (found.loss - below) / step, (above - found.loss) / step
        if left == pytest.approx(right, rel=1e-2, abs=1e-2):  # not at a kink, where a bound begins to hold
            assert found.gradient[index] == pytest.approx((above - below) / (2 * step), rel=1e-3, abs=1e-3)
