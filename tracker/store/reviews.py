"""Reviews, their retractions, and the memories folded from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    String,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlmodel import col

from tracker.core.errors import UserError
from tracker.core.schedule import Memory, Rating, Review, State
from tracker.store.database import chunks
from tracker.store.prepared import Prepared
from tracker.store.queue import MEMORY, memory
from tracker.store.tables import CardRow, MemoryRow, RetractionRow, ReviewRow

_NAMES = [field.name for field in fields(Review)]
_MEMORY_NAMES = [field.name for field in fields(Memory)]
_review_values: Callable[[Review], tuple[Any, ...]] = attrgetter(*_NAMES)
_memory_values: Callable[[Memory], tuple[Any, ...]] = attrgetter(*_MEMORY_NAMES)
_STANDS = col(ReviewRow.id).not_in(select(col(RetractionRow.review_id)))
_REVIEWS: Any = select(*(col(getattr(ReviewRow, name)) for name in _NAMES)).where(_STANDS)


def count_answered(connection: Connection, day: date) -> int:
    """How many cards have an answer that stands on a learner's day."""
    return int(_COUNT_ANSWERED.run(connection, day=day)[0][0])


def count_reviewed(connection: Connection, day: date) -> int:
    """How many cards have an answer that stands on a learner's day and were not new on it."""
    return count_answered(connection, day) - introduced_on(connection, day)


def introduced_on(connection: Connection, day: date) -> int:
    """How many cards had their first answer on a learner's day."""
    return int(_INTRODUCED.run(connection, day=day)[0][0])


def answered_on(connection: Connection, day: date) -> set[str]:
    """The keypoints with an answer that stands on a learner's day: their other cards wait for another day."""
    return {keypoint for (keypoint,) in _ANSWERED_ON.run(connection, day=day)}


def days_reviewed(connection: Connection) -> list[date]:
    """The learner's days with at least one answer that stands."""
    return list(connection.scalars(select(col(ReviewRow.day)).where(_STANDS).distinct()))


