"""Looking for something, and what is found."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.helpers import paste, press, resize, running, settle, shown, strike, told, type_in, until, words
from tracker.core.schedule import Rating
from tracker.tui.screens.detail import Detail
from tracker.tui.screens.edit import EditCard
from tracker.tui.screens.review import Review
from tracker.tui.screens.search import Search
from tracker.tui.widgets.lines import wrapped
from tracker.tui.widgets.results import Results

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
      - a scalar has none
    - `tf.stack` joins tensors along a new axis.

    # Day 2
    Keypoints
    - A [red]marked[/red] tensor stays as it is written.
    """


SIZES = [(80, 24), (140, 40), (60, 16)]


async def look_for(pilot, query):
    """Open the search where there is none, give a query, and wait for what it finds."""
    if not isinstance(pilot.app.screen, Search):
        strike(pilot, "slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
    paste(pilot, query)
    await until(pilot, lambda: pilot.app.screen._asked == query)
    await done(pilot)


async def done(pilot):
    """Wait until nothing is under way on the screen that is shown."""
    await settle(pilot)
    await until(
        pilot,
        lambda: not any(worker.is_running for worker in pilot.app.workers if worker.node is pilot.app.screen),
    )
    await settle(pilot)


async def go(pilot, *keys):
    """Press keys, each when the one before has done its work."""
    for key in keys:
        strike(pilot, key)
        await done(pilot)


async def open_result(pilot):
    strike(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Detail))
    await done(pilot)


def results(pilot):
    return pilot.app.screen.query_one(Results)


def footer(pilot):
    return shown(pilot).splitlines()[-1]


# The query


async def test_an_empty_query_shows_what_a_search_can_say(logged):
    async with running(logged(LOG)) as pilot:
        await press(pilot, "slash")
        assert '"gradient tape" these words in this order' in words(pilot)
        assert "tag:keras of a day with this tag" in words(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is pilot.app.today


async def test_results_come_while_one_types_with_their_place_and_their_hits(logged):
    async with running(logged(LOG)) as pilot:
        await press(pilot, "slash", *"kind:keypoint dimens")
        await done(pilot)
        assert "`tf.rank` gives the number of dimensions of a tensor." in shown(pilot)
        assert "keypoint · log.md:4 · Day 1" in shown(pilot)
        assert "1 found" in shown(pilot)
        row = results(pilot).get_option_at_index(0).prompt
        assert [row.plain[span.start : span.end] for span in row.spans if "warning" in str(span.style)] == [
            "dimensions"
        ]


async def test_letters_are_text_in_the_query_and_keys_in_the_results(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "is:new kind:card")
        assert "e Edit" not in footer(pilot)
        assert "enter Open" in footer(pilot)
        strike(pilot, "b", "d", "q")
        assert pilot.app.screen.query_one(Input).value == "is:new kind:card"
        await until(pilot, lambda: pilot.app.screen.query_one(Input).value == "is:new kind:cardbdq")
        await press(pilot, "backspace", "backspace", "backspace")
        await until(pilot, lambda: "2 found" in shown(pilot) or "3 found" in shown(pilot))
        await go(pilot, "down")
        assert "e Edit" in footer(pilot)
        await go(pilot, "slash")
        assert pilot.app.screen.query_one(Input).has_focus


async def test_a_wrong_query_is_marked_and_the_last_results_stay(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "axis")
        strike(pilot, *" day:x")
        await until(pilot, lambda: "is neither a number" in shown(pilot))
        await settle(pilot)
        lines = shown(pilot).splitlines()
        (typed,) = (at for at, line in enumerate(lines) if "axis day:x" in line)
        assert lines[typed + 1].index("^") == lines[typed].index("day:x")
        assert "joins tensors along a new axis" in shown(pilot)
        assert results(pilot).disabled
        assert "found" not in shown(pilot)
        assert "↓ Results" not in footer(pilot)
        await type_in(pilot, *["backspace"] * 6)
        await until(pilot, lambda: "is neither a number" not in shown(pilot))
        await until(pilot, lambda: "found" in shown(pilot))
        assert not results(pilot).disabled


async def test_a_wrong_query_does_not_keep_the_hint_of_the_one_before(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "nowhere")
        strike(pilot, *" day:x")
        await until(pilot, lambda: "is neither a number" in shown(pilot))
        await settle(pilot)
        assert "found" not in shown(pilot).lower()


async def test_what_is_not_there_says_how_to_find_more(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "nowhere")
        assert "Nothing found. Fewer words" in words(pilot)


async def test_more_results_come_at_the_end_of_the_list(logged):
    many = "".join(f"    - `tf.op{number}` is the operation with this number.\n" for number in range(130))
    async with running(logged("    # Day 1\n    Keypoints\n" + many)) as pilot:
        await look_for(pilot, "operation kind:keypoint")
        assert results(pilot).option_count < 130
        await go(pilot, "down", "end", "end", "end")
        await until(pilot, lambda: results(pilot).option_count == 130)
        await until(pilot, lambda: "130 found" in shown(pilot))
        assert len({found.id for found in results(pilot).found}) == 130


async def test_the_newest_query_wins(logged):
    study = logged(LOG)
    first, answers, search = threading.Event(), threading.Event(), study.search

    def slow_at_first(query, **options):
        if query == "rank":
            first.set()
            assert answers.wait(10)
        return search(query, **options)

    study.search = slow_at_first
    async with running(study) as pilot:
        await press(pilot, "slash")
        strike(pilot, *"rank")
        await until(pilot, first.is_set)
        await until(pilot, lambda: "searching …" in shown(pilot))
        pilot.app.screen.query_one(Input).value = "stack"
        await until(pilot, lambda: pilot.app.screen._asked == "stack")
        answers.set()
        await done(pilot)
        assert "tf.stack" in shown(pilot)
        assert "tf.rank" not in shown(pilot)
        assert "searching …" not in shown(pilot)


async def test_enter_opens_what_is_typed_and_not_what_was_found_before(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "rank kind:keypoint")
        await press(pilot, "ctrl+u")
        paste(pilot, "stack kind:keypoint")
        strike(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Detail))
        await done(pilot)
        assert "joins tensors along a new axis" in shown(pilot)
        assert "dimensions" not in shown(pilot)


