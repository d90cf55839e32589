from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import example, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tests.model.reviews import parameter_sets
from tracker.core.calendar import Calendar
from tracker.core.formulas import LONGEST, LOWER_BOUNDS, UPPER_BOUNDS
from tracker.core.schedule import (
    Due,
    Memory,
    Rating,
    Review,
    Scheduler,
    Settings,
    State,
    interval_text,
    is_leech,
)
from tracker.core.schedule.oracle import replayed

AGAIN, HARD, GOOD, EASY = Rating
UTC_DAYS = Calendar(UTC)
MONDAY = date(2026, 3, 2)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
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


# Published vectors (fsrs-rs model tests and py-fsrs tests, default parameters); those of the formulas: test_formulas

MEMO_HISTORY = ((0, AGAIN), (0, GOOD), (1, GOOD), (3, GOOD), (8, GOOD), (21, GOOD))


def test_the_memory_state_of_fsrs_rs_comes_out() -> None:
    memory = learn(WITH_STEPS, *MEMO_HISTORY)
    assert (memory.stability, memory.difficulty) == pytest.approx((53.62691, 6.3574867), rel=1e-6)


def test_the_memory_state_of_fsrs_rs_without_short_term_memory_comes_out() -> None:
    weights = Settings().parameters
    scheduler = Scheduler(Settings(parameters=(*weights[:17], 0.0, 0.0, 0.0, weights[20]), fuzz=False))
    assert learn(scheduler, *MEMO_HISTORY).stability == pytest.approx(53.335106, rel=1e-6)


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
    settings = Settings(retention, parameters=(1.0, 1.0, 1.0, *weights[3:]), learning_steps=(), fuzz=False)
    assert learn(Scheduler(settings), (0, GOOD)).due_day == MONDAY + timedelta(days=interval)


# Against py-fsrs

LISTS_OF_STEPS = tuple(
    tuple(timedelta(minutes=minutes) for minutes in steps)
    for steps in ((), (1,), (10,), (1, 10), (1, 10, 60), (5, 5, 5), (10, 1), (30, 24 * 60), (24 * 60, 3 * 24 * 60))
)
Answers = list[tuple[int, Rating]]


def random_answers(random: Random, most: int = 20) -> Answers:
    """Gaps in days, many of them 0 and some of years, with their ratings."""
    gaps = (0, 0, 1, 1, 2, 3, 7, 15, 30, 90, 365, 2000)
    ratings = (AGAIN, HARD, GOOD, GOOD, GOOD, EASY)
    return [(random.choice(gaps), random.choice(ratings)) for _ in range(random.randint(1, most))]


def recorded(answers: Answers) -> list[Review]:
    """The answers as reviews, each an hour after the last one when on the same day."""
    day, reviews = date(1970, 1, 2), []
    at = noon(day)
    for number, (gap, rating) in enumerate(answers):
        day += timedelta(days=gap)
        at = noon(day) if gap else at + timedelta(seconds=1)
        reviews.append(Review(f"{number:04}", "card", at, day, rating, 4.0, "self", "laptop"))
    return reviews


def differ(scheduler: Scheduler, answers: Answers) -> float:
    """The largest difference to py-fsrs, as a part of its value, as long as that is within our bounds."""
    memory, largest = None, 0.0
    reviews = recorded(answers)
    for review, (stability, difficulty) in zip(reviews, replayed(reviews, scheduler.settings.parameters), strict=True):
        memory = scheduler.fold(memory, review)
        if max(stability, memory.stability) >= LONGEST:  # py-fsrs has no bound
            break
        largest = max(largest, abs(memory.stability / stability - 1), abs(memory.difficulty / difficulty - 1))
    return largest


@pytest.mark.parametrize("count", [300, pytest.param(5000, marks=pytest.mark.slow)])
def test_random_histories_leave_what_py_fsrs_computes(count: int) -> None:
    random = Random(count)
    assert max(differ(WITHOUT_STEPS, random_answers(random)) for _ in range(count)) < 1e-5


