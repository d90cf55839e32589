"""Deciding which keypoints are the same."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.helpers import press, resize, running, settle, shown, strike, until, words
from tracker.study import Pair, Side
from tracker.tui.screens.pairs import Decision, Pairs, Questions
from tracker.tui.widgets.difference import difference

ONE = "`tf.GradientTape` records the operations of the forward pass."
AGAIN = "`tf.GradientTape` records all operations of the forward pass."
OTHER = "`tf.sequence_mask` gives a tensor of booleans that hides padding."
OTHER_AGAIN = "`tf.sequence_mask` gives a tensor of booleans that hides the padding."


def log(*bullets):
    return "# Day 1\n\n## Keypoints\n" + "".join(f"- {bullet}\n" for bullet in bullets)


@pytest.fixture
def doubled(study, write):
    """A Study with two statements that two logs each say a little differently."""
    study.import_logs([write("log.md", log(ONE, OTHER))])
    study.import_logs([write("later.md", log(AGAIN, OTHER_AGAIN))])
    assert len(study.pairs()) == 2
    return study


async def ask(pilot):
    """Open the pairs, and wait for the first."""
    await until(pilot, lambda: "p decides" in words(pilot))
    strike(pilot, "p")
    await until(pilot, lambda: isinstance(pilot.app.screen, Pairs))
    await done(pilot)


async def done(pilot):
    await settle(pilot)
    await until(pilot, lambda: not any(worker.is_running for worker in pilot.app.screen.workers))
    await settle(pilot)


async def go(pilot, *keys):
    for key in keys:
        strike(pilot, key)
        await done(pilot)


async def test_today_says_how_many_pairs_there_are(doubled):
    async with running(doubled) as pilot:
        await until(pilot, lambda: "2 pairs of keypoints may be the same; p decides" in words(pilot))
        assert "p Pairs" in shown(pilot)


async def test_nothing_is_said_of_pairs_when_there_are_none(study, write):
    study.import_logs([write("log.md", log(ONE, OTHER))])
    async with running(study) as pilot:
        await done(pilot)
        assert "Pairs" not in shown(pilot)
        await press(pilot, "p")
        assert pilot.app.screen is pilot.app.today


async def test_a_pair_is_shown_with_what_differs_and_where_both_stand(doubled):
    async with running(doubled) as pilot:
        await ask(pilot)
        seen = words(pilot)
        assert "Is the same said twice, almost word for word?" in seen
        assert "▌ log.md:" in seen
        assert "▌ later.md:" in seen
        assert seen.count("Day 1 · Keypoints") == 2
        assert "never answered" in seen
        assert "2 to decide" in seen


async def test_one_key_merges_and_another_takes_it_back(doubled):
    first = doubled.pairs()[0]
    async with running(doubled) as pilot:
        await ask(pilot)
        await go(pilot, "m")
        assert "1 to decide" in shown(pilot)
        assert first not in doubled.pairs()
        await go(pilot, "u")
        assert doubled.pairs()[0] == first
        assert "2 to decide" in shown(pilot)
        assert first.one.text.replace("`", "")[:40] in words(pilot)
        assert "u Undo" not in shown(pilot)


async def test_pairs_are_kept_apart_until_none_is_left(doubled):
    async with running(doubled) as pilot:
        await ask(pilot)
        await go(pilot, "k", "k")
        assert doubled.pairs() == []
        assert "No two keypoints seem to be the same" in words(pilot)
        await go(pilot, "u")
        assert len(doubled.pairs()) == 1
        await go(pilot, "k", "escape")
        await until(pilot, lambda: "p decides" not in words(pilot))
        assert "p Pairs" not in shown(pilot)


async def test_a_second_stroke_does_not_decide_the_next_pair(doubled):
    async with running(doubled) as pilot:
        await ask(pilot)
        strike(pilot, "m", "m", "m")
        await done(pilot)
        assert "1 to decide" in shown(pilot)
        assert len(doubled.pairs()) == 1


async def test_a_merge_that_waits_for_the_disk_says_so(doubled):
    free, merge = threading.Event(), doubled.merge

    def slow(*ids):
        assert free.wait(10)
        return merge(*ids)

    doubled.merge = slow
    async with running(doubled) as pilot:
        await ask(pilot)
        strike(pilot, "m")
        await until(pilot, lambda: "saving …" in shown(pilot))
        assert "2 to decide" in shown(pilot)
        free.set()
        await done(pilot)
        assert "saving …" not in shown(pilot)
        assert "1 to decide" in shown(pilot)


async def test_a_pair_comes_back_later(doubled):
    first, second = doubled.pairs()
    async with running(doubled) as pilot:
        await ask(pilot)
        await go(pilot, "n")
        assert second.one.text.replace("`", "")[:40] in words(pilot)
        await go(pilot, "right")
        assert first.one.text.replace("`", "")[:40] in words(pilot)


async def test_the_keys_fit(doubled):
    async with running(doubled) as pilot:
        await ask(pilot)
        await go(pilot, "m")
        for size in ((80, 24), (60, 16)):
            await resize(pilot, *size)
            footer = shown(pilot).splitlines()[-1]
            assert all(key in footer for key in ("m Merge", "k Keep apart", "u Undo", "esc Today", "? Help"))


# Which pair is asked


def pair(one, other):
    return Pair(Side(one, one, True, 0), Side(other, other, True, 0), 90.0, False)


def test_what_was_merged_away_is_asked_about_no_more_until_that_is_undone():
    questions = Questions([pair("a", "b"), pair("b", "c"), pair("d", "e")])
    questions.decide(Decision(questions.pair, "b"))
    assert questions.left == 1
    assert questions.pair == pair("d", "e")
    questions.undo()
    assert questions.left == 3
    assert questions.pair == pair("a", "b")


def test_behind_the_last_pair_comes_the_first():
    questions = Questions([pair("a", "b"), pair("c", "d")])
    questions.later()
    questions.later()
    assert questions.pair == pair("a", "b")


# What differs


def differing(one, other):
    return [
        [text[slice(*run)] for run in runs] for text, runs in zip((one, other), difference(one, other), strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("it has two axes", "it has three axes", [["two"], ["three"]]),
        ("It has  two axes", "it has two axes", [[], []]),
        ("it stays", "it never really stays", [[], ["never really"]]),
        ("`tf.rank` is it", "`tf.shape` is it", [["rank"], ["shape"]]),
        ("注意が必要である", "注意は必要である", [["が"], ["は"]]),
        ("", "all of it", [[], ["all of it"]]),
        ("alpha", "", [["alpha"], []]),
    ],
)
def test_the_words_that_differ_are_found(one, other, differs):
    assert differing(one, other) == differs


@given(st.text(), st.text())
def test_without_the_words_that_differ_both_texts_have_the_same_words(one, other):
    def rest(text, runs):
        for begin, end in reversed(runs):
            text = text[:begin] + " " + text[end:]
        return [word for word in text.casefold() if not word.isspace() and word != "_"]

    runs, other_runs = difference(one, other)
    assert rest(one, runs) == rest(other, other_runs)


def test_very_long_texts_are_not_compared():
    assert difference("one " * 5000, "two " * 5000) == ([], [])