def median_seconds(connection: Connection, last: int = 500) -> float | None:
    """The median time of the last answers, None when there are none."""
    seconds = sorted(connection.scalars(select(col(ReviewRow.seconds)).order_by(col(ReviewRow.id).desc()).limit(last)))
    return seconds[len(seconds) // 2] if seconds else None


def count(connection: Connection) -> int:
    """How many answers stand."""
    return connection.scalar(select(func.count()).select_from(ReviewRow).where(_STANDS)) or 0


def reviews_of(connection: Connection, card: str) -> list[Review]:
    """The answers to a card that stand, oldest first."""
    query = _REVIEWS.where(col(ReviewRow.card) == card).order_by(col(ReviewRow.at), col(ReviewRow.id))
    return [_review(row) for row in connection.execute(query)]


def last(connection: Connection) -> Review | None:
    """The last answer that was given here and stands, whatever the clock said."""
    order = literal_column("review.rowid") if connection.dialect.name == "sqlite" else col(ReviewRow.id)
    row = connection.execute(_REVIEWS.where(col(ReviewRow.here)).order_by(order.desc()).limit(1)).one_or_none()
    return _review(row) if row else None


def stands(connection: Connection, review: str) -> bool:
    """Whether an answer was not taken back."""
    query = select(col(ReviewRow.id)).where(col(ReviewRow.id) == review, _STANDS)
    return connection.scalar(query) is not None


def histories(connection: Connection) -> Iterator[tuple[str, list[Review]]]:
    """The answers that stand of each card, oldest first."""
    query = _REVIEWS.order_by(col(ReviewRow.card), col(ReviewRow.at), col(ReviewRow.id))
    with connection.execution_options(yield_per=1000).execute(query) as rows:
        for card, its in groupby(map(_review, rows), key=lambda review: review.card):
            yield card, list(its)


def memory_of(connection: Connection, card: str) -> Memory | None:
    """What is kept of a card, None when it is new."""
    rows = _MEMORY_OF.run(connection, card=card)
    return memory(rows[0]) if rows else None


def write_answer(connection: Connection, review: Review, before: Memory | None, after: Memory) -> None:
    """Append an answer and put the memory it leaves in place of the one before."""
    _INSERT_REVIEW.run(connection, **dict(zip(_NAMES, _review_values(review), strict=True)))
    write_memory(connection, review.card, before, after)


def write_retraction(connection: Connection, review: str, at: datetime, device: str) -> None:
    """Take an answer back by a record of its own."""
    connection.execute(insert(RetractionRow).values(review_id=review, at=at, device=device))


def write_memory(connection: Connection, card: str, before: Memory | None, after: Memory | None) -> None:
    """Put the memory of a card in place of the one before; None is that of a new card."""
    if after is None:
        _DELETE_MEMORY.run(connection, card=card)
    else:
        (_INSERT_MEMORY if before is None else _UPDATE_MEMORY).run(connection, **_values(after))
    if (before is None) != (after is None):
        _SET_ANSWERED.run(connection, id=card, now=after is not None)


def fold_again(
    connection: Connection, replay: Callable[[Iterable[Review]], Memory | None], cards: Iterable[str] | None = None
) -> tuple[int, int]:
    """Fold reviews into memories again, and put right those that are kept otherwise.

    Args:
        connection: a writing transaction.
        replay: folds the reviews of one card.
        cards: whose reviews; None for all.

    Returns:
        How many reviews were folded, and how many memories were other than they had to be.
    """
    if cards is None:
        folded, right = _put_right(_kept(connection), histories(connection), replay)
    else:
        ids = sorted(set(cards))
        kept = {id: memory_of(connection, id) for id in ids}
        folded, right = _put_right(kept, [(id, reviews_of(connection, id)) for id in ids], replay)
    for some in chunks(sorted(right)):
        connection.execute(delete(MemoryRow).where(col(MemoryRow.card).in_(some)))
    if values := [_values(after) for after in right.values() if after]:
        connection.execute(insert(MemoryRow), values)
    for answered in (True, False):
        ids = sorted(card for card, after in right.items() if (after is not None) == answered)
        for some in chunks(ids):
            connection.execute(update(CardRow).where(col(CardRow.id).in_(some)).values(answered=answered))
    return folded, len(right)


def count_wrong(connection: Connection, replay: Callable[[Iterable[Review]], Memory | None]) -> int:
    """How many memories are other than the reviews leave; nothing is written."""
    return len(_put_right(_kept(connection), histories(connection), replay)[1])


def _kept(connection: Connection) -> dict[str, Memory | None]:
    """What is kept of all cards, None where what is kept beside it for the queue does not agree."""
    kept: dict[str, Memory | None] = {}
    for raw in _KEPT.run_raw(connection):
        try:
            ((*row, since, answered),) = _KEPT.converted(connection, [raw])
            found = memory(row)
            kept[raw[0]] = found if answered and since == found.last_day.toordinal() else None
        except (ValueError, TypeError, UserError):  # what is written there is no memory
            kept[raw[0]] = None
    marked = select(col(CardRow.id)).where(col(CardRow.answered), col(CardRow.id).not_in(select(col(MemoryRow.card))))
    return kept | dict.fromkeys(connection.scalars(marked))


def _put_right(
    kept: Mapping[str, Memory | None],
    found: Iterable[tuple[str, list[Review]]],
    replay: Callable[[Iterable[Review]], Memory | None],
) -> tuple[int, dict[str, Memory | None]]:
    """How many reviews there are, and the memories that have to be other than they are, by their cards."""
    folded, right = 0, dict[str, Memory | None](dict.fromkeys(kept))
    for card, its in found:
        folded += len(its)
        after = replay(its)
        if after == kept.get(card):
            right.pop(card, None)
        else:
            right[card] = after
    return folded, right


def _values(after: Memory) -> dict[str, Any]:
    return {**dict(zip(_MEMORY_NAMES, _memory_values(after), strict=True)), "since": after.last_day.toordinal()}


def _review(row: Sequence[Any]) -> Review:
    review = dict(zip(_NAMES, row, strict=True))
    state = review["state"]
    return Review(**review | {"rating": Rating(review["rating"]), "state": State(state) if state else None})


def _bound(table: Any) -> dict[str, Any]:
    columns = [one for one in table.__table__.columns if one.server_default is None]
    return {one.name: bindparam(one.name, type_=one.type) for one in columns}


_KEPT = Prepared(
    select(*MEMORY, col(MemoryRow.since), col(CardRow.answered)).join(
        CardRow, col(CardRow.id) == col(MemoryRow.card), isouter=True
    )
)
_MEMORY_OF = Prepared(select(*MEMORY).where(col(MemoryRow.card) == bindparam("card")))
_DAY: Any = bindparam("day", type_=Date())
_COUNT_ANSWERED = Prepared(
    select(func.count(col(ReviewRow.card).distinct())).where(col(ReviewRow.day) == _DAY, _STANDS)
)
_ANSWERED_ON = Prepared(
    select(col(CardRow.keypoint_id))
    .join(ReviewRow, col(ReviewRow.card) == col(CardRow.id))
    .where(col(ReviewRow.day) == _DAY, _STANDS)
)
_FIRST_ANSWERS = (
    select(func.min(col(ReviewRow.day)).label("day"))
    .where(_STANDS)
    .where(col(ReviewRow.card).in_(select(col(ReviewRow.card)).where(col(ReviewRow.day) == _DAY)))
    .group_by(col(ReviewRow.card))
    .having(func.min(col(ReviewRow.day)) == _DAY)
)
_INTRODUCED = Prepared(select(func.count()).select_from(_FIRST_ANSWERS.subquery()))
_SET_ANSWERED = Prepared(
    update(CardRow)
    .where(col(CardRow.id) == bindparam("id", type_=String()))
    .values(answered=bindparam("now", type_=Boolean()))
)
_DELETE_MEMORY = Prepared(delete(MemoryRow).where(col(MemoryRow.card) == bindparam("card")))
_INSERT_REVIEW = Prepared(insert(ReviewRow).values(_bound(ReviewRow)))
_INSERT_MEMORY = Prepared(insert(MemoryRow).values(_bound(MemoryRow)))
_MEMORY_TABLE: Any = MemoryRow.__table__  # type: ignore[attr-defined]
_UPDATE_MEMORY = Prepared(
    update(_MEMORY_TABLE)
    .where(_MEMORY_TABLE.c.card == bindparam("card"))
    .values({name: bound for name, bound in _bound(MemoryRow).items() if name != "card"})
)
