"""When a card is asked again: what reviews leave in memory, and FSRS-6 over whole days."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, StrEnum

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS

from tracker.core.calendar import utc

_DAY = timedelta(days=1)


class Rating(IntEnum):
    """How well the learner knew the answer; the numbers are FSRS's grades."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a card is on its way; a card without a Memory is new."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS holds about one card: a cache over its reviews."""

    card: str
    state: State
    step: int | None
    """Which learning or relearning step it waits for, from 0; None in state REVIEW."""
    stability: float
    """Days until the chance to recall has fallen to 90 %."""
    difficulty: float
    """From 1 (easy) to 10."""
    due_day: date
    """The learner's day from which on it may be asked again; that of the answer for a step shorter than a day."""
    due_at: datetime | None
    """The exact moment (UTC) for a step shorter than a day, otherwise None."""
    last_day: date
    last_at: datetime
    reps: int
    """Number of answers."""
    lapses: int
    """Number of times it was forgotten (Again) in state REVIEW."""

    def is_due(self, now: datetime, today: date) -> bool:
        """Whether the card may be asked now, on the learner's day `today`."""
        return today >= self.due_day and (self.due_at is None or now >= self.due_at)


@dataclass(frozen=True, slots=True)
class Review:
    """One answer, written once and never changed."""

    id: str
    card: str
    at: datetime
    day: date
    """The learner's day it was given on, kept so that a replay elsewhere counts the same days."""
    rating: Rating
    seconds: float
    """From showing the front to rating."""
    graded: str
    """`self` or `typed`."""
    device: str


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next day, or the next moment of this day, that brings cards."""

    day: date
    at: datetime | None
    """The exact moment, for a step shorter than a day."""
    cards: int
    """How many it brings, new ones left out."""
    new: bool
    """Whether it brings new cards too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a scheduler is tuned with; kept beside the data, because the defaults of FSRS have changed before.

    Raises:
        ValueError: a value outside the range given below.
    """

    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    """The 21 weights of FSRS-6; `Scheduler` refuses those out of py-fsrs's bounds."""
    desired_retention: float = 0.9
    """The chance to recall at which a card falls due, from 0.1 to 1."""
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    maximum_interval: int = 36500
    """Days, from 1 to 36500."""

    def __post_init__(self) -> None:
        if not 0.1 <= self.desired_retention <= 1:
            raise ValueError(f"the desired retention must lie between 0.1 and 1, not {self.desired_retention}")
        if not 1 <= self.maximum_interval <= 36500:
            raise ValueError(f"the maximum interval must be 1 to 36500 days, not {self.maximum_interval}")
        if any(step <= timedelta(0) for step in (*self.learning_steps, *self.relearning_steps)):
            raise ValueError("a learning step must be longer than nothing")


