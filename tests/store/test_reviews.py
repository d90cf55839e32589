"""Reviews are written once and stay; what is taken back does not count; memories are folded from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tests.learning import memories
from tests.store.knowledge import NOW, TODAY, Knowledge, NewDatabase
from tracker.core.schedule import Memory, Rating, Review, Scheduler, Settings, State
from tracker.store import reviews
from tracker.store.database import Database
from tracker.store.tables import CardRow

SCHEDULER = Scheduler(Settings())
YESTERDAY = TODAY - timedelta(days=1)


def with_cards(connection: Connection) -> None:
    """Four cards of two keypoints."""
    knowledge = Knowledge(connection)
    for number in range(4):
        if not number % 2:
            knowledge.keypoint(f"k{number}", f"Statement {number}.")
        knowledge.card(f"card{number}", f"k{number - number % 2}", f"What is {number}?", str(number))


@pytest.fixture
def connection(new_database: NewDatabase) -> Iterator[Connection]:
    with new_database() as database, database.writing() as connection:
        with_cards(connection)
        yield connection


@pytest.fixture(scope="module")
def database(new_database: NewDatabase) -> Iterator[Database]:
    """One database for many trials, each of which is rolled back."""
    with new_database() as database:
        with database.writing() as connection:
            with_cards(connection)
        yield database


def review(id: str, card: str = "card0", day: date = TODAY, **said: object) -> Review:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return replace(Review(id, card, at, day, Rating.GOOD, 4.5, "self", "laptop"), **said)  # type: ignore[arg-type]


def write(connection: Connection, *answers: Review) -> None:
    """Write answers as a device would, one after another."""
    for answer in answers:
        before = reviews.memory_of(connection, answer.card)
        reviews.write_answer(connection, answer, before, SCHEDULER.fold(before, answer))


def retract(connection: Connection, id: str, device: str = "laptop") -> None:
    reviews.write_retraction(connection, id, NOW, device)


# What is written comes back

moments = st.datetimes(datetime(1970, 1, 2), datetime(2999, 1, 1), timezones=st.just(UTC))
written = st.builds(
    Review,
    id=st.uuids().map(str),
    card=st.just("card0"),
    at=moments,
    day=st.dates(date(1970, 1, 1)),
    rating=st.sampled_from(Rating),
    seconds=st.floats(0, 1e9),
    graded=st.sampled_from(("self", "typed")),
    device=st.text(max_size=9).filter(lambda text: text.isprintable()),
    follows=st.none() | st.uuids().map(str),
    state=st.none() | st.sampled_from(State),
    step=st.none() | st.integers(0, 9),
    due_day=st.none() | st.dates(date(1970, 1, 1)),
    due_at=st.none() | moments,
)


@trials(max_examples=30, deadline=None)
@given(answer=written)
def test_a_review_comes_back_as_it_was_written(database: Database, answer: Review) -> None:
    with database.writing() as connection:
        memory = replace(SCHEDULER.fold(None, answer), step=answer.step, due_at=answer.due_at)
        reviews.write_answer(connection, answer, None, memory)
        assert reviews.reviews_of(connection, "card0") == [answer]
        assert [*reviews.histories(connection)] == [("card0", [answer])]
        assert reviews.last(connection) == answer
        assert reviews.memory_of(connection, "card0") == memory
        assert memories(connection) == {"card0": memory}
        connection.rollback()


@pytest.mark.parametrize("table", ["review", "retraction"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET device = 'other'", "DELETE FROM {}"])
def test_what_is_on_record_is_neither_changed_nor_deleted(connection: Connection, table: str, deed: str) -> None:
    write(connection, review("r1"))
    retract(connection, "r1")
    with pytest.raises(IntegrityError, match=f"a {table} is written once"):
        connection.exec_driver_sql(deed.format(table))


def test_an_answer_is_taken_back_once(connection: Connection) -> None:
    write(connection, review("r1"))
    retract(connection, "r1")
    with pytest.raises(IntegrityError):
        retract(connection, "r1")


# What stands


def test_answers_stand_in_the_order_of_their_time_until_they_are_taken_back(connection: Connection) -> None:
    late, early, other = review("a"), review("b", day=YESTERDAY), review("c", "card1")
    write(connection, late, early, other)
    assert reviews.reviews_of(connection, "card0") == [early, late]
    assert dict(reviews.histories(connection)) == {"card0": [early, late], "card1": [other]}
    assert reviews.count(connection) == 3
    retract(connection, "b")
    assert reviews.reviews_of(connection, "card0") == [late]
    assert dict(reviews.histories(connection)) == {"card0": [late], "card1": [other]}
    assert (reviews.count(connection), reviews.days_reviewed(connection)) == (2, [TODAY])


def test_the_last_answer_is_the_one_given_last_that_stands_whatever_the_clock_said(connection: Connection) -> None:
    assert reviews.last(connection) is None
    write(connection, review("r2"), review("r1", "card1"))
    for id in ("r1", "r2"):
        last = reviews.last(connection)
        assert last and last.id == id
        retract(connection, id)
    assert reviews.last(connection) is None


given_answers = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=12
)  # card, days ago, taken back


@trials(max_examples=40, deadline=None)
@given(answers=given_answers)
def test_a_day_counts_its_cards_its_new_cards_and_its_keypoints(
    database: Database, answers: list[tuple[int, int, bool]]
) -> None:
    with database.writing() as connection:
        standing: dict[int, set[int]] = {}
        for number, (card, ago, gone) in enumerate(answers):
            write(connection, review(f"r{number}", f"card{card}", TODAY - timedelta(days=ago)))
            if gone:
                retract(connection, f"r{number}")
            else:
                standing.setdefault(card, set()).add(ago)
        today = {card for card, days in standing.items() if 0 in days}
        assert reviews.count_answered(connection, TODAY) == len(today)
        assert reviews.introduced_on(connection, TODAY) == sum(standing[card] == {0} for card in today)
        assert reviews.answered_on(connection, TODAY) == {f"k{card - card % 2}" for card in today}
        days = {TODAY - timedelta(days=ago) for its in standing.values() for ago in its}
        assert sorted(reviews.days_reviewed(connection)) == sorted(days)
        connection.rollback()


def test_the_median_time_is_that_of_the_last_answers(connection: Connection) -> None:
    assert reviews.median_seconds(connection) is None
    write(connection, *(review(f"r{number}", seconds=seconds) for number, seconds in enumerate((90.0, 2.0, 4.0, 3.0))))
    assert reviews.median_seconds(connection) == 4.0
    assert reviews.median_seconds(connection, last=3) == 3.0


# Memories


def is_answered(connection: Connection, card: str) -> bool:
    (answered,) = connection.execute(CardRow.__table__.select().where(CardRow.id == card)).scalars("answered").all()  # type: ignore[attr-defined]
    return bool(answered)


def test_a_memory_is_put_in_the_place_of_the_one_before(connection: Connection) -> None:
    first = SCHEDULER.fold(None, review("r1"))
    second = SCHEDULER.fold(first, review("r2"))
    for before, after in ((None, first), (first, second), (second, None), (None, second)):
        reviews.write_memory(connection, "card0", before, after)
        assert reviews.memory_of(connection, "card0") == after
        assert is_answered(connection, "card0") == (after is not None)
    assert memories(connection) == {"card0": second}


def damaged(connection: Connection) -> dict[str, Memory]:
    """Memories of three cards, each wrong in another way; the right ones."""
    write(connection, review("r1"), review("r2", "card1"), review("r3", "card1"), review("r4", "card2"))
    right = memories(connection)
    reviews.write_memory(connection, "card0", right["card0"], None)
    reviews.write_memory(connection, "card1", right["card1"], replace(right["card1"], reps=7))
    reviews.write_memory(connection, "card3", None, replace(right["card0"], card="card3"))
    return right


def test_folding_again_puts_memories_right(connection: Connection) -> None:
    right = damaged(connection)
    assert reviews.count_wrong(connection, SCHEDULER.replay) == 3
    assert reviews.fold_again(connection, SCHEDULER.replay) == (4, 3)
    assert memories(connection) == right
    assert [is_answered(connection, f"card{number}") for number in range(4)] == [True, True, True, False]
    assert reviews.fold_again(connection, SCHEDULER.replay) == (4, 0)
    assert reviews.count_wrong(connection, SCHEDULER.replay) == 0


def test_only_the_memories_of_some_cards_are_folded_again(connection: Connection) -> None:
    right = damaged(connection)
    assert reviews.fold_again(connection, SCHEDULER.replay, ["card0", "card3", "card0"]) == (1, 2)
    assert reviews.memory_of(connection, "card0") == right["card0"]
    assert reviews.count_wrong(connection, SCHEDULER.replay) == 1
    assert reviews.fold_again(connection, SCHEDULER.replay, []) == (0, 0)
