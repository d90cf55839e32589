from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from tests.tui.helpers import press, running, settle, shown, strike, until, words
from tracker.core.errors import UserError
from tracker.core.schedule import Rating
from tracker.tui.app import TrackerApp
from tracker.tui.screens.review import Review
from tracker.tui.screens.today import _gaps

LOG = """
    # Day 1
    Keypoints
    - A tensor is an immutable array with a fixed type.
    - `tf.rank` gives the number of dimensions of a tensor.

    # Day 3
    Keypoints
    - `tf.stack` joins tensors along a new axis.
    """


async def test_the_first_start_shows_what_the_bundled_log_holds(study):
    async with running(study) as pilot:
        today = study.today()
        assert today.new > 0
        seen = words(pilot)
        assert f"Review {today.new} cards" in seen
        assert f"From logs.md, apis.md, graphs.md and 1 more: {today.cards} cards" in seen
        assert f"{today.streaks.logged.days} days, longest run {today.streaks.logged.longest}" in seen
        assert "the first answer starts a streak" in seen
        assert "Monday 2 March" in seen
        assert "enter Review" in seen


async def test_a_log_is_named_with_its_missing_days_and_its_problems(logged):
    study = logged(LOG + "\n    - `tf.rank` is wrong here. [proof](../snippets/no/such.py)\n")
    async with running(study) as pilot:
        assert "log.md: 3 cards" in words(pilot)
        assert "2 days, longest run 1, latest run 1; missing 2" in words(pilot)
        assert "Problems 1; tracker import --dry-run FILE lists them" in words(pilot)


async def test_the_missing_days_of_a_dated_log_are_dates(logged):
    async with running(logged("# 2026-02-26\n- wrote a line\n\n# 2026-03-01\n- wrote a line\n")) as pilot:
        assert "2 days, longest run 1, latest run 1; missing 27–28 Feb 2026" in words(pilot)


async def test_when_all_is_answered_it_says_when_to_come_back(logged):
    study = logged(LOG)
    sitting = study.start()
    while candidate := sitting.next(study.now()):
        study.answer(sitting, candidate, Rating.EASY, 5.0)
    async with running(study) as pilot:
        assert "All done for today: 3 cards answered" in words(pilot)
        assert "Next: 1 card on Sunday 8 March, in 6 days." in words(pilot)
        assert "enter Review" not in words(pilot)
        assert "1 day in a row, longest 1" in words(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is pilot.app.today


async def test_a_step_that_is_too_early_to_ask_is_told_by_its_time(logged):
    study = logged("# Day 1\nKeypoints\n- `tf.rank` gives the number of dimensions of a tensor.\n")
    sitting = study.start()
    study.answer(sitting, sitting.next(study.now()), Rating.GOOD, 5.0)
    earlier = study.now() - timedelta(minutes=25)  # the clock was set back, and the step is 35 minutes away
    study.now = lambda: earlier
    async with running(study, review=True) as pilot:
        assert "Nothing to ask right now" in shown(pilot)
        assert "Next 1 card at 12:10" in words(pilot)


async def test_without_cards_it_says_how_to_get_some(logged):
    async with running(logged("nothing to keep\n")) as pilot:
        assert "No cards yet" in shown(pilot)
        assert "tracker import LOG.md" in shown(pilot)


async def test_enter_before_the_study_is_open_begins_the_sitting_as_soon_as_it_is(logged):
    study = logged(LOG)
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()

    def open_slowly():
        asyncio.run_coroutine_threadsafe(gate.wait(), loop).result()
        return study

    app = TrackerApp(open_slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Opening your knowledge base" in shown(pilot)
        strike(pilot, "enter")
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, Review))
        await settle(pilot)
        assert "Show the answer" in shown(pilot)


async def test_a_study_that_cannot_be_opened_ends_the_app():
    def fail():
        raise UserError("the database is locked")

    app = TrackerApp(fail)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert app.return_code == 2
    assert str(app.failure) == "the database is locked"


async def test_numbers_are_read_again_when_a_sitting_ends(logged):
    study = logged(LOG)
    async with running(study) as pilot:
        assert "Review 3 cards" in words(pilot)
        await press(pilot, "enter", "space", "4", "escape")
        await until(pilot, lambda: "Review 2 cards" in words(pilot))
        assert "Today: 1 answered, more to go" in words(pilot)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_nothing_is_cut_off_at_any_size(logged, size):
    async with running(logged(LOG), size) as pilot:
        seen = words(pilot)
        assert "missing 2" in seen
        assert "r runs the one behind a card" in seen
        assert "log.md: 3 cards" in seen


@pytest.mark.parametrize(
    ("missing", "count", "said"),
    [
        ([9, 10], 2, "9–10"),
        ([2, 4, 5, 6, 9], 5, "2, 4–6, 9"),
        ([1, 3, 5, 7, 9, 11], 6, "1, 3, 5, 7, 9 … (6 in all)"),
        (list(range(2, 367)), 5000, "2–366 … (5000 in all)"),
        ([date(2026, 3, 3)], 1, "3 Mar 2026"),
        ([date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 9)], 3, "3–4 Mar 2026, 9 Mar 2026"),
        ([date(2026, 1, 31), date(2026, 2, 1)], 2, "31 Jan – 1 Feb 2026"),
        ([date(2025, 12, 31), date(2026, 1, 1)], 9, "31 Dec 2025 – 1 Jan 2026 … (9 in all)"),
    ],
)
def test_missing_days_are_named_by_their_runs(missing, count, said):
    assert _gaps(missing, count) == said


async def test_keys_are_listed_on_a_page_of_their_own(logged):
    async with running(logged(LOG)) as pilot:
        await press(pilot, "question_mark")
        await until(pilot, lambda: "show the answer" in shown(pilot))
        await press(pilot, "escape")
        assert "Review 3 cards" in words(pilot)


async def test_a_source_may_have_any_name(study, write):
    names = ["[red]log.md", "[.md", "a\x1b[31m\n b.md"]
    study.import_logs([write(name, f"# Day 1\n{name!r}\n") for name in names])
    async with running(study) as pilot:
        assert all(name in shown(pilot) for name in ("[red]log.md", "[.md", "a b.md"))
        assert "\x1b" not in shown(pilot)
