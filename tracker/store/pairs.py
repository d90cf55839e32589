"""Pairs of keypoints that may be one, and keypoints that the learner has merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, exists, func, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from tracker.store.database import chunks, insert_rows
from tracker.store.ledger import settle_keypoints
from tracker.store.tables import CardRow, EntryRow, KeypointRow, MergeRow, PairRow, ReviewRow

_CARD: Table = CardRow.__table__  # type: ignore[attr-defined]
_ASKED_AS = [_CARD.c[name] for name in "keypoint_id position maker kind front back accept asks retired held".split()]
"""What a card takes over from one that it stands for."""
_MERGED = "merged"
"""Why a card is held whose keypoint has been merged into another."""


class Pair(NamedTuple):
    """Two keypoints that may be one."""

    one: str
    """The older of the two."""
    other: str
    similarity: float
    """In percent."""
    reworded: bool
    """The other may be the one in new words; otherwise both are in the sources."""


def write_pairs(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Keep pairs to ask the learner about, but for those that are known."""
    found = {frozenset((pair.one, pair.other)): pair for pair in pairs}
    if found:
        known = {frozenset(row) for row in connection.execute(select(col(PairRow.one), col(PairRow.other)))}
        rows = [(*pair, False) for key, pair in found.items() if key not in known]
        insert_rows(connection, PairRow, "one other similarity reworded apart", rows)


def open_pairs(connection: Connection) -> list[Pair]:
    """The pairs to ask about: those that an import was not sure of, then near-duplicates; the most similar first."""
    one, other = aliased(KeypointRow), aliased(KeypointRow)
    losers = select(col(MergeRow.loser))
    query = (
        select(col(PairRow.one), col(PairRow.other), col(PairRow.similarity), col(PairRow.reworded))
        .join(one, col(one.id) == col(PairRow.one))
        .join(other, col(other.id) == col(PairRow.other))
        .where(~col(PairRow.apart), col(one.id).not_in(losers), col(other.id).not_in(losers))
        .where(~col(other.retired), col(PairRow.reworded) | ~col(one.retired))
        .order_by(col(PairRow.reworded).desc(), col(PairRow.similarity).desc(), col(PairRow.one), col(PairRow.other))
    )
    return [Pair(*row) for row in connection.execute(query)]


def keep_apart(connection: Connection, one: str, other: str, *, apart: bool = True) -> None:
    """Ask about two keypoints no more, or again."""
    both = col(PairRow.one).in_([one, other]) & col(PairRow.other).in_([one, other])
    if not connection.execute(update(PairRow).where(both).values(apart=apart)).rowcount:
        insert_rows(connection, PairRow, "one other similarity reworded apart", [(one, other, 0.0, False, apart)])


def standing(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[bool, int]]:
    """For each keypoint whether it has an entry of its own, and how many answers its cards have had."""
    said = exists().where(col(EntryRow.keypoint_id) == col(KeypointRow.id))
    answers = (
        select(func.count())
        .select_from(ReviewRow)
        .join(CardRow, col(CardRow.id) == col(ReviewRow.card))
        .where(col(CardRow.keypoint_id) == col(KeypointRow.id))
        .scalar_subquery()
    )
    query = select(col(KeypointRow.id), said, answers).where(col(KeypointRow.id).in_(ids))
    return {id: (bool(present), count) for id, present, count in connection.execute(query)}


def answered(connection: Connection, cards: Sequence[str]) -> set[str]:
    """Those of some cards that have been answered."""
    query = select(col(ReviewRow.card)).distinct()
    return {id for some in chunks(cards) for id in connection.scalars(query.where(col(ReviewRow.card).in_(some)))}


def merge(connection: Connection, winner: str, loser: str, taking: Mapping[str, str], at: datetime) -> None:
    """Make two keypoints one, neither of which has been merged into another.

    Args:
        connection: a writing transaction.
        winner: the keypoint that is asked from now on.
        loser: the one whose cards rest.
        taking: cards of the loser, each with the card of the winner that it stands for from now on.
        at: the moment.
    """
    former = [_row(connection, card) | {"for": stands_for} for card, stands_for in taking.items()]
    for card, stands_for in taking.items():
        asked = _row(connection, stands_for, _ASKED_AS)
        connection.execute(update(_CARD).where(_CARD.c.id == card).values(**asked))
        connection.execute(update(_CARD).where(_CARD.c.id == stands_for).values(held=_MERGED))
    _rest(connection, loser)
    connection.execute(update(MergeRow).where(col(MergeRow.winner) == loser).values(winner=winner))
    made = {"loser": loser, "winner": winner, "into": winner, "at": at, "cards": former}
    connection.execute(insert(MergeRow).values(**made))
    settle_keypoints(connection, None, {winner, loser})


def part(connection: Connection, loser: str) -> None:
    """Make a keypoint that was merged into another one of its own again, with the cards it had."""
    merged = col(MergeRow.loser) == loser
    winner, former = connection.execute(select(col(MergeRow.winner), col(MergeRow.cards)).where(merged)).one()
    connection.execute(delete(MergeRow).where(merged))
    for row in former:
        stands_for = row.pop("for")
        asked = _row(connection, row["id"], _ASKED_AS)
        connection.execute(update(_CARD).where(_CARD.c.id == stands_for).values(**asked))
        connection.execute(update(_CARD).where(_CARD.c.id == row.pop("id")).values(**row))
    inner = connection.scalars(select(col(MergeRow.cards)).where(col(MergeRow.into) == loser))
    stood_for = [row["for"] for former in inner for row in former]
    own = (_CARD.c.keypoint_id == loser) & (_CARD.c.held == _MERGED)
    connection.execute(update(_CARD).where(own, _CARD.c.id.not_in(stood_for)).values(held=None))
    below = {loser}
    while below:  # what had been merged into it goes along
        with_it = list(connection.scalars(select(col(MergeRow.loser)).where(col(MergeRow.into).in_(below))))
        connection.execute(update(MergeRow).where(col(MergeRow.loser).in_(with_it)).values(winner=loser))
        below = set(with_it)
    settle_keypoints(connection, None, {winner, loser})


def merges_into(connection: Connection, born: int) -> list[str]:
    """The keypoints that were merged into one which an import brought."""
    brought = select(col(KeypointRow.id)).where(col(KeypointRow.born) == born)
    return list(connection.scalars(select(col(MergeRow.loser)).where(col(MergeRow.into).in_(brought))))


def _rest(connection: Connection, keypoint: str) -> None:
    """Let the cards of a keypoint rest that has been merged into another."""
    own = (_CARD.c.keypoint_id == keypoint) & _CARD.c.held.is_(None)
    connection.execute(update(_CARD).where(own).values(held=_MERGED))


def _row(connection: Connection, card: str, columns: Sequence[Any] = (_CARD.c.id, *_ASKED_AS)) -> dict[str, Any]:
    return dict(connection.execute(select(*columns).where(_CARD.c.id == card)).mappings().one())
