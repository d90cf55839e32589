"""How memory goes on from step to step together with its derivatives, for the cards of a block side by side.

Stability is carried as its logarithm x = ln S. Beside it stand its derivatives by what is fitted: the logarithm of the
initial stability (one row, for only one of the four matters to a card) and w4 … w20. Difficulty depends on w4 … w7
alone. The formulas are those of `tracker.core.formulas`, and so are the symbols.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from tracker.core.formulas import EASIEST, HARDEST, LONGEST, SHORTEST

Reals: TypeAlias = NDArray[np.floating[Any]]
Grades: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]

AGAIN, HARD, EASY = np.int8(1), np.int8(2), np.int8(4)
_LOWEST, _HIGHEST = log(SHORTEST), log(LONGEST)

ROWS = 18
"""Of derivatives of x: one for the initial stability, then w4 … w20."""
_W8, _W9, _W10, _W11, _W12, _W13, _W14, _W15, _W16, _W17, _W18, _W19, _W20 = range(5, ROWS)


class Weights:
    """The parameters, and what depends on them alone."""

    def __init__(self, parameters: Sequence[float], dtype: DTypeLike) -> None:
        w = list(parameters)
        whole, grades = 0.9 ** (-1 / w[20]), np.arange(5)
        difficulty = w[4] - np.exp(w[5] * (grades - 1)) + 1
        inside = (difficulty >= EASIEST) & (difficulty <= HARDEST)
        by_w5 = (1 - grades) * np.exp(w[5] * (grades - 1))

        self.dtype = dtype
        # NumPy takes an array without axes at half of what a number costs, which counts where there are few cards.
        self.w = [np.array(weight, dtype) for weight in w]
        self.factor = np.array(whole - 1, dtype)
        self.factor_slope = np.array(whole * log(0.9) / w[20] ** 2 / (whole - 1), dtype)
        """d ln(factor) / d w20."""
        self.bonus = np.array([1, 1, w[15], 1, w[16]], dtype)
        """On growth, by grade."""
        self.most_left = np.array(w[17] * w[18], dtype)
        """What is taken off x at least by forgetting."""
        self.constant = np.array(log(w[11]), dtype)
        self.first_x = np.log([1, *w[:4]]).astype(dtype)
        self.first_difficulty = np.clip(difficulty, EASIEST, HARDEST).astype(dtype)
        self.first_harder = (np.array([[1] * 5, by_w5, [0] * 5, [0] * 5]) * inside).astype(dtype)
        """Derivatives of the first difficulty by w4 … w7, by grade."""
        self.easiest_start = np.array(w[4] - exp(3 * w[5]) + 1, dtype)
        self.kept = np.array(1 - w[7], dtype)
        self.pulled = np.array(w[7] * (w[4] - exp(3 * w[5]) + 1), dtype)
        self.pulled_by_w5 = np.array(w[7] * 3 * exp(3 * w[5]), dtype)
        self.step_kept = np.array((1 - w[7]) * w[6] / 9, dtype)


@dataclass(frozen=True, eq=False)
class Recall:
    """The chance to recall, and its derivatives."""

    chance: Reals
    missing: Reals
    """1 − chance."""
    by_x: Reals
    """d ln R / d x."""
    by_w20: Reals
    """d ln R / d w20, at the same stability."""


@dataclass(frozen=True, eq=False)
class Change:
    """Of x by an answer: what it becomes and the derivatives of that."""

    x: Reals
    by_x: Reals
    by_difficulty: Reals
    by_w20: Reals
    direct: tuple[tuple[int, Reals], ...]
    """By the parameter of a row, where it stands in the formula itself."""
    direct_of_some: list[tuple[int, Places, Reals]] = field(default_factory=list)
    """The same for some of the cards."""


class Block:
    """The state of the cards of a block. At each step the first `n` of them go on."""

    def __init__(self, weights: Weights, first: Grades) -> None:
        """After their first answers."""
        self.weights = weights
        self.x = weights.first_x[first]
        self.difficulty = weights.first_difficulty[first]
        self.tangents = np.zeros((ROWS, len(first)), weights.dtype)
        self.tangents[0] = 1
        self.harder = weights.first_harder[:, first]
        """Derivatives of difficulty by w4 … w7."""

    def recall(self, n: int, elapsed: Reals) -> Recall:
        """After so many days."""
        weights, decay = self.weights, self.weights.w[20]
        base = weights.factor * elapsed
        base *= np.exp(-self.x[:n])
        base += 1.0
        logarithm = np.log(base)
        chance = np.exp(-decay * logarithm)
        by_x = decay - decay / base
        return Recall(chance, 1.0 - chance, by_x, -logarithm - weights.factor_slope * by_x)

    def go_on(self, n: int, rating: Grades, elapsed: Reals, recall: Recall) -> None:
        """After another answer."""
        weights, x, difficulty, tangents = self.weights, self.x[:n], self.difficulty[:n], self.tangents[:, :n]
        again, later = rating == AGAIN, elapsed > 0.0
        change = _remembered(weights, x, difficulty, rating, later & ~again, recall)
        forgotten, same_day = (later & again).nonzero()[0], (~later).nonzero()[0]
        if len(forgotten):
            _forgotten(weights, x, difficulty, forgotten, recall, change)
        if len(same_day):
            _same_day(weights, x, rating, same_day, change)
        tangents *= change.by_x
        tangents[1:5] += change.by_difficulty * self.harder[:, :n]
        tangents[_W20] += change.by_w20
        for row, direct in change.direct:
            tangents[row] += direct
        for row, cards, direct in change.direct_of_some:
            of_all = tangents[row]
            of_all[cards] += direct
        np.minimum(np.maximum(change.x, _LOWEST), _HIGHEST, out=x)
        stopped = (x != change.x).nonzero()[0]
        if len(stopped):
            tangents[:, stopped] = 0
        self._difficulty(n, rating)

    def _difficulty(self, n: int, rating: Grades) -> None:
        weights, difficulty, tangents = self.weights, self.difficulty[:n], self.harder[:, :n]
        worse = (np.int8(3) - rating).astype(difficulty.dtype)
        room = (10.0 - difficulty) * worse
        room /= 9.0
        damped = difficulty + weights.w[6] * room
        after = weights.pulled + weights.kept * damped
        tangents *= weights.kept - weights.step_kept * worse
        tangents[0] += weights.w[7]
        tangents[1] -= weights.pulled_by_w5
        tangents[2] += weights.kept * room
        tangents[3] += weights.easiest_start - damped
        np.minimum(np.maximum(after, EASIEST), HARDEST, out=difficulty)
        stopped = (after != difficulty).nonzero()[0]
        if len(stopped):
            tangents[:, stopped] = 0


def _remembered(
    weights: Weights, x: Reals, difficulty: Reals, rating: Grades, remembered: Flags, recall: Recall
) -> Change:
    """Remembered: x' = x + ln(1 + e^w8·(11−D)·S^−w9·(e^(w10·(1−R)) − 1)·bonus). Else x stays."""
    w = weights.w
    room = 11.0 - difficulty
    base = np.exp(w[8] - w[9] * x)
    base *= room
    base *= remembered
    surprise = np.exp(w[10] * recall.missing)
    less = surprise - 1.0
    bonus = weights.bonus[rating]
    whole = base * bonus
    whole *= less
    whole += 1.0
    base /= whole
    less *= base
    grown = less * bonus
    surprise *= base
    surprise *= bonus
    pull = w[10] * surprise
    pull *= recall.chance
    direct = (
        (_W8, grown),
        (_W9, -x * grown),
        (_W10, surprise * recall.missing),
        (_W15, less * (rating == HARD)),
        (_W16, less * (rating == EASY)),
    )
    by_x = 1.0 - w[9] * grown
    by_x -= pull * recall.by_x
    pull *= recall.by_w20
    return Change(x + np.log(whole), by_x, -grown / room, -pull, direct)


