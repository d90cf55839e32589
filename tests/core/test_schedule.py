from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.calendar import Calendar
from tracker.core.schedule import Memory, Rating, Review, Scheduler, Settings, State, interval_text

AGAIN, HARD, GOOD, EASY = Rating
UTC_DAYS = Calendar(UTC)
MONDAY = date(2026, 3, 2)
WITH_STEPS = Scheduler(Settings(fuzz=False))
WITHOUT_STEPS = Scheduler(Settings(learning_steps=(), relearning_steps=(), fuzz=False))
ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "UTC",
)

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1985, 1, 1), date(2045, 1, 1))
ratings = st.sampled_from(Rating)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def learn(scheduler: Scheduler, *history: tuple[int, Rating]) -> Memory:
    """Answers at noon, each with the number of days since the one before."""
    memory, day = None, MONDAY
    for gap, rating in history:
        day += timedelta(days=gap)
        memory = scheduler.review(memory, "card", rating, noon(day), day)
    assert memory is not None
    return memory


def known(stability: float, difficulty: float) -> Memory:
    """A card in state REVIEW, last answered on Monday at noon."""
    due = MONDAY + timedelta(days=round(stability))
    return Memory("card", State.REVIEW, None, stability, difficulty, due, None, MONDAY, noon(MONDAY), "", 1, 0)


# Published vectors (fsrs-rs model tests and py-fsrs tests, default parameters)

MEMO_HISTORY = ((0, AGAIN), (0, GOOD), (1, GOOD), (3, GOOD), (8, GOOD), (21, GOOD))


def test_the_memory_state_of_fsrs_rs_comes_out() -> None:
    memory = learn(WITH_STEPS, *MEMO_HISTORY)
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_the_memory_state_of_fsrs_rs_without_short_term_memory_comes_out() -> None:
    weights = Settings().parameters
    scheduler = Scheduler(Settings(parameters=(*weights[:17], 0.0, 0.0, 0.0, weights[20]), fuzz=False))
    assert learn(scheduler, *MEMO_HISTORY).stability == pytest.approx(53.335106, abs=1e-4)


def test_good_then_good_after_one_and_three_days_gives_the_state_anki_computes() -> None:
    memory = learn(WITH_STEPS, (0, GOOD), (1, GOOD), (3, GOOD))
    assert memory.stability == pytest.approx(19.8334656, abs=1e-5)
    assert memory.difficulty == pytest.approx(2.1043313, abs=1e-5)


