"""The simulated learners that the fit is judged on."""

import numpy as np
import pytest

from tests.benchmarks.learners import learner
from tracker.core.formulas import checked


@pytest.mark.parametrize("drift", [False, True])
def test_the_same_seed_gives_the_same_reviews(drift: bool) -> None:
    one, other = learner(500, 7, drift=drift), learner(500, 7, drift=drift)
    for column in ("card", "day", "rating", "seconds", "moment"):
        assert np.array_equal(getattr(one, column), getattr(other, column))
    assert not np.array_equal(one.rating, learner(500, 8, drift=drift).rating)


def test_a_learner_is_a_plausible_one() -> None:
    simulated = learner(5_000, 0)
    assert checked(simulated.parameters) == simulated.parameters
    assert len(simulated.card) == 5_000
    assert (np.diff(simulated.moment) >= 0).all()
    histories = simulated.histories()
    later = histories.elapsed > 0
    assert 0.1 < np.mean(~later) < 0.6
    assert 0.6 < np.mean(histories.rating[later] > 1) < 0.97
    assert set(simulated.rating.tolist()) == {1, 2, 3, 4}
