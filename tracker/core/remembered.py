"""A log with memory: each day as it was written, and how well every keypoint in it is known by now."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tracker.core.errors import UserError
from tracker.core.knowledge import Keypoint, Statement
from tracker.core.log import Entry, Kind
from tracker.core.quiz import CardView
from tracker.core.schedule import Scheduler
from tracker.core.sitting import Candidate
from tracker.core.text import squash


class WrittenDay(NamedTuple):
    """A day of a log, or all of a note without days, as a list shows it."""

    id: int
    """Of its row, until the next import."""
    source: str
    """Path of the file it stands in."""
    log: str
    """What its source is called."""
    label: str
    """Empty for a note."""
    title: str
    date: str | None
    """ISO."""
    numbers: tuple[int, ...]
    line: int
    """The line of its marker; 0 for a note."""
    filled: bool
    """Whether the learner wrote anything that day."""


class DayOverview(NamedTuple):
    """A day and how much of it is known."""

    day: WrittenDay
    keypoints: int
    recall: float | None
    """The mean over its keypoints of the chance to recall the weakest card; None when none has a chance to show."""
    lowest: float | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A keypoint in a day, and how well it is known."""

    id: str
    """Of the keypoint, or of the one it was merged into."""
    statement: str
    line: int
    row: int
    """The line of the day's text it begins in, from 0."""
    section: str
    recall: float | None
    """The chance to recall its weakest card; None as long as every card is new or was answered today."""
    card: str | None
    """The id of the weakest card, or else of the first; None when none is asked."""
    cards: int
    """How many are asked."""
    answered: int
    """How many of these were ever answered."""
    due: date | None
    """The first learner's day on which one of them may be asked again."""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day with its text and what is remembered of it."""

    day: WrittenDay
    text: str
    """Its Markdown as it stands in the file, or one line for each entry when that is not to be had."""
    keypoints: tuple[Remembered, ...]
    """In document order, those nested under activities too."""
    activities: tuple[Entry, ...]
    stale: bool
    """Whether the file has changed since its import, or is gone."""

    def lines(self) -> Iterator[tuple[str, list[Remembered]]]:
        """Each line of the text with the keypoints that begin in it."""
        rows: dict[int, list[Remembered]] = {}
        for point in self.keypoints:
            rows.setdefault(point.row, []).append(point)
        for row, line in enumerate(self.text.split("\n")):
            yield line, rows.get(row, [])


def margin(points: Sequence[Remembered]) -> str:
    """What stands beside a line with these keypoints: how well the weakest is known, in at most five characters.

    Returns:
        `82 %`; `today` when a card was answered today, `new` before the first answer, `–` when no card is asked.
    """
    recalls = [point.recall for point in points if point.recall is not None]
    if recalls:
        return percent(min(recalls))
    if any(point.answered for point in points):
        return "today"
    return "new" if any(point.cards for point in points) else "–" if points else ""


def percent(recall: float) -> str:
    """A chance to recall as it is shown."""
    return f"{recall * 100:.0f} %"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a keypoint stands."""

    source: str
    """Path of the file."""
    day: str
    """The label of the day; empty in a note."""
    date: str | None
    line: int
    section: str


@dataclass(frozen=True, slots=True)
class KeypointView:
    """A keypoint with all that is known of it."""

    keypoint: Keypoint
    retired: bool
    """Whether no source holds it any more."""
    former: int
    """How many other wordings it had."""
    occurrences: tuple[Occurrence, ...]
    """Where it stands, or one that was merged into it."""
    cards: tuple[tuple[CardView, float | None], ...]
    """All that it ever gave, each with the chance to recall it."""

    @property
    def points(self) -> tuple[str, ...]:
        """The lines of its points, indented by depth."""
        return tuple(_outline(self.keypoint.statement))


