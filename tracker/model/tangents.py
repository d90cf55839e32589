"""How memory goes on from step to step together with its derivatives, for the cards of a block side by side.

Stability is carried as its logarithm x = ln S. Beside it stand its derivatives by what a learner's parameters are: the
logarithm of the initial stability (one row: only one of the four matters to a card) and w4 … w20. Difficulty depends on
w4 … w7 alone. The formulas are those of `tracker.core.formulas`, and so are the symbols.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from tracker.core.formulas import EASIEST, HARDEST, LONGEST, SHORTEST

Reals = NDArray[np.floating[Any]]
Grades = NDArray[np.int8]

ROWS = 18
"""Of derivatives of x: one for the initial stability, then w4 … w20."""
AGAIN, HARD, EASY = 1, 2, 4
_LOWEST, _HIGHEST = log(SHORTEST), log(LONGEST)
_W8, _W9, _W10, _W11, _W12, _W13, _W14, _W15, _W16, _W17, _W18, _W19, _W20 = range(5, ROWS)


class Weights:
    """The parameters, and what depends on them alone."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        self.w = w = parameters
        whole = 0.9 ** (-1 / w[20])
        self.factor = whole - 1
        self.factor_slope = whole * log(0.9) / w[20] ** 2 / self.factor
        """d ln(factor) / d w20."""
        self.easiest_start = w[4] - exp(3 * w[5]) + 1
        grades = np.arange(5)
        start = w[4] - np.exp(w[5] * (grades - 1)) + 1
        self.first_x = np.log(np.array([1.0, *w[:4]]))
        self.first_difficulty = np.clip(start, EASIEST, HARDEST)
        inside = start == self.first_difficulty
        self.first_tangents = np.array(
            [inside, inside * (1 - grades) * np.exp(w[5] * (grades - 1)), 0 * grades, 0 * grades]
        )
        self.bonus = np.array([1.0, 1.0, w[15], 1.0, w[16]])


@dataclass(frozen=True)
class Recall:
    """The chance to recall, and its derivatives."""

    chance: Reals
    missing: Reals
    """1 − chance."""
    by_x: Reals
    """d ln R / d x."""
    by_w20: Reals
    """d ln R / d w20, at the same stability."""


class Block:
    """The state of the cards of a block. At each step the first `n` of them go on."""

    def __init__(self, weights: Weights, first: Grades, dtype: DTypeLike) -> None:
        """After their first answers."""
        self.weights = weights
        self.x = weights.first_x.astype(dtype)[first]
        self.difficulty = weights.first_difficulty.astype(dtype)[first]
        self.tangents = np.zeros((ROWS, len(first)), dtype)
        self.tangents[0] = 1
        self.harder = weights.first_tangents.astype(dtype)[:, first]
        """Derivatives of difficulty by w4 … w7."""

    def recall(self, n: int, elapsed: Reals) -> Recall:
        """After so many days."""
        weights, decay = self.weights, self.weights.w[20]
        base = 1 + weights.factor * elapsed * np.exp(-self.x[:n])
        logarithm = np.log(base)
        chance = np.exp(-decay * logarithm)
        by_x = decay - decay / base
        return Recall(chance, 1 - chance, by_x, -logarithm - weights.factor_slope * by_x)

    def go_on(self, n: int, rating: Grades, elapsed: Reals, recall: Recall) -> None:
        """After another answer."""
        change = _remembered(self.weights, self.x[:n], self.difficulty[:n], rating, elapsed > 0, recall)
        forgotten = np.flatnonzero((rating == AGAIN) & (elapsed > 0))
        if len(forgotten):
            _forgotten(self.weights, self.x, self.difficulty, forgotten, recall, change)
        same_day = np.flatnonzero(elapsed < 1)
        if len(same_day):
            _same_day(self.weights, self.x, rating, same_day, change)
        tangents = self.tangents[:, :n]
        tangents *= change.by_x
        tangents[1:5] += change.by_difficulty * self.harder[:, :n]
        for row, direct in change.direct.items():
            tangents[row] += direct
        for row, cards, direct in change.direct_of_some:
            tangents[row, cards] += direct
        np.clip(change.x, _LOWEST, _HIGHEST, out=self.x[:n])
        stopped = np.flatnonzero(self.x[:n] != change.x)
        if len(stopped):
            tangents[:, stopped] = 0
        self._difficulty(n, rating)

    def _difficulty(self, n: int, rating: Grades) -> None:
        w, easiest = self.weights.w, self.weights.easiest_start
        difficulty, tangents = self.difficulty[:n], self.harder[:, :n]
        worse = (3 - rating).astype(difficulty.dtype)
        room = (10 - difficulty) * worse / 9
        damped = difficulty + w[6] * room
        after = w[7] * easiest + (1 - w[7]) * damped
        tangents *= (1 - w[7]) - (1 - w[7]) * w[6] / 9 * worse
        tangents[0] += w[7]
        tangents[1] -= w[7] * 3 * exp(3 * w[5])
        tangents[2] += (1 - w[7]) * room
        tangents[3] += easiest - damped
        np.clip(after, EASIEST, HARDEST, out=difficulty)
        tangents *= after == difficulty