class Scheduler:
    """FSRS-6 as py-fsrs computes it, without fuzz, on the learner's days.

    Formulas: "The Algorithm", wiki of open-spaced-repetition/fsrs4anki. py-fsrs counts elapsed time in periods of 24
    hours and calls an answer at 22:00 and the next at 08:00 the same day; it is handed whole days here, so that elapsed
    time is the number of days slept through, as in Anki and fsrs-rs.

    Raises:
        ValueError: there are not 21 parameters, or one is out of bounds.
    """

    def __init__(self, settings: Settings) -> None:
        self._fsrs = fsrs.Scheduler(
            parameters=settings.parameters,
            desired_retention=settings.desired_retention,
            learning_steps=settings.learning_steps,
            relearning_steps=settings.relearning_steps,
            maximum_interval=settings.maximum_interval,
            enable_fuzzing=False,
        )

    def review(self, memory: Memory | None, card: str, rating: Rating, at: datetime, day: date) -> Memory:
        """The memory after an answer.

        An interval of a day or more ends on a learner's day (a fraction of a day is dropped), a shorter step at an
        exact moment. When the clock or the day has gone back since the last answer, no time has passed.

        Args:
            memory: the memory before, None for a new card.
            card: the id of the card.
            rating: the answer.
            at: when it was given.
            day: the learner's day it was given on.

        Raises:
            ValueError: `at` has no time zone.
        """
        at = utc(at)
        elapsed = 0 if memory is None or at < memory.last_at else max(0, (day - memory.last_day).days)
        answered = _LAST_REVIEW + timedelta(days=elapsed)
        after, _ = self._fsrs.review_card(_fsrs_card(memory), fsrs.Rating(rating), answered)
        assert after.stability is not None
        assert after.difficulty is not None
        interval = after.due - answered
        due_at = at + interval if interval < _DAY else None
        lapsed = memory is not None and memory.state == State.REVIEW and rating == Rating.AGAIN
        return Memory(
            card=card,
            state=_STATES[after.state],
            step=after.step,
            stability=after.stability,
            difficulty=after.difficulty,
            due_day=day if due_at else day + timedelta(days=interval.days),
            due_at=due_at,
            last_day=day,
            last_at=at,
            reps=(memory.reps if memory else 0) + 1,
            lapses=(memory.lapses if memory else 0) + lapsed,
        )

    def preview(self, memory: Memory | None, card: str, at: datetime, day: date) -> dict[Rating, Memory]:
        """The memory that each rating would leave."""
        return {rating: self.review(memory, card, rating, at, day) for rating in Rating}

    def replay(self, card: str, reviews: Iterable[Review]) -> Memory | None:
        """Fold the reviews of one card, given in any order, in the order of their time and id; None without reviews."""
        memory = None
        for review in sorted(reviews, key=lambda review: (review.at, review.id)):
            memory = self.review(memory, card, review.rating, review.at, review.day)
        return memory

    def recall(self, memory: Memory, today: date) -> float | None:
        """The chance to recall the card on a day: R(t, S) = (1 + factor·t/S)^decay with t in learner's days.

        None on the day of the last answer (or before it), where the formula says 1 whatever the answer was.
        """
        elapsed = (today - memory.last_day).days
        if elapsed < 1:
            return None
        return self._fsrs.get_card_retrievability(_fsrs_card(memory), _LAST_REVIEW + timedelta(days=elapsed))


_LAST_REVIEW = datetime(2000, 1, 1, tzinfo=UTC)
"""Where py-fsrs is told the last review was: only the distance to it matters."""

_STATES = {
    fsrs.State.Learning: State.LEARNING,
    fsrs.State.Review: State.REVIEW,
    fsrs.State.Relearning: State.RELEARNING,
}
_FSRS_STATES = {ours: theirs for theirs, ours in _STATES.items()}


def _fsrs_card(memory: Memory | None) -> fsrs.Card:
    # Without an id and a due time py-fsrs reads the clock, and sleeps for a millisecond.
    if memory is None:
        return fsrs.Card(card_id=0, due=_LAST_REVIEW)
    return fsrs.Card(
        card_id=0,
        state=_FSRS_STATES[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_LAST_REVIEW,
        last_review=_LAST_REVIEW,
    )


_MINUTE, _HOUR, _WHOLE_DAY, _YEAR = 60, 3600, 86400, 365 * 86400
_MONTH = _YEAR / 12
_UNITS = (
    (_MINUTE, 1, "s", 0),
    (_HOUR, _MINUTE, "m", 0),
    (_WHOLE_DAY, _HOUR, "h", 1),
    (_MONTH, _WHOLE_DAY, "d", 0),
    (_YEAR, _MONTH, "mo", 1),
    (math.inf, _YEAR, "y", 1),
)
"""Up to how many seconds, the length of the unit in seconds, its sign, decimals shown: as Anki labels its keys."""


def interval_text(memory: Memory) -> str:
    """How long a card waits from its last answer on, as short as a key's label: `1m`, `10m`, `2d`, `3.4mo`, `1.2y`."""
    until = memory.due_at - memory.last_at if memory.due_at else memory.due_day - memory.last_day
    seconds = until.total_seconds()
    size, unit, decimals = next((size, unit, decimals) for below, size, unit, decimals in _UNITS if seconds < below)
    return f"{round(seconds / size, decimals):g}{unit}"
