"""What every verb works with: the database, the clock, the snippets, and the id of this device."""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import UUID

import platformdirs
from sqlalchemy import Connection

from tracker import bundled, clock
from tracker.core.errors import UserError
from tracker.core.schedule import Scheduler
from tracker.runner.library import Library
from tracker.runner.runner import Runner
from tracker.runner.symbols import Symbols
from tracker.store import choices, settings
from tracker.store.database import Database


class Base:
    """A knowledge base, opened once."""

    def __init__(self, database: Database, *, now: Callable[[], datetime] = clock.now) -> None:
        """Wire the parts together.

        Args:
            database: an open database.
            now: the clock.
        """
        self.database = database
        self.now = now
        self.device = self._device()
        with database.reading() as connection:
            self.follow_choices(connection)
        self.library = Library(bundled.root())
        self.symbols = Symbols(_cache())
        self.runner = Runner(bundled.root())
        self.ids = _Ids()

    @classmethod
    def open(cls) -> Self:
        """Open the learner's database, made when it is not there.

        It is `tracker.db` in `TRACKER_HOME`, else in the user's data folder; `TRACKER_DB` may name another SQLAlchemy
        address.

        Raises:
            UserError: it cannot be opened.
        """
        return cls(Database(os.environ.get("TRACKER_DB") or _home() / "tracker.db"))

    @classmethod
    def rehearse(cls) -> Self:
        """Open the learner's database when there is one and an empty one in memory otherwise, to try an import on."""
        exists = os.environ.get("TRACKER_DB") or (_home(create=False) / "tracker.db").exists()
        return cls.open() if exists else cls(Database("sqlite://"))

    def close(self) -> None:
        """End all processes and give the database back."""
        self.runner.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def follow_choices(self, connection: Connection) -> None:
        """Go by what the learner has chosen, perhaps in another window."""
        written = choices.written(connection)
        if written != self._written:
            self.settings = choices.settings(written)
            self.scheduler = Scheduler(self.settings)
            self.calendar = clock.calendar(self.settings.rollover)
            self._written = written

    _written: Mapping[str, str] | None = None

    def _device(self) -> str:
        """The id of this database as a device."""
        with self.database.reading() as connection:
            known = settings.setting(connection, "device")
        if known:
            return known
        with self.database.writing() as connection:
            known = settings.setting(connection, "device")
            if known is None:
                known = new_device()
                settings.write_setting(connection, "device", known)
                choices.keep_parameters(connection)
        return known


def new_device() -> str:
    """An id for a database as a device: every copy that goes its own way needs one of its own."""
    return f"{platform.node() or 'device'}-{secrets.token_hex(4)}"


def _home(*, create: bool = True) -> Path:
    """The learner's data folder.

    Raises:
        UserError: it cannot be made.
    """
    home = Path(os.environ.get("TRACKER_HOME") or platformdirs.user_data_path("tracker", appauthor=False))
    if create:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{home}: {(error.strerror or 'cannot be made').lower()}; set TRACKER_HOME") from error
    return home


def _cache() -> Path | None:
    """Where to keep what can be made again; nowhere as long as the learner has no data folder."""
    home = _home(create=False)
    return home / "cache" if home.is_dir() else None


class _Ids:
    """UUIDs of version 7 (RFC 9562): ids in the order in which they were made, also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def make(self, now: datetime) -> str:
        """An id that sorts behind every earlier one of this process, unless the clock has gone back."""
        milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
        value = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
        if milliseconds == self._last >> 80:
            value = self._last + 1
        self._last = value
        return str(UUID(int=value))
