import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.store.knowledge import NewDatabase
from tracker import bundled, clock, intake
from tracker.core.errors import UserError
from tracker.core.log import Problem
from tracker.core.log.notebook import place
from tracker.files import File
from tracker.intake import Reading, changes
from tracker.runner.library import Library
from tracker.runner.symbols import Symbols
from tracker.study import Study

Write = Callable[[str, str], Path]

TAPE = "`tf.GradientTape` records the operations of the forward pass."
MASK = "`tf.sequence_mask` gives a tensor of booleans that hides padding."
GATES = "`keras.layers.GRU` has an update gate and a reset gate."
BATCH = "`tf.shape` gives the number of the sequences in a batch."


def day(number: int, *bullets: str) -> str:
    return f"# Day {number}\n\nKeypoints\n---\n" + "".join(f"- {bullet}\n" for bullet in bullets) + "\n"


LOG = day(1, TAPE) + day(2, MASK) + day(3, GATES)


def imported(study: Study, path: Path) -> Reading:
    (reading,) = study.import_logs([path]).readings
    return reading


def fates(reading: Reading) -> dict[str, int]:
    return {fate: count for fate, count in reading.plan.counts().items() if count}


def read(reading: Reading) -> list[str]:
    """The labels of the days whose text was read."""
    return [day.label for day in reading.file.log.days if "content" in day.__dict__]


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "tracker.db") as connection:
        return connection.execute(query).fetchall()


# Which questions are free


def test_a_statement_that_replaces_another_may_ask_what_that_one_asked(study: Study, write: Write) -> None:
    rank, ndim = (f"`tf.{name}` gives the number of dimensions of a tensor." for name in ("rank", "ndim"))
    study.import_logs([write("log.md", day(1, rank))])
    (before,) = study.cards()
    study.import_logs([write("log.md", day(1, ndim))])
    (after,) = study.cards()
    assert after.card.front == before.card.front
    assert (before.card.back, after.card.back) == ("tf.rank", "tf.ndim")


# Which days are read


@pytest.mark.parametrize(
    ("new", "fresh"),
    [
        pytest.param(LOG + day(4, BATCH), ["Day 4"], id="at the end"),
        pytest.param(day(4, BATCH) + LOG, ["Day 4"], id="at the top"),
        pytest.param(LOG.replace("hides", "masks"), ["Day 2"], id="edited"),
        pytest.param(day(3, GATES) + day(1, TAPE) + day(2, MASK), [], id="in another order"),
        pytest.param(day(1, TAPE) + day(3, GATES), [], id="one less"),
        pytest.param(LOG.replace("# Day 3", "# Day 4"), ["Day 4"], id="another claim"),
        pytest.param("# My log\n\n" + LOG, [], id="another title"),
    ],
)
def test_only_the_days_whose_text_is_not_on_disk_are_read(
    study: Study, write: Write, new: str, fresh: list[str]
) -> None:
    assert read(imported(study, write("log.md", LOG))) == ["Day 1", "Day 2", "Day 3"]
    assert read(imported(study, write("log.md", new))) == fresh
    assert read(imported(study, write("log.md", new + "\n"))) == []


