"""Keypoints that may be one, and those that the learner made one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.core.errors import UserError
from tracker.core.schedule import Rating
from tracker.study import Study

Write = Callable[[str, str], Path]

ONE = "`tf.GradientTape` records the operations of the forward pass."
OTHER = "The forward pass is written down, operation by operation, by `tf.GradientTape`."
MASK = "`tf.sequence_mask` gives a tensor of booleans that hides padding."


def log(*bullets: str) -> str:
    return "# Log\n\n# Day 1\n\n## Keypoints\n" + "".join(f"- {bullet}\n" for bullet in bullets)


def keypoints(study: Study) -> dict[str, str]:
    """The id of each statement that has a card."""
    return {view.statement: view.card.keypoint for view in study.cards()}


def asked(study: Study) -> list[str]:
    """The ids of the cards that are asked, in their order."""
    return [view.card.id for view in study.cards()]


def answer(study: Study, card: str) -> None:
    sitting = study.start()
    while (candidate := sitting.next(study.now())) and candidate.card != card:
        sitting.drop(candidate.card)
    assert candidate
    study.answer(sitting, candidate, Rating.GOOD, 4.0)


@pytest.fixture
def two(study: Study, write: Write) -> tuple[str, str]:
    """The ids of two keypoints that say the same; both give a card with the answer `tf.GradientTape`."""
    study.import_logs([write("log.md", log(ONE, OTHER, MASK))])
    found = keypoints(study)
    return found[ONE], found[OTHER]


def test_near_duplicates_are_shown_as_pairs(study: Study, write: Write) -> None:
    again = ONE.replace("the operations", "all operations")
    study.import_logs([write("log.md", log(ONE, MASK))])
    assert study.pairs() == []
    study.import_logs([write("other.md", log(again))])
    (pair,) = study.pairs()
    assert (pair.one.text, pair.other.text, pair.reworded) == (ONE, again, False)
    assert pair.one.present
    assert pair.other.present
    assert study.pairs() == [pair]
    study.keep_apart(pair.one.id, pair.other.id)
    assert study.pairs() == []
    study.keep_apart(pair.other.id, pair.one.id, apart=False)
    assert study.pairs() == [pair]
    study.merge(pair.one.id, pair.other.id)
    assert study.pairs() == []
    study.part(pair.other.id)
    assert study.pairs() == [pair]


def test_what_an_import_was_not_sure_of_is_shown_first(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", log(ONE, MASK))])
    unsure = ONE.replace("forward", "backward")
    study.import_logs([write("log.md", log(MASK, unsure))])
    (pair,) = study.pairs()
    assert (pair.one.text, pair.other.text, pair.reworded) == (ONE, unsure, True)
    assert (pair.one.present, pair.other.present) == (False, True)
    study.take_back_import()
    assert study.pairs() == []


def test_the_words_that_an_answered_keypoint_had_once_are_asked_about(study: Study, write: Write) -> None:
    study.import_logs([write("a.md", log(ONE))])
    answer(study, asked(study)[0])
    now = ONE.replace("the operations", "all operations")
    study.import_logs([write("a.md", log(now))])
    study.import_logs([write("b.md", log(ONE))])
    (pair,) = study.pairs()
    assert (pair.one.text, pair.one.answers, pair.other.text, pair.reworded) == (now, 1, ONE, True)
    assert study.merge(pair.one.id, pair.other.id) == pair.one.id
    study.import_logs([write("b.md", log(ONE, MASK))])
    assert study.pairs() == []


def test_a_merged_keypoint_is_asked_once(study: Study, two: tuple[str, str]) -> None:
    before = asked(study)
    assert study.merge(*two) == two[0]
    assert set(asked(study)) == {view.card.id for view in study.cards() if view.card.keypoint != two[1]}
    assert len(asked(study)) < len(before)


def test_the_one_that_was_answered_goes_on(study: Study, two: tuple[str, str]) -> None:
    (card,) = [view.card.id for view in study.cards() if view.card.keypoint == two[1]][:1]
    answer(study, card)
    assert study.merge(*two) == two[1]
    assert card in asked(study)


def test_a_parted_keypoint_is_as_it_was(study: Study, two: tuple[str, str]) -> None:
    before = study.cards()
    study.merge(*two)
    study.part(two[1])
    assert study.cards() == before


def test_what_is_merged_stays_merged_through_imports(study: Study, two: tuple[str, str], write: Write) -> None:
    study.merge(*two)
    once = asked(study)
    study.import_logs([write("log.md", log(ONE, OTHER.replace("The forward", "Each forward"), MASK))])
    assert asked(study) == once
    study.import_logs([write("log.md", log(OTHER, MASK))])
    assert asked(study) == once
    assert {(view.day, view.line) for view in study.cards()} == {("Day 1", 6), ("Day 1", 7)}
    study.import_logs([write("log.md", log(MASK))])
    assert len(asked(study)) < len(once)
    study.import_logs([write("log.md", log(OTHER, MASK))])
    assert asked(study) == once


def test_a_chain_of_merges_is_parted_link_by_link(study: Study, write: Write) -> None:
    third = "`tf.GradientTape` notes each operation of a forward pass."
    study.import_logs([write("log.md", log(ONE, OTHER, third))])
    before = study.cards()
    found = keypoints(study)
    study.merge(found[OTHER], found[third])
    study.merge(found[ONE], found[OTHER])
    assert {view.card.keypoint for view in study.cards() if view.state == "new"} == {found[ONE]}
    study.part(found[OTHER])
    assert {view.card.keypoint for view in study.cards() if view.state == "new"} == {found[ONE], found[OTHER]}
    study.part(found[third])
    assert study.cards() == before


def test_an_import_that_brought_the_one_that_goes_on_can_be_taken_back(study: Study, write: Write) -> None:
    path = write("log.md", log(OTHER, MASK))
    study.import_logs([path])
    before = study.cards()
    write("log.md", log(ONE, MASK))
    study.import_logs([path])
    found = keypoints(study)
    old = next(view.card.keypoint for view in before if view.statement == OTHER)
    assert study.merge(old, found[ONE]) == found[ONE]
    study.take_back_import()
    assert study.cards() == before


def test_the_answered_card_of_one_that_is_gone_stands_for_the_new_one(study: Study, write: Write) -> None:
    path = write("log.md", log(OTHER, MASK))
    study.import_logs([path])
    old = next(view for view in study.cards() if view.statement == OTHER and view.card.back == "tf.GradientTape")
    answer(study, old.card.id)
    write("log.md", log(ONE, MASK))
    study.import_logs([path])
    new = next(view for view in study.cards() if view.statement == ONE and view.card.back == "tf.GradientTape")
    study.merge(old.card.keypoint, new.card.keypoint)
    went_on = study.card(old.card.id)
    assert (went_on.card.front, went_on.statement, went_on.state) == (new.card.front, ONE, "learning")
    assert study.card(new.card.id).state == "merged"
    study.part(old.card.keypoint)
    assert study.card(old.card.id).state == "retired"
    assert study.card(new.card.id).state == "new"


def test_one_keypoint_cannot_be_merged_with_itself_or_with_none(study: Study, two: tuple[str, str]) -> None:
    with pytest.raises(UserError, match="one keypoint already"):
        study.merge(two[0], two[0])
    with pytest.raises(UserError, match="no keypoint 'zzzz'"):
        study.merge(two[0], "zzzz")
    with pytest.raises(UserError, match="a keypoint of its own"):
        study.part(two[0])
    study.merge(*two)
    with pytest.raises(UserError, match="one keypoint already"):
        study.merge(*two)


@pytest.mark.parametrize("why", ["suspended", "dropped"])
def test_what_was_put_aside_stays_so_while_its_keypoint_is_merged_and_after(
    study: Study, two: tuple[str, str], why: str
) -> None:
    (card, *_) = [view.card.id for view in study.cards() if view.card.keypoint == two[1]]
    (study.suspend if why == "suspended" else study.drop_cards)([card])
    once = [id for id in asked(study) if study.card(id).card.keypoint != two[1]]
    assert study.merge(*two) == two[0]
    for deed in (study.restore, study.suspend, study.drop_cards, study.bury):
        with pytest.raises(UserError, match=f"card {card[:8]} is of a keypoint merged into another"):
            deed([once[0], card])
    assert (study.card(card).state, study.card(once[0]).state) == (why, "new")
    study.part(two[1])
    assert study.card(card).state == why
    study.restore([card])
    assert study.card(card).state == "new"


def test_a_card_that_another_stands_for_rests_through_a_chain_of_mergers(study: Study, write: Write) -> None:
    third = "`tf.GradientTape` notes each operation of a forward pass."
    study.import_logs([write("a.md", log(third))])
    (known,) = [view.card for view in study.cards() if view.card.back == "tf.GradientTape"]
    answer(study, known.id)
    study.import_logs([write("a.md", log(MASK)), write("b.md", log(ONE, OTHER))])
    found = keypoints(study)
    study.merge(known.keypoint, found[OTHER])
    answer(study, next(view.card.id for view in study.cards() if view.card.keypoint == found[ONE]))
    before = study.cards()
    assert known.id in asked(study)
    assert study.merge(found[ONE], found[OTHER]) == found[ONE]
    study.part(found[OTHER])
    assert study.cards() == before
