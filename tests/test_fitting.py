"""The verbs of the scheduler's numbers, on the reviews that a learner has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from tests.benchmarks.learners import Learner as Simulated
from tests.benchmarks.learners import learner as simulated
from tests.learning import Learner, Shelf
from tracker.core.formulas import DEFAULT_PARAMETERS
from tracker.core.schedule import Memory, Rating, Review, Scheduler, Settings
from tracker.store import database
from tracker.store.tables import CardRow, ReviewRow
from tracker.study import Overload

EASY = ("answer", Rating.EASY)
OTHER_WEIGHTS = " ".join(str(weight * 1.01) for weight in DEFAULT_PARAMETERS)


@pytest.fixture(scope="module")
def practised(shelf: Shelf) -> Iterator[Learner]:
    """Somebody with three thousand reviews, whose memory is not that of the defaults."""
    with pytest.MonkeyPatch.context() as module, shelf.learner() as learner:
        module.setattr(database, "_PRAGMAS", ("synchronous=OFF", *database._PRAGMAS))
        history = simulated(3000, seed=1)
        cards = {code: f"own{number:04}" for number, code in enumerate(sorted(set(history.card.tolist())))}
        card = {
            "keypoint_id": "k0",
            "maker": "cloze",
            "kind": "cloze",
            "front": "",
            "back": "",
            "accept": [],
            "asks": 0,
        }
        kept = {"retired": False, "born": 0, "held": None, "flagged": False, "buried_until": None}
        with learner.study.database.writing() as connection:
            connection.execute(
                insert(CardRow),
                [{"id": id, "position": number, **card, **kept} for number, id in enumerate(cards.values(), 9)],
            )
            connection.execute(insert(ReviewRow), [asdict(review) for review in on_record(history, cards)])
        learner.at = datetime.fromordinal(int(history.day.max())).replace(hour=12, tzinfo=UTC)
        assert learner.study.rebuild().reviews == 3000
        yield learner


def on_record(history: Simulated, cards: dict[int, str]) -> Iterator[Review]:
    """The reviews as the learner's device writes them, with the days that they chose."""
    scheduler, memories = Scheduler(Settings()), dict[str, Memory]()
    columns = (history.card, history.day, history.rating, history.seconds, history.moment)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, (code, day, rating, seconds, moment) in enumerate(rows):
        card, before = cards[code], memories.get(cards[code])
        at = datetime(1, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment) - timedelta(days=1)
        answer = Review(
            f"r{number:05}", card, at, date.fromordinal(day), Rating(rating), seconds, "self", "laptop",
            before.last_review if before else None,
        )  # fmt: skip
        after = memories[card] = scheduler.fold(before, answer)
        yield replace(answer, state=after.state, step=after.step, due_day=after.due_day, due_at=after.due_at)


# Optimize


def test_weights_that_foretell_better_are_kept_and_move_no_due_day(practised: Learner) -> None:
    before = practised.memories()
    done = practised.study.optimize()
    assert (done.reviews, done.found.kept) == (3000, "fit")
    assert done.found.comparison and done.found.comparison.fit.log_loss < done.found.comparison.defaults.log_loss
    assert practised.settings().parameters == done.found.parameters != DEFAULT_PARAMETERS
    after = practised.memories()
    assert practised.study.faults() == []
    assert {card: memory.due_day for card, memory in before.items()} == {
        card: memory.due_day for card, memory in after.items()
    }
    assert any(after[card].stability != memory.stability for card, memory in before.items())
    again = practised.study.optimize()
    assert again.found.parameters == done.found.parameters


def test_too_few_reviews_leave_the_weights_as_they_are(learner: Learner) -> None:
    learner.do(EASY, EASY, ("choose", ("parameters", OTHER_WEIGHTS)))
    done = learner.study.optimize()
    assert (done.reviews, done.found.kept, done.found.comparison) == (2, "defaults", None)
    assert learner.settings() == Settings().with_written("parameters", OTHER_WEIGHTS)
    assert learner.study.faults() == []


def test_reviews_taken_back_are_not_learnt_from(learner: Learner) -> None:
    learner.do(EASY, EASY, EASY, ("undo", None))
    assert learner.study.optimize().reviews == 2


# Other schedulers


def test_the_scheduler_is_held_against_py_fsrs_and_against_arrays(practised: Learner) -> None:
    theirs, arrays = practised.study.compare_schedulers()
    assert (theirs.name, theirs.answers) == ("py-fsrs", 3000)
    assert (arrays.name, arrays.answers) == ("arrays", 3000)
    assert max(theirs.stability, theirs.difficulty, arrays.stability, arrays.difficulty) < 1e-6


def test_a_difference_to_other_schedulers_shows(practised: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    formulas = practised.study.scheduler.formulas
    monkeypatch.setattr(formulas, "_growth", formulas._growth * 1.001)
    theirs, _ = practised.study.compare_schedulers()
    assert theirs.stability > 1e-4


def test_without_reviews_nothing_differs(learner: Learner) -> None:
    assert [(one.answers, one.stability, one.difficulty) for one in learner.study.compare_schedulers()] == [
        (0, 0.0, 0.0)
    ] * 2


# Simulate


def test_a_simulation_goes_by_the_cards_there_are(learner: Learner) -> None:
    learner.do(EASY, EASY)
    learner.study.suspend(["card7"])
    (one,) = learner.study.simulate([0.9], days=30)
    assert one.cards == 7
    (none,) = learner.study.simulate([0.9], days=30, new_per_day=0)
    assert none.cards == 2
    learner.do(("choose", ("new_per_day", "0")))
    (chosen,) = learner.study.simulate([0.9], days=30)
    assert (chosen.cards, chosen.reviews) == (none.cards, none.reviews)


def test_to_remember_more_takes_more_reviews(practised: Learner) -> None:
    found = practised.study.simulate([0.75, 0.85, 0.95], days=60)
    assert [one.reviews for one in found] == sorted({one.reviews for one in found})
    assert [one.remembered for one in found] == sorted(one.remembered for one in found)


def test_a_simulation_changes_nothing(learner: Learner) -> None:
    learner.do(EASY, EASY)
    before = learner.state()
    learner.study.simulate([0.8])
    learner.study.overload(100)
    assert learner.state() == before


# Too much


def test_nobody_who_said_no_minutes_is_overloaded(learner: Learner) -> None:
    assert learner.study.overload(coming=10_000) is None


def test_more_cards_than_the_minutes_take_are_told_with_what_would_fit(learner: Learner) -> None:
    learner.do(("choose", ("minutes", "20")), ("choose", ("new_per_day", "100")))
    assert learner.study.overload() is None
    overload = learner.study.overload(coming=20_000)
    assert overload and overload.wanted == 20 < overload.minutes
    assert 0 < overload.new_per_day < 100
    assert f"tracker config new_per_day {overload.new_per_day}" in overload.said
    learner.do(("choose", ("new_per_day", str(overload.new_per_day))))
    assert learner.study.overload(coming=20_000) is None


@pytest.mark.parametrize(
    ("known", "fit", "said"),
    [
        (25.3, 0, "Your cards would take 31 minutes a day, you said 20: even without new ones they take 25"),
        (3.0, 0, "not even one new card a day would fit"),
        (3.0, 1, "1 new card a day would fit; tracker config new_per_day 1"),
        (3.0, 7, "7 new cards a day would fit; tracker config new_per_day 7"),
    ],
)
def test_too_much_is_said_in_a_sentence(known: float, fit: int, said: str) -> None:
    assert Overload(30.6, known, 20, fit).said.endswith(said)
