"""The settings that the learner chose, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from tracker.core.errors import UserError
from tracker.core.schedule import CHOICES, Settings
from tracker.store.prepared import Prepared
from tracker.store.tables import ChoiceRow

_WRITTEN = Prepared(select(col(ChoiceRow.name), col(ChoiceRow.value)))


def written(connection: Connection) -> dict[str, str]:
    """The values that were chosen, as they are written."""
    return dict(_WRITTEN.run(connection))


def settings(written: Mapping[str, str]) -> Settings:
    """The settings of the learner, with the defaults of all that was never chosen or cannot be read.

    What another version of the program, perhaps on another device, lets one choose is passed over.
    """
    chosen = Settings()
    for name in written.keys() & CHOICES.keys():
        with suppress(UserError):
            chosen = chosen.with_written(name, written[name])
    return chosen


def unreadable(written: Mapping[str, str]) -> list[str]:
    """The settings whose written values are none."""
    found = []
    for name in CHOICES:
        try:
            Settings().with_written(name, written.get(name, Settings().shown(name)))
        except UserError:
            found.append(name)
    return found


def keep_parameters(connection: Connection) -> None:
    """Write down the parameters of a new database: the defaults of another version may be others.

    They count as chosen at the beginning of time, so that of two devices the one that has fitted them prevails.
    """
    write_choice(connection, "parameters", Settings().shown("parameters"), datetime(1970, 1, 1, tzinfo=UTC))


def write_choice(connection: Connection, name: str, value: str, at: datetime) -> None:
    """Choose the value of a setting."""
    connection.execute(delete(ChoiceRow).where(col(ChoiceRow.name) == name))
    connection.execute(insert(ChoiceRow).values(name=name, value=value, at=at))


def choices(connection: Connection) -> dict[str, tuple[datetime, str]]:
    """When a setting was chosen, and its value."""
    rows = connection.execute(select(col(ChoiceRow.name), col(ChoiceRow.at), col(ChoiceRow.value)))
    return {name: (at, value) for name, at, value in rows}