def test_no_day_of_an_unchanged_file_is_read(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    again = imported(study, path)
    assert again.unchanged
    assert read(again) == []
    assert again.plan.counts()["kept"] == 3


def test_a_file_that_was_renamed_and_grew_is_read_where_it_grew(study: Study, write: Write) -> None:
    old = write("log.md", LOG)
    study.import_logs([old])
    old.unlink()
    reading = imported(study, write("journal.md", LOG + day(4, BATCH)))
    assert reading.moved_from == str(old)
    assert read(reading) == ["Day 4"]
    assert len(study.today().sources) == 1


def test_another_version_reads_everything_again(study: Study, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    study.import_logs([write("log.md", LOG)])
    monkeypatch.setattr(changes, "_SALT", b"another version")
    again = imported(study, write("log.md", LOG + "\n"))
    assert read(again) == ["Day 1", "Day 2", "Day 3"]
    assert again.plan.counts()["kept"] == 3
    assert again.plan.fresh == set()


# What is written


def test_a_day_that_moves_takes_its_lines_along(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("log.md", LOG)])
    before = rows(home, "SELECT * FROM entry ORDER BY id")
    study.import_logs([write("log.md", day(4, BATCH) + LOG)])
    assert {view.statement: (view.day, view.line) for view in study.cards()} == {
        BATCH: ("Day 4", 5),
        TAPE: ("Day 1", 11),
        MASK: ("Day 2", 17),
        GATES: ("Day 3", 23),
    }
    assert rows(home, "SELECT * FROM entry ORDER BY id")[: len(before)] == before
    assert rows(home, "SELECT label FROM day ORDER BY position") == [("Day 4",), ("Day 1",), ("Day 2",), ("Day 3",)]


def test_only_the_day_that_was_edited_is_written(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("log.md", LOG)])
    before = dict(rows(home, "SELECT label, id FROM day"))
    reading = imported(study, write("log.md", LOG.replace("hides", "masks")))
    after = dict(rows(home, "SELECT label, id FROM day"))
    assert {label for label, id in after.items() if before[label] != id} == {"Day 2"}
    assert fates(reading) == {"kept": 2, "reworded": 1}


def test_the_same_day_twice_is_two_days(study: Study, write: Write, home: Path) -> None:
    twice = day(1, TAPE) + day(1, TAPE)
    study.import_logs([write("log.md", twice)])
    assert rows(home, "SELECT count(*) FROM entry") == [(2,)]
    thrice = imported(study, write("log.md", day(2, MASK) + twice + day(1, TAPE)))
    assert read(thrice) == ["Day 2", "Day 1"]
    assert thrice.plan.counts()["kept"] == 1
    once = imported(study, write("log.md", day(1, TAPE)))
    assert fates(once) == {"kept": 1, "gone": 1}
    assert [view.statement for view in study.cards()] == [TAPE]


def test_a_statement_taken_out_of_one_of_two_days_stays(study: Study, write: Write) -> None:
    study.import_logs([write("log.md", day(1, TAPE, MASK) + day(2, TAPE))])
    (before,) = {view.card.keypoint for view in study.cards(TAPE)}
    reading = imported(study, write("log.md", day(1, MASK) + day(2, TAPE)))
    assert reading.plan.counts()["kept"] == 2
    assert reading.plan.gone == set()
    assert {view.card.keypoint: view.day for view in study.cards(TAPE)} == {before: "Day 2"}


def test_a_former_wording_beside_the_present_one_in_a_day_that_stays_is_another_statement(
    study: Study, write: Write
) -> None:
    study.import_logs([write("log.md", day(1, TAPE))])
    present = TAPE.replace("records", "keeps")
    study.import_logs([write("log.md", day(1, present))])
    reading = imported(study, write("log.md", day(1, present) + day(2, TAPE)))
    assert read(reading) == ["Day 2"]
    assert (len(reading.plan.new), reading.plan.counts()["kept"]) == (1, 1)
    assert imported(study, write("log.md", day(1, present) + day(2, TAPE, MASK))).plan.counts()["kept"] == 2


def test_the_facts_nested_under_an_activity_are_keypoints_with_their_lines(study: Study, write: Write) -> None:
    log = f"# Day 1\n\nDaily logs\n- read about tapes\n  - {TAPE}\n  - {MASK}\n"
    nested = [entry.line for _, entry in imported(study, write("log.md", log)).file.log.keypoints()]
    assert sorted({view.line for view in study.cards()}) == nested


def test_a_note_without_days_is_read_again_when_it_changes(study: Study, write: Write, home: Path) -> None:
    note = f"# Tapes\n\n- {TAPE}\n- {MASK}\n"
    study.import_logs([write("note.md", note)])
    reading = imported(study, write("note.md", f"# Tapes\n\n- {GATES}\n- {TAPE}\n"))
    assert fates(reading) == {"new": 1, "kept": 1, "gone": 1}
    assert {view.statement: (view.day, view.line) for view in study.cards()} == {GATES: ("", 3), TAPE: ("", 4)}
    assert rows(home, "SELECT count(*) FROM day") == [(1,)]


