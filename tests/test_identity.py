"""Keypoints, cards and reviews on disk, while a learner edits the log."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.test_edits import EDITS, VERSIONS, Editor, Tally
from tests.store.knowledge import NewDatabase
from tracker.core.knowledge import Plan
from tracker.core.schedule import Rating
from tracker.study import Reading, Study

Write = Callable[[str, str], Path]


def imported(study: Study, path: Path) -> Reading:
    (reading,) = study.import_logs([path]).readings
    return reading


def answer(study: Study, count: int) -> None:
    """Answer the next cards that are asked."""
    sitting = study.start()
    for _ in range(count):
        if candidate := sitting.next(study.now()):
            study.answer(sitting, candidate, Rating.EASY, 4.0)


def rows(study: Study, query: str) -> list[tuple[object, ...]]:
    with study.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


REVIEWS = "SELECT * FROM review ORDER BY id"
MEMORIES = "SELECT * FROM memory ORDER BY card"
SAID = """SELECT keypoint_id FROM entry JOIN day ON day.id = day_id
          WHERE keypoint_id IS NOT NULL ORDER BY day.position, entry.id"""


@pytest.mark.parametrize("seed", range(2))
def test_three_hundred_edits_keep_ids_and_reviews(study: Study, tmp_path: Path, seed: int) -> None:
    path, editor, tally = tmp_path / "log.md", Editor.of(seed), Tally()
    for version in range(VERSIONS + 2):
        path.write_text(editor.written())
        before = {str(id) for (id,) in rows(study, "SELECT id FROM keypoint")}
        answered = rows(study, REVIEWS), rows(study, MEMORIES)
        reading = imported(study, path)
        assert (rows(study, REVIEWS), rows(study, MEMORIES)) == answered
        entries = [entry for _, entry in reading.file.log.keypoints()]
        ids = [str(id) for (id,) in rows(study, SAID)]
        items = [item for day in editor.days for item in day]
        seen = Plan(occurrences=list(zip(entries, ids, strict=True)), ambiguous=reading.plan.ambiguous)
        tally.count(items, seen, before)
        answer(study, 5)
        editor.edit(EDITS // VERSIONS if version < VERSIONS else 0)
    assert (tally.wrong, tally.unreported) == ([], [])
    assert tally.kept.total() >= 0.97 * EDITS
    assert len(rows(study, "SELECT DISTINCT card FROM review")) == 10  # the allowance of a day


POINTS = [
    "`tf.GradientTape` records the operations of the forward pass.",
    "`tf.GradientTape` records all operations of the forward pass.",
    "`tf.sequence_mask` gives a tensor of booleans that hides padding.",
    "`keras.layers.GRU` has an update gate and a reset gate.",
    "`tf.shape` gives the number of the sequences in a batch, and the number of their steps.",
    "`tf.shape` gives the number of the sequences in a batch.",
    "A dataset is a pipeline of elements, because nothing is read before it is asked for.",
]
LOGS = st.lists(st.lists(st.sampled_from(POINTS), unique=True, max_size=3), min_size=1, max_size=3)


def written(days: list[list[str]]) -> str:
    return "".join(
        f"# Day {number}\n\n## Keypoints\n" + "".join(f"- {point}\n" for point in points) + "\n"
        for number, points in enumerate(days, 1)
    )


def asked(study: Study) -> list[tuple[str, str, str, str, str, int]]:
    """The cards that are asked, with what they ask and where it stands."""
    return sorted(
        (view.card.id, view.card.keypoint, view.card.front, view.card.back, view.statement, view.line)
        for view in study.cards()
    )


@given(LOGS, LOGS, st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_log_that_is_again_as_it_was_has_the_cards_and_reviews_it_had(
    new_database: NewDatabase,
    tmp_path: Path,
    first: list[list[str]],
    second: list[list[str]],
    before: int,
    between: int,
) -> None:
    path = tmp_path / "log.md"
    with new_database() as database, Study(database) as study:
        path.write_text(written(first))
        imported(study, path)
        answer(study, before)
        cards = asked(study)
        path.write_text(written(second))
        imported(study, path)
        answer(study, between)
        answers, memories = rows(study, REVIEWS), rows(study, MEMORIES)
        path.write_text(written(first))
        imported(study, path)
        assert asked(study) == cards
        assert (rows(study, REVIEWS), rows(study, MEMORIES)) == (answers, memories)


def test_a_day_added_at_a_random_place_changes_no_other(study: Study, tmp_path: Path) -> None:
    path, editor, chance = tmp_path / "log.md", Editor.of(7), random.Random(7)
    path.write_text(editor.written())
    imported(study, path)
    cards = {card: front for card, _, front, *_ in asked(study)}
    place = chance.randrange(1, 40)
    added = written([[POINTS[0]]]).replace("Day 1", "Day 41")
    path.write_text(editor.written().replace(f"# Day {place}\n", f"{added}# Day {place}\n"))
    reading = imported(study, path)
    assert len(reading.plan.new) == 1
    assert reading.plan.gone == set()
    assert cards.items() <= {card: front for card, _, front, *_ in asked(study)}.items()
