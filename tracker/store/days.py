"""The days of logs on disk, as the streak counts them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select
from sqlmodel import col

from tracker.store.tables import DayRow


def days_filled(connection: Connection) -> dict[int, list[tuple[list[int], date | None]]]:
    """The numbers and the date of each day that says something, by the id of its source; notes are no days."""
    found: dict[int, list[tuple[list[int], date | None]]] = {}
    query = select(col(DayRow.source_id), col(DayRow.numbers), col(DayRow.date))
    for source, numbers, iso in connection.execute(query.where(col(DayRow.filled), col(DayRow.line) > 0)):
        found.setdefault(source, []).append((numbers, date.fromisoformat(iso) if iso else None))
    return found
