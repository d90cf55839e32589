"""What the learner does with the card that is asked: edit it, put it aside, flag it, and take that back."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

import pytest
from textual.widgets import Input, Label, TextArea

from tests.tui.helpers import press, resize, running, settle, shown, strike, told, type_in, until, words
from tracker.core.errors import UserError
from tracker.study import Study
from tracker.tui.screens.confirm import Confirm
from tracker.tui.screens.edit import EditCard
from tracker.tui.screens.review import Review

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.
    - There are two modes of execution, namely eager and graph.
    """
ASIDE = {
    "s": ("suspended", "Suspended until you restore it"),
    "b": ("2026-03-03", "Buried until tomorrow"),
    "d": ("dropped", "Dropped: never asked again"),
}


class Clock:
    """Seconds that pass when a test lets them."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """The time by which an answer and a question know how long they take."""
    clock = Clock()
    monkeypatch.setattr("tracker.tui.screens.review.time", SimpleNamespace(monotonic=clock))
    monkeypatch.setattr("tracker.tui.screens.window.monotonic", clock)
    return clock


def rows(home, query):
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute(query).fetchall()


def set_aside(home):
    return [why for (why,) in rows(home, "SELECT coalesce(held, buried_until) FROM card ORDER BY position") if why]


async def edit(pilot):
    """Open the window, and wait until it shows the lines of the log or why not."""
    strike(pilot, "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, EditCard) and pilot.app.screen.query("#question"))
    await until(
        pilot,
        lambda: [one for one in pilot.app.screen.query(Label) if one.id == "place" and str(one.content) != "The log"],
    )
    await until(pilot, lambda: field(pilot, "question").has_focus)
    await settle(pilot)


async def save(pilot):
    strike(pilot, "ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, Review))
    await settle(pilot)


async def confirm(pilot, clock, *keys):
    """Answer the question whether to leave."""
    strike(pilot, "escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
    await pilot.pause()
    clock.now += 0.5
    strike(pilot, *keys)
    await until(pilot, lambda: not isinstance(pilot.app.screen, Confirm))
    await settle(pilot)


def field(pilot, name):
    return pilot.app.screen.query_one(f"#{name}", Input if name == "also" else TextArea)


def fill(pilot, name, text):
    found = field(pilot, name)
    setattr(found, "value" if name == "also" else "text", text)


# Put aside


@pytest.mark.parametrize("key", ASIDE)
async def test_a_card_is_put_aside_at_once_and_comes_back_on_the_side_it_showed(logged, home, key):
    kept, remark = ASIDE[key]
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", key)
        assert "joins tensors along" in shown(pilot)
        assert "Show the answer" in shown(pilot)
        assert "0 due 2 new 0 learning 0 done" in words(pilot)
        assert told(pilot) == f"{remark}\nu brings it back"
        assert set_aside(home) == [kept]
        await press(pilot, "u")
        assert told(pilot) == ""
        assert "tf.rank gives the number" in words(pilot)
        assert "1 Again" in shown(pilot)
        assert set_aside(home) == []
        await press(pilot, "3", key, "u")
        assert "joins tensors along" in shown(pilot)
        assert "Show the answer" in shown(pilot)


async def test_deeds_are_taken_back_from_the_summary_on_in_order(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "d", "space", "4", "s")
        assert "1 answer given" in words(pilot)
        assert "Nothing" not in words(pilot)
        await press(pilot, "u")
        assert "Name the two modes" in shown(pilot)
        await press(pilot, "u")
        assert "tf.stack joins tensors" in words(pilot)
        await press(pilot, "u")
        assert "____ gives the number" in words(pilot)
        assert "u Undo" not in words(pilot)
    assert set_aside(home) == []


async def test_a_key_pressed_twice_puts_one_card_aside(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        strike(pilot, "d", "d", "s", "b")
        await settle(pilot)
        assert "joins tensors along" in shown(pilot)
    assert set_aside(home) == ["dropped"]


async def test_a_card_that_cannot_be_put_aside_stays(logged, monkeypatch):
    async with running(logged(LOG), review=True) as pilot:
        with monkeypatch.context() as locked:
            locked.setattr(Study, "put_aside", lambda *_: (_ for _ in ()).throw(UserError("the [file] is locked")))
            await press(pilot, "d")
        assert "the [file] is locked" in told(pilot)
        assert "____ gives the number" in words(pilot)
        assert "u Undo" not in words(pilot)


async def test_a_flag_is_shown_and_stays_until_it_is_taken_off(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "f")
        assert "line 4 new ⚑" in words(pilot)
        await press(pilot, "space", "1")
        assert "⚑" not in shown(pilot)
        await press(pilot, "u")
        assert "⚑" in shown(pilot)
        assert rows(home, "SELECT sum(flagged) FROM card") == [(1,)]
        await press(pilot, "f")
        assert "⚑" not in shown(pilot)
        assert "1 Again" in shown(pilot)
    assert rows(home, "SELECT sum(flagged) FROM card") == [(0,)]


async def test_the_footer_shows_the_keys_that_fit(logged):
    link = "[proof](../snippets/gradients/tape.py#1)"
    study = logged(LOG.replace("new axis.", f"new axis. {link}"))
    async with running(study, review=True) as pilot:
        await press(pilot, "space", "4")
        for width, all_keys in ((80, False), (104, True), (140, True)):
            await resize(pilot, width, 24)
            footer = shown(pilot).splitlines()[-1]
            assert footer.split()[:2] == ["space", "Answer"]
            assert footer.split()[-2:] == ["q", "Quit"]
            assert all(key in footer for key in ("r Run", "e Edit", "b Bury", "u Undo"))
            assert [key in footer for key in ("s Suspend", "d Drop", "f Flag")] == [all_keys] * 3


# Edit


async def test_an_edit_is_two_keys_away_and_leaves_the_sitting_where_it_was(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "t")
        await type_in(pilot, *"ndim")
        await press(pilot, "enter")
        assert "✗ not the expected answer" in words(pilot)
        await edit(pilot)
        fill(pilot, "question", "What counts the axes?")
        fill(pilot, "answer", "tf.ndim")
        await save(pilot)
        assert "new edited" in words(pilot)
        assert "What counts the axes?" in shown(pilot)
        assert "You typed ndim ✓ right" in words(pilot)
        assert "0 due 3 new 0 learning 0 done" in words(pilot)
        await press(pilot, "3")
        assert "joins tensors along" in shown(pilot)
    assert rows(home, "SELECT front, back, accept FROM edit") == [
        ("What counts the axes?", "tf.ndim", '["tf.ndim", "ndim"]')
    ]
    assert rows(home, "SELECT rating, graded FROM review") == [(3, "typed")]


@pytest.mark.parametrize("keys", ["eq", "e3q", "ed/"])
async def test_keys_typed_while_the_window_opens_are_not_meant_for_the_card_or_the_app(logged, home, keys):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        strike(pilot, *keys)
        await settle(pilot)
        assert isinstance(pilot.app.screen, EditCard)
        await until(pilot, lambda: "Edit the card" in shown(pilot))
        assert pilot.app.is_running
        strike(pilot, "escape")
        await pilot.pause(0.1)
    assert rows(home, "SELECT count(*) FROM review") == [(0,)]
    assert set_aside(home) == []


async def test_an_edit_asked_for_while_an_answer_is_written_is_of_the_next_card(logged):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        strike(pilot, "4", "e", "space")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditCard) and pilot.app.screen.query("#question"))
        await until(pilot, lambda: "joins tensors along" in field(pilot, "question").text)
        strike(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review))
        await settle(pilot)
        assert "Show the answer" in shown(pilot)


async def test_an_edit_on_the_front_stays_on_the_front(logged):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        await press(pilot, "end")
        await type_in(pilot, *" Why?")
        await save(pilot)
        assert "number of dimensions of a tensor. Why?" in words(pilot)
        assert "Show the answer" in shown(pilot)


async def test_the_time_of_editing_is_not_that_of_the_answer(logged, home, clock):
    async with running(logged(LOG), review=True) as pilot:
        clock.now += 3
        await edit(pilot)
        clock.now += 100
        fill(pilot, "question", "What counts the axes?")
        await save(pilot)
        clock.now += 2
        await press(pilot, "space", "d")
        clock.now += 1000
        await press(pilot, "u")
        clock.now += 4
        await press(pilot, "3")
    assert rows(home, "SELECT seconds FROM review") == [(9.0,)]


async def test_what_is_accepted_is_kept_apart_by_semicolons(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        assert field(pilot, "also").value == "rank"
        await press(pilot, "tab", "tab", "end")
        await type_in(pilot, *";a, b")
        await save(pilot)
    assert rows(home, "SELECT accept FROM edit") == [('["tf.rank", "rank", "a, b"]',)]


async def test_a_list_accepts_the_lines_of_its_answer(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "4", "space", "4")
        await edit(pilot)
        assert not field(pilot, "also").display
        fill(pilot, "answer", "• eager\n• graph\n• both")
        await save(pilot)
    assert rows(home, "SELECT accept FROM edit") == [('["eager", "graph", "both"]',)]


async def test_the_words_of_the_maker_can_be_had_again(logged, home):
    study = logged(LOG)
    study.edit_card(study.cards()[0].card.id, front="What counts the axes?", back="axes")
    async with running(study, review=True) as pilot:
        await edit(pilot)
        assert "^r As it was made" in words(pilot)
        strike(pilot, "ctrl+r")
        await until(pilot, lambda: field(pilot, "answer").text == "tf.rank")
        assert rows(home, "SELECT count(*) FROM edit") == [(1,)]
        await save(pilot)
        assert "____ gives the number" in words(pilot)
    assert rows(home, "SELECT count(*) FROM edit") == [(0,)]


async def test_leaving_asks_only_when_something_was_changed(logged, home, clock):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        strike(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review))
        await settle(pilot)
        for name in ("question", "line"):
            await edit(pilot)
            fill(pilot, name, "all other words")
            await confirm(pilot, clock, "escape")
            assert isinstance(pilot.app.screen, EditCard)
            assert field(pilot, name).text == "all other words"
            await confirm(pilot, clock, "tab", "enter")
            assert isinstance(pilot.app.screen, Review)
        assert "____ gives the number" in words(pilot)
    assert rows(home, "SELECT count(*) FROM edit") == [(0,)]


async def test_closing_the_app_from_the_window_asks_like_leaving_it(logged, clock):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "question", "all other words")
        strike(pilot, "ctrl+q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.pause()
        strike(pilot, "ctrl+q", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditCard) and pilot.app.screen.query("#question"))
        assert field(pilot, "question").text == "all other words"


async def test_what_cannot_be_saved_is_told_in_the_window_and_nothing_is_lost(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "question", "")
        fill(pilot, "answer", "[b]rank[/b]")
        strike(pilot, "ctrl+s")
        await until(pilot, lambda: "a card needs a question" in words(pilot))
        assert field(pilot, "answer").text == "[b]rank[/b]"
        fill(pilot, "question", "What counts the [i]axes[/i]?")
        await save(pilot)
        assert "What counts the [i]axes[/i]?" in words(pilot)


# The log


async def test_a_line_of_the_log_is_changed_where_it_stands(logged, tmp_path, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        await edit(pilot)
        assert "log.md, line 4, as Markdown" in words(pilot)
        assert field(pilot, "line").text == "- `tf.rank` gives the number of dimensions of a tensor."
        before = (tmp_path / "log.md").read_text()
        fill(pilot, "line", "- `tf.rank` gives the number of dimensions of any tensor.")
        await save(pilot)
        assert "tf.rank gives the number of dimensions of any tensor." in words(pilot)
        assert "1 Again" in shown(pilot)
        assert "0 due 3 new" in words(pilot)
    assert (tmp_path / "log.md").read_text() == before.replace("of a tensor", "of any tensor")
    assert rows(home, "SELECT count(*) FROM edit") == [(0,)]


async def test_an_edited_card_keeps_its_words_when_its_line_is_changed_too(logged, tmp_path):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "question", "What counts the axes?")
        fill(pilot, "line", "- `tf.rank` gives the number of dimensions of any tensor.")
        await save(pilot)
        assert "What counts the axes?" in shown(pilot)
    assert "of any tensor" in (tmp_path / "log.md").read_text()


async def test_a_card_that_its_line_no_longer_gives_leaves_the_sitting(logged):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "line", "- What is asked for the shapes of all that is multiplied? Something else.")
        await save(pilot)
        assert "joins tensors along" in shown(pilot)
        assert "0 due 2 new" in words(pilot)
        assert "its old card is asked no more" in told(pilot)


async def test_a_card_is_saved_when_its_line_cannot_be(logged, tmp_path, home):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "question", "What counts the axes?")
        fill(pilot, "line", "- `tf.rank` gives the number of dimensions of any tensor.")
        (tmp_path / "log.md").write_text("# Day 1\n")
        strike(pilot, "ctrl+s")
        await until(pilot, lambda: "The card is saved; the log line is not: log.md has changed" in words(pilot))
    assert rows(home, "SELECT front FROM edit") == [("What counts the axes?",)]


async def test_a_log_that_changed_meanwhile_is_left_alone(logged, tmp_path):
    async with running(logged(LOG), review=True) as pilot:
        await edit(pilot)
        fill(pilot, "line", "- `tf.rank` gives the number of dimensions of any tensor.")
        (tmp_path / "log.md").write_text("# Day 1\n")
        strike(pilot, "ctrl+s")
        await until(pilot, lambda: "log.md has changed" in words(pilot))
        assert "any tensor" in field(pilot, "line").text
    assert (tmp_path / "log.md").read_text() == "# Day 1\n"


async def test_a_line_that_cannot_be_edited_here_says_why(logged, tmp_path):
    study = logged(LOG)
    (tmp_path / "log.md").unlink()
    async with running(study, review=True) as pilot:
        await edit(pilot)
        assert "The log: " in words(pilot)
        assert not field(pilot, "line").display
        fill(pilot, "answer", "rank")
        await save(pilot)


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (140, 40)])
async def test_the_window_fits_any_terminal(logged, size):
    points = " ".join(f"Sentence number {number} of this long one goes on." for number in range(30))
    study = logged(f"# Day 1\nKeypoints\n- `tf.rank` gives the number of dimensions of a tensor.\n- Why so? {points}\n")
    async with running(study, size, review=True) as pilot:
        await press(pilot, "space", "4")
        await edit(pilot)
        assert "Edit the card" in shown(pilot)
        assert "^s Save esc Leave" in words(pilot)
        await press(pilot, "tab", "tab", "tab", "!")
        assert "!- Why so?" in shown(pilot)
