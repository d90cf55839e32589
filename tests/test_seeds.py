"""The documents this project grew from, where they are at hand: counts, lines and identities."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.core.knowledge import Ledger, Plan, plan
from tracker.core.log import Entry, Kind, Log, read
from tracker.core.quiz import Terms, make_cards
from tracker.core.schedule import Rating
from tracker.core.text import read_bytes
from tracker.study import Study

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand")


def seed(number: str) -> Log:
    (path,) = SEEDS.glob(f"{number}_*")
    text, repairs, _ = read_bytes(path.read_bytes())
    return read(text, path.name, repairs)


def entries(log: Log, kind: Kind) -> Iterator[Entry]:
    return (entry for _, entry in log.entries() if entry.kind is kind)


def test_the_long_log_claims_its_days() -> None:
    log = seed("001")
    assert len(log.days) == 12
    assert [number for day in log.days for number in day.numbers] == [*range(1, 9), *range(11, 17)]
    assert log.repairs == ("mac_roman",)


def test_the_long_log_holds_its_entries() -> None:
    log = seed("001")
    assert Counter(entry.section for entry in entries(log, Kind.KEYPOINT)) == {"Keypoints": 58, "": 7}
    assert [entry.line for entry in entries(log, Kind.KEYPOINT) if not entry.section] == [
        *(109, 140, 165, 184, 201, 203, 248)
    ]
    assert Counter(entry.section for entry in entries(log, Kind.ACTIVITY)) == {"Daily logs": 27}


def test_the_long_log_contradicts_itself_once() -> None:
    assert [problem.line for problem in seed("001").problems] == [88]


def test_the_short_log_grew_into_the_long_one_without_losing_or_doubling_a_keypoint() -> None:
    told = Counter(entry.section for _, entry in seed("001").keypoints())
    assert told["Keypoints"] + told[""] == 65  # the others are told on the way, under what was done
    first = plan(seed("000"), Ledger())
    assert {fate: count for fate, count in first.counts().items() if count} == {"new": 33}
    wordings = {point.statement.key: point.id for point in first.keypoints}
    here = {point.id: point.statement for point in first.keypoints}
    for ledger in (Ledger(wordings), Ledger(wordings, here)):
        second = plan(seed("001"), ledger)
        assert second.kept == first.new
        assert second.gone == set()
        assert len(second.keypoints) == len({point.id for point in second.keypoints}) == told.total()
        assert len({point.statement.key for point in second.keypoints}) == told.total()


@pytest.mark.parametrize("grown", ["log.md", "another.md"], ids=["in its own file", "in another"])
def test_the_cards_of_the_short_log_keep_their_reviews_in_the_long_one(
    grown: str, study: Study, tmp_path: Path
) -> None:
    short, long = (next(SEEDS.glob(f"{number}_*")).read_bytes() for number in ("000", "001"))
    path = tmp_path / "log.md"
    path.write_bytes(short)
    study.import_logs([path])
    sitting = study.start()
    while candidate := sitting.next(study.now()):
        study.answer(sitting, candidate, Rating.EASY, 4.0)
    before = {view.card.id: (view.card.keypoint, view.state, view.due_day) for view in study.cards()}
    assert len({keypoint for keypoint, _, _ in before.values()}) > 20
    assert Counter(state for _, state, _ in before.values())["review"] == 10
    (tmp_path / grown).write_bytes(long)
    (reading,) = study.import_logs([tmp_path / grown]).readings
    fates = reading.plan.counts()
    assert (fates["kept"], fates["gone"], fates["ambiguous"], fates["restored"]) == (33, 0, 0, 0)
    after = {view.card.id: (view.card.keypoint, view.state, view.due_day) for view in study.cards()}
    assert before.items() <= after.items()
    assert len({view.card.front for view in study.cards()}) == len(after)


def fronts(planned: Plan) -> list[tuple[int, str, str]]:
    """(line of the keypoint, front, back) of every card."""
    line = {id: entry.line for entry, id in reversed(planned.occurrences)}
    terms = Terms.of([point.statement for point in planned.keypoints])
    return [(line[card.keypoint], card.front, card.back) for card in make_cards(planned.keypoints, terms)]


@pytest.mark.parametrize(
    ("number", "line", "answer"),
    [
        ("000", 24, "tf.constant"),
        ("000", 25, "RaggedTensor"),
        ("000", 31, "device"),
        ("000", 33, "graph execution"),
        ("000", 34, "eager execution"),
        ("000", 36, "tf.Operation"),
        ("000", 41, "Grappler"),
        ("000", 79, "reverse"),
        ("001", 100, "MirroredStrategy"),
        ("001", 217, "completion"),
        ("004", 13, "tensors"),
    ],
)
def test_an_ideal_card_is_made(number: str, line: int, answer: str) -> None:
    made = fronts(plan(seed(number), Ledger()))
    assert any(at == line and answer in back for at, _, back in made)


@pytest.mark.parametrize(
    ("number", "line"),
    [("000", line) for line in (18, 19, 22, 30, 38, 39, 40, 88)] + [("001", 105), ("001", 120)],
)
def test_no_card_is_made_of_what_should_not_be_asked(number: str, line: int) -> None:
    assert [front for at, front, _ in fronts(plan(seed(number), Ledger())) if at == line] == []


@pytest.mark.parametrize("path", sorted((SHARED / "corpus" / "raw").glob("*")), ids=lambda path: path.name[:2])
def test_a_real_log_is_read_and_asked_about_in_time(path: Path) -> None:
    began = time.perf_counter()
    text, repairs, _ = read_bytes(path.read_bytes())
    log = read(text, path.name, repairs)
    lines = [entry.line for _, entry in log.entries()]
    assert lines == sorted(lines)
    fronts(plan(log, Ledger()))
    assert time.perf_counter() - began < 5
