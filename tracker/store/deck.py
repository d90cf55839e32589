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
from tracker.store.journal import Journal
from tracker.store.order import BUNDLED, next_number
from tracker.store.tables import CardRow, EditRow

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
        self._made.update((asks(fold(card.front)), card.keypoint) for card in cards)

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
        digest = asks(front)
        if digest in self._made:
            return self._made[digest]
        if self._loaded is not None:
            return self._loaded.get(digest)
        query = select(col(CardRow.keypoint_id)).where(col(CardRow.asks) == digest, ~col(CardRow.retired)).limit(1)
        return self._connection.scalar(query)


class _Used(Container[str]):
    def __init__(self, fronts: Fronts, besides: Set[str]) -> None:
        self._fronts = fronts
        self._besides = besides

    def __contains__(self, front: object) -> bool:
        keypoint = self._fronts.holder(str(front))
        return keypoint is not None and keypoint not in self._besides


def cards_of(connection: Connection, keypoints: Iterable[str], *, resting: bool = True) -> list[Card]:
    """All cards that keypoints have or had, in the order in which they were made.

    Args:
        connection: a transaction.
        keypoints: their ids.
        resting: with those that rest because another card stands for them.
    """
    found = select(*_CARD).order_by(col(CardRow.position))
    if not resting:
        found = found.where(func.coalesce(col(CardRow.held), "") != "merged")
    return [
        Card(id, keypoint, maker, kind, front, back, tuple(accept))
        for some in chunks(list(keypoints))
        for id, keypoint, maker, kind, front, back, accept in connection.execute(found.where(_KEYPOINT.in_(some)))
    ]


def gives_cards(connection: Connection, keypoint: str) -> bool:
    """Whether a keypoint has a card that is not retired."""
    query = select(col(CardRow.id)).where(col(CardRow.keypoint_id) == keypoint, ~col(CardRow.retired)).limit(1)
    return connection.scalar(query) is not None


def holders(connection: Connection, cards: Iterable[str]) -> dict[str, str]:
    """The keypoint of each of these cards that is on disk."""
    query = select(col(CardRow.id), col(CardRow.keypoint_id))
    return {
        card: keypoint
        for some in chunks(list(cards))
        for card, keypoint in connection.execute(query.where(col(CardRow.id).in_(some)))
    }


def write_cards(
    connection: Connection,
    journal: Journal | None,
    cards: Sequence[Card],
    changed: Iterable[str],
    *,
    bundled: bool = False,
) -> None:
    """Write the cards of new and of changed keypoints.

    Args:
        connection: a writing transaction.
        journal: of the import; None when the learner has merged or parted keypoints.
        cards: all cards of these keypoints; those on disk keep their history, also those that another keypoint had.
        changed: the keypoints that had cards before. What is not in `cards` of these retires, but for what the learner
            has edited.
        bundled: whether they come with tracker: new ones are asked after all that is the learner's own.
    """
    changed = list(changed)
    made = {card.id for card in cards}
    known = set(holders(connection, made)) if changed else set()
    own = select(col(CardRow.id))
    had = {
        card for some in chunks(changed) for card in connection.scalars(own.where(col(CardRow.keypoint_id).in_(some)))
    }
    edits = _edited_fronts(connection, known | had)
    if journal:
        journal.keep(col(CardRow.id), known | had)
    for retired in (True, False):
        ids = sorted(card for card in had - made if (card not in edits) == retired)
        for some in chunks(ids):
            connection.execute(update(CardRow).where(col(CardRow.id).in_(some)).values(retired=retired))
    edited = [
        {
            "card": card.id,
            "from": card.keypoint,
            "by": card.maker,
            "of": card.kind,
            "asked": card.front,
            "told": card.back,
            "also": list(card.accept),
            "digest": asks(fold(edits.get(card.id, card.front))),
        }
        for card in cards
        if card.id in known
    ]
    if edited:
        binds = {
            "keypoint_id": "from",
            "maker": "by",
            "kind": "of",
            "front": "asked",
            "back": "told",
            "accept": "also",
            "asks": "digest",
        }
        table: Any = CardRow.__table__  # type: ignore[attr-defined]
        values: dict[str, Any] = {name: bindparam(bind) for name, bind in binds.items()}
        connection.execute(update(table).where(table.c.id == bindparam("card")).values(retired=False, **values), edited)
    first = next_number(connection, col(CardRow.position), bundled=bundled)
    born = journal.id if journal else 0
    insert_rows(
        connection,
        CardRow,
        "id keypoint_id position maker kind front back accept asks retired born flagged",
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
                asks(fold(card.front)),
                False,
                born,
                False,
            )
            for position, card in enumerate((card for card in cards if card.id not in known), first)
        ],
    )


def claim_cards(connection: Connection, journal: Journal, keypoints: Iterable[str]) -> None:
    """Ask cards that came with tracker with the learner's own, when a log of theirs says these keypoints too."""
    bundled = col(CardRow.position) >= BUNDLED
    if not connection.scalar(select(col(CardRow.id)).where(bundled).limit(1)):
        return
    query = select(col(CardRow.id)).where(bundled).order_by(col(CardRow.position))
    ids = [id for some in chunks(list(keypoints)) for id in connection.scalars(query.where(_KEYPOINT.in_(some)))]
    journal.keep(col(CardRow.id), ids)
    for position, id in enumerate(ids, next_number(connection, col(CardRow.position), bundled=False)):
        connection.execute(update(CardRow).where(col(CardRow.id) == id).values(position=position))


def settle_asks(connection: Connection, cards: Iterable[str]) -> None:
    """See that cards which the learner edited are known by what they ask now."""
    for card, front in _edited_fronts(connection, cards).items():
        connection.execute(update(CardRow).where(col(CardRow.id) == card).values(asks=asks(fold(front))))


def _edited_fronts(connection: Connection, cards: Iterable[str]) -> dict[str, str]:
    query = select(col(EditRow.card), col(EditRow.front))
    return {
        card: front
        for some in chunks(list(cards))
        for card, front in connection.execute(query.where(col(EditRow.card).in_(some)))
    }


def asks(front: str) -> int:
    """What a folded front is kept as: 64 bits, as many as the index holds in one word."""
    return int.from_bytes(hashlib.blake2b(front.encode(), digest_size=8).digest(), "big", signed=True)


_CARD = [col(getattr(CardRow, name)) for name in "id keypoint_id maker kind front back accept".split()]
_KEYPOINT = col(CardRow.keypoint_id)
