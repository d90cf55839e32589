"""What a retention costs and what it keeps: the next year of a deck, played through.

Each card goes through its reviews as FSRS says: the chance to recall decides whether it is forgotten, what the learner
usually does decides the rest. A card that is new or forgotten is asked again on the same day until it has passed its
steps. Model: `simulate` of fsrs-rs (which Anki's simulator runs), with two differences: chances are drawn evenly
instead of independently, so that one run tells neighbouring retentions apart, and intervals are not fuzzed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from tracker.model.costs import Costs
from tracker.model.formulas import Floats, Formulas, Places

_AGAIN = 1
_ROOTS = np.sqrt([n for n in range(2, 2000) if all(n % divisor for divisor in range(2, isqrt(n) + 1))]) % 1
"""Irrational, and none a sum of multiples of the others: the roots of the primes."""
_MONTH = 30
_SAMPLE = 2000
"""How many new cards it takes to tell what one of them brings."""

_REVIEW, _NEW = 0, 7
_THEN = np.array(
    [
        (5, 0, 0, 0),  # 0: a review on a later day
        (1, 2, 3, 0),  # 1: the first step of a new card, after Again
        (1, 2, 3, 0),  # 2: the same after Hard
        (1, 4, 0, 0),  # 3: the second step of a new card, after Good
        (1, 4, 0, 0),  # 4: the same after Hard
        (5, 6, 0, 0),  # 5: the one step of a forgotten card, after Again
        (5, 6, 0, 0),  # 6: the same after Hard
        (1, 2, 3, 0),  # 7: a new card
    ],
    dtype=np.int8,
)
"""The stages of a card, and to which of them Again, Hard, Good and Easy take it from there."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The cards that have been answered before, one element each."""

    stability: ArrayLike = ()
    difficulty: ArrayLike = ()
    last: ArrayLike = ()
    """The day of the last answer, counted from today: 0 or less."""
    due: ArrayLike = ()
    """The day it falls due, counted from today; what is overdue has less than 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Workload:
    """What aiming at one retention comes to."""

    retention: float
    cards: int
    """How many cards are known at the end."""
    reviews: int
    """How often cards were asked, a card once a day: without the steps of the same day, as Anki's simulator counts."""
    answers: int
    """The same with the steps."""
    remembered: float
    """How many of the cards would be recalled on the last day."""
    daily: Floats
    """The minutes of each day."""

    @property
    def minutes(self) -> float:
        """The minutes of all days."""
        return float(self.daily.sum())


def simulate(
    parameters: Sequence[float],
    retentions: Sequence[float],
    *,
    costs: Costs,
    days: int = 365,
    new_per_day: int = 10,
    new_cards: int | None = None,
    known: Known | None = None,
    maximum_interval: int = 36500,
    seed: int = 1,
) -> list[Workload]:
    """What each retention comes to when nothing is put off. The same arguments give the same result.

    Args:
        parameters: the 21 weights of FSRS-6.
        retentions: each between 0 and 1.
        costs: how the learner answers.
        days: how many, today included; at least 1.
        new_per_day: how many new cards a day brings.
        new_cards: how many there are; without a number, as many as it takes.
        known: the cards that have been answered before.
        maximum_interval: days.
        seed: of the chances.

    Raises:
        ValueError: there are not 21 parameters, or one is out of bounds.
    """
    new = new_per_day * days if new_cards is None else min(new_cards, new_per_day * days)
    first_days = np.arange(new) // max(new_per_day, 1)
    learner = _Learner(costs, seed)
    decks = _Decks(
        Formulas(parameters, np.float32), np.asarray(retentions), maximum_interval, known or Known(), first_days
    )
    counts = np.zeros(len(retentions) * _THEN.size, dtype=np.intp)
    seconds = np.zeros(len(retentions) * days)
    for row, day, answer in decks.played(learner, days):
        counts += np.bincount(row * _THEN.size + answer, minlength=counts.size)
        seconds += np.bincount(row * days + day, learner.seconds.take(answer), seconds.size)
    asked = counts.reshape(-1, *_THEN.shape).sum(axis=2)
    return [
        Workload(retention, decks.cards, int(reviews), int(answers), float(remembered), daily)
        for retention, reviews, answers, remembered, daily in zip(
            retentions,
            asked[:, [_REVIEW, _NEW]].sum(axis=1),
            asked.sum(axis=1),
            decks.remembered(days - 1),
            seconds.reshape(-1, days) / 60,
            strict=True,
        )
    ]


