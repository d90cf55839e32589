"""What a retention costs and what it keeps: the next year of a deck, played through.

Each card goes through its reviews as FSRS says: the chance to recall decides whether it is forgotten, what the learner
usually does decides the rest. A card that is new or forgotten is asked again on the same day until it has passed its
steps. Model: `simulate` of fsrs-rs (which Anki's simulator runs), with two differences: chances are drawn evenly
instead of independently, so that one run tells neighbouring retentions apart, and intervals are not fuzzed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from math import isqrt
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.model.formulas import Floats, Formulas
from tracker.model.histories import Histories

Indices: TypeAlias = NDArray[np.intp]
Table: TypeAlias = tuple[tuple[float, ...], ...]

_Number = TypeVar("_Number", bound=np.generic)

_AGAIN = 1
_NEVER = np.iinfo(np.int32).max
_ROOTS = np.sqrt([n for n in range(2, 2000) if all(n % divisor for divisor in range(2, isqrt(n) + 1))]) % 1
"""Irrational, and none a sum of multiples of the others: the roots of the primes."""
_MONTH = 30
_SAMPLE = 2000
"""How many new cards it takes to tell what one of them brings."""
_LONGEST_ANSWER = 60.0
"""Seconds; whoever takes longer has left."""
_PRIOR = 50
"""Answers of the learner's own that weigh as much as the defaults, as in fsrs-rs."""

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
"""The places where a card can be, and to which of them Again, Hard, Good and Easy take it from there."""


@dataclass(frozen=True, slots=True)
class Costs:
    """How a learner answers and how long that takes. The defaults are fsrs-rs's, from the logs of Anki's users."""

    first: tuple[float, ...] = (0.24, 0.094, 0.495, 0.171)
    """Chances of Again, Hard, Good and Easy as a card's very first answer."""
    recalled: tuple[float, ...] = (0.224, 0.631, 0.145)
    """Chances of Hard, Good and Easy on a later day, when the card was recalled."""
    learning: Table = (
        (0.3686, 0.0628, 0.5108, 0.0577),
        (0.0442, 0.4553, 0.4457, 0.0549),
        (0.0519, 0.0470, 0.8462, 0.0550),
    )
    """Chances of the four ratings after Again, Hard and Good, on the day the card was new."""
    relearning: Table = (
        (0.2157, 0.0643, 0.6595, 0.0604),
        (0.0500, 0.4638, 0.4475, 0.0387),
    )
    """The same after Again and Hard, on a day the card was forgotten; after Good it is through."""
    learning_seconds: tuple[float, ...] = (19.58, 18.79, 13.78, 10.71)
    """Seconds of an answer of each rating, on the day the card was new."""
    review_seconds: tuple[float, ...] = (19.38, 17.59, 12.38, 8.94)
    """Seconds of the first answer of a later day."""
    relearning_seconds: tuple[float, ...] = (16.44, 15.25, 12.32, 8.03)
    """Seconds of the other answers of a later day."""

    @classmethod
    def of(cls, histories: Histories) -> Costs:
        """What the learner's own answers say, the more the more there are; one of 0 seconds says nothing about time."""
        default = cls()
        ratings = histories.rating.astype(np.intp)
        seconds = np.minimum(histories.seconds, _LONGEST_ANSWER)
        new_card = np.zeros(len(histories), dtype=bool)
        new_card[histories.starts] = True
        new_day = new_card | (histories.elapsed > 0)
        day_one = histories.day == histories.day[_starts(new_card)]
        lapsed = ~day_one & (ratings[_starts(new_day)] == _AGAIN)
        later = new_day & ~day_one

        def chances(which: NDArray[np.bool_], given: Sequence[float], lowest: int = 1) -> tuple[float, ...]:
            counts = np.bincount(ratings[which], minlength=5)[lowest:5]
            return tuple(((counts + _PRIOR * np.array(given)) / (counts.sum() + _PRIOR)).tolist())

        def steps(day: NDArray[np.bool_], given: Table) -> Table:
            before = np.roll(ratings, 1)
            return tuple(chances(day & ~new_day & (before == rating), row) for rating, row in enumerate(given, 1))

        def usual(which: NDArray[np.bool_], given: Sequence[float]) -> tuple[float, ...]:
            known = which & (seconds > 0)
            return tuple(_usual(seconds[known & (ratings == rating)], other) for rating, other in enumerate(given, 1))

        return cls(
            first=chances(new_card, default.first),
            recalled=chances(later & (ratings > _AGAIN), default.recalled, lowest=2),
            learning=steps(day_one, default.learning),
            relearning=steps(lapsed, default.relearning),
            learning_seconds=usual(day_one, default.learning_seconds),
            review_seconds=usual(later, default.review_seconds),
            relearning_seconds=usual(~day_one & ~new_day, default.relearning_seconds),
        )