def test_a_note_that_becomes_a_log_keeps_its_keypoints(study: Study, write: Write, home: Path) -> None:
    study.import_logs([write("log.md", f"# Tapes\n\n- {TAPE}\n")])
    assert imported(study, write("log.md", LOG)).plan.counts()["kept"] == 1
    assert imported(study, write("log.md", f"# Tapes\n\n- {TAPE}\n")).plan.counts()["kept"] == 1
    assert rows(home, "SELECT label FROM day") == [("",)]


# Problems and links


def test_a_name_that_no_library_has_is_a_problem_on_its_line(study: Study, write: Write) -> None:
    path = write("log.md", day(1, TAPE, "A `ketas.Model` groups layers."))
    assert [(problem.line, problem.message) for problem in imported(study, path).problems] == [
        (6, "`ketas.Model` is not in any library here; did you mean keras.Model?")
    ]
    path = write("log.md", day(1, TAPE, "A `ketas.Model` groups layers.") + day(2, MASK))
    assert [problem.line for problem in imported(study, path).problems] == [6]


def test_the_problems_of_a_day_that_stays_are_told_with_its_line(study: Study, write: Write) -> None:
    dead = day(1, f"{TAPE} [run](../snippets/gradients/tapes.py)")
    (problem,) = imported(study, write("log.md", dead)).problems
    moved = imported(study, write("log.md", day(2, MASK) + dead))
    assert moved.problems == [Problem(problem.line + 6, problem.message)]
    assert imported(study, write("log.md", day(2, MASK) + dead)).problems == moved.problems
    assert study.today().problems == 1
    assert imported(study, write("log.md", day(2, MASK))).problems == []
    assert study.today().problems == 0


def test_a_keypoint_links_to_the_first_snippet_that_any_of_its_days_links_to(study: Study, write: Write) -> None:
    link = "[run](../snippets/gradients/tape.py)"

    def snippets() -> set[str | None]:
        return {view.snippet for view in study.cards(TAPE)}

    study.import_logs([write("log.md", day(1, TAPE))])
    assert snippets() == {None}
    study.import_logs([write("log.md", day(1, TAPE) + day(2, f"{TAPE} {link}"))])
    assert snippets() == {"../snippets/gradients/tape.py"}
    study.import_logs([write("log.md", day(1, TAPE) + day(2, MASK))])
    assert snippets() == {None}


# Folders and dates


def note(*bullets: str) -> str:
    return "## Keypoints\n" + "".join(f"- {bullet}\n" for bullet in bullets)


def test_a_folder_of_daily_notes_is_read_where_it_grew(study: Study, write: Write, tmp_path: Path) -> None:
    write("notes/2026-03-02.md", note(TAPE))
    write("notes/2026-03-04.md", note(MASK))
    folder = tmp_path / "notes"
    assert read(imported(study, folder)) == ["2026-03-02", "2026-03-04"]
    write("notes/2026-03-01.md", note(GATES))
    assert read(imported(study, folder)) == ["2026-03-01"]
    assert imported(study, folder).unchanged
    assert {view.statement: (view.source, view.line) for view in study.cards()} == {
        GATES: (str(folder / "2026-03-01.md"), 2),
        TAPE: (str(folder / "2026-03-02.md"), 2),
        MASK: (str(folder / "2026-03-04.md"), 2),
    }


def test_a_folder_that_was_renamed_is_the_same_source(study: Study, write: Write, tmp_path: Path) -> None:
    write("notes/2026-03-02.md", note(TAPE))
    write("notes/2026-03-04.md", note(MASK))
    study.import_logs([tmp_path / "notes"])
    moved = (tmp_path / "notes").rename(tmp_path / "journal")
    reading = imported(study, moved)
    assert reading.moved_from == str(tmp_path / "notes")
    assert read(reading) == []
    assert {view.source for view in study.cards()} == {str(moved / "2026-03-02.md"), str(moved / "2026-03-04.md")}


def test_the_problems_of_a_folder_name_the_note(study: Study, write: Write, tmp_path: Path) -> None:
    dead = f"{TAPE} [run](../snippets/gradients/tapes.py)"
    write("notes/2026-03-02.md", note(dead))
    write("notes/2026-03-04.md", note(MASK))
    for text in (note(MASK), note(GATES)):
        write("notes/2026-03-04.md", text)
        (problem,) = imported(study, tmp_path / "notes").problems
        assert place(problem) == ("2026-03-02.md", 2)