def owed(
    parameters: Sequence[float],
    retention: float,
    *,
    costs: Costs,
    new_per_day: int,
    new_cards: int | None = None,
    known: Known | None = None,
    maximum_interval: int = 36500,
) -> float:
    """Minutes a day in the busiest 30 days of the next year, when nothing is put off; arguments as of `simulate`."""
    ahead = _Ahead(parameters, retention, costs, known, maximum_interval)
    return ahead.busiest(new_per_day, new_cards)


def affordable(
    parameters: Sequence[float],
    retention: float,
    minutes: float,
    *,
    costs: Costs,
    new_per_day: int,
    new_cards: int | None = None,
    known: Known | None = None,
    maximum_interval: int = 36500,
) -> int:
    """The most new cards a day, up to `new_per_day`, with which `owed` is within `minutes`; 0 when 1 is too many."""
    ahead = _Ahead(parameters, retention, costs, known, maximum_interval)
    return bisect_right(range(1, new_per_day + 1), minutes, key=lambda new: ahead.busiest(new, new_cards))


class _Ahead:
    """The minutes of each day of a year: of the known cards together, and of one new card from its first day on.

    Nothing is put off, so no card waits for another, and this tells of any number of new cards a day.
    """

    def __init__(
        self, parameters: Sequence[float], retention: float, costs: Costs, known: Known | None, maximum_interval: int
    ) -> None:
        play = partial(simulate, parameters, [retention], costs=costs, maximum_interval=maximum_interval)
        self._known = play(known=known, new_per_day=0)[0].daily
        self._each = play(new_per_day=_SAMPLE, new_cards=_SAMPLE)[0].daily / _SAMPLE

    def busiest(self, new_per_day: int, new_cards: int | None) -> float:
        """The mean of the busiest 30 days in a row."""
        introduced = np.arange(len(self._known) + 1) * new_per_day
        fresh = np.diff(introduced if new_cards is None else np.minimum(introduced, new_cards))
        daily = self._known + np.convolve(fresh, self._each)[: len(fresh)]
        return float(np.convolve(daily, np.full(_MONTH, 1 / _MONTH), "valid").max())


class _Learner:
    """Answers by chance, as the costs say, and the seconds that they take."""

    def __init__(self, costs: Costs, seed: int) -> None:
        self._chance, self._roots = np.random.default_rng(seed), cycle(_ROOTS)
        again, hard, good = costs.learning
        recalled = (0.0, *costs.recalled)
        self._habit = _added_up([recalled, again, hard, good, hard, *costs.relearning, costs.first])
        learning, relearning = [costs.learning_seconds] * 4, [costs.relearning_seconds] * 2
        self.seconds = np.array([costs.review_seconds, *learning, *relearning, costs.learning_seconds])
        """For each stage what Again, Hard, Good and Easy take."""

    def recalls(self, card: Places, recall: Floats) -> NDArray[np.bool_]:
        """Whether each card is recalled, with this chance."""
        return self._spread(card) < recall

    def grades(self, card: Places, stage: Places) -> Places:
        """An answer for each card at its stage, when nothing has been forgotten."""
        found = np.searchsorted(self._habit.ravel(), stage + self._spread(card), side="right")
        return np.asarray(1 + found - stage * self._habit.shape[1])

    def _spread(self, card: Places) -> Floats:
        """A number between 0 and 1 by chance for each card, the same whatever the retention.

        The numbers of all cards lie as evenly as can be, also together with those of other times: they are multiples of
        an irrational number (Richtmyer's sequence), begun by chance. Independent ones are two or three times noisier.
        """
        spread: Floats = card * next(self._roots)
        spread += self._chance.random()
        spread -= np.floor(spread)
        return spread


