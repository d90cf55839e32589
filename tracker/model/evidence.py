"""What the reviews say about parameters: the log loss, its gradient, and the Fisher information.

All three are exact sums over the reviews that are scored, those at least a day after the one before. The information is
the expected one: for each review R/(1−R)·(∇ ln R)(∇ ln R)ᵀ, which is what the second derivatives of the log loss are on
average where the parameters are right; it is never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

from tracker.model.packing import Packed
from tracker.model.tangents import AGAIN, Block, Flags, Reals, Recall, Weights

_PARAMETERS = 21
_TINY = 1e-6
"""Below it `1 − R` is rounding, not chance."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """By the logarithms of the four initial stabilities and by w4 … w20."""

    loss: float
    """Sum of the log loss, in nats."""
    gradient: NDArray[np.float64]
    information: NDArray[np.float64]


def evidence(packed: Packed, parameters: Sequence[float], dtype: DTypeLike = np.float32) -> Evidence:
    """Of all reviews. Single precision is enough: what is rounded differs from card to card and cancels out."""
    weights, loss = Weights(parameters, dtype), 0.0
    products = np.zeros((_PARAMETERS + 1, _PARAMETERS + 1))
    for first, *steps in packed.steps():
        ratings = packed.rating[first]
        block = Block(weights, ratings)
        started = (ratings == np.arange(1, 5, dtype=np.int8)[:, None]).astype(dtype)
        whole = np.empty((_PARAMETERS + 1, len(ratings)), dtype)
        for step in steps:
            n, rating, elapsed = step.stop - step.start, packed.rating[step], packed.elapsed[step].astype(dtype)
            recall, rows = block.recall(n, elapsed), whole[:, :n]
            again, weight = rating == AGAIN, packed.weight[step]
            loss += _score(block.tangents[:, :n], started[:, :n], again, weight, recall, rows)
            products += rows @ rows.T
            block.go_on(n, rating, elapsed, recall)
    return Evidence(loss, -products[:-1, -1], products[:-1, :-1])


def _score(tangents: Reals, started: Reals, again: Flags, weight: Reals, recall: Recall, rows: Reals) -> float:
    """The log loss of a step. Into the rows go √(R/(1−R))·∇ ln R of each review and, last, its Pearson residual."""
    missing = np.maximum(recall.missing, _TINY)
    scale = np.sqrt(weight * recall.chance / missing)
    by_x = scale * recall.by_x
    np.multiply(started, tangents[0] * by_x, out=rows[:4])
    np.multiply(tangents[1:], by_x, out=rows[4:-1])
    rows[-2] += scale * recall.by_w20
    np.multiply(scale, np.where(again, -1.0, missing / recall.chance), out=rows[-1])
    return -float(np.log(np.where(again, missing, recall.chance)) @ weight)
