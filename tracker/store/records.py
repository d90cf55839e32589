"""All reviews that stand, as text of fixed width: SQLite writes it four times as fast as it hands out rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select
from sqlmodel import col

from tracker.store.tables import RetractionRow, ReviewRow

_AT_ONCE = 20_000
"""Reviews in a chunk."""


def records(connection: Connection) -> Iterator[bytes]:
    """The answers that stand, many in each chunk, in the form that `tracker.model.records` reads."""
    if connection.dialect.name != "sqlite":
        yield from _one_by_one(connection)
        return
    last: int | None = 0
    while last is not None:
        chunk, last = connection.exec_driver_sql(_CHUNK, (last, _AT_ONCE)).one()
        if chunk:
            yield chunk.encode()


def _one_by_one(connection: Connection) -> Iterator[bytes]:
    columns = (
        col(ReviewRow.card),
        col(ReviewRow.at),
        col(ReviewRow.day),
        col(ReviewRow.rating),
        col(ReviewRow.seconds),
    )
    stands = col(ReviewRow.id).not_in(select(col(RetractionRow.review_id)))
    for card, at, day, rating, seconds in connection.execute(select(*columns).where(stands)):
        moment = at.replace(tzinfo=None).isoformat(" ", "microseconds")
        hundredths = 100_000_000 + int(min(max(seconds, 0.0), 99999.0) * 100)
        yield f"{card[:20]:20}{moment}{day.isoformat()}{rating}{hundredths}".encode()


_CHUNK = """
    SELECT group_concat(record, ''), max(place) FROM (
        SELECT rowid AS place, CASE WHEN NOT EXISTS (SELECT 1 FROM retraction WHERE review_id = review.id) THEN
            substr(card || '                    ', 1, 20) || at || day || rating
            || (100000000 + CAST(min(max(seconds, 0), 99999) * 100 AS INTEGER))
        END AS record
        FROM review WHERE rowid > ? ORDER BY rowid LIMIT ?
    )
"""
