"""On which day an interval ends: a little earlier or later, away from full days, from easy days and from siblings."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""From how many days, to how many, and which part of the days between widens the range, as in Anki."""
_SHORTEST = 2.5
"""Days; shorter intervals are not varied."""
_APART = 5
"""Days between siblings that are far enough."""

HORIZON = 104
"""Days ahead up to which it matters how many cards are due: three months, as in Anki, and the range of their fuzz."""


@dataclass(frozen=True, slots=True)
class Due:
    """What else is due."""

    cards: Mapping[date, int] = field(default_factory=dict)
    """How many cards are due on the days up to `HORIZON`."""
    siblings: Collection[date] = ()
    """When the other cards of the same keypoint are due."""


NOTHING_ELSE = Due()


def fuzz_range(interval: float, longest: int) -> tuple[int, int]:
    """The shortest and the longest that an interval may become, in days.

    Args:
        interval: days, as computed.
        longest: the longest interval wanted.
    """
    interval = min(max(interval, 1.0), longest)
    if interval < _SHORTEST:
        return _rounded(interval), _rounded(interval)
    delta = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in _RANGES)
    low, high = (min(max(_rounded(end), 1), longest) for end in (interval - delta, interval + delta))
    return low, low + 1 if high == low and 2 < high < longest else high


def draw(card: str, reps: int) -> float:
    """A number from 0 to 1, exclusive, that belongs to an answer: another replay draws the same."""
    digest = hashlib.blake2b(f"{card}:{reps}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) / (1 << 53)


def choose_days(
    interval: float, longest: int, drawn: float, today: date, shares: Sequence[float], due: Due, at_least: int = 1
) -> int:
    """After how many days a card comes back.

    Where nothing speaks for one day or another, each in the range is as likely: floor(low + drawn·(high − low + 1)).

    Args:
        interval: days, as computed.
        longest: the longest interval wanted, in days.
        drawn: from `draw`.
        today: the learner's day of the answer.
        shares: of the cards that each weekday takes, Monday first.
        due: what else is due.
        at_least: days that a lower rating gives.
    """
    low, high = fuzz_range(interval, longest)
    low = min(max(low, at_least), longest)
    high = max(low, high)
    if low == high:
        return low
    days = _open([today + timedelta(days=number) for number in range(low, high + 1)], shares, due)
    ends = list(accumulate(_weight(day, shares, due) for day in days))
    return (days[bisect_right(ends, drawn * ends[-1])] - today).days


def _open(days: list[date], shares: Sequence[float], due: Due) -> list[date]:
    """Those that take cards and have no sibling; else those that take cards, else those that have no sibling."""
    rest = {day for day in days if not shares[day.weekday()]} if 0.0 in shares else set[date]()
    taken = set(due.siblings).intersection(days)
    for avoided in (rest | taken, rest, taken):
        if not avoided:
            return days
        if found := [day for day in days if day not in avoided]:
            return found
    return days


def _weight(day: date, shares: Sequence[float], due: Due) -> float:
    # A day is as full as its share is: in the long run, the cards of the weekdays are to each other as their shares.
    share = shares[day.weekday()] or 1.0
    emptiness = 1 / (1 + due.cards.get(day, 0) / share)
    weight = share * emptiness * emptiness
    for sibling in due.siblings:
        distance = abs((day - sibling).days)
        if distance < _APART:
            weight *= max(distance, 1) / _APART
    return weight


def _rounded(days: float) -> int:
    return math.floor(days + 0.5)
