from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tracker.core.schedule import Memory, Rating, Review, Scheduler, Settings, State
from tracker.core.sitting import Candidate, Counts, Sitting

AGAIN, HARD, GOOD, EASY = Rating
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
MINUTE = timedelta(minutes=1)
SCHEDULER = Scheduler(Settings())


def new(card: str, keypoint: str | None = None) -> Candidate:
    return Candidate(card, keypoint or card, None)


def review(card: str, keypoint: str | None = None) -> Candidate:
    last = TODAY - timedelta(days=5)
    memory = Memory(card, State.REVIEW, None, 5.0, 5.0, TODAY, None, last, NOON - timedelta(days=5), "", 3, 0)
    return Candidate(card, keypoint or card, memory)


def step(card: str, due_at: datetime = NOON, keypoint: str | None = None) -> Candidate:
    memory = Memory(card, State.LEARNING, 1, 2.3, 2.1, TODAY, due_at, TODAY, due_at - 10 * MINUTE, "", 1, 0)
    return Candidate(card, keypoint or card, memory)


def answer(sitting: Sitting, candidate: Candidate, rating: Rating, now: datetime = NOON) -> Memory:
    after = SCHEDULER.review(candidate.memory, candidate.card, rating, now, TODAY)
    given = Review(f"{candidate.card} at {now}", candidate.card, now, TODAY, rating, 4.0, "self", "laptop")
    sitting.answered(candidate, given, after)
    return after


def run(sitting: Sitting, rating: Rating = GOOD, now: datetime = NOON) -> list[str]:
    """Rate every card the same, five seconds apart, and list the cards as they were asked."""
    asked = []
    while candidate := sitting.next(now):
        asked.append(candidate.card)
        answer(sitting, candidate, rating, now)
        now += timedelta(seconds=5)
        assert len(asked) < 1000, "the sitting does not end"
    return asked


def left(sitting: Sitting) -> int:
    counts = sitting.counts()
    return counts.due + counts.new + counts.learning


@st.composite
def candidates(draw: st.DrawFn) -> tuple[list[Candidate], list[Candidate]]:
    """Due and new cards, some of them siblings; every step is within the learn-ahead window of noon."""
    keypoints = st.sampled_from("kpqrstuvwxyz")
    due = [
        step(f"step{number}", NOON + minutes * MINUTE, keypoint)
        for number, (minutes, keypoint) in enumerate(
            draw(st.lists(st.tuples(st.integers(-60, 20), keypoints), max_size=5))
        )
    ]
    due += [
        review(f"review{number}", keypoint) for number, keypoint in enumerate(draw(st.lists(keypoints, max_size=6)))
    ]
    fresh = [new(f"new{number}", keypoint) for number, keypoint in enumerate(draw(st.lists(keypoints, max_size=6)))]
    return draw(st.permutations(due)), fresh


# Order


def test_reviews_are_asked_in_the_order_given() -> None:
    assert run(Sitting([review("b"), review("a"), review("c")], [])) == ["b", "a", "c"]


def test_new_cards_are_spread_evenly_among_the_reviews() -> None:
    sitting = Sitting([review(f"r{number}") for number in range(6)], [new("n0"), new("n1")])
    assert run(sitting, EASY) == ["r0", "r1", "n0", "r2", "r3", "n1", "r4", "r5"]


def test_few_reviews_are_spread_evenly_among_many_new_cards() -> None:
    sitting = Sitting([review("r")], [new(f"n{number}") for number in range(4)])
    assert run(sitting, EASY) == ["n0", "n1", "r", "n2", "n3"]


def test_steps_whose_time_has_come_go_first_the_longest_waiting_ahead() -> None:
    sitting = Sitting([review("r"), step("late", NOON), step("early", NOON - MINUTE)], [new("n")])
    assert run(sitting, EASY) == ["early", "late", "r", "n"]


def test_a_step_comes_in_between_when_its_time_has_come() -> None:
    sitting = Sitting([review("a"), review("b"), step("s", NOON + 5 * MINUTE)], [])
    first = sitting.next(NOON)
    assert first == review("a")
    answer(sitting, first, GOOD)
    assert sitting.next(NOON + 6 * MINUTE) == step("s", NOON + 5 * MINUTE)


