"""Too much at once after a break: reviews spread over days, weakest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_AT_LEAST = 4
"""A part of a day's reviews, one in so many, is left to the backlog however much else is due."""
_LONGEST = 365
"""Days a backlog may take."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What a day takes of a backlog."""

    day: date
    cards: tuple[str, ...]
    weakest: float
    """The lowest chance to recall among them, today."""
    due: int
    """How many other cards fall due on the day."""


def spread(
    waiting: Iterable[tuple[str, float]],
    due: Mapping[date, int],
    today: date,
    a_day: int,
    days: int | None = None,
    done: int = 0,
) -> list[Portion]:
    """Spread a backlog over the days to come.

    Each day takes what its other cards leave of its reviews, but never less than a quarter; a given number of days take
    the same number of cards each.

    Args:
        waiting: the cards and the chance to recall each today.
        due: how many cards fall due on the days to come.
        today: the first day.
        a_day: reviews that a day takes.
        days: over how many days.
        done: reviews answered today; when that is all a day takes, the plan begins tomorrow.
    """
    order = [(recall, card) for card, recall in waiting]
    order.sort()
    portions: list[Portion] = []
    taken = 0
    for number in range(days or _LONGEST):
        if taken == len(order):
            break
        day = today + timedelta(days=number)
        other = due.get(day, 0)
        left = (days or _LONGEST) - number
        room = 0
        if days is None:
            room = max(a_day - other, -(-a_day // _AT_LEAST)) if number else a_day - done
            if room <= 0:
                continue
        size = max(room, -(-(len(order) - taken) // left))
        some = order[taken : taken + size]
        taken += len(some)
        portions.append(Portion(day, tuple(card for _, card in some), some[0][0], other))
    return portions
