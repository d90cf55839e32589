"""What is kept: settings, memories folded again from reviews, and the reviews of another device."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tests.learning import Deed, Learner, Shelf, answers, deeds, pauses, sittings
from tracker.core.errors import UserError
from tracker.core.schedule import Rating, Settings
from tracker.store import database
from tracker.store.database import Database
from tracker.study import Joined, Study

AGAIN, HARD, GOOD, EASY = Rating
SIT: Deed = ("sit", None)
UNDO: Deed = ("undo", None)
DAYS: Deed = ("wait", 10 * 1440)
OTHER_WEIGHTS = " ".join(str(weight * 1.01) for weight in Settings().parameters)


def gave(rating: Rating) -> Deed:
    return "answer", rating


def chose(name: str, value: str | None) -> Deed:
    return "choose", (name, value)


@pytest.fixture(scope="module", autouse=True)
def unsynced() -> Iterator[None]:
    """Hundreds of databases that nobody needs after a power cut."""
    with pytest.MonkeyPatch.context() as module:
        module.setattr(database, "_PRAGMAS", ("synchronous=OFF", *database._PRAGMAS))
        yield


# Reviews are the truth


@trials(max_examples=20, deadline=None)
@given(done=deeds)
def test_folding_all_reviews_again_changes_nothing(shelf: Shelf, done: list[Deed]) -> None:
    with shelf.learner() as learner:
        learner.do(*done)
        memories = learner.memories()
        assert learner.study.faults() == []
        assert learner.study.rebuild().changed == 0
        assert learner.memories() == memories
        assert learner.answered() == set(memories)


@trials(max_examples=20, deadline=None)
@given(done=st.lists(st.one_of(answers, answers, pauses, sittings), max_size=16))
def test_undo_is_exact_at_any_depth_and_beyond_the_sitting(shelf: Shelf, done: list[Deed]) -> None:
    with shelf.learner() as learner:
        left = [learner.memories()]
        for deed in done:
            before = sum(map(len, learner.standing().values()))
            learner.do(deed)
            if sum(map(len, learner.standing().values())) > before:
                left.append(learner.memories())
        learner.do(SIT)
        while left:
            assert learner.memories() == left.pop()
            learner.do(UNDO)
        assert learner.memories() == {}
        assert learner.study.rebuild().changed == 0


def test_a_memory_that_is_not_what_the_reviews_leave_is_found_and_put_right(learner: Learner) -> None:
    learner.do(*[gave(EASY)] * 4)
    memories = learner.memories()
    one, other, *_ = sorted(memories)
    with closing(sqlite3.connect(learner.path)) as connection, connection:
        connection.execute("UPDATE memory SET stability = stability * 1.0000001 WHERE card = ?", (one,))
        connection.execute("DELETE FROM memory WHERE card = ?", (other,))
        connection.execute("CREATE TEMP TABLE stray AS SELECT * FROM memory WHERE card = ?", (sorted(memories)[2],))
        connection.execute("UPDATE stray SET card = 'card7'")
        connection.execute("INSERT INTO memory SELECT * FROM stray")
    assert "card7" not in memories
    assert learner.study.faults() == ["3 memories are not what the reviews leave; `tracker rebuild` puts them right"]
    assert learner.memories() != memories
    done = learner.study.rebuild()
    assert (done.reviews, done.changed) == (4, 3)
    assert learner.memories() == memories
    assert learner.study.faults() == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE memory SET state = 'foo'",
        "UPDATE memory SET due_day = 'garbage'",
        "UPDATE memory SET last_at = 'garbage'",
        "UPDATE memory SET stability = 'abc'",
        "UPDATE memory SET since = 99",
        "UPDATE card SET answered = 1 - answered",
    ],
)
def test_whatever_is_written_in_place_of_memories_they_can_be_folded_again(learner: Learner, damage: str) -> None:
    learner.do(*[gave(EASY)] * 3)
    memories, answered = learner.memories(), learner.answered()
    with closing(sqlite3.connect(learner.path)) as connection, connection:
        connection.execute(damage)
    assert any("not what the reviews leave" in fault for fault in learner.study.faults())
    assert learner.study.rebuild().changed >= 3
    assert (learner.memories(), learner.answered()) == (memories, answered)
    assert learner.study.faults() == []


def test_an_answer_that_was_taken_back_in_another_window_is_not_taken_back_twice(learner: Learner) -> None:
    learner.do(gave(GOOD), gave(EASY))
    with closing(Study(Database(learner.path), now=lambda: learner.at)) as window:
        assert window.undo(window.start())
    assert learner.sitting and learner.study.undo(learner.sitting)
    assert len(learner.standing()) == 1
    assert learner.study.faults() == []


# Settings


def test_a_setting_that_cannot_be_read_counts_as_its_default_until_it_is_chosen_again(learner: Learner) -> None:
    with closing(sqlite3.connect(learner.path)) as connection, connection:
        connection.execute("INSERT INTO choice VALUES ('desired_retention', 'banana', '2026-01-01 00:00:00.000000')")
    assert learner.settings().desired_retention == 0.9
    advice = "`tracker config desired_retention --reset` chooses the default"
    assert learner.study.faults() == [f"the setting desired_retention cannot be read; {advice}"]
    learner.do(chose("desired_retention", None))
    assert learner.study.faults() == []


def test_other_weights_tell_other_stabilities_and_no_card_is_due_on_another_day(learner: Learner) -> None:
    learner.do(gave(EASY), gave(GOOD), gave(AGAIN), gave(GOOD), DAYS, SIT, *[gave(GOOD)] * 4)
    before = learner.memories()
    learner.do(chose("parameters", OTHER_WEIGHTS))
    after = learner.memories()
    assert {card: (memory.due_day, memory.due_at) for card, memory in before.items()} == {
        card: (memory.due_day, memory.due_at) for card, memory in after.items()
    }
    assert all(after[card].stability != memory.stability for card, memory in before.items())
    assert learner.study.faults() == []
    learner.do(chose("parameters", None))
    assert learner.memories() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("desired_retention", "0.8"),
        ("learning_steps", "none"),
        ("relearning_steps", "5m 2d"),
        ("maximum_interval", "3"),
        ("fuzz", "off"),
        ("easy_days", "mon:0 sat:0"),
        ("rollover", "0"),
        ("learn_ahead", "none"),
    ],
)
def test_another_setting_changes_no_memory_there_is(learner: Learner, name: str, value: str) -> None:
    learner.do(gave(EASY), gave(GOOD), gave(AGAIN), gave(GOOD), DAYS, SIT, *[gave(GOOD)] * 4)
    before = learner.memories()
    learner.do(chose(name, value))
    assert learner.settings().shown(name) == value
    assert learner.memories() == before
    assert learner.study.faults() == []


def test_a_setting_that_another_window_chose_counts_from_the_next_answer_on(learner: Learner) -> None:
    learner.do(gave(EASY))
    with closing(Database(learner.path)) as other:
        Study(other, now=learner.study.now).choose("learning_steps", "none")
    learner.do(gave(GOOD))
    assert [memory.due_at for memory in learner.memories().values()] == [None, None]
    assert learner.study.faults() == []


def test_a_wrong_value_changes_nothing(learner: Learner) -> None:
    before = learner.settings()
    for name, value in (("fuzz", "maybe"), ("nosuch", "1"), ("parameters", "nan")):
        with pytest.raises(UserError):
            learner.do(chose(name, value))
    assert learner.settings() == before


def test_a_setting_can_have_its_default_again(learner: Learner) -> None:
    learner.do(chose("leech", "3"), chose("leech", None))
    assert learner.settings() == Settings()


def test_a_setting_of_another_version_is_passed_over_and_kept(shelf: Shelf, learner: Learner) -> None:
    learner.do(chose("leech", "3"))
    with closing(sqlite3.connect(learner.path)) as connection, connection:
        connection.execute("INSERT INTO choice VALUES ('of another version', '1', '2026-03-02 12:00:00.000000')")
    with shelf.learner(like=learner) as again, shelf.learner() as other:
        assert again.settings() == replace(Settings(), leech=3)
        other.study.join(again.path)
        assert other.settings() == again.settings()
        with closing(sqlite3.connect(other.path)) as connection:
            assert "of another version" in {name for (name,) in connection.execute("SELECT name FROM choice")}


# Another device


def joined(shelf: Shelf, learners: list[Learner], tree: object) -> tuple[object, ...]:
    """What is left of joining learners as a tree of their numbers says, the right one into the left one."""
    with ExitStack() as stack:

        def join(tree: object) -> Learner:
            if isinstance(tree, int):
                return stack.enter_context(shelf.learner(learners[tree]))
            assert isinstance(tree, tuple)
            one, other = map(join, tree)
            one.study.join(other.path)
            assert one.study.faults() == []
            return one

        return join(tree).state()


@trials(max_examples=8, deadline=None)
@given(before=deeds, ours=deeds, theirs=deeds)
def test_it_does_not_matter_which_database_is_joined_to_which_or_how_often(
    shelf: Shelf, before: list[Deed], ours: list[Deed], theirs: list[Deed]
) -> None:
    with shelf.learner() as one:
        one.do(*before)
        with shelf.learner(like=one) as other:
            one.do(SIT, *ours)
            other.do(SIT, *theirs)
            one.study.join(other.path)
            other.study.join(one.path)
            assert one.state() == other.state()
            assert one.study.device != other.study.device
            for _ in range(2):
                assert one.study.join(other.path) == Joined(0, 0, (), 0)
            assert one.study.faults() == other.study.faults() == []
            assert one.answered() == other.answered() == set(one.memories())
            assert one.study.rebuild().changed == 0


@trials(max_examples=2, deadline=None)
@given(before=deeds, done=st.tuples(deeds, deeds, deeds))
def test_it_does_not_matter_in_which_order_three_databases_are_joined(
    shelf: Shelf, before: list[Deed], done: tuple[list[Deed], ...]
) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(shelf.learner())
        first.do(*before)
        learners = [stack.enter_context(shelf.learner(like=first)) for _ in done]
        for learner, its in zip(learners, done, strict=True):
            learner.do(SIT, *its)
        trees = [tree for a, b, c in permutations(range(3)) for tree in (((a, b), c), (a, (b, c)))]
        states = [joined(shelf, learners, tree) for tree in trees]
        assert all(state == states[0] for state in states)


@pytest.fixture
def devices(shelf: Shelf) -> Iterator[tuple[Learner, Learner]]:
    """Two devices that were one until each card was answered once."""
    with shelf.learner() as one:
        one.do(*[gave(EASY)] * 4, DAYS)
        with shelf.learner(like=one) as other:
            yield one, other


def test_reviews_of_the_same_card_on_both_devices_all_count(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.do(SIT, gave(GOOD))
    other.do(("wait", 1440), SIT, gave(AGAIN))
    found = one.study.join(other.path)
    assert (found.reviews, found.retractions, found.settings, found.changed) == (1, 0, (), 1)
    (card,) = (card for card, its in one.standing().items() if len(its) == 3)
    memory = one.memories()[card]
    assert (memory.reps, memory.lapses, memory.last_day) == (3, 1, other.memories()[card].last_day)
    assert one.standing()[card][-1].device == other.study.device


def test_what_one_device_took_back_is_gone_though_the_other_built_upon_it(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.do(SIT, *[UNDO] * 4)
    other.do(SIT, gave(GOOD))
    assert one.memories() == {}
    (card,) = (card for card, its in other.standing().items() if len(its) == 2)
    one.study.join(other.path)
    (memory,) = one.memories().values()
    assert (memory.card, memory.reps) == (card, 1)
    with one.study.database.reading():
        (review,) = one.standing()[card]
    anew = one.study.scheduler.review(None, card, review.rating, review.at, review.day, id=review.id)
    assert memory == anew
    other.study.join(one.path)
    assert other.state() == one.state()


def test_both_devices_may_take_the_same_answer_back(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.do(SIT, UNDO)
    other.do(SIT, UNDO)
    assert one.study.join(other.path) == Joined(0, 0, (), 0)
    assert one.study.faults() == []


def test_of_a_setting_the_later_choice_counts(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.do(chose("leech", "3"), chose("new_per_day", "5"))
    other.do(("wait", 1), chose("leech", "4"), chose("fuzz", "off"))
    one.do(("wait", 5), chose("new_per_day", "6"))
    assert set(one.study.join(other.path).settings) == {"leech", "fuzz"}
    assert {name: one.settings().shown(name) for name in ("leech", "new_per_day", "fuzz")} == {
        "leech": "4",
        "new_per_day": "6",
        "fuzz": "off",
    }
    assert set(other.study.join(one.path).settings) == {"new_per_day"}
    assert other.settings() == one.settings()


def test_weights_that_the_other_fitted_are_taken_over_with_the_memories_they_leave(
    devices: tuple[Learner, Learner],
) -> None:
    one, other = devices
    other.do(chose("parameters", OTHER_WEIGHTS))
    found = one.study.join(other.path)
    assert (found.settings, found.changed) == (("parameters",), 4)
    assert one.state() == other.state()


def test_devices_that_have_parted_take_back_their_own_answers_only(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.study.join(other.path)
    one.do(SIT, gave(HARD))
    other.do(("wait", 60), SIT, gave(GOOD), gave(GOOD))
    one.study.join(other.path)
    one.do(SIT, UNDO)
    assert sorted(review.rating for its in one.standing().values() for review in its) == [GOOD, GOOD, *[EASY] * 4]


def test_what_was_answered_before_the_devices_met_can_still_be_taken_back(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    one.do(SIT, gave(GOOD))
    last = one.study.last_answer()
    other.do(("wait", 60), SIT, gave(EASY))
    one.study.join(other.path)
    assert last and one.study.last_answer() == last


def test_cards_that_only_the_other_has_come_along_and_rest_until_a_log_says_them(shelf: Shelf, tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("# Day 1\nKeypoints\n- A tensor is an immutable array with a fixed type.\n")
    with shelf.learner() as one, shelf.learner() as other:
        one.do(gave(EASY))
        other.study.import_logs([log])
        (theirs,) = (view.card for view in other.study.cards() if "tensor" in view.statement)
        sitting = other.study.start(query="tensor")
        asked = other.study.ask(sitting)
        assert asked and asked[0].card == theirs.id
        other.study.answer(sitting, asked[0], EASY, 1.0)
        found = one.study.join(other.path)
        assert (found.reviews, found.changed) == (1, 1)
        assert one.memories()[theirs.id] == other.memories()[theirs.id]
        assert theirs.id not in {view.card.id for view in one.study.cards()}
        assert one.study.faults() == []
        one.study.import_logs([log])
        (view,) = one.study.cards("tensor")
        assert (view.card.id, view.state, view.due_day) == (theirs.id, "review", one.memories()[theirs.id].due_day)
        other.study.join(one.path)
        assert other.state() == one.state()


def test_the_other_database_stays_as_it_is(devices: tuple[Learner, Learner]) -> None:
    """Nothing is left beside it either: it may be on a disk that cannot be written."""
    one, other = devices
    other.do(SIT, gave(GOOD))
    other.study.close()
    before = {path.name: path.read_bytes() for path in other.path.parent.glob(f"{other.path.name}*")}
    one.study.join(other.path)
    assert {path.name: path.read_bytes() for path in other.path.parent.glob(f"{other.path.name}*")} == before


def test_what_the_other_has_not_yet_moved_out_of_its_log_is_taken_too(devices: tuple[Learner, Learner]) -> None:
    one, other = devices
    other.do(SIT, gave(GOOD))
    assert Path(f"{other.path}-wal").stat().st_size
    assert one.study.join(other.path).reviews == 1


def test_joining_the_database_to_itself_is_refused(devices: tuple[Learner, Learner], tmp_path: Path) -> None:
    one, _ = devices
    (tmp_path / "link.db").symlink_to(one.path)
    device = one.study.device
    for path in (one.path, tmp_path / "link.db"):
        with pytest.raises(UserError, match="is this database itself"):
            one.study.join(path)
    assert one.study.device == device
    assert one.study.last_answer() is not None


def test_what_cannot_be_joined_is_named_by_its_own_path_and_changes_nothing(
    devices: tuple[Learner, Learner], tmp_path: Path
) -> None:
    one, other = devices
    other.study.close()
    before = one.state()
    newer, damaged, text, empty, alien = (tmp_path / f"{name}.db" for name in "newer damaged text empty alien".split())
    for path in (newer, damaged):
        shutil.copy(other.path, path)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    content = bytearray(damaged.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    damaged.write_bytes(content)
    text.write_text("dear diary " * 1000)
    empty.touch()
    with closing(sqlite3.connect(alien)) as connection, connection:
        connection.execute("CREATE TABLE review (stars INTEGER)")
    wrong = {
        newer: "newer tracker",
        damaged: "damaged",
        text: "not a database of tracker",
        empty: "not a database of tracker",
        alien: "not a database of tracker",
        tmp_path: "no such file",
        tmp_path / "missing.db": "no such file",
    }
    for path, expected in wrong.items():
        with pytest.raises(UserError, match=expected) as refused:
            one.study.join(path)
        assert str(path) in str(refused.value), refused.value
        assert "\n" not in str(refused.value)
        assert one.state() == before
    assert one.study.faults() == []
