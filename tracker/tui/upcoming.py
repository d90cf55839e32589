"""When there is something to ask again, in the learner's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.core.schedule import Calendar
    from tracker.store.cards import CardView

_ASLEEP = ("dropped", "retired")


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


def upcoming(views: Iterable[CardView], now: datetime, calendar: Calendar) -> Upcoming | None:
    """Find what comes after everything that could be asked now has been; None when nothing ever will.

    Args:
        views: all cards.
        now: the present moment.
        calendar: the learner's days.
    """
    awake = [view for view in views if view.state not in _ASLEEP]
    moments = [view.due_at for view in awake if view.due_at and view.due_at > now]
    today = calendar.day_of(now)
    if moments and calendar.day_of(min(moments)) == today:
        return Upcoming(today, min(moments), 1, new=False)
    tomorrow = today + timedelta(days=1)
    new = any(view.due_day is None for view in awake)
    days = [max(view.due_day, tomorrow) for view in awake if view.due_day]
    if new:
        days.append(tomorrow)
    if not days:
        return None
    day = min(days)
    cards = sum(view.due_day is not None and view.due_day <= day for view in awake)
    return Upcoming(day, None, cards, new=new and day == tomorrow)


def spoken(next: Upcoming, now: datetime, calendar: Calendar) -> str:
    """Say it: `3 cards and new ones tomorrow`, `1 card at 14:05`, `2 cards on Monday 24 November, in 3 days`."""
    counted = f"{next.cards} card{'s' if next.cards != 1 else ''}"
    if next.at:
        return f"{counted} at {next.at.astimezone(calendar.zone):%H:%M}"
    new = ("new ones" if next.cards else "new cards") if next.new else ""
    what = " and ".join(part for part in (counted if next.cards else "", new) if part)
    away = (next.day - calendar.day_of(now)).days
    if away == 1:
        return f"{what} tomorrow"
    return f"{what} on {next.day:%A} {next.day.day} {next.day:%B}, in {away} days"
