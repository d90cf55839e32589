import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.learning import Learner
from tracker import bundled
from tracker.core.errors import UserError
from tracker.core.schedule import Rating, Upcoming
from tracker.core.sitting import Aside, Candidate, Sitting
from tracker.plain import PlainSitting
from tracker.store import reviews
from tracker.store.database import Database
from tracker.study import Study

Write = Callable[[str, str], Path]

LOG = """
    # Day 1
    Keypoints
    - A tensor is an immutable array with a fixed type.
    - There are two modes of execution, namely eager and graph.
    - `tf.rank` gives the number of dimensions of a tensor.

    # Day 2
    Daily logs
    - read about gradients
    """


def table(home: Path, name: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()


def statements(study: Study) -> dict[str, str]:
    """Statement -> keypoint id, of the cards that are asked."""
    return {view.statement: view.card.keypoint for view in study.cards()}


# Knowledge


def test_an_import_makes_cards_that_know_where_they_come_from(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    views = study.cards("tf.rank")
    assert [(view.card.back, view.day, view.line, view.state) for view in views] == [("tf.rank", "Day 1", 6, "new")]
    assert views[0].source.endswith("/log.md")


def test_importing_the_same_file_again_changes_nothing(study: Study, write: Write, home: Path) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    names = ("source", "day", "entry", "keypoint", "wording", "card")
    before = [table(home, name) for name in names]
    again = study.import_logs([path]).readings[0]
    assert again.unchanged
    assert [table(home, name) for name in names] == before


def test_a_rehearsed_import_gives_the_plan_and_leaves_nothing(study: Study, write: Write, home: Path) -> None:
    planned = study.import_logs([write("log.md", LOG)], keep=False).readings[0]
    assert len(planned.plan.new) == 3
    assert table(home, "source") == table(home, "keypoint") == []


def test_a_rehearsal_without_a_database_makes_none(home: Path, write: Write) -> None:
    with Study.rehearse() as study:
        assert study.import_logs([write("log.md", LOG)], keep=False).readings[0].cards
    assert not home.exists()


def test_a_file_that_cannot_be_read_keeps_the_others_out_too(study: Study, write: Write, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        study.import_logs([write("log.md", LOG), tmp_path / "missing.md"])
    assert study.cards() == []


def test_a_statement_in_two_files_is_one_keypoint_seen_twice(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("a.md", LOG), write("b.md", LOG.replace("tensor is an", "**tensor**  is\n      an"))])
    assert len(table(home, "keypoint")) == 3
    assert len([row for row in table(home, "entry") if row[3]]) == 6


def test_a_reworded_statement_keeps_its_reviews(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    before = statements(study)
    sitting = study.start()
    answered = sitting.next(study.now())
    assert answered
    memory = study.answer(sitting, answered, Rating.EASY, 2.0)
    assert memory
    reworded = study.import_logs([write("log.md", LOG.replace("with a fixed type", "with one fixed type"))]).readings[0]
    assert [found.old for found in reworded.plan.reworded] == ["A tensor is an immutable array with a fixed type."]
    after = statements(study)
    assert after["A tensor is an immutable array with one fixed type."] == answered.keypoint
    assert set(after.values()) == set(before.values())
    view = next(view for view in study.cards() if view.card.id == answered.card)
    assert (view.state, view.due_day) == ("review", memory.due_day)


def test_new_dress_for_a_statement_is_shown_and_settled_at_once(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    before = statements(study)
    dressed = LOG.replace("A tensor is", "A Tensor is")
    study.import_logs([write("log.md", dressed)])
    assert "A Tensor is an immutable array with a fixed type." in statements(study)
    assert set(statements(study).values()) == set(before.values())
    again = study.import_logs([write("log.md", dressed + "\n")]).readings[0]
    assert again.plan.fresh == set()


def test_a_statement_taken_out_is_asked_no_more_and_comes_back_with_its_memory(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    candidate = sitting.next(study.now())
    assert candidate
    study.answer(sitting, candidate, Rating.EASY, 2.0)
    without = LOG.replace("    - A tensor is an immutable array with a fixed type.\n", "")
    study.import_logs([write("log.md", without)])
    assert candidate.card not in {view.card.id for view in study.cards()}
    study.import_logs([write("log.md", LOG)])
    view = next(view for view in study.cards() if view.card.id == candidate.card)
    assert view.state == "review"


def test_a_file_that_was_renamed_is_the_same_source(study: Study, write: Write, home: Path) -> None:
    old = write("log.md", LOG)
    study.import_logs([old])
    new = old.rename(old.with_name("journal.md"))
    new.write_text(new.read_text().replace("    - `tf.rank` gives the number of dimensions of a tensor.\n", ""))
    (reading,) = study.import_logs([new]).readings
    assert reading.moved_from == str(old)
    assert study.today().sources == [str(new)]
    assert {view.source for view in study.cards()} == {str(new)}


def test_an_edit_in_one_of_two_files_leaves_the_other_as_it_was(study: Study, write: Write) -> None:
    study.import_logs([write("a.md", LOG), write("b.md", LOG)])
    study.import_logs([write("b.md", LOG.replace("with a fixed type", "with one fixed type"))])
    assert {"with a fixed type", "with one fixed type"} <= {
        text.removeprefix("A tensor is an immutable array ").rstrip(".") for text in statements(study)
    }
    views = {view.statement: Path(view.source).name for view in study.cards()}
    assert views["A tensor is an immutable array with a fixed type."] == "a.md"
    assert views["A tensor is an immutable array with one fixed type."] == "b.md"


def test_a_former_wording_beside_the_present_one_is_asked_too(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    other = LOG.replace("with a fixed type", "with one fixed type")
    study.import_logs([write("log.md", other)])
    both = other.replace("    - There are", "    - A tensor is an immutable array with a fixed type.\n    - There are")
    study.import_logs([write("log.md", both)])
    assert len(statements(study)) == 4


def test_many_small_files_are_imported_on_top_of_each_other(study: Study, write: Write, tmp_path: Path) -> None:
    shared = "- `tf.rank` gives the number of dimensions of a tensor.\n"
    for number in range(30):
        own = f"- `tf.op{number}` gives result {number} of it.\n"
        write(f"notes/topic{number}.md", f"# Day {number}\nKeypoints\n{shared}{own}")
    done = study.import_logs([tmp_path / "notes"])
    assert len(done.readings) == 30
    assert len(statements(study)) == 31


def test_a_folder_of_daily_notes_is_one_source_through_edits_and_moves(
    study: Study, write: Write, tmp_path: Path
) -> None:
    write("notes/2026-11-19.md", "- A tensor is an immutable array with a fixed type.\n")
    write("notes/2026-11-20.md", "# Ranks\n- `tf.rank` gives the number of dimensions of a tensor.\n")
    study.import_logs([tmp_path / "notes"])
    before = statements(study)
    (view,) = study.cards("tf.rank")
    assert view.source == str(tmp_path / "notes" / "2026-11-20.md")
    write("notes/2026-11-19.md", "- A tensor is an immutable array with one fixed type.\n")
    write("notes/2026-11-21.md", "- A mask is an array of truth values.\n")
    (reading,) = study.import_logs([tmp_path / "notes"]).readings
    counts = reading.plan.counts()
    assert (counts["new"], counts["reworded"], counts["kept"]) == (1, 1, 1)
    assert set(before.values()) < set(statements(study).values())
    moved = (tmp_path / "notes").rename(tmp_path / "journal")
    (reading,) = study.import_logs([moved]).readings
    assert (reading.moved_from, study.today().sources) == (str(tmp_path / "notes"), [str(moved)])


def test_a_note_imported_alone_and_then_with_its_folder_is_held_once(
    study: Study, write: Write, home: Path, tmp_path: Path
) -> None:
    note = write("notes/2026-11-19.md", "- A tensor is an immutable array with a fixed type.\n")
    write("notes/2026-11-20.md", "- A mask is an array of truth values.\n")
    study.import_logs([note])
    before = statements(study)
    study.import_logs([tmp_path / "notes"])
    assert before.items() < statements(study).items()
    note.write_text("- A gradient is a list of slopes, one for each variable.\n")
    study.import_logs([tmp_path / "notes"])
    assert "A tensor is an immutable array with a fixed type." not in statements(study)
    assert len(statements(study)) == 2


def test_dates_given_to_a_log_survive_its_next_edit_and_its_new_name(study: Study, write: Write) -> None:
    log = write("log.md", LOG)
    study.import_logs([log], dating="2026-02-27")
    assert study.streaks().logged.missing == ()
    log.write_text(log.read_text() + "\n# Day 5\n- A mask is an array of truth values.\n")
    study.import_logs([log])
    assert study.streaks().logged.missing == (date(2026, 3, 1), date(2026, 3, 2))
    study.import_logs([log.rename(log.with_name("days.md"))])
    assert study.streaks().logged.missing == (date(2026, 3, 1), date(2026, 3, 2))
    study.import_logs([log.with_name("days.md")], dating="log")
    assert study.streaks().logged.missing == (3, 4)


def test_notes_do_not_outweigh_the_dates_of_a_log(study: Study, write: Write) -> None:
    paths = [write(f"topic{number}.md", f"- `tf.op{number}` gives the result {number}.\n") for number in range(3)]
    study.import_logs([*paths, write("2026-03-01.md", "- A tensor is an immutable array with a fixed type.\n")])
    assert (study.streaks().logged.days, study.streaks().logged.longest) == (1, 1)


def test_a_statement_that_another_file_still_holds_stays(study: Study, write: Write) -> None:
    study.import_logs([write("a.md", LOG), write("b.md", LOG)])
    study.import_logs([write("a.md", "# Day 1\n")])
    assert len(statements(study)) == 3


def test_a_link_to_no_snippet_is_a_problem_with_its_line(study: Study, write: Write) -> None:
    log = "# Day 1\nKeypoints\n- A tape is a recorder of operations. [run](../snippets/gradients/tapes.py)\n"
    (problem,) = study.import_logs([write("log.md", log)]).readings[0].problems
    assert (problem.line, "did you mean gradients/tape" in problem.message) == (3, True)


def test_the_first_start_opens_on_the_bundled_log(study: Study) -> None:
    study.welcome()
    assert study.today().sources == list(map(str, bundled.logs()))
    assert study.today().new == study.settings.new_per_day


def test_a_log_of_ones_own_is_asked_before_the_bundled_one(study: Study, write: Write) -> None:
    study.welcome()
    own = write("log.md", LOG)
    study.import_logs([own])
    first = [study.view(candidate) for candidate in iter_asked(study)]
    assert [view.source == str(own) for view in first] == [True] * 3 + [False] * (study.settings.new_per_day - 3)


def iter_asked(study: Study) -> list[Candidate]:
    """The cards of a sitting in the order in which they are asked, each answered easily."""
    sitting, found = study.start(), []
    while candidate := sitting.next(study.now()):
        found.append(candidate)
        study.answer(sitting, candidate, Rating.EASY, 1.0)
    return found


def test_a_learner_with_a_log_of_their_own_is_not_given_the_bundled_one(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    study.welcome()
    assert study.today().sources == [str(path)]


# Reviews


def test_an_answer_is_on_disk_before_the_next_card(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    for count in (1, 2, 3):
        candidate = sitting.next(study.now())
        assert candidate
        study.answer(sitting, candidate, Rating.GOOD, 3.5)
        assert len(table(home, "review")) == count
    assert {row[4:7] for row in table(home, "review")} == {(3, 3.5, "self")}


def test_an_answer_taken_back_leaves_the_card_new_and_the_review_on_record(
    study: Study, write: Write, home: Path
) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    candidate = sitting.next(study.now())
    assert candidate
    study.answer(sitting, candidate, Rating.AGAIN, 1.0)
    assert study.undo(sitting) == candidate
    assert table(home, "memory") == []
    assert [row[0] for row in table(home, "retraction")] == [row[0] for row in table(home, "review")]
    assert study.streaks().recalled.days == 0
    assert study.undo(sitting) is None


def test_taking_back_restores_the_memory_of_an_older_card(
    study: Study, write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start(limit=1)
    candidate = sitting.next(study.now())
    assert candidate
    study.answer(sitting, candidate, Rating.EASY, 1.0)
    before = table(home, "memory")
    monkeypatch.setenv("TRACKER_NOW", "2026-03-12T12:00:00+00:00")
    later = study.start()
    while (again := later.next(study.now())) and again.card != candidate.card:
        later.drop(again.card)
    assert again
    study.answer(later, again, Rating.AGAIN, 1.0)
    assert table(home, "memory") != before
    study.undo(later)
    assert table(home, "memory") == before


def test_each_rating_shows_what_it_would_leave(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    candidate = sitting.next(study.now())
    assert candidate
    outlook = study.outlook(candidate)
    memory = study.answer(sitting, candidate, Rating.HARD, 1.0)
    assert memory and replace(memory, last_review="") == outlook[Rating.HARD]


def rest(study: Study) -> list[object]:
    """The cards a new sitting would ask, each answered easily."""
    sitting, asked = study.start(), []
    while candidate := sitting.next(study.now()):
        asked.append(candidate)
        study.answer(sitting, candidate, Rating.EASY, 1.0)
    return asked


def test_a_day_has_ten_new_cards_however_often_one_sits_down(study: Study, write: Write) -> None:
    lines = "".join(f"- `tf.op{n}` gives the value number {n} of a long and different list.\n" for n in range(30))
    study.import_logs([write("log.md", "# Day 1\nKeypoints\n" + lines)])
    assert len(rest(study)) == study.settings.new_per_day
    assert rest(study) == []
    assert study.today().new == 0


def test_siblings_wait_for_another_day(study: Study, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = "Grappler is the default graph optimizer of the runtime. `tf.function` gives it work to do."
    study.import_logs([write("log.md", f"# Day 1\nKeypoints\n- {statement}\n")])
    assert len(study.cards()) == 2
    assert len(rest(study)) == 1
    assert rest(study) == []
    monkeypatch.setenv("TRACKER_NOW", "2026-03-03T12:00:00+00:00")
    assert len(rest(study)) == 1


def test_a_clock_that_went_back_leaves_the_memory_that_a_replay_gives(
    study: Study, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start(limit=1)
    candidate = sitting.next(study.now())
    assert candidate
    study.answer(sitting, candidate, Rating.GOOD, 1.0)
    monkeypatch.setenv("TRACKER_NOW", "2026-03-02T11:55:00+00:00")
    again = sitting.next(study.now())
    assert again
    memory = study.answer(sitting, again, Rating.AGAIN, 1.0)
    assert memory and memory.last_at.hour == 12
    study.undo(sitting)
    assert study.undo(sitting)
    with study.database.reading() as connection:
        assert reviews.memory_of(connection, candidate.card) is None


def test_undo_takes_back_the_answer_of_its_own_sitting(
    study: Study, write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.import_logs([write("log.md", LOG)])
    mine = study.start(limit=1)
    candidate = mine.next(study.now())
    assert candidate
    study.answer(mine, candidate, Rating.GOOD, 1.0)
    monkeypatch.setenv("TRACKER_NOW", "2026-03-02T12:10:00+00:00")
    theirs = study.start()
    same = theirs.next(study.now())
    assert same and same.card == candidate.card
    study.answer(theirs, same, Rating.AGAIN, 2.0)
    study.undo(mine)
    (retracted,) = table(home, "retraction")
    assert [row[4] for row in table(home, "review") if row[0] == retracted[0]] == [Rating.GOOD]


def test_a_card_answered_elsewhere_meanwhile_keeps_that_answer(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("log.md", LOG)])
    first, second = study.start(), study.start()
    one, other = first.next(study.now()), second.next(study.now())
    assert one and other and one.card == other.card
    study.answer(first, one, Rating.GOOD, 1.0)
    assert study.answer(second, other, Rating.AGAIN, 1.0) is None
    assert [row[4] for row in table(home, "review")] == [Rating.GOOD]
    following = second.next(study.now())
    assert following and following.card != other.card


def test_today_says_what_is_due_and_how_long_it_takes(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    today = study.today()
    assert (today.due, today.new, today.minutes, today.done, today.cards) == (0, 3, 1, 0, 3)
    rest(study)
    assert (study.today().new, study.today().done) == (0, 3)


def test_what_comes_next_is_told_by_moment_or_by_day(study: Study, write: Write) -> None:
    assert study.upcoming() is None
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    for rating in (Rating.EASY, Rating.GOOD, Rating.EASY):
        candidate = sitting.next(study.now())
        assert candidate
        study.answer(sitting, candidate, rating, 1.0)
    step = study.upcoming()
    assert step and step.at and step.at - study.now() == timedelta(minutes=10)
    candidate = sitting.next(study.now())
    assert candidate
    study.answer(sitting, candidate, Rating.GOOD, 1.0)
    assert study.upcoming() == Upcoming(date(2026, 3, 4), None, cards=1, new=False)


def test_new_cards_come_tomorrow(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    assert study.upcoming() == Upcoming(date(2026, 3, 3), None, cards=0, new=True)


# A learner with eight cards, two of each keypoint

AGAIN, HARD, GOOD, EASY = Rating
SIT = ("sit", None)


def answer(learner: Learner, *ratings: Rating) -> None:
    learner.do(*(("answer", rating) for rating in ratings))


def days_later(learner: Learner, days: int) -> None:
    learner.do(("wait", days * 1440), SIT)


def asked(learner: Learner, sitting: Sitting, rating: Rating = EASY, most: int = 99) -> list[str]:
    """The cards that a sitting asks, each answered the same."""
    found = []
    while len(found) < most and (card := learner.study.ask(sitting)):
        found.append(card[0].card)
        learner.study.answer(sitting, card[0], rating, 2.0)
        learner.at += timedelta(seconds=5)
    return found


def dump(learner: Learner) -> list[str]:
    with closing(sqlite3.connect(learner.path)) as connection:
        return list(connection.iterdump())


def test_practice_changes_nothing_on_disk_whatever_is_answered(learner: Learner) -> None:
    answer(learner, EASY, GOOD, AGAIN, EASY)
    before = dump(learner)
    sitting = learner.study.cram()
    first = learner.study.ask(sitting)
    assert first and sitting.cram
    for rating in Rating:
        learner.study.outlook(first[0])
        learner.study.answer(sitting, first[0], rating, 2.0)
        assert learner.study.undo(sitting) == first[0]
    assert learner.study.undo(sitting) is None
    assert len(asked(learner, sitting)) == 8
    assert dump(learner) == before
    assert learner.study.last_answer() is not None


def test_practice_asks_a_card_again_a_minute_after_it_was_not_known(learner: Learner) -> None:
    sitting = learner.study.cram(limit=2)
    assert asked(learner, sitting, AGAIN, most=3) == ["card0", "card1", "card0"]
    assert asked(learner, sitting, GOOD) == ["card1", "card0"]
    assert learner.study.ask(sitting) is None


def test_siblings_of_due_cards_take_no_place_of_new_ones(learner: Learner) -> None:
    answer(learner, EASY, EASY)
    days_later(learner, 30)
    learner.do(("choose", ("new_per_day", "2")))
    assert (learner.study.start().counts().due, learner.study.start().counts().new) == (2, 2)
    answer(learner, EASY)
    assert learner.study.start(query="is:new").counts().new == 2


def test_siblings_that_are_due_take_no_place_of_other_reviews(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    days_later(learner, 1)
    answer(learner, *[EASY] * 4)  # the siblings of those of the day before
    learner.do(("choose", ("reviews_per_day", "3")), ("choose", ("new_per_day", "0")))
    days_later(learner, 60)
    for sitting in (learner.study.start(), learner.study.start(query="kind:card")):
        assert sitting.counts().due == 3


def test_practice_asks_siblings_and_the_weakest_first(learner: Learner) -> None:
    answer(learner, EASY)
    days_later(learner, 1)
    answer(learner, EASY)
    days_later(learner, 3)
    assert {view.card.keypoint for view in learner.study.cards()} == {"k0", "k2", "k4", "k6"}
    recall = {card: learner.study.scheduler.recall(m, learner.at.date()) for card, m in learner.memories().items()}
    found = asked(learner, learner.study.cram())
    known = [card for card in found if card in recall]
    assert known == sorted(recall, key=lambda card: recall[card] or 1.0)
    assert sorted(found) == [f"card{number}" for number in range(8)]


def test_practice_leaves_out_what_is_not_to_be_asked(learner: Learner) -> None:
    learner.study.suspend(["card0"])
    learner.study.bury(["card1"])
    learner.study.drop_cards(["card2"])
    assert asked(learner, learner.study.cram()) == [f"card{number}" for number in (1, 3, 4, 5, 6, 7)]  # 1 is put off
    with pytest.raises(UserError, match="no card to ask matches 'zebra'"):
        learner.study.cram("zebra")


def test_a_sitting_goes_on_without_cards_whose_import_was_taken_back(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    candidate, _ = study.ask(sitting) or (None, None)
    assert candidate
    study.take_back_import()
    assert study.answer(sitting, candidate, GOOD, 3.0) is None
    assert study.ask(sitting) is None
    with pytest.raises(UserError, match="taken away"):
        study.flag(candidate.card)


def test_practice_asks_what_a_backlog_put_off(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    days_later(learner, 60)
    learner.study.spread(learner.study.backlog(days=4))
    assert len(asked(learner, learner.study.cram("is:review"))) == 4


def test_a_card_answered_while_the_plan_was_shown_is_not_put_off(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    days_later(learner, 60)
    plan = learner.study.backlog(days=4)
    (last,) = plan[-1].cards
    sitting = learner.study.start(query="is:review")
    while (candidate := sitting.next(learner.at)) and candidate.card != last:
        sitting.put_aside(candidate)
    assert candidate and learner.study.answer(sitting, candidate, AGAIN, 3.0)
    learner.study.spread(plan)
    assert learner.study.card(last).buried_until is None


def test_a_step_is_asked_at_its_moment_also_where_the_day_has_gone_back(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """West over the date line: the moment of the step has come, though its day has not."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with closing(Study(learner.study.database, now=lambda: learner.at)) as tokyo:
        learner.at = datetime(2026, 3, 5, 22, tzinfo=UTC)  # 07:00 on the sixth
        sitting = tokyo.start()
        asked_first = tokyo.ask(sitting)
        assert asked_first and tokyo.answer(sitting, asked_first[0], AGAIN, 3.0)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    learner.at += timedelta(hours=10)  # 00:00, which is still the fifth
    angeles = Study(Database(learner.path), now=lambda: learner.at)
    assert angeles.start().counts().learning == 1


def test_a_sitting_may_be_restricted_to_what_a_query_finds(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    days_later(learner, 30)
    due = asked(learner, learner.study.start(query="is:review"))
    assert sorted(due) == ["card0", "card2", "card4", "card6"]
    days_later(learner, 1)
    assert asked(learner, learner.study.start(query="is:new", limit=2)) == ["card1", "card3"]
    assert asked(learner, learner.study.start(query="What is 5")) == ["card5"]
    assert asked(learner, learner.study.start(query="zebra")) == []
    with pytest.raises(UserError):
        learner.study.start(query="is:nonsense")


def test_a_day_has_so_many_new_cards_over_all_its_sittings_with_a_query_too(learner: Learner) -> None:
    learner.do(("choose", ("new_per_day", "3")))
    assert len(asked(learner, learner.study.start(limit=1))) == 1
    assert asked(learner, learner.study.start(query="What is 4")) == ["card4"]
    assert asked(learner, learner.study.start()) == ["card2"]
    assert asked(learner, learner.study.start(query="is:new")) == []
    days_later(learner, 1)
    assert learner.study.today().new == 3
    learner.do(("choose", ("new_per_day", "0")))
    assert asked(learner, learner.study.start()) == []


def test_a_day_has_so_many_reviews_over_all_its_sittings(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    learner.do(("choose", ("new_per_day", "0")), ("choose", ("reviews_per_day", "3")))
    days_later(learner, 30)
    assert (learner.study.today().due, learner.study.today().backlog) == (3, 1)
    assert len(asked(learner, learner.study.start(limit=2))) == 2
    assert learner.study.today().due == 1
    assert len(asked(learner, learner.study.start())) == 1
    assert asked(learner, learner.study.start()) == []
    assert asked(learner, learner.study.start(query="is:review")) == []
    days_later(learner, 1)
    assert len(asked(learner, learner.study.start())) == 1


def test_steps_under_way_are_asked_though_the_day_is_full(learner: Learner) -> None:
    answer(learner, GOOD, GOOD)
    learner.do(("choose", ("new_per_day", "0")), ("choose", ("reviews_per_day", "0")), ("wait", 10), SIT)
    assert learner.study.today().due == 2
    assert asked(learner, learner.study.start()) == ["card0", "card2"]


@pytest.mark.parametrize(("ahead", "count"), [("none", 0), ("5m", 0), ("11m", 2)])
def test_a_step_is_asked_as_early_as_the_learner_allows(learner: Learner, ahead: str, count: int) -> None:
    learner.do(("choose", ("learn_ahead", ahead)), ("choose", ("new_per_day", "2")))
    answer(learner, GOOD, GOOD)
    assert len(asked(learner, learner.study.start())) == count


def test_without_steps_each_card_is_asked_once(learner: Learner) -> None:
    learner.do(("choose", ("learning_steps", "none")), ("choose", ("relearning_steps", "none")))
    assert len(asked(learner, learner.study.start(), AGAIN)) == 4
    days_later(learner, 30)
    learner.do(("choose", ("new_per_day", "0")))
    assert len(asked(learner, learner.study.start(), AGAIN)) == 4
    assert {memory.lapses for memory in learner.memories().values()} == {1}
    assert learner.study.rebuild().changed == 0


def test_what_was_put_aside_comes_back_by_undo(learner: Learner) -> None:
    for why in Aside:
        learner.do(SIT, ("aside", why))
        sitting = learner.sitting
        assert sitting
        next = learner.study.ask(sitting)
        assert next and next[0].card != "card0"
        learner.do(("undo", None))
        again = learner.study.ask(sitting)
        assert again and (again[0].card, again[1].held, again[1].buried_until) == ("card0", None, None)


def plain(learner: Learner, keys: str, sitting: Sitting | None = None) -> str:
    """What a sitting in plain lines says, a minute for each line that is read."""

    class Lines(io.StringIO):
        def readline(self, *_: int) -> str:
            learner.at += timedelta(minutes=1)
            return super().readline()

    out = io.StringIO()
    PlainSitting(learner.study, sitting or learner.study.start(), Lines(keys), out).run()
    return out.getvalue()


def test_a_plain_sitting_pauses_when_the_time_is_up_and_goes_on_when_told_to(learner: Learner) -> None:
    learner.do(("choose", ("minutes", "3")))
    assert "3 min are up, 2 left. Enter goes on, q stops: \n2 answered, 2 left." in plain(learner, "\n4\n\n4\nq\n")
    days_later(learner, 1)
    said = plain(learner, "\n4\n\n4\n\n\n4\n\n4\n")
    assert said.count("min are up") == 1
    assert said.endswith("\n4 answered, 0 left.\n")


def test_a_plain_sitting_without_a_time_never_pauses(learner: Learner) -> None:
    assert "min are up" not in plain(learner, "\n4\n" * 4)


@pytest.mark.parametrize(("leech", "told"), [("2", [2, 3, 4, 5]), ("4", [4]), ("0", [])])
def test_a_plain_sitting_says_when_a_card_is_forgotten_again_and_again(
    learner: Learner, leech: str, told: list[int]
) -> None:
    for choice in (("leech", leech), ("relearning_steps", "none"), ("learning_steps", "none")):
        learner.do(("choose", choice))
    answer(learner, GOOD)
    warned = []
    for time in range(1, 6):
        days_later(learner, 60)
        if f"Forgotten {time} times." in plain(learner, "\n1\n", learner.study.start(query="is:review")):
            warned.append(time)
    assert warned == told
    assert learner.study.today().leeches == (1 if told else 0)


def test_what_is_forgotten_in_practice_is_no_lapse(learner: Learner) -> None:
    learner.do(("choose", ("leech", "1")))
    answer(learner, EASY)
    days_later(learner, 60)
    assert "Forgotten" not in plain(learner, "\n1\n", learner.study.cram("is:review"))
    assert "Forgotten" in plain(learner, "\n1\n", learner.study.start(query="is:review"))


def test_a_plain_sitting_takes_back_answers_of_the_sitting_before(learner: Learner) -> None:
    plain(learner, "\n4\n")
    said = plain(learner, "\n4\n\nu\n\nu\n\nu\n")
    assert said.count("Taken back.\n") == 1
    assert "Taken back: easy, given on 2 March 2026 at 12:" in said
    assert "There is nothing to take back." in said
    assert learner.memories() == {}


# A backlog


def test_a_backlog_is_spread_and_brought_back_and_nothing_else_changes(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    learner.do(("choose", ("reviews_per_day", "2")), ("choose", ("new_per_day", "0")))
    days_later(learner, 60)
    memories, day = learner.memories(), learner.at.date()
    plan = learner.study.backlog()
    assert [(portion.day, len(portion.cards)) for portion in plan] == [(day, 2), (day + timedelta(days=1), 2)]
    recall = {card: learner.study.scheduler.recall(memory, day) for card, memory in memories.items()}
    assert [card for portion in plan for card in portion.cards] == sorted(
        memories, key=lambda card: (recall[card], card)
    )
    before = dump(learner)
    assert learner.study.backlog() == plan
    assert dump(learner) == before
    learner.study.spread(plan)
    assert learner.memories() == memories
    today = learner.study.today()
    assert (today.due, today.backlog) == (2, 0)
    assert sorted(asked(learner, learner.study.start())) == sorted(plan[0].cards)
    assert learner.study.upcoming() == Upcoming(day + timedelta(days=1), None, 2, new=False)
    learner.study.spread(learner.study.backlog(days=1))
    assert learner.study.today().due == 0  # of two reviews a day both are done
    assert learner.study.today().backlog == 2
    assert learner.study.backlog() == plan[1:]
    learner.do(("choose", ("reviews_per_day", "9")))
    assert sorted(asked(learner, learner.study.start())) == sorted(plan[1].cards)


def test_a_backlog_put_off_is_due_on_its_day(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    learner.do(("choose", ("new_per_day", "0")))
    days_later(learner, 60)
    plan = learner.study.backlog(days=4)
    learner.study.spread(plan)
    for portion in plan:
        assert learner.study.today().due == 1
        assert asked(learner, learner.study.start()) == list(portion.cards)
        days_later(learner, 1)
    assert learner.study.backlog() == []


def test_minutes_bound_what_a_day_takes_of_a_backlog(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)  # at 3.5 seconds each
    learner.do(("choose", ("minutes", "1")), ("choose", ("reviews_per_day", "3")))
    days_later(learner, 60)
    assert [len(portion.cards) for portion in learner.study.backlog()] == [3, 1]
    assert learner.study.today().backlog == 1


def test_cards_not_asked_are_no_backlog(learner: Learner) -> None:
    answer(learner, *[EASY] * 4)
    days_later(learner, 60)
    learner.study.suspend(["card0"])
    learner.study.drop_cards(["card2"])
    assert sorted(card for portion in learner.study.backlog() for card in portion.cards) == ["card4", "card6"]


# Streaks


def test_the_bundled_log_does_not_count_beside_the_learners_own(study: Study, write: Write) -> None:
    study.welcome()
    study.import_logs([write("log.md", LOG.replace("Day 2", "Day 4"))])
    logged = study.streaks().logged
    assert (logged.days, logged.longest, logged.latest, logged.missing) == (2, 1, 1, (2, 3))


def test_a_day_runs_from_four_to_four(study: Study, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    study.import_logs([write("log.md", LOG)])
    for moment in ("2026-03-02T23:00:00+00:00", "2026-03-03T03:59:00+00:00", "2026-03-03T04:01:00+00:00"):
        monkeypatch.setenv("TRACKER_NOW", moment)
        sitting = study.start(limit=1)
        candidate = sitting.next(study.now())
        assert candidate
        study.answer(sitting, candidate, Rating.GOOD, 1.0)
    assert (study.streaks().recalled.days, study.streaks().recalled.current) == (2, 2)
