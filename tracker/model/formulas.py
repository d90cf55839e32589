"""FSRS-6 for many cards at once: `tracker.core.formulas` on NumPy arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tracker.core.formulas import EASIEST, HARDEST, LONGEST, SHORTEST, checked

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.integer]


class Formulas:
    """The formulas with weights put in. All arrays have one element for each card."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Put the weights in.

        Raises:
            ValueError: there are not 21, or one is out of bounds.
        """
        self.parameters = w = np.array(checked(parameters))
        self.decay = -float(w[20])
        self.factor = 0.9 ** (1 / self.decay) - 1
        grades = np.arange(5)
        self._first_difficulty = np.clip(w[4] - np.exp(w[5] * (grades - 1)) + 1, EASIEST, HARDEST)
        self._easiest_start = float(w[4] - np.exp(3 * w[5]) + 1)
        self._same_day = np.exp(w[17] * (grades - 3 + w[18]))
        self._growth = np.exp(w[8]) * np.array([1.0, 1.0, w[15], 1.0, w[16]])

    def recall(self, elapsed: Integers | Floats, stability: Floats) -> Floats:
        """R(t, S) = (1 + factor·t/S)^decay."""
        return np.asarray((1 + self.factor * elapsed / stability) ** self.decay)

    def interval(self, retention: float | Floats, stability: Floats) -> Floats:
        """Days until the chance to recall has fallen to `retention`."""
        return np.asarray(stability / self.factor * (retention ** (1 / self.decay) - 1))

    def first(self, grades: Integers) -> tuple[Floats, Floats]:
        """Stability and difficulty after the first answer."""
        return np.clip(self.parameters[grades - 1], SHORTEST, LONGEST), self._first_difficulty[grades]

    def next(self, stability: Floats, difficulty: Floats, grades: Integers, elapsed: Integers) -> tuple[Floats, Floats]:
        """Stability and difficulty after another answer, `elapsed` days slept through after the one before."""
        w = self.parameters
        again = grades == 1
        surprise = 1 - self.recall(elapsed, stability)
        same_day = self._same_day[grades] * stability ** -w[19]
        same_day = stability * np.where(again, same_day, np.maximum(same_day, 1.0))
        growth = self._growth[grades] * (11 - difficulty) * stability ** -w[9] * np.expm1(w[10] * surprise)
        lost = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp(w[14] * surprise)
        later = np.where(again, np.minimum(lost, stability / np.exp(w[17] * w[18])), stability * (1 + growth))
        after = np.clip(np.where(elapsed < 1, same_day, later), SHORTEST, LONGEST)
        damped = difficulty - w[6] * (grades - 3) * (10 - difficulty) / 9
        return after, np.clip(w[7] * self._easiest_start + (1 - w[7]) * damped, EASIEST, HARDEST)
