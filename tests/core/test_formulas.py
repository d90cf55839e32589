"""The formulas by what fsrs-rs, Anki and py-fsrs have published of them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.reviews import parameter_sets
from tracker.core.formulas import (
    DEFAULT_PARAMETERS,
    EASIEST,
    HARDEST,
    LONGEST,
    LOWER_BOUNDS,
    SHORTEST,
    UPPER_BOUNDS,
    Formulas,
    checked,
)

DEFAULTS = Formulas(DEFAULT_PARAMETERS)
AGAIN, HARD, GOOD, EASY = grades = range(1, 5)

stabilities = st.floats(SHORTEST, LONGEST)
difficulties = st.floats(EASIEST, HARDEST)


def fold(formulas: Formulas, *history: tuple[int, int]) -> tuple[float, float]:
    """The memory after answers, each with the days since the one before."""
    (_, first), *rest = history
    memory = formulas.first(first)
    for gap, grade in rest:
        memory = formulas.next(*memory, grade, gap)
    return memory


# Published vectors


@pytest.mark.parametrize(
    ("retention", "days"),
    [
        (0.1, 3116769),  # 3116766 in the single precision of fsrs-rs
        (0.2, 34793),
        (0.3, 2508),
        (0.4, 387),
        (0.5, 90),
        (0.6, 27),
        (0.7, 9),
        (0.8, 3),
        (0.9, 1),
        (1.0, 0),  # fsrs-rs has one day, the least there is
    ],
)
def test_the_interval_of_a_stability_of_one_day(retention: float, days: int) -> None:
    assert round(DEFAULTS.interval(retention, 1.0)) == days


@pytest.mark.parametrize(
    ("elapsed", "stability", "recall"),
    [(0, 1, 1.0), (1, 2, 0.9403443), (2, 3, 0.9253786), (3, 4, 0.9185229), (4, 4, 0.9), (5, 2, 0.8261359)],
)
def test_the_forgetting_curve(elapsed: float, stability: float, recall: float) -> None:
    assert DEFAULTS.recall(elapsed, stability) == pytest.approx(recall, abs=5e-8)


@pytest.mark.parametrize(
    ("grade", "difficulty"), [(AGAIN, 8.354889), (HARD, 6.6774445), (GOOD, 5.0), (EASY, 3.3225555)]
)
def test_the_next_difficulty_before_it_reverts_to_the_mean(grade: int, difficulty: float) -> None:
    unreverted = Formulas((*DEFAULT_PARAMETERS[:7], LOWER_BOUNDS[7], *DEFAULT_PARAMETERS[8:]))
    share = LOWER_BOUNDS[7]  # w7 cannot be 0, so what it takes back is put back
    mean = DEFAULT_PARAMETERS[4] - math.exp(3 * DEFAULT_PARAMETERS[5]) + 1
    after = unreverted.next(5.0, 5.0, grade, 1)[1]
    assert (after - share * mean) / (1 - share) == pytest.approx(difficulty, abs=1e-6)


@pytest.mark.parametrize(
    ("grade", "difficulty"), [(AGAIN, 8.341763), (HARD, 6.6659956), (GOOD, 4.990228), (EASY, 3.3144615)]
)
@pytest.mark.parametrize("elapsed", [0, 1, 500])
def test_the_next_difficulty_whatever_time_has_passed(grade: int, difficulty: float, elapsed: int) -> None:
    assert DEFAULTS.next(5.0, 5.0, grade, elapsed)[1] == pytest.approx(difficulty, abs=1e-6)


@pytest.mark.parametrize(
    ("difficulty", "recall", "grade", "recalled", "forgotten"),
    [
        (1.0, 0.9, AGAIN, 25.602541, 1.0525396),
        (2.0, 0.8, HARD, 28.226582, 1.1894329),
        (3.0, 0.7, GOOD, 58.656002, 1.3680838),
        (4.0, 0.6, EASY, 127.226685, 1.584989),
    ],
)
def test_the_next_stability_after_recalling_and_after_forgetting(
    difficulty: float, recall: float, grade: int, recalled: float, forgotten: float
) -> None:
    assert DEFAULTS._recalled(5.0, difficulty, recall, grade) == pytest.approx(recalled, rel=1e-6)
    assert DEFAULTS._forgotten(5.0, difficulty, recall) == pytest.approx(forgotten, rel=1e-6)


@pytest.mark.parametrize(("grade", "stability"), [(AGAIN, 1.596818), (HARD, 5.0), (GOOD, 5.0), (EASY, 8.12961)])
def test_the_next_stability_on_the_same_day(grade: int, stability: float) -> None:
    assert DEFAULTS.next(5.0, 5.0, grade, 0)[0] == pytest.approx(stability, rel=1e-6)


HISTORY = ((0, AGAIN), (0, GOOD), (1, GOOD), (3, GOOD), (8, GOOD), (21, GOOD))


def test_the_memory_state_of_fsrs_rs_and_of_py_fsrs() -> None:
    assert fold(DEFAULTS, *HISTORY) == pytest.approx((53.62691, 6.3574867), rel=1e-6)


def test_the_memory_state_of_fsrs_rs_without_short_term_memory() -> None:
    weights = (*DEFAULT_PARAMETERS[:17], 0.0, 0.0, 0.0, DEFAULT_PARAMETERS[20])
    assert fold(Formulas(weights), *HISTORY)[0] == pytest.approx(53.335106, rel=1e-6)


def test_the_memory_state_that_anki_and_fsrs_rs_have_bit_by_bit_in_single_precision() -> None:
    assert fold(DEFAULTS, (0, GOOD), (1, GOOD), (3, GOOD)) == pytest.approx((19.8334656, 2.1043313), rel=1e-6)


@pytest.mark.parametrize("grade", grades)
def test_the_first_stability_of_a_grade_is_its_weight(grade: int) -> None:
    assert DEFAULTS.first(grade)[0] == (0.212, 1.2931, 2.3065, 8.2956)[grade - 1]


# What holds for all weights


@given(parameter_sets(), stabilities, difficulties, st.sampled_from(grades), st.integers(0, 40_000))
def test_a_memory_stays_within_its_bounds(
    weights: tuple[float, ...], stability: float, difficulty: float, grade: int, elapsed: int
) -> None:
    after = Formulas(weights).next(stability, difficulty, grade, elapsed)
    assert SHORTEST <= after[0] <= LONGEST
    assert EASIEST <= after[1] <= HARDEST


@given(parameter_sets(), st.sampled_from(grades))
def test_a_first_memory_is_within_its_bounds(weights: tuple[float, ...], grade: int) -> None:
    stability, difficulty = Formulas(weights).first(grade)
    assert SHORTEST <= stability <= LONGEST
    assert EASIEST <= difficulty <= HARDEST


@given(parameter_sets(), stabilities)
def test_after_as_many_days_as_its_stability_nine_in_ten_are_recalled(
    weights: tuple[float, ...], stability: float
) -> None:
    formulas = Formulas(weights)
    assert formulas.recall(stability, stability) == pytest.approx(0.9)
    assert formulas.interval(0.9, stability) == pytest.approx(stability)


@given(parameter_sets(), st.floats(0.7, 0.99), st.floats(0.01, 30_000))
def test_after_an_interval_the_chance_to_recall_is_the_one_asked_for(
    weights: tuple[float, ...], retention: float, stability: float
) -> None:
    formulas = Formulas(weights)
    assert formulas.recall(formulas.interval(retention, stability), stability) == pytest.approx(retention)


@given(parameter_sets(), stabilities, difficulties, st.integers(0, 4000))
def test_a_better_grade_leaves_no_less_stability_and_no_more_difficulty(
    weights: tuple[float, ...], stability: float, difficulty: float, elapsed: int
) -> None:
    after = [Formulas(weights).next(stability, difficulty, grade, elapsed) for grade in grades]
    for (worse, harder), (better, easier) in pairwise(after):
        assert worse <= better * (1 + 1e-12)
        assert easier <= harder


@given(parameter_sets(), stabilities, difficulties, st.integers(0, 4000), st.sampled_from((HARD, GOOD, EASY)))
def test_recalling_never_shrinks_stability(
    weights: tuple[float, ...], stability: float, difficulty: float, elapsed: int, grade: int
) -> None:
    assert Formulas(weights).next(stability, difficulty, grade, elapsed)[0] >= stability


@given(parameter_sets(), stabilities, difficulties, st.integers(1, 4000))
def test_forgetting_never_raises_stability(
    weights: tuple[float, ...], stability: float, difficulty: float, elapsed: int
) -> None:
    assert Formulas(weights).next(stability, difficulty, AGAIN, elapsed)[0] <= stability


@given(stabilities, difficulties, st.integers(0, 4000), st.sampled_from(grades))
def test_time_that_has_gone_back_is_no_time(stability: float, difficulty: float, elapsed: int, grade: int) -> None:
    assert DEFAULTS.next(stability, difficulty, grade, -elapsed) == DEFAULTS.next(stability, difficulty, grade, 0)


# Weights


def test_the_defaults_and_the_bounds_are_weights() -> None:
    for weights in (DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS):
        assert checked(weights) == weights


@pytest.mark.parametrize("index", range(21))
@pytest.mark.parametrize("side", ["below", "above", "nan", "infinite"])
def test_a_weight_out_of_bounds_is_named(index: int, side: str) -> None:
    wrong = {
        "below": math.nextafter(LOWER_BOUNDS[index], -math.inf),
        "above": math.nextafter(UPPER_BOUNDS[index], math.inf),
        "nan": math.nan,
        "infinite": math.inf,
    }[side]
    with pytest.raises(ValueError, match=rf"w{index} must lie between"):
        Formulas((*DEFAULT_PARAMETERS[:index], wrong, *DEFAULT_PARAMETERS[index + 1 :]))


@pytest.mark.parametrize("count", [0, 17, 19, 20, 22])
def test_another_number_of_weights_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"21 parameters, not {count}"):
        checked((*DEFAULT_PARAMETERS, 0.5)[:count])
