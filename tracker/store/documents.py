"""The documents of a search: what can be found by its words, and under which kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, cast, delete, func, select
from sqlmodel import col

from tracker.core.query.names import names
from tracker.core.snippet import Snippet
from tracker.core.text import printable
from tracker.store.database import chunks, insert_rows
from tracker.store.tables import CardRow, DayRow, DocumentRow, EditRow, EntryRow, KeypointRow, SourceRow

SHELF = 1 << 28
"""Ids of one kind: all of a kind stand together, so that the index can give those of a kind, and in this order."""
SHELVES = {kind: shelf * SHELF for shelf, kind in enumerate(("card", "day", "note", "snippet", "keypoint"), 1)}
"""The first id of each kind; a search that cannot look at everything begins at the end."""


def index(
    connection: Connection, *, keypoints: Iterable[str] = (), cards: Iterable[str] = (), days: Iterable[int] = ()
) -> None:
    """Bring the documents of some rows in line with the rows, which are written already or gone.

    Args:
        connection: a writing transaction.
        keypoints: ids of keypoints whose text has changed; new ones in document order.
        cards: ids of cards that ask or tell something else.
        days: ids of days, notes too, that say something else.
    """
    _shelve(connection, ("keypoint",), dict.fromkeys(keypoints), _keypoints)
    _shelve(connection, ("card",), dict.fromkeys(cards), _cards)
    _shelve(connection, ("day", "note"), dict.fromkeys(map(str, days)), _days)


def index_snippets(connection: Connection, snippets: Iterable[Snippet]) -> None:
    """Bring the documents of the snippets in line with the library.

    Args:
        connection: a writing transaction.
        snippets: all there are.
    """
    said = {one.id: one for one in snippets}
    known = connection.scalars(select(col(DocumentRow.ref)).where(col(DocumentRow.kind) == "snippet"))

    def derive(_: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        for one in (said[id] for id in ids if id in said):
            claims = (f"{claim.verdict}: {claim.text}" for claim in one.claims)
            yield "snippet", one.id, _lines(one.title, one.why, *claims, one.id)

    _shelve(connection, ("snippet",), dict.fromkeys([*said, *known]), derive)


def rebuild(connection: Connection) -> None:
    """Make all documents anew from the tables, and the index from the documents; those of snippets stay."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO document_fts (document_fts) VALUES ('rebuild')")
    known: dict[str, list[str]] = {kind: [] for kind in SHELVES}
    for kind, ref in connection.execute(select(col(DocumentRow.kind), col(DocumentRow.ref))):
        known[kind].append(ref)
    first = func.min(col(EntryRow.id))
    keypoints = (
        select(col(KeypointRow.id))
        .join(EntryRow, col(EntryRow.keypoint_id) == col(KeypointRow.id), isouter=True)
        .group_by(col(KeypointRow.id))
        .order_by(first)
    )
    index(
        connection,
        keypoints=[*connection.scalars(keypoints), *known["keypoint"]],
        cards=[*connection.scalars(select(col(CardRow.id)).order_by(col(CardRow.position))), *known["card"]],
        days=[
            *connection.scalars(select(col(DayRow.id)).order_by(col(DayRow.id))),
            *map(int, known["day"] + known["note"]),
        ],
    )


_Derive = Callable[[Connection, Sequence[str]], Iterator[tuple[str, str, str]]]
"""What gives kind, ref and text of the documents of some rows."""


