"""What there is to ask: due cards, new cards, and how many are due on which day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, bindparam, case, exists, func, select, union_all
from sqlmodel import col

from tracker.core.calendar import Calendar
from tracker.core.formulas import LONGEST, SHORTEST
from tracker.core.schedule import Memory, State, Upcoming
from tracker.core.sitting import Candidate
from tracker.store.database import chunks
from tracker.store.prepared import Prepared
from tracker.store.tables import CardRow, MemoryRow

ASKED = ~col(CardRow.retired) & col(CardRow.held).is_(None)
"""Cards that are asked; those put off are among them."""
MEMORY = [col(getattr(MemoryRow, field.name)) for field in fields(Memory)]

_FEW = 500
"""Due cards that are simply all looked at; for more, the weakest are looked for rung by rung."""
_AGES = (64.0, 32.0, 16.0, 8.0, 5.6, 4.0, 2.8, 2.0, 1.4, 1.0, 0.7, 0.0)
"""Days since the last answer in units of stability: the older, the lower the chance to recall."""


def rung(stability: float) -> int:
    """The rung of the ladder of stabilities: two for each doubling."""
    return math.floor(2 * math.log2(stability))


def memory(row: Sequence[Any]) -> Memory:
    """A memory of the columns `MEMORY`."""
    card, state, *rest = row
    return Memory(card, State(state), *rest)


def due(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The cards due on the learner's day: all steps by their time, then at most `limit` reviews, weakest first.

    Steps of today whose time is yet to come are included; a sitting decides how long it waits for them.
    """
    steps = [_candidate(row) for row in _STEPS.run(connection, today=today)]
    return steps + _of(connection, weakest(connection, today, limit))


def weakest(connection: Connection, today: date, limit: int) -> list[str]:
    """At most `limit` reviews due on the learner's day, those with the lowest chance to recall first.

    The chance falls with t/S; on one rung, where all S are nearly the same, with the days since the last answer. Where
    a great many are due, only so much of each rung is read as can hold the weakest.
    """
    if limit <= 0:
        return []
    found = _REVIEWS.run(connection, today=today, most=_FEW + 1)
    if len(found) > _FEW:
        for age in _AGES:
            bounds = {f"rung{one}": _days_before(today, age * 2 ** (one / 2)) for one in _RUNGS}
            found = _OLD.run(connection, today=today, **bounds)
            found = [row for row in found if _age(row, today) >= age]
            if len(found) >= limit:
                break
    found.sort(key=lambda row: (-_age(row, today), row[0]))
    return [card for card, *_ in found[:limit]]


def new(connection: Connection, today: date, limit: int) -> list[Candidate]:
    """The first cards without a review, in the order their log introduces them, one for each keypoint.

    A keypoint with a card already answered today is left for another day by the sitting, not here.
    """
    query = select(col(CardRow.id), col(CardRow.keypoint_id)).order_by(col(CardRow.position))
    first: dict[str, str] = {}
    if limit > 0:
        # The index gives the cards in this order, and reading ends with the last that is wanted.
        with connection.execute(query.where(ASKED, _not_buried(today), _NEVER_ANSWERED)) as rows:
            for card, keypoint in rows:
                first.setdefault(keypoint, card)
                if len(first) == limit:
                    break
    return [Candidate(card, keypoint, None) for keypoint, card in first.items()]


def among(connection: Connection, cards: Iterable[str], today: date) -> list[Candidate]:
    """Those of some cards that may be asked on the learner's day, weakest first, then new ones in their order."""
    query = _CANDIDATES.where(ASKED, _not_buried(today)).order_by(col(CardRow.position))
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


def upcoming(connection: Connection, now: datetime, calendar: Calendar) -> Upcoming | None:
    """What comes after everything that can be asked now has been; None when nothing ever will."""
    today = calendar.day_of(now)
    tomorrow = today + timedelta(days=1)
    due, buried = col(MemoryRow.due_day), col(CardRow.buried_until)
    day = case((buried > due, buried), else_=due)
    asked = select(func.count(), func.min(col(MemoryRow.due_at)), func.min(day))
    asked = asked.join(CardRow, col(CardRow.id) == col(MemoryRow.card)).where(ASKED)
    step: datetime | None = connection.execute(asked.where(_not_buried(today), col(MemoryRow.due_at) > now)).one()[1]
    if step and calendar.day_of(step) == today:
        return Upcoming(today, step, 1, new=False)
    new = connection.scalar(select(col(CardRow.id)).where(ASKED, _NEVER_ANSWERED).limit(1)) is not None
    first: date | None = connection.execute(asked).one()[2]
    if first is None and not new:
        return None
    next = tomorrow if new or first is None else max(first, tomorrow)
    cards = connection.execute(asked.where(day <= next)).one()[0]
    return Upcoming(next, None, cards, new=new)


def _not_buried(day: date | Any) -> ColumnElement[bool]:
    return col(CardRow.buried_until).is_(None) | (col(CardRow.buried_until) <= day)


def _of(connection: Connection, cards: Sequence[str]) -> list[Candidate]:
    rows = [
        row for some in chunks(cards) for row in connection.execute(_CANDIDATES.where(col(CardRow.id).in_(some))).all()
    ]
    found = {row[0]: _candidate(row) for row in rows}
    return [found[card] for card in cards]


def _candidate(row: Sequence[Any]) -> Candidate:
    card, keypoint, *its = row
    return Candidate(card, keypoint, memory(its) if its[0] else None)


def _age(row: tuple[Any, ...], today: date) -> float:
    _, last_day, stability = row
    return float((today - last_day).days / stability)


def _days_before(day: date, days: float) -> date:
    return date.fromordinal(max(1, day.toordinal() - math.floor(days)))


_NEVER_ANSWERED = ~exists().where(col(MemoryRow.card) == col(CardRow.id))
_CANDIDATES: Any = select(col(CardRow.id), col(CardRow.keypoint_id), *MEMORY).join(
    MemoryRow, col(MemoryRow.card) == col(CardRow.id), isouter=True
)
_TODAY: Any = bindparam("today", type_=Date())
_DUE: Any = (ASKED & _not_buried(_TODAY)) & (col(MemoryRow.due_day) <= _TODAY)
_STEPS = Prepared(
    _CANDIDATES.where(_DUE, col(MemoryRow.due_at).is_not(None)).order_by(col(MemoryRow.due_at), col(MemoryRow.card))
)
_LIGHT: Any = (
    select(col(MemoryRow.card), col(MemoryRow.last_day), col(MemoryRow.stability))
    .join(CardRow, col(CardRow.id) == col(MemoryRow.card))
    .where(_DUE, col(MemoryRow.due_at).is_(None))
)
_REVIEWS = Prepared(_LIGHT.limit(bindparam("most")))
_RUNGS = range(rung(SHORTEST), rung(LONGEST) + 1)
_OLD = Prepared(
    union_all(
        *(
            _LIGHT.where(
                col(MemoryRow.rung) == one,
                col(MemoryRow.last_day) <= bindparam(f"rung{one}", type_=Date()),
            )
            for one in _RUNGS
        )
    )
)
_SIBLINGS = Prepared(
    select(col(MemoryRow.due_day))
    .join(CardRow, col(CardRow.id) == col(MemoryRow.card))
    .where(col(CardRow.keypoint_id) == bindparam("keypoint"), col(CardRow.id) != bindparam("card"))
)
