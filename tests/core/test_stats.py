from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.stats import MISSING_LISTED, Logged, Streak, logged, logged_days, streak

TODAY = date(2026, 3, 20)


def ago(*numbers: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in numbers]


near_days = st.sets(st.integers(-3, 30)).map(lambda numbers: set(ago(*numbers)))


# Days of a log


def test_a_log_with_two_days_left_out() -> None:
    assert logged([*range(1, 9), *range(11, 17)]) == Logged(14, 8, 6, (9, 10), 2)


def test_a_log_without_days() -> None:
    assert logged([]) == Logged(0, 0, 0, (), 0)


def test_a_log_that_starts_late_misses_nothing_before() -> None:
    assert logged([100, 101]) == Logged(2, 2, 2, (), 0)


def test_a_day_claimed_twice_counts_once_and_order_does_not_matter() -> None:
    assert logged([3, 1, 2, 3, 1]) == logged([1, 2, 3])


@pytest.mark.parametrize("typo", [2_000_000, 10**30])
def test_a_slip_in_a_day_number_lists_a_bounded_number_of_missing_days(typo: int) -> None:
    result = logged([1, 2, 3, typo])
    assert result.missing == tuple(range(4, 4 + MISSING_LISTED))
    assert result.missing_count == typo - 4
    assert (result.longest, result.latest) == (3, 1)


@given(st.lists(st.integers(-50, 300)))
def test_the_days_of_a_log_agree_with_counting_one_by_one(numbers: list[int]) -> None:
    result, claimed = logged(numbers), set(numbers)
    span = range(min(claimed), max(claimed) + 1) if claimed else range(0)
    runs = "".join("x" if number in claimed else " " for number in span).split()
    assert result.days == len(claimed)
    assert result.longest == max(map(len, runs), default=0)
    assert result.latest == (len(runs[-1]) if runs else 0)
    assert result.missing == tuple(number for number in span if number not in claimed)
    assert result.missing_count == len(result.missing)


def on(day: int, *numbers: int) -> tuple[tuple[int, ...], date]:
    """A logged day of March 2026, with its numbers."""
    return numbers, date(2026, 3, day)


def test_a_log_with_dates_is_added_up_by_them() -> None:
    found = logged_days([on(1), on(2), on(5, 3), on(5)])
    assert found == Logged(3, 2, 1, (date(2026, 3, 3), date(2026, 3, 4)), 2)


def test_a_log_without_dates_is_added_up_by_its_numbers() -> None:
    assert logged_days([((1,), None), ((2, 3), None), ((), None)]) == logged([1, 2, 3])
    assert logged_days([]) == logged([])


def test_dates_count_when_most_days_have_one() -> None:
    assert logged_days([on(1, 1), on(9, 2), ((3,), None)]).days == 2
    assert logged_days([on(1, 1), ((2,), None)]) == logged([1, 2])


def test_a_dated_day_of_several_numbers_fills_as_many_dates() -> None:
    assert logged_days([on(16, 24, 25), on(18, 26)]) == Logged(3, 3, 3, (), 0)


def test_a_day_at_the_end_of_the_calendar_fills_no_more_than_there_is() -> None:
    assert logged_days([((1, 2), date.max)]).days == 1


@given(st.lists(st.integers(0, 400)))
def test_dates_and_numbers_add_up_alike(numbers: list[int]) -> None:
    by_date = logged_days([((), date(2026, 1, 1) + timedelta(days=number)) for number in numbers])
    by_number = logged(numbers)
    assert (by_date.days, by_date.longest, by_date.latest) == (by_number.days, by_number.longest, by_number.latest)
    assert by_date.missing_count == by_number.missing_count


# Streaks


def test_a_run_that_reaches_today_is_current() -> None:
    assert streak(ago(0, 1, 2, 5, 6, 7, 8), TODAY) == Streak(days=7, longest=4, current=3)


def test_a_run_that_reached_yesterday_is_current_because_today_is_not_over() -> None:
    assert streak(ago(1, 2), TODAY).current == 2


def test_a_run_that_ended_before_yesterday_is_broken() -> None:
    assert streak(ago(2, 3), TODAY) == Streak(days=2, longest=2, current=0)


def test_nothing_done_is_no_streak() -> None:
    assert streak([], TODAY) == Streak(0, 0, 0)


def test_a_day_on_which_nothing_was_due_neither_breaks_a_run_nor_lengthens_it() -> None:
    assert streak(ago(0, 1, 4), TODAY, excused=ago(2, 3)) == Streak(days=3, longest=3, current=3)


def test_a_gap_excused_in_part_breaks_the_run() -> None:
    assert streak(ago(0, 1, 4), TODAY, excused=ago(3)) == Streak(days=3, longest=2, current=2)


def test_a_run_is_current_when_nothing_has_been_due_since() -> None:
    assert streak(ago(3, 4), TODAY, excused=ago(0, 1, 2)).current == 2


def test_a_day_done_although_excused_counts() -> None:
    assert streak(ago(0, 1), TODAY, excused=ago(0, 1)) == Streak(2, 2, 2)


def test_a_day_after_today_counts_only_once_it_has_come() -> None:
    days = ago(-1, 0)
    assert streak(days, TODAY) == Streak(1, 1, 1)
    assert streak(days, TODAY + timedelta(days=1)) == Streak(2, 2, 2)


def test_days_may_come_in_any_order_and_more_than_once() -> None:
    assert streak(ago(2, 0, 1, 0), TODAY) == streak(ago(0, 1, 2), TODAY)


@given(near_days, near_days)
def test_a_streak_agrees_with_walking_day_by_day(done: set[date], excused: set[date]) -> None:
    longest = run = 0
    for day in reversed(ago(*range(31))):
        if day in done:
            run += 1
        elif day not in excused and day != TODAY:
            run = 0
        longest = max(longest, run)
    assert streak(done, TODAY, excused=excused) == Streak(len({day for day in done if day <= TODAY}), longest, run)


@given(near_days, near_days)
def test_an_excuse_never_shortens_a_streak(done: set[date], excused: set[date]) -> None:
    plain, pardoned = streak(done, TODAY), streak(done, TODAY, excused=excused)
    assert pardoned.days == plain.days
    assert pardoned.longest >= plain.longest
    assert pardoned.current >= plain.current
