"""Simulated learners: what they truly remember, and the reviews it leads to, the same for the same seed.

A learner's parameters are drawn around the defaults, with the spread that fsrs-rs found among people. Cards differ
from what the parameters say in their first stability, their growth and their difficulty. A scheduler that knows the
defaults alone plans the reviews; intervals are fuzzed, some answers come late, and an Again is often asked once more
on the same day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.core.formulas import DEFAULT_PARAMETERS, LONGEST, LOWER_BOUNDS, SHORTEST, UPPER_BOUNDS
from tracker.model.formulas import Floats, Formulas, Integers
from tracker.model.histories import Histories

SPREAD = 0.5 * np.array(
    (
        *(1.2, 1.0, 1.0, 1.0, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
        *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
    )
)
"""Half of what fsrs-rs found among people, in whom the weights do not differ each on its own; of the logarithm for the
four initial stabilities."""

FIRST_DAY = 738_000
"""An ordinal, in 2021."""
FIRST_ANSWERS = (0.22, 0.13, 0.5, 0.15)
"""How often each grade is the first answer."""
REMEMBERED = (0.1, 0.78, 0.12)
"""How often each grade from Hard on is the answer to a card that is remembered."""


@dataclass(frozen=True)
class Learner:
    """A learner's reviews as raw columns, in order of time, and the parameters behind them (the first, with drift)."""

    parameters: tuple[float, ...]
    card: NDArray[np.int64]
    day: NDArray[np.int32]
    rating: NDArray[np.int8]
    seconds: NDArray[np.float32]
    moment: NDArray[np.int64]
    """Microseconds since the day 0."""

    def histories(self) -> Histories:
        """As the optimiser takes them."""
        return Histories.of(self.card, self.day, self.rating, self.seconds, self.moment)


def parameters_around_the_defaults(chance: np.random.Generator) -> tuple[float, ...]:
    """A learner's truth; a better first answer never starts with a lower stability."""
    moved, middle = chance.normal(size=21) * SPREAD, np.array(DEFAULT_PARAMETERS)
    weights = np.concatenate([np.sort(middle[:4] * np.exp(moved[:4])), middle[4:] + moved[4:]])
    return tuple(np.clip(weights, LOWER_BOUNDS, UPPER_BOUNDS).tolist())


class Truth:
    """What is truly remembered of each card. With two sets of parameters, one blends into the other over the years."""

    def __init__(self, sets: list[tuple[float, ...]], cards: int, chance: np.random.Generator) -> None:
        self.formulas = [Formulas(parameters) for parameters in sets]
        self.first_noise = np.exp(chance.normal(0, 0.35, cards))
        self.growth_noise = np.exp(chance.normal(0, 0.25, cards))
        self.harder = chance.normal(0, 0.8, cards)

    def first(self, grades: Integers) -> tuple[Floats, Floats]:
        stability, difficulty = self.formulas[0].first(grades)
        return stability * self.first_noise, np.clip(difficulty + self.harder, 1, 10)

    def recall(self, elapsed: Integers, stability: Floats, share: Floats) -> Floats:
        return self._blend([one.recall(elapsed, stability) for one in self.formulas], share)

    def next(
        self, who: Integers, stability: Floats, difficulty: Floats, grades: Integers, elapsed: Integers, share: Floats
    ) -> tuple[Floats, Floats]:
        sets = [one.next(stability, difficulty, grades, elapsed) for one in self.formulas]
        change = self._blend([after for after, _ in sets], share) - stability
        after = stability + change * np.where(change > 0, self.growth_noise[who], 1)
        return np.clip(after, SHORTEST, LONGEST), self._blend([harder for _, harder in sets], share)

    @staticmethod
    def _blend(values: list[Floats], share: Floats) -> Floats:
        return values[0] if len(values) == 1 else values[0] * (1 - share) + values[1] * share


def learner(reviews: int, seed: int, *, drift: bool = False) -> Learner:
    """A learner who has done so many reviews."""
    chance = np.random.default_rng([reviews, seed, drift])
    sets = [parameters_around_the_defaults(chance) for _ in range(2 if drift else 1)]
    days = int(120 * np.log10(reviews) ** 2 / 4)
    cards = reviews // 5
    while True:
        columns = _reviews(sets, cards, days, chance)
        if len(columns[0]) >= reviews:
            break
        cards = int(cards * 1.3)
    card, day, rating, moment = columns
    first = np.argsort(moment, kind="stable")[:reviews]
    seconds = np.round(np.exp(chance.normal(2, 0.6, reviews)), 2).astype(np.float32)
    codes = chance.permutation(np.arange(1, cards + 1)) * 0x9E3779B97F4A7
    return Learner(
        sets[0], codes[card[first]], day[first].astype(np.int32), rating[first].astype(np.int8), seconds, moment[first]
    )


def _reviews(
    sets: list[tuple[float, ...]], cards: int, days: int, chance: np.random.Generator
) -> tuple[Integers, Integers, Integers, Integers]:
    """All that happens to the cards in so many days: card, day, rating and moment of each review, in no order."""
    truth, planner = Truth(sets, cards, chance), Formulas(DEFAULT_PARAMETERS)
    retention = chance.uniform(0.84, 0.94)
    who = np.arange(cards)
    # More cards at first than later, as with anybody who starts.
    day = FIRST_DAY + (days * chance.random(cards) ** 1.3).astype(np.int64)
    second = chance.integers(0, 40_000, cards)
    grades = chance.choice(4, cards, p=FIRST_ANSWERS) + 1
    stability, difficulty = truth.first(grades)
    planned, hard = planner.first(grades)
    done = []
    while len(who):
        done.append((who, day, grades, (day * 86_400 + second) * 1_000_000))
        again_today = chance.random(len(who)) < np.where(grades == 1, 0.8, np.where(grades == 2, 0.15, 0.04))
        wait = planner.interval(retention, planned) * chance.uniform(0.9, 1.1, len(who))
        late = (chance.random(len(who)) < 0.25) * chance.geometric(0.3, len(who))
        elapsed = np.where(again_today, 0, np.clip(np.rint(wait), 1, 3650).astype(np.int64) + late)
        second = np.where(
            again_today, second + 60 + chance.integers(0, 600, len(who)), chance.integers(0, 40_000, len(who))
        )
        left = day + elapsed < FIRST_DAY + days
        who, day, second, elapsed = who[left], (day + elapsed)[left], second[left], elapsed[left]
        stability, difficulty, planned, hard = stability[left], difficulty[left], planned[left], hard[left]
        share = (day - FIRST_DAY) / days
        recalled = chance.random(len(who)) < np.where(elapsed < 1, 0.9, truth.recall(elapsed, stability, share))
        grades = np.where(recalled, chance.choice(3, len(who), p=REMEMBERED) + 2, 1)
        stability, difficulty = truth.next(who, stability, difficulty, grades, elapsed, share)
        planned, hard = planner.next(planned, hard, grades, elapsed)
    card, day, rating, moment = (np.concatenate(column) for column in zip(*done, strict=True))
    return card, day, rating, moment