async def test_enter_opens_nothing_when_what_is_typed_is_wrong_or_not_there(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "rank")
        for typed in (" day:x", "nowhere"):
            strike(pilot, *typed, "enter")
            await until(pilot, lambda: pilot.app.screen._told == pilot.app.screen._typed)
            await done(pilot)
            assert isinstance(pilot.app.screen, Search)
            await press(pilot, "ctrl+u")


async def test_keys_that_are_struck_before_the_results_are_there_are_for_them(logged):
    study = logged(LOG)
    third = study.search("tensor", live=True)[2]
    async with running(study) as pilot:
        strike(pilot, "slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
        strike(pilot, *"tensor", "down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Detail))
        await done(pilot)
        assert pilot.app.screen._found.id == third.id


# What is found


async def test_a_keypoint_is_shown_with_its_points_places_and_cards(logged):
    study = logged(LOG)
    sitting = study.start()
    study.answer(sitting, sitting.next(study.now()), Rating.EASY, 5.0)
    async with running(study) as pilot:
        await look_for(pilot, "dimensions")
        await open_result(pilot)
        seen = words(pilot)
        assert "• a scalar has none" in seen
        assert "Stands in log.md:4 · Day 1 · Keypoints" in seen
        assert "→ tf.rank review" in seen
        await go(pilot, "slash")
        assert pilot.app.screen.query_one(Input).has_focus


async def test_a_day_is_shown_as_it_was_written_with_its_recall(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "kind:day day:2")
        await open_result(pilot)
        assert "│ - A [red]marked[/red] tensor stays as it is written." in shown(pilot)
        assert "new │" not in shown(pilot)  # this sentence gives no card
        await go(pilot, "escape")
        assert isinstance(pilot.app.screen, Search)


async def test_a_snippet_is_shown_with_its_claims(study):
    async with running(study) as pilot:
        await look_for(pilot, "kind:snippet gradient")
        await open_result(pilot)
        snippet = study.snippet(pilot.app.screen._found.id)
        assert snippet.title in words(pilot)
        assert "not verified here yet" in words(pilot)


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [("s", "Suspended", "suspended"), ("b", "Buried", "buried"), ("d", "Dropped", "dropped")],
)
async def test_a_card_is_put_aside_and_restored_where_it_is_found(logged, key, said, state):
    study = logged(LOG)
    async with running(study) as pilot:
        await look_for(pilot, "kind:card rank")
        await go(pilot, "down", key)
        assert said in told(pilot)
        assert state in shown(pilot)
        assert "R Restore" in footer(pilot)
        assert not any("rank" in view.statement and view.asked_on(study.now().date()) for view in study.cards())
        await open_result(pilot)
        assert state in shown(pilot)
        await go(pilot, "R")
        assert "s Suspend" in footer(pilot)
        assert any("rank" in view.statement and view.asked_on(study.now().date()) for view in study.cards())


@pytest.mark.parametrize("whole", [False, True])
async def test_deeds_that_are_struck_at_once_are_done_one_after_the_other(logged, whole):
    study = logged(LOG)
    async with running(study) as pilot:
        await look_for(pilot, "kind:card rank")
        await go(pilot, "down")
        if whole:
            await open_result(pilot)
        strike(pilot, "s", "R", "s", "s", "R", "f")
        await until(pilot, lambda: any(view.flagged for view in study.cards()))
        await done(pilot)
        (card,) = (view for view in study.cards() if "rank" in view.statement)
        assert card.held is None
        assert told(pilot).count("Suspended") == 2
        assert "s Suspend" in footer(pilot)


async def test_a_card_is_flagged_and_edited_where_it_is_found(logged):
    study = logged(LOG)
    async with running(study) as pilot:
        await look_for(pilot, "dimensions")
        await open_result(pilot)
        await go(pilot, "f")
        assert "⚑" in shown(pilot)
        strike(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditCard) and pilot.app.screen.query("#question"))
        await done(pilot)
        strike(pilot, *"Well: ", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Detail))
        await done(pilot)
        assert "Well: ____ gives the number" in words(pilot)
        assert "edited" in shown(pilot)


