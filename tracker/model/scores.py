"""How good predictions of recall are, and what must at least be beaten.

The measures are those of srs-benchmark. A review is scored when it is at least a day after the one before of its card.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from tracker.model.formulas import Floats
from tracker.model.histories import Histories

WINDOW = 1_000
"""Scored reviews that the moving average looks back on."""
_SURE = 1e-6
"""No chance is taken to be nearer to 0 or 1 than this."""
_ELAPSED, _REVIEWS, _LAPSES = 3.62, 1.89, 1.73
"""By which factor a bin is wider than the one before."""


@dataclass(frozen=True)
class Scores:
    """Of predictions, all over the same reviews."""

    log_loss: float
    """Mean, in nats."""
    rmse: float
    """RMSE(bins): of the mean recall predicted for like reviews from the one there was."""
    auc: float | None
    """How often a recalled review had the higher chance than a forgotten one; None when all are of one kind."""
    reviews: int


@dataclass(frozen=True, eq=False)
class HeldOut:
    """Scored reviews from a day on, and what of their cards' past their bins depend on."""

    scored: NDArray[np.intp]
    """Their positions."""
    recalled: NDArray[np.bool_]
    bins: NDArray[np.int64]
    """Equal for reviews that are alike in elapsed days, in the number of reviews and of lapses of the card before."""

    @classmethod
    def of(cls, histories: Histories, since: int) -> HeldOut:
        """The ones on this day or later."""
        later = histories.elapsed > 0
        scored = (later & (histories.day >= since)).nonzero()[0]
        lapses = np.cumsum(later & (histories.rating == 1), dtype=np.int32)
        first = histories.starts[np.searchsorted(histories.starts, scored, side="right") - 1]
        bins = _bins(histories.elapsed[scored], _ELAPSED) * 10_000
        bins += _bins(scored - first + 1, _REVIEWS) * 100
        bins += _bins(lapses[scored - 1] - lapses[first], _LAPSES)
        return cls(scored, histories.rating[scored] > 1, np.unique(bins, return_inverse=True)[1])

    def scores(self, chances: Floats) -> Scores:
        """Of the chances to recall predicted for each of the reviews, of which there is at least one."""
        chances = np.clip(np.asarray(chances, np.float64), _SURE, 1 - _SURE)
        loss = -np.log(np.where(self.recalled, chances, 1 - chances))
        astray = np.bincount(self.bins, self.recalled - chances)
        squares = float(np.sum(astray**2 / np.bincount(self.bins)))
        return Scores(
            float(loss.mean()), (squares / len(chances)) ** 0.5, auc(chances, self.recalled), len(self.scored)
        )


def _bins(counts: NDArray[np.integer], factor: float) -> NDArray[np.int64]:
    """From 1 on for counts from 1 on; 0 for 0."""
    return np.where(counts > 0, 1 + np.floor(np.log(np.maximum(counts, 1)) / log(factor)), 0).astype(np.int64)


def auc(chances: Floats, recalled: NDArray[np.bool_]) -> float | None:
    """Area under the ROC curve: equal chances count half."""
    order = np.argsort(chances)
    chances, recalled = chances[order], recalled[order]
    groups = np.concatenate([[0], (chances[1:] != chances[:-1]).nonzero()[0] + 1])
    remembered = np.add.reduceat(recalled, groups, dtype=np.int64)
    forgotten = np.diff(groups, append=len(chances)) - remembered
    pairs = int(remembered.sum()) * int(forgotten.sum())
    below = np.cumsum(forgotten) - forgotten / 2
    return float(remembered @ below) / pairs if pairs else None


def moving_average(histories: Histories, held_out: HeldOut) -> Floats:
    """For each of the reviews the share recalled of the last ones before its day."""
    later = histories.elapsed > 0
    day = histories.day - histories.day.min()
    done = np.cumsum(np.bincount(day[later], minlength=int(day.max()) + 1))
    remembered = np.cumsum(np.bincount(day[later & (histories.rating > 1)], minlength=len(done)))
    done, remembered = np.concatenate([[0], done]), np.concatenate([[0], remembered])
    begin = np.searchsorted(done, np.maximum(done - WINDOW, 0), side="right") - 1
    # One review more of each kind keeps the first days from certainty.
    by_day = (remembered - remembered[begin] + 1) / (done - done[begin] + 2)
    return np.asarray(by_day[day[held_out.scored]])


def constant(histories: Histories, until: int) -> float:
    """The share recalled of the reviews before a day."""
    before = (histories.elapsed > 0) & (histories.day < until)
    return (int(np.count_nonzero(histories.rating[before] > 1)) + 1) / (int(np.count_nonzero(before)) + 2)