def test_intervals_follow_py_fsrs_when_every_answer_comes_when_due() -> None:
    memory, at, intervals = None, noon(MONDAY), []
    for rating in [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5:
        day = UTC_DAYS.day_of(at)
        memory = WITH_STEPS.review(memory, "card", rating, at, day)
        intervals.append((memory.due_day - day).days)
        at = memory.due_at or noon(memory.due_day)
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@pytest.mark.parametrize(("rating", "interval"), [(AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 8)])
def test_the_first_interval_without_steps(rating: Rating, interval: int) -> None:
    memory = learn(WITHOUT_STEPS, (0, rating))
    assert memory.due_day == MONDAY + timedelta(days=interval)
    assert (memory.due_at, memory.state, memory.step) == (None, State.REVIEW, None)


@pytest.mark.parametrize(
    ("retention", "interval"),
    [(0.1, 36500), (0.2, 34793), (0.3, 2508), (0.4, 387), (0.5, 90), (0.6, 27), (0.7, 9), (0.8, 3), (0.9, 1), (1.0, 1)],
)
def test_the_interval_of_a_stability_of_one_day_depends_on_the_retention_and_is_capped(
    retention: float, interval: int
) -> None:
    weights = Settings().parameters
    settings = Settings(retention, parameters=(*weights[:2], 1.0, *weights[3:]), learning_steps=(), fuzz=False)
    assert learn(Scheduler(settings), (0, GOOD)).due_day == MONDAY + timedelta(days=interval)


@pytest.mark.parametrize(
    ("elapsed", "stability", "recall"),
    [(1, 2.0, 0.9403443), (2, 3.0, 0.9253786), (3, 4.0, 0.9185229), (4, 4.0, 0.9), (5, 2.0, 0.8261359)],
)
def test_recall_follows_the_forgetting_curve(elapsed: int, stability: float, recall: float) -> None:
    today = MONDAY + timedelta(days=elapsed)
    assert WITH_STEPS.recall(known(stability, 5.0), today) == pytest.approx(recall, abs=1e-6)


@pytest.mark.parametrize(
    ("rating", "difficulty"), [(AGAIN, 8.341763), (HARD, 6.6659956), (GOOD, 4.990228), (EASY, 3.3144615)]
)
def test_the_next_difficulty_from_the_middle(rating: Rating, difficulty: float) -> None:
    after = WITH_STEPS.review(known(5.0, 5.0), "card", rating, noon(MONDAY), MONDAY)
    assert after.difficulty == pytest.approx(difficulty, abs=1e-5)


@pytest.mark.parametrize(("rating", "stability"), [(AGAIN, 1.596818), (HARD, 5.0), (GOOD, 5.0), (EASY, 8.12961)])
def test_the_next_stability_on_the_same_day(rating: Rating, stability: float) -> None:
    after = WITH_STEPS.review(known(5.0, 5.0), "card", rating, noon(MONDAY), MONDAY)
    assert after.stability == pytest.approx(stability, abs=1e-5)


def test_the_next_stability_after_forgetting_at_ninety_percent() -> None:
    day = MONDAY + timedelta(days=5)
    after = WITH_STEPS.review(known(5.0, 1.0), "card", AGAIN, noon(day), day)
    assert after.stability == pytest.approx(1.0525396, abs=1e-5)


@given(st.floats(0.001, 36500), st.floats(1, 10))
def test_hard_on_the_same_day_never_shrinks_stability(stability: float, difficulty: float) -> None:
    after = WITH_STEPS.review(known(stability, difficulty), "card", HARD, noon(MONDAY), MONDAY)
    assert after.stability >= stability


# Days and steps


def test_one_night_of_sleep_is_one_day_however_few_hours_it_had() -> None:
    """Good at 22:00 and Good at 08:00: ten hours, which py-fsrs by itself takes for the same day (2.31)."""
    berlin = Calendar(ZoneInfo("Europe/Berlin"))
    evening = datetime(2026, 3, 2, 22, tzinfo=berlin.zone)
    morning = datetime(2026, 3, 3, 8, tzinfo=berlin.zone)
    first = WITHOUT_STEPS.review(None, "card", GOOD, evening, berlin.day_of(evening))
    second = WITHOUT_STEPS.review(first, "card", GOOD, morning, berlin.day_of(morning))
    assert second.stability == pytest.approx(7.32, abs=0.005)


def test_a_card_answered_in_the_evening_is_due_from_the_first_minute_of_its_day() -> None:
    evening = datetime(2026, 3, 2, 22, tzinfo=UTC)
    memory = WITHOUT_STEPS.review(None, "card", GOOD, evening, MONDAY)
    assert memory.due_day == date(2026, 3, 4)
    assert memory.is_due(datetime(2026, 3, 4, 4, tzinfo=UTC), date(2026, 3, 4))
    assert not memory.is_due(datetime(2026, 3, 4, 3, 59, tzinfo=UTC), date(2026, 3, 3))


def test_a_step_shorter_than_a_day_is_due_at_its_minute() -> None:
    at = noon(MONDAY)
    memory = WITH_STEPS.review(None, "card", GOOD, at, MONDAY)
    assert (memory.state, memory.step, memory.due_day) == (State.LEARNING, 1, MONDAY)
    assert memory.due_at == at + timedelta(minutes=10)
    assert not memory.is_due(at + timedelta(minutes=9), MONDAY)
    assert memory.is_due(at + timedelta(minutes=10), MONDAY)


def test_a_step_over_the_rollover_waits_for_its_moment_only() -> None:
    at, due = datetime(2026, 3, 3, 3, 55, tzinfo=UTC), datetime(2026, 3, 3, 4, 5, tzinfo=UTC)
    memory = WITH_STEPS.review(None, "card", GOOD, at, MONDAY)
    assert (memory.due_day, memory.due_at) == (MONDAY, due)
    assert memory.is_due(due, MONDAY + timedelta(days=1))
    assert not memory.is_due(due - timedelta(seconds=1), MONDAY + timedelta(days=1))


def test_a_step_of_days_is_due_on_a_day() -> None:
    scheduler = Scheduler(Settings(learning_steps=(timedelta(minutes=1), timedelta(days=3)), fuzz=False))
    memory = learn(scheduler, (0, GOOD))
    assert (memory.state, memory.due_day, memory.due_at) == (State.LEARNING, MONDAY + timedelta(days=3), None)


def test_a_step_lasts_its_minutes_when_the_clock_changes_meanwhile() -> None:
    new_york = Calendar(ZoneInfo("America/New_York"))
    at = datetime(2026, 11, 1, 1, 55, tzinfo=new_york.zone)
    memory = WITH_STEPS.review(None, "card", GOOD, at, new_york.day_of(at))
    assert memory.due_at == datetime(2026, 11, 1, 6, 5, tzinfo=UTC)


@given(zones, st.sampled_from([2006, 2011, 2026]), st.integers(0, 364), ratings)
@example(ZoneInfo("Pacific/Apia"), 2011, 361, GOOD)
def test_a_change_of_the_clock_never_shifts_a_due_day(
    zone: ZoneInfo, year: int, day_of_year: int, rating: Rating
) -> None:
    calendar = Calendar(zone)
    day = date(year, 1, 1) + timedelta(days=day_of_year)
    last_moment = calendar.start_of(day + timedelta(days=1)) - timedelta(seconds=1)
    memory = WITHOUT_STEPS.review(None, "card", rating, last_moment, day)
    assert memory.due_day == learn(WITHOUT_STEPS, (0, rating)).due_day + (day - MONDAY)
    opening = calendar.start_of(memory.due_day)
    just_before = opening - timedelta(seconds=1)
    assert memory.is_due(opening, calendar.day_of(opening))
    assert not memory.is_due(just_before, calendar.day_of(just_before))


@given(
    zones,
    days,
    st.lists(st.tuples(st.integers(0, 40), ratings, st.floats(0, 0.999), st.floats(0, 0.999)), min_size=1, max_size=8),
)
def test_moving_answers_within_their_days_changes_no_memory(
    zone: ZoneInfo, first: date, answers: list[tuple[int, Rating, float, float]]
) -> None:
    calendar = Calendar(zone)

    def fold(moved: bool) -> Memory:
        memory, day, same_day = None, first, 0.0
        for gap, rating, here, there in answers:
            day += timedelta(days=gap)
            same_day = max(there if moved else here, 0.0 if gap else same_day)
            start, end = calendar.start_of(day), calendar.start_of(day + timedelta(days=1))
            memory = WITH_STEPS.review(memory, "card", rating, start + same_day * (end - start), day)
        assert memory is not None
        return memory

    one, other = fold(False), fold(True)
    assert replace(one, last_at=other.last_at, due_at=other.due_at) == other


# Lapses, reps, clocks that go back


def test_forgetting_a_known_card_is_a_lapse_and_forgetting_it_again_at_once_is_not() -> None:
    once = learn(WITH_STEPS, (0, EASY), (8, AGAIN))
    assert (once.state, once.step, once.lapses, once.reps) == (State.RELEARNING, 0, 1, 2)
    twice = WITH_STEPS.review(once, "card", AGAIN, once.last_at, once.last_day)
    assert (twice.state, twice.lapses, twice.reps) == (State.RELEARNING, 1, 3)


def test_forgetting_a_card_still_being_learnt_is_no_lapse() -> None:
    memory = learn(WITH_STEPS, (0, GOOD), (0, AGAIN))
    assert (memory.state, memory.step, memory.lapses) == (State.LEARNING, 0, 0)


def test_forgetting_without_relearning_steps_is_a_lapse_too() -> None:
    memory = learn(WITHOUT_STEPS, (0, EASY), (8, AGAIN))
    assert (memory.state, memory.lapses, memory.due_at) == (State.REVIEW, 1, None)


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=30)])
@pytest.mark.parametrize("rating", Rating)
def test_when_the_clock_has_gone_back_no_time_has_passed(back: timedelta, rating: Rating) -> None:
    memory = known(5.0, 5.0)
    at = memory.last_at - back
    after = WITH_STEPS.review(memory, "card", rating, at, UTC_DAYS.day_of(at))
    same_day = WITH_STEPS.review(memory, "card", rating, memory.last_at, MONDAY)
    assert (after.stability, after.difficulty) == (same_day.stability, same_day.difficulty)
    assert after.due_day - UTC_DAYS.day_of(at) == same_day.due_day - MONDAY