def _shelve(connection: Connection, kinds: Sequence[str], refs: Mapping[str, None], derive: _Derive) -> None:
    """Write the documents of some rows: those on disk keep their ids, what has no row any more goes."""
    if not refs:
        return
    ids = {kind: _next(connection, kind) for kind in kinds}
    empty = all(ids[kind] == SHELVES[kind] for kind in kinds)
    fresh: list[tuple[int, str, str, str, str]] = []
    stale: list[int] = []
    for some in chunks(list(refs)):
        known = {} if empty else _known(connection, kinds, some)
        derived = {ref: (kind, text) for kind, ref, text in derive(connection, some)}
        for ref in some:
            if ref not in derived:
                continue
            kind, text = derived[ref]
            id, was = known.pop((kind, ref), (0, ""))
            if was == text:
                continue
            if id:
                stale.append(id)
            else:
                id = ids[kind]
                ids[kind] += 1
            fresh.append((id, kind, ref, text, names(text)))
        stale += [id for id, _ in known.values()]
    for gone in chunks(stale):
        connection.execute(delete(DocumentRow).where(col(DocumentRow.id).in_(gone)))
    insert_rows(connection, DocumentRow, "id kind ref text names", fresh)
    if connection.dialect.name == "sqlite" and fresh:
        connection.exec_driver_sql(
            "INSERT INTO document_fts (rowid, text, names) "
            "SELECT id, text, names FROM document WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([row[0] for row in fresh]),),
        )


def _next(connection: Connection, kind: str) -> int:
    first = SHELVES[kind]
    id = col(DocumentRow.id)
    last: int | None = connection.scalar(select(func.max(id)).where(id >= first, id < first + SHELF))
    return first if last is None else last + 1


def _known(connection: Connection, kinds: Sequence[str], refs: Sequence[str]) -> dict[tuple[str, str], tuple[int, str]]:
    query = select(col(DocumentRow.kind), col(DocumentRow.ref), col(DocumentRow.id), col(DocumentRow.text))
    rows = connection.execute(query.where(col(DocumentRow.kind).in_(kinds), col(DocumentRow.ref).in_(refs)))
    return {(kind, ref): (id or 0, text) for kind, ref, id, text in rows}


def _keypoints(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    query = select(col(KeypointRow.id), col(KeypointRow.text), _as_text(KeypointRow.points))
    for id, text, points in connection.execute(query.where(col(KeypointRow.id).in_(ids))):
        yield "keypoint", id, printable(text) if points == "[]" else _lines(text, *_outline(json.loads(points)))


def _outline(points: list[Any]) -> Iterator[str]:
    for text, inner in points:
        yield text
        yield from _outline(inner)


def _cards(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    query = select(
        col(CardRow.id),
        func.coalesce(col(EditRow.front), col(CardRow.front)),
        func.coalesce(col(EditRow.back), col(CardRow.back)),
        func.coalesce(_as_text(EditRow.accept), _as_text(CardRow.accept)),
    ).join(EditRow, col(EditRow.card) == col(CardRow.id), isouter=True)
    for id, front, back, accept in connection.execute(query.where(col(CardRow.id).in_(ids))):
        also = () if accept == "[]" else (answer for answer in json.loads(accept) if answer != back)
        yield "card", id, _lines(front, back, *also)


def _days(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    days = list(map(int, ids))
    did: dict[int, list[str]] = {}
    activities = select(col(EntryRow.day_id), col(EntryRow.text)).where(col(EntryRow.text).is_not(None))
    for day, text in connection.execute(activities.where(col(EntryRow.day_id).in_(days)).order_by(col(EntryRow.id))):
        did.setdefault(day, []).append(text or "")
    query = select(
        col(DayRow.id),
        col(DayRow.line),
        col(DayRow.label),
        col(DayRow.title),
        _as_text(DayRow.resources),
        _as_text(DayRow.tags),
        col(SourceRow.title),
    ).join(SourceRow, col(SourceRow.id) == col(DayRow.source_id))
    for id, line, label, title, resources, tags, source in connection.execute(query.where(col(DayRow.id).in_(days))):
        heading = (label if title in label else f"{label} {title}".strip()) or source
        pages = (name for _, name, _ in json.loads(resources))
        text = _lines(heading, *did.get(id or 0, ()), *pages, " ".join(f"#{tag}" for tag in json.loads(tags)))
        yield "day" if line else "note", str(id), text


def _as_text(column: Any) -> ColumnElement[str]:
    """JSON as it is kept: most lists are empty, and need no reading."""
    return cast(col(column), String)


def _lines(*lines: str) -> str:
    return "\n".join([printable(line) for line in lines if line])
