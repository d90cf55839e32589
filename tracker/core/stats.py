"""Numbers that keep a learner going: days logged, and runs of days with reviews or green snippets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

MISSING_LISTED = 365
"""Most missing days named one by one: a log may say day 1 and, by a slip, day 2000000."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Logged:
    """What the days of a log add up to, by their dates or by their numbers."""

    days: int
    """Distinct days."""
    longest: int
    """Length of the longest run of consecutive days."""
    latest: int
    """Length of the run that ends at the last day."""
    missing: tuple[int, ...] | tuple[date, ...]
    """Days left out between the first and the last: the first `MISSING_LISTED` of them."""
    missing_count: int
    """How many were left out in all."""


@dataclass(frozen=True, slots=True)
class Streak:
    """How regularly something was done, in days on which it was done."""

    days: int
    longest: int
    current: int
    """Length of the run that today can still continue, 0 when it is broken."""


def logged(numbers: Iterable[int]) -> Logged:
    """Add up the day numbers that a log claims, in any order, repeated or not."""
    ordered = sorted(set(numbers))
    longest = latest = missing_count = 0
    missing: list[int] = []
    for index, number in enumerate(ordered):
        skipped = range(ordered[index - 1] + 1, number) if index else range(0)
        missing_count += skipped.stop - skipped.start
        missing += skipped[: MISSING_LISTED - len(missing)]
        latest = 1 if skipped else latest + 1
        longest = max(longest, latest)
    return Logged(len(ordered), longest, latest, tuple(missing), missing_count)


def logged_days(days: Iterable[tuple[Sequence[int], date | None]]) -> Logged:
    """Add up days by their dates when most of them have one, else by their numbers.

    Args:
        days: the numbers each day claims, and its date. A day of several numbers fills as many dates, from its own on.
    """
    claimed = list(days)
    dated = [(numbers, day) for numbers, day in claimed if day]
    if 2 * len(dated) <= len(claimed):
        return logged(number for numbers, _ in claimed for number in numbers)
    ordinals = {day.toordinal() + more for numbers, day in dated for more in range(len(numbers) or 1)}
    found = logged(ordinal for ordinal in ordinals if ordinal <= date.max.toordinal())
    missing = tuple(date.fromordinal(ordinal) for ordinal in found.missing if isinstance(ordinal, int))
    return replace(found, missing=missing)


def streak(days: Iterable[date], today: date, *, excused: Collection[date] = ()) -> Streak:
    """Measure the runs of days on which something was done.

    Today is not over yet: a run that reached yesterday is current. Days after today are left out; travel or a wrong
    clock can leave some.

    Args:
        days: when it was done, in any order, repeated or not.
        today: the learner's day.
        excused: days on which there was nothing to do; they neither break a run nor lengthen it.
    """
    ordered = sorted({day for day in days if day <= today})
    pardoned = frozenset(excused)
    longest = run = 0
    for index, day in enumerate(ordered):
        run = run + 1 if index and _unbroken(ordered[index - 1], day, pardoned) else 1
        longest = max(longest, run)
    return Streak(len(ordered), longest, run if ordered and _unbroken(ordered[-1], today, pardoned) else 0)


def _unbroken(last: date, day: date, excused: frozenset[date]) -> bool:
    """Whether every day between the two, both left out, is excused."""
    between = last + _DAY
    while between < day and between in excused:
        between += _DAY
    return between >= day
