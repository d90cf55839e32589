"""When the learner's own parameters are kept, and when the defaults are."""

import warnings

import numpy as np
import pytest

from tests.benchmarks.learners import learner
from tests.model.reviews import histories_of
from tracker.core.formulas import DEFAULT_PARAMETERS, checked
from tracker.model.optimize import optimize, split_day

Cards = list[list[tuple[int, int]]]
LITTLE: dict[str, Cards] = {
    "no review": [],
    "one review": [[(3, 0)]],
    "all on one day": [[(3, 0), (1, 0), (3, 0)] for _ in range(100)],
    "first reviews only": [[(3, 0)] for _ in range(100)],
    "fifty reviews": [[(3, 0), (3 if card % 5 else 1, 2)] for card in range(25)],
    "one card": [[(3, 0), *[(3 if day % 7 else 1, 1 + day % 5) for day in range(300)]]],
    "always Again": [[(1, 0), *[(1, 1)] * 20] for _ in range(20)],
    "always Good": [[(3, 0), *[(3, 5)] * 20] for _ in range(20)],
    "always Easy": [[(4, 0), *[(4, 300)] * 10] for _ in range(50)],
    "all held out": [[(3, 0), (3, 3)] for _ in range(100)],
}


@pytest.mark.parametrize("cards", LITTLE.values(), ids=LITTLE)
@pytest.mark.parametrize("recency", [False, True])
def test_however_little_there_is_nothing_breaks(cards: Cards, recency: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = optimize(histories_of(cards), recency=recency)
    assert checked(found.parameters) == found.parameters
    assert (found.parameters == DEFAULT_PARAMETERS) or found.kept == "fit"


@pytest.mark.parametrize("kind", ["no review", "one review", "all on one day", "first reviews only", "fifty reviews"])
def test_from_too_little_the_defaults_are_kept_and_nothing_is_compared(kind: str) -> None:
    found = optimize(histories_of(LITTLE[kind]))
    assert (found.parameters, found.kept, found.comparison) == (DEFAULT_PARAMETERS, "defaults", None)


def test_a_learner_unlike_the_defaults_gets_parameters_of_their_own() -> None:
    found = optimize(learner(10_000, 0).histories())
    assert found.kept == "fit"
    assert found.comparison is not None
    best = found.comparison.fit
    for other in (found.comparison.defaults, found.comparison.moving_average, found.comparison.constant):
        assert best.log_loss < other.log_loss
        assert best.rmse < other.rmse
        assert best.reviews == other.reviews
    assert found.comparison.constant.auc == 0.5


def test_a_change_for_the_worse_after_the_split_keeps_the_defaults() -> None:
    """At first nothing is forgotten, then everything."""
    cards = [[(3, 0), *[(3, 10)] * 8, (1, 10), (1, 1), (1, 1)] for _ in range(60)]
    found = optimize(histories_of(cards))
    assert found.comparison is not None
    assert found.comparison.fit.log_loss > found.comparison.defaults.log_loss
    assert (found.parameters, found.kept) == (DEFAULT_PARAMETERS, "defaults")


def test_recency_is_compared_only_when_asked_for_and_kept_only_when_better() -> None:
    histories = learner(5_000, 1, drift=True).histories()
    without, found = optimize(histories), optimize(histories, recency=True)
    assert without.comparison is not None
    assert found.comparison is not None
    assert without.comparison.with_recency is None
    assert found.comparison.with_recency is not None
    assert found.recency == (found.comparison.with_recency.log_loss < found.comparison.fit.log_loss)


def test_four_fifths_of_the_scored_reviews_are_done_by_the_day_of_the_split() -> None:
    histories = learner(10_000, 0).histories()
    days = histories.day[histories.elapsed > 0]
    assert np.mean(days < split_day(histories)) <= 0.8 <= np.mean(days <= split_day(histories))