def _added_up(chances: Sequence[Sequence[float]]) -> Floats:
    """A table to search: for each row its number plus the chances added up, without the last, which makes 1."""
    table = np.array(chances)
    sums = np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)
    return np.asarray(np.arange(len(table))[:, np.newaxis] + sums[:, :-1])


class _Decks:
    """The same cards once for each retention, laid end to end in flat arrays: first the known ones, then the new."""

    def __init__(
        self, formulas: Formulas, retentions: Floats, maximum_interval: int, known: Known, first_days: Places
    ) -> None:
        self._formulas, self._maximum_interval = formulas, maximum_interval
        # An interval is the stability times what the retention makes of one day.
        self._stretch = formulas.interval(retentions, np.ones(len(retentions))).astype(np.float32)
        self._known, new = np.size(known.stability), np.ones(len(first_days))
        self.cards = self._known + len(new)
        self._stability = self._laid_out(known.stability, new, np.float32)
        self._difficulty = self._laid_out(known.difficulty, new, np.float32)
        self._last = self._laid_out(known.last, first_days, np.int32)
        self._due = self._laid_out(np.maximum(known.due, 0), first_days, np.int32)
        self._stage = self._laid_out(np.full(self._known, _REVIEW), _NEW * new, np.int8)

    def _laid_out(self, known: ArrayLike, new: ArrayLike, dtype: DTypeLike) -> NDArray[Any]:
        return np.tile(np.concatenate([known, new]).astype(dtype), len(self._stretch))

    def played(self, learner: _Learner, days: int) -> Iterator[tuple[Places, Places, Places]]:
        """Play every card to the end, round by round: of those asked the rows, the days, and the answers in `_THEN`.

        A row is one retention's deck. No card waits for another, so all that are left are asked at once, each on its
        own day.
        """
        waiting = np.flatnonzero(self._stage == _NEW)
        grade = learner.grades(waiting % self.cards - self._known, np.full_like(waiting, _NEW))
        yield self._answered(waiting, grade, *self._formulas.first(grade))
        waiting = np.flatnonzero(self._due < days)
        while waiting.size:
            yield self._answered(waiting, *self._asked(waiting, learner))
            waiting = waiting[self._due[waiting] < days]

    def remembered(self, day: int) -> Floats:
        """How many cards would be recalled on a day after all answers, for each retention."""
        recall = self._formulas.recall((day - self._last).astype(np.float32), self._stability)
        return np.asarray(recall.reshape(len(self._stretch), self.cards).sum(axis=1))

    def _asked(self, which: Places, learner: _Learner) -> tuple[Places, Floats, Floats]:
        """The answers to a review or to a step of the same day, and the stability and difficulty after them."""
        card, stage = which % self.cards, self._stage[which].astype(np.intp)
        elapsed = (self._due[which] - self._last[which]).astype(np.float32)
        stability, difficulty = self._stability[which], self._difficulty[which]
        recalled = learner.recalls(card, self._formulas.recall(elapsed, stability))
        grade = np.where(recalled | (stage != _REVIEW), learner.grades(card, stage), _AGAIN)
        return grade, *self._formulas.next(stability, difficulty, grade, elapsed)

    def _answered(
        self, which: Places, grade: Places, stability: Floats, difficulty: Floats
    ) -> tuple[Places, Places, Places]:
        """Line up what comes after answers: a step on the same day, or a review on a later one."""
        row, day = which // self.cards, self._due[which]
        answer = self._stage[which] * _THEN.shape[1] + grade - 1
        interval = np.rint(stability * self._stretch[row]).clip(1, self._maximum_interval)
        then = _THEN.take(answer)
        self._stability[which], self._difficulty[which] = stability, difficulty
        self._stage[which], self._last[which] = then, day
        self._due[which] = day + interval * (then == _REVIEW)
        return row, day, answer
