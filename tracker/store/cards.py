"""Cards with all that is shown beside them: where they come from, their state, the snippet and its verdict."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from tracker.core.quiz import Card, CardView
from tracker.store.database import chunks
from tracker.store.prepared import Prepared
from tracker.store.tables import CardRow, DayRow, EditRow, EntryRow, KeypointRow, MemoryRow, MergeRow, SourceRow

_THERE, _ITS_DAY = aliased(EntryRow), aliased(DayRow)


def _first(keypoints: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The first entry of some keypoints in the order of the sources and their days."""
    return (
        select(col(_THERE.id))
        .join(_ITS_DAY, col(_ITS_DAY.id) == col(_THERE.day_id))
        .where(keypoints)
        .order_by(col(_ITS_DAY.source_id), col(_ITS_DAY.position), col(_THERE.id))
        .limit(1)
        .correlate(CardRow)
        .scalar_subquery()
    )


_LOSERS = select(col(MergeRow.loser)).where(col(MergeRow.winner) == col(CardRow.keypoint_id)).correlate(CardRow)
_FIRST = func.coalesce(
    _first(col(_THERE.keypoint_id) == col(CardRow.keypoint_id)), _first(col(_THERE.keypoint_id).in_(_LOSERS))
)
"""The first entry of a card's keypoint, or else of those that were merged into it."""
_FRONT, _BACK, _ACCEPT = (
    func.coalesce(col(getattr(EditRow, name)), col(getattr(CardRow, name))).label(name)
    for name in ("front", "back", "accept")
)
_VIEW: Any = (
    select(
        *(col(getattr(CardRow, name)) for name in "id keypoint_id maker kind".split()),
        _FRONT,
        _BACK,
        _ACCEPT,
        *(col(getattr(CardRow, name)) for name in "retired held buried_until flagged".split()),
        col(EditRow.card).is_not(None).label("edited"),
        col(KeypointRow.text).label("statement"),
        col(KeypointRow.points),
        col(KeypointRow.snippet),
        col(SourceRow.path),
        col(DayRow.label),
        col(DayRow.path).label("within"),
        (col(DayRow.line) + col(EntryRow.below)).label("line"),
        col(MemoryRow.state),
        col(MemoryRow.due_day),
        col(MemoryRow.due_at),
    )
    .join(KeypointRow, col(KeypointRow.id) == col(CardRow.keypoint_id))
    .join(EditRow, col(EditRow.card) == col(CardRow.id), isouter=True)
    .join(EntryRow, col(EntryRow.id) == _FIRST, isouter=True)
    .join(DayRow, col(DayRow.id) == col(EntryRow.day_id), isouter=True)
    .join(SourceRow, col(SourceRow.id) == col(DayRow.source_id), isouter=True)
    .join(MemoryRow, col(MemoryRow.card) == col(CardRow.id), isouter=True)
)


def cards(connection: Connection) -> list[CardView]:
    """The cards in the order of their log, but for those that are retired, dropped or merged."""
    shown = ~col(CardRow.retired) & func.coalesce(col(CardRow.held), "").not_in(("dropped", "merged"))
    asked = shown & col(CardRow.keypoint_id).not_in(select(col(MergeRow.loser)))
    return _views(connection, _VIEW.where(asked).order_by(col(CardRow.position)))


def count(connection: Connection, held: str | None = None) -> int:
    """How many cards are asked, or how many are not, for this reason."""
    which = col(CardRow.held).is_(None) if held is None else col(CardRow.held) == held
    query = select(func.count()).select_from(CardRow).where(~col(CardRow.retired), which)
    return connection.scalar(query) or 0


def starting_with(connection: Connection, prefix: str, most: int = 10) -> list[CardView]:
    """The cards whose id begins with a prefix, retired ones too."""
    return _views(connection, _VIEW.where(col(CardRow.id).startswith(prefix, autoescape=True)).limit(most))


def card(connection: Connection, id: str) -> CardView:
    """The card with this id.

    Raises:
        KeyError: there is none.
    """
    rows = _CARD.run(connection, card=id)
    if not rows:
        raise KeyError(id)
    return _view(_Row(*rows[0]))


def of_ids(connection: Connection, ids: Sequence[str]) -> list[CardView]:
    """The cards with these ids, in their order.

    Raises:
        KeyError: there is none with one of them.
    """
    found = {
        view.card.id: view
        for some in chunks(ids)
        for view in _views(connection, _VIEW.where(col(CardRow.id).in_(some)))
    }
    return [found[id] for id in ids]


def _views(connection: Connection, query: Any) -> list[CardView]:
    return [_view(row) for row in connection.execute(query)]


def _view(row: Any) -> CardView:
    return CardView(
        card=Card(row.id, row.keypoint_id, row.maker, row.kind, row.front, row.back, tuple(row.accept)),
        statement=row.statement,
        points=tuple(_outline(row.points)),
        snippet=row.snippet,
        source=str(Path(row.path, row.within)) if row.path else "",
        day=row.label or "",
        line=row.line or 0,
        state="retired" if row.retired else row.held or row.state or "new",
        due_day=row.due_day,
        due_at=row.due_at,
        held=row.held,
        buried_until=row.buried_until,
        flagged=row.flagged,
        edited=row.edited,
    )


def _outline(points: list[Any], depth: int = 0) -> list[str]:
    lines = []
    for text, inner in points:
        lines += ["  " * depth + text, *_outline(inner, depth + 1)]
    return lines


_Row: Any = namedtuple("_Row", [column.key for column in _VIEW.selected_columns])  # type: ignore[misc]
_CARD = Prepared(_VIEW.where(col(CardRow.id) == bindparam("card")))
