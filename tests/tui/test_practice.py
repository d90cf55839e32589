"""Sittings over what a query finds: reviews as ever, or practice of which nothing is kept."""

from __future__ import annotations

import sqlite3

import pytest

from tests.tui.helpers import press, running, shown, type_in, until, words
from tracker.tui.app import TrackerApp

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.

    # Day 2
    Keypoints
    - `tf.squeeze` removes the axes of a tensor that have length one.
    """


def answers(home):
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute("SELECT count(*) FROM review").fetchone()[0]


async def test_a_query_restricts_the_first_sitting(logged, home):
    async with running(logged(LOG), review=True, query="day:2") as pilot:
        assert "0 due 1 new 0 learning 0 done" in words(pilot)
        assert "removes the axes" in words(pilot)
        await press(pilot, "space", "4")
        assert "1 answer given" in words(pilot)
    assert answers(home) == 1


async def test_practice_says_what_a_rating_does_and_keeps_nothing(logged, home):
    async with running(logged(LOG), review=True, query="day:1", cram=True) as pilot:
        assert "Practice" in shown(pilot)
        assert "0 seen 2 new 0 learning 0 done" in words(pilot)
        await press(pilot, "space")
        assert "1 Again 2 Hard 3 Good 4 Easy comes back done done done" in words(pilot)
        await press(pilot, "3", "space", "1", "space", "3")
        assert "3 answers given" in words(pilot)
        assert "Kept nothing: this was to practise, and no due date has moved" in words(pilot)
        assert "Next 3 more today, when you like" in words(pilot)
    assert answers(home) == 0


async def test_undo_in_practice_stays_within_it(logged, home):
    study = logged(LOG)
    sitting = study.start()
    study.answer(sitting, sitting.next(study.now()), 3, 5.0)
    async with running(study, review=True, cram=True) as pilot:
        assert "u Undo" not in words(pilot)
        await press(pilot, "u", "space", "3")
        await until(pilot, lambda: "u Undo" in words(pilot))
        await press(pilot, "u")
        assert "1 seen 2 new 0 learning 0 done" in words(pilot)
        await until(pilot, lambda: "u Undo" not in words(pilot))
    assert answers(home) == 1


@pytest.mark.parametrize(
    ("query", "cram", "said"),
    [("is:wrong", False, "is:wrong"), ("is:wrong", True, "is:wrong"), ("day:9", True, "no card to ask matches")],
)
async def test_a_query_that_cannot_be_asked_ends_the_app_with_one_line(logged, query, cram, said):
    study = logged(LOG)
    app = TrackerApp(lambda: study, review=True, query=query, cram=cram)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert app.return_code == 2
    assert said in str(app.failure)
    assert "\n" not in str(app.failure)


async def test_what_a_search_finds_can_be_practised(logged, home):
    async with running(logged(LOG), (140, 40)) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, *"day:2 kind:card")
        await until(pilot, lambda: "1 found" in shown(pilot))
        await press(pilot, "down")
        await until(pilot, lambda: "p Practise" in words(pilot))
        await press(pilot, "p")
        await until(pilot, lambda: "Practice" in shown(pilot) and "Show the answer" in shown(pilot))
        assert "removes the axes" in words(pilot)
        await press(pilot, "space", "3")
        await until(pilot, lambda: "Kept nothing" in words(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "1 found" in shown(pilot))
    assert answers(home) == 0


async def test_in_the_middle_of_a_sitting_a_search_only_finds(logged):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, *"kind:card")
        await until(pilot, lambda: "3 found" in shown(pilot))
        await press(pilot, "down")
        await until(pilot, lambda: "s Suspend" in words(pilot))
        assert "Practise" not in shown(pilot)