def test_a_waiting_step_is_asked_early_when_nothing_else_is_left() -> None:
    sitting = Sitting([review("r"), step("s", NOON + 20 * MINUTE)], [])
    assert run(sitting, EASY) == ["r", "s"]


def test_a_step_beyond_the_window_ends_the_sitting_until_its_time_is_near() -> None:
    waiting = step("s", NOON + 21 * MINUTE)
    sitting = Sitting([waiting], [])
    assert sitting.next(NOON) is None
    assert sitting.counts() == Counts(due=0, new=0, learning=1, done=0)
    assert sitting.next(NOON + MINUTE) == waiting


def test_the_window_can_be_closed() -> None:
    assert Sitting([step("s", NOON + MINUTE)], [], learn_ahead=timedelta(0)).next(NOON) is None


def test_a_learning_card_due_on_a_day_takes_its_turn_among_the_reviews() -> None:
    last = TODAY - timedelta(days=1)
    memory = Memory("d", State.LEARNING, 1, 2.3, 2.1, TODAY, None, last, NOON - timedelta(days=1), "", 1, 0)
    assert run(Sitting([review("a"), Candidate("d", "d", memory), review("b")], []), EASY) == ["a", "d", "b"]


def test_a_new_card_comes_back_for_its_second_step_with_the_memory_of_the_first() -> None:
    sitting = Sitting([], [new("n")])
    first = sitting.next(NOON)
    assert first is not None
    after = answer(sitting, first, GOOD)
    assert sitting.next(NOON) == Candidate("n", "n", after)


def test_an_empty_sitting_has_nothing_to_ask() -> None:
    sitting = Sitting([], [])
    assert sitting.next(NOON) is None
    assert sitting.counts() == Counts(0, 0, 0, 0)


# Siblings and the limit


def test_only_the_first_of_siblings_is_asked() -> None:
    sitting = Sitting([review("a", "k"), review("b", "k"), review("c", "other")], [new("d", "k")])
    assert run(sitting) == ["a", "c"]
    assert sitting.buried == 2


def test_a_card_in_its_steps_buries_its_sibling_in_review_and_a_review_its_new_sibling() -> None:
    sitting = Sitting([review("a", "k"), step("b", NOON, "k"), review("c", "m")], [new("d", "m")])
    assert run(sitting, EASY) == ["b", "c"]


def test_the_limit_counts_cards_not_answers() -> None:
    sitting = Sitting([], [new(f"n{number}") for number in range(5)], limit=2)
    assert sorted(run(sitting)) == ["n0", "n0", "n1", "n1"]


def test_the_limit_keeps_the_cards_that_come_first() -> None:
    sitting = Sitting([review("a"), review("b"), step("s", NOON + MINUTE)], [new("n")], limit=2)
    assert run(sitting, EASY) == ["a", "s"]


def test_cards_beyond_the_limit_are_not_buried() -> None:
    assert Sitting([review("a"), review("b")], [], limit=1).buried == 0


# Answering


def test_the_same_card_is_asked_until_it_is_answered_even_when_a_step_falls_due() -> None:
    sitting = Sitting([review("a"), step("s", NOON + MINUTE)], [])
    assert [sitting.next(NOON + minute * MINUTE) for minute in range(5)] == [review("a")] * 5


def test_only_the_card_being_asked_can_be_answered() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    sitting.next(NOON)
    with pytest.raises(ValueError, match="card b is not the one being asked"):
        answer(sitting, review("b"), GOOD)


def test_an_answer_cannot_be_given_twice() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    first = sitting.next(NOON)
    assert first is not None
    answer(sitting, first, GOOD)
    with pytest.raises(ValueError, match="not the one being asked"):
        answer(sitting, first, GOOD)