def _forgotten(weights: Weights, x: Reals, difficulty: Reals, cards: Places, recall: Recall, change: Change) -> None:
    """Forgotten: x' = ln(w11·D^−w12·((S+1)^w13 − 1)·e^(w14·(1−R))), and not more than x − w17·w18."""
    w = weights.w
    x, difficulty, missing = x[cards], difficulty[cards], recall.missing[cards]
    stability = np.exp(x)
    logarithm = np.log(1.0 + stability)
    power = np.exp(w[13] * logarithm)
    less = power - 1.0
    share = power / less
    harder = np.log(difficulty)
    after = weights.constant - w[12] * harder + np.log(less) + w[14] * missing
    most = x - weights.most_left
    pull = w[14] * recall.chance[cards]
    by_x = w[13] * share * stability / (1.0 + stability) - pull * recall.by_x[cards]
    by_difficulty = -w[12] / difficulty
    by_w20 = -pull * recall.by_w20[cards]
    by_w11 = np.full_like(x, 1.0) / w[11]
    direct = ((_W11, by_w11), (_W12, -harder), (_W13, share * logarithm), (_W14, missing))
    capped = (after > most).nonzero()[0]
    if len(capped):
        after[capped] = most[capped]
        by_x[capped] = 1.0
        for of_all in (by_difficulty, by_w20, *(of_all for _, of_all in direct)):
            of_all[capped] = 0.0
        none = np.zeros_like(capped, x.dtype)
        change.direct_of_some.extend(((_W17, cards[capped], none - w[18]), (_W18, cards[capped], none - w[17])))
    change.x[cards] = after
    change.by_x[cards] = by_x
    change.by_difficulty[cards] = by_difficulty
    change.by_w20[cards] = by_w20
    change.direct_of_some.extend((row, cards, of_all) for row, of_all in direct)


def _same_day(weights: Weights, x: Reals, rating: Grades, cards: Places, change: Change) -> None:
    """Same day: x' = x + w17·(G − 3 + w18) − w19·x, and from Hard on not less than x."""
    w = weights.w
    x, rating = x[cards], rating[cards]
    better = (rating - np.int8(3)).astype(x.dtype) + w[18]
    growth = w[17] * better - w[19] * x
    moves = ((rating == AGAIN) | (growth > 0.0)).astype(x.dtype)
    change.x[cards] = x + growth * moves
    change.by_x[cards] = 1.0 - w[19] * moves
    change.direct_of_some.extend(
        ((_W17, cards, better * moves), (_W18, cards, w[17] * moves), (_W19, cards, -x * moves))
    )
