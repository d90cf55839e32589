"""What is believed about a learner before the reviews, and the coordinates in which that is said.

The initial stabilities enter as the logarithm of the one after Good and as the logarithms of the ratios of neighbours
(Hard to Again, Good to Hard, Easy to Good). A ratio is bounded by 1 from below, so a better first answer never starts
lower; and where a grade was hardly ever a first answer, the prior keeps its ratio to its neighbour near the defaults'
instead of leaving it behind. The other parameters enter as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tracker.core.formulas import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

TO_LOGARITHMS: Matrix = np.eye(21)
"""From the coordinates to ln w0 … ln w3, w4 … w20."""
TO_LOGARITHMS[:4, :4] = [[-1, -1, 1, 0], [0, -1, 1, 0], [0, 0, 1, 0], [0, 0, 1, 1]]

LOWEST: Vector = np.array([0.0, 0.0, np.log(LOWER_BOUNDS[2]), 0.0, *LOWER_BOUNDS[4:]])
HIGHEST: Vector = np.array([np.inf, np.inf, np.log(UPPER_BOUNDS[2]), np.inf, *UPPER_BOUNDS[4:]])

_AMONG_PEOPLE = (
    *(0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09),
    *(0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""Standard deviations of w4 … w20 that fsrs-rs found."""
SPREAD: Vector = np.array([0.5, 0.4, 0.8, 0.4, *(0.7 * spread for spread in _AMONG_PEOPLE)])
"""Standard deviations around the defaults. For simulated learners with few reviews, less than what fsrs-rs found did
best on reviews held out; from 3,000 reviews on it makes no difference."""


def coordinates(parameters: Sequence[float]) -> Vector:
    """Of parameters."""
    w = np.array(parameters)
    again, hard, good, easy = np.log(w[:4])
    return np.concatenate([[hard - again, good - hard, good, easy - good], w[4:]])


def parameters(at: Vector) -> tuple[float, ...]:
    """Of coordinates; within the bounds of `tracker.core.formulas`."""
    weights = TO_LOGARITHMS @ at
    weights[:4] = np.exp(weights[:4])
    return tuple(np.clip(weights, LOWER_BOUNDS, UPPER_BOUNDS).tolist())


MIDDLE: Vector = coordinates(DEFAULT_PARAMETERS)
PRECISION: Vector = SPREAD**-2.0
