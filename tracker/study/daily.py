"""The verbs of the day: what it holds, what comes after it, a backlog spread over days, and the streaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from tracker.core import stats
from tracker.core.backlog import Portion, spread
from tracker.core.schedule import Upcoming
from tracker.core.schedule.dating import HORIZON
from tracker.files.folder import Silent
from tracker.store import cards, days, hand, proofs, queue, reviews, sources
from tracker.study.reviewing import Reviewing

_SECONDS_A_CARD = 12.0
"""What an answer takes before the learner's own answers tell."""


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
    """At most as many as the day's reviews allow."""
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
    leeches: int
    """Cards that were forgotten too often."""
    backlog: int
    """Reviews due beyond those of a day."""
    streaks: Streaks


class Daily(Reviewing):
    """What a learner sees of the day and does with it."""

    def today(self) -> Today:
        """What is due, what is new, how long it takes, and the streaks."""
        counts = self.start().counts()
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            seconds = reviews.median_seconds(connection) or _SECONDS_A_CARD
            known = sources.sources(connection)
            due = counts.due + counts.learning
            done = reviews.count_reviewed(connection, day)
            return Today(
                due=due,
                new=counts.new,
                minutes=-int(-(due + counts.new) * seconds // 60),
                done=reviews.count_answered(connection, day),
                cards=cards.count(connection),
                sources=[source.path for source in known if source.digest != Silent.digest],
                problems=sum(source.problems for source in known),
                changed=cards.count(connection, "changed"),
                leeches=queue.count_leeches(connection, self.settings.leech),
                backlog=max(0, queue.count_due(connection, day) - max(0, self._a_day(connection) - done)),
                streaks=self._streaks(connection),
            )

    def upcoming(self) -> Upcoming | None:
        """When the next cards come, once all that can be asked now has been."""
        with self.database.reading() as connection:
            return queue.upcoming(connection, self.now(), self.calendar, new=self.settings.new_per_day > 0)

    def backlog(self, days: int | None = None) -> list[Portion]:
        """How the reviews that are due could be spread over the days to come, weakest first; nothing is changed.

        Args:
            days: over how many, today being the first; as many as it takes without any.
        """
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            known = [(one.card, one.memory) for one in queue.overdue(connection, day) if one.memory]
            waiting = [(card, self.scheduler.recall(memory, day) or 1.0) for card, memory in known]
            ahead = queue.load(connection, day + timedelta(days=1), day + timedelta(days=HORIZON))
            return spread(waiting, ahead, day, self._a_day(connection), days, reviews.count_reviewed(connection, day))

    def spread(self, plan: Sequence[Portion]) -> None:
        """Put the cards of a backlog off as planned; when they are due stays as it is."""
        day = self.calendar.day_of(self.now())
        with self.database.writing() as connection:
            waiting = {one.card for one in queue.overdue(connection, day)}  # some may have been answered meanwhile
            for portion in plan:
                hand.bury(connection, [card for card in portion.cards if card in waiting], portion.day)

    def streaks(self) -> Streaks:
        """Days logged, recalled and run."""
        with self.database.reading() as connection:
            return self._streaks(connection)

    def _a_day(self, connection: Connection) -> int:
        """How many reviews a day takes."""
        most = max(1, self.settings.reviews_per_day)
        if self.settings.minutes is None:
            return most
        seconds = reviews.median_seconds(connection) or _SECONDS_A_CARD
        return max(1, min(most, int(self.settings.minutes * 60 // seconds)))

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
