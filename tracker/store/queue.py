"""What there is to ask: due cards, new cards, and how many are due on which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Float, bindparam, case, func, select
from sqlmodel import col

from tracker.core.calendar import Calendar
from tracker.core.errors import UserError
from tracker.core.schedule import Memory, State, Upcoming
from tracker.core.sitting import Candidate
from tracker.store.database import chunks
from tracker.store.prepared import Prepared
from tracker.store.tables import CardRow, MemoryRow

ASKED = ~col(CardRow.retired) & col(CardRow.held).is_(None)
"""Cards that are asked; those put off are among them."""
MEMORY = [col(getattr(MemoryRow, field.name)) for field in fields(Memory)]


def memory(row: Sequence[Any]) -> Memory:
    """A memory of the columns `MEMORY`."""
    card, state, *rest = row
    try:
        return Memory(card, State(state), *rest)
    except ValueError as error:
        raise UserError(f"what is remembered of card {card} is damaged; `tracker rebuild` puts it right") from error


def due(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The cards due on the learner's day: all steps by their time, then at most `limit` reviews, weakest first.

    Steps whose time is yet to come are included; a sitting decides how long it waits for them.
    """
    steps = [_candidate(row) for row in _STEPS.run(connection, today=today)]
    return steps + weakest(connection, today, limit)


