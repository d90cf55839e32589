"""The learner's days: they begin at the rollover hour, not at midnight, whatever the clock does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The learner's days: each runs from the rollover hour to the next one, on the wall clock of a time zone.

    The days tile time without gap or overlap, so a change of the clock makes a day longer or shorter but never loses or
    repeats one. A zone that leaves out a whole date, as Pacific/Apia left out 2011-12-30, is the exception: with a
    rollover of 4 that day is the four hours after the jump, with a rollover of 0 it is empty and no moment falls on it.

    Raises:
        ValueError: the rollover is not an hour from 0 to 23.
    """

    zone: tzinfo
    rollover: int = 4

    def __post_init__(self) -> None:
        if not 0 <= self.rollover <= 23:
            raise ValueError(f"the rollover must be an hour from 0 to 23, not {self.rollover}")

    def day_of(self, moment: datetime) -> date:
        """The learner's day that a moment falls on.

        Raises:
            ValueError: the moment has no time zone.
        """
        moment = utc(moment)
        day = (self._wall(moment) - timedelta(hours=self.rollover)).date()
        # Where the clock is set back over the rollover itself, the day that has begun stays begun.
        return day + _DAY if moment >= self.start_of(day + _DAY) else day

    def start_of(self, day: date) -> datetime:
        """The first instant, in UTC, at which the wall clock has reached the rollover hour of a day.

        An empty day starts where the next one does.
        """
        rollover = datetime.combine(day, time(self.rollover))
        first, second = (rollover.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first <= second:
            return first
        # The clock skips the rollover hour (PEP 495: only then is fold 1 the earlier); the jump lies between the two.
        before, after = 0, int((first - second).total_seconds())
        while after - before > 1:
            middle = (before + after) // 2
            if self._wall(second + timedelta(seconds=middle)) < rollover:
                before = middle
            else:
                after = middle
        return second + timedelta(seconds=after)

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)


def utc(moment: datetime) -> datetime:
    """In UTC, where adding and comparing mean elapsed time; within another zone they mean the wall clock."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)
