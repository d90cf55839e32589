"""Sources and their days on disk: what an import compares with, and what it writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlmodel import col

from tracker.core.knowledge import FormerDay, FormerEntry, snippet_of
from tracker.core.log import Content, Day, Entry, Kind, Log, Problem
from tracker.core.log.notebook import DailyProblem, place
from tracker.store.database import as_json, chunks, insert_rows
from tracker.store.journal import Journal
from tracker.store.order import next_number
from tracker.store.tables import DayRow, EntryRow, ProblemRow, SourceRow


@dataclass(frozen=True, slots=True)
class Source:
    """An imported file, or a folder of daily notes, as the store knows it."""

    id: int
    path: str
    title: str
    digest: str
    dating: str | None
    """How its days get their dates: not at all, from an ISO start date, or from `git`."""
    bundled: bool
    keypoints: int
    """How many it holds."""
    problems: int


class Place(NamedTuple):
    """Where a day stands in its source; it may change while the day stays as it is."""

    position: int
    """Counts the days of the source in document order."""
    path: str
    """Relative to a folder of daily notes; empty in a file."""
    line: int
    date: str | None


class KnownDay(NamedTuple):
    """A day as the last import of its source left it."""

    id: int
    digest: str
    filled: bool
    place: Place


@dataclass(frozen=True, slots=True)
class FreshDay:
    """A day that is not on disk as it is, or all of a note."""

    place: Place
    digest: str
    day: Day | None
    content: Content
    problems: tuple[Problem, ...]


def sources(connection: Connection) -> list[Source]:
    """Every source in the order of its first import."""
    problems = select(func.count()).where(col(ProblemRow.source_id) == col(SourceRow.id)).scalar_subquery()
    query = select(
        col(SourceRow.id),
        col(SourceRow.path),
        col(SourceRow.title),
        col(SourceRow.digest),
        col(SourceRow.dating),
        col(SourceRow.bundled),
        col(SourceRow.keypoints),
        problems,
    )
    return [Source(*row) for row in connection.execute(query.order_by(col(SourceRow.id)))]


def days_of(connection: Connection, source: int) -> list[KnownDay]:
    """The days of a source in document order."""
    query = (
        select(
            col(DayRow.id),
            col(DayRow.digest),
            col(DayRow.filled),
            col(DayRow.position),
            col(DayRow.path),
            col(DayRow.line),
            col(DayRow.date),
        )
        .where(col(DayRow.source_id) == source)
        .order_by(col(DayRow.position))
    )
    return [
        KnownDay(id or 0, digest, filled, Place(position, path, line, date))
        for id, digest, filled, position, path, line, date in connection.execute(query)
    ]


def count_entries(connection: Connection, days: Sequence[int]) -> Counter[str]:
    """How many entries of each kind days have."""
    query = select(col(EntryRow.kind), func.count()).group_by(col(EntryRow.kind))
    found: Counter[str] = Counter()
    for some in chunks(days):
        for kind, count in connection.execute(query.where(col(EntryRow.day_id).in_(some))):
            found[kind] += count
    return found


def former_days(connection: Connection, days: Sequence[int]) -> list[FormerDay]:
    """What days said in the last import of their source, in document order, but for days without keypoints."""
    query = (
        select(
            col(DayRow.id),
            col(DayRow.label),
            col(DayRow.numbers),
            col(DayRow.date),
            col(EntryRow.keypoint_id),
            col(EntryRow.section),
        )
        .join(EntryRow, col(EntryRow.day_id) == col(DayRow.id))
        .where(col(EntryRow.keypoint_id).is_not(None))
        .order_by(col(DayRow.position), col(EntryRow.id))
    )
    rows = (row for some in chunks(days) for row in connection.execute(query.where(col(DayRow.id).in_(some))))
    return [
        FormerDay(label, tuple(numbers), date, tuple(FormerEntry(*row[4:]) for row in held))
        for (_, label, numbers, date), held in _by_day(rows)
    ]


def _by_day(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Sequence[Any], list[Sequence[Any]]]]:
    for _, held in groupby(rows, key=itemgetter(0)):
        found = list(held)
        yield found[0][:4], found


def problems_of(connection: Connection, source: int, places: Mapping[int, Place] | None = None) -> list[Problem]:
    """What could not be read as it stands in the last import of a source, in the order of the files and lines.

    Args:
        connection: a transaction.
        source: its id.
        places: where days stand by now; only the problems of these days are given then.
    """
    query = select(
        col(ProblemRow.day_id),
        func.coalesce(col(DayRow.path), col(ProblemRow.path)),
        func.coalesce(col(DayRow.line), 0),
        col(ProblemRow.below),
        col(ProblemRow.message),
    ).join(DayRow, col(DayRow.id) == col(ProblemRow.day_id), isouter=True)
    found = []
    for day, path, line, below, message in connection.execute(query.where(col(ProblemRow.source_id) == source)):
        if places is None:
            found.append(_problem(path, line + below, message))
        elif day is not None and day in places:
            found.append(_problem(places[day].path, places[day].line + below, message))
    return sorted(found, key=place)


def _problem(path: str, line: int, message: str) -> Problem:
    return DailyProblem(line, message, path) if path else Problem(line, message)


def move_source(connection: Connection, journal: Journal, old: str, new: str) -> None:
    """Give a source the path that its file has now."""
    journal.keep(col(SourceRow.path), [old])
    connection.execute(update(SourceRow).where(col(SourceRow.path) == old).values(path=new))


def write_source(
    connection: Connection,
    journal: Journal,
    log: Log,
    digest: str,
    dating: str | None,
    *,
    bundled: bool,
    keypoints: int,
    now: datetime,
) -> int:
    """Write what is said of a source as a whole.

    Returns:
        Its id.
    """
    values: dict[str, Any] = {
        "title": log.title,
        "digest": digest,
        "dating": dating,
        "bundled": bundled,
        "keypoints": keypoints,
        "imported_at": now,
    }
    found: int | None = connection.scalar(select(col(SourceRow.id)).where(col(SourceRow.path) == log.path))
    if found is None:
        found = next_number(connection, col(SourceRow.id), bundled=bundled)
        connection.execute(insert(SourceRow).values(id=found, path=log.path, born=journal.id, **values))
    else:
        journal.keep(col(SourceRow.id), [found])
        connection.execute(update(SourceRow).where(col(SourceRow.id) == found).values(**values))
        own = (col(ProblemRow.source_id) == found) & col(ProblemRow.day_id).is_(None)
        journal.keep(col(ProblemRow.id), list(connection.scalars(select(col(ProblemRow.id)).where(own))))
        connection.execute(delete(ProblemRow).where(own))
    problems = [(found, *place(problem), problem.message) for problem in log.found]
    insert_rows(connection, ProblemRow, "source_id path below message", problems)
    return found


def drop_days(connection: Connection, journal: Journal, days: Sequence[int]) -> None:
    """Take days out, with their entries and problems."""
    for column in (col(DayRow.id), col(EntryRow.day_id), col(ProblemRow.day_id)):
        journal.keep(column, days)
    for some in chunks(days):
        connection.execute(delete(DayRow).where(col(DayRow.id).in_(some)))


def shift_days(connection: Connection, journal: Journal, places: Mapping[int, Place]) -> None:
    """Note where days stand that are as they were."""
    if places:
        journal.keep(col(DayRow.id), places, Place._fields)
        table: Any = DayRow.__table__  # type: ignore[attr-defined]
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in Place._fields}
        connection.execute(
            update(table).where(table.c.id == bindparam("day")).values(**values),
            [
                {"day": id, "to_position": position, "to_path": path, "to_line": line, "to_date": date}
                for id, (position, path, line, date) in places.items()
            ],
        )


def write_days(
    connection: Connection,
    journal: Journal,
    source: int,
    fresh: Sequence[FreshDay],
    occurrences: Iterable[tuple[Entry, str]],
) -> list[int]:
    """Write days with their entries and problems; their keypoints are on disk already.

    Args:
        connection: a writing transaction.
        journal: of the import.
        source: the id of their source.
        fresh: the days.
        occurrences: each of their keypoint entries with the id of its keypoint.

    Returns:
        Their ids.
    """
    keypoints = {id(entry): keypoint for entry, keypoint in occurrences}
    first: int = (connection.scalar(select(func.max(col(DayRow.id)))) or 0) + 1
    rows = list(enumerate(fresh, first))
    insert_rows(
        connection,
        DayRow,
        "id source_id position path line date label title numbers tags resources filled digest born",
        [(id, source, *one.place, *_described(one), one.digest, journal.id) for id, one in rows],
    )
    insert_rows(
        connection,
        EntryRow,
        "day_id below keypoint_id kind section text snippet",
        [
            (
                day,
                entry.line - one.place.line,
                keypoints.get(id(entry)),
                entry.kind.value,
                entry.section,
                entry.text if entry.kind is Kind.ACTIVITY else None,
                snippet_of(entry),
            )
            for day, one in rows
            for entry in with_nested(one.content.entries)
        ],
    )
    insert_rows(
        connection,
        ProblemRow,
        "source_id day_id path below message",
        [
            (source, day, "", problem.line - one.place.line, problem.message)
            for day, one in rows
            for problem in one.problems
        ],
    )
    return [id for id, _ in rows]


def with_nested(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries, each activity followed by the keypoints nested under it."""
    for entry in entries:
        yield entry
        if entry.children and entry.kind is Kind.ACTIVITY:
            yield from entry.keypoints()


def _described(fresh: FreshDay) -> tuple[Any, ...]:
    day, content = fresh.day, fresh.content
    return (
        day.label if day else "",
        day.title if day else content.title,
        as_json(list(day.numbers) if day else []),
        as_json(list(content.tags)),
        as_json([[link.line - fresh.place.line, link.title, link.url] for link in content.resources]),
        day.filled if day else bool(content.entries),
    )
