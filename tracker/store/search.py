"""Search: the documents that a query finds, the best first, and the cards it finds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Set
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.query import And, Found, Not, Query, Term, excerpt
from tracker.core.query.hits import Hits
from tracker.store.documents import SHELF, SHELVES
from tracker.store.filters import Condition, Conditions, Known, joined, kinds
from tracker.store.match import expression

RANKED = 200
"""Documents that are ranked together; those of a very common word are ranked in batches, the last that came first."""
_CHECKED = 25
"""Documents that are looked at together for whether they are shown; a page has not many fewer."""

_WEIGHTS = "2.0, 1.0"
"""What a hit in the text counts, and what one in a part of a name."""
_BELONGINGS = """
    LEFT JOIN card AS c ON d.kind = 'card' AND c.id = d.ref
    LEFT JOIN keypoint AS k ON k.id = CASE d.kind WHEN 'keypoint' THEN d.ref ELSE c.keypoint_id END
    LEFT JOIN memory AS m ON m.card = c.id
"""


def search(
    connection: Connection,
    query: Query,
    known: Known,
    *,
    limit: int = 20,
    offset: int = 0,
) -> list[Found]:
    """What a query finds.

    With words in it, the best comes first; of very common words, the best of the last `RANKED` documents that came.
    With filters alone, keypoints come first, in the order in which they came to the knowledge base. Cards come last,
    and those whose keypoint is found are left out. So is what is retired, merged or dropped, unless the query asks
    for it.

    Args:
        connection: a transaction.
        query: what to look for; an empty one finds nothing.
        known: what it is asked about besides the database.
        limit: how many to give.
        offset: how many to pass over.

    Raises:
        UserError: the database is not SQLite.
    """
    _needs_sqlite(connection)
    if query.term is None:
        return []
    wanted = _Wanted.of(query, Conditions(connection, known))
    rows = _ranked(connection, wanted) if wanted.match else _listed(connection, wanted)
    return _shown(connection, list(islice(rows, offset, offset + limit)), Hits(query))


def cards_matching(connection: Connection, query: Query, known: Known) -> list[str]:
    """The ids of all cards that a query finds, in the order of their log; an empty one finds all that are shown.

    The arguments, and what is left out, are those of `search`.
    """
    _needs_sqlite(connection)
    conditions = Conditions(connection, known)
    wanted = _Wanted.of(query, conditions)
    words = [wanted.match_among("card")] if wanted.match else []
    sql, values = joined(" AND ", [*words, wanted.condition, wanted.shown])
    found = connection.exec_driver_sql(
        f"""SELECT c.id FROM card AS c
            JOIN document AS d ON d.kind = 'card' AND d.ref = c.id
            JOIN keypoint AS k ON k.id = c.keypoint_id
            LEFT JOIN memory AS m ON m.card = c.id
            WHERE {sql} ORDER BY c.position""",
        values,
    )
    return list(found.scalars())


def distinct_links(connection: Connection) -> set[str]:
    """Every link to a snippet that a keypoint has."""
    return set(connection.exec_driver_sql("SELECT DISTINCT snippet FROM keypoint WHERE snippet IS NOT NULL").scalars())


class _Row(NamedTuple):
    document: int
    kind: str
    ref: str
    text: str
    keypoint: str | None
    """That it is, or that it asks about."""


class _Wanted(NamedTuple):
    """A query in the two languages that answer it."""

    match: str
    """What the words have to be, for FTS5; empty without words."""
    condition: Condition
    """What else has to hold."""
    filtered: bool
    """Whether anything has to."""
    shown: Condition
    """That it is not hidden."""
    kinds: frozenset[str]

    @classmethod
    def of(cls, query: Query, conditions: Conditions) -> _Wanted:
        terms = query.term.terms if isinstance(query.term, And) else (query.term,) if query.term else ()
        words: tuple[Term, ...] = tuple(
            term for term in terms if expression(term.term if isinstance(term, Not) else term)
        )
        match = expression(And(words)) if words else None
        states = {str(one.value) for one in query.filters() if one.field == "is"}
        others = [conditions.of(term) for term in terms if match is None or term not in words]
        return cls(
            match or "",
            joined(" AND ", others),
            bool(others),
            conditions.shown(states),
            kinds(query.term) if query.term else frozenset(SHELVES),
        )

    def match_among(self, kind: str) -> Condition:
        """That the words stand in a document of a kind."""
        first = SHELVES[kind]
        return Condition(
            "d.id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ? AND rowid BETWEEN ? AND ?)",
            (self.match, first, first + SHELF - 1),
        )


def _ranked(connection: Connection, wanted: _Wanted) -> Iterator[_Row]:
    """The best of the last documents that came, then the best of those before them, and so on; cards come last."""
    batch = _narrowed if wanted.filtered else _plain
    matched: set[int] = set()
    for group in (wanted.kinds - {"card"}, wanted.kinds & {"card"}):
        shelves = [SHELVES[kind] for kind in group]
        first, last = min(shelves, default=0), max(shelves, default=-SHELF) + SHELF - 1
        while first <= last:
            scores = batch(connection, wanted, first, last)
            matched |= scores.keys()
            best = iter(sorted(scores, key=scores.__getitem__))
            while some := list(islice(best, _CHECKED)):
                yield from _checked(connection, wanted, some, matched)
            last = min(scores) - 1 if len(scores) == RANKED else -1


def _plain(connection: Connection, wanted: _Wanted, first: int, last: int) -> dict[int, float]:
    """The scores of the last documents with the words, whatever else is asked of them."""
    found = _ask(
        connection,
        f"""SELECT rowid, bm25(document_fts, {_WEIGHTS}) FROM document_fts
            WHERE document_fts MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT {RANKED}""",
        (wanted.match, first, last),
    )
    return dict(found.fetchall())


def _narrowed(connection: Connection, wanted: _Wanted, first: int, last: int) -> dict[int, float]:
    """The scores of the last documents with the words that fulfil the condition."""
    found = _ask(
        connection,
        f"""SELECT d.id, bm25(document_fts, {_WEIGHTS})
            FROM document_fts AS f CROSS JOIN document AS d ON d.id = f.rowid {_BELONGINGS}
            WHERE document_fts MATCH ? AND f.rowid BETWEEN ? AND ? AND {wanted.condition.sql}
            ORDER BY f.rowid DESC LIMIT {RANKED}""",
        (wanted.match, first, last, *wanted.condition.values),
    )
    return dict(found.fetchall())


def _checked(connection: Connection, wanted: _Wanted, best: list[int], matched: Set[int]) -> Iterator[_Row]:
    """The rows of some documents that are to be shown, in the order given."""
    found = _ask(
        connection,
        f"""SELECT d.id, d.kind, d.ref, d.text, k.id,
                CASE d.kind WHEN 'card' THEN (SELECT id FROM document WHERE kind = 'keypoint' AND ref = k.id) END
            FROM document AS d {_BELONGINGS}
            WHERE d.id IN (SELECT value FROM json_each(?)) AND {wanted.shown.sql}""",
        (json.dumps(best), *wanted.shown.values),
    )
    rows = {row[0]: _Row(*row[:5]) for row in found if row[5] not in matched}
    yield from (rows[document] for document in best if document in rows)


def _listed(connection: Connection, wanted: _Wanted) -> Iterator[_Row]:
    """The documents that fulfil the condition, kind by kind."""
    said: set[str | None] = set()
    for kind, first in reversed(SHELVES.items()):
        if kind in wanted.kinds:
            found = _ask(
                connection,
                f"""SELECT d.id, d.kind, d.ref, d.text, k.id FROM document AS d {_BELONGINGS}
                    WHERE d.id BETWEEN ? AND ? AND {wanted.condition.sql} AND {wanted.shown.sql} ORDER BY d.id""",
                (first, first + SHELF - 1, *wanted.condition.values, *wanted.shown.values),
            )
            for row in (_Row(*row) for row in found):
                if kind == "keypoint":
                    said.add(row.keypoint)
                if kind != "card" or row.keypoint not in said:
                    yield row


class _Place(NamedTuple):
    source: str
    day: str
    line: int


_NOWHERE = _Place("", "", 0)


def _shown(connection: Connection, rows: list[_Row], hits: Hits) -> list[Found]:
    """The rows as the learner sees them."""
    places = _places_said(connection, {row.keypoint for row in rows if row.keypoint})
    places |= _places_of_days(connection, {row.ref for row in rows if row.kind in ("day", "note")})
    places |= {row.ref: _Place(f"snippets/{row.ref}.py", "", 1) for row in rows if row.kind == "snippet"}
    return [
        Found(
            row.kind,
            row.ref,
            row.text.partition("\n")[0],
            excerpt(row.text, hits.places(row.text)),
            *places.get(row.keypoint or row.ref, _NOWHERE),
        )
        for row in rows
    ]


def _places_said(connection: Connection, keypoints: Set[str | None]) -> dict[str, _Place]:
    """The first place of each keypoint in the order of the sources and their days."""
    found = _ask(
        connection,
        """SELECT entry.keypoint_id, source.path, day.path, day.label, day.line + entry.below
           FROM entry JOIN day ON day.id = entry.day_id JOIN source ON source.id = day.source_id
           WHERE entry.keypoint_id IN (SELECT value FROM json_each(?))
           ORDER BY day.source_id DESC, day.position DESC, entry.id DESC""",
        (json.dumps(list(keypoints)),),
    )
    return {row[0]: _place(*row[1:]) for row in found}


def _places_of_days(connection: Connection, ids: Set[str]) -> dict[str, _Place]:
    if not ids:
        return {}
    found = _ask(
        connection,
        """SELECT day.id, source.path, day.path, day.label, day.line
           FROM day JOIN source ON source.id = day.source_id WHERE day.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(map(int, ids))),),
    )
    return {str(row[0]): _place(*row[1:]) for row in found}


def _place(path: str, within: str, label: str, line: int) -> _Place:
    return _Place(str(Path(path, within)) if within else path, label, line)


def _ask(connection: Connection, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
    """Ask the driver itself: what SQLAlchemy adds takes longer than most of these queries."""
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]
    return cursor.execute(sql, values)


def _needs_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        raise UserError("search needs its own SQLite database; unset TRACKER_DB to search")
