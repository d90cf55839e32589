"""The verbs of a sitting: what is due, ask, answer, take back; and the streaks that come of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.core import stats
from tracker.core.quiz import CardView
from tracker.core.schedule import Memory, Rating, Review, Upcoming
from tracker.core.sitting import Answer, Aside, Candidate, Sitting
from tracker.files.folder import Silent
from tracker.store import cards, days, hand, proofs, reviews, sources
from tracker.study.hand import Hand

NEW_PER_DAY = 10
REVIEWS_PER_SITTING = 200
_SECONDS_A_CARD = 12.0
"""What an answer takes before the learner's own answers tell."""
_ASIDE = {Aside.SUSPENDED: Hand.suspend, Aside.BURIED: Hand.bury, Aside.DROPPED: Hand.drop_cards}


@dataclass(frozen=True, slots=True)
class Streaks:
    """The three rings: days logged, days recalled, days a snippet ran green."""

    logged: stats.Logged
    recalled: stats.Streak
    ran: stats.Streak


@dataclass(frozen=True, slots=True)
class Today:
    """What the day holds."""

    due: int
    new: int
    minutes: int
    """Estimate for all of it, rounded up."""
    done: int
    """Cards answered today."""
    cards: int
    """All cards that are asked."""
    sources: list[str]
    """Paths of what was imported."""
    problems: int
    changed: int
    """Cards that are set aside because the world has changed."""
    streaks: Streaks


class Reviewing(Hand):
    """What a learner does with cards that are due."""

    def today(self) -> Today:
        """What is due, what is new, how long it takes, and the streaks."""
        counts = self.start().counts()
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            seconds = reviews.median_seconds(connection) or _SECONDS_A_CARD
            known = sources.sources(connection)
            due = counts.due + counts.learning
            return Today(
                due=due,
                new=counts.new,
                minutes=-int(-(due + counts.new) * seconds // 60),
                done=reviews.count_answered(connection, day),
                cards=cards.count(connection),
                sources=[source.path for source in known if source.digest != Silent.digest],
                problems=sum(source.problems for source in known),
                changed=cards.count(connection, "changed"),
                streaks=self._streaks(connection),
            )

    def upcoming(self) -> Upcoming | None:
        """When the next cards come, once all that can be asked now has been."""
        with self.database.reading() as connection:
            return reviews.upcoming(connection, self.now(), self.calendar)

    def start(self, limit: int | None = None) -> Sitting:
        """Line up the cards of a sitting: those due, and new ones up to the day's allowance."""
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            answered = reviews.answered_on(connection, day)
            allowance = max(0, NEW_PER_DAY - reviews.introduced_on(connection, day))
            due = [
                candidate
                for candidate in reviews.due(connection, day, REVIEWS_PER_SITTING)
                if candidate.keypoint not in answered or (candidate.memory and candidate.memory.last_day == day)
            ]
            new = [
                candidate
                for candidate in reviews.new(connection, day, allowance + len(answered))
                if candidate.keypoint not in answered
            ][:allowance]
        return Sitting(due, new, limit=limit)

    def ask(self, sitting: Sitting) -> tuple[Candidate, CardView] | None:
        """What a sitting asks now, with what is shown beside it; None when nothing is left to ask now.

        The sitting goes on without a card that was taken away since it was lined up.
        """
        now = self.now()
        while candidate := sitting.next(now):
            view = self.view(candidate)
            if view.asked_on(self.calendar.day_of(now)):
                return candidate, view
            sitting.drop(candidate.card)
        return None

    def view(self, candidate: Candidate) -> CardView:
        """The card of a candidate with what is shown beside it."""
        with self.database.reading() as connection:
            return cards.card(connection, candidate.card)

    def outlook(self, candidate: Candidate) -> dict[Rating, Memory]:
        """The memory that each rating would leave if it were given now."""
        now = self.now()
        return self.scheduler.preview(candidate.memory, candidate.card, now, self.calendar.day_of(now))

    def answer(
        self, sitting: Sitting, candidate: Candidate, rating: Rating, seconds: float, graded: str = "self"
    ) -> Memory | None:
        """Put an answer on disk, then let the sitting go on.

        Args:
            sitting: the sitting that asked.
            candidate: the card it asked.
            rating: the learner's rating.
            seconds: from the front to the rating.
            graded: `self`, or `typed` when a typed answer was compared.

        Returns:
            The memory it leaves; None when the card was answered elsewhere since it was lined up. That answer stands,
            and the sitting goes on without the card.
        """
        now = self.now()
        day = self.calendar.day_of(now)
        review = Review(self.ids.make(now), candidate.card, now, day, rating, seconds, graded, self.device)
        with self.database.writing() as connection:
            before = reviews.memory_of(connection, candidate.card)
            if before != candidate.memory:
                sitting.drop(candidate.card)
                return None
            memory = self.scheduler.review(before, candidate.card, rating, now, day)
            if before and now < before.last_at:  # the clock has gone back: reviews count in the order of their time
                earlier = reviews.reviews_of(connection, candidate.card)
                memory = self.scheduler.replay(candidate.card, [*earlier, review]) or memory
            reviews.write_answer(connection, review, memory)
        sitting.answered(candidate, review, memory)
        return memory

    def put_aside(self, sitting: Sitting, candidate: Candidate, why: Aside) -> None:
        """Take the card that a sitting asks out of it, by a deed that `undo` takes back."""
        _ASIDE[why](self, [candidate.card])
        sitting.put_aside(candidate)

    def undo(self, sitting: Sitting) -> Candidate | None:
        """Take the last deed of a sitting back and ask its card again; None when there is none."""
        last = sitting.last
        if last is None:
            return None
        with self.database.writing() as connection:
            if isinstance(last, Answer):
                reviews.write_retraction(connection, last.review.id, self.now(), self.device)
                stand = reviews.reviews_of(connection, last.review.card)
                reviews.write_memory(connection, last.review.card, self.scheduler.replay(last.review.card, stand))
            else:
                hand.restore(connection, [last.candidate.card])
        return sitting.undo()

    def streaks(self) -> Streaks:
        """Days logged, recalled and run."""
        with self.database.reading() as connection:
            return self._streaks(connection)

    def _streaks(self, connection: Connection) -> Streaks:
        day = self.calendar.day_of(self.now())
        known = sources.sources(connection)
        own = {source.id for source in known if not source.bundled} or {source.id for source in known}
        filled = days.days_filled(connection)
        return Streaks(
            logged=stats.logged_days(day for source in own for day in filled.get(source, ())),
            recalled=stats.streak(reviews.days_reviewed(connection), day),
            ran=stats.streak(proofs.days_run(connection), day),
        )
