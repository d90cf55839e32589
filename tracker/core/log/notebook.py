"""The daily notes of a folder as one log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.core.log.days import Day, Log
from tracker.core.log.values import Problem

_NO_DATE = "9999"
"""Sorts behind every date."""


@dataclass(frozen=True, slots=True)
class DailyProblem(Problem):
    """A problem in one of the files of a folder."""

    path: str = ""
    """Relative to the folder."""


@dataclass(frozen=True)
class DailyLog(Log):
    """The daily notes of a folder as one log."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read as it stands, file by file, in the order of the lines."""
        inside = [problem_of(day, p.line, p.message) for day in self.days for p in day.content.problems]
        return tuple(sorted([*self.found, *inside], key=place))


def place(problem: Problem) -> tuple[str, int]:
    """The file of a folder that a problem is in, empty outside folders, and its line."""
    return problem.path if isinstance(problem, DailyProblem) else "", problem.line


def problem_of(day: Day, line: int, message: str) -> Problem:
    """A problem of a day, in the file the day stands in."""
    return DailyProblem(line, message, day.path) if day.path else Problem(line, message)


def by_day(day: Day) -> tuple[str, tuple[int, ...], str]:
    """What daily notes are ordered by: the date, then the numbers, then the path."""
    return day.date or _NO_DATE, day.numbers, day.path


def gather(path: str, title: str, notes: Mapping[str, Log]) -> DailyLog:
    """Daily notes as one log, in the order of their dates, then of their numbers and paths.

    Args:
        path: of the folder.
        title: what the log is called.
        notes: each note by its path in the folder, as `read_daily` gives it.
    """
    days = [replace(day, path=inner) for inner, note in notes.items() for day in note.days]
    days.sort(key=by_day)
    repairs = dict.fromkeys(repair for note in notes.values() for repair in note.repairs)
    found = [DailyProblem(p.line, p.message, inner) for inner, note in notes.items() for p in note.found]
    return DailyLog(path, title, tuple(repairs), tuple(days), "", tuple(found))