def test_the_history_holds_the_answers_that_stand() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    run(sitting)
    sitting.undo()
    (only,) = sitting.history
    assert (only.candidate, only.review.rating, only.review.at) == (review("a"), GOOD, NOON)
    assert only.memory == SCHEDULER.review(review("a").memory, "a", GOOD, NOON, TODAY)


def test_the_counts_follow_a_card_from_new_over_learning_to_done() -> None:
    sitting = Sitting([review("a")], [new("n")])
    seen = [sitting.counts()]
    while candidate := sitting.next(NOON):
        assert sitting.counts() == seen[-1], "showing a card changes no count"
        answer(sitting, candidate, GOOD)
        seen.append(sitting.counts())
    assert seen == [
        Counts(due=1, new=1, learning=0, done=0),
        Counts(due=0, new=1, learning=0, done=1),
        Counts(due=0, new=0, learning=1, done=1),
        Counts(due=0, new=0, learning=0, done=2),
    ]


@given(candidates(), st.sampled_from([GOOD, EASY]))
def test_every_card_not_buried_is_answered_when_every_answer_is_good(
    cards: tuple[list[Candidate], list[Candidate]], rating: Rating
) -> None:
    due, fresh = cards
    sitting = Sitting(due, fresh)
    asked = set(run(sitting, rating))
    assert len(asked) == len(due) + len(fresh) - sitting.buried
    assert {card.keypoint for card in [*due, *fresh] if card.card in asked} == {
        card.keypoint for card in [*due, *fresh]
    }
    assert sitting.counts() == Counts(0, 0, 0, len(asked))


@given(candidates(), st.lists(st.sampled_from([GOOD, EASY]), max_size=60), st.integers(0, 20))
def test_a_sitting_ends_when_every_answer_is_good_or_easy(
    cards: tuple[list[Candidate], list[Candidate]], ratings: Sequence[Rating], limit: int
) -> None:
    sitting, now = Sitting(*cards, limit=limit), NOON
    for rating in ratings:
        candidate = sitting.next(now)
        if candidate is None:
            break
        answer(sitting, candidate, rating, now)
        now += timedelta(seconds=5)
    run(sitting, GOOD, now)
    assert left(sitting) == 0
    assert sitting.counts().done <= limit


@given(
    candidates(),
    st.lists(st.one_of(st.sampled_from(Rating), st.sampled_from(["undo", "drop", "wait"])), max_size=40),
)
def test_no_card_is_lost_or_doubled(
    cards: tuple[list[Candidate], list[Candidate]], actions: Sequence[Rating | str]
) -> None:
    sitting, now = Sitting(*cards), NOON
    inside = set(run(deepcopy(sitting)))
    for action in actions:
        candidate = sitting.next(now)
        if action == "wait":
            now += 3 * MINUTE
        elif action == "undo":
            if restored := sitting.undo():
                inside.add(restored.card)
        elif candidate is None:
            continue
        elif isinstance(action, Rating):
            answer(sitting, candidate, action, now)
        else:
            sitting.drop(candidate.card)
            inside.remove(candidate.card)
        assert left(sitting) + sitting.counts().done == len(inside)
    run(sitting, GOOD, now)
    finished = [given.candidate.card for given in sitting.history if given.memory.due_at is None]
    assert sorted(finished) == sorted(inside)


# The time is up


def timed(due: Sequence[Candidate], fresh: Sequence[Candidate] = (), minutes: int = 5) -> Sitting:
    return Sitting(due, fresh, pause_after=minutes * MINUTE)


def test_a_sitting_pauses_when_the_time_from_its_first_card_is_up() -> None:
    sitting = timed([review("a"), review("b"), review("c")])
    assert not sitting.is_paused(NOON + timedelta(days=1))
    assert sitting.next(NOON) == review("a")
    answer(sitting, review("a"), GOOD)
    just_before, end = NOON + 5 * MINUTE - timedelta(microseconds=1), NOON + 5 * MINUTE
    assert not sitting.is_paused(just_before)
    assert sitting.is_paused(end)
    assert sitting.next(end) is None
    assert sitting.counts() == Counts(due=2, new=0, learning=0, done=1)


