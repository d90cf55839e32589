"""What the learner alone decides about cards: held, buried, flagged, and in which words they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlmodel import col

from tracker.core.quiz import Card
from tracker.core.text import fold
from tracker.store.database import chunks
from tracker.store.deck import asks
from tracker.store.tables import CardRow, EditRow, MergeRow

_NOT_MERGED: ColumnElement[bool] = (func.coalesce(col(CardRow.held), "") != "merged") & col(CardRow.keypoint_id).not_in(
    select(col(MergeRow.loser))
)
"""Neither resting because another card stands for it, nor of a keypoint that was merged, whatever it was held for."""


def resting(connection: Connection, cards: Sequence[str]) -> list[str]:
    """Those of some cards that no deed of the learner's changes, because their keypoint was merged into another."""
    query = select(col(CardRow.id)).where(~_NOT_MERGED)
    return [id for some in chunks(cards) for id in connection.scalars(query.where(col(CardRow.id).in_(some)))]


def hold(connection: Connection, cards: Sequence[str], why: str) -> None:
    """Ask cards no more, for a reason that the learner has: `suspended` or `dropped`."""
    _set(connection, cards, _NOT_MERGED, held=why)


def bury(connection: Connection, cards: Sequence[str], until: date) -> None:
    """Ask cards from a learner's day on and not before."""
    _set(connection, cards, _NOT_MERGED, buried_until=until)


def restore(connection: Connection, cards: Sequence[str]) -> None:
    """Ask cards again that were suspended, dropped or buried."""
    _set(connection, cards, _NOT_MERGED, held=None, buried_until=None)


def flag(connection: Connection, card: str, on: bool) -> None:
    """Mark a card to come back to, or take the mark off."""
    _set(connection, [card], flagged=on)


def own(connection: Connection, id: str) -> Card:
    """A card as its maker asks it, whatever the learner made of it."""
    table: Any = CardRow.__table__  # type: ignore[attr-defined]
    row = connection.execute(select(table).where(table.c.id == id)).one()
    return Card(row.id, row.keypoint_id, row.maker, row.kind, row.front, row.back, tuple(row.accept))


def asking(connection: Connection, card: Card) -> str | None:
    """Another card in use that asks what this one does."""
    same = (col(CardRow.asks) == asks(fold(card.front))) & (col(CardRow.id) != card.id)
    return connection.scalar(select(col(CardRow.id)).where(same, ~col(CardRow.retired), _NOT_MERGED).limit(1))


def write_edit(connection: Connection, card: Card, at: datetime) -> None:
    """Ask a card in these words from now on; in those of its maker it is not edited."""
    connection.execute(delete(EditRow).where(col(EditRow.card) == card.id))
    if card != own(connection, card.id):
        words = {"front": card.front, "back": card.back, "accept": list(card.accept)}
        connection.execute(insert(EditRow).values(card=card.id, at=at, **words))
    _set(connection, [card.id], asks=asks(fold(card.front)))


def _set(connection: Connection, cards: Sequence[str], *conditions: ColumnElement[bool], **values: Any) -> None:
    for some in chunks(cards):
        connection.execute(update(CardRow).where(col(CardRow.id).in_(some), *conditions).values(**values))
