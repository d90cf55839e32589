"""The reviews of many cards as columns, and what the formulas make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from tracker.model.formulas import Floats, Formulas
from tracker.model.packing import Packed, positions
from tracker.model.records import decoded

STEPS_OF_A_SAMPLE = 32
LEAST_RECENT = 0.25
"""What the oldest review counts beside the newest."""


@dataclass(frozen=True, eq=False)
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
        """Sort raw columns by card, then by `order`, which may be any numbers (None: as given)."""
        cards = np.asarray(card, np.int64)
        if order is None:
            index = np.argsort(cards, kind="stable")
        else:
            index = np.argsort(np.asarray(order), kind="stable")
            index = index[np.argsort(cards[index], kind="stable")]
        return cls(
            cards[index],
            np.asarray(day, np.int32)[index],
            np.asarray(rating, np.int8)[index],
            np.asarray(seconds, np.float32)[index],
        )

    @classmethod
    def read(cls, chunks: Iterable[bytes]) -> Histories:
        """Decode chunks of whole records in any order (see `tracker.model.records`) and sort them."""
        card, moment, day, rating, seconds = decoded(chunks)
        return cls.of(card, day, rating, seconds, moment)

    def __len__(self) -> int:
        return len(self.card)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the first review of each card stands."""
        changes = np.flatnonzero(self.card[1:] != self.card[:-1]) + 1
        return np.concatenate([[0], changes]) if len(self) else changes

    @cached_property
    def elapsed(self) -> NDArray[np.int32]:
        """Days slept through since the review before of the same card; 0 for a first review."""
        days = np.zeros(len(self), np.int32)
        np.maximum(self.day[1:] - self.day[:-1], 0, out=days[1:])
        days[self.starts] = 0
        return days

    @cached_property
    def whole(self) -> Packed:
        """All reviews laid out by step."""
        return self.packed()

    def packed(self, *, until: int | None = None, recency: bool = False, sample: int | None = None) -> Packed:
        """The reviews laid out by step.

        Args:
            until: leave out what is not before this day.
            recency: let old reviews count less.
            sample: take about so many reviews, the first ones of cards chosen evenly.
        """
        starts, lengths = self.starts, np.diff(self.starts, append=len(self))
        if until is not None and len(self):
            lengths = np.add.reduceat(self.day < until, starts, dtype=np.int64)
        if sample is not None:
            lengths = np.minimum(lengths, STEPS_OF_A_SAMPLE)
            every = max(1, int(lengths.sum()) // sample)
            starts, lengths = starts[::every], lengths[::every]
        position, blocks = positions(starts, lengths)
        elapsed = self.elapsed[position]
        weight = (elapsed > 0).astype(np.float32)
        if recency and weight.any():
            weight *= _recency(self.day[position], weight)
        return Packed(self.rating[position], elapsed, weight, position, blocks)


def _recency(day: NDArray[np.int32], scored: NDArray[np.float32]) -> NDArray[np.float32]:
    """Growing with the cube of the share of reviews done by the day, as in fsrs-rs, but 1 on average."""
    since = day - day.min()
    counts = np.bincount(since, scored)
    share = np.cumsum(counts) / counts.sum()
    by_day = LEAST_RECENT + (1 - LEAST_RECENT) * share**3
    by_day /= np.average(by_day, weights=counts)
    return np.asarray(by_day.astype(np.float32)[since])


def memories(histories: Histories, parameters: Sequence[float]) -> tuple[Floats, Floats]:
    """Stability and difficulty of the card after every review."""
    stability, difficulty = np.empty(len(histories)), np.empty(len(histories))
    for at, _, after in _replay(histories, parameters, np.float64):
        stability[at], difficulty[at] = after
    return stability, difficulty


def recalls(histories: Histories, parameters: Sequence[float]) -> NDArray[np.float32]:
    """The chance to recall before every review, in single precision; 1 for the first of a card."""
    chances = np.ones(len(histories), np.float32)
    for at, chance, _ in _replay(histories, parameters, np.float32):
        chances[at] = chance
    return chances


def _replay(
    histories: Histories, parameters: Sequence[float], dtype: DTypeLike
) -> Iterator[tuple[NDArray[np.int32], Floats, tuple[Floats, Floats]]]:
    """Step by step the positions of reviews, the chances to recall before them and the memories after them."""
    formulas, packed = Formulas(parameters, dtype), histories.whole
    for first, *steps in packed.steps():
        stability, difficulty = formulas.first(packed.rating[first])
        yield packed.position[first], np.ones_like(stability), (stability, difficulty)
        for step in steps:
            n, elapsed = step.stop - step.start, packed.elapsed[step].astype(dtype)
            stability, difficulty = stability[:n], difficulty[:n]
            chance = formulas.recall(elapsed, stability)
            stability, difficulty = formulas.next(stability, difficulty, packed.rating[step], elapsed)
            yield packed.position[step], chance, (stability, difficulty)
