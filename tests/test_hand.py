"""What the learner does with single cards, on a Study: it lasts through imports, and a sitting can take it back."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.quiz.typed import Judgement, judge
from tracker.core.schedule import Memory, Rating
from tracker.core.sitting import Aside, Candidate, Sitting
from tracker.store import reviews
from tracker.study import Study

Write = Callable[[str, str], Path]

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.
    - `tf.squeeze` removes the axes of a tensor that have length one.
    """
SAME_ANSWER = LOG.replace("dimensions of a tensor", "dimensions of any tensor")
NEW_ANSWER = SAME_ANSWER.replace("`tf.rank` gives", "`tf.rank()` gives")
WITHOUT = LOG.replace("    - `tf.rank` gives the number of dimensions of a tensor.\n", "")
IMPORTS = {
    "the same file": [LOG + "\n"],
    "other words with the same answer": [SAME_ANSWER],
    "another answer": [NEW_ANSWER],
    "another answer and back": [NEW_ANSWER, LOG],
    "taken out and put back": [WITHOUT, LOG],
}


@pytest.fixture
def logged(study: Study, write: Write) -> Study:
    study.import_logs([write("log.md", LOG)])
    return study


def rank(study: Study) -> CardView:
    """The card that asks for `tf.rank` at first."""
    return next(view for view in study.cards() if view.card.back == "tf.rank")


def asked(study: Study) -> list[str]:
    """What a new sitting asks, each card put aside."""
    sitting, found = study.start(), []
    while ask := study.ask(sitting):
        found.append(ask[1].card.back)
        sitting.put_aside(ask[0])
    return found


def current(study: Study, sitting: Sitting) -> Candidate:
    ask = study.ask(sitting)
    assert ask
    return ask[0]


# Edits


@pytest.mark.parametrize("imports", IMPORTS.values(), ids=IMPORTS)
def test_an_edited_card_outlives_every_import(logged: Study, write: Write, imports: list[str]) -> None:
    card = rank(logged).card
    edited = logged.edit_card(card.id, front="How many axes has a tensor?", back="rank")
    for text in imports:
        logged.import_logs([write("log.md", text)])
    view = logged.card(card.id)
    assert (view.card, view.edited, view.state) == (edited.card, True, "new")
    assert "rank" in asked(logged)


def test_an_edit_outlives_the_import_of_another_file(logged: Study, write: Write) -> None:
    card = logged.edit_card(rank(logged).card.id, front="How many axes has a tensor?").card
    logged.import_logs([write("other.md", SAME_ANSWER)])
    assert logged.card(card.id).card == card


def test_a_card_taken_out_of_the_log_is_asked_no_more_though_it_was_edited(logged: Study, write: Write) -> None:
    card = logged.edit_card(rank(logged).card.id, back="rank").card
    logged.import_logs([write("log.md", WITHOUT)])
    assert (logged.card(card.id).state, "rank" in asked(logged)) == ("retired", False)


def test_an_edited_card_keeps_its_answers_and_its_day(logged: Study) -> None:
    sitting = logged.start()
    candidate = current(logged, sitting)
    logged.answer(sitting, candidate, Rating.EASY, 2.0)
    before = logged.card(candidate.card)
    after = logged.edit_card(candidate.card, front="How many axes has a tensor?")
    assert (after.state, after.due_day) == (before.state, before.due_day)
    assert after.state == "review"
    assert logged.undo(sitting) == candidate


def test_a_typed_answer_is_compared_with_the_edit(logged: Study) -> None:
    card = logged.edit_card(rank(logged).card.id, back="tf.ndim").card
    assert [judge(card, typed) for typed in ("ndim", "rank")] == [Judgement.RIGHT, Judgement.WRONG]
    card = logged.edit_card(card.id, back="the number of axes that it has").card
    assert judge(card, "the number of axes that it has") is Judgement.OPEN
    card = logged.edit_card(card.id, accept=["axes"]).card
    assert judge(card, "Axes") is Judgement.RIGHT


def test_an_edit_can_be_taken_back_after_imports_too(logged: Study, write: Write) -> None:
    card = rank(logged).card
    logged.edit_card(card.id, front="How many axes has a tensor?")
    logged.import_logs([write("log.md", SAME_ANSWER)])
    assert logged.own_card(card.id).front == "____ gives the number of dimensions of any tensor."
    view = logged.reset_card(card.id)
    assert (view.card.front, view.edited) == ("____ gives the number of dimensions of any tensor.", False)


def test_no_other_card_asks_what_an_edited_one_asks(logged: Study, write: Write) -> None:
    front = "____ gives the size of the biggest axis of a tensor."
    logged.edit_card(rank(logged).card.id, front=front)
    logged.import_logs(
        [write("other.md", "# Day 1\nKeypoints\n- `tf.most` gives the size of the biggest axis of a tensor.\n")]
    )
    assert [view.card.front for view in logged.cards()].count(front) == 1


