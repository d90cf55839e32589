"""Statements that are compiled once: an answer runs a handful of them, and compiling takes longer than SQLite does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement

_Convert = Callable[[Any], Any]


class Prepared:
    """A statement of SQLAlchemy Core that the driver's own cursor runs."""

    def __init__(self, statement: ClauseElement) -> None:
        """Keep it; it is compiled when it is first run.

        Args:
            statement: all its values are named bind parameters.
        """
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Run it with these values; the rows it gives, as values of Python."""
        return self.converted(connection, self.run_raw(connection, **values))

    def run_raw(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Run it with these values; the rows it gives, as values of the driver, which for SQLite has dates as text."""
        return self._for(connection).run(connection, values)

    def converted(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows with values of Python for those of the driver."""
        return self._for(connection).converted(rows)

    def _for(self, connection: Connection) -> _Compiled:
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _Compiled(self._statement, dialect)
        return self._compiled[dialect.name]


class _Compiled:
    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._fixed = dict(compiled.params)
        self._names: Sequence[str] | None = compiled.positiontup if compiled.positional else None
        self._bind: dict[str, _Convert] = {}
        for name, parameter in compiled.binds.items():
            if convert := parameter.type.dialect_impl(dialect).bind_processor(dialect):
                self._bind[name] = convert
        columns = getattr(statement, "selected_columns", ())
        self._read = [(index, convert) for index, column in enumerate(columns) if (convert := _reader(column, dialect))]

    def run(self, connection: Connection, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        bound = self._fixed | values
        for name, convert in self._bind.items():
            bound[name] = convert(bound[name])
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._sql, bound if self._names is None else [bound[name] for name in self._names])
            rows: list[tuple[Any, ...]] = list(cursor.fetchall()) if cursor.description else []
        finally:
            cursor.close()
        return rows

    def converted(self, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        found = list(map(list, rows))
        for index, convert in self._read:
            for row in found:
                row[index] = convert(row[index])
        return list(map(tuple, found))


def _reader(column: Any, dialect: Dialect) -> _Convert | None:
    implementation = column.type.dialect_impl(dialect)
    convert: _Convert | None = implementation.result_processor(dialect, None)
    return convert
