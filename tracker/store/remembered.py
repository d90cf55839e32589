"""Days, entries and keypoints as they are remembered: where each stands, and the cards that are asked about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select
from sqlmodel import col

from tracker.core.log import Entry, Kind
from tracker.core.remembered import Occurrence, WrittenDay
from tracker.core.schedule import Memory, State
from tracker.core.sitting import Candidate
from tracker.store import ledger
from tracker.store.database import chunks
from tracker.store.tables import CardRow, DayRow, EntryRow, KeypointRow, MemoryRow, MergeRow, SourceRow, WordingRow

_ASKED = ~col(CardRow.retired) & col(CardRow.held).is_(None)
_MEMORY = [col(getattr(MemoryRow, field.name)) for field in fields(Memory)]


class StoredDay(NamedTuple):
    """A day, and what tells whether it stands in its file as it was imported."""

    day: WrittenDay
    path: str
    """Of its source."""
    daily: bool
    """Whether it is a file of its own in a folder of daily notes."""
    digest: str
    """Of its source at the last import."""
    end: int | None
    """The line of the next day in the same file."""


_DAY = (
    select(
        col(SourceRow.path),
        col(SourceRow.title),
        col(SourceRow.digest),
        col(DayRow.id),
        col(DayRow.path),
        col(DayRow.label),
        col(DayRow.title),
        col(DayRow.date),
        col(DayRow.numbers),
        col(DayRow.line),
        col(DayRow.filled),
    )
    .join(SourceRow, col(SourceRow.id) == col(DayRow.source_id))
    .order_by(col(SourceRow.bundled), col(SourceRow.imported_at).desc(), col(SourceRow.id).desc(), col(DayRow.position))
)


def days(connection: Connection) -> list[StoredDay]:
    """All days in document order, source by source: the learner's own before the bundled ones, the newest first."""
    return _days(connection, _DAY)


def day(connection: Connection, id: int) -> StoredDay | None:
    """The day with this id; None when there is none."""
    query = select(col(DayRow.source_id), col(DayRow.position)).where(col(DayRow.id) == id)
    place = connection.execute(query).one_or_none()
    if place is None:
        return None
    source, position = place
    here = (col(DayRow.source_id) == source) & col(DayRow.position).in_((position, position + 1))
    return _days(connection, _DAY.where(here))[0]


def _days(connection: Connection, query: Any) -> list[StoredDay]:
    found: list[StoredDay] = []
    after: StoredDay | None = None
    rows = connection.execute(query).all()
    for path, log, digest, id, inner, label, title, iso, numbers, line, filled in reversed(rows):
        source = _file(path, inner)
        end = after.day.line if after and after.day.source == source else None
        day = WrittenDay(id, source, log, label, title, iso, tuple(numbers), line, filled)
        after = StoredDay(day, path, bool(inner), digest, end)
        found.append(after)
    found.reverse()
    return found


def said(connection: Connection, days: Sequence[WrittenDay]) -> dict[int, list[tuple[Entry, str | None]]]:
    """What days say, by their ids: their entries in document order, each with the id of its keypoint when it is one.

    A keypoint that was merged into another counts as that one, in its own words.
    """
    query = (
        select(
            col(EntryRow.day_id),
            col(EntryRow.below),
            col(EntryRow.kind),
            col(EntryRow.section),
            func.coalesce(col(EntryRow.text), col(KeypointRow.text)),
            func.coalesce(col(MergeRow.winner), col(EntryRow.keypoint_id)),
        )
        .join(KeypointRow, col(KeypointRow.id) == col(EntryRow.keypoint_id), isouter=True)
        .join(MergeRow, col(MergeRow.loser) == col(EntryRow.keypoint_id), isouter=True)
        .order_by(col(EntryRow.id))
    )
    lines = {day.id: day.line for day in days}
    found: dict[int, list[tuple[Entry, str | None]]] = {day: [] for day in lines}
    for some in chunks(list(lines)):
        rows = connection.execute(query.where(col(EntryRow.day_id).in_(some)))
        for day, below, kind, section, text, keypoint in rows:
            found[day].append((Entry(lines[day] + below, Kind(kind), section, text), keypoint))
    return found


