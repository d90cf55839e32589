from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.store.knowledge import NOW, TODAY, Knowledge, NewDatabase
from tracker.core.log import Kind
from tracker.core.remembered import Occurrence
from tracker.store import remembered
from tracker.store.tables import CardRow, KeypointRow, SourceRow


@pytest.fixture
def base(new_database: NewDatabase) -> Iterator[Knowledge]:
    """A log of two days that say the same keypoint, and what was merged into it on the second."""
    with new_database() as database, database.writing() as connection:
        base = Knowledge(connection)
        base.source()
        base.day(1, "read about tapes")
        base.day(2)
        base.keypoint("tape", "A tape records.", 1, 2)
        base.keypoint("reel", "A reel records.", 2)
        base.card("c1", "tape", "What records?", "a tape")
        base.card("c2", "tape", "What does a tape do?", "record")
        base.merge("reel", "tape")
        yield base


def labels(base: Knowledge) -> list[str]:
    return [stored.day.label for stored in remembered.days(base.connection)]


def test_a_day_ends_where_the_next_one_in_its_file_begins(base: Knowledge) -> None:
    assert [(one.day.line, one.end) for one in remembered.days(base.connection)] == [(10, 20), (20, None)]


def test_a_daily_note_is_a_file_of_its_own(base: Knowledge) -> None:
    base.source(2, "/notes")
    base.day(3, source=2, path="a/one.md", line=1)
    base.day(4, source=2, path="a/two.md", line=1)
    notes = remembered.days(base.connection)[:2]
    assert [(one.day.source, one.daily, one.end) for one in notes] == [
        ("/notes/a/one.md", True, None),
        ("/notes/a/two.md", True, None),
    ]


def test_days_are_in_document_order_the_newest_source_of_the_learner_first(base: Knowledge) -> None:
    base.source(2, "/bundled.md")
    base.change(SourceRow, 2, bundled=True, imported_at=NOW + timedelta(days=9))
    base.source(3, "/newer.md")
    base.change(SourceRow, 3, imported_at=NOW + timedelta(days=1))
    base.day(3, source=2)
    base.day(5, source=3, position=2)
    base.day(4, source=3, position=3)
    assert labels(base) == ["Day 5:", "Day 4:", "Day 1:", "Day 2:", "Day 3:"]


def test_one_day_is_as_it_is_among_all(base: Knowledge) -> None:
    assert [remembered.day(base.connection, one.day.id) for one in remembered.days(base.connection)] == (
        remembered.days(base.connection)
    )
    assert remembered.day(base.connection, 99) is None


def test_what_a_day_says_is_in_document_order_and_a_merged_keypoint_counts_as_the_one_it_became(
    base: Knowledge,
) -> None:
    said = remembered.said(base.connection, [stored.day for stored in remembered.days(base.connection)])
    assert [(entry.line, entry.kind, entry.text, id) for entry, id in said[1]] == [
        (11, Kind.ACTIVITY, "read about tapes", None),
        (11, Kind.KEYPOINT, "A tape records.", "tape"),
    ]
    assert [(entry.text, id) for entry, id in said[2]] == [("A tape records.", "tape"), ("A reel records.", "tape")]


def test_only_cards_that_are_asked_count(base: Knowledge) -> None:
    base.card("c3", "tape", "Retired?", "yes", retired=True)
    base.card("c4", "tape", "Suspended?", "yes", held="suspended")
    base.memory("c2")
    (first, second) = remembered.asked(base.connection, ["tape", "reel"])["tape"]
    assert (first.card, first.memory) == ("c1", None)
    assert second.card == "c2"
    assert second.memory
    assert second.memory.last_day == date(2026, 2, 20)
    assert [one.card for one in remembered.cards_of(base.connection, "tape")] == ["c1", "c2", "c3", "c4"]


def test_the_overview_is_told_what_each_day_holds_and_which_cards_were_answered(base: Knowledge) -> None:
    base.memory("c1", stability=4.0, last_day=TODAY)
    base.memory("c2")
    base.change(CardRow, "c2", held="dropped")
    assert remembered.held(base.connection) == {1: ["tape"], 2: ["tape", "tape"]}
    assert [*remembered.answered(base.connection)] == [("tape", 4.0, TODAY)]


def test_a_keypoint_occurs_where_it_stands_and_where_one_merged_into_it_does(base: Knowledge) -> None:
    assert remembered.occurrences(base.connection, "tape") == [
        Occurrence("/logs/logs.md", "Day 1:", None, 11, ""),
        Occurrence("/logs/logs.md", "Day 2:", None, 22, ""),
        Occurrence("/logs/logs.md", "Day 2:", None, 21, ""),
    ]


def test_keypoints_are_found_by_the_beginnings_of_their_ids_also_retired_ones(base: Knowledge) -> None:
    base.change(KeypointRow, "tape", retired=True)
    base.keypoint("tale", "A tale is told.")
    assert remembered.starting_with(base.connection, "ta") == {"tale": "A tale is told.", "tape": "A tape records."}
    assert remembered.starting_with(base.connection, "t_") == {}
    assert remembered.standing(base.connection, "tape") == (True, 0)
