"""The order of sources and of their new cards: the learner's own before those that come with tracker."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

BUNDLED = 1 << 30
"""What comes with tracker is numbered from here on."""


def next_number(connection: Connection, column: Any, *, bundled: bool) -> int:
    """The number after the last one in a column, of what comes with tracker or of what does not."""
    start = BUNDLED if bundled else 0
    last: int | None = connection.scalar(select(func.max(column)).where(column.between(start, start + BUNDLED - 1)))
    return (last or start) + 1