def test_a_question_that_another_card_asks_is_refused(logged: Study) -> None:
    card = rank(logged).card
    other = next(view.card for view in logged.cards() if view.card.back == "tf.stack")
    with pytest.raises(UserError, match=f"card {other.id[:8]} asks this already; nothing was changed"):
        logged.edit_card(card.id, front=other.front.upper())
    assert logged.card(card.id).card == card
    assert logged.edit_card(card.id, front=card.front, back="rank").card.front == card.front
    logged.edit_card(other.id, front="What joins tensors?")
    assert logged.edit_card(card.id, front=other.front).card.front == other.front


def test_a_question_that_is_asked_no_more_may_be_taken(logged: Study, write: Write) -> None:
    other = next(view.card for view in logged.cards() if view.card.back == "tf.stack")
    logged.import_logs([write("log.md", LOG.replace("    - `tf.stack` joins tensors along a new axis.\n", ""))])
    assert logged.edit_card(rank(logged).card.id, front=other.front).card.front == other.front


def test_an_edited_card_is_found_by_its_words_of_now(logged: Study) -> None:
    def found() -> str:
        with logged.database.reading() as connection:
            query = "SELECT text FROM document WHERE kind = 'card' AND ref = ?"
            return str(connection.exec_driver_sql(query, (card.id,)).scalar())

    card = rank(logged).card
    logged.edit_card(card.id, front="How many axes has a tensor?")
    assert "How many axes" in found() and "dimensions" not in found()
    logged.reset_card(card.id)
    assert "How many axes" not in found() and "dimensions" in found()


def test_an_empty_question_is_refused_and_changes_nothing(logged: Study) -> None:
    card = rank(logged).card
    with pytest.raises(UserError, match="needs a question"):
        logged.edit_card(card.id, front=" ", back="rank")
    assert rank(logged).card == card


# What is not to be asked, and flags

DEEDS: dict[str, tuple[Callable[[Study, str], object], Callable[[CardView], bool]]] = {
    "suspend": (lambda study, id: study.suspend([id]), lambda view: view.held == "suspended"),
    "drop": (lambda study, id: study.drop_cards([id]), lambda view: view.held == "dropped"),
    "bury": (lambda study, id: study.bury([id]), lambda view: view.buried_until == date(2026, 3, 3)),
    "flag": (lambda study, id: study.flag(id), lambda view: view.flagged),
}


@pytest.mark.parametrize("imports", IMPORTS.values(), ids=IMPORTS)
@pytest.mark.parametrize(("do", "done"), DEEDS.values(), ids=DEEDS)
def test_a_deed_outlives_every_import(
    logged: Study,
    write: Write,
    do: Callable[[Study, str], object],
    done: Callable[[CardView], bool],
    imports: list[str],
) -> None:
    id = rank(logged).card.id
    do(logged, id)
    for text in imports:
        logged.import_logs([write("log.md", text)])
    assert done(logged.card(id))


@pytest.mark.parametrize("deed", ["suspend", "drop", "bury"])
def test_what_is_not_to_be_asked_is_neither_asked_nor_counted(logged: Study, deed: str) -> None:
    view = rank(logged)
    DEEDS[deed][0](logged, view.card.id)
    assert asked(logged) == ["tf.stack", "tf.squeeze"]
    assert logged.today().new == 2
    (restored,) = logged.restore([view.card.id])
    assert restored == view
    assert (asked(logged), logged.today().new) == (["tf.rank", "tf.stack", "tf.squeeze"], 3)


