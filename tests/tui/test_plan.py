"""Importing from the app: what is asked before, and how it is taken back."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from tests.tui.helpers import press, running, settle, shown, strike, told, until, words
from tracker.study import Fate
from tracker.tui.screens import window
from tracker.tui.screens.confirm import Confirm
from tracker.tui.screens.plan import Plan, grouped, spoken

BULLETS = [
    "`tf.rank` gives the number of dimensions of a tensor.",
    "`tf.stack` joins tensors along a new axis.",
    "`tf.gather` picks slices by their indices.",
    "`tf.reverse` turns the order of an axis around.",
    "`tf.where` chooses between two values by a condition.",
    "`tf.one_hot` makes a vector of zeros and a single one.",
    "`tf.argmax` finds the place of the largest value.",
    "`tf.reshape` keeps the values and changes the shape.",
]
MORE = "`tf.linspace` spaces numbers evenly between two ends."


def log(*bullets):
    return "# Day 1\n\nKeypoints\n" + "".join(f"- {bullet}\n" for bullet in bullets)


@pytest.fixture
def clock(monkeypatch):
    """The time by which a question knows how long it has been asked."""

    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(window, "monotonic", clock)
    return clock


@pytest.fixture
def known(study, write):
    """A Study that has read a log which may be written anew."""
    path = write("log.md", log(*BULLETS))
    study.import_logs([path])
    return study, path


async def done(pilot):
    await until(pilot, lambda: not pilot.app.today._importing)
    await settle(pilot)


async def planned(pilot):
    strike(pilot, "i")
    await until(pilot, lambda: isinstance(pilot.app.screen, Plan))
    await settle(pilot)


async def test_a_usual_import_happens_at_once_and_tells_its_counts(known):
    study, path = known
    path.write_text(log(*BULLETS, MORE))
    async with running(study) as pilot:
        await press(pilot, "i")
        await done(pilot)
        assert told(pilot) == "log.md: 1 new, 8 kept"
        await until(pilot, lambda: "Review 9 cards" in words(pilot))


async def test_an_import_of_more_than_the_learner_has_minutes_for_is_told(known):
    study, path = known
    study.choose("minutes", "1")
    study.choose("new_per_day", "100")
    path.write_text(log(*BULLETS, *(f"`op_{number}` gives the value {number} of a table." for number in range(150))))
    async with running(study) as pilot:
        await press(pilot, "i")
        await until(pilot, lambda: "minutes a day, you said 1" in told(pilot))
        await done(pilot)
        await press(pilot, "i")
        await done(pilot)
        assert told(pilot).count("you said 1") == 1


async def test_logs_without_news_are_told_so(known):
    async with running(known[0]) as pilot:
        await press(pilot, "i")
        await done(pilot)
        assert told(pilot) == "Your logs are as they were imported"


async def test_without_a_log_of_ones_own_it_says_how_to_begin(study):
    async with running(study) as pilot:
        await press(pilot, "i")
        await done(pilot)
        assert "nothing of your own has been imported yet" in told(pilot)
        assert "tracker import log.md" in told(pilot)


async def test_a_drastic_import_shows_what_would_happen_and_is_left_at_first(known, clock):
    study, path = known
    path.write_text(log(BULLETS[0].replace("gives the", "tells the"), "A [b]new[/b] statement is `written` as it is."))
    async with running(study) as pilot:
        await planned(pilot)
        assert "8 kept" not in shown(pilot)
        seen = words(pilot)
        assert "Gone: in no log any more, and not asked any more" in seen
        assert "→ tf.rank tells the number of dimensions of a tensor." in seen
        assert "tf.argmax finds the place of the largest value." in seen
        clock.now += 1
        strike(pilot, "enter")
        await done(pilot)
        assert told(pilot) == "Nothing was imported"
        assert len(study.cards()) == 8


async def test_a_drastic_import_happens_when_it_is_chosen(known, clock):
    study, path = known
    path.write_text(log(*BULLETS[:1]))
    async with running(study) as pilot:
        await planned(pilot)
        await press(pilot, "right", "enter")
        assert isinstance(pilot.app.screen, Plan)  # so soon it was meant for the screen below
        await until(pilot, lambda: not pilot.app.focused.has_class("-active"))
        clock.now += 1
        strike(pilot, "enter")
        await done(pilot)
        assert told(pilot) == "log.md: 1 kept, 7 gone"
        assert [view.statement for view in study.cards()] == [BULLETS[0]]


async def test_a_long_plan_scrolls_under_its_choices(known, clock):
    study, path = known
    path.write_text(log("Nothing of it is left."))
    async with running(study, (60, 12)) as pilot:
        await planned(pilot)
        before = shown(pilot)
        await press(pilot, "pagedown")
        assert shown(pilot) != before
        assert "Leave it" in shown(pilot)
        assert "Import" in shown(pilot)


async def test_the_last_import_is_taken_back_after_a_question(known, clock):
    study, path = known
    path.write_text(log(*BULLETS, MORE))
    study.import_logs([path])
    async with running(study) as pilot:
        strike(pilot, "U")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await settle(pilot)
        assert "log.md, at 12:00 on 2 March: 1 new, 8 kept." in words(pilot)
        clock.now += 1
        await press(pilot, "right")
        strike(pilot, "enter")
        await until(pilot, lambda: told(pilot))
        assert told(pilot) == "Taken back: log.md, at 12:00 on 2 March: 1 new, 8 kept"
        assert len(study.cards()) == 8


async def test_an_import_is_kept_when_the_question_is_left(known, clock):
    study, _ = known
    async with running(study) as pilot:
        strike(pilot, "U")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        strike(pilot, "escape")
        await done(pilot)
        assert told(pilot) == ""
        assert len(study.cards()) == 8


async def test_an_edit_that_empties_the_log_is_asked_about_in_a_sitting(known, clock, monkeypatch, tmp_path):
    study, _ = known
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nfor file; do :; done\nprintf "# Day 1\\n" > "$file"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("tracker.tui.app.TrackerApp.suspend", lambda self: nullcontext())
    async with running(study, review=True) as pilot:
        strike(pilot, "o")
        await until(pilot, lambda: isinstance(pilot.app.screen, Plan))
        strike(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Plan))
        await settle(pilot)
        assert "Not imported" in told(pilot)
        assert len(study.cards()) == 8
        assert "0 due 8 new" in words(pilot)


# What is told


def test_fates_are_told_in_one_order_and_what_only_moved_is_not():
    found = [
        Fate("gone", "1", ("old",), ()),
        Fate("moved", "2", (), ("here",)),
        Fate("reworded", "3", ("old",), ("new",), 80.0),
        Fate("gone", "4", ("older",), ()),
    ]
    groups = grouped(found)
    assert list(groups) == ["reworded", "gone"]
    assert [fate.keypoint for fate in groups["gone"]] == ["1", "4"]


def test_counts_are_told_in_words():
    assert spoken({"gone": 2, "new": 1, "moved": 0}) == "1 new, 2 gone"
    assert spoken({}) == "nothing to learn"