@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=pytest.mark.slow)])
def test_random_histories_leave_what_py_fsrs_computes_whatever_the_weights(count: int) -> None:
    random = Random(count)
    for _ in range(count):
        weights = tuple(random.uniform(low, high) for low, high in zip(LOWER_BOUNDS, UPPER_BOUNDS, strict=True))
        assert differ(Scheduler(Settings(parameters=weights, fuzz=False)), random_answers(random)) < 1e-5


def test_the_steps_do_not_matter_to_what_is_remembered() -> None:
    random = Random(4)
    for _ in range(20):
        answers = random_answers(random)
        memories = [Scheduler(Settings(learning_steps=steps)).replay(recorded(answers)) for steps in LISTS_OF_STEPS]
        assert len({(memory.stability, memory.difficulty) for memory in memories if memory}) == 1


@pytest.mark.parametrize("learning", LISTS_OF_STEPS, ids=lambda steps: " ".join(map(str, steps)) or "none")
@pytest.mark.parametrize("relearning", LISTS_OF_STEPS[:5], ids=lambda steps: " ".join(map(str, steps)) or "none")
def test_a_card_goes_from_step_to_step_as_in_py_fsrs(
    learning: tuple[timedelta, ...], relearning: tuple[timedelta, ...]
) -> None:
    ours = Scheduler(Settings(learning_steps=learning, relearning_steps=relearning, fuzz=False))
    theirs = fsrs.Scheduler(learning_steps=learning, relearning_steps=relearning, enable_fuzzing=False)
    random = Random(len(learning) + 10 * len(relearning))
    for _ in range(4):
        memory, day = None, MONDAY
        card = fsrs.Card(card_id=1, due=noon(day))
        for _ in range(20):
            rating = random.choice((AGAIN, HARD, GOOD, GOOD, EASY))
            memory = ours.review(memory, "card", rating, noon(day), day)
            card, _ = theirs.review_card(card, fsrs.Rating(rating), noon(day))
            assert (memory.state, memory.step) == (card.state.name.casefold(), card.step)
            due = memory.due_at or noon(memory.due_day)
            # A step of days may be longer than an interval: py-fsrs then sends a card that was known back earlier.
            step_of_days = memory.state is State.REVIEW and max((*learning, *relearning, MINUTE)) >= DAY
            assert due >= card.due if step_of_days else due == card.due
            day += timedelta(days=random.choice((0, 0, 0, 1, 5)))


@pytest.mark.parametrize("rating", [HARD, GOOD, EASY])
def test_a_card_whose_step_is_gone_has_learnt(rating: Rating) -> None:
    last_step = learn(Scheduler(Settings(learning_steps=LISTS_OF_STEPS[4])), (0, GOOD), (0, GOOD))
    assert last_step.step == 2
    after = WITH_STEPS.review(last_step, "card", rating, noon(MONDAY), MONDAY)
    assert (after.state, after.step, after.due_at) == (State.REVIEW, None, None)
    again = WITH_STEPS.review(last_step, "card", AGAIN, noon(MONDAY), MONDAY)
    assert (again.state, again.step) == (State.LEARNING, 0)


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
def chosen_settings(draw: st.DrawFn) -> Settings:
    """Settings that a learner may have, as far as they say when a card comes back."""
    steps = st.lists(st.sampled_from((1, 10, 90, 1440, 5 * 1440, 40 * 1440)), max_size=3).map(
        lambda minutes: tuple(timedelta(minutes=each) for each in minutes)
    )
    return Settings(
        desired_retention=draw(st.floats(0.7, 0.99)),
        learning_steps=draw(steps),
        relearning_steps=draw(steps),
        maximum_interval=draw(st.sampled_from((1, 10, 36500))),
        fuzz=draw(st.booleans()),
        easy_days=draw(st.sampled_from(((1.0,) * 7, (1.0,) * 5 + (0.0, 0.5)))),
        parameters=draw(st.one_of(st.just(Settings().parameters), parameter_sets())),
    )


dues = st.builds(
    Due,
    st.dictionaries(st.integers(1, 60).map(lambda days: MONDAY + timedelta(days=days)), st.integers(0, 300)),
    st.lists(st.integers(1, 60).map(lambda days: MONDAY + timedelta(days=days)), max_size=5),
)


