"""Reviews of another database: what both have seen is the union of what each has, whichever takes from which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from tests.store.knowledge import NOW, TODAY, Knowledge, NewDatabase
from tracker.store import choices, merging
from tracker.store.database import Database
from tracker.store.tables import CardRow, KeypointRow, RetractionRow, ReviewRow, WordingRow

Rows = list[tuple[int, int, bool]]
"""The number of a review, that of its card, and whether it is taken back."""
Choices = dict[str, tuple[int, str]]
"""When, and which value."""


@pytest.fixture(scope="module")
def databases(new_database: NewDatabase) -> Iterator[list[Database]]:
    """Three databases for many trials, each of which is rolled back."""
    with new_database() as one, new_database() as other, new_database() as third:
        yield [one, other, third]


@contextmanager
def trial(databases: list[Database]) -> Iterator[list[Connection]]:
    one, other, third = databases
    with one.writing() as first, other.writing() as second, third.writing() as last:
        yield [first, second, last]
        for connection in (first, second, last):
            connection.rollback()


def write(connection: Connection, rows: Rows, chosen: Choices) -> None:
    """Reviews with their cards, of which there are as many as keypoints, and choices."""
    knowledge = Knowledge(connection)
    for card in sorted({card for _, card, _ in rows}):
        knowledge.keypoint(f"k{card}", f"Statement {card}.")
        knowledge.card(f"card{card}", f"k{card}", f"What is {card}?", str(card), answered=True, held="suspended")
        connection.execute(insert(WordingRow).values(key=f"statement {card}", keypoint_id=f"k{card}", born=7))
    for number, card, gone in rows:
        said = {"day": TODAY, "rating": 3, "seconds": 1.0, "graded": "self", "device": "laptop"}
        at = NOW + timedelta(minutes=number)
        connection.execute(insert(ReviewRow).values(id=f"r{number:02}", card=f"card{card}", at=at, **said))
        if gone:
            connection.execute(insert(RetractionRow).values(review_id=f"r{number:02}", at=at, device="laptop"))
    for name, (minutes, value) in chosen.items():
        choices.write_choice(connection, name, value, NOW + timedelta(minutes=minutes))


def state(connection: Connection) -> tuple[Any, ...]:
    """What may not depend on who took from whom."""
    given = [one for one in ReviewRow.__table__.columns if one.name != "here"]  # type: ignore[attr-defined]
    reviews = connection.execute(select(*given)).all()
    retracted = connection.scalars(select(RetractionRow.review_id)).all()
    return sorted(reviews), sorted(retracted), choices.choices(connection)


# The same number is the same review: half of it is settled by the number.
numbers = st.integers(0, 30)
reviews = st.dictionaries(numbers, st.booleans(), max_size=12).map(
    lambda gone: [(number, number % 5, its) for number, its in gone.items()]
)
chosen = st.dictionaries(
    st.sampled_from(("leech", "fuzz", "minutes")), st.tuples(st.integers(0, 2), st.sampled_from("123")), max_size=3
)
contents = st.tuples(reviews, chosen)


@trials(max_examples=4, deadline=None)
@given(one=contents, other=contents, third=contents, at_once=st.integers(1, 4))
def test_what_is_merged_does_not_depend_on_the_order_or_on_how_often(
    databases: list[Database], one: Any, other: Any, third: Any, at_once: int
) -> None:
    states = []
    with pytest.MonkeyPatch.context() as chunks:
        chunks.setattr(merging, "_AT_ONCE", at_once)
        for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
            with trial(databases) as connections:
                for connection, content in zip(connections, (one, other, third), strict=True):
                    write(connection, *content)
                first, *rest = (connections[number] for number in order)
                before = state(first)
                found = [merging.merge(first, connection) for connection in rest]
                assert len(state(first)[0]) == len(before[0]) + sum(merged.reviews for merged in found)
                assert len(state(first)[1]) == len(before[1]) + sum(merged.retractions for merged in found)
                for connection in connections:
                    again = merging.merge(first, connection)
                    assert (again.reviews, again.retractions, again.choices, again.cards) == (0, 0, [], set())
                states.append(state(first))
        for tree in (((0, 1), (2, 0)), ((1, 2), (0, 1))):
            with trial(databases) as connections:
                for connection, content in zip(connections, (one, other, third), strict=True):
                    write(connection, *content)
                for into, of in tree:
                    merging.merge(connections[into], connections[of])
                states.append(state(connections[tree[-1][0]]))
    assert all(found == states[0] for found in states)


def test_what_was_merged_is_told(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        write(one, [(1, 1, False), (2, 2, False)], {"leech": (1, "3"), "fuzz": (2, "on")})
        write(other, [(2, 2, True), (3, 2, False), (4, 4, True)], {"leech": (2, "4"), "fuzz": (1, "off")})
        merged = merging.merge(one, other)
        assert (merged.reviews, merged.retractions) == (2, 2)
        assert (merged.choices, merged.cards) == (["leech"], {"card2", "card4"})


@pytest.mark.parametrize("into", [0, 1])
def test_of_two_choices_of_the_same_moment_the_same_one_counts_on_both(databases: list[Database], into: int) -> None:
    with trial(databases) as connections:
        write(connections[0], [], {"leech": (1, "3")})
        write(connections[1], [], {"leech": (1, "4")})
        merging.merge(connections[into], connections[1 - into])
        assert choices.choices(connections[into])["leech"][1] == "4"


def test_a_choice_of_the_same_value_is_no_news_but_its_time_is_kept(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        write(one, [], {"leech": (1, "3")})
        write(other, [], {"leech": (2, "3")})
        assert merging.merge(one, other).choices == []
        assert choices.choices(one) == choices.choices(other)


def test_unknown_cards_are_taken_over_to_rest_behind_those_there_are(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        write(one, [(1, 1, False)], {})
        write(other, [(2, 3, False), (3, 2, False), (4, 1, False)], {})
        merging.merge(one, other)
        table: Any = CardRow.__table__  # type: ignore[attr-defined]
        taken = {row.id: row for row in one.execute(select(table))}
        assert sorted(taken) == ["card1", "card2", "card3"]
        assert [taken[card].retired for card in sorted(taken)] == [False, True, True]
        assert [taken[card].held for card in sorted(taken)] == ["suspended", None, None]
        assert [taken[card].born for card in sorted(taken)] == [0, 0, 0]
        assert taken["card1"].position < taken["card2"].position < taken["card3"].position
        assert set(one.scalars(select(KeypointRow.id).where(KeypointRow.retired))) == {"k2", "k3"}  # type: ignore[call-overload]
        assert set(one.scalars(select(WordingRow.key))) == {"statement 1", "statement 2", "statement 3"}


def test_a_card_of_a_known_keypoint_joins_it(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        Knowledge(one).keypoint("k1", "Statement 1, in the words it has here.")
        write(other, [(1, 1, False)], {})
        merging.merge(one, other)
        assert one.scalars(select(KeypointRow.text)).all() == ["Statement 1, in the words it has here."]
        assert one.scalars(select(CardRow.keypoint_id)).all() == ["k1"]
        assert one.scalars(select(WordingRow.key)).all() == []


def test_a_wording_that_is_known_stays_with_its_keypoint(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        Knowledge(one).keypoint("own", "Statement 1.")
        one.execute(insert(WordingRow).values(key="statement 1", keypoint_id="own", born=1))
        write(other, [(1, 1, False)], {})
        merging.merge(one, other)
        assert one.scalars(select(WordingRow.keypoint_id)).all() == ["own"]
        assert set(one.scalars(select(KeypointRow.id))) == {"own", "k1"}


def test_the_other_database_is_only_read(databases: list[Database]) -> None:
    with trial(databases) as (one, other, _):
        write(one, [(1, 1, True)], {"leech": (9, "9")})
        write(other, [(2, 2, False)], {"fuzz": (1, "off")})
        before = state(other), other.scalars(select(CardRow.id)).all()
        merging.merge(one, other)
        assert (state(other), other.scalars(select(CardRow.id)).all()) == before
