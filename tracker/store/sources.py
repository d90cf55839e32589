"""Sources and their knowledge on disk: what an import reads before it plans, and what it writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlmodel import col

from tracker.core.knowledge import Holdings, Plan, Statement
from tracker.core.log import Log, Problem
from tracker.core.quiz import Card
from tracker.core.text import fold
from tracker.store.tables import CardRow, DayRow, EntryRow, KeypointRow, SourceRow, WordingRow

_IN_ONE_QUERY = 500
"""Values bound in one statement; SQLite allows 32,766, older ones 999."""


@dataclass(frozen=True, slots=True)
class Source:
    """An imported file as the store knows it."""

    id: int
    path: str
    title: str
    digest: str
    bundled: bool
    problems: int


def sources(connection: Connection) -> list[Source]:
    """Every source in the order of its first import."""
    rows = connection.execute(
        select(
            col(SourceRow.id),
            col(SourceRow.path),
            col(SourceRow.title),
            col(SourceRow.digest),
            col(SourceRow.bundled),
            col(SourceRow.problems),
        ).order_by(col(SourceRow.id))
    )
    return [
        Source(id or 0, path, title, digest, bundled, len(problems))
        for id, path, title, digest, bundled, problems in rows
    ]


def keypoints_of(connection: Connection, source: int) -> set[str]:
    """The keypoints that a source holds."""
    query = select(col(EntryRow.keypoint_id)).where(col(EntryRow.source_id) == source)
    return {id for id in connection.scalars(query) if id}


def problems_of(connection: Connection, source: int) -> list[Problem]:
    """What could not be read as it stands in the last import of a source."""
    found = connection.scalar(select(col(SourceRow.problems)).where(col(SourceRow.id) == source))
    return [Problem(line, message) for line, message in found or ()]


def day_numbers(connection: Connection) -> dict[int, list[int]]:
    """The day numbers that the filled days of each source claim, by source id."""
    found: dict[int, list[int]] = {}
    query = select(col(DayRow.source_id), col(DayRow.numbers)).where(col(DayRow.filled))
    for source, numbers in connection.execute(query):
        found.setdefault(source, []).extend(numbers)
    return found


def holdings(connection: Connection) -> Holdings:
    """Which source holds which keypoint, and every wording there ever was."""
    found = Holdings()
    wordings = select(col(WordingRow.key), col(WordingRow.keypoint_id))
    found.wordings.update((key, keypoint) for key, keypoint in connection.execute(wordings))
    keypoints = select(col(KeypointRow.id), col(KeypointRow.text), col(KeypointRow.points))
    found.statements.update((id, _statement(text, points)) for id, text, points in connection.execute(keypoints))
    entries = (
        select(col(SourceRow.path), col(EntryRow.keypoint_id))
        .join(SourceRow, col(SourceRow.id) == col(EntryRow.source_id))
        .distinct()
    )
    for path, keypoint in connection.execute(entries):
        if keypoint:
            found.held.setdefault(path, set()).add(keypoint)
            found.holders[keypoint] += 1
    return found


def fronts(connection: Connection) -> dict[str, str]:
    """The folded fronts of all cards asked, each with its keypoint."""
    query = select(col(CardRow.front), col(CardRow.keypoint_id)).where(~col(CardRow.retired))
    return {fold(front): keypoint for front, keypoint in connection.execute(query)}


def move_source(connection: Connection, old: str, new: str) -> None:
    """Give a source the path that its file has now."""
    connection.execute(update(SourceRow).where(col(SourceRow.path) == old).values(path=new))


def write_source(
    connection: Connection, log: Log, digest: str, problems: Iterable[Problem], *, bundled: bool, now: datetime
) -> int:
    """Put a log in place of what the source at its path said before; its entries are written by `write_entries`."""
    values = {
        "title": log.title,
        "digest": digest,
        "bundled": bundled,
        "problems": [[problem.line, problem.message] for problem in problems],
        "imported_at": now,
    }
    found: int | None = connection.scalar(select(col(SourceRow.id)).where(col(SourceRow.path) == log.path))
    if found is None:
        key = connection.execute(insert(SourceRow).values(path=log.path, **values)).inserted_primary_key
        assert key is not None
        return int(key[0])
    connection.execute(update(SourceRow).where(col(SourceRow.id) == found).values(**values))
    connection.execute(delete(EntryRow).where(col(EntryRow.source_id) == found))
    connection.execute(delete(DayRow).where(col(DayRow.source_id) == found))
    return found


def write_entries(connection: Connection, source: int, log: Log, plan: Plan) -> None:
    """Write the days and entries of a source and what the plan made of its keypoints."""
    _write_keypoints(connection, plan)
    first: int = (connection.scalar(select(func.max(col(DayRow.id)))) or 0) + 1
    days = {id(day): number for number, day in enumerate(log.days, first)}
    _insert(
        connection,
        DayRow,
        [
            {
                "id": days[id(day)],
                "source_id": source,
                "line": day.line,
                "label": day.label,
                "title": day.title,
                "numbers": list(day.numbers),
                "date": day.date,
                "tags": list(day.tags),
                "resources": [[link.line, link.title, link.url] for link in day.resources],
                "filled": day.filled,
            }
            for day in log.days
        ],
    )
    keypoints = {id(entry): keypoint for entry, keypoint in plan.occurrences}
    _insert(
        connection,
        EntryRow,
        [
            {
                "source_id": source,
                "day_id": days[id(day)] if day else None,
                "keypoint_id": keypoints.get(id(entry)),
                "line": entry.line,
                "kind": entry.kind.value,
                "section": entry.section,
                "text": entry.text,
            }
            for day, entry in log.entries()
        ],
    )
    _retire_unheld(connection, plan.gone)


def write_cards(connection: Connection, cards: Sequence[Card], fresh: Iterable[str]) -> None:
    """Make `cards` the cards of the keypoints `fresh`: known ones keep their history, others of them retire."""
    known = {
        card
        for keypoints in _chunks(list(fresh))
        for card in connection.scalars(select(col(CardRow.id)).where(col(CardRow.keypoint_id).in_(keypoints)))
    }
    made = {card.id for card in cards}
    for ids in _chunks(sorted(known - made)):
        connection.execute(update(CardRow).where(col(CardRow.id).in_(ids)).values(retired=True))
    for card in cards:
        if card.id in known:
            values = {name: getattr(card, name) for name in ("maker", "kind", "front", "back")}
            connection.execute(
                update(CardRow)
                .where(col(CardRow.id) == card.id)
                .values(accept=list(card.accept), retired=False, **values)
            )
    first: int = (connection.scalar(select(func.max(col(CardRow.position)))) or 0) + 1
    _insert(
        connection,
        CardRow,
        [
            {
                "id": card.id,
                "keypoint_id": card.keypoint,
                "position": position,
                "maker": card.maker,
                "kind": card.kind,
                "front": card.front,
                "back": card.back,
                "accept": list(card.accept),
                "retired": False,
                "dropped": False,
            }
            for position, card in enumerate((card for card in cards if card.id not in known), first)
        ],
    )


def _write_keypoints(connection: Connection, plan: Plan) -> None:
    keys = {id(keypoint): keypoint.statement.key for keypoint in plan.keypoints}
    reworded = {rewording.keypoint for rewording in plan.reworded}
    changed = plan.fresh - plan.new
    worded = plan.new | reworded
    links = select(col(KeypointRow.id), col(KeypointRow.snippet))
    linked = {
        id: snippet
        for ids in _chunks([keypoint.id for keypoint in plan.keypoints])
        for id, snippet in connection.execute(links.where(col(KeypointRow.id).in_(ids)))
    }
    for keypoint in plan.keypoints:
        values: dict[str, Any] = {}
        if keypoint.id in changed:
            values = {"text": keypoint.statement.text, "points": _points(keypoint.statement), "retired": False}
        # Another source may give the link; only the one that held the keypoint before takes it away.
        if keypoint.snippet != linked.get(keypoint.id) and (keypoint.snippet or keypoint.id in plan.held):
            values["snippet"] = keypoint.snippet
        if values and keypoint.id not in plan.new:
            connection.execute(update(KeypointRow).where(col(KeypointRow.id) == keypoint.id).values(**values))
    _insert(
        connection,
        KeypointRow,
        [
            {
                "id": keypoint.id,
                "text": keypoint.statement.text,
                "points": _points(keypoint.statement),
                "snippet": keypoint.snippet,
                "retired": False,
            }
            for keypoint in plan.keypoints
            if keypoint.id in plan.new
        ],
    )
    wordings = {keys[id(keypoint)]: keypoint.id for keypoint in plan.keypoints if keypoint.id in worded}
    for former in _chunks(list(wordings)):
        connection.execute(delete(WordingRow).where(col(WordingRow.key).in_(former)))
    _insert(connection, WordingRow, [{"key": key, "keypoint_id": keypoint} for key, keypoint in wordings.items()])


def _retire_unheld(connection: Connection, gone: Iterable[str]) -> None:
    """Retire the keypoints that have no occurrence left in any source, and their cards."""
    for ids in _chunks(sorted(gone)):
        held = set(connection.scalars(select(col(EntryRow.keypoint_id)).where(col(EntryRow.keypoint_id).in_(ids))))
        lost = [id for id in ids if id not in held]
        connection.execute(update(KeypointRow).where(col(KeypointRow.id).in_(lost)).values(retired=True))
        connection.execute(update(CardRow).where(col(CardRow.keypoint_id).in_(lost)).values(retired=True))


def _insert(connection: Connection, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _chunks(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + _IN_ONE_QUERY] for start in range(0, len(values), _IN_ONE_QUERY))


def _points(statement: Statement) -> list[Any]:
    return [[point.text, _points(point)] for point in statement.points]


def _statement(text: str, points: list[Any]) -> Statement:
    return Statement(text, tuple(_statement(*point) for point in points))
