from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.knowledge import NewDatabase
from tracker.core.errors import UserError
from tracker.core.schedule import Rating
from tracker.core.text import fold
from tracker.store.deck import Fronts
from tracker.study import Study

Write = Callable[[str, str], Path]

TAPE = "`tf.GradientTape` records the operations of the forward pass."
MASK = "`tf.sequence_mask` gives a tensor of booleans that hides padding."
GATES = "`keras.layers.GRU` has an update gate and a reset gate."
BATCH = "`tf.shape` gives the number of the sequences in a batch."
POINTS = (TAPE, MASK, GATES, BATCH)

IMPORTED = "source day problem keypoint wording entry card document former import".split()


def log(*days: list[str]) -> str:
    return "# Log\n\n" + "".join(
        f"# Day {number}\n\nKeypoints\n---\n" + "".join(f"- {bullet}\n" for bullet in bullets) + "\n"
        for number, bullets in enumerate(days, 1)
    )


def rows(study: Study, *tables: str) -> dict[str, list[str]]:
    """Every row of some tables, as text in any order; where a document stands is its own affair."""
    with study.database.reading() as connection:
        found = {}
        for table in tables or IMPORTED:
            columns = "kind, ref, text, names" if table == "document" else "*"
            read = connection.exec_driver_sql(f"SELECT {columns} FROM {table}")
            found[table] = sorted(json.dumps(list(row), default=str) for row in read)
        return found


def answer(study: Study, count: int = 1) -> list[str]:
    """Answer the first cards that are asked, and give their ids."""
    sitting = study.start()
    answered = []
    for _ in range(count):
        candidate = sitting.next(study.now())
        assert candidate
        study.answer(sitting, candidate, Rating.GOOD, 4.0)
        answered.append(candidate.card)
    return answered


def test_an_import_taken_back_leaves_every_row_as_it_was(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE, MASK], [GATES]))
    study.import_logs([path])
    before = rows(study)
    write("log.md", log([BATCH], [TAPE, MASK.replace("hides", "covers"), "A link. [run](snippets/none.py)"]))
    write("other.md", log([GATES]))
    study.import_logs([path, path.with_name("other.md")])
    assert rows(study) != before
    taken = study.take_back_import()
    assert [Path(path).name for path in taken.paths] == ["log.md", "other.md"]
    assert rows(study) == before


def test_imports_are_taken_back_one_after_the_other(study: Study, write: Write) -> None:
    states = [rows(study)]
    for days in ([[TAPE]], [[TAPE, MASK]], [[MASK], [TAPE.upper()]]):
        study.import_logs([write("log.md", log(*days))])
        states.append(rows(study))
    for state in reversed(states[:-1]):
        study.take_back_import()
        assert rows(study) == state
    with pytest.raises(UserError, match="no import to take back"):
        study.take_back_import()


def test_an_import_that_changes_nothing_is_none_to_take_back(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE]))
    study.import_logs([path])
    study.import_logs([path])
    study.take_back_import()
    assert not study.cards()


def test_after_it_was_taken_back_a_file_is_read_again(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE, MASK]))
    study.import_logs([path])
    after = rows(study, "keypoint", "card")
    study.take_back_import()
    study.import_logs([path])
    fresh = rows(study, "keypoint", "card")
    assert [len(fresh[name]) for name in fresh] == [len(after[name]) for name in after]


def test_reviews_made_since_stay_on_their_cards(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE]))
    study.import_logs([path])
    (old,) = answer(study)
    write("log.md", log([TAPE, MASK, GATES]))
    study.import_logs([path])
    (new,) = answer(study)
    before = rows(study, "review", "memory")
    study.take_back_import()
    assert rows(study, "review", "memory") == before
    assert {view.card.id for view in study.cards()} >= {old}
    assert study.card(new).state == "retired"
    study.import_logs([path])
    assert study.card(new).state != "retired"
    assert rows(study, "review", "memory") == before


def test_what_the_learner_decided_since_stays(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE, MASK]))
    study.import_logs([path])
    write("log.md", log([TAPE, MASK.replace("hides", "covers")]))
    study.import_logs([path])
    (card, *_) = [view.card.id for view in study.cards()]
    study.drop_cards([card])
    study.take_back_import()
    assert study.card(card).state == "dropped"


def test_no_other_card_asks_what_the_learner_asks_since(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE]))
    study.import_logs([path])
    write("log.md", log([TAPE.upper()]))
    study.import_logs([path])
    (view,) = study.cards()
    study.edit_card(view.card.id, front="What records?")
    before = rows(study, "edit"), study.cards()[0].card
    study.take_back_import()
    assert (rows(study, "edit"), study.cards()[0].card) == before
    with study.database.reading() as connection:
        assert fold("What records?") in Fronts(connection).besides(set())


def test_a_file_that_was_moved_is_where_it_was(study: Study, write: Write) -> None:
    path = write("log.md", log([TAPE]))
    study.import_logs([path])
    before = rows(study)
    study.import_logs([path.rename(path.with_name("renamed.md"))])
    study.take_back_import()
    assert rows(study) == before


def test_only_the_last_imports_are_kept(study: Study, write: Write, home: Path) -> None:
    for number in range(33):
        study.import_logs([write("log.md", log([TAPE], [f"`tf.rank` gives {number} for this tensor."]))])
    with sqlite3.connect(home / "tracker.db") as connection:
        assert connection.execute("SELECT count(*) FROM import").fetchone() == (30,)
        assert connection.execute("SELECT count(DISTINCT import_id) FROM former").fetchone()[0] <= 30


@given(
    st.lists(
        st.lists(
            st.lists(st.sampled_from([*POINTS, *(point.replace("the", "each") for point in POINTS)]), unique=True),
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_import_can_be_taken_back(
    new_database: NewDatabase, tmp_path: Path, versions: list[list[list[str]]]
) -> None:
    path = tmp_path / "log.md"
    with new_database() as database, Study(database) as study:
        states = [rows(study)]
        for days in versions:
            path.write_text(log(*days))
            study.import_logs([path])
            if rows(study) != states[-1]:
                states.append(rows(study))
        for state in reversed(states[:-1]):
            study.take_back_import()
            assert rows(study) == state
