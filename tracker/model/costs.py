"""How a learner answers and what an answer takes, told from the learner's own reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tracker.model.formulas import Floats, Places
from tracker.model.histories import Histories

Table: TypeAlias = tuple[tuple[float, ...], ...]

_AGAIN = 1
_LONGEST_ANSWER = 60.0
"""Seconds; whoever takes longer has left."""
_PRIOR = 50
"""Answers of the learner's own that weigh as much as the defaults, as in fsrs-rs."""


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
        """What the learner's own answers say, drawn to the defaults; one of 0 seconds says nothing about time."""
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


def _starts(first: NDArray[np.bool_]) -> Places:
    """For each element the index of the last one up to it that is a first."""
    return np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))


def _usual(seconds: Floats, default: float) -> float:
    """The mean without the twentieth at either end, drawn to the default."""
    cut = len(seconds) // 20
    kept = np.sort(seconds)[cut : len(seconds) - cut]
    return float((kept.sum() + _PRIOR * default) / (len(kept) + _PRIOR))
