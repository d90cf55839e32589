"""A card that is forgotten too often is shown with what helps."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from tests.tui.helpers import press, running, settle, shown, strike, told, type_in, until, words
from tracker.core.schedule import Rating
from tracker.tui.screens import window
from tracker.tui.screens.leech import Leech

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor. {link}
    """


@pytest.fixture
def slowly(monkeypatch):
    """A learner who looks at each window before the next key."""
    monkeypatch.setattr(window, "STARTLED", 0.0)


@pytest.fixture
def forgotten(logged):
    """A Study whose one card was known, forgotten, learnt again, and is due."""

    def prepare(link=""):
        study = logged(LOG.format(link=link))
        now = study.now()
        study.choose("leech", "2")
        study.choose("learning_steps", "none")
        study.choose("relearning_steps", "none")
        for ago, rating in ((60, Rating.GOOD), (40, Rating.AGAIN)):
            study.now = lambda ago=ago: now - timedelta(days=ago)
            sitting = study.start()
            study.answer(sitting, sitting.next(study.now()), rating, 5.0)
        study.now = lambda: now
        return study

    return prepare


def held(home):
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute("SELECT held FROM card WHERE id IN (SELECT card FROM memory)").fetchall()


async def forget(pilot):
    await press(pilot, "space")
    strike(pilot, "1")
    await until(pilot, lambda: isinstance(pilot.app.screen, Leech) and "Forgotten" in shown(pilot))
    await settle(pilot)


async def test_a_card_forgotten_too_often_is_shown_whole_before_the_sitting_ends(forgotten, slowly):
    async with running(forgotten(), review=True) as pilot:
        await forget(pilot)
        seen = words(pilot)
        assert "Forgotten 2 times" in seen
        assert "log.md:4 · Day 1" in seen
        assert "tf.rank gives the number of dimensions of a tensor." in seen
        assert "e Reword o Open its line s Suspend enter Go on" in seen
        assert "r Run" not in seen
        await press(pilot, "enter")
        await until(pilot, lambda: "1 answer given" in words(pilot))


async def test_today_counts_the_cards_that_keep_being_forgotten(forgotten):
    study = forgotten()
    study.choose("leech", "1")
    async with running(study) as pilot:
        assert "Leeches 1 card keeps being forgotten; search for is:leech" in words(pilot)


async def test_suspending_it_goes_on_and_undo_brings_card_and_answer_back(forgotten, slowly, home):
    async with running(forgotten(), review=True) as pilot:
        await forget(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: "1 answer given" in words(pilot))
        assert "Suspended until you restore it" in told(pilot)
        assert held(home) == [("suspended",)]
        await press(pilot, "u")
        assert "1 Again" in words(pilot)
        assert held(home) == [(None,)]


async def test_it_can_be_put_in_other_words_at_once(forgotten, slowly):
    study = forgotten()
    async with running(study, review=True) as pilot:
        await forget(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: "Edit the card" in shown(pilot))
        await type_in(pilot, *"So ")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Leech) and "So ____ gives" in words(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "1 answer given" in words(pilot))
    [view] = study.cards()
    assert view.card.front.startswith("So ")


async def test_the_snippet_behind_it_runs_in_the_window(forgotten, slowly, library):
    async with running(forgotten("[run](../snippets/sums/add.py#1)"), review=True) as pilot:
        await forget(pilot)
        await press(pilot, "r")
        await until(pilot, lambda: "✓ passed" in shown(pilot))
        assert isinstance(pilot.app.screen, Leech)


async def test_keys_struck_before_it_was_seen_neither_close_it_nor_rate_the_next_card(forgotten):
    async with running(forgotten(), review=True) as pilot:
        await press(pilot, "space")
        strike(pilot, "1", "enter", "space", "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, Leech))
        await settle(pilot)
        assert "Forgotten 2 times" in shown(pilot)


async def test_practice_never_shows_it(forgotten):
    async with running(forgotten(), review=True, cram=True) as pilot:
        await press(pilot, "space", "1")
        assert "Forgotten" not in shown(pilot)


async def test_a_small_terminal_names_the_keys_that_help(forgotten):
    async with running(forgotten(), (40, 12), review=True) as pilot:
        await forget(pilot)
        await until(pilot, lambda: "e Reword s Suspend enter Go on" in words(pilot))
