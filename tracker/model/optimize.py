"""The learner's own parameters, judged on reviews that were done after those they were fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tracker.core.formulas import DEFAULT_PARAMETERS
from tracker.model.fit import fit
from tracker.model.histories import Histories, recalls
from tracker.model.scores import HeldOut, Scores, constant, moving_average

TRAINED = 0.8
"""The share of the scored reviews that is fitted to; the latest rest is held out."""
LEAST_HELD_OUT = 20
"""Scored reviews; fewer say nothing."""


@dataclass(frozen=True)
class Comparison:
    """Scores on the reviews held out: from a day on, with the memory each card's whole past gives it."""

    since: int
    """That day, as an ordinal."""
    trained: int
    """Scored reviews before it."""
    fit: Scores
    with_recency: Scores | None
    """Of the fit to which old reviews count less, when that was asked for."""
    defaults: Scores
    moving_average: Scores
    constant: Scores


@dataclass(frozen=True)
class Optimized:
    """What the learner is to be scheduled by."""

    parameters: tuple[float, ...]
    kept: Literal["fit", "defaults"]
    """The defaults, when the fit did not beat them on the reviews held out or when there were too few."""
    recency: bool
    """Whether old reviews counted less in the fit kept."""
    comparison: Comparison | None
    """None when there were too few reviews to hold any out."""


def optimize(histories: Histories, *, recency: bool = False) -> Optimized:
    """Fit to the earlier reviews, compare on the later ones, and fit the better way to all.

    Args:
        histories: all reviews.
        recency: try also to let old reviews count less.
    """
    since = split_day(histories)
    held_out = HeldOut.of(histories, since)
    trained = int(np.count_nonzero(histories.elapsed)) - len(held_out.scored)
    if min(trained, len(held_out.scored)) < LEAST_HELD_OUT:
        return Optimized(DEFAULT_PARAMETERS, "defaults", False, None)

    def judged(parameters: tuple[float, ...]) -> Scores:
        return held_out.scores(recalls(histories, parameters)[held_out.scored])

    plain = fit(histories, until=since)
    weighted = fit(histories, until=since, recency=True, start=plain.parameters) if recency else None
    comparison = Comparison(
        since,
        trained,
        judged(plain.parameters),
        judged(weighted.parameters) if weighted else None,
        judged(DEFAULT_PARAMETERS),
        held_out.scores(moving_average(histories, held_out)),
        held_out.scores(np.full(len(held_out.scored), constant(histories, since))),
    )
    best, scores = plain, comparison.fit
    if weighted and comparison.with_recency and comparison.with_recency.log_loss < scores.log_loss:
        best, scores = weighted, comparison.with_recency
    if scores.log_loss >= comparison.defaults.log_loss:
        return Optimized(DEFAULT_PARAMETERS, "defaults", False, comparison)
    whole = fit(histories, recency=best is weighted, start=best.parameters, near=True)
    return Optimized(whole.parameters, "fit", best is weighted, comparison)


def split_day(histories: Histories) -> int:
    """The first day by which four fifths of the scored reviews are done."""
    days = np.sort(histories.day[histories.elapsed > 0])
    return int(days[int(TRAINED * len(days))]) if len(days) else 0
