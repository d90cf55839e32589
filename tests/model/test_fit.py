"""What the fit finds, for simulated learners whose truth is known."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.learners import learner
from tests.model.reviews import histories_of
from tracker.core.formulas import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS, checked
from tracker.model.evidence import evidence
from tracker.model.fit import bounded_step, fit, stiffened
from tracker.model.histories import Histories, recalls
from tracker.model.optimize import split_day
from tracker.model.priors import HIGHEST, LOWEST, MIDDLE, coordinates, parameters
from tracker.model.scores import HeldOut

CARDS = st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 400)), min_size=1, max_size=12), max_size=12)


@pytest.mark.parametrize("seed", range(4))
def test_the_fit_comes_closer_to_the_truth_on_reviews_held_out_than_the_defaults_do(seed: int) -> None:
    simulated = learner(10_000, seed)
    histories = simulated.histories()
    day = split_day(histories)
    held_out = HeldOut.of(histories, day)
    found, known, truth = (
        held_out.scores(recalls(histories, weights)[held_out.scored]).log_loss
        for weights in (fit(histories, until=day).parameters, DEFAULT_PARAMETERS, simulated.parameters)
    )
    assert found < known
    assert found - truth < 0.6 * (known - truth)


def test_what_comes_on_or_after_the_day_is_not_looked_at() -> None:
    histories = learner(2_000, 0).histories()
    day = split_day(histories)
    before = histories.day < day
    earlier = Histories(
        *(column[before] for column in (histories.card, histories.day, histories.rating, histories.seconds))
    )
    assert fit(histories, until=day).parameters == pytest.approx(fit(earlier).parameters)


def test_the_order_of_the_cards_does_not_matter() -> None:
    simulated = learner(3_000, 2)
    other = Histories.of(-simulated.card, simulated.day, simulated.rating, simulated.seconds, simulated.moment)
    assert fit(other).parameters == pytest.approx(fit(simulated.histories()).parameters, rel=1e-2, abs=1e-3)


def test_beginning_with_a_sample_ends_where_all_reviews_would_have() -> None:
    histories = learner(60_000, 0).histories()
    packed, found = histories.whole, fit(histories)
    again = fit(histories, start=found.parameters, near=True)
    loss = evidence(packed, found.parameters).loss
    assert abs(evidence(packed, again.parameters).loss - loss) < 2e-5 * len(histories)
    assert found.passes <= 3


@settings(max_examples=40, deadline=None)
@given(CARDS)
def test_whatever_was_answered_the_parameters_are_within_bounds_and_nothing_warns(
    cards: list[list[tuple[int, int]]],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = fit(histories_of(cards)).parameters
    assert checked(found) == found
    assert list(found[:4]) == sorted(found[:4])


def test_without_reviews_the_defaults_are_most_probable() -> None:
    assert fit(histories_of([])).parameters == pytest.approx(DEFAULT_PARAMETERS)


def test_a_grade_that_was_never_a_first_answer_keeps_its_ratio_to_its_neighbour() -> None:
    cards = [[(3, 0), (3 if card % 10 else 1, 30), (3, 60)] for card in range(200)]
    again, hard, good, easy = fit(histories_of(cards)).parameters[:4]
    assert good > 1.5 * DEFAULT_PARAMETERS[2]
    for better, worse, grade in ((hard, again, 0), (good, hard, 1), (easy, good, 2)):
        assert better / worse == pytest.approx(DEFAULT_PARAMETERS[grade + 1] / DEFAULT_PARAMETERS[grade], rel=0.05)


def test_old_reviews_count_less_when_asked() -> None:
    histories = learner(4_000, 1, drift=True).histories()
    assert fit(histories, recency=True).parameters != pytest.approx(fit(histories).parameters, rel=1e-3)


def test_coordinates_and_parameters_are_two_ways_to_say_the_same() -> None:
    assert parameters(coordinates(DEFAULT_PARAMETERS)) == pytest.approx(DEFAULT_PARAMETERS)
    for place in (np.maximum(LOWEST, -9), np.minimum(HIGHEST, 9)):
        assert checked(parameters(place)) == parameters(place)
    assert len(LOWER_BOUNDS) == len(UPPER_BOUNDS) == len(MIDDLE)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_step_ends_where_the_model_is_least_within_the_bounds(seed: int) -> None:
    chance = np.random.default_rng(seed)
    root = chance.normal(size=(21, 21))
    curvature, gradient = root @ root.T + np.eye(21), chance.normal(0, 30, 21)
    step = bounded_step(gradient, curvature, MIDDLE)
    end, slope = MIDDLE + step, gradient + curvature @ step
    assert (end >= LOWEST - 1e-12).all()
    assert (end <= HIGHEST + 1e-12).all()
    assert (slope[end > LOWEST + 1e-9] < 1e-6).all()
    assert (slope[end < HIGHEST - 1e-9] > -1e-6).all()


def test_where_the_gradient_changed_more_than_foretold_the_curvature_says_so_from_then_on() -> None:
    curvature, step, change = np.diag([1.0, 2.0]), np.array([1.0, 1.0]), np.array([4.0, 5.0])
    after = stiffened(curvature, step, change)
    assert step @ after @ step == pytest.approx(step @ change)
    assert stiffened(curvature, step, np.array([0.1, 0.1])) is curvature
