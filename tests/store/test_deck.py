from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from tests.store.knowledge import NewDatabase
from tracker import clock
from tracker.core.knowledge import Keypoint, Plan, Statement
from tracker.core.quiz import Card
from tracker.core.text import fold
from tracker.store import cards, deck, hand, ledger
from tracker.store.deck import Fronts
from tracker.store.journal import Journal

FEW = {"mask"}
MANY = {f"keypoint {number}" for number in range(500)}

TAPE = Card("c1", "tape", "maker", "cloze", "The ____ records operations.", "tape", ("tape", "gradient tape"))
MASK = Card("c2", "mask", "maker", "cloze", "A ____ hides padding.", "mask")


@pytest.fixture
def connection(new_database: NewDatabase) -> Iterator[Connection]:
    with new_database() as database, database.writing() as connection:
        journal = Journal(connection, clock.now(), [], {})
        points = [Keypoint(id, Statement(f"What a {id} does.")) for id in ("tape", "mask")]
        ledger.write_keypoints(connection, journal, Plan(points, new={"tape", "mask"}))
        deck.write_cards(connection, None, [TAPE, MASK], [])
        yield connection


def asked(connection: Connection) -> list[tuple[str, str]]:
    return [(view.card.id, view.card.front) for view in cards.cards(connection)]


def test_cards_are_asked_in_the_order_they_were_written(connection: Connection) -> None:
    assert [view.card for view in cards.cards(connection)] == [TAPE, MASK]


def test_a_card_that_is_made_again_keeps_its_place_and_what_the_learner_decided(connection: Connection) -> None:
    hand.hold(connection, ["c1"], "dropped")
    reworded = replace(TAPE, front="The ____ keeps operations.", accept=("tape",))
    deck.write_cards(connection, None, [reworded], ["tape"])
    first = cards.card(connection, "c1")
    assert (first.card, first.state) == (reworded, "dropped")
    assert [id for id, _ in asked(connection)] == ["c2"]
    hand.restore(connection, ["c1"])
    assert [id for id, _ in asked(connection)] == ["c1", "c2"]


def test_a_card_that_is_not_made_again_retires_and_comes_back(connection: Connection) -> None:
    other = replace(TAPE, id="c3")
    deck.write_cards(connection, None, [other], ["tape"])
    assert [id for id, _ in asked(connection)] == ["c2", "c3"]
    deck.write_cards(connection, None, [TAPE], ["tape"])
    assert [id for id, _ in asked(connection)] == ["c1", "c2"]


@pytest.mark.parametrize("making", [FEW, MANY | FEW], ids=["few", "many"])
def test_a_front_is_in_use_by_the_keypoints_whose_cards_stay(connection: Connection, making: set[str]) -> None:
    used = Fronts(connection).besides(making)
    assert fold(TAPE.front.upper()) in used
    assert fold(MASK.front) not in used
    assert fold("What is asked by nobody?") not in used


@pytest.mark.parametrize("making", [FEW, MANY | FEW], ids=["few", "many"])
def test_a_front_of_a_card_that_retired_is_free(connection: Connection, making: set[str]) -> None:
    deck.write_cards(connection, None, [], ["tape"])
    assert fold(TAPE.front) not in Fronts(connection).besides(making)


@pytest.mark.parametrize("making", [FEW, MANY | FEW], ids=["few", "many"])
def test_a_front_of_a_card_that_is_going_to_be_written_is_in_use(connection: Connection, making: set[str]) -> None:
    fronts = Fronts(connection)
    fronts.take([Card("c4", "gate", "maker", "basic", "What is a gate?", "a filter")])
    assert fold("What is a gate?") in fronts.besides(making)