async def test_the_log_is_opened_at_the_line_and_read_again(logged, monkeypatch, tmp_path):
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nfor file; do :; done\nsed -i "s/a new axis/one more axis/" "$file"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("tracker.tui.app.TrackerApp.suspend", lambda self: nullcontext())
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "joins")
        await open_result(pilot)
        await go(pilot, "o")
        assert "Read log.md again." in told(pilot)
        assert "one more axis" in words(pilot)
        assert "Before 1 other wording" in words(pilot)
        assert "one more axis" in Path(tmp_path / "log.md").read_text()


# Over a sitting


async def test_a_card_waits_while_one_searches_and_is_gone_when_it_was_dropped_there(logged):
    async with running(logged(LOG), review=True) as pilot:
        assert "gives the number of dimensions" in shown(pilot)
        await look_for(pilot, "rank kind:card")
        await go(pilot, "down", "d", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Review))
        await settle(pilot)
        assert "joins tensors along" in shown(pilot)


async def test_what_is_typed_right_after_the_key_belongs_to_the_query(logged):
    study = logged(LOG)
    async with running(study, review=True) as pilot:
        strike(pilot, "slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Search))
        strike(pilot, *"dropsbq")
        await until(pilot, lambda: pilot.app.screen.query_one(Input).value == "dropsbq")
        assert all(view.held is None for view in study.cards())


async def test_the_keys_fit_at_any_size(logged):
    async with running(logged(LOG)) as pilot:
        await look_for(pilot, "kind:card")
        await go(pilot, "down")
        for size in SIZES:
            await resize(pilot, *size)
            assert "e Edit" in footer(pilot)
            assert "? Help" in footer(pilot)
        await open_result(pilot)
        for size in SIZES:
            await resize(pilot, *size)
            assert "? Help" in footer(pilot)


def test_lines_go_on_below_their_words():
    from textual.content import Content

    pieces = wrapped(Content("  - one two three four"), 12)
    assert [piece.plain for piece in pieces] == ["  - one two", "    three", "    four"]
    assert [piece.plain for piece in wrapped(Content("short"), 12)] == ["short"]
    assert all(piece.cell_length <= 10 for piece in wrapped(Content("梯度下降法" * 9), 10))
