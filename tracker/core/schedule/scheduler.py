"""What an answer does to the memory of a card, and the folding of answers into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.core.calendar import utc
from tracker.core.formulas import Formulas
from tracker.core.schedule.dating import NOTHING_ELSE, Due, choose_days, draw
from tracker.core.schedule.memory import Memory, Rating, Review, State
from tracker.core.schedule.settings import Settings

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where an answer sends a card: on to a step, or away for days."""

    state: State
    step: int | None
    wait: timedelta | None
    """None for as many days as its stability gives."""


_AWAY = _Way(State.REVIEW, None, None)


class Scheduler:
    """FSRS-6 on the learner's days, with learning steps as py-fsrs has them and intervals as Anki varies them."""

    def __init__(self, settings: Settings) -> None:
        """Take the learner's settings.

        Raises:
            ValueError: there are not 21 parameters, or one is out of bounds.
        """
        self.settings = settings
        self.formulas = Formulas(settings.parameters)

    def review(
        self,
        memory: Memory | None,
        card: str,
        rating: Rating,
        at: datetime,
        day: date,
        *,
        id: str = "",
        due: Due = NOTHING_ELSE,
    ) -> Memory:
        """The memory after an answer.

        An interval of a day or more ends on a learner's day (a fraction of a day is dropped), a shorter step at an
        exact moment. When the clock or the day has gone back since the last answer, no time has passed.

        Args:
            memory: the memory before, None for a new card.
            card: the id of the card.
            rating: the answer.
            at: when it was given.
            day: the learner's day it was given on.
            id: of the review.
            due: what else is due.

        Raises:
            ValueError: `at` has no time zone.
        """
        at_least = 1
        for lower in Rating:
            after = self._after(memory, card, lower, at, day, id, due, at_least)
            if lower == rating:
                break
            at_least = max(at_least, (after.due_day - day).days)
        return after

    def preview(
        self, memory: Memory | None, card: str, at: datetime, day: date, due: Due = NOTHING_ELSE
    ) -> dict[Rating, Memory]:
        """The memory that each rating would leave; a better one never waits for fewer days."""
        return {rating: self.review(memory, card, rating, at, day, due=due) for rating in Rating}

    def fold(self, memory: Memory | None, review: Review) -> Memory:
        """The memory after a review that is on record.

        When it followed what it knew of, the card goes where the review sent it. When another device had answered
        meanwhile, or an answer between was taken back, it goes where the scheduler would send it by itself.
        """
        known = memory.last_review if memory else None
        if review.due_day is None or review.state is None or review.follows != known:
            return self.review(memory, review.card, review.rating, review.at, review.day, id=review.id)
        stability, difficulty = self._learnt(memory, review.rating, review.at, review.day)
        return Memory(
            card=review.card,
            state=review.state,
            step=review.step,
            stability=stability,
            difficulty=difficulty,
            due_day=review.due_day,
            due_at=review.due_at,
            last_day=review.day,
            last_at=review.at,
            last_review=review.id,
            reps=(memory.reps if memory else 0) + 1,
            lapses=_lapses(memory, review.rating),
        )

    def replay(self, reviews: Iterable[Review]) -> Memory | None:
        """Fold the reviews of one card, given in any order, in the order of their time and id; None without reviews."""
        memory = None
        for review in sorted(reviews, key=lambda review: (review.at, review.id)):
            memory = self.fold(memory, review)
        return memory

    def recall(self, memory: Memory, today: date) -> float | None:
        """The chance to recall the card on a day.

        None on the day of the last answer (or before it), where the formula says 1 whatever the answer was.
        """
        elapsed = (today - memory.last_day).days
        return self.formulas.recall(elapsed, memory.stability) if elapsed >= 1 else None

    def _after(
        self,
        memory: Memory | None,
        card: str,
        rating: Rating,
        at: datetime,
        day: date,
        id: str,
        due: Due,
        at_least: int,
    ) -> Memory:
        at = utc(at)
        stability, difficulty = self._learnt(memory, rating, at, day)
        way = self._way(memory, rating)
        reps = (memory.reps if memory else 0) + 1
        days, due_at = 0, None
        if way.wait is None:
            days = self._days(stability, card, reps, day, due, at_least)
        elif way.wait < _DAY:
            due_at = at + way.wait
        else:
            days = way.wait.days
        return Memory(
            card=card,
            state=way.state,
            step=way.step,
            stability=stability,
            difficulty=difficulty,
            due_day=day + timedelta(days=days),
            due_at=due_at,
            last_day=day,
            last_at=at,
            last_review=id,
            reps=reps,
            lapses=_lapses(memory, rating),
        )

    def _learnt(self, memory: Memory | None, rating: Rating, at: datetime, day: date) -> tuple[float, float]:
        """Stability and difficulty after an answer."""
        if memory is None:
            return self.formulas.first(rating)
        elapsed = 0 if at < memory.last_at else max(0, (day - memory.last_day).days)
        return self.formulas.next(memory.stability, memory.difficulty, rating, elapsed)

    def _days(self, stability: float, card: str, reps: int, day: date, due: Due, at_least: int) -> int:
        settings = self.settings
        interval = self.formulas.interval(settings.desired_retention, stability)
        longest = min(settings.maximum_interval, (date.max - day).days)
        if not settings.fuzz:
            return min(max(round(min(interval, longest)), at_least), longest)
        return choose_days(interval, longest, draw(card, reps), day, settings.easy_days, due, at_least)

    def _way(self, memory: Memory | None, rating: Rating) -> _Way:
        """The next step or the end of the steps, as in py-fsrs."""
        state = memory.state if memory else State.LEARNING
        if state is State.REVIEW:
            steps = self.settings.relearning_steps
            lost = rating is Rating.AGAIN and steps
            return _Way(State.RELEARNING, 0, steps[0]) if lost else _AWAY
        steps = self.settings.learning_steps if state is State.LEARNING else self.settings.relearning_steps
        step = (memory.step if memory else None) or 0
        if not steps or rating is Rating.EASY:
            return _AWAY
        if rating is Rating.AGAIN:
            return _Way(state, 0, steps[0])
        if step >= len(steps):  # there were more steps when it was answered last
            return _AWAY
        if rating is Rating.GOOD:
            return _Way(state, step + 1, steps[step + 1]) if step + 1 < len(steps) else _AWAY
        if step:
            return _Way(state, step, steps[step])
        return _Way(state, 0, (steps[0] + steps[1]) / 2 if len(steps) > 1 else steps[0] * 1.5)


def _lapses(memory: Memory | None, rating: Rating) -> int:
    if memory is None:
        return 0
    return memory.lapses + (memory.state is State.REVIEW and rating is Rating.AGAIN)
