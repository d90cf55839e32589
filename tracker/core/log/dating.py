"""Dates for the days of a log that only counts them: from the day it began, or from the history of its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.core.log.days import Log
from tracker.core.log.values import Problem


def date_by_count(log: Log, start: date) -> Log:
    """Give each numbered day the date it has when the first day of the log was `start`.

    A day that states a date keeps it. When the numbering starts over only its first round is dated, because nobody knows
    when the next one began. Both things are told as problems.
    """
    numbered = [place for place, day in enumerate(log.days) if day.numbers]
    if _newest_first([log.days[place].numbers[0] for place in numbered]):
        numbered.reverse()
    counts = [log.days[place].numbers[0] for place in numbered]
    again = _restart(counts)
    first = start - timedelta(days=0 if 0 in counts[:again] else 1)
    days, problems = list(log.days), list(log.found)
    for place, count in zip(numbered[:again], counts[:again], strict=True):
        day = days[place]
        dated = _after(first, count)
        if day.date is None:
            days[place] = replace(day, date=dated)
        elif dated != day.date:
            problems.append(
                Problem(day.line, f"day {count} would be {dated or 'too far away'}, its marker says {day.date}")
            )
    later = [days[place] for place in numbered[again:] if days[place].date is None]
    if later:
        restart = days[numbered[again]]
        message = f"the numbering starts over at day {counts[again]}: {_counted(len(later))} from there without a date"
        problems.append(Problem(restart.line, message))
    return replace(log, days=tuple(days), found=tuple(sorted(problems, key=lambda problem: problem.line)))


def date_by_lines(log: Log, dates: Mapping[int, str]) -> Log:
    """Give each day without a date that of the line its marker stands in; a line that has none leaves it without.

    Args:
        log: the log of one file.
        dates: by line, ISO.
    """
    days = tuple(day if day.date else replace(day, date=dates.get(day.line)) for day in log.days)
    return replace(log, days=days)


def _newest_first(counts: Sequence[int]) -> bool:
    return sum((after > before) - (after < before) for before, after in pairwise(counts)) < 0


def _restart(counts: Sequence[int]) -> int:
    """The place at which the numbering starts over, or behind the last place when it never does.

    It does so where it falls to day 1 or 0, or lower than it has been and goes on from there. A single number out of
    order is a slip.
    """
    highest = 0
    for place, count in enumerate(counts):
        following = counts[place + 1] if place + 1 < len(counts) else 0
        if count < highest and (count <= 1 or count < following < highest):
            return place
        highest = max(highest, count)
    return len(counts)


def _after(first: date, days: int) -> str | None:
    try:
        return (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _counted(days: int) -> str:
    return "1 day is" if days == 1 else f"{days} days are"
