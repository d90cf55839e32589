"""Where statements stand, and how near the place of one is to the former place of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from tracker.core.knowledge.ledger import FormerDay
from tracker.core.log import Day, Entry

_DAYS_NEAR = 7


class Nearness(IntEnum):
    """How near two places are."""

    FAR = 0
    NEAR = 1
    """Within a week."""
    SAME_DAY = 2
    SAME_PLACE = 3
    """In one section, between the same neighbours that stayed."""


class _Spot(NamedTuple):
    day: str
    numbers: tuple[int, ...]
    date: str | None
    gap: tuple[str, str | None, str | None]
    """The section, and the neighbours that stayed."""
    rank: tuple[int, int]
    """Which of how many in the gap it is."""
    position: int
    """Counts the keypoints in document order."""


def identity(day: Day | FormerDay | None) -> str:
    """What makes a day the one it is: its numbers, else its date, else its label; not where it stands."""
    if day is None:
        return ""
    return str(day.numbers) if day.numbers else day.date or day.label


class Places:
    """The places of the statements of a log, and of those that were in it before."""

    def __init__(
        self, entries: Sequence[tuple[Day | None, Entry, str]], known: Mapping[str, str], days: Sequence[FormerDay]
    ) -> None:
        """Look at where statements stand.

        Args:
            entries: the keypoint entries with their keys.
            known: the ids of the keys that are known.
            days: the former days.
        """
        stays = set(known.values())
        self._now = _spots((day, entry.section, key, known.get(key)) for day, entry, key in entries)
        self._then = _spots(
            (day, entry.section, entry.keypoint, entry.keypoint if entry.keypoint in stays else None)
            for day in days
            for entry in day.entries
        )

    def nearness(self, key: str, id: str) -> Nearness:
        """How near a statement stands to where a lost one stood."""
        pairs = ((now, then) for now in self._now.get(key, ()) for then in self._then.get(id, ()))
        return max((_nearness(now, then) for now, then in pairs), default=Nearness.FAR)

    def together_now(self, one: str, other: str) -> bool:
        """Whether two statements stand next to each other, or nearly."""
        return _together(self._now.get(one, ()), self._now.get(other, ()))

    def together_then(self, one: str, other: str) -> bool:
        """Whether two lost statements stood so, as far as is known."""
        return not self._then or _together(self._then.get(one, ()), self._then.get(other, ()))


def _spots(rows: Iterable[tuple[Day | FormerDay | None, str, str, str | None]]) -> dict[str, list[_Spot]]:
    """The spots of the statements that are not known, by name; rows give day, section, name and the id if it stays."""
    found: defaultdict[str, list[_Spot]] = defaultdict(list)
    run: list[tuple[str, int]] = []
    where: tuple[Day | FormerDay | None, str] = (None, "")
    before: str | None = None

    def close(after: str | None) -> None:
        day, section = where
        for rank, (name, position) in enumerate(run):
            numbers, stated = (day.numbers, day.date) if day else ((), None)
            gap = (section, before, after)
            found[name].append(_Spot(identity(day), numbers, stated, gap, (rank, len(run)), position))
        run.clear()

    for position, (day, section, name, stays) in enumerate(rows):
        if (day, section) != where:
            close(None)
            where, before = (day, section), None
        if stays is None:
            run.append((name, position))
        else:
            close(stays)
            before = stays
    close(None)
    return dict(found)


def _nearness(now: _Spot, then: _Spot) -> Nearness:
    if now.day == then.day:
        return Nearness.SAME_PLACE if (now.gap, now.rank) == (then.gap, then.rank) else Nearness.SAME_DAY
    if now.numbers and then.numbers:
        return Nearness.NEAR if abs(now.numbers[0] - then.numbers[0]) <= _DAYS_NEAR else Nearness.FAR
    if now.date and then.date:
        apart = abs((date.fromisoformat(now.date) - date.fromisoformat(then.date)).days)
        return Nearness.NEAR if apart <= _DAYS_NEAR else Nearness.FAR
    return Nearness.FAR


def _together(some: Sequence[_Spot], others: Sequence[_Spot]) -> bool:
    return any(
        one.day == other.day and abs(one.position - other.position) <= _APART for one in some for other in others
    )


_APART = 3
"""Keypoints from one to the next that was one with it."""