def asked(connection: Connection, keypoints: Iterable[str]) -> dict[str, list[Candidate]]:
    """The cards that are asked about keypoints, by keypoint, in the order in which they are introduced."""
    found: dict[str, list[Candidate]] = {}
    for some in chunks(sorted(set(keypoints))):
        for card in _candidates(connection, _ASKED & col(CardRow.keypoint_id).in_(some)):
            found.setdefault(card.keypoint, []).append(card)
    return found


def _candidates(connection: Connection, which: ColumnElement[bool]) -> Iterator[Candidate]:
    query = (
        select(col(CardRow.id), col(CardRow.keypoint_id), *_MEMORY)
        .join(MemoryRow, col(MemoryRow.card) == col(CardRow.id), isouter=True)
        .where(which)
        .order_by(col(CardRow.position))
    )
    for card, keypoint, *row in connection.execute(query):
        memory = dict(zip((field.name for field in fields(Memory)), row, strict=True))
        known = Memory(**memory | {"state": State(memory["state"])}) if memory["state"] else None
        yield Candidate(card, keypoint, known)


def held(connection: Connection) -> dict[int, list[str]]:
    """The keypoints that each day holds, by its id, in any order; one that was merged counts as the one it became."""
    # A row for each day: the garbage collector takes longer over one for each keypoint than SQLite over all.
    together = func.aggregate_strings(col(EntryRow.keypoint_id), " ")
    query = select(col(EntryRow.day_id), together).group_by(col(EntryRow.day_id))
    found = {day: ids.split() for day, ids in connection.execute(query) if ids}
    if winners := ledger.merged(connection):
        return {day: [winners.get(id, id) for id in ids] for day, ids in found.items()}
    return found


def answered(connection: Connection) -> list[tuple[str, float, date]]:
    """The keypoint, the stability and the day of the last answer of each card that is asked and was answered."""
    # Not a join, for which SQLite would go through all cards, of which most were never answered.
    keypoint = select(col(CardRow.keypoint_id)).where(col(CardRow.id) == col(MemoryRow.card), _ASKED).scalar_subquery()
    query = select(keypoint, col(MemoryRow.stability), col(MemoryRow.last_day))
    return [(id, stability, last_day) for id, stability, last_day in connection.execute(query) if id]


def occurrences(connection: Connection, keypoint: str) -> list[Occurrence]:
    """Where a keypoint stands, and those that were merged into it: in the order of the sources and their lines."""
    losers = select(col(MergeRow.loser)).where(col(MergeRow.winner) == keypoint)
    query = (
        select(
            col(SourceRow.path),
            col(DayRow.path),
            col(DayRow.label),
            col(DayRow.date),
            col(DayRow.line) + col(EntryRow.below),
            col(EntryRow.section),
        )
        .join(DayRow, col(DayRow.id) == col(EntryRow.day_id))
        .join(SourceRow, col(SourceRow.id) == col(DayRow.source_id))
        .where((col(EntryRow.keypoint_id) == keypoint) | col(EntryRow.keypoint_id).in_(losers))
        .order_by(col(DayRow.source_id), col(DayRow.position), col(EntryRow.id))
    )
    return [
        Occurrence(_file(path, inner), label, iso, line, section)
        for path, inner, label, iso, line, section in connection.execute(query)
    ]


def starting_with(connection: Connection, prefix: str, most: int = 10) -> dict[str, str]:
    """What the keypoints say whose ids begin with a prefix, by their ids; retired ones too."""
    query = select(col(KeypointRow.id), col(KeypointRow.text))
    query = query.where(col(KeypointRow.id).startswith(prefix, autoescape=True)).order_by(col(KeypointRow.id))
    return dict(connection.execute(query.limit(most)).all())


def standing(connection: Connection, keypoint: str) -> tuple[bool, int]:
    """Whether a keypoint is retired, and how many wordings it had, its own among them."""
    wordings = select(func.count()).where(col(WordingRow.keypoint_id) == keypoint).scalar_subquery()
    query = select(col(KeypointRow.retired), wordings).where(col(KeypointRow.id) == keypoint)
    retired, count = connection.execute(query).one()
    return retired, count


def cards_of(connection: Connection, keypoint: str) -> list[Candidate]:
    """All cards of a keypoint, in the order in which they were made."""
    return list(_candidates(connection, col(CardRow.keypoint_id) == keypoint))


def _file(path: str, inner: str) -> str:
    return str(Path(path, inner)) if inner else path
