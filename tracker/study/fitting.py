"""The verbs of the scheduler's numbers: fit its parameters, look a year ahead, hold it against others.

NumPy takes a tenth of a second to import, so only the verbs that need it do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from tracker.core.formulas import LONGEST
from tracker.store import cards, queue, reviews
from tracker.store.records import records
from tracker.study.keeping import Keeping

if TYPE_CHECKING:
    from tracker.model.costs import Costs
    from tracker.model.optimize import Optimized
    from tracker.model.simulation import Known, Workload

RETENTIONS = tuple(percent / 100 for percent in range(70, 98))


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came of a fit."""

    reviews: int
    """All that stand, those of the same day too."""
    found: Optimized


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the scheduler is from another that folds the same reviews."""

    name: str
    stability: float
    """The largest difference, as a part of the value."""
    difficulty: float
    answers: int
    """How many were compared."""


@dataclass(frozen=True, slots=True)
class Overload:
    """More than the learner has time for."""

    minutes: float
    """A day, in the busiest month of the next year."""
    known: float
    """The same without new cards."""
    wanted: int
    """The minutes that the learner said."""
    new_per_day: int
    """So many new cards a day would fit."""

    @property
    def said(self) -> str:
        """A sentence for the learner."""
        if self.known > self.wanted:
            fit = f"even without new ones they take {self.known:.0f}"
        elif self.new_per_day:
            cards = "card" if self.new_per_day == 1 else "cards"
            fit = f"{self.new_per_day} new {cards} a day would fit; tracker config new_per_day {self.new_per_day}"
        else:
            fit = "not even one new card a day would fit"
        return f"Your cards would take {self.minutes:.0f} minutes a day, you said {self.wanted}: {fit}"


class Fitting(Keeping):
    """What a learner does to have the scheduler know them."""

    def optimize(self, *, recency: bool = False) -> Fitted:
        """Fit the parameters to the learner's own reviews, and keep them when they foretell held-out reviews better.

        Args:
            recency: try to let later reviews count more, and do so when that foretells better.
        """
        from tracker.model.histories import Histories
        from tracker.model.optimize import optimize

        with self.database.reading() as connection:
            histories = Histories.read(records(connection))
        found = optimize(histories, recency=recency)
        if found.comparison and found.parameters != self.settings.parameters:
            self.choose("parameters", " ".join(map(repr, found.parameters)))
        return Fitted(len(histories), found)

    def simulate(
        self, retentions: Sequence[float] = RETENTIONS, *, days: int = 365, new_per_day: int | None = None
    ) -> list[Workload]:
        """What each retention would come to, with the learner's own cards and costs.

        Args:
            retentions: what to aim at.
            days: how many, today included.
            new_per_day: new cards a day, for as long as there are any; as the learner chose without it.
        """
        from tracker.model.simulation import simulate

        settings = self.settings
        with self.database.reading() as connection:
            costs, known, new = self._prospects(connection)
        return simulate(
            settings.parameters,
            retentions,
            costs=costs,
            days=days,
            new_per_day=settings.new_per_day if new_per_day is None else new_per_day,
            new_cards=new,
            known=known,
            maximum_interval=settings.maximum_interval,
        )

    def overload(self, coming: int = 0) -> Overload | None:
        """Whether the cards take more time a day than the learner said; None when not, or when nobody said.

        Args:
            coming: new cards that are yet to be written.
        """
        settings = self.settings
        if settings.minutes is None:
            return None
        from tracker.model.simulation import affordable, owed

        with self.database.reading() as connection:
            costs, known, new = self._prospects(connection)
        new += coming
        aim = (settings.parameters, settings.desired_retention)
        minutes = owed(*aim, costs=costs, new_per_day=settings.new_per_day, new_cards=new, known=known)
        if round(minutes) <= settings.minutes:
            return None
        fit = affordable(
            *aim, settings.minutes, costs=costs, new_per_day=settings.new_per_day, new_cards=new, known=known
        )
        alone = owed(*aim, costs=costs, new_per_day=0, known=known)
        return Overload(minutes, alone, settings.minutes, fit)

    def compare_schedulers(self) -> list[Difference]:
        """Hold the scheduler against py-fsrs, and against its own formulas on arrays, over all reviews."""
        from tracker.core.schedule.oracle import replayed
        from tracker.model.histories import Histories, memories

        ours: list[tuple[float, float]] = []
        within: list[bool] = []
        theirs: list[tuple[float, float]] = []
        columns: tuple[list[int], list[int], list[int]] = [], [], []
        with self.database.reading() as connection:
            self.follow_choices(connection)
            for card, (_, its) in enumerate(reviews.histories(connection)):
                memory, known = None, True
                for review, other in zip(its, replayed(its, self.settings.parameters), strict=True):
                    memory = self.scheduler.fold(memory, review)
                    # py-fsrs has no bound for stability: from there on it goes another way.
                    known = known and max(memory.stability, other[0]) < LONGEST
                    ours.append((memory.stability, memory.difficulty))
                    theirs.append(other)
                    within.append(known)
                    for column, value in zip(columns, (card, review.day.toordinal(), review.rating), strict=True):
                        column.append(value)
        stability, difficulty = memories(Histories.of(*columns, [0.0] * len(ours)), self.settings.parameters)
        at_once = list(zip(stability.tolist(), difficulty.tolist(), strict=True))
        bounded = (list(compress(values, within)) for values in (ours, theirs))
        return [_difference("py-fsrs", *bounded), _difference("arrays", ours, at_once)]

    def _prospects(self, connection: Connection) -> tuple[Costs, Known, int]:
        """What answers cost, what is known, and how many new cards there are."""
        from tracker.model.costs import Costs
        from tracker.model.histories import Histories
        from tracker.model.simulation import Known

        today = self.calendar.day_of(self.now())
        memories = [one.memory for one in queue.known(connection) if one.memory]
        known = Known(
            [memory.stability for memory in memories],
            [memory.difficulty for memory in memories],
            [min(0, (memory.last_day - today).days) for memory in memories],
            [(memory.due_day - today).days for memory in memories],
        )
        return Costs.of(Histories.read(records(connection))), known, cards.count(connection) - len(memories)


def _difference(name: str, ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]]) -> Difference:
    apart = [
        [abs(one / other - 1) for one, other in zip(mine, another, strict=True)]
        for mine, another in zip(ours, theirs, strict=True)
    ]
    stability, difficulty = (max(values) for values in zip(*apart, strict=True)) if apart else (0.0, 0.0)
    return Difference(name, stability, difficulty, len(apart))
