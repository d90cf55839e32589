"""What belongs to one database: the id of this device, and later the learner's choices."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from tracker.store.tables import SettingRow


def setting(connection: Connection, name: str) -> str | None:
    """The value of a setting, None when it was never set."""
    return connection.scalar(select(col(SettingRow.value)).where(col(SettingRow.name) == name))


def write_setting(connection: Connection, name: str, value: str) -> None:
    """Set a setting, in place of the value it had."""
    connection.execute(delete(SettingRow).where(col(SettingRow.name) == name))
    connection.execute(insert(SettingRow).values(name=name, value=value))