@dataclass
class Change:
    """Of x by an answer: its new value and the derivatives of that."""

    x: Reals
    by_x: Reals
    by_difficulty: Reals
    direct: dict[int, Reals]
    """By the parameter of a row, where it stands in the formula itself."""
    direct_of_some: list[tuple[int, NDArray[np.intp], Reals | float]] = field(default_factory=list)
    """The same for some of the cards."""


def _remembered(
    weights: Weights, x: Reals, difficulty: Reals, rating: Grades, later: NDArray[np.bool_], recall: Recall
) -> Change:
    """Ln S' = ln S + ln(1 + e^w8·(11−D)·S^−w9·(e^(w10·(1−R)) − 1)·bonus); no change for cards of other kinds."""
    w = weights.w
    room = 11 - difficulty
    base = np.exp(w[8] - w[9] * x) * room * (later & (rating != AGAIN))
    surprise = np.exp(w[10] * recall.missing)
    bonus = weights.bonus.astype(x.dtype)[rating]
    whole = 1 + base * bonus * (surprise - 1)
    base /= whole
    plain = base * (surprise - 1)
    grown = plain * bonus
    by_surprise = base * bonus * surprise
    by_recall = w[10] * by_surprise * recall.chance
    direct = {
        _W8: grown,
        _W9: -x * grown,
        _W10: by_surprise * recall.missing,
        _W15: plain * (rating == HARD),
        _W16: plain * (rating == EASY),
        _W20: -by_recall * recall.by_w20,
    }
    return Change(x + np.log(whole), 1 - w[9] * grown - by_recall * recall.by_x, -grown / room, direct)


def _forgotten(
    weights: Weights, x: Reals, difficulty: Reals, cards: NDArray[np.intp], recall: Recall, change: Change
) -> None:
    """Ln S' = ln w11 − w12·ln D + ln((S+1)^w13 − 1) + w14·(1−R), and not more than ln S − w17·w18."""
    w = weights.w
    x, difficulty, missing, chance = x[cards], difficulty[cards], recall.missing[cards], recall.chance[cards]
    stability = np.exp(x)
    logarithm = np.log(1 + stability)
    power = np.exp(w[13] * logarithm)
    harder = np.log(difficulty)
    after = log(w[11]) - w[12] * harder + np.log(power - 1) + w[14] * missing
    share = power / (power - 1)
    cap = x - w[17] * w[18]
    capped = after > cap
    free = (~capped).astype(x.dtype)
    change.x[cards] = np.minimum(after, cap)
    by_x = w[13] * share * stability / (1 + stability) - w[14] * chance * recall.by_x[cards]
    change.by_x[cards] = np.where(capped, 1, by_x)
    change.by_difficulty[cards] = -w[12] / difficulty * free
    change.direct_of_some += [
        (_W11, cards, free / w[11]),
        (_W12, cards, -harder * free),
        (_W13, cards, share * logarithm * free),
        (_W14, cards, missing * free),
        (_W17, cards, -w[18] * capped),
        (_W18, cards, -w[17] * capped),
        (_W20, cards, -w[14] * chance * recall.by_w20[cards] * free),
    ]


def _same_day(weights: Weights, x: Reals, rating: Grades, cards: NDArray[np.intp], change: Change) -> None:
    """Ln S' = ln S + w17·(G − 3 + w18) − w19·ln S, and not less than ln S from Hard on."""
    w = weights.w
    x, rating = x[cards], rating[cards]
    better = (rating - 3).astype(x.dtype) + w[18]
    growth = w[17] * better - w[19] * x
    moves = ((rating == AGAIN) | (growth > 0)).astype(x.dtype)
    change.x[cards] = x + growth * moves
    change.by_x[cards] = 1 - w[19] * moves
    change.direct_of_some += [
        (_W17, cards, better * moves),
        (_W18, cards, w[17] * moves),
        (_W19, cards, -x * moves),
    ]