def test_when_only_the_clock_has_gone_back_no_time_has_passed() -> None:
    """The moment is earlier and yet the learner's day later: the rollover or the zone was changed as well."""
    memory = known(5.0, 5.0)
    after = WITH_STEPS.review(memory, "card", GOOD, memory.last_at - timedelta(hours=1), MONDAY + timedelta(days=1))
    assert after.stability == pytest.approx(5.0)


def test_when_only_the_day_has_gone_back_no_time_has_passed() -> None:
    """West over the date line: the moment is later and the learner's day earlier."""
    memory = known(5.0, 5.0)
    after = WITH_STEPS.review(memory, "card", GOOD, memory.last_at + timedelta(hours=6), MONDAY - timedelta(days=1))
    assert after.stability == pytest.approx(5.0)


def test_an_answer_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        WITH_STEPS.review(None, "card", EASY, datetime(2026, 3, 2, 12), MONDAY)


# Preview, replay, recall


def test_a_preview_shows_what_each_rating_would_leave() -> None:
    memory, day = known(5.0, 5.0), MONDAY + timedelta(days=5)
    preview = WITH_STEPS.preview(memory, "card", noon(day), day)
    assert list(preview) == [AGAIN, HARD, GOOD, EASY]
    for rating, after in preview.items():
        assert after == WITH_STEPS.review(memory, "card", rating, noon(day), day)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Calendar, list[Review]]:
    """Reviews of one card in the order they were given, some in the same minute."""
    calendar = Calendar(draw(zones), draw(st.integers(0, 23)))
    at = draw(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
    reviews = []
    for number, (minutes, rating) in enumerate(
        draw(st.lists(st.tuples(st.integers(0, 60 * 24 * 20), ratings), max_size=12))
    ):
        at += timedelta(minutes=minutes)
        reviews.append(Review(f"{number:04}", "card", at, calendar.day_of(at), rating, 4.0, "self", "laptop"))
    return calendar, reviews


@given(histories())
def test_a_replay_gives_the_memory_that_the_answers_gave(history: tuple[Calendar, list[Review]]) -> None:
    _, reviews = history
    memory = None
    for review in reviews:
        memory = WITH_STEPS.review(memory, "card", review.rating, review.at, review.day, id=review.id)
    assert WITH_STEPS.replay(reviews) == memory


@given(histories(), st.randoms())
def test_a_replay_does_not_depend_on_the_order_of_its_input(
    history: tuple[Calendar, list[Review]], random: Random
) -> None:
    _, reviews = history
    shuffled = list(reviews)
    random.shuffle(shuffled)
    assert WITH_STEPS.replay(shuffled) == WITH_STEPS.replay(reviews)


def test_a_replay_counts_the_days_of_the_reviews_and_not_those_of_another_zone() -> None:
    """An evening and the next morning in Berlin are the same day in Honolulu."""
    moments = (datetime(2026, 3, 2, 21, tzinfo=UTC), datetime(2026, 3, 3, 7, tzinfo=UTC))

    def replayed(zone: str) -> Memory | None:
        days = [Calendar(ZoneInfo(zone)).day_of(at) for at in moments]
        reviews = [
            Review(str(number), "card", at, day, GOOD, 4.0, "self", "laptop")
            for number, (at, day) in enumerate(zip(moments, days, strict=True))
        ]
        return WITHOUT_STEPS.replay(reviews)

    berlin, honolulu = replayed("Europe/Berlin"), replayed("Pacific/Honolulu")
    assert berlin is not None and honolulu is not None
    assert berlin.stability > honolulu.stability


def test_a_replay_of_nothing_leaves_the_card_new() -> None:
    assert WITH_STEPS.replay([]) is None


def test_no_recall_is_claimed_on_the_day_of_the_answer() -> None:
    assert WITH_STEPS.recall(known(5.0, 5.0), MONDAY) is None
    assert WITH_STEPS.recall(known(5.0, 5.0), MONDAY - timedelta(days=1)) is None


@given(st.floats(1, 3000), st.integers(1, 3000))
def test_recall_falls_from_day_to_day(stability: float, elapsed: int) -> None:
    memory = known(stability, 5.0)
    earlier = WITH_STEPS.recall(memory, MONDAY + timedelta(days=elapsed))
    later = WITH_STEPS.recall(memory, MONDAY + timedelta(days=elapsed + 1))
    assert earlier is not None
    assert later is not None
    assert 0 < later < earlier < 1


# Settings and labels


@pytest.mark.parametrize("weights", [Settings().parameters[:17], (*Settings().parameters[:20], 7.0)])
def test_weights_that_are_not_those_of_fsrs_6_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="parameters"):
        Scheduler(Settings(parameters=weights))


@pytest.mark.parametrize(
    ("interval", "label"),
    [
        (timedelta(seconds=30), "30s"),
        (timedelta(minutes=1), "1m"),
        (timedelta(minutes=10), "10m"),
        (timedelta(minutes=90), "1.5h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=2), "2d"),
        (timedelta(days=30), "30d"),
        (timedelta(days=31), "1mo"),
        (timedelta(days=103), "3.4mo"),
        (timedelta(days=365), "1y"),
        (timedelta(days=438), "1.2y"),
        (timedelta(days=36500), "100y"),
    ],
)
def test_an_interval_fits_on_a_key(interval: timedelta, label: str) -> None:
    at, memory = noon(MONDAY), known(5.0, 5.0)
    after = (
        replace(memory, due_day=MONDAY + interval)
        if interval >= timedelta(days=1)
        else replace(memory, due_day=MONDAY, due_at=at + interval)
    )
    assert interval_text(after) == label


def test_the_keys_of_a_new_card_read_as_in_anki() -> None:
    preview = WITH_STEPS.preview(None, "card", noon(MONDAY), MONDAY)
    assert [interval_text(memory) for memory in preview.values()] == ["1m", "6m", "10m", "8d"]
