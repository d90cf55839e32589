"""Too many reviews for a day, spread over the days to come."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from tests.tui.helpers import press, running, shown, strike, told, until, words
from tracker.core.schedule import Rating
from tracker.tui.screens import window
from tracker.tui.screens.backlog import Backlog

LOG = "# Day 1\nKeypoints\n" + "".join(
    f"- `tf.{name}` is the function number {number} of this log.\n"
    for number, name in enumerate("add abs sign square sqrt exp log sin cos tan floor ceil pow erf max".split())
)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """A learner who looks at each window before the next key."""
    monkeypatch.setattr(window, "STARTLED", 0.0)


@pytest.fixture
def behind(logged):
    """A Study after a month away: fifteen reviews due, and three a day."""
    study = logged(LOG)
    now = study.now()
    study.choose("new_per_day", "20")
    study.choose("learning_steps", "none")
    study.now = lambda: now - timedelta(days=30)
    sitting = study.start()
    while candidate := sitting.next(study.now()):
        study.answer(sitting, candidate, Rating.GOOD, 5.0)
    study.now = lambda: now
    study.choose("reviews_per_day", "3")
    return study


def buried(home):
    with sqlite3.connect(home / "tracker.db") as connection:
        query = "SELECT buried_until, count(*) FROM card WHERE buried_until IS NOT NULL GROUP BY 1 ORDER BY 1"
        return connection.execute(query).fetchall()


async def open_plan(pilot):
    await press(pilot, "b")
    await until(pilot, lambda: isinstance(pilot.app.screen, Backlog) and "weakest recall today" in shown(pilot))


async def test_today_tells_of_a_backlog_and_offers_to_spread_it(behind):
    async with running(behind) as pilot:
        assert "Backlog 12 more reviews than a day takes; b spreads them over days" in words(pilot)
        await open_plan(pilot)
        assert "15 reviews over 5 days" in words(pilot)
        lines = [line.strip("│ ").split() for line in shown(pilot).splitlines()]
        assert [line[:3] for line in lines if line and line[-1] == "%"] == [
            ["today", "3", "–"],
            ["tomorrow", "3", "–"],
            ["Wed", "4", "Mar"],
            ["Thu", "5", "Mar"],
            ["Fri", "6", "Mar"],
        ]


async def test_a_backlog_is_spread_as_it_is_shown(behind, home):
    async with running(behind) as pilot:
        await open_plan(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Spread over 5 days, weakest first" in told(pilot))
        await until(pilot, lambda: "Backlog" not in shown(pilot))
        assert "Review 3 cards" in words(pilot)
    assert [count for _, count in buried(home)] == [3, 3, 3, 3, 3]


async def test_a_backlog_takes_more_days_or_fewer(behind, home):
    async with running(behind) as pilot:
        await open_plan(pilot)
        await press(pilot, "plus", "plus")
        await until(pilot, lambda: "15 reviews over 7 days" in words(pilot))
        strike(pilot, "minus", "minus", "minus", "minus", "minus", "minus", "minus")
        await until(pilot, lambda: "15 reviews over 1 day" in words(pilot))
        assert "Fewer days" not in words(pilot)
        await press(pilot, "plus")
        await until(pilot, lambda: "15 reviews over 2 days" in words(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "Spread over 2 days, weakest first" in told(pilot))
    assert [count for _, count in buried(home)] == [8, 7]


async def test_a_long_plan_shows_its_first_dozen_days(behind):
    behind.choose("reviews_per_day", "1")
    async with running(behind, (140, 40)) as pilot:
        await open_plan(pilot)
        assert "15 reviews over 15 days" in words(pilot)
        assert "… and 3 more days" in words(pilot)


async def test_a_backlog_that_is_left_stays_as_it_is(behind, home):
    async with running(behind) as pilot:
        await open_plan(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "Backlog 12 more reviews" in words(pilot))
    assert buried(home) == []


async def test_without_a_backlog_there_is_no_key_for_it(logged):
    async with running(logged(LOG)) as pilot:
        assert "Backlog" not in shown(pilot)
        await press(pilot, "b")
        assert pilot.app.screen is pilot.app.today


async def test_a_small_terminal_has_room_for_the_plan(behind):
    async with running(behind, (40, 24)) as pilot:
        await press(pilot, "b")
        await until(pilot, lambda: "cards due recall" in words(pilot))
        lines = [line.strip("│ ") for line in shown(pilot).splitlines()]
        assert "tomorrow          3    –    67 %" in lines