def test_the_card_on_the_screen_is_still_answered_when_the_time_is_up() -> None:
    sitting = timed([review("a"), review("b")])
    assert sitting.next(NOON) == review("a")
    assert sitting.next(NOON + 9 * MINUTE) == review("a")
    answer(sitting, review("a"), GOOD, NOON + 9 * MINUTE)
    assert sitting.next(NOON + 9 * MINUTE) is None


def test_after_a_pause_a_sitting_goes_on_for_as_long_as_before() -> None:
    sitting = timed([review("a"), review("b"), review("c"), review("d")])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    later = NOON + timedelta(hours=2)
    assert sitting.next(later) is None
    sitting.go_on()
    assert not sitting.is_paused(later)
    answer(sitting, sitting.next(later) or new("none"), GOOD, later)
    assert sitting.next(later + 4 * MINUTE) == review("c")
    assert sitting.is_paused(later + 5 * MINUTE)


def test_steps_under_way_are_asked_though_the_time_is_up() -> None:
    sitting = timed([review("a")], [new("n")])
    assert sitting.next(NOON) == review("a")
    answer(sitting, review("a"), AGAIN)
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    assert not sitting.is_paused(NOON + 20 * MINUTE)
    assert run(sitting, now=NOON + 6 * MINUTE) == ["a", "n"]


def test_a_pause_is_none_when_nothing_is_left() -> None:
    sitting = timed([review("a")])
    assert run(sitting) == ["a"]
    assert not sitting.is_paused(NOON + timedelta(days=1))


def test_what_is_taken_back_is_asked_again_though_the_time_is_up() -> None:
    sitting = timed([review("a"), review("b")])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    later = NOON + 6 * MINUTE
    assert sitting.next(later) is None
    assert sitting.undo() == review("a")
    assert sitting.next(later) == review("a")
    answer(sitting, review("a"), GOOD, later)
    assert sitting.next(later) is None


@trials(max_examples=30)
@given(candidates(), st.lists(st.sampled_from([GOOD, EASY]), max_size=40), st.integers(1, 20))
def test_pauses_leave_out_no_card_and_change_no_answer(
    cards: tuple[list[Candidate], list[Candidate]], given: list[Rating], minutes: int
) -> None:
    def asked(sitting: Sitting, ratings: list[Rating], now: datetime) -> list[str]:
        found, ratings = [], list(ratings)
        while True:
            candidate = sitting.next(now)
            if candidate is None and sitting.is_paused(now):
                sitting.go_on()
                continue
            if candidate is None:
                return sorted(set(found))
            found.append(candidate.card)
            answer(sitting, candidate, ratings.pop() if ratings else GOOD, now)
            now += MINUTE

    due, fresh = cards
    assert asked(timed(due, fresh, minutes), given, NOON) == asked(Sitting(due, fresh), given, NOON)


# To practise


def test_who_practises_is_asked_siblings_too() -> None:
    due, fresh = [review("a", "k"), review("b", "k")], [new("n", "k")]
    sitting = Sitting(due, fresh, cram=True)
    assert (sitting.cram, sitting.buried) == (True, 0)
    assert sorted(run(sitting, EASY)) == ["a", "b", "n"]


def test_a_limit_counts_when_practising() -> None:
    assert run(Sitting([review("a"), review("b")], [new("n")], limit=2, cram=True), EASY) == ["a", "n"]


# Undo, put aside and drop


def test_undo_asks_the_last_card_again_with_the_memory_it_had() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    first = sitting.next(NOON)
    assert first is not None
    answer(sitting, first, AGAIN)
    assert sitting.next(NOON) == review("b")
    assert sitting.undo() == review("a")
    assert sitting.next(NOON) == review("a")
    answer(sitting, review("a"), GOOD)
    assert run(sitting) == ["b"]


def test_there_is_nothing_to_undo_before_the_first_answer() -> None:
    sitting = Sitting([review("a")], [])
    assert sitting.undo() is None
    assert sitting.next(NOON) == review("a")


