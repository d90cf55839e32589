"""The log with memory, through the façade."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.remembered import DaySpan, DayView, KeypointView, Remembered
from tracker.core.schedule import Rating
from tracker.study import Study

Write = Callable[[str, str], Path]

LOG = """
    # My log

    # Day 1
    🔑 Keypoints
    - A tensor is an immutable array with a fixed type.
    - `tf.rank` gives the number of dimensions of a tensor.

    # Day 2
    ✅ Daily logs
    - read about gradients
        - A `tf.GradientTape` records the operations inside of it.

    🔑 Keypoints
    - A tensor is an immutable array
      with a fixed type.
    """


@pytest.fixture
def log(study: Study, write: Write) -> Path:
    path = write("log.md", LOG)
    study.import_logs([path])
    return path


def view(study: Study, number: int) -> DayView:
    (found,) = study.logbook(DaySpan(number, number))
    return found


def point(study: Study, words: str) -> Remembered:
    return next(one for day in study.logbook() for one in day.keypoints if words in one.statement)


def answer(
    study: Study, monkeypatch: pytest.MonkeyPatch, rating: Rating = Rating.EASY, day: str = "2026-03-02"
) -> None:
    """Answer every card once at noon of a day."""
    monkeypatch.setenv("TRACKER_NOW", f"{day}T12:00:00+00:00")
    sitting = study.start()
    while candidate := sitting.next(study.now()):
        study.answer(sitting, candidate, rating, 1.0)


# The text


def test_a_day_has_its_text_as_it_stands_in_the_file(study: Study, log: Path) -> None:
    first, second = study.logbook()
    assert first.text == (
        "# Day 1\n🔑 Keypoints\n- A tensor is an immutable array with a fixed type.\n"
        "- `tf.rank` gives the number of dimensions of a tensor."
    )
    assert second.text.startswith("# Day 2\n✅ Daily logs\n")
    assert second.text.endswith("\n- A tensor is an immutable array\n  with a fixed type.")
    assert (first.day.source, first.day.log, first.day.line, first.day.numbers) == (str(log), "My log", 4, (1,))
    assert not first.stale


def test_keypoints_stand_beside_the_lines_they_begin_in_also_those_under_activities(study: Study, log: Path) -> None:
    day = view(study, 2)
    assert [line for line, points in day.lines() if points] == [
        "    - A `tf.GradientTape` records the operations inside of it.",
        "- A tensor is an immutable array",
    ]
    assert [(one.line, one.section) for one in day.keypoints] == [(12, "Daily logs"), (15, "Keypoints")]
    assert [entry.text for entry in day.activities] == ["read about gradients"]


def test_what_note_programs_write_for_themselves_is_left_out(study: Study, write: Write) -> None:
    study.import_logs(
        [write("log.md", "# Day 1\n- A mask hides the padding. ^3f6a9c\nid:: 64f0-1\n- A tape records.\n")]
    )
    assert view(study, 1).text == "# Day 1\n- A mask hides the padding.\n\n- A tape records."


def test_a_file_that_changed_since_its_import_is_not_quoted(study: Study, log: Path) -> None:
    log.write_text(log.read_text().replace("# Day 1", "# Intro\n\n# Day 1"))
    day = view(study, 2)
    assert day.stale
    assert [(line, bool(points)) for line, points in day.lines()] == [
        ("read about gradients", False),
        ("A `tf.GradientTape` records the operations inside of it.", True),
        ("A tensor is an immutable array with a fixed type.", True),
    ]
    study.import_logs([log])
    assert not view(study, 2).stale


def test_a_file_that_is_gone_leaves_what_its_entries_said(study: Study, log: Path) -> None:
    log.unlink()
    day = view(study, 1)
    assert day.stale
    assert len(day.text.split("\n")) == len(day.keypoints) == 2


def test_a_note_without_days_is_a_page_of_its_own(study: Study, write: Write) -> None:
    study.import_logs([write("note.md", "---\ntags: x\n---\n# Masks\n\n- A mask hides the padding of a batch.\n")])
    (note,) = study.logbook()
    assert (note.day.label, note.day.line) == ("", 0)
    assert note.text == "# Masks\n\n- A mask hides the padding of a batch."
    assert [line for line, points in note.lines() if points] == ["- A mask hides the padding of a batch."]
    assert list(study.logbook(DaySpan(0, 999))) == []


# Folders of daily notes


@pytest.fixture
def notes(study: Study, write: Write, tmp_path: Path) -> Path:
    write(
        "notes/2026-01-05.md", "---\ntags: x\n---\n# Tapes\n- `tf.GradientTape` records the operations inside of it.\n"
    )
    write("notes/2026-01-06.md", "- `tf.sequence_mask` hides the padding of a batch.\n")
    study.import_logs([tmp_path / "notes"])
    return tmp_path / "notes"


def test_a_daily_note_begins_under_its_front_matter(study: Study, notes: Path) -> None:
    (day,) = study.logbook(DaySpan(date(2026, 1, 5), date(2026, 1, 5)))
    assert day.day.source == str(notes / "2026-01-05.md")
    assert day.text == "# Tapes\n- `tf.GradientTape` records the operations inside of it."
    assert [line for line, points in day.lines() if points] == [
        "- `tf.GradientTape` records the operations inside of it."
    ]
    assert not day.stale


def test_a_daily_note_is_stale_once_it_says_something_else_whatever_the_others_do(study: Study, notes: Path) -> None:
    (notes / "2026-01-06.md").write_text("\n- `tf.sequence_mask` hides the padding of a batch.\n")
    assert [day.stale for day in study.logbook()] == [False, True]
    (notes / "2026-01-05.md").unlink()
    assert [day.stale for day in study.logbook()] == [True, True]


# Recall


def test_a_keypoint_is_new_then_answered_today_then_has_a_chance(
    study: Study, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = point(study, "tf.rank")
    assert (new.recall, new.answered, new.cards > 0) == (None, 0, True)
    answer(study, monkeypatch)
    today = point(study, "tf.rank")
    assert today.recall is None
    assert today.answered > 0
    monkeypatch.setenv("TRACKER_NOW", "2026-03-20T12:00:00+00:00")
    later = point(study, "tf.rank")
    assert later.recall
    assert 0.5 < later.recall < 1
    assert later.card in {view.card.id for view in study.cards()}


def test_the_overview_says_of_each_day_what_the_day_says(
    study: Study, log: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(study, monkeypatch)
    monkeypatch.setenv("TRACKER_NOW", "2026-03-20T12:00:00+00:00")
    found = study.overview()
    for row, day in zip(found, study.logbook(), strict=True):
        recalls = [one.recall for one in day.keypoints if one.recall is not None]
        assert (row.day, row.keypoints) == (day.day, len(day.keypoints))
        assert recalls, row.day
        assert row.lowest == pytest.approx(min(recalls), abs=1e-3)
        assert row.recall == pytest.approx(sum(recalls) / len(recalls), abs=1e-3)
        assert study.day(row.day.id) == day


def test_a_merged_keypoint_is_known_as_well_as_the_one_it_became(study: Study, log: Path) -> None:
    rank, tensor = point(study, "tf.rank"), point(study, "immutable")
    study.merge(rank.id, tensor.id)
    merged = view(study, 1).keypoints
    assert [one.id for one in merged] == [merged[0].id] * 2
    assert merged[1].statement.startswith("`tf.rank`")
    assert merged[0].card == merged[1].card
    seen = study.keypoint(rank.id)
    assert seen == study.keypoint(tensor.id)
    assert [(place.day, place.line) for place in seen.occurrences] == [("Day 1", 6), ("Day 1", 7), ("Day 2", 15)]


# Which days


def test_days_are_narrowed_by_a_part_of_the_path(study: Study, log: Path, notes: Path) -> None:
    assert {day.day.source for day in study.logbook(source="LOG.md")} == {str(log)}
    assert len(study.overview("notes")) == 2
    for narrowed in (study.overview, study.last_day, lambda part: study.logbook(source=part)):
        with pytest.raises(UserError, match="nosuch"):
            narrowed("nosuch")


def test_days_beyond_one_reading_are_all_there(study: Study, write: Write) -> None:
    text = "".join(f"# Day {n}\n- Layer {n} of the model has {n} hidden units in it.\n\n" for n in range(1, 121))
    study.import_logs([write("log.md", text)])
    days = list(study.logbook(DaySpan(10, 115)))
    assert [day.day.numbers for day in days] == [(n,) for n in range(10, 116)]
    assert all(f"Layer {day.day.numbers[0]} " in day.text for day in days)


def test_a_day_that_an_import_took_out_is_named(study: Study, log: Path) -> None:
    last = study.overview()[-1].day
    log.write_text(log.read_text().partition("# Day 2")[0])
    study.import_logs([log])
    with pytest.raises(UserError, match="not in the log any more"):
        study.day(last.id)


def test_the_last_day_is_one_of_the_learners_own(study: Study, log: Path) -> None:
    study.import_logs([Path(__file__).parent.parent / "content" / "logs.md"])
    assert study.last_day().day.source == str(log)
    assert study.last_day().day.numbers == (2,)


def test_an_empty_base_has_no_last_day(study: Study) -> None:
    with pytest.raises(UserError, match="no day is logged yet"):
        study.last_day()


# Provenance


def test_a_statement_that_is_written_again_is_one_keypoint_seen_twice(study: Study, log: Path, write: Write) -> None:
    other = write("other.md", "# 2026-02-01\n- a tensor is an **immutable** array with a fixed type\n")
    study.import_logs([other])
    seen = study.keypoint(point(study, "immutable").id)
    assert [(place.source, place.day, place.date, place.line, place.section) for place in seen.occurrences] == [
        (str(log), "Day 1", None, 6, "Keypoints"),
        (str(log), "Day 2", None, 15, "Keypoints"),
        (str(other), "2026-02-01", "2026-02-01", 2, ""),
    ]
    assert (seen.former, seen.retired) == (0, False)


def test_a_reworded_keypoint_counts_its_former_wordings(study: Study, log: Path) -> None:
    before = point(study, "tf.rank")
    log.write_text(log.read_text().replace("gives the number", "gives the whole number"))
    study.import_logs([log])
    seen = study.keypoint(before.id)
    assert seen.former == 1
    assert "whole number" in seen.keypoint.statement.text


def test_a_keypoint_that_is_gone_keeps_its_cards_and_has_no_place(study: Study, log: Path) -> None:
    gone = point(study, "tf.rank")
    log.write_text("\n".join(line for line in log.read_text().split("\n") if "tf.rank" not in line))
    study.import_logs([log])
    seen = study.keypoint(gone.id)
    assert seen.retired
    assert seen.occurrences == ()
    assert {card.state for card, _ in seen.cards} == {"retired"}


def test_cards_and_keypoints_are_found_by_the_beginnings_of_their_ids(study: Study, log: Path) -> None:
    card = study.cards("tf.rank")[0].card
    found, seen = study.identified(card.id), study.identified(card.keypoint)
    assert isinstance(found, CardView)
    assert isinstance(seen, KeypointView)
    assert (found.card, seen.keypoint.id) == (card, card.keypoint)
    assert [view.card.id for view, _ in seen.cards] == [
        view.card.id for view in study.cards() if view.card.keypoint == card.keypoint
    ]


def test_a_beginning_of_several_ids_names_them(study: Study, write: Write) -> None:
    text = "".join(f"- Layer {n} of the model has {n} hidden units in it.\n" for n in range(60))
    study.import_logs([write("log.md", f"# Day 1\n{text}")])
    ids = [one.id for one in view(study, 1).keypoints]
    first = next(id[0] for id in ids if sum(other[0] == id[0] for other in ids) > 1)
    for find in (study.identified, study.keypoint):
        with pytest.raises(
            UserError, match=rf"'{first}' begins several ids, give more of it: {first}\w{{15}} \("
        ) as error:
            find(first)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("prefix", ["", "nosuch", "%", "_"])
def test_what_begins_no_id_is_named(study: Study, log: Path, prefix: str) -> None:
    for find in (study.identified, study.keypoint):
        with pytest.raises(UserError, match=repr(prefix)):
            find(prefix)
