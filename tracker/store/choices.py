"""The settings that the learner chose, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from tracker.core.schedule import Settings
from tracker.store.prepared import Prepared
from tracker.store.tables import ChoiceRow

_WRITTEN = Prepared(select(col(ChoiceRow.name), col(ChoiceRow.value)))


def written(connection: Connection) -> dict[str, str]:
    """The values that were chosen, as they are written."""
    return {name: value for name, value in _WRITTEN.run(connection) if value is not None}


def settings(written: Mapping[str, str]) -> Settings:
    """The settings of the learner, with the defaults of all that was never chosen.

    Raises:
        UserError: what is written is no value of a setting.
    """
    chosen = Settings()
    for name, value in written.items():
        chosen = chosen.with_written(name, value)
    return chosen


def write_choice(connection: Connection, name: str, value: str | None, at: datetime) -> None:
    """Choose the value of a setting; None for its default, whatever that will be."""
    connection.execute(delete(ChoiceRow).where(col(ChoiceRow.name) == name))
    connection.execute(insert(ChoiceRow).values(name=name, value=value, at=at))


def choices(connection: Connection) -> dict[str, tuple[str | None, datetime]]:
    """What was chosen, and when."""
    rows = connection.execute(select(col(ChoiceRow.name), col(ChoiceRow.value), col(ChoiceRow.at)))
    return {name: (value, at) for name, value, at in rows}