@given(candidates(), st.lists(st.sampled_from(Rating), max_size=15), st.lists(st.sampled_from(Rating), max_size=15))
def test_undo_restores_the_queue_exactly_at_any_depth(
    cards: tuple[list[Candidate], list[Candidate]], before: Sequence[Rating], taken_back: Sequence[Rating]
) -> None:
    sitting, now = Sitting(*cards), NOON
    for rating in before:
        if candidate := sitting.next(now):
            answer(sitting, candidate, rating, now)
            now += timedelta(seconds=30)
    sitting.next(now)
    earlier, later = deepcopy(sitting), now
    for rating in taken_back:
        if candidate := sitting.next(later):
            answer(sitting, candidate, rating, later)
            later += timedelta(seconds=30)
    sitting.next(later)
    for _ in range(len(sitting.history) - len(earlier.history)):
        sitting.undo()
    assert sitting.counts() == earlier.counts()
    assert sitting.history == earlier.history
    assert run(sitting, GOOD, now) == run(earlier, GOOD, now)


def test_a_dropped_card_is_not_asked() -> None:
    sitting = Sitting([review("a"), review("b")], [new("n")])
    assert sitting.next(NOON) == review("a")
    sitting.drop("a")
    sitting.drop("n")
    assert run(sitting) == ["b"]


def test_a_card_dropped_between_its_steps_does_not_come_back() -> None:
    sitting = Sitting([], [new("n")])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    sitting.drop("n")
    assert sitting.next(NOON) is None
    assert sitting.counts() == Counts(0, 0, 0, 0)


def test_undo_leaves_other_dropped_cards_out() -> None:
    sitting = Sitting([review("a"), review("b"), review("c")], [])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    sitting.drop("b")
    assert sitting.undo() == review("a")
    assert run(sitting) == ["a", "c"]


def test_undo_brings_a_dropped_card_back_when_it_is_the_one_last_answered() -> None:
    sitting = Sitting([], [new("n")])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    sitting.drop("n")
    assert sitting.undo() == new("n")
    assert sitting.next(NOON) == new("n")


def test_a_card_put_aside_is_not_asked_until_that_is_taken_back() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    sitting.put_aside(sitting.next(NOON) or new("none"))
    assert sitting.next(NOON) == review("b")
    assert sitting.counts() == Counts(due=1, new=0, learning=0, done=0)
    assert sitting.undo() == review("a")
    assert run(sitting) == ["a", "b"]


def test_only_the_card_that_is_asked_can_be_put_aside() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    sitting.next(NOON)
    with pytest.raises(ValueError, match="not the one being asked"):
        sitting.put_aside(review("b"))


def test_what_was_put_aside_is_no_answer() -> None:
    sitting = Sitting([review("a"), review("b")], [])
    answer(sitting, sitting.next(NOON) or new("none"), GOOD)
    sitting.put_aside(sitting.next(NOON) or new("none"))
    assert [given.candidate.card for given in sitting.history] == ["a"]
    assert [sitting.undo(), sitting.undo(), sitting.undo()] == [review("b"), review("a"), None]


@given(candidates(), st.lists(st.sampled_from([*Rating, "aside", "undo"]), max_size=40))
def test_undo_leaves_what_a_replay_of_the_other_deeds_leaves(
    cards: tuple[list[Candidate], list[Candidate]], actions: Sequence[Rating | str]
) -> None:
    def do(sitting: Sitting, action: Rating | str) -> bool:
        candidate = sitting.next(NOON)
        if candidate is None:
            return False
        if isinstance(action, Rating):
            answer(sitting, candidate, action)
        else:
            sitting.put_aside(candidate)
        return True

    sitting, stand = Sitting(*cards), list[Rating | str]()
    for action in actions:
        if action == "undo":
            assert (sitting.undo() is None) == (not stand)
            del stand[-1:]
        elif do(sitting, action):
            stand.append(action)
    replayed = Sitting(*cards)
    assert all(do(replayed, action) for action in stand)
    assert sitting.counts() == replayed.counts()
    assert sitting.history == replayed.history
    assert run(sitting) == run(replayed)
