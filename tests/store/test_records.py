"""The reviews that stand, as text of fixed width, say what the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from tests.model.reviews import codes
from tests.store.knowledge import Knowledge, NewDatabase
from tracker.model.histories import Histories
from tracker.model.records import WIDTH, decoded
from tracker.store import records
from tracker.store.database import Database
from tracker.store.tables import RetractionRow, ReviewRow

CARDS = ("0123456789abcdef0123", "c", "0123456789abcdef0124", "zebra")


@pytest.fixture(scope="module")
def database(new_database: NewDatabase) -> Iterator[Database]:
    """One database for many trials, each of which is rolled back."""
    with new_database() as database:
        with database.writing() as connection:
            knowledge = Knowledge(connection)
            knowledge.keypoint("k", "A statement.")
            for card in CARDS:
                knowledge.card(card, "k", f"What is {card}?", card)
        yield database


answers = st.fixed_dictionaries(
    {
        "card": st.sampled_from(CARDS),
        "at": st.datetimes(datetime(1970, 1, 2), datetime(2999, 1, 1), timezones=st.just(UTC)),
        "day": st.dates(date(1970, 1, 1), date(2999, 12, 31)),
        "rating": st.integers(1, 4),
        "seconds": st.floats(0, 200_000) | st.sampled_from((0.0, 0.29, 4.35, 99_999.0, 1e12, -3.0)),
        "gone": st.booleans(),
    }
)


def insert_answers(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write answers; those that stand, each with its id."""
    kept = {"graded": "self", "device": "laptop"}
    standing = []
    for number, row in enumerate(rows):
        row = {"id": f"{number:03}", **row}
        gone = row.pop("gone")
        connection.execute(insert(ReviewRow).values(**row, **kept))
        if gone:
            connection.execute(insert(RetractionRow).values(review_id=row["id"], at=row["at"], device="laptop"))
        else:
            standing.append(row)
    return standing


@trials(max_examples=30, deadline=None)
@given(rows=st.lists(answers, max_size=12), at_once=st.integers(1, 5))
def test_records_hold_the_answers_that_stand(database: Database, rows: list[dict[str, Any]], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as chunks, database.writing() as connection:
        chunks.setattr(records, "_AT_ONCE", at_once)
        standing = insert_answers(connection, rows)
        found = [*records.records(connection)]
        one_by_one = [*records._one_by_one(connection)]
        connection.rollback()
    assert sorted(record(found)) == sorted(one_by_one)
    assert all(chunk and len(chunk) % WIDTH == 0 for chunk in found)
    card, moment, day, rating, seconds = decoded(found)
    assert sorted(zip(card.tolist(), moment.tolist(), day.tolist(), rating.tolist(), strict=True)) == sorted(
        (
            codes([row["card"]])[0],
            microseconds(row["at"]),
            row["day"].toordinal(),
            row["rating"],
        )
        for row in standing
    )
    expected = sorted(min(max(row["seconds"], 0.0), 99_999.0) for row in standing)
    assert sorted(seconds.tolist()) == pytest.approx(expected, rel=1e-6, abs=0.02)


def microseconds(moment: datetime) -> int:
    """Since the day 0, which Python does not have."""
    return (moment - datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=1)) // timedelta(microseconds=1)


def record(chunks: list[bytes]) -> list[bytes]:
    text = b"".join(chunks)
    return [text[start : start + WIDTH] for start in range(0, len(text), WIDTH)]


def test_histories_are_read_by_card_and_time(database: Database) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    rows = [
        {"card": card, "at": noon - timedelta(days=ago), "day": date(2026, 3, 2), "rating": rating, "seconds": 1.0,
         "gone": False}
        for card, ago, rating in (("c", 0, 4), ("zebra", 1, 1), ("c", 9, 2), ("zebra", 5, 3))
    ]  # fmt: skip
    with database.writing() as connection:
        insert_answers(connection, rows)
        histories = Histories.read(records.records(connection))
        connection.rollback()
    of_c, of_zebra = codes(["c", "zebra"])
    assert {card: histories.rating[histories.card == card].tolist() for card in (of_c, of_zebra)} == {
        of_c: [2, 4],
        of_zebra: [3, 1],
    }


def test_no_review_is_no_record(database: Database) -> None:
    with database.reading() as connection:
        assert [*records.records(connection)] == []
        assert len(Histories.read(records.records(connection))) == 0
