"""The journal: what each of the last imports changed, so that it can be taken back whole.

A row that an import brings says so in its column `born`; a row that it changes or takes out is copied before. What the
learner alone decides (reviews, edits, what is not to be asked) is not the import's and stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Table, bindparam, delete, insert, select, update
from sqlmodel import SQLModel, col

from tracker.store.database import chunks, insert_rows
from tracker.store.tables import (
    CardRow,
    DayRow,
    EditRow,
    EntryRow,
    FormerRow,
    ImportRow,
    KeypointRow,
    MergeRow,
    PairRow,
    ProblemRow,
    ReviewRow,
    SourceRow,
    WordingRow,
)

_KEPT = 30
"""Imports that can be taken back, one after the other."""
_RESTORED = (SourceRow, KeypointRow, WordingRow, CardRow, DayRow, EntryRow, ProblemRow)
"""The tables that imports write, each after those it points to."""
_LEARNERS = {"held", "flagged", "buried_until", "answered"}
"""Columns that no import writes."""


@dataclass(frozen=True, slots=True)
class Import:
    """An import that can be taken back."""

    id: int
    at: datetime
    paths: list[str]
    fates: dict[str, int]
    """How many keypoints had each fate."""


@dataclass(slots=True)
class Touched:
    """The rows that are other than they were, by their ids."""

    keypoints: set[str] = field(default_factory=set)
    cards: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)


class Journal:
    """What one import changes, noted while it writes."""

    def __init__(self, connection: Connection, at: datetime, paths: Sequence[str], fates: Mapping[str, int]) -> None:
        """Begin an import.

        Args:
            connection: the writing transaction that the import is.
            at: the moment.
            paths: of the sources it changes.
            fates: how many keypoints have each fate.
        """
        begun = insert(ImportRow).values(at=at, paths=list(paths), fates=dict(fates))
        key = connection.execute(begun).inserted_primary_key
        assert key is not None
        self.id = int(key[0])
        self._connection = connection
        self._noted: set[tuple[str, Any]] = set()
        old = select(col(ImportRow.id)).order_by(col(ImportRow.id).desc()).offset(_KEPT)
        connection.execute(delete(ImportRow).where(col(ImportRow.id).in_(list(connection.scalars(old)))))

    def keep(self, column: Any, values: Iterable[str | int], columns: Sequence[str] = ()) -> None:
        """Copy rows that are about to be changed or taken out.

        Args:
            column: a column of their table.
            values: what the rows have in it.
            columns: those that are going to change, when the rows stay; all without any.
        """
        table: Table = column.class_.__table__
        (key,) = table.primary_key.columns
        wanted = [one for one in table.columns if (not columns or one.name in columns) and one.name not in _LEARNERS]
        moments = [one.name for one in wanted if isinstance(getattr(one.type, "impl", one.type), DateTime)]
        born = table.columns.get("born")
        query = select(key.label("__key"), *wanted)
        if born is not None:
            query = query.where(born < self.id)
        rows = []
        for some in chunks(list(values)):
            for id, *values_of in self._connection.execute(query.where(column.in_(some))):
                if (table.name, id) not in self._noted:
                    self._noted.add((table.name, id))
                    row = dict(zip((one.name for one in wanted), values_of, strict=True))
                    row |= {name: row[name].isoformat() for name in moments}
                    rows.append((self.id, table.name, str(id), json.dumps(row)))
        insert_rows(self._connection, FormerRow, "import_id name key row", rows)


def imports(connection: Connection) -> list[Import]:
    """The imports that can be taken back, the last one first."""
    query = select(col(ImportRow.id), col(ImportRow.at), col(ImportRow.paths), col(ImportRow.fates))
    rows = connection.execute(query.order_by(col(ImportRow.id).desc()))
    return [Import(id or 0, at, paths, fates) for id, at, paths, fates in rows]


def take_back(connection: Connection, id: int) -> Touched:
    """Bring everything that the last import wrote back to what it was before.

    A card that was answered or edited since, and its keypoint, are kept as retired, with their reviews.

    Args:
        connection: a writing transaction.
        id: of the last import.
    """
    touched = Touched()
    touched.days |= _born(connection, DayRow, id)
    connection.execute(delete(DayRow).where(col(DayRow.born) == id))
    former: dict[str, dict[str, dict[str, Any]]] = {}
    query = select(col(FormerRow.name), col(FormerRow.key), col(FormerRow.row)).where(col(FormerRow.import_id) == id)
    for name, key, row in connection.execute(query):
        former.setdefault(name, {})[key] = row
    sources = [int(key) for key in former.get("source", ())]
    connection.execute(
        delete(ProblemRow).where(col(ProblemRow.source_id).in_(sources), col(ProblemRow.day_id).is_(None))
    )
    for model in _RESTORED:
        _restore(connection, model, former.get(str(model.__tablename__), {}))
    touched.keypoints |= former.get("keypoint", {}).keys() | _born(connection, KeypointRow, id)
    touched.cards |= former.get("card", {}).keys() | _born(connection, CardRow, id)
    touched.days |= {int(key) for key in former.get("day", ())}
    _forget(connection, id)
    connection.execute(delete(SourceRow).where(col(SourceRow.born) == id))
    connection.execute(delete(ImportRow).where(col(ImportRow.id) == id))
    return touched


def _born(connection: Connection, model: Any, id: int) -> set[Any]:
    return set(connection.scalars(select(col(model.id)).where(col(model.born) == id)))


def _restore(connection: Connection, model: type[SQLModel], rows: Mapping[str, dict[str, Any]]) -> None:
    """Put rows back as they were: those that are there still are updated."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    (key,) = table.primary_key.columns
    ids: list[Any] = [int(id) for id in rows] if key.type.python_type is int else list(rows)
    there = {str(id) for some in chunks(ids) for id in connection.scalars(select(key).where(key.in_(some)))}
    moments = [one.name for one in table.columns if isinstance(getattr(one.type, "impl", one.type), DateTime)]
    for id, row in rows.items():
        row.update({name: datetime.fromisoformat(row[name]) for name in moments if name in row})
        if id in there:
            row["_key"] = int(id) if key.type.python_type is int else id
    for changed in _alike(row for id, row in rows.items() if id in there):
        values: dict[str, Any] = {name: bindparam(f"_{name}") for name in changed[0] if name != "_key"}
        bound = [{name if name == "_key" else f"_{name}": value for name, value in row.items()} for row in changed]
        connection.execute(update(table).where(key == bindparam("_key")).values(**values), bound)
    for lost in _alike(row for id, row in rows.items() if id not in there):
        connection.execute(insert(table), lost)


