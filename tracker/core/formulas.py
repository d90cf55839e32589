"""FSRS-6: how stability, difficulty and the chance to recall go on from answer to answer.

Source: "The Algorithm", wiki of open-spaced-repetition/fsrs4anki, with the corrections that fsrs-rs, ts-fsrs 5.3 and
py-fsrs 6.3.2 share (a same-day Hard never shrinks stability). Symbols as there: grade G from 1 to 4, stability S in
days, difficulty D from 1 to 10, chance to recall R, elapsed days t. `tracker.model.formulas` has the same for arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The 21 weights w0 … w20 current since the middle of 2025; the first release of FSRS-6 had others."""

LOWER_BOUNDS = (
    *(0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1),
)
UPPER_BOUNDS = (
    *(100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8),
)
"""Between these the weights make sense (fsrs-rs `parameter_clipper.rs`, py-fsrs `scheduler.py`)."""

SHORTEST, LONGEST = 0.001, 36500.0
"""Bounds of stability, in days."""
EASIEST, HARDEST = 1.0, 10.0
"""Bounds of difficulty."""
_AGAIN, _HARD, _EASY = 1, 2, 4


def checked(parameters: Sequence[float]) -> tuple[float, ...]:
    """The 21 weights as they are.

    Raises:
        ValueError: there are not 21, or one is out of bounds.
    """
    if len(parameters) != len(DEFAULT_PARAMETERS):
        raise ValueError(f"FSRS-6 has {len(DEFAULT_PARAMETERS)} parameters, not {len(parameters)}")
    for index, (low, weight, high) in enumerate(zip(LOWER_BOUNDS, parameters, UPPER_BOUNDS, strict=True)):
        if not low <= weight <= high:
            raise ValueError(f"of the parameters, w{index} must lie between {low} and {high}, not be {weight}")
    return tuple(map(float, parameters))


class Formulas:
    """The formulas with weights put in; what depends on the weights alone is computed once."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Put the weights in.

        Raises:
            ValueError: there are not 21, or one is out of bounds.
        """
        self.parameters = w = checked(parameters)
        self.decay = -w[20]
        self.factor = 0.9 ** (1 / self.decay) - 1
        self._easiest_start = w[4] - exp(3 * w[5]) + 1
        self._growth = exp(w[8])
        self._drop = exp(w[17] * w[18])

    def recall(self, elapsed: float, stability: float) -> float:
        """R(t, S) = (1 + factor·t/S)^decay."""
        return float((1 + self.factor * elapsed / stability) ** self.decay)

    def interval(self, retention: float, stability: float) -> float:
        """Days until the chance to recall has fallen to `retention`: S/factor · (retention^(1/decay) − 1)."""
        return float(stability / self.factor * (retention ** (1 / self.decay) - 1))

    def first(self, grade: int) -> tuple[float, float]:
        """Stability and difficulty after the first answer."""
        difficulty = self.parameters[4] - exp(self.parameters[5] * (grade - 1)) + 1
        return _bounded(self.parameters[grade - 1]), min(max(difficulty, EASIEST), HARDEST)

    def next(self, stability: float, difficulty: float, grade: int, elapsed: int) -> tuple[float, float]:
        """Stability and difficulty after another answer.

        Args:
            stability: before it.
            difficulty: before it.
            grade: the answer.
            elapsed: days slept through since the one before; 0 on the same day.
        """
        if elapsed < 1:
            after = self._same_day(stability, grade)
        elif grade == _AGAIN:
            after = self._forgotten(stability, difficulty, self.recall(elapsed, stability))
        else:
            after = self._recalled(stability, difficulty, self.recall(elapsed, stability), grade)
        return _bounded(after), self._difficulty(difficulty, grade)

    def _same_day(self, stability: float, grade: int) -> float:
        w = self.parameters
        growth = exp(w[17] * (grade - 3 + w[18])) * stability ** -w[19]
        return float(stability * (growth if grade == _AGAIN else max(growth, 1.0)))

    def _recalled(self, stability: float, difficulty: float, recall: float, grade: int) -> float:
        w = self.parameters
        growth = self._growth * (11 - difficulty) * stability ** -w[9] * (exp(w[10] * (1 - recall)) - 1)
        if grade == _HARD:
            growth *= w[15]
        elif grade == _EASY:
            growth *= w[16]
        return float(stability * (1 + growth))

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        w = self.parameters
        after = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(w[14] * (1 - recall))
        return float(min(after, stability / self._drop))

    def _difficulty(self, difficulty: float, grade: int) -> float:
        w = self.parameters
        damped = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9
        return min(max(w[7] * self._easiest_start + (1 - w[7]) * damped, EASIEST), HARDEST)


def _bounded(stability: float) -> float:
    return min(max(stability, SHORTEST), LONGEST)
