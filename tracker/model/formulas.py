"""FSRS-6 for many cards at once: `tracker.core.formulas` on NumPy arrays."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from tracker.core.formulas import EASIEST, HARDEST, LONGEST, SHORTEST, checked

Floats: TypeAlias = NDArray[np.floating[Any]]
Integers: TypeAlias = NDArray[np.integer[Any]]
Places: TypeAlias = NDArray[np.intp]


class Formulas:
    """The formulas with weights put in. All arrays have one element for each card."""

    def __init__(self, parameters: Sequence[float], dtype: DTypeLike = np.float64) -> None:
        """Put the weights in; what comes out of arrays of this type is of it too.

        Raises:
            ValueError: there are not 21, or one is out of bounds.
        """
        self._w = w = checked(parameters)
        self.parameters = np.array(w)
        self.decay = -w[20]
        self.factor = 0.9 ** (1 / self.decay) - 1
        grades = np.arange(5)
        self._first_stability = np.clip([1, *w[:4]], SHORTEST, LONGEST).astype(dtype)
        self._first_difficulty = np.clip(w[4] - np.exp(w[5] * (grades - 1)) + 1, EASIEST, HARDEST).astype(dtype)
        self._easiest_start = w[4] - exp(3 * w[5]) + 1
        self._same_day_growth = (w[17] * (grades - 3 + w[18])).astype(dtype)
        """Its logarithm, but for what stability takes off."""
        self._bonus = np.array([1, 1, w[15], 1, w[16]], dtype)

    def recall(self, elapsed: Integers | Floats, stability: Floats) -> Floats:
        """R(t, S) = (1 + factor·t/S)^decay."""
        return np.asarray(np.exp(self.decay * np.log(1 + self.factor * elapsed / stability)))

    def interval(self, retention: float | Floats, stability: Floats) -> Floats:
        """Days until the chance to recall has fallen to `retention`."""
        return np.asarray(stability / self.factor * (retention ** (1 / self.decay) - 1))

    def first(self, grades: Integers) -> tuple[Floats, Floats]:
        """Stability and difficulty after the first answer."""
        return self._first_stability[grades], self._first_difficulty[grades]

    def next(
        self, stability: Floats, difficulty: Floats, grades: Integers, elapsed: Integers | Floats
    ) -> tuple[Floats, Floats]:
        """Stability and difficulty after another answer, `elapsed` days slept through after the one before."""
        w = self._w
        surprise = 1 - self.recall(elapsed, stability)
        growth = np.exp(w[8] - w[9] * np.log(stability)) * (11 - difficulty) * (np.exp(w[10] * surprise) - 1)
        after = stability * (1 + growth * self._bonus[grades])
        again, same_day = grades == 1, elapsed < 1
        cards = (again & ~same_day).nonzero()[0]
        after[cards] = self._forgotten(stability[cards], difficulty[cards], surprise[cards])
        cards = same_day.nonzero()[0]
        after[cards] = self._same_day(stability[cards], grades[cards])
        damped = difficulty - (grades - 3) * (10 - difficulty) * (w[6] / 9)
        harder = w[7] * self._easiest_start + (1 - w[7]) * damped
        return np.clip(after, SHORTEST, LONGEST), np.clip(harder, EASIEST, HARDEST)

    def _forgotten(self, stability: Floats, difficulty: Floats, surprise: Floats) -> Floats:
        w = self._w
        lost = np.exp(log(w[11]) - w[12] * np.log(difficulty) + w[14] * surprise)
        lost *= np.exp(w[13] * np.log(1 + stability)) - 1
        return np.asarray(np.minimum(lost, stability / exp(w[17] * w[18])))

    def _same_day(self, stability: Floats, grades: Integers) -> Floats:
        growth = np.exp(self._same_day_growth[grades] - self._w[19] * np.log(stability))
        return np.asarray(stability * np.where(grades == 1, growth, np.maximum(growth, 1)))
