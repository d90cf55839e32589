from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, update

from tests.store.knowledge import NewDatabase
from tracker import clock
from tracker.core.knowledge import Keypoint, Plan, Statement
from tracker.core.quiz import Card, CardView
from tracker.core.text import fold
from tracker.store import cards, deck, hand, ledger, queue
from tracker.store.deck import Fronts
from tracker.store.journal import Journal
from tracker.store.tables import CardRow

TAPE = Card("c1", "tape", "maker", "cloze", "The ____ records operations.", "tape", ("tape", "gradient tape"))
MASK = Card("c2", "mask", "maker", "basic", "What does a mask do?", "It hides padding.")
OTHER_TAPE = replace(TAPE, front="What records operations?", accept=("tape",))
TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)


@pytest.fixture
def connection(new_database: NewDatabase) -> Iterator[Connection]:
    with new_database() as database, database.writing() as connection:
        journal = Journal(connection, clock.now(), [], {})
        points = [Keypoint(id, Statement(f"What a {id} does.")) for id in ("tape", "mask")]
        ledger.write_keypoints(connection, journal, Plan(points, new={"tape", "mask"}))
        deck.write_cards(connection, None, [TAPE, MASK], [])
        yield connection


def view(connection: Connection, id: str = "c1") -> CardView:
    return cards.card(connection, id)


def asked(connection: Connection, day: date = TODAY) -> list[str]:
    return [candidate.card for candidate in queue.new(connection, day, 10)]


def test_a_held_card_is_not_asked_until_it_is_restored(connection: Connection) -> None:
    for why in ("suspended", "dropped"):
        hand.hold(connection, ["c1"], why)
        assert (view(connection).held, view(connection).state) == (why, why)
        assert (asked(connection), cards.count(connection)) == (["c2"], 1)
        assert not view(connection).asked_on(TOMORROW)
        hand.restore(connection, ["c1"])
        assert (view(connection).held, view(connection).state) == (None, "new")
        assert asked(connection) == ["c1", "c2"]


def test_a_buried_card_is_asked_from_its_day_on(connection: Connection) -> None:
    hand.bury(connection, ["c1"], TOMORROW)
    assert (view(connection).buried_until, view(connection).state) == (TOMORROW, "new")
    assert (asked(connection), asked(connection, TOMORROW)) == (["c2"], ["c1", "c2"])
    assert (view(connection).asked_on(TODAY), view(connection).asked_on(TOMORROW)) == (False, True)
    hand.restore(connection, ["c1"])
    assert asked(connection) == ["c1", "c2"]


def test_a_card_of_a_merged_keypoint_stays_as_it_is(connection: Connection) -> None:
    connection.execute(update(CardRow).values(held="merged"))
    hand.hold(connection, ["c1"], "dropped")
    hand.bury(connection, ["c1"], TOMORROW)
    hand.restore(connection, ["c1"])
    assert (view(connection).held, view(connection).buried_until) == ("merged", None)


def test_a_flag_stays_until_it_is_taken_off(connection: Connection) -> None:
    hand.flag(connection, "c1", True)
    assert (view(connection).flagged, view(connection, "c2").flagged) == (True, False)
    hand.flag(connection, "c1", False)
    assert not view(connection).flagged


def test_an_edited_card_is_shown_in_the_words_of_the_learner(connection: Connection) -> None:
    hand.write_edit(connection, OTHER_TAPE, clock.now())
    assert (view(connection).card, view(connection).edited) == (OTHER_TAPE, True)
    assert cards.cards(connection)[0].card == OTHER_TAPE
    assert hand.own(connection, "c1") == TAPE


def test_an_edit_in_the_words_of_the_maker_is_none(connection: Connection) -> None:
    hand.write_edit(connection, OTHER_TAPE, clock.now())
    hand.write_edit(connection, TAPE, clock.now())
    assert (view(connection).card, view(connection).edited) == (TAPE, False)


def test_an_edited_front_is_in_use_and_the_former_one_is_free(connection: Connection) -> None:
    hand.write_edit(connection, OTHER_TAPE, clock.now())
    used = Fronts(connection).besides(set())
    assert (fold(OTHER_TAPE.front) in used, fold(TAPE.front) in used) == (True, False)
    hand.write_edit(connection, TAPE, clock.now())
    used = Fronts(connection).besides(set())
    assert (fold(OTHER_TAPE.front) in used, fold(TAPE.front) in used) == (False, True)


def test_cards_come_in_the_order_of_the_ids_they_are_asked_for_by(connection: Connection) -> None:
    assert [found.card.id for found in cards.of_ids(connection, ["c2", "c1"])] == ["c2", "c1"]


def test_an_edited_card_stays_when_its_keypoint_gives_other_cards(connection: Connection) -> None:
    hand.write_edit(connection, OTHER_TAPE, clock.now())
    deck.write_cards(connection, None, [replace(TAPE, id="c3", back="recorder")], ["tape"])
    assert [(found.card.id, found.state) for found in cards.cards(connection)] == [
        ("c1", "new"),
        ("c2", "new"),
        ("c3", "new"),
    ]
    assert view(connection).card == OTHER_TAPE
