"""Dates for the days of a log that only counts them: from the day it began, or from the history of its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tracker.core.log.days import Day, Log
from tracker.core.log.notebook import place, problem_of


def date_by_count(log: Log, start: date) -> Log:
    """Give each numbered day the date it has when the first day of the log was `start`.

    A day that states a date keeps it. When the numbering starts over only its first round is dated, because nobody
    knows when the next one began. Both things are told as problems.
    """
    numbered = [index for index, day in enumerate(log.days) if day.numbers]
    counts = [log.days[index].numbers[0] for index in numbered]
    if _newest_first(counts):
        numbered.reverse()
        counts.reverse()
    again = _restart(counts)
    first = start.toordinal() - (0 if 0 in counts[:again] else 1)
    days, problems = list(log.days), list(log.found)
    for index, count in zip(numbered[:again], counts[:again], strict=True):
        day = days[index]
        dated = _after(first, count)
        if day.date is None:
            days[index] = replace(day, date=dated)
        elif dated != day.date:
            would = f"day {count} would be {dated or 'too far away'}, its marker says {day.date}"
            problems.append(problem_of(day, day.line, would))
    undated = [index for index in numbered[again:] if days[index].date is None]
    if undated:
        restart = days[numbered[again]]
        left = "1 day" if len(undated) == 1 else f"{len(undated)} days"
        message = f"the numbering starts over at day {counts[again]}, and {left} from there on got no date"
        problems.append(problem_of(restart, restart.line, message))
    return replace(log, days=tuple(days), found=tuple(sorted(problems, key=place)))


def date_by_history(log: Log, written: Callable[[Day], str | None]) -> Log:
    """Give each day without a date the one on which its marker was written.

    Args:
        log: the log.
        written: asked for each of these days; ISO, or None when nobody knows.
    """
    days = tuple(day if day.date else replace(day, date=written(day)) for day in log.days)
    return replace(log, days=days)


def _newest_first(counts: Sequence[int]) -> bool:
    return sum((after > before) - (after < before) for before, after in pairwise(counts)) < 0


def _restart(counts: Sequence[int]) -> int:
    """The place at which the numbering starts over, or behind the last place when it never does.

    It does so where it falls to day 1 or 0, or lower than it has been and goes on from there. A single number out of
    order is a slip.
    """
    highest = 0
    for index, count in enumerate(counts):
        following = counts[index + 1] if index + 1 < len(counts) else 0
        if count < highest and (count <= 1 or count < following < highest):
            return index
        highest = max(highest, count)
    return len(counts)


def _after(first: int, days: int) -> str | None:
    """The date some days after an ordinal; None outside of the calendar."""
    try:
        return date.fromordinal(first + days).isoformat()
    except (OverflowError, ValueError):
        return None