def test_a_due_card_that_is_suspended_is_not_counted(logged: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = logged.start()
    candidate = current(logged, sitting)
    logged.answer(sitting, candidate, Rating.EASY, 2.0)
    monkeypatch.setenv("TRACKER_NOW", "2026-03-13T12:00:00+00:00")
    assert logged.today().due == 1
    logged.suspend([candidate.card])
    assert logged.today().due == 0


def test_a_buried_card_comes_back_on_the_learners_next_day(logged: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2026-03-03T02:00:00+00:00")
    logged.bury([rank(logged).card.id])
    assert "tf.rank" not in asked(logged)
    monkeypatch.setenv("TRACKER_NOW", "2026-03-03T05:00:00+00:00")
    assert "tf.rank" in asked(logged)


def test_the_last_deed_counts(logged: Study) -> None:
    id = rank(logged).card.id
    logged.drop_cards([id])
    assert logged.suspend([id])[0].held == "suspended"
    assert logged.drop_cards([id])[0].held == "dropped"


def test_a_card_of_a_merged_keypoint_is_refused_with_all_others(logged: Study) -> None:
    first, second, _ = (view.card.id for view in logged.cards())
    with logged.database.writing() as connection:
        connection.exec_driver_sql("UPDATE card SET held = 'merged' WHERE id = ?", (second,))
    for do in (logged.suspend, logged.drop_cards, logged.bury, logged.restore):
        with pytest.raises(UserError, match=f"card {second[:8]} is of a keypoint merged into another"):
            do([first, second])
    assert [logged.card(id).held for id in (first, second)] == [None, "merged"]
    assert (logged.card(first).buried_until, logged.flag(second).flagged) == (None, True)


# In a sitting


@pytest.mark.parametrize("why", Aside)
def test_a_card_put_aside_leaves_the_sitting_and_comes_back(logged: Study, why: Aside) -> None:
    sitting = logged.start()
    candidate = current(logged, sitting)
    before = logged.card(candidate.card)
    logged.put_aside(sitting, candidate, why)
    assert current(logged, sitting).card != candidate.card
    assert not logged.card(candidate.card).asked_on(date(2026, 3, 2))
    assert logged.undo(sitting) == candidate
    assert logged.card(candidate.card) == before
    assert current(logged, sitting) == candidate


def test_deeds_are_taken_back_in_order(logged: Study) -> None:
    sitting = logged.start()
    done = []
    for why in (Aside.BURIED, None, Aside.DROPPED):
        done.append(candidate := current(logged, sitting))
        if why:
            logged.put_aside(sitting, candidate, why)
        else:
            logged.answer(sitting, candidate, Rating.GOOD, 1.0)
    assert [logged.undo(sitting) for _ in range(4)] == [*reversed(done), None]
    assert {view.state for view in logged.cards()} == {"new"}


def test_a_sitting_goes_on_without_a_card_that_was_taken_away_elsewhere(logged: Study) -> None:
    sitting = logged.start()
    first = current(logged, sitting)
    logged.suspend([first.card])
    second = current(logged, sitting)
    logged.bury([second.card])
    third = current(logged, sitting)
    assert len({first.card, second.card, third.card}) == 3


def test_an_edit_does_not_move_the_sitting(logged: Study) -> None:
    sitting = logged.start()
    candidate = current(logged, sitting)
    logged.edit_card(candidate.card, front="How many axes has a tensor?")
    ask = logged.ask(sitting)
    assert ask and (ask[0], ask[1].card.front) == (candidate, "How many axes has a tensor?")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the log in it, to copy."""
    folder = tmp_path_factory.mktemp("logged")
    with pytest.MonkeyPatch.context() as process:
        process.setenv("TRACKER_HOME", str(folder))
        process.setenv("TRACKER_NOW", "2026-03-02T12:00:00+00:00")
        (folder / "log.md").write_text("\n".join(line.strip() for line in LOG.splitlines()))
        with Study.open() as study:
            study.import_logs([folder / "log.md"])
    return folder / "tracker.db"


@contextmanager
def copied(database: Path, home: Path) -> Iterator[Study]:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    shutil.copy(database, home)
    with Study.open() as study:
        yield study


def left(study: Study, actions: Sequence[Rating | Aside | str]) -> tuple[Any, list[Rating | Aside | str]]:
    """What deeds in a sitting leave on disk and in the sitting, and those of them that stand."""
    sitting, stand = study.start(), list[Rating | Aside | str]()
    for action in actions:
        ask = study.ask(sitting)
        if action == "undo":
            assert (study.undo(sitting) is None) == (not stand)
            del stand[-1:]
        elif ask:
            if isinstance(action, Rating):
                study.answer(sitting, ask[0], action, 1.0)
            else:
                study.put_aside(sitting, ask[0], Aside(action))
            stand.append(action)
    ask = study.ask(sitting)
    with study.database.reading() as connection:
        views = study.cards()
        answers = [
            (review.card, review.rating) for view in views for review in reviews.reviews_of(connection, view.card.id)
        ]
        memories = [nameless(reviews.memory_of(connection, view.card.id)) for view in views]
    asked = ask and (ask[0].card, nameless(ask[0].memory))
    return (views, answers, memories, asked, sitting.counts()), stand


def nameless(memory: Memory | None) -> Memory | None:
    """A memory whoever left it: reviews get another id each time."""
    return memory and replace(memory, last_review="")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.sampled_from([*Rating, *Aside, "undo"]), max_size=12))
def test_undo_leaves_on_disk_what_a_replay_of_the_other_deeds_leaves(
    database: Path, home: Path, actions: list[Rating | Aside | str]
) -> None:
    with copied(database, home) as study:
        found, stand = left(study, actions)
    with copied(database, home) as study:
        assert left(study, stand) == (found, stand)