def test_days_that_are_dated_otherwise_are_not_read_again(study: Study, write: Write, home: Path) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    assert rows(home, "SELECT DISTINCT date FROM day") == [(None,)]
    (dated,) = study.import_logs([path], dating="2026-03-01").readings
    assert (read(dated), dated.unchanged) == ([], False)
    assert rows(home, "SELECT date FROM day ORDER BY position") == [("2026-03-01",), ("2026-03-02",), ("2026-03-03",)]
    assert imported(study, path).unchanged


# Days read again and days that stay make the same knowledge

bullets = st.sampled_from(
    [f"The {noun} {verb} its {end}." for noun in ("layer", "tape") for verb in ("keeps", "hides") for end in "xyz"]
)
versions = st.lists(st.lists(st.lists(bullets, max_size=3), max_size=4), min_size=2, max_size=4)


def knowledge(connection: Connection) -> list[list[tuple[object, ...]]]:
    """What is on disk, whatever numbers the rows were given."""
    return [
        [tuple(row) for row in connection.exec_driver_sql(query)]
        for query in (
            "SELECT id, text, points, snippet, retired FROM keypoint ORDER BY id",
            "SELECT key, keypoint_id FROM wording ORDER BY key",
            "SELECT position, line, label, title, numbers, digest FROM day ORDER BY position",
            "SELECT position, below, keypoint_id, section FROM entry JOIN day ON day.id = day_id ORDER BY 1, entry.id",
            "SELECT keypoints FROM source",
        )
    ]


@settings(max_examples=25, deadline=None)
@given(versions)
def test_an_import_of_what_changed_leaves_what_an_import_of_everything_does(
    new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory, versions: list[list[list[str]]]
) -> None:
    path = tmp_path_factory.mktemp("log") / "log.md"
    library, symbols = Library(bundled.root()), Symbols(None)
    with new_database() as changed, new_database() as whole:
        for days in versions:
            path.write_text("# Log\n\n" + "".join(day(number, *bullets) for number, bullets in enumerate(days, 1)))
            left, fates = [], []
            for database in (changed, whole):
                with database.writing() as connection:
                    if database is whole:
                        for table in ("source", "day"):
                            connection.exec_driver_sql(f"UPDATE {table} SET digest = ''")
                    (reading,) = intake.read(connection, [File(path)], library, symbols)
                    intake.write(connection, [reading], clock.now())
                    left.append(knowledge(connection))
                    fates.append((reading.plan.counts(), reading.plan.new, reading.plan.gone, reading.plan.reworded))
            assert fates[0] == fates[1]
            assert left[0] == left[1]
            assert left[0][-1][0][0] == len({entry[2] for entry in left[0][3]})


PIECES = [
    *["## Day 1\n", "## Day 2\n", "- ", "Q: a?\nA: b.\n", "a :: b\n", "| Day 3 | x |\n|---|---|\n", "<table>", "</td>"],
    *["```\n", "> ", "\t", "A mask hides padding.\n", "`ketas.Model` ", "<<<<<<< a\n", "\ufeff", "é", "Ã©", "\x1b[31m"],
    "---\ndate: 2026-01-02\n---\n",
]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=200)
    | st.lists(st.sampled_from(PIECES), max_size=25).map(lambda pieces: "".join(pieces).encode())
)
def test_any_bytes_are_imported_or_refused_and_a_second_import_changes_nothing(
    new_database: NewDatabase, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(data)
    library, symbols = Library(bundled.root()), Symbols(None)
    left = []
    with new_database() as database:
        for _ in range(2):
            with database.writing() as connection:
                connection.exec_driver_sql("UPDATE source SET digest = ''")
                try:
                    (reading,) = intake.read(connection, [File(path)], library, symbols)
                except UserError:
                    return
                intake.write(connection, [reading], clock.now())
                left.append(knowledge(connection))
        assert left[0] == left[1]
        assert not (reading.plan.new or reading.plan.gone or reading.plan.reworded)