def _alike(rows: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows in groups of the same columns."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.values())


def _forget(connection: Connection, id: int) -> None:
    """Take out the keypoints and cards that an import brought, but for what the learner has worked on since."""
    worked_on = select(col(ReviewRow.card)).union(select(col(EditRow.card)))
    brought = col(CardRow.born) == id
    connection.execute(delete(CardRow).where(brought, col(CardRow.id).not_in(worked_on)))
    connection.execute(update(CardRow).where(brought).values(retired=True))
    new = select(col(KeypointRow.id)).where(col(KeypointRow.born) == id)
    needed = select(col(CardRow.keypoint_id)).where(brought)
    lost = list(connection.scalars(new.where(col(KeypointRow.id).not_in(needed))))
    for some in chunks(lost):
        connection.execute(delete(WordingRow).where(col(WordingRow.keypoint_id).in_(some)))
        connection.execute(delete(PairRow).where(col(PairRow.one).in_(some) | col(PairRow.other).in_(some)))
        connection.execute(delete(MergeRow).where(col(MergeRow.loser).in_(some)))
        connection.execute(delete(KeypointRow).where(col(KeypointRow.id).in_(some)))
    connection.execute(update(KeypointRow).where(col(KeypointRow.born) == id).values(retired=True))
    kept = select(col(KeypointRow.id)).where(col(KeypointRow.born) == id)
    connection.execute(delete(WordingRow).where(col(WordingRow.born) == id, col(WordingRow.keypoint_id).not_in(kept)))
