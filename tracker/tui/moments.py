"""When cards come, and when answers were given, in the learner's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tracker.core.calendar import Calendar
    from tracker.core.schedule import Review, Upcoming


def coming(next: Upcoming | None, now: datetime, calendar: Calendar) -> str:
    """Say what comes: `3 cards and new ones tomorrow`, `1 card at 14:05`, `2 cards on Monday 24 November, in 3 days`.

    Empty when nothing ever comes.
    """
    if next is None:
        return ""
    counted = f"{next.cards} card{'s' if next.cards != 1 else ''}"
    if next.at:
        return f"{counted} at {next.at.astimezone(calendar.zone):%H:%M}"
    new = ("new ones" if next.cards else "new cards") if next.new else ""
    what = " and ".join(part for part in (counted if next.cards else "", new) if part)
    away = (next.day - calendar.day_of(now)).days
    if away == 1:
        return f"{what} tomorrow"
    return f"{what} on {next.day:%A} {next.day.day} {next.day:%B}, in {away} days"


def given(review: Review, now: datetime, calendar: Calendar) -> str:
    """Say what an answer was and when: `Good, given yesterday at 21:10`."""
    at, today = review.at.astimezone(calendar.zone), now.astimezone(calendar.zone).date()
    return f"{review.rating.name.capitalize()}, given {_day(at.date(), today)}at {at:%H:%M}"


def _day(day: date, today: date) -> str:
    """A day of the calendar, before a time."""
    if day == today:
        return ""
    if (today - day).days == 1:
        return "yesterday "
    year = f" {day.year}" if day.year != today.year else ""
    return f"on {day:%A} {day.day} {day:%B}{year} "
