"""The reviews of many cards, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.model.formulas import Floats, Formulas
from tracker.model.packing import Packed, positions
from tracker.model.records import decoded

STEPS_OF_A_SAMPLE = 32


@dataclass(frozen=True)
class Histories:
    """Columns with one element for each review that stands: grouped by card, in order of time within a card."""

    card: NDArray[np.int64]
    day: NDArray[np.int32]
    """The learner's day, as an ordinal."""
    rating: NDArray[np.int8]
    """From 1 to 4."""
    seconds: NDArray[np.float32]

    @classmethod
    def of(
        cls, card: ArrayLike, day: ArrayLike, rating: ArrayLike, seconds: ArrayLike, order: ArrayLike | None = None
    ) -> Histories:
        """Sort raw columns by card, then by `order` (any numbers; without them, as given)."""
        cards = np.asarray(card, np.int64)
        by = None if order is None else np.argsort(np.asarray(order), kind="stable")
        index = np.argsort(cards if by is None else cards[by], kind="stable")
        index = index if by is None else by[index]
        return cls(
            cards[index],
            np.asarray(day, np.int32)[index],
            np.asarray(rating, np.int8)[index],
            np.asarray(seconds, np.float32)[index],
        )

    @classmethod
    def read(cls, chunks: Iterable[bytes]) -> Histories:
        """Decode chunks of whole records, as `tracker.model.records` has them, in any order."""
        card, moment, day, rating, seconds = decoded(chunks)
        return cls.of(card, day, rating, seconds, moment)

    def __len__(self) -> int:
        return len(self.card)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the first review of each card stands."""
        if not len(self):
            return np.empty(0, np.int64)
        return np.concatenate([[0], np.flatnonzero(self.card[1:] != self.card[:-1]) + 1])

    @cached_property
    def elapsed(self) -> NDArray[np.int32]:
        """Days slept through since the review before of the same card; 0 for a first review."""
        days = np.zeros(len(self), np.int32)
        np.maximum(self.day[1:] - self.day[:-1], 0, out=days[1:])
        days[self.starts] = 0
        return days

    def packed(self, *, until: int | None = None, recency: bool = False, sample: int | None = None) -> Packed:
        """The reviews laid out by step.

        Args:
            until: leave out what is not before this day.
            recency: let old reviews count less, down to a quarter.
            sample: take about so many reviews, the first ones of cards chosen evenly.
        """
        starts, lengths = self.starts, np.diff(self.starts, append=len(self))
        if until is not None and len(self):
            lengths = np.add.reduceat(self.day < until, starts, dtype=np.int64)
        if sample is not None:
            lengths = np.minimum(lengths, STEPS_OF_A_SAMPLE)
            every = max(1, int(lengths.sum()) // max(sample, 1))
            starts, lengths = starts[::every], lengths[::every]
        position, blocks = positions(starts, lengths)
        elapsed = self.elapsed[position]
        weight = (elapsed > 0).astype(np.float32)
        if recency and len(position):
            weight *= _recency(self.day[position], weight)
        return Packed(self.rating[position], elapsed, weight, position, blocks)


def _recency(day: NDArray[np.int32], scored: NDArray[np.float32]) -> NDArray[np.float32]:
    """From 0.25 to 1 with the cube of the share of reviews done before, as fsrs-rs weights them; its mean is 1 here."""
    since = day - day.min()
    counts = np.bincount(since, scored)
    share = np.cumsum(counts) / max(counts.sum(), 1)
    by_day = 0.25 + 0.75 * share**3
    return (by_day / max(np.average(by_day, weights=counts), 0.25))[since].astype(np.float32)


def memories(histories: Histories, parameters: Sequence[float]) -> tuple[Floats, Floats]:
    """Stability and difficulty of the card after every review."""
    formulas, packed = Formulas(parameters), histories.packed()
    stability, difficulty = np.empty(len(histories)), np.empty(len(histories))
    for steps in packed.steps():
        now: tuple[Floats, Floats] | None = None
        for step in steps:
            rating, elapsed, count = packed.rating[step], packed.elapsed[step], step.stop - step.start
            if now is None:
                now = formulas.first(rating)
            else:
                now = formulas.next(now[0][:count], now[1][:count], rating, elapsed)
            stability[packed.position[step]], difficulty[packed.position[step]] = now
    return stability, difficulty
