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

SAMPLE = 25_000
"""Reviews to begin with, where there are many more."""
PASSES_OF_SAMPLE, PASSES = 10, 3


@dataclass(frozen=True)
class Fit:
    """What was found."""

    parameters: tuple[float, ...]
    passes: int
    """Over the reviews given, the ones over a sample not counted."""
    loss: float
    """Sum of the log loss where the last pass was made, in nats, each review with its weight."""


@dataclass(frozen=True)
class _Place:
    """The penalised loss around coordinates."""

    at: Vector
    value: float
    loss: float
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
    at, packed = np.clip(coordinates(start), LOWEST, HIGHEST), histories.packed(until=until, recency=recency)
    reviews = len(packed.rating)
    if reviews <= 2 * SAMPLE:
        return _descend(packed, at, PASSES_OF_SAMPLE, enough(reviews))
    if not near:
        sample = histories.packed(until=until, recency=recency, sample=SAMPLE)
        at = np.clip(coordinates(_descend(sample, at, PASSES_OF_SAMPLE, 1.0).parameters), LOWEST, HIGHEST)
    return _descend(packed, at, PASSES, enough(reviews))


def enough(reviews: int) -> float:
    """Nats: a step that promises less is not worth a pass; nobody can tell from so little which is better."""
    return max(0.3, 1e-6 * reviews)


def _looking_at(packed: Packed) -> Callable[[Vector], _Place]:
    def look(at: Vector) -> _Place:
        found = evidence(packed, parameters(at))
        away = at - MIDDLE
        return _Place(
            at,
            found.loss + 0.5 * float(away @ (PRECISION * away)),
            found.loss,
            TO_LOGARITHMS.T @ found.gradient + PRECISION * away,
            TO_LOGARITHMS.T @ found.information @ TO_LOGARITHMS + np.diag(PRECISION),
        )

    return look


def _descend(packed: Packed, start: Vector, passes: int, enough: float) -> Fit:
    look = _looking_at(packed)
    best, damping = look(start), 0.0
    for done in range(1, passes):
        step = bounded_step(best.gradient, best.curvature * (1 + damping * np.eye(len(start))), best.at)
        promised = -float(best.gradient @ step + 0.5 * step @ best.curvature @ step)
        if promised < enough:
            return Fit(parameters(best.at), done, best.loss)
        place = look(best.at + step)
        if place.value < best.value:
            best, damping = place, damping / 10
        else:
            damping = max(0.1, 10 * damping)
    return Fit(parameters(best.at), passes, best.loss)


def bounded_step(gradient: Vector, curvature: Matrix, at: Vector) -> Vector:
    """Where the quadratic model is least within the bounds, seen from `at`: its coordinates held at bounds are sought."""
    low, high = LOWEST - at, HIGHEST - at
    step, held = np.zeros(len(at)), ((low >= 0) & (gradient > 0)) | ((high <= 0) & (gradient < 0))
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
