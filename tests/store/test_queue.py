"""What there is to ask: the weakest first however many are due, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from tests.store.knowledge import NOW, TODAY, Knowledge, NewDatabase
from tracker.core.calendar import Calendar
from tracker.core.formulas import DEFAULT_PARAMETERS, LONGEST, SHORTEST, Formulas
from tracker.core.schedule import Upcoming
from tracker.store import queue
from tracker.store.tables import CardRow, MemoryRow

FORMULAS = Formulas(DEFAULT_PARAMETERS)
CALENDAR = Calendar(UTC)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def connection(new_database: NewDatabase) -> Iterator[Connection]:
    with new_database() as database, database.writing() as connection:
        yield connection


@pytest.fixture
def knowledge(connection: Connection) -> Knowledge:
    """A keypoint to ask about."""
    knowledge = Knowledge(connection)
    knowledge.source()
    knowledge.day(1)
    knowledge.keypoint("k", "A statement.", 1)
    return knowledge


def known(knowledge: Knowledge, card: str, keypoint: str = "k", on: dict[str, Any] | None = None, **said: Any) -> None:
    """A card that was answered."""
    knowledge.card(card, keypoint, f"What is {card}?", card, answered=True, **on or {})
    knowledge.memory(card, **said)


def weakest(connection: Connection, limit: int = 99) -> list[str]:
    return [candidate.card for candidate in queue.weakest(connection, TODAY, limit)]


def asked(connection: Connection, limit: int = 99, today: date = TODAY) -> list[str]:
    return [candidate.card for candidate in queue.due(connection, today, limit)]


# The weakest


def by_recall(cards: dict[str, tuple[int, float]], limit: int) -> list[str]:
    """The weakest by brute force, each with its days and its stability."""
    return sorted(cards, key=lambda card: (-cards[card][0] / cards[card][1], card))[:limit]


def insert_known(connection: Connection, cards: dict[str, tuple[int, float]]) -> None:
    """Rows of cards due today, each with the days since its answer and its stability."""
    if not cards:
        return
    card = {"keypoint_id": "k", "maker": "cloze", "kind": "cloze", "front": "", "back": "", "accept": [], "asks": 0}
    kept = {"retired": False, "born": 0, "held": None, "flagged": False, "buried_until": None, "answered": True}
    memory = {"state": "review", "step": None, "difficulty": 5.0, "due_day": TODAY, "due_at": None, "last_at": NOW}
    connection.execute(
        insert(CardRow), [{"id": id, "position": number, **card, **kept} for number, id in enumerate(cards)]
    )
    connection.execute(
        insert(MemoryRow),
        [
            {
                "card": id,
                "stability": stability,
                "last_day": TODAY - timedelta(days=days),
                "last_review": "",
                "reps": 1,
                "lapses": 0,
                "since": (TODAY - timedelta(days=days)).toordinal(),
                **memory,
            }
            for id, (days, stability) in cards.items()
        ],
    )


stabilities = st.one_of(
    st.floats(SHORTEST, LONGEST),
    st.integers(-19, 30).map(lambda half: 2 ** (half / 2)),
    st.sampled_from((SHORTEST, 1.0, 2.0, LONGEST)),
)
histories = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=4),
    st.tuples(st.one_of(st.integers(0, 30), st.integers(0, 40_000)), stabilities),
    max_size=40,
)


@pytest.fixture(scope="module")
def one_database(new_database: NewDatabase) -> Iterator[Any]:
    with new_database() as database:
        with database.writing() as connection:
            Knowledge(connection).keypoint("k", "A statement.")
        yield database


@trials(max_examples=60, deadline=None)
@given(cards=histories, limit=st.integers(0, 50))
def test_the_weakest_are_those_with_the_lowest_chance_to_recall(
    one_database: Any, cards: dict[str, tuple[int, float]], limit: int
) -> None:
    with one_database.writing() as connection:
        insert_known(connection, cards)
        found = weakest(connection, limit)
        assert found == by_recall(cards, limit)
        recall = {card: FORMULAS.recall(days, stability) for card, (days, stability) in cards.items()}
        others = [recall[card] for card in cards if card not in found]
        assert [recall[card] for card in found] == sorted(recall[card] for card in found)
        assert not found or not others or recall[found[-1]] <= min(others)
        connection.rollback()


def test_the_weakest_of_a_thousand_are_found(connection: Connection, knowledge: Knowledge) -> None:
    random, cards = Random(3), {}
    for number in range(1000):
        stability = min(max(random.lognormvariate(2.5, 1.5), SHORTEST), LONGEST)
        cards[f"{number:03}"] = (min(round(stability * random.uniform(0.5, 9)), 40_000), stability)
    insert_known(connection, cards)
    for limit in (1, *range(40, 1100, 70)):
        assert weakest(connection, limit) == by_recall(cards, limit)


def test_only_reviews_of_cards_that_are_asked_today_are_among_the_weakest(
    connection: Connection, knowledge: Knowledge
) -> None:
    known(knowledge, "due")
    known(knowledge, "overdue", due_day=TODAY - timedelta(days=400))
    known(knowledge, "buried till today", on={"buried_until": TODAY})
    known(knowledge, "put off", on={"buried_until": TOMORROW})
    known(knowledge, "tomorrow", due_day=TOMORROW)
    known(knowledge, "retired", on={"retired": True})
    known(knowledge, "suspended", on={"held": "suspended"})
    known(knowledge, "dropped", on={"held": "dropped"})
    known(knowledge, "changed", on={"held": "changed"})
    known(knowledge, "a step", state="learning", step=1, due_at=NOW)
    known(knowledge, "a step of days", state="learning", step=1)
    knowledge.card("new", "k", "New?", "new")
    for limit in (1, 4, 99):  # those that are not asked take no place
        assert weakest(connection, limit) == ["a step of days", "buried till today", "due", "overdue"][:limit]
    assert weakest(connection) == ["a step of days", "buried till today", "due", "overdue"]
    assert queue.count_due(connection, TODAY) == 4
    assert {one.card for one in queue.overdue(connection, TODAY)} == {
        *("a step of days", "buried till today", "due", "overdue", "put off")
    }
    assert weakest(connection, 0) == weakest(connection, -5) == []


# What is due


def test_steps_come_first_by_their_time_and_are_not_limited(connection: Connection, knowledge: Knowledge) -> None:
    known(knowledge, "late", state="learning", step=0, due_at=NOW + timedelta(hours=9))
    known(knowledge, "soon", state="relearning", step=0, due_at=NOW + timedelta(minutes=1))
    known(knowledge, "yesterday", state="learning", step=0, due_at=NOW - timedelta(days=1), due_day=TODAY)
    known(knowledge, "weak", stability=1.0)
    known(knowledge, "strong", stability=99.0)
    assert asked(connection, 1) == ["yesterday", "soon", "late", "weak"]
    assert asked(connection, 0) == ["yesterday", "soon", "late"]


def test_a_candidate_has_the_memory_that_is_kept(connection: Connection, knowledge: Knowledge) -> None:
    known(knowledge, "card", stability=3.25, lapses=2, last_review="r")
    (candidate,) = queue.due(connection, TODAY, 9)
    assert (candidate.card, candidate.keypoint) == ("card", "k")
    memory = candidate.memory
    assert memory and (memory.stability, memory.lapses, memory.last_review, memory.last_at) == (3.25, 2, "r", NOW)


# New cards


def test_new_cards_come_in_their_order_one_of_each_keypoint(connection: Connection, knowledge: Knowledge) -> None:
    for number in range(6):
        knowledge.keypoint(f"k{number}", f"Statement {number}.", 1)
    knowledge.card("late", "k1", "Late?", "late")
    knowledge.change(CardRow, "late", position=99)
    knowledge.card("first", "k0", "First?", "first")
    knowledge.card("sibling", "k0", "Sibling?", "sibling")
    knowledge.card("second", "k2", "Second?", "second")
    knowledge.card("buried", "k3", "Buried?", "buried", buried_until=TOMORROW)
    knowledge.card("held", "k4", "Held?", "held", held="suspended")
    knowledge.card("retired", "k5", "Retired?", "retired", retired=True)
    known(knowledge, "answered")
    assert [one.card for one in queue.new(connection, TODAY, 9)] == ["first", "second", "late"]
    assert [one.card for one in queue.new(connection, TODAY, 2)] == ["first", "second"]
    assert queue.new(connection, TODAY, 0) == queue.new(connection, TODAY, -1) == []
    assert all(one.memory is None for one in queue.new(connection, TODAY, 9))


def test_many_siblings_do_not_hide_the_new_cards_behind_them(connection: Connection, knowledge: Knowledge) -> None:
    knowledge.keypoint("other", "Another.", 1)
    for number in range(30):
        knowledge.card(f"sibling {number}", "k", f"{number}?", "one")
    knowledge.card("other", "other", "Other?", "other")
    assert [one.card for one in queue.new(connection, TODAY, 2)] == ["sibling 0", "other"]
    assert [one.card for one in queue.new(connection, TODAY, 3)] == ["sibling 0", "other"]


def test_among_some_cards_the_weakest_come_first_and_new_ones_in_their_order(
    connection: Connection, knowledge: Knowledge
) -> None:
    random = Random(1)
    cards = {f"{number:04}": (random.randint(0, 90), random.uniform(0.1, 99)) for number in range(1200)}
    insert_known(connection, cards)
    for number in range(600):
        knowledge._insert(
            CardRow, id=f"n{number:04}", keypoint_id="k", position=5000 + number, maker="cloze", kind="cloze",
            front="", back="", accept=[], asks=0, retired=False, born=0, held=None, flagged=False,
            buried_until=TOMORROW if number == 7 else None,
        )  # fmt: skip
    wanted = [*cards, *(f"n{number:04}" for number in range(600)), "nosuch"]
    found = [one.card for one in queue.among(connection, wanted, TODAY)]
    ages = [cards[card][0] / cards[card][1] for card in found if card in cards]
    assert ages == sorted(ages, reverse=True)
    assert found[1200:] == [f"n{number:04}" for number in range(600) if number != 7]


# Counts


def test_the_load_counts_the_cards_of_each_day(connection: Connection, knowledge: Knowledge) -> None:
    for number, days in enumerate((0, 1, 1, 2, 5)):
        known(knowledge, str(number), due_day=TODAY + timedelta(days=days))
    assert queue.load(connection, TOMORROW, TODAY + timedelta(days=4)) == {TOMORROW: 2, TODAY + timedelta(days=2): 1}


def test_siblings_are_the_other_cards_of_the_keypoint(connection: Connection, knowledge: Knowledge) -> None:
    knowledge.keypoint("other", "Another.", 1)
    known(knowledge, "card", due_day=TODAY)
    known(knowledge, "sibling", due_day=TOMORROW)
    known(knowledge, "stranger", "other", due_day=TOMORROW)
    knowledge.card("new sibling", "k", "New?", "new")
    (candidate,) = (one for one in queue.due(connection, TODAY, 9) if one.card == "card")
    assert queue.siblings(connection, candidate) == [TOMORROW]


@pytest.mark.parametrize(("threshold", "count"), [(0, 0), (1, 4), (8, 2), (9, 1), (99, 0)])
def test_leeches_are_counted_by_their_lapses(
    connection: Connection, knowledge: Knowledge, threshold: int, count: int
) -> None:
    for lapses in (0, 1, 3, 8, 12):
        known(knowledge, str(lapses), lapses=lapses)
    known(knowledge, "suspended", on={"held": "suspended"}, lapses=50)
    assert queue.count_leeches(connection, threshold) == count


# What comes next


def comes(connection: Connection, now: datetime = NOW) -> Upcoming | None:
    return queue.upcoming(connection, now, CALENDAR)


def test_nothing_comes_where_there_is_nothing(connection: Connection, knowledge: Knowledge) -> None:
    known(knowledge, "suspended", on={"held": "suspended"}, due_day=TOMORROW)
    known(knowledge, "retired", on={"retired": True}, due_day=TOMORROW)
    assert comes(connection) is None


def test_the_next_step_of_the_day_comes_first(connection: Connection, knowledge: Knowledge) -> None:
    soon = NOW + timedelta(hours=2)
    known(knowledge, "later", state="learning", step=0, due_at=soon + timedelta(hours=1))
    known(knowledge, "soon", state="learning", step=0, due_at=soon)
    known(knowledge, "tomorrow", due_day=TOMORROW)
    assert comes(connection) == Upcoming(TODAY, soon, 1, new=False)


def test_a_step_of_a_card_put_off_does_not_come_today(connection: Connection, knowledge: Knowledge) -> None:
    step = {"state": "learning", "step": 0, "due_at": NOW + timedelta(hours=1)}
    known(knowledge, "buried", on={"buried_until": TOMORROW}, **step)
    assert comes(connection) == Upcoming(TOMORROW, None, 1, new=False)


def test_the_next_day_brings_all_that_is_due_until_then(connection: Connection, knowledge: Knowledge) -> None:
    later = TODAY + timedelta(days=9)
    known(knowledge, "one", due_day=later)
    known(knowledge, "other", due_day=later)
    known(knowledge, "still later", due_day=later + timedelta(days=1))
    assert comes(connection) == Upcoming(later, None, 2, new=False)
    known(knowledge, "put off till then", on={"buried_until": later}, due_day=TODAY)
    assert comes(connection) == Upcoming(later, None, 3, new=False)
    known(knowledge, "put off for less", on={"buried_until": TOMORROW}, due_day=TODAY)
    assert comes(connection) == Upcoming(TOMORROW, None, 1, new=False)


def test_new_cards_come_tomorrow(connection: Connection, knowledge: Knowledge) -> None:
    knowledge.card("new", "k", "New?", "new")
    known(knowledge, "later", due_day=TODAY + timedelta(days=9))
    assert comes(connection) == Upcoming(TOMORROW, None, 0, new=True)
