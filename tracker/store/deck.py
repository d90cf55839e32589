"""The cards that keypoints give: the questions in use, and the cards an import writes."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Sequence, Set
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlmodel import col

from tracker.core.quiz import Card
from tracker.core.text import fold
from tracker.store.database import as_json, chunks, insert_rows
from tracker.store.tables import CardRow

_FEW = 100
"""Keypoints whose fronts are looked up one by one; for more, all fronts are loaded."""


class Fronts:
    """The questions in use, so that none is asked twice: on disk, and of cards that are yet to be written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._made: dict[int, str] = {}
        self._loaded: dict[int, str] | None = None

    def take(self, cards: Iterable[Card]) -> None:
        """Note cards that are going to be written."""
        self._made.update((_asks(fold(card.front)), card.keypoint) for card in cards)

    def besides(self, keypoints: Set[str]) -> Container[str]:
        """The folded fronts in use, without those of keypoints whose cards are made again."""
        if len(keypoints) > _FEW and self._loaded is None:
            query = select(col(CardRow.asks), col(CardRow.keypoint_id)).where(~col(CardRow.retired))
            self._loaded = dict(self._connection.execute(query).all())
        return _Used(self, keypoints)

    def holder(self, front: str) -> str | None:
        """The keypoint that has a card with this folded front."""
        if not self._made and self._loaded == {}:
            return None
        asks = _asks(front)
        if asks in self._made:
            return self._made[asks]
        if self._loaded is not None:
            return self._loaded.get(asks)
        query = select(col(CardRow.keypoint_id)).where(col(CardRow.asks) == asks, ~col(CardRow.retired)).limit(1)
        return self._connection.scalar(query)


class _Used(Container[str]):
    def __init__(self, fronts: Fronts, besides: Set[str]) -> None:
        self._fronts = fronts
        self._besides = besides

    def __contains__(self, front: object) -> bool:
        keypoint = self._fronts.holder(str(front))
        return keypoint is not None and keypoint not in self._besides


def write_cards(connection: Connection, cards: Sequence[Card], changed: Iterable[str]) -> None:
    """Write the cards of new and of changed keypoints.

    Args:
        connection: a writing transaction.
        cards: all cards of these keypoints; those on disk keep their history.
        changed: the keypoints that had cards before; what is not in `cards` of these retires.
    """
    query = select(col(CardRow.id))
    known = {
        card
        for some in chunks(list(changed))
        for card in connection.scalars(query.where(col(CardRow.keypoint_id).in_(some)))
    }
    made = {card.id for card in cards}
    for ids in chunks(sorted(known - made)):
        connection.execute(update(CardRow).where(col(CardRow.id).in_(ids)).values(retired=True))
    edited = [
        {
            "card": card.id,
            "by": card.maker,
            "of": card.kind,
            "asked": card.front,
            "told": card.back,
            "also": list(card.accept),
            "digest": _asks(fold(card.front)),
        }
        for card in cards
        if card.id in known
    ]
    if edited:
        binds = {"maker": "by", "kind": "of", "front": "asked", "back": "told", "accept": "also", "asks": "digest"}
        table: Any = CardRow.__table__  # type: ignore[attr-defined]
        values: dict[str, Any] = {name: bindparam(bind) for name, bind in binds.items()}
        connection.execute(update(table).where(table.c.id == bindparam("card")).values(retired=False, **values), edited)
    first: int = (connection.scalar(select(func.max(col(CardRow.position)))) or 0) + 1
    insert_rows(
        connection,
        CardRow,
        "id keypoint_id position maker kind front back accept asks retired dropped",
        [
            (
                card.id,
                card.keypoint,
                position,
                card.maker,
                card.kind,
                card.front,
                card.back,
                as_json(list(card.accept)),
                _asks(fold(card.front)),
                False,
                False,
            )
            for position, card in enumerate((card for card in cards if card.id not in known), first)
        ],
    )


def _asks(front: str) -> int:
    """What a folded front is kept as: 64 bits, as many as the index holds in one word."""
    return int.from_bytes(hashlib.blake2b(front.encode(), digest_size=8).digest(), "big", signed=True)