def _starts(first: NDArray[np.bool_]) -> Indices:
    """For each element the index of the last one up to it that is a first."""
    return np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))


def _usual(seconds: Floats, default: float) -> float:
    """The mean without the twentieth at either end, drawn to the default."""
    cut = len(seconds) // 20
    kept = np.sort(seconds)[cut : len(seconds) - cut]
    return float((kept.sum() + _PRIOR * default) / (len(kept) + _PRIOR))


def _none() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The cards that have been answered before, one element each."""

    stability: ArrayLike = field(default_factory=_none)
    difficulty: ArrayLike = field(default_factory=_none)
    last: ArrayLike = field(default_factory=_none)
    """The day of the last answer, counted from today: 0 or less."""
    due: ArrayLike = field(default_factory=_none)
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
    reviews_per_day: int | None = None,
    known: Known | None = None,
    maximum_interval: int = 36500,
    seed: int = 1,
) -> list[Workload]:
    """What each retention comes to. The same arguments give the same result.

    Args:
        parameters: the 21 weights of FSRS-6.
        retentions: each between 0 and 1.
        costs: how the learner answers.
        days: how many, today included; at least 1.
        new_per_day: how many new cards a day brings.
        new_cards: how many there are; without a number, as many as it takes.
        reviews_per_day: the most cards to ask on a day. What is due comes first, the likeliest forgotten at the head,
            and waits when it is more; new cards get what is left.
        known: the cards that have been answered before.
        maximum_interval: days.
        seed: of the chances.

    Raises:
        ValueError: there are not 21 parameters, or one is out of bounds.
    """
    wanted = new_per_day * days if new_cards is None else min(new_cards, new_per_day * days)
    decks = _Decks(
        Formulas(parameters, np.float32),
        np.asarray(retentions),
        costs,
        days,
        known or Known(),
        wanted,
        maximum_interval,
        seed,
    )
    if reviews_per_day is None:
        decks.run_freely(new_per_day)
    else:
        decks.run_limited(new_per_day, reviews_per_day)
    return decks.workloads()


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


class _Decks:
    """The same cards once for each retention, laid end to end in flat arrays: first the known ones, then the new."""

    def __init__(
        self,
        formulas: Formulas,
        retentions: Floats,
        costs: Costs,
        days: int,
        known: Known,
        new: int,
        maximum_interval: int,
        seed: int,
    ) -> None:
        self._formulas, self._retentions, self._days = formulas, retentions, days
        self._maximum_interval = maximum_interval
        self._chance, self._roots = np.random.default_rng(seed), cycle(_ROOTS)
        # An interval is the stability times what the retention makes of one day.
        self._stretch = formulas.interval(retentions, np.ones(len(retentions))).astype(np.float32)
        again, hard, good = costs.learning
        recalled = (0.0, *costs.recalled)
        self._habit = _added_up([recalled, again, hard, good, hard, *costs.relearning, costs.first])
        learning, relearning = [costs.learning_seconds] * 4, [costs.relearning_seconds] * 2
        self._cost = np.array([costs.review_seconds, *learning, *relearning, costs.learning_seconds])

        known_cards = np.asarray(known.stability, dtype=np.float32)
        self._known, self._new = len(known_cards), new
        self._cards = self._known + new
        self._firsts = self._drawn(np.full(new, _NEW), np.arange(new))
        self._stability = self._laid_out(known_cards, 1.0)
        self._difficulty = self._laid_out(np.asarray(known.difficulty, dtype=np.float32), 1.0)
        self._last = self._laid_out(np.asarray(known.last, dtype=np.int32), _NEVER)
        self._due = self._laid_out(np.asarray(known.due, dtype=np.int32), _NEVER)
        self._place = np.full(len(self._due), _REVIEW, dtype=np.int8)
        self._counts = np.zeros(len(retentions) * len(_THEN), dtype=np.intp)
        self._seconds = np.zeros(len(retentions) * days)

    def run_freely(self, new_per_day: int) -> None:
        """Play every card to the end. None waits for another, so all are asked at once, each on its own day."""
        fresh = np.flatnonzero(self._due == _NEVER)
        self._introduce(fresh, (fresh % self._cards - self._known) // max(new_per_day, 1))
        waiting = np.flatnonzero(self._due < self._days)
        while waiting.size:
            self._ask(waiting, np.maximum(self._due[waiting], 0))
            waiting = waiting[self._due[waiting] < self._days]

    def run_limited(self, new_per_day: int, most: int) -> None:
        """Play day by day; on none, more than `most` cards are asked."""
        rows = np.arange(len(self._retentions))
        introduced = np.zeros_like(rows)
        for day in range(self._days):
            due = self._likeliest_forgotten(np.flatnonzero(self._due <= day), day, most)
            room = np.minimum(most - np.bincount(due // self._cards, minlength=len(rows)), new_per_day)
            fresh = np.minimum(room, self._new - introduced)
            first = rows * self._cards + self._known + introduced
            chosen = np.arange(fresh.sum()) + np.repeat(first - (np.cumsum(fresh) - fresh), fresh)
            introduced += fresh
            self._introduce(chosen, np.full(len(chosen), day))
            waiting = np.concatenate([due, chosen[self._due[chosen] == day]])
            while waiting.size:
                self._ask(waiting, np.full(len(waiting), day))
                waiting = waiting[self._due[waiting] == day]

    def workloads(self) -> list[Workload]:
        """What was counted, a workload for each retention."""
        seen = self._last != _NEVER
        elapsed = np.where(seen, self._days - 1 - self._last, 0).astype(np.float32)
        recall = np.where(seen, self._formulas.recall(elapsed, self._stability), 0.0)
        rows = len(self._retentions)
        counts = self._counts.reshape(rows, len(_THEN))
        return [
            Workload(float(retention), int(cards), int(reviews), int(answers), float(remembered), seconds / 60)
            for retention, cards, reviews, answers, remembered, seconds in zip(
                self._retentions,
                seen.reshape(rows, self._cards).sum(axis=1),
                counts[:, [_REVIEW, _NEW]].sum(axis=1),
                counts.sum(axis=1),
                recall.reshape(rows, self._cards).sum(axis=1),
                self._seconds.reshape(rows, self._days),
                strict=True,
            )
        ]

    def _laid_out(self, known: NDArray[_Number], new: float) -> NDArray[_Number]:
        return np.tile(np.concatenate([known, np.full(self._new, new, dtype=known.dtype)]), len(self._retentions))

    def _introduce(self, which: Indices, on: Indices) -> None:
        """Ask new cards for the first time."""
        row = which // self._cards
        grade = self._firsts[which - row * self._cards - self._known]
        memory = self._formulas.first(grade)
        self._go_on(which, row, on, np.full_like(which, _NEW), grade, memory)

    def _ask(self, which: Indices, on: Indices) -> None:
        """Ask cards again, each on its day: a review, or a step of the same day."""
        row = which // self._cards
        card = which - row * self._cards
        place = self._place[which].astype(np.intp)
        elapsed = (on - self._last[which]).astype(np.float32)
        stability, difficulty = self._stability[which], self._difficulty[which]
        recalled = self._spread(card) < self._formulas.recall(elapsed, stability)
        grade = np.where(recalled | (place != _REVIEW), self._drawn(place, card), _AGAIN)
        memory = self._formulas.next(stability, difficulty, grade, elapsed)
        self._go_on(which, row, on, place, grade, memory)

    def _go_on(
        self, which: Indices, row: Indices, on: Indices, place: Indices, grade: Indices, memory: tuple[Floats, Floats]
    ) -> None:
        """Count answers, and line up what comes next: a step on the same day, or a review on a later one."""
        answer = place * _THEN.shape[1] + grade - 1
        self._counts += np.bincount(row * len(_THEN) + place, minlength=self._counts.size)
        self._seconds += np.bincount(row * self._days + on, self._cost.take(answer), self._seconds.size)
        stability, difficulty = memory
        interval = np.rint(stability * self._stretch[row]).clip(1, self._maximum_interval)
        then = _THEN.take(answer)
        self._stability[which], self._difficulty[which] = stability, difficulty
        self._place[which] = then
        self._last[which] = on
        self._due[which] = on + interval * (then == _REVIEW)

    def _likeliest_forgotten(self, due: Indices, day: int, most: int) -> Indices:
        """Of the cards due, at most `most` of each retention."""
        kept = []
        for waiting in np.split(due, np.searchsorted(due, np.arange(1, len(self._retentions)) * self._cards)):
            if len(waiting) > most:
                # The chance to recall grows with this.
                earliness = (self._last[waiting] - day) / self._stability[waiting]
                waiting = np.sort(waiting[np.argpartition(earliness, most)[:most]])
            kept.append(waiting)
        return np.concatenate(kept)

    def _drawn(self, place: Indices, card: Indices) -> Indices:
        """An answer for each card at its place, when nothing has been forgotten."""
        found = np.searchsorted(self._habit.ravel(), place + self._spread(card), side="right")
        return np.asarray(1 + found - place * self._habit.shape[1])

    def _spread(self, card: Indices) -> Floats:
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
