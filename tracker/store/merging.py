"""Reviews of another database taken over: what both have seen is the union of what each has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import SQLModel, col

from tracker.store import choices, documents
from tracker.store.database import chunks
from tracker.store.order import next_number
from tracker.store.tables import CardRow, KeypointRow, RetractionRow, ReviewRow, WordingRow

_AT_ONCE = 5000
"""Rows."""


@dataclass(slots=True)
class Merged:
    """What a database did not have."""

    reviews: int = 0
    retractions: int = 0
    choices: list[str] = field(default_factory=list)
    """Settings that were chosen later in the other."""
    cards: set[str] = field(default_factory=set)
    """Those that have other reviews now."""


def merge(connection: Connection, other: Connection) -> Merged:
    """Take over the reviews, retractions and settings that another database has and this one has not.

    Cards that are not known here are taken over as retired, with their keypoints: they are asked again as soon as a log
    says them. Of a setting the later choice counts. The result does not depend on which database is merged into which.

    Args:
        connection: a writing transaction.
        other: a transaction of the other database.
    """
    merged = Merged()
    for rows in _missing(connection, other, ReviewRow):
        its = {row["card"] for row in rows}
        _take_cards(connection, other, its)
        connection.execute(insert(ReviewRow), [row | {"here": False} for row in rows])
        merged.reviews += len(rows)
        merged.cards |= its
    for rows in _missing(connection, other, RetractionRow):
        connection.execute(insert(RetractionRow), rows)
        merged.retractions += len(rows)
        for some in chunks([row["review_id"] for row in rows]):
            merged.cards |= set(connection.scalars(select(col(ReviewRow.card)).where(col(ReviewRow.id).in_(some))))
    own = choices.choices(connection)
    for name, (at, value) in choices.choices(other).items():
        if name not in own or own[name] < (at, value):
            choices.write_choice(connection, name, value, at)
            if name not in own or own[name][1] != value:
                merged.choices.append(name)
    return merged


def _missing(connection: Connection, other: Connection, model: type[SQLModel]) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table that this database does not have, many at once."""
    table: Any = model.__table__  # type: ignore[attr-defined]
    (key,) = table.primary_key.columns
    with other.execution_options(yield_per=_AT_ONCE).execute(select(table)) as found:
        for rows in found.mappings().partitions(_AT_ONCE):
            had = _known(connection, key, [row[key.name] for row in rows])
            if new := [dict(row) for row in rows if row[key.name] not in had]:
                yield new


def _take_cards(connection: Connection, other: Connection, cards: Iterable[str]) -> None:
    """Take over the cards that are not known here, with their keypoints and all wordings of those."""
    new = set(cards) - _known(connection, col(CardRow.id), list(cards))
    if not new:
        return
    rows = _rows(other, CardRow, col(CardRow.id), new)
    keypoints = {row["keypoint_id"] for row in rows}
    keypoints -= _known(connection, col(KeypointRow.id), list(keypoints))
    resting = {"retired": True, "born": 0}
    if keypoints:
        taken = [row | resting for row in _rows(other, KeypointRow, col(KeypointRow.id), keypoints)]
        connection.execute(insert(KeypointRow), taken)
        said = _rows(other, WordingRow, col(WordingRow.keypoint_id), keypoints)
        had = _known(connection, col(WordingRow.key), [row["key"] for row in said])
        if said := [row | {"born": 0} for row in said if row["key"] not in had]:
            connection.execute(insert(WordingRow), said)
    first = next_number(connection, col(CardRow.position), bundled=False)
    rows.sort(key=lambda row: row["position"])
    connection.execute(
        insert(CardRow),
        [row | resting | {"position": position, "held": None} for position, row in enumerate(rows, first)],
    )
    documents.index(connection, keypoints=sorted(keypoints), cards=[row["id"] for row in rows])


def _known(connection: Connection, column: Any, values: Sequence[str]) -> set[str]:
    return {one for some in chunks(values) for one in connection.scalars(select(column).where(column.in_(some)))}


def _rows(connection: Connection, model: type[SQLModel], column: Any, values: Iterable[str]) -> list[dict[str, Any]]:
    table: Any = model.__table__  # type: ignore[attr-defined]
    query = select(table)
    return [
        dict(row)
        for some in chunks(sorted(values))
        for row in connection.execute(query.where(column.in_(some))).mappings()
    ]
