import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker import bundled
from tracker.core.errors import UserError
from tracker.core.schedule import Rating, Upcoming
from tracker.core.sitting import Candidate
from tracker.store import reviews
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
