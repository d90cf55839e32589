"""Where keypoints stand in the sources."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from tracker.store.tables import DayRow, EntryRow, KeypointRow, SourceRow


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a keypoint stands."""

    source: str
    """The path of its source: a file, or a folder of daily notes."""
    within: str
    """The path of the note in a folder; empty in a file."""
    line: int
    leads: bool
    """Whether it is the first keypoint in that line."""


def first_place(connection: Connection, keypoint: str) -> Stand | None:
    """Where a keypoint stands first, in the order of the sources and their days; None when no source holds it."""
    query = (
        select(col(SourceRow.path), col(DayRow.path), col(DayRow.line) + col(EntryRow.below), ~exists(_BEFORE))
        .select_from(EntryRow)
        .join(DayRow, col(DayRow.id) == col(EntryRow.day_id))
        .join(SourceRow, col(SourceRow.id) == col(DayRow.source_id))
        .where(col(EntryRow.keypoint_id) == keypoint)
        .order_by(col(DayRow.source_id), col(DayRow.position), col(EntryRow.id))
        .limit(1)
    )
    found = connection.execute(query).first()
    return Stand(*found) if found else None


def link(connection: Connection, keypoint: str) -> str | None:
    """The link to a snippet that a keypoint has, in its own line or below it."""
    return connection.scalar(select(col(KeypointRow.snippet)).where(col(KeypointRow.id) == keypoint))


_OTHER = aliased(EntryRow)
_BEFORE = (
    select(col(_OTHER.id))
    .where(
        col(_OTHER.day_id) == col(EntryRow.day_id),
        col(_OTHER.below) == col(EntryRow.below),
        col(_OTHER.keypoint_id).is_not(None),
        col(_OTHER.id) < col(EntryRow.id),
    )
    .correlate(EntryRow)
)
"""The keypoints that begin before an entry in its line."""
