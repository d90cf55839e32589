from __future__ import annotations

import sqlite3
import time
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.tui.helpers import press, running, settle, shown, strike, told, type_in, until, words
from tracker.core.errors import UserError
from tracker.core.schedule import Rating
from tracker.study import Study
from tracker.tui.screens import review
from tracker.tui.screens.review import Review

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.
    - `tf.squeeze` removes the axes of a tensor that have length one.
      - It is undone by `tf.expand_dims`.
    """


def rows(home, query="SELECT rating, graded FROM review ORDER BY at, id"):
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute(query).fetchall()


async def test_a_sitting_is_space_and_a_number_until_nothing_is_left(logged, home):
    async with running(logged(LOG)) as pilot:
        await press(pilot, "enter")
        assert "log.md · Day 1 · line 4 new" in words(pilot)
        assert "____ gives the number of dimensions of a tensor." in words(pilot)
        assert "0 due 3 new 0 learning 0 done" in words(pilot)
        assert "Again" not in shown(pilot)
        await press(pilot, "space")
        assert "tf.rank gives the number of dimensions" in words(pilot)
        assert "1 Again 2 Hard 3 Good 4 Easy" in words(pilot)
        assert "1m 6m 10m" in words(pilot)
        await press(pilot, "4", "space", "3", "enter", "1")
        assert "0 due 0 new 2 learning 1 done" in words(pilot)
        await press(pilot, "space", "4", "space", "4")
        assert "5 answers given" in words(pilot)
        assert "Again 1" in words(pilot)
        assert "Easy 3" in words(pilot)
        assert "Next 1 card tomorrow" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "All done for today" in shown(pilot))
    assert [rating for rating, _ in rows(home)] == [4, 3, 1, 4, 4]


async def test_each_answer_is_on_disk_before_the_next_card_shows(logged, home, monkeypatch):
    found = []
    show = Review._show

    def look_first(self, card):
        found.append(len(rows(home)))
        show(self, card)

    monkeypatch.setattr(Review, "_show", look_first)
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "4", "space", "4")
    assert found == [0, 1, 2]


async def test_the_back_tells_the_points_of_the_keypoint(logged):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "4", "space", "4", "space")
        assert "It is undone by tf.expand_dims." in words(pilot)


async def test_a_number_pressed_twice_answers_one_card(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        strike(pilot, "3", "3", "3")
        await settle(pilot)
        assert "Show the answer" in shown(pilot)
    assert rows(home) == [(3, "self")]


async def test_keys_typed_while_an_answer_is_written_wait_for_their_turn(logged, home, monkeypatch):
    answer = Study.answer

    def slowly(self, *arguments):
        time.sleep(0.15)
        return answer(self, *arguments)

    monkeypatch.setattr(Study, "answer", slowly)
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        strike(pilot, "4", "4", "space", "3", "space")
        await settle(pilot)
        assert "tf.squeeze" in shown(pilot)
        assert "3 Good" in shown(pilot)
    assert [rating for rating, _ in rows(home)] == [4, 3]


async def test_leaving_while_an_answer_is_written_keeps_it(logged, home, monkeypatch):
    answer = Study.answer

    def slowly(self, *arguments):
        time.sleep(0.15)
        return answer(self, *arguments)

    monkeypatch.setattr(Study, "answer", slowly)
    async with running(logged(LOG)) as pilot:
        await press(pilot, "enter", "space")
        strike(pilot, "4", "escape")
        await until(pilot, lambda: "Today: 1 answered" in shown(pilot))
    assert rows(home) == [(4, "self")]


async def test_a_number_before_the_reveal_does_nothing(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "1", "2", "3", "4")
        assert "Show the answer" in shown(pilot)
    assert rows(home) == []


async def test_an_answer_taken_back_is_rated_again(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        assert "u Undo" not in words(pilot)
        await press(pilot, "space", "4")
        assert "u Undo" in words(pilot)
        await press(pilot, "u")
        assert "tf.rank" in shown(pilot)
        assert "1 Again" in shown(pilot)
        await press(pilot, "1")
        assert "tf.stack" not in shown(pilot)
        assert "0 due 2 new 1 learning 0 done" in words(pilot)
    stand = "SELECT rating FROM review WHERE id NOT IN (SELECT review_id FROM retraction)"
    assert rows(home, stand) == [(1,)]
    assert len(rows(home)) == 2


async def test_the_last_answer_can_be_taken_back_from_the_summary(logged):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "4", "space", "4", "space", "4")
        assert "3 answers given" in words(pilot)
        await press(pilot, "u")
        assert "tf.squeeze" in shown(pilot)
        await press(pilot, "3", "space", "4")
        assert "4 answers given" in words(pilot)


async def test_an_answer_of_an_earlier_sitting_can_be_taken_back_and_is_told(logged, home):
    study = logged(LOG)
    later = study.now() + timedelta(days=1)
    async with running(study, review=True) as pilot:
        await press(pilot, "space", "4", "space", "3")
        await press(pilot, "escape")
        study.now = lambda: later
        await press(pilot, "enter")
        await until(pilot, lambda: "u Undo" in words(pilot))
        await press(pilot, "u")
        assert "Taken back: Good, given yesterday at 12:00" in told(pilot)
        assert "____ joins tensors along a new axis." in words(pilot)
        assert "1 Again" not in words(pilot)
        await press(pilot, "u")
        assert "Taken back: Easy, given yesterday at 12:00" in told(pilot)
        assert "gives the number of dimensions" in words(pilot)
        await until(pilot, lambda: "u Undo" not in words(pilot))
    assert rows(home, "SELECT count(*) FROM retraction") == [(2,)]


async def test_today_takes_the_last_answer_back_and_asks_its_card_again(logged, home):
    async with running(logged(LOG)) as pilot:
        assert "u Undo" not in words(pilot)
        await press(pilot, "enter", "space", "4", "space", "1", "escape")
        await until(pilot, lambda: "u Undo" in words(pilot))
        await press(pilot, "u")
        assert "Taken back: Again, given at 12:00" in told(pilot)
        assert "____ joins tensors along a new axis." in words(pilot)
        await press(pilot, "space", "3", "escape")
    stand = "SELECT rating FROM review WHERE id NOT IN (SELECT review_id FROM retraction) ORDER BY id"
    assert rows(home, stand) == [(4,), (3,)]


async def test_a_card_that_is_put_aside_is_told_when_its_answer_is_taken_back(logged):
    study = logged(LOG)
    sitting = study.start()
    first = sitting.next(study.now())
    study.answer(sitting, first, Rating.GOOD, 5.0)
    study.suspend([first.card])
    async with running(study) as pilot:
        await press(pilot, "u")
        assert "Taken back: Good, given at 12:00\nIts card is put aside, so it is not asked" in told(pilot)
        assert "____ joins tensors along a new axis." in words(pilot)


async def test_a_sitting_pauses_when_the_minutes_are_up_and_goes_on_when_told_to(logged, home):
    study = logged(LOG)
    study.choose("minutes", "10")
    now = study.now()
    async with running(study, review=True) as pilot:
        await press(pilot, "space", "4")
        study.now = lambda: now + timedelta(minutes=11)
        await press(pilot, "space", "4")
        assert "10 minutes are up; 1 card is left" in words(pilot)
        assert "Easy 2" in words(pilot)
        assert "c Keep going" in words(pilot)
        await press(pilot, "u")
        assert "tf.stack" in shown(pilot)
        await press(pilot, "4")
        assert "10 minutes are up; 1 card is left" in words(pilot)
        await press(pilot, "c")
        assert "____ removes the axes of a tensor that have length one." in words(pilot)
        await press(pilot, "space", "4")
        assert "3 answers given" in words(pilot)
        assert "Keep going" not in words(pilot)
    assert [rating for rating, _ in rows(home)] == [4, 4, 4, 4]


async def test_a_pause_is_an_end_as_good_as_any(logged, monkeypatch):
    monkeypatch.setattr(review, "STARTLED", 0.0)
    study = logged(LOG)
    study.choose("minutes", "1")
    now = study.now()
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        study.now = lambda: now + timedelta(minutes=2)
        await press(pilot, "4")
        assert "1 minute is up; 2 cards are left" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Today: 1 answered, more to go" in words(pilot))


async def test_a_key_struck_as_the_pause_comes_does_not_end_the_sitting(logged, monkeypatch):
    monkeypatch.setattr(review, "STARTLED", 60.0)
    study = logged(LOG)
    study.choose("minutes", "1")
    now = study.now()
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        study.now = lambda: now + timedelta(minutes=2)
        await press(pilot, "4", "space", "enter")
        assert "1 minute is up; 2 cards are left" in words(pilot)
        await press(pilot, "c")
        assert "____ joins tensors" in words(pilot) or "____ removes the axes" in words(pilot)


async def test_an_answer_to_a_card_that_was_answered_elsewhere_is_told_to_be_lost(logged):
    study = logged(LOG)
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        elsewhere = study.start()
        study.answer(elsewhere, elsewhere.next(study.now()), Rating.GOOD, 3.0)
        await press(pilot, "1")
        assert "answered or taken away elsewhere" in told(pilot)


async def test_a_typed_answer_is_compared_and_never_rated(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "t", "1", "u", "d", "q", "space", "escape")
        assert "number of dimensions" in shown(pilot)
        await press(pilot, "t")
        await type_in(pilot, *"rnk")
        await press(pilot, "enter")
        assert "You typed rnk ✗ not the expected answer" in words(pilot)
        assert rows(home) == []
        await press(pilot, "3", "t")
        await type_in(pilot, *"Stack")
        await press(pilot, "enter")
        assert "You typed Stack ✓ right" in words(pilot)
        await press(pilot, "4", "t", "enter", "4")
    assert rows(home) == [(3, "typed"), (4, "typed"), (4, "self")]


async def test_text_of_a_log_is_shown_as_it_is_and_never_obeyed(logged):
    study = logged(
        "# Day 1 [b]bold[/b]\nKeypoints\n"
        "- `[red]x[/red]` prints [bold]as it stands[/bold] and \x1b[31mnever\x1b[0m \x1b]0;title\x07red, "
        "[@click=app.quit]no link[/].\n"
    )
    async with running(study, (100, 30), review=True) as pilot:
        await press(pilot, "space")
        seen = words(pilot)
        assert "Day 1 [b]bold[/b]" in seen
        assert "[bold]as it stands[/bold] and never red, [@click=app.quit]no link[/]" in seen
        assert "\x1b" not in seen
        assert "title" not in seen


async def test_a_long_card_scrolls(logged):
    points = "\n".join(f"  - Point number {number} of this long keypoint." for number in range(40))
    study = logged(f"# Day 1\nKeypoints\n- `tf.rank` gives the number of dimensions of a tensor.\n{points}\n")
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        assert "Point number 39" not in shown(pilot)
        assert "1 Again" in shown(pilot)
        await press(pilot, "end")
        assert "Point number 39" in shown(pilot)
        assert "1 Again" in shown(pilot)


async def test_the_terminal_may_change_its_size_in_the_middle(logged, home):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        for size in ((140, 40), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "Again" in shown(pilot)
        await press(pilot, "4")
        assert "____ joins tensors along a new axis." in words(pilot)
    assert rows(home) == [(4, "self")]


async def test_an_answer_that_cannot_be_written_leaves_its_card(logged, home, monkeypatch):
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space")
        with monkeypatch.context() as locked:
            locked.setattr(Study, "answer", lambda *_: (_ for _ in ()).throw(UserError("the [file] is locked")))
            await press(pilot, "3")
            assert "the [file] is locked" in told(pilot)
            assert "tf.rank" in shown(pilot)
        await press(pilot, "3")
        assert "joins tensors" in shown(pilot)
    assert rows(home) == [(3, "self")]


async def test_waiting_for_another_program_is_told_and_the_rating_can_be_pressed_again(logged, home):
    study = logged(LOG)
    event.listen(study.database.engine, "checkout", lambda used, *_: used.execute("PRAGMA busy_timeout=900"))
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        other = sqlite3.connect(home / "tracker.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        strike(pilot, "3")
        await until(pilot, lambda: "saving …" in shown(pilot))
        assert not told(pilot)
        assert "tf.rank" in shown(pilot)
        await until(pilot, lambda: "is in use by another program" in told(pilot))
        await settle(pilot)
        assert "saving …" not in shown(pilot)
        assert "1 Again" in shown(pilot)
        strike(pilot, "3")
        await until(pilot, lambda: "saving …" in shown(pilot))
        other.execute("ROLLBACK")
        other.close()
        await settle(pilot)
        assert "joins tensors" in shown(pilot)
        assert "saving …" not in shown(pilot)
    assert rows(home) == [(3, "self")]


async def test_a_small_terminal_keeps_what_matters(logged):
    async with running(logged(LOG), (40, 12)) as pilot:
        assert "Review 3 cards" in shown(pilot)
        await press(pilot, "enter")
        assert "0 due 3 new 0 learning" in words(pilot)
        assert "done" not in shown(pilot)
        await press(pilot, "space")
        assert "tf.rank" in shown(pilot)
        await press(pilot, "4")
        assert shown(pilot).splitlines()[-1].split() == "t Type u Undo esc Today ? Help".split()
        await press(pilot, "space", "4", "space", "4")
        assert "3 answers given" in words(pilot)
        assert "Easy 3 ▆" in words(pilot)
        assert "Again 0 Hard 0 Good 0 Easy" in words(pilot)


async def test_the_answer_comes_into_view_when_the_front_fills_the_terminal(logged):
    statement = "`tf.rank` gives the number of dimensions of a tensor, which is the length of its shape."
    async with running(logged(f"# Day 1\nKeypoints\n- {statement}\n"), (30, 9), review=True) as pilot:
        assert "dimensions" in shown(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: "tf.rank" in shown(pilot))


async def test_a_sitting_with_nothing_to_ask_says_so(logged):
    async with running(logged("nothing to keep\n"), review=True) as pilot:
        assert "Nothing to ask right now" in shown(pilot)
        await press(pilot, "enter")
        assert "No cards yet" in shown(pilot)


async def test_a_limit_ends_the_sitting_early(logged):
    from tracker.tui.app import TrackerApp

    study = logged(LOG)
    app = TrackerApp(lambda: study, review=True, limit=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Review))
        await settle(pilot)
        await press(pilot, "space", "4")
        assert "1 answer given" in words(pilot)
        assert "2 more today, when you like" in words(pilot)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_every_theme_shows_a_card(logged, theme):
    async with running(logged(LOG)) as pilot:
        pilot.app.theme = theme
        await press(pilot, "enter", "space")
        assert "tf.rank" in shown(pilot)