def weakest(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """At most `limit` reviews due on the learner's day, those with the lowest chance to recall first.

    The chance falls as t/S grows. An index holds all that this takes, so only the rows of the weakest are read.
    """
    most = limit
    while limit > 0:
        weakest = _WEAKEST.run_raw(connection, today=today, now=today.toordinal(), most=most)
        rows = chain.from_iterable(_ASKED_TODAY.run_raw(connection, card=card, today=today) for card, _ in weakest)
        asked = list(islice(rows, limit))
        if len(asked) == limit or len(weakest) < most:
            return [_candidate(row) for row in _ASKED_TODAY.converted(connection, asked)]
        most *= 2  # so many of the weakest are not asked
    return []


def new(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The first cards without a review, in the order their log introduces them, one for each keypoint.

    A keypoint with a card already answered today is left for another day by the sitting, not here.
    """
    first: dict[str, str] = {}
    most = limit
    while limit > 0:
        rows = _NEW.run(connection, today=today, most=most)
        for card, keypoint in rows:
            first.setdefault(keypoint, card)
        if len(first) >= limit or len(rows) < most:
            break
        first.clear()
        most *= 4  # so many cards are siblings
    return [Candidate(card, keypoint, None) for keypoint, card in list(first.items())[:limit]]


def among(connection: Connection, cards: Iterable[str], today: date, *, put_off: bool = False) -> list[Candidate]:
    """Those of some cards that may be asked on the learner's day, weakest first, then new ones in their order.

    Args:
        connection: a transaction.
        cards: their ids.
        today: the learner's day.
        put_off: with those that are put off to a later day.
    """
    query = _CANDIDATES.where(ASKED).order_by(col(CardRow.position))
    if not put_off:
        query = query.where(_not_buried(today))
    rows = [
        row for some in chunks(list(cards)) for row in connection.execute(query.where(col(CardRow.id).in_(some))).all()
    ]
    found = [_candidate(row) for row in rows]
    known = [(one.memory, one) for one in found if one.memory]
    known.sort(key=lambda pair: -(today - pair[0].last_day).days / pair[0].stability)
    return [one for _, one in known] + [one for one in found if not one.memory]


def known(connection: Connection) -> list[Candidate]:
    """All cards that are asked and have been answered."""
    return [_candidate(row) for row in connection.execute(_CANDIDATES.where(ASKED, col(MemoryRow.card).is_not(None)))]


def overdue(connection: Connection, today: date) -> list[Candidate]:
    """All reviews due on the learner's day, put off or not."""
    query = _CANDIDATES.where(ASKED, col(MemoryRow.due_day) <= today, col(MemoryRow.due_at).is_(None))
    return [_candidate(row) for row in connection.execute(query)]


def count_due(connection: Connection, today: date) -> int:
    """How many reviews are due on the learner's day."""
    query = select(func.count(col(MemoryRow.card))).join(CardRow, col(CardRow.id) == col(MemoryRow.card))
    due = ASKED & _not_buried(today) & (col(MemoryRow.due_day) <= today) & col(MemoryRow.due_at).is_(None)
    return connection.scalar(query.where(due)) or 0


def count_leeches(connection: Connection, lapses: int) -> int:
    """How many cards that are asked were forgotten so often; none when that is 0."""
    query = select(func.count(col(MemoryRow.card))).join(CardRow, col(CardRow.id) == col(MemoryRow.card))
    return (connection.scalar(query.where(ASKED, col(MemoryRow.lapses) >= lapses)) or 0) if lapses else 0


def exists(connection: Connection, card: str) -> bool:
    """Whether there is such a card: an import that is taken back takes its new cards along."""
    return bool(_EXISTS.run(connection, card=card))


def keypoint_of(connection: Connection, card: str) -> str:
    """The keypoint that a card asks about."""
    return connection.execute(select(col(CardRow.keypoint_id)).where(col(CardRow.id) == card)).scalar_one()


def load(connection: Connection, first: date, last: date) -> dict[date, int]:
    """How many cards are due on each of some days."""
    day = col(MemoryRow.due_day)
    return dict(connection.execute(select(day, func.count()).where(day.between(first, last)).group_by(day)).all())


def siblings(connection: Connection, candidate: Candidate) -> list[date]:
    """When the other cards of a candidate's keypoint are due."""
    return [day for (day,) in _SIBLINGS.run(connection, keypoint=candidate.keypoint, card=candidate.card)]


def upcoming(connection: Connection, now: datetime, calendar: Calendar, *, new: bool = True) -> Upcoming | None:
    """What comes after everything that can be asked now has been; None when nothing ever will.

    Args:
        connection: a transaction.
        now: the moment.
        calendar: the learner's.
        new: whether a day brings new cards, as long as there are any.
    """
    today = calendar.day_of(now)
    tomorrow = today + timedelta(days=1)
    due, buried = col(MemoryRow.due_day), col(CardRow.buried_until)
    day = case((buried > due, buried), else_=due)
    asked = select(func.count(), func.min(col(MemoryRow.due_at)), func.min(day))
    asked = asked.join(CardRow, col(CardRow.id) == col(MemoryRow.card)).where(ASKED)
    step: datetime | None = connection.execute(asked.where(_not_buried(today), col(MemoryRow.due_at) > now)).one()[1]
    if step and calendar.day_of(step) == today:
        return Upcoming(today, step, 1, new=False)
    new = new and connection.scalar(select(col(CardRow.id)).where(ASKED, _NEVER_ANSWERED).limit(1)) is not None
    first: date | None = connection.execute(asked).one()[2]
    if first is None and not new:
        return None
    next = tomorrow if new or first is None else max(first, tomorrow)
    cards = connection.execute(asked.where(day <= next)).one()[0]
    return Upcoming(next, None, cards, new=new)


def _not_buried(day: date | Any) -> ColumnElement[bool]:
    return col(CardRow.buried_until).is_(None) | (col(CardRow.buried_until) <= day)


def _candidate(row: Sequence[Any]) -> Candidate:
    card, keypoint, *its = row
    return Candidate(card, keypoint, memory(its) if its[0] else None)


_NEVER_ANSWERED = ~col(CardRow.answered)
_CANDIDATES: Any = select(col(CardRow.id), col(CardRow.keypoint_id), *MEMORY).join(
    MemoryRow, col(MemoryRow.card) == col(CardRow.id), isouter=True
)
_TODAY: Any = bindparam("today", type_=Date())
_OF_MEMORIES: Any = (
    select(col(CardRow.id), col(CardRow.keypoint_id), *MEMORY)
    .select_from(MemoryRow)
    .join(CardRow, col(CardRow.id) == col(MemoryRow.card))
)
_STEPS = Prepared(  # a step has a moment; its day may be a later one where one travelled west
    _OF_MEMORIES.where(ASKED, _not_buried(_TODAY), col(MemoryRow.due_at).is_not(None)).order_by(
        col(MemoryRow.due_at), col(MemoryRow.card)
    )
)
_AGE: Any = ((bindparam("now", type_=Float()) - col(MemoryRow.since)) / col(MemoryRow.stability)).label("age")
_WEAKEST = Prepared(
    select(col(MemoryRow.card), _AGE)
    .where(col(MemoryRow.due_at).is_(None), col(MemoryRow.due_day) <= _TODAY)
    .order_by(_AGE.desc(), col(MemoryRow.card))
    .limit(bindparam("most"))
)
_ASKED_TODAY = Prepared(_OF_MEMORIES.where(col(MemoryRow.card) == bindparam("card"), ASKED, _not_buried(_TODAY)))
_NEW = Prepared(
    select(col(CardRow.id), col(CardRow.keypoint_id))
    .where(ASKED, _not_buried(_TODAY), _NEVER_ANSWERED)
    .order_by(col(CardRow.position))
    .limit(bindparam("most"))
)
_EXISTS = Prepared(select(col(CardRow.id)).where(col(CardRow.id) == bindparam("card")))
_SIBLINGS = Prepared(
    select(col(MemoryRow.due_day))
    .join(CardRow, col(CardRow.id) == col(MemoryRow.card))
    .where(col(CardRow.keypoint_id) == bindparam("keypoint"), col(CardRow.id) != bindparam("card"))
)