def _outline(statement: Statement, indent: str = "") -> Iterator[str]:
    for point in statement.points:
        yield indent + point.text
        yield from _outline(point, indent + "  ")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days by their numbers, or by their dates."""

    first: int | date
    last: int | date
    """The last day itself; of the same type."""

    @classmethod
    def read(cls, text: str) -> DaySpan | None:
        """The days that a learner asks for: `12`, `day:12`, `day:11..14`, `2026-01-05`; None when it is something else.

        Raises:
            UserError: it asks for days in a way that means none.
        """
        asked = _SPAN.fullmatch(text)
        if not asked:
            if text.startswith("day:"):
                raise UserError(f"{text!r} is no day; ask for day:12, day:11..14 or day:2026-01-05")
            return None
        try:
            first, last = (_read_end(end) for end in (asked["first"], asked["last"] or asked["first"]))
        except ValueError as error:
            raise UserError(f"{text!r}: the calendar has no such day") from error
        if isinstance(first, int) and isinstance(last, int):
            return cls(min(first, last), max(first, last))
        if isinstance(first, date) and isinstance(last, date):
            return cls(min(first, last), max(first, last))
        raise UserError(f"{text!r}: a span goes from a number to a number, or from a date to a date")

    def holds(self, day: WrittenDay) -> bool:
        """Whether a day is one of them."""
        if isinstance(self.first, int) and isinstance(self.last, int):
            return any(self.first <= number <= self.last for number in day.numbers)
        return day.date is not None and str(self.first) <= day.date <= str(self.last)


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,9}"
_SPAN = re.compile(rf"(?:day:)?(?P<first>{_DAY})(?:\.\.(?P<last>{_DAY}))?")


def _read_end(text: str) -> int | date:
    return date.fromisoformat(text) if "-" in text else int(text)


def last_written(days: Sequence[WrittenDay]) -> WrittenDay | None:
    """The day of one source that was written last; None when nothing was.

    That is the one with the last date; without dates it is the last in the file, or the first when the days count down.
    """
    filled = [day for day in days if day.filled and day.line]
    dated = [day for day in filled if day.date]
    if dated:
        return max(dated, key=lambda day: day.date or "")
    numbers = [day.numbers[0] for day in filled if day.numbers]
    falling = sum(b < a for a, b in pairwise(numbers)) * 2 > len(numbers)
    return next(iter(filled if falling else reversed(filled)), None)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a file from where a day begins in it."""

    lines: Sequence[str]
    first: int
    """The number of the first of them."""

    @classmethod
    def of(cls, day: WrittenDay, lines: Sequence[str], above: int, end: int | None) -> Page:
        """The page of a day.

        Args:
            day: whose page it is.
            lines: of the whole file.
            above: how many of them are front matter.
            end: the line of the next day; None for the last one.
        """
        first = max(day.line, above + 1)
        kept = list(lines[first - 1 : end - 1 if end else None])
        if kept and kept[0].startswith("|"):  # a day that is a row of a table
            del kept[1:]
        while kept and not kept[-1].strip():
            kept.pop()
        return cls(kept, first)


def view_day(
    day: WrittenDay,
    said: Iterable[tuple[Entry, str | None]],
    page: Page | None,
    asked: Mapping[str, Sequence[Candidate]],
    scheduler: Scheduler,
    today: date,
) -> DayView:
    """A day with what is remembered of it.

    Args:
        day: as it is listed.
        said: its entries in document order, each with the id of its keypoint when it is one.
        page: as it stands in its file; None when that is not what was imported.
        asked: the cards that are asked, by keypoint.
        scheduler: knows the chance to recall a card.
        today: the learner's day.
    """
    said = list(said)
    entries = [entry for entry, _ in said]
    keypoints = tuple(
        _remember(entry, id, entry.line - page.first if page else row, asked.get(id, ()), scheduler, today)
        for row, (entry, id) in enumerate(said)
        if id
    )
    return DayView(
        day,
        text="\n".join(page.lines if page else (squash(entry.text) for entry in entries)),
        keypoints=keypoints,
        activities=tuple(entry for entry in entries if entry.kind is Kind.ACTIVITY),
        stale=page is None,
    )


def _remember(
    entry: Entry, id: str, row: int, asked: Sequence[Candidate], scheduler: Scheduler, today: date
) -> Remembered:
    memories = [(one.card, one.memory) for one in asked if one.memory]
    chances = [(chance, card) for card, memory in memories if (chance := scheduler.recall(memory, today)) is not None]
    recall, card = min(chances, default=(None, asked[0].card if asked else None))
    return Remembered(
        id=id,
        statement=entry.text,
        line=entry.line,
        row=row,
        section=entry.section,
        recall=recall,
        card=card,
        cards=len(asked),
        answered=len(memories),
        due=min((memory.due_day for _, memory in memories), default=None),
    )


def overviews(
    days: Iterable[WrittenDay],
    held: Mapping[int, Sequence[str]],
    answered: Iterable[tuple[str, float, date]],
    scheduler: Scheduler,
    today: date,
) -> list[DayOverview]:
    """Days and how much of them is known.

    Args:
        days: as they are listed.
        held: the keypoints that they hold, by their ids.
        answered: the keypoint, the stability and the day of the last answer of each asked card that has one.
        scheduler: knows the chance to recall a card.
        today: the learner's day.
    """
    weakest: dict[str, float] = {}
    for keypoint, stability, last_day in answered:
        age = (today - last_day).days / stability
        if age > weakest.get(keypoint, 0):
            weakest[keypoint] = age
    chance = cache(lambda step: scheduler.formulas.recall(1, math.exp(-step / _STEPS)))
    found = []
    for day in days:
        keypoints = held.get(day.id, ())
        chances = [chance(round(math.log(weakest[id]) * _STEPS)) for id in keypoints if id in weakest]
        mean = sum(chances) / len(chances) if chances else None
        found.append(DayOverview(day, len(keypoints), mean, min(chances, default=None)))
    return found


_STEPS = 200
"""To how fine a part of its logarithm the age of a memory counts: the chance is then right to 0.001."""
