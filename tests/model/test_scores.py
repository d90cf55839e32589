"""The measures of srs-benchmark, written out once more without vectors."""

from collections import defaultdict
from math import floor, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.learners import learner
from tests.model.reviews import histories_of
from tracker.core.formulas import DEFAULT_PARAMETERS
from tracker.model.histories import Histories, recalls
from tracker.model.scores import HeldOut, auc, constant, moving_average

DAY = 738_000


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=30))
def test_auc_is_how_often_the_recalled_one_had_the_higher_chance(pairs: list[tuple[int, bool]]) -> None:
    chances, recalled = np.array([chance / 6 for chance, _ in pairs]), np.array([kind for _, kind in pairs])
    above = [(high > low) + 0.5 * (high == low) for high, good in pairs if good for low, other in pairs if not other]
    assert auc(chances, recalled) == (pytest.approx(np.mean(above)) if above else None)


def test_rmse_is_over_bins_of_elapsed_days_reviews_and_lapses() -> None:
    histories = learner(2_000, 3).histories()
    held_out = HeldOut.of(histories, int(np.median(histories.day)))
    chances, bins = recalls(histories, DEFAULT_PARAMETERS), defaultdict(list)
    for at in held_out.scored.tolist():
        first = max(start for start in histories.starts.tolist() if start <= at)
        past = zip(histories.rating[first:at].tolist(), histories.elapsed[first:at].tolist(), strict=True)
        lapses = sum(rating == 1 and elapsed > 0 for rating, elapsed in past)
        key = (
            round(2.48 * 3.62 ** floor(log(histories.elapsed[at]) / log(3.62)), 2),
            round(1.99 * 1.89 ** floor(log(at - first + 1) / log(1.89))),
            round(1.65 * 1.73 ** floor(log(lapses) / log(1.73))) if lapses else 0,
        )
        bins[key].append((histories.rating[at] > 1, float(chances[at])))
    squares = sum(
        len(bin) * (np.mean([y for y, _ in bin]) - np.mean([p for _, p in bin])) ** 2 for bin in bins.values()
    )
    found = held_out.scores(chances[held_out.scored])
    assert found.rmse == pytest.approx((squares / len(held_out.scored)) ** 0.5)
    assert found.reviews == sum(map(len, bins.values()))


def test_the_log_loss_is_the_mean_surprise() -> None:
    histories = histories_of([[(3, 0), (3, 1)], [(3, 0), (1, 1)]])
    found = HeldOut.of(histories, DAY).scores(np.array([0.9, 0.8]))
    assert found.log_loss == pytest.approx(-(log(0.9) + log(0.2)) / 2)
    assert found.auc == 1


def test_certainty_that_was_wrong_costs_much_but_not_everything() -> None:
    held_out = HeldOut.of(histories_of([[(3, 0), (1, 1)]]), DAY)
    assert 10 < held_out.scores(np.array([1.0])).log_loss < 20


def test_only_reviews_of_the_day_or_later_are_held_out() -> None:
    histories = histories_of([[(3, 0), (3, 1), (3, 1), (3, 0), (3, 1)]])
    assert HeldOut.of(histories, DAY + 2).scored.tolist() == [2, 4]


def changed_from(histories: Histories, day: int) -> Histories:
    rating = np.where(histories.day >= day, 5 - histories.rating, histories.rating)
    return Histories(histories.card, histories.day, rating.astype(np.int8), histories.seconds)


def test_neither_baseline_looks_ahead() -> None:
    histories = learner(1_000, 1).histories()
    day = int(np.median(histories.day))
    held_out, other = HeldOut.of(histories, day), changed_from(histories, day)
    assert constant(histories, day) == constant(other, day)
    today = histories.day[held_out.scored] == day
    first = moving_average(histories, held_out)[today]
    assert len(first)
    assert (first == moving_average(other, held_out)[today]).all()


def test_the_moving_average_is_the_share_recalled_of_the_last_reviews() -> None:
    histories = histories_of([[(3, 0), (3, 1), (1, 1), (3, 1), (3, 1)]])
    held_out = HeldOut.of(histories, DAY + 4)
    assert moving_average(histories, held_out).tolist() == pytest.approx([(2 + 1) / (3 + 2)])
