"""The database file: connections, pragmas, transactions, migrations. What only SQLite knows stays in here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlmodel import SQLModel

from tracker.core.errors import UserError

REVISIONS = ("0001",)
"""Those this program can open, oldest first."""
HEAD = REVISIONS[-1]
"""The revision it reads and writes."""

BUSY_SECONDS = 5.0
"""How long a command waits for another one that is writing."""

_MAPPED = 1 << 28
"""Bytes of the file that are read without copying them: a search takes a fifth less."""
_PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    f"mmap_size={_MAPPED}",
    f"busy_timeout={int(BUSY_SECONDS * 1000)}",
)


class Database:
    """An open database at the newest revision."""

    def __init__(self, place: str | Path) -> None:
        """Open it, create it when it is not there, and bring it to the newest revision.

        Args:
            place: the path of a file, or a SQLAlchemy address.

        Raises:
            UserError: the file is no database, is locked, cannot be written, or comes from a newer program.
        """
        self.name = ""
        with self._explained():
            url = URL.create("sqlite", database=str(place)) if isinstance(place, Path) else _address(place)
            self.name = url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
            self.engine = _engine(url)
            self._writing = self.engine.execution_options(immediate=True)
            self._migrate()

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from its first query on."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, and as if never begun when it raises.

        It takes the write lock at once, so what it reads cannot change before it writes.
        """
        with self._explained(), self._writing.begin() as connection:
            yield connection

    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds wrong with it; nothing that is not SQLite's."""
        if connection.dialect.name != "sqlite":
            return []
        damaged = [line for line in connection.exec_driver_sql("PRAGMA quick_check(10)").scalars() if line != "ok"]
        strays = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        return [*damaged, *(f"the table {table} points to rows that are not there" for table in sorted(strays))]

    def _migrate(self) -> None:
        with self.engine.connect() as connection:
            found = _revision(connection)
        if found == HEAD:
            return
        if found not in (None, *REVISIONS):
            raise UserError(
                f"{self.name} was written by a newer tracker (revision {found!r}); update tracker to open it"
            )
        # Alembic takes 0.2 s to import, and is needed once in the life of a database.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        with self._writing.begin() as connection:
            if _revision(connection) == HEAD:
                return  # another process was faster
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what is wrong with the database in a line the learner can act on."""
        try:
            yield
        except (NoSuchModuleError, ArgumentError) as error:
            raise UserError("TRACKER_DB is not the address of a database that tracker can open") from error
        except ModuleNotFoundError as error:
            raise UserError(f"TRACKER_DB needs the Python package {error.name}; install it first") from error
        except ValueError as error:
            if not isinstance(error, JSONDecodeError) and "isoformat" not in str(error):
                raise
            raise UserError(f"{self.name} is damaged; try `tracker rebuild`, else restore a copy of it") from error
        except (DatabaseError, sqlite3.DatabaseError) as error:
            cause = str(getattr(error, "orig", None) or error)
            for sign, advice in _ADVICE:
                if sign in cause:
                    raise UserError(f"{self.name} {advice}") from error
            if isinstance(error, OperationalError):
                raise UserError(f"{self.name}: {cause}") from error
            raise


def insert_rows(connection: Connection, table: type[SQLModel], columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows as the driver takes them, JSON as text: converting values takes longer than writing them.

    Args:
        connection: a writing transaction.
        table: where they go.
        columns: the names of the columns that the rows have, with blanks between.
        rows: values in the order of the columns.
    """
    if not rows:
        return
    names = columns.split()
    into = SQLModel.metadata.tables[str(table.__tablename__)].insert()
    compiled = into.compile(dialect=connection.dialect, column_keys=names)
    if compiled.positional and compiled.positiontup == names:
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        connection.exec_driver_sql(str(compiled), [dict(zip(names, row, strict=True)) for row in rows])


def as_json(value: list[Any]) -> str:
    """The text of a list, most of which are empty."""
    return json.dumps(value) if value else "[]"


def chunks(values: Sequence[str | int]) -> Iterator[Sequence[Any]]:
    """A sequence in pieces that can be bound to one statement."""
    return (values[start : start + _BOUND] for start in range(0, len(values), _BOUND))


_BOUND = 500
"""Values; SQLite allows 32,766, older ones 999."""
_ADVICE = (
    ("locked", "is in use by another program that is writing; close it or try again"),
    ("not a database", "is not a tracker database; move it away or set TRACKER_HOME to another folder"),
    ("malformed", "is damaged; move it away and restore a copy of it"),
    ("readonly", "cannot be written; check its permissions"),
    ("unable to open", "cannot be opened; check that its folder exists and can be written"),
    ("disk I/O error", "cannot be read or written; check that the disk works and has room"),
    ("disk is full", "cannot grow, because the disk is full; make room and try again"),
    ("already exists", "holds tables that are not tracker's; set TRACKER_HOME to another folder"),
)
"""What SQLite says -> what the learner should know."""


def _address(text: str) -> URL:
    try:
        return make_url(text)
    except ValueError as error:
        raise ArgumentError(str(error)) from error


def _engine(url: URL) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    # The driver would begin transactions late and commit them before DDL: take that over.
    connection.isolation_level = None
    for pragma in reversed(_PRAGMAS):  # the timeout first: switching to WAL can meet a lock
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
