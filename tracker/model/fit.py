"""The parameters that explain a learner's reviews best, with what is believed beforehand.

A damped Newton method on the penalised log loss, with the expected Fisher information for the second derivatives and
the bounds kept at each step. It begins with a sample of the cards; a few passes over all reviews finish the work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tracker.core.formulas import DEFAULT_PARAMETERS
from tracker.model.evidence import evidence
from tracker.model.histories import Histories
from tracker.model.packing import Packed
from tracker.model.priors import (
    HIGHEST,
    LOWEST,
    MIDDLE,
    PRECISION,
    TO_LOGARITHMS,
    Matrix,
    Vector,
    coordinates,
    parameters,
)

SAMPLES = (25_000, 100_000)
"""Reviews to begin with, where there are many more."""
PASSES, PASSES_AFTER_A_SAMPLE, PASSES_FROM_NEAR = 10, 3, 2
"""At most, over the same reviews."""
ENOUGH, ENOUGH_OF_A_SAMPLE, ENOUGH_OF_A_REVIEW = 0.3, 1.0, 5e-6
"""Nats: a step that promises less, of all or of each review, says nothing about the learner."""


@dataclass(frozen=True)
class Fit:
    """What was found."""

    parameters: tuple[float, ...]
    passes: int
    """Over the reviews given; the ones over a sample are not counted."""


@dataclass(frozen=True, eq=False)
class _Place:
    """The penalised loss around coordinates."""

    at: Vector
    value: float
    gradient: Vector
    curvature: Matrix


def fit(
    histories: Histories,
    *,
    until: int | None = None,
    recency: bool = False,
    start: Sequence[float] = DEFAULT_PARAMETERS,
    near: bool = False,
) -> Fit:
    """The most probable parameters.

    Args:
        histories: all reviews.
        until: look only at those before this day.
        recency: let old reviews count less.
        start: where the search begins.
        near: the start is already good, so that a sample has nothing to add.
    """
    at, most = np.clip(coordinates(start), LOWEST, HIGHEST), PASSES_FROM_NEAR if near else PASSES
    for sample in () if near else SAMPLES:
        if 2 * sample < len(histories):
            at, _ = _descend(
                histories.packed(until=until, recency=recency, sample=sample), at, most, ENOUGH_OF_A_SAMPLE
            )
            most = PASSES_AFTER_A_SAMPLE
    everything = until is None and not recency
    packed = histories.whole if everything else histories.packed(until=until, recency=recency)
    at, passes = _descend(packed, at, most, max(ENOUGH, ENOUGH_OF_A_REVIEW * len(packed.rating)))
    return Fit(parameters(at), passes)


def _looking_at(packed: Packed) -> Callable[[Vector], _Place]:
    def look(at: Vector) -> _Place:
        found = evidence(packed, parameters(at))
        away = at - MIDDLE
        return _Place(
            at,
            found.loss + 0.5 * float(away @ (PRECISION * away)),
            TO_LOGARITHMS.T @ found.gradient + PRECISION * away,
            TO_LOGARITHMS.T @ found.information @ TO_LOGARITHMS + np.diag(PRECISION),
        )

    return look


def _descend(packed: Packed, start: Vector, most: int, enough: float) -> tuple[Vector, int]:
    """The best place found, and how often all was looked at to find it.

    A step is checked by a look from where it leads, but for the last: one that promises so little can lose but little.
    """
    look = _looking_at(packed)
    best = look(start)
    curvature = best.curvature
    for passes in range(1, most):
        step = bounded_step(best.gradient, curvature, best.at)
        promised = -float(best.gradient @ step + 0.5 * step @ curvature @ step)
        if promised < enough:
            return best.at + step, passes
        place = look(best.at + step)
        change = place.gradient - best.gradient
        if place.value < best.value:
            best, curvature = place, place.curvature
        curvature = stiffened(curvature, step, change)
    return best.at, most


def stiffened(curvature: Matrix, step: Vector, change: Vector) -> Matrix:
    """With what a step has shown: where the gradient changed by more than foretold, the curvature along the step grows.

    The loss has edges, where a bound of stability or difficulty begins to hold; there the information alone would have
    the steps go to and fro.
    """
    foretold = curvature @ step
    along = float(step @ foretold)
    missed = float(step @ change) - along
    return curvature + missed / along**2 * np.outer(foretold, foretold) if missed > 0 else curvature


def bounded_step(gradient: Vector, curvature: Matrix, at: Vector) -> Vector:
    """From `at` to where the quadratic model is least within the bounds."""
    low, high = LOWEST - at, HIGHEST - at
    step, held = np.zeros(len(at)), ((low >= 0) & (gradient > 0)) | ((high <= 0) & (gradient < 0))
    # Each round solves for what is free; what leaves the bounds is held there, what is pushed back in is released.
    for _ in range(2 * len(at)):
        free = np.flatnonzero(~held)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], -(gradient + curvature[:, held] @ step[held])[free])
        outside = ~held & ((step < low) | (step > high))
        if not outside.any():
            pushed = gradient + curvature @ step
            released = held & (((step <= low) & (pushed < -1e-9)) | ((step >= high) & (pushed > 1e-9)))
            if not released.any():
                break
            held &= ~released
            continue
        held |= outside
        step = np.clip(step, low, high)
    return np.clip(step, low, high)
