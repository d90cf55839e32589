"""Reviews and the memories folded from them: the queue of a sitting, and what an answer leaves on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select
from sqlmodel import col

from tracker.core.calendar import Calendar
from tracker.core.schedule import Memory, Rating, Review, State, Upcoming
from tracker.core.sitting import Candidate
from tracker.store.tables import CardRow, MemoryRow, RetractionRow, ReviewRow

_MEMORY = [col(getattr(MemoryRow, field.name)) for field in fields(Memory)]
_REVIEW = [col(getattr(ReviewRow, field.name)) for field in fields(Review)]
_ASKED = ~col(CardRow.retired) & col(CardRow.held).is_(None)
_NEVER_ANSWERED = ~exists().where(col(MemoryRow.card) == col(CardRow.id))
_STANDS = col(ReviewRow.id).not_in(select(col(RetractionRow.review_id)))


def due(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The cards due on the learner's day: steps by their time, then reviews, longest due first.

    Steps of today whose time is yet to come are included; a sitting decides how long it waits for them.
    """
    query = (
        select(col(CardRow.id), col(CardRow.keypoint_id), *_MEMORY)
        .join(MemoryRow, col(MemoryRow.card) == col(CardRow.id))
        .where(_ASKED, _not_buried(today), col(MemoryRow.due_day) <= today)
        .order_by(col(MemoryRow.due_at).is_(None), col(MemoryRow.due_at), col(MemoryRow.due_day), col(CardRow.position))
        .limit(limit)
    )
    return [Candidate(card, keypoint, _memory(row)) for card, keypoint, *row in connection.execute(query)]


def new(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The first cards without a review, in the order their log introduces them, one for each keypoint.

    A keypoint with a card already answered today is left for another day by the sitting, not here.
    """
    query = select(col(CardRow.id), col(CardRow.keypoint_id)).order_by(col(CardRow.position))
    first: dict[str, str] = {}
    if limit > 0:
        # The index gives the cards in this order, and reading ends with the last that is wanted.
        with connection.execute(query.where(_ASKED, _not_buried(today), _NEVER_ANSWERED)) as rows:
            for card, keypoint in rows:
                first.setdefault(keypoint, card)
                if len(first) == limit:
                    break
    return [Candidate(card, keypoint, None) for keypoint, card in first.items()]


def count_answered(connection: Connection, day: date) -> int:
    """How many cards have an answer that stands on a learner's day."""
    query = select(func.count(col(ReviewRow.card).distinct())).where(col(ReviewRow.day) == day, _STANDS)
    return connection.scalar(query) or 0


def upcoming(connection: Connection, now: datetime, calendar: Calendar) -> Upcoming | None:
    """What comes after everything that can be asked now has been; None when nothing ever will."""
    today = calendar.day_of(now)
    tomorrow = today + timedelta(days=1)
    asked = select(func.count(), func.min(col(MemoryRow.due_at)), func.min(col(MemoryRow.due_day)))
    asked = asked.join(CardRow, col(CardRow.id) == col(MemoryRow.card)).where(_ASKED)
    step: datetime | None = connection.execute(asked.where(_not_buried(today), col(MemoryRow.due_at) > now)).one()[1]
    if step and calendar.day_of(step) == today:
        return Upcoming(today, step, 1, new=False)
    new = connection.scalar(select(col(CardRow.id)).where(_ASKED, _NEVER_ANSWERED).limit(1)) is not None
    first: date | None = connection.execute(asked).one()[2]
    if first is None and not new:
        return None
    day = tomorrow if new or first is None else max(first, tomorrow)
    cards = connection.execute(asked.where(col(MemoryRow.due_day) <= day)).one()[0]
    return Upcoming(day, None, cards, new=new)


def introduced_on(connection: Connection, day: date) -> int:
    """How many cards had their first answer on a learner's day."""
    first = (
        select(func.min(col(ReviewRow.day)).label("day"))
        .where(_STANDS)
        .group_by(col(ReviewRow.card))
        .having(func.min(col(ReviewRow.day)) == day)
        .where(col(ReviewRow.card).in_(select(col(ReviewRow.card)).where(col(ReviewRow.day) == day)))
        .subquery()
    )
    return connection.scalar(select(func.count()).select_from(first)) or 0


def answered_on(connection: Connection, day: date) -> set[str]:
    """The keypoints with an answer that stands on a learner's day: their other cards wait for another day."""
    query = (
        select(col(CardRow.keypoint_id))
        .join(ReviewRow, col(ReviewRow.card) == col(CardRow.id))
        .where(col(ReviewRow.day) == day, _STANDS)
    )
    return set(connection.scalars(query))


def days_reviewed(connection: Connection) -> list[date]:
    """The learner's days with at least one answer that stands."""
    return list(connection.scalars(select(col(ReviewRow.day)).where(_STANDS).distinct()))


def median_seconds(connection: Connection, last: int = 500) -> float | None:
    """The median time of the last answers, None when there are none."""
    seconds = sorted(connection.scalars(select(col(ReviewRow.seconds)).order_by(col(ReviewRow.id).desc()).limit(last)))
    return seconds[len(seconds) // 2] if seconds else None


def reviews_of(connection: Connection, card: str) -> list[Review]:
    """The answers to a card that stand, oldest first."""
    query = select(*_REVIEW).where(col(ReviewRow.card) == card, _STANDS).order_by(col(ReviewRow.at), col(ReviewRow.id))
    return [_review(row) for row in connection.execute(query)]


def memory_of(connection: Connection, card: str) -> Memory | None:
    """What is kept of a card, None when it is new."""
    row = connection.execute(select(*_MEMORY).where(col(MemoryRow.card) == card)).one_or_none()
    return _memory(row) if row else None


def write_answer(connection: Connection, review: Review, memory: Memory) -> None:
    """Append an answer and put the memory it leaves in place."""
    connection.execute(insert(ReviewRow).values(**asdict(review)))
    write_memory(connection, review.card, memory)


def write_retraction(connection: Connection, review: str, at: datetime, device: str) -> None:
    """Take an answer back by a record of its own."""
    connection.execute(insert(RetractionRow).values(review_id=review, at=at, device=device))


def write_memory(connection: Connection, card: str, memory: Memory | None) -> None:
    """Put the memory of a card in place; None makes it new again."""
    connection.execute(delete(MemoryRow).where(col(MemoryRow.card) == card))
    if memory is not None:
        connection.execute(insert(MemoryRow).values(**asdict(memory)))


def _not_buried(day: date) -> ColumnElement[bool]:
    return col(CardRow.buried_until).is_(None) | (col(CardRow.buried_until) <= day)


def _memory(row: Sequence[Any]) -> Memory:
    memory = dict(zip((field.name for field in fields(Memory)), row, strict=True))
    return Memory(**memory | {"state": State(memory["state"])})


def _review(row: Sequence[Any]) -> Review:
    review = dict(zip((field.name for field in fields(Review)), row, strict=True))
    return Review(**review | {"rating": Rating(review["rating"])})
