"""The formulas for many cards are those for one."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.reviews import histories_of, parameter_sets
from tracker.core import formulas as one
from tracker.core.formulas import DEFAULT_PARAMETERS
from tracker.model.formulas import Formulas
from tracker.model.histories import memories

REVIEWS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4000)), min_size=1, max_size=9)


@settings(deadline=None)
@given(st.lists(REVIEWS, min_size=1, max_size=9), parameter_sets())
def test_a_replay_of_many_cards_is_the_replay_of_each(
    cards: Sequence[Sequence[tuple[int, int]]], parameters: tuple[float, ...]
) -> None:
    stability, difficulty = memories(histories_of(cards), parameters)
    formulas, expected = one.Formulas(parameters), []
    for reviews in cards:
        memory = formulas.first(reviews[0][0])
        expected.append(memory)
        for grade, elapsed in reviews[1:]:
            memory = formulas.next(*memory, grade, elapsed)
            expected.append(memory)
    assert np.stack([stability, difficulty], axis=1) == pytest.approx(np.array(expected), rel=1e-9)


def test_a_replay_gives_the_published_memory() -> None:
    published = histories_of([[(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)]])
    stability, difficulty = memories(published, DEFAULT_PARAMETERS)
    assert (stability[-1], difficulty[-1]) == pytest.approx((53.62691, 6.3574867), abs=1e-4)


@settings(deadline=None)
@given(st.floats(0.7, 0.99), st.floats(0.01, 30_000))
def test_after_an_interval_the_chance_to_recall_is_the_one_asked_for(retention: float, stability: float) -> None:
    formulas, asked = Formulas(DEFAULT_PARAMETERS), np.array([stability])
    assert formulas.recall(formulas.interval(retention, asked), asked) == pytest.approx(retention)


def test_single_precision_stays_single() -> None:
    formulas, grades = Formulas(DEFAULT_PARAMETERS, np.float32), np.array([1, 2, 3, 4], np.int8)
    stability, difficulty = formulas.first(grades)
    elapsed = np.array([0, 1, 2, 3], np.float32)
    for array in (stability, difficulty, *formulas.next(stability, difficulty, grades, elapsed)):
        assert array.dtype == np.float32
    assert formulas.recall(elapsed, stability).dtype == np.float32