@trials(max_examples=50)
@given(chosen_settings(), st.lists(ratings, max_size=4), st.integers(0, 60), st.text(max_size=3), dues)
def test_a_better_rating_never_sends_a_card_away_for_fewer_days(
    settings: Settings, before: list[Rating], gap: int, card: str, due: Due
) -> None:
    scheduler = Scheduler(settings)
    memory = learn(scheduler, *((1, rating) for rating in before)) if before else None
    day = (memory.last_day if memory else MONDAY) + timedelta(days=gap)
    waits = 0
    for after in scheduler.preview(memory, card, noon(day), day, due).values():
        days = (after.due_day - day).days
        if after.state is State.REVIEW:
            assert min(waits, settings.maximum_interval) <= days <= settings.maximum_interval
        waits = max(waits, days)


def test_a_long_first_step_holds_back_every_rating_that_sends_a_card_away() -> None:
    scheduler = Scheduler(Settings(learning_steps=(40 * DAY, MINUTE)))
    memory = learn(scheduler, (0, GOOD))
    preview = scheduler.preview(memory, "card", noon(MONDAY), MONDAY)
    assert [(after.due_day - MONDAY).days for after in preview.values()] == [40, 0, 40, 40]


@trials(max_examples=50)
@given(chosen_settings(), st.lists(ratings, max_size=4), st.text(max_size=3), dues)
def test_the_days_that_a_rating_gives_depend_on_nothing_but_what_is_handed_in(
    settings: Settings, before: list[Rating], card: str, due: Due
) -> None:
    memory = learn(Scheduler(settings), *((1, rating) for rating in before)) if before else None
    day = memory.last_day if memory else MONDAY
    one, other = (Scheduler(settings).preview(memory, card, noon(day), day, due) for _ in range(2))
    assert one == other


def test_cards_of_the_same_history_come_back_on_different_days() -> None:
    memory, day = known(30.0, 5.0), MONDAY + timedelta(days=30)
    days = {Scheduler(Settings()).review(memory, f"{n}", GOOD, noon(day), day).due_day for n in range(300)}
    assert len(days) > 10
    later = {
        Scheduler(Settings()).review(replace(memory, reps=n), "card", GOOD, noon(day), day).due_day for n in range(300)
    }
    assert days == later


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


# What the review chose


def answers_on_record(scheduler: Scheduler, answers: Answers, due: Due) -> list[Review]:
    """Answers as the learner's device writes them, with what each one chose."""
    reviews: list[Review] = []
    memory = None
    for review in recorded(answers):
        before = memory.last_review if memory else None
        memory = scheduler.review(memory, "card", review.rating, review.at, review.day, id=review.id, due=due)
        reviews.append(
            replace(
                review,
                follows=before,
                state=memory.state,
                step=memory.step,
                due_day=memory.due_day,
                due_at=memory.due_at,
            )
        )
    return reviews


answers = st.lists(st.tuples(st.integers(0, 40), ratings), min_size=1, max_size=8)


def sent(memory: Memory | None) -> tuple[object, ...]:
    """Where a memory has sent its card."""
    assert memory
    return memory.state, memory.step, memory.due_day, memory.due_at, memory.reps, memory.lapses


@trials(max_examples=50)
@given(chosen_settings(), chosen_settings(), answers, dues)
def test_a_replay_under_other_settings_sends_the_card_where_its_reviews_sent_it(
    chosen: Settings, other: Settings, answers: Answers, due: Due
) -> None:
    reviews = answers_on_record(Scheduler(chosen), answers, due)
    as_chosen = Scheduler(chosen).replay(reviews)
    assert sent(Scheduler(other).replay(reviews)) == sent(as_chosen)
    same_weights = Scheduler(replace(other, parameters=chosen.parameters))
    assert same_weights.replay(reviews) == as_chosen


@trials(max_examples=50)
@given(chosen_settings(), answers, dues)
def test_a_replay_leaves_what_the_answers_left(chosen: Settings, answers: Answers, due: Due) -> None:
    scheduler, memory = Scheduler(chosen), None
    for review in recorded(answers):
        memory = scheduler.review(memory, "card", review.rating, review.at, review.day, id=review.id, due=due)
    assert scheduler.replay(answers_on_record(scheduler, answers, due)) == memory


