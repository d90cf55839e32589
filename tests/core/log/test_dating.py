from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log import Day, Log
from tracker.core.log.dating import date_by_count, date_by_history

START = date(2026, 1, 5)


def log(*days: int | tuple[int, ...] | str | tuple[int, str]) -> Log:
    """A log of days, one on each line: a number, several, a date, or a number with a date."""
    made = []
    for line, said in enumerate(days, 1):
        parts = said if isinstance(said, tuple) else (said,)
        numbers = tuple(part for part in parts if isinstance(part, int))
        iso = next((part for part in parts if isinstance(part, str)), None)
        made.append(Day(line, "", numbers, iso, "", "", line + 1))
    return Log("log.md", "", (), tuple(made), "", ())


def dates(found: Log) -> list[int | str | None]:
    """The dates of a log as days after 5 January 2026."""
    return [day.date and (date.fromisoformat(day.date) - START).days for day in found.days]


def test_day_one_is_the_start() -> None:
    found = date_by_count(log(1, 2, 4, 100), START)
    assert dates(found) == [0, 1, 3, 99]
    assert found.problems == ()


def test_day_zero_is_the_start_of_a_log_that_has_one() -> None:
    assert dates(date_by_count(log(0, 1, 2), START)) == [0, 1, 2]


def test_a_log_that_lacks_its_first_days_counts_from_day_one() -> None:
    assert dates(date_by_count(log(5, 6), START)) == [4, 5]


def test_a_day_of_several_numbers_has_the_date_of_the_first() -> None:
    assert dates(date_by_count(log(1, (2, 3), 4), START)) == [0, 1, 3]


def test_a_day_without_a_number_stays_without_a_date() -> None:
    empty = Day(2, "", (), None, "", "", 3)
    days = log(1, 2).days
    found = date_by_count(Log("", "", (), (days[0], empty, days[1]), "", ()), START)
    assert dates(found) == [0, None, 1]


def test_a_day_keeps_the_date_it_states_and_a_contradiction_is_told() -> None:
    found = date_by_count(log(1, (2, "2026-01-06"), (12, "2026-01-20")), START)
    assert dates(found) == [0, 1, 15]
    assert [(p.line, p.message) for p in found.problems] == [
        (3, "day 12 would be 2026-01-16, its marker says 2026-01-20")
    ]


def test_a_log_that_puts_the_newest_day_first_is_counted_from_its_end() -> None:
    assert dates(date_by_count(log(3, 2, 1), START)) == [2, 1, 0]


@pytest.mark.parametrize("second", [(1, 2), (0, 1, 2), (2, 3)])
def test_only_the_first_round_is_dated_when_the_numbering_starts_over(second: tuple[int, ...]) -> None:
    found = date_by_count(log(1, 2, 3, 4, *second), START)
    assert dates(found) == [0, 1, 2, 3] + [None] * len(second)
    (problem,) = found.problems
    assert problem.line == 5
    left = f"{len(second)} days"
    assert problem.message == f"the numbering starts over at day {second[0]}, and {left} from there on got no date"


def test_the_first_round_stands_last_when_the_newest_day_stands_first() -> None:
    found = date_by_count(log(2, 1, 3, 2, 1), START)
    assert dates(found) == [None, None, 2, 1, 0]
    assert [problem.line for problem in found.problems] == [2]


def test_later_rounds_that_state_their_dates_are_no_problem() -> None:
    found = date_by_count(log(1, 2, (1, "2026-03-01"), (2, "2026-03-02")), START)
    assert found.problems == ()


@pytest.mark.parametrize("slip", [[1, 2, 2, 3], [1, 2, 4, 3, 5], [18, 19, 10, 21, 22], [1, 1, 2, 3]])
def test_one_number_out_of_order_does_not_start_over(slip: list[int]) -> None:
    assert dates(date_by_count(log(*slip), START)) == [number - 1 for number in slip]


def test_a_number_beyond_the_calendar_has_no_date() -> None:
    assert dates(date_by_count(log(1, 999_999_999), START)) == [0, None]


@given(st.lists(st.integers(0, 30)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_date_given_is_the_start_plus_the_count(numbers: list[int], start: date) -> None:
    found = date_by_count(log(*numbers), start)
    begins = {date.fromisoformat(day.date) - timedelta(days=day.numbers[0]) for day in found.days if day.date}
    assert begins <= {start - timedelta(days=1)} or begins == {start}
    assert not numbers or begins


# From lines


def test_days_take_the_dates_of_their_lines_and_keep_their_own() -> None:
    lines = {1: "2026-01-05", 2: "2026-01-07"}
    found = date_by_history(log(1, (2, "2026-01-06"), 3), lambda day: lines.get(day.line))
    assert [day.date for day in found.days] == ["2026-01-05", "2026-01-06", None]