def test_other_weights_tell_another_stability_and_the_same_day() -> None:
    reviews = answers_on_record(WITH_STEPS, [(0, EASY), (8, GOOD)], Due())
    other = Scheduler(Settings(parameters=tuple(weight * 1.01 for weight in Settings().parameters)))
    ours, theirs = WITH_STEPS.replay(reviews), other.replay(reviews)
    assert ours and theirs
    assert ours.due_day == theirs.due_day
    assert ours.stability != theirs.stability


@trials(max_examples=50)
@given(chosen_settings(), answers, dues, st.data())
def test_after_an_answer_is_gone_the_next_one_is_scheduled_anew_and_what_follows_stands(
    chosen: Settings, answers: Answers, due: Due, data: st.DataObject
) -> None:
    scheduler = Scheduler(chosen)
    reviews = answers_on_record(scheduler, answers, due)
    gone = data.draw(st.integers(0, len(reviews) - 1))
    left = reviews[:gone] + reviews[gone + 1 :]
    before = scheduler.replay(reviews[:gone])
    if gone == len(reviews) - 1:
        assert scheduler.replay(left) == before
        return
    follower = reviews[gone + 1]
    anew = scheduler.review(before, "card", follower.rating, follower.at, follower.day, id=follower.id)
    assert scheduler.replay(left[: gone + 1]) == anew
    if left[gone + 1 :]:
        last = left[-1]
        assert sent(scheduler.replay(left))[:4] == (last.state, last.step, last.due_day, last.due_at)


@trials(max_examples=50)
@given(chosen_settings(), answers, answers, st.randoms())
def test_answers_of_two_devices_are_folded_in_the_order_of_their_time(
    chosen: Settings, ours: Answers, theirs: Answers, random: Random
) -> None:
    scheduler = Scheduler(chosen)
    reviews = answers_on_record(scheduler, ours, Due())
    for review in answers_on_record(scheduler, theirs, Due()):
        follows = review.follows and f"their {review.follows}"
        later = review.at + timedelta(minutes=7)
        reviews.append(replace(review, id=f"their {review.id}", at=later, device="phone", follows=follows))
    memory = scheduler.replay(reviews)
    random.shuffle(reviews)
    assert scheduler.replay(reviews) == memory
    assert memory and memory.reps == len(reviews)
    known: set[str | None] = {None}
    for review in sorted(reviews, key=lambda review: (review.at, review.id)):
        assert review.follows in known
        known.add(review.id)


def test_a_review_that_follows_another_than_it_knew_of_is_scheduled_anew() -> None:
    first, second = answers_on_record(WITH_STEPS, [(0, EASY), (8, GOOD)], Due())
    odd = replace(second, due_day=second.day + timedelta(days=77))
    taken = WITH_STEPS.replay([first, odd])
    assert taken and taken.due_day == odd.due_day
    for follows in (None, "another"):
        anew = WITH_STEPS.replay([first, replace(odd, follows=follows)])
        assert anew and anew.due_day == second.due_day


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


# Leeches


def lapsed(times: int) -> tuple[Memory, Memory]:
    """The memories before and after a card was forgotten for the so-manieth time."""
    return replace(known(5.0, 5.0), lapses=times - 1), replace(known(1.0, 9.0), lapses=times)


@pytest.mark.parametrize(
    ("threshold", "warned"),
    [(8, [8, 12, 16, 20, 24, 28]), (1, list(range(1, 31))), (3, list(range(3, 31, 2))), (30, [30]), (0, [])],
)
def test_a_leech_is_named_at_the_threshold_and_each_half_of_it_later(threshold: int, warned: list[int]) -> None:
    assert [times for times in range(1, 31) if is_leech(*lapsed(times), threshold)] == warned


def test_only_the_answer_that_forgets_names_a_leech() -> None:
    _, eighth = lapsed(8)
    assert not is_leech(eighth, replace(eighth, reps=9), 8)
    assert not is_leech(None, eighth, 8)
