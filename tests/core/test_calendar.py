from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tracker.core.calendar import Calendar

UTC_DAYS = Calendar(UTC)
MONDAY = date(2026, 3, 2)
ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Caracas",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Pyongyang",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kwajalein",
    "UTC",
)
SKIPPED = {("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))}
"""Dates that a zone left out: with a rollover of 0 no moment falls on them."""

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1985, 1, 1), date(2045, 1, 1))


def test_a_late_evening_and_the_small_hours_after_it_are_one_day() -> None:
    berlin = Calendar(ZoneInfo("Europe/Berlin"))
    evening = datetime(2026, 3, 2, 23, 30, tzinfo=berlin.zone)
    assert berlin.day_of(evening) == berlin.day_of(evening + timedelta(hours=4)) == date(2026, 3, 2)
    assert berlin.day_of(evening + timedelta(hours=4, minutes=30)) == date(2026, 3, 3)


def test_the_day_is_read_off_the_wall_clock_of_the_zone_whatever_zone_the_moment_is_in() -> None:
    kathmandu = Calendar(ZoneInfo("Asia/Kathmandu"))
    assert kathmandu.day_of(datetime(2026, 3, 1, 22, 14, tzinfo=UTC)) == date(2026, 3, 1)
    assert kathmandu.day_of(datetime(2026, 3, 1, 22, 15, tzinfo=UTC)) == date(2026, 3, 2)


@given(zones, st.integers(0, 23), days)
@example(ZoneInfo("America/New_York"), 2, date(2026, 3, 8))
@example(ZoneInfo("America/New_York"), 1, date(2026, 11, 1))
@example(ZoneInfo("Australia/Lord_Howe"), 2, date(2026, 10, 4))
@example(ZoneInfo("America/St_Johns"), 0, date(2006, 4, 2))
@example(ZoneInfo("America/St_Johns"), 0, date(2006, 10, 29))
@example(ZoneInfo("Pacific/Apia"), 4, date(2011, 12, 30))
@example(ZoneInfo("Pacific/Apia"), 4, date(2011, 12, 31))
def test_a_day_starts_where_the_day_before_ends(zone: ZoneInfo, rollover: int, day: date) -> None:
    assume(rollover or not {(zone.key, day), (zone.key, day - timedelta(days=1))} & SKIPPED)
    calendar = Calendar(zone, rollover)
    start = calendar.start_of(day)
    assert calendar.day_of(start) == day
    assert calendar.day_of(start - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(zones, st.integers(0, 23), st.datetimes(datetime(1985, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)))
@example(ZoneInfo("America/St_Johns"), 0, datetime(2006, 10, 29, 2, 45, tzinfo=UTC))
@example(ZoneInfo("Pacific/Apia"), 0, datetime(2011, 12, 30, 10, tzinfo=UTC))
def test_a_moment_lies_between_the_start_of_its_day_and_the_start_of_the_next(
    zone: ZoneInfo, rollover: int, moment: datetime
) -> None:
    calendar = Calendar(zone, rollover)
    day = calendar.day_of(moment)
    assert calendar.start_of(day) <= moment < calendar.start_of(day + timedelta(days=1))


moments = st.datetimes(datetime(1985, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))


@given(zones, st.integers(0, 23), moments, st.timedeltas(timedelta(0), timedelta(days=40)))
@example(ZoneInfo("Pacific/Apia"), 0, datetime(2011, 12, 29, 12, tzinfo=UTC), timedelta(days=3))
@example(ZoneInfo("Pacific/Kwajalein"), 4, datetime(1993, 8, 20, 12, tzinfo=UTC), timedelta(days=3))
@example(ZoneInfo("America/Havana"), 0, datetime(2026, 10, 31, 12, tzinfo=UTC), timedelta(days=2))
def test_days_never_go_back_and_each_one_between_two_moments_begins_between_them(
    zone: ZoneInfo, rollover: int, moment: datetime, later: timedelta
) -> None:
    calendar = Calendar(zone, rollover)
    first, last = calendar.day_of(moment), calendar.day_of(moment + later)
    assert first <= last
    starts = [calendar.start_of(first + timedelta(days=number)) for number in range((last - first).days + 2)]
    assert starts[0] <= moment < starts[1]
    assert starts[-2] <= moment + later < starts[-1]
    for number, (start, end) in enumerate(pairwise(starts)):
        day = first + timedelta(days=number)
        if rollover == 0 and (zone.key, day) in SKIPPED:
            assert start == end
        else:
            assert start < end
            assert calendar.day_of(start) == calendar.day_of(end - timedelta(microseconds=1)) == day


@given(zones, zones, st.integers(0, 23), moments)
def test_a_flight_to_another_zone_makes_a_day_longer_or_shorter_by_a_day_at_most(
    here: ZoneInfo, there: ZoneInfo, rollover: int, moment: datetime
) -> None:
    one, other = Calendar(here, rollover).day_of(moment), Calendar(there, rollover).day_of(moment)
    assert abs((one - other).days) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("year", [2011, 2026])
@pytest.mark.parametrize("rollover", [0, 2, 4, 23])
def test_no_zone_has_a_moment_outside_of_its_day(rollover: int, year: int) -> None:
    for zone in sorted(available_timezones()):
        calendar = Calendar(ZoneInfo(zone), rollover)
        moment, seen = datetime(year, 1, 1, tzinfo=UTC), None
        while moment.year == year:
            day = calendar.day_of(moment)
            assert calendar.start_of(day) <= moment < calendar.start_of(day + timedelta(days=1)), (zone, moment)
            assert seen is None or timedelta(0) <= day - seen <= timedelta(days=3), (zone, moment)
            moment, seen = moment + timedelta(hours=23, minutes=27), day


@pytest.mark.parametrize("zone", ["America/St_Johns", "Australia/Lord_Howe", "Europe/Berlin"])
@pytest.mark.parametrize("rollover", [0, 2])
def test_no_day_vanishes_or_comes_twice_in_a_year_of_clock_changes(zone: str, rollover: int) -> None:
    calendar = Calendar(ZoneInfo(zone), rollover)
    first = datetime(2006, 1, 1, tzinfo=UTC)
    seen = [calendar.day_of(first + timedelta(hours=hour)) for hour in range(24 * 366)]
    assert {later - earlier for earlier, later in pairwise(seen)} == {timedelta(0), timedelta(days=1)}


def test_a_day_on_which_the_clock_springs_forward_has_23_hours_and_one_on_which_it_falls_back_25() -> None:
    calendar = Calendar(ZoneInfo("Europe/Berlin"))

    def length(day: date) -> timedelta:
        return calendar.start_of(day + timedelta(days=1)) - calendar.start_of(day)

    assert length(date(2026, 3, 28)) == timedelta(hours=23)
    assert length(date(2026, 10, 24)) == timedelta(hours=25)


def test_a_rollover_hour_that_the_clock_skips_comes_at_the_jump() -> None:
    new_york = Calendar(ZoneInfo("America/New_York"), rollover=2)
    assert new_york.start_of(date(2026, 3, 8)) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    lord_howe = Calendar(ZoneInfo("Australia/Lord_Howe"), rollover=2)
    assert lord_howe.start_of(date(2026, 10, 4)) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_a_rollover_hour_that_comes_twice_counts_the_first_time() -> None:
    new_york = Calendar(ZoneInfo("America/New_York"), rollover=1)
    assert new_york.start_of(date(2026, 11, 1)) == datetime(2026, 11, 1, 5, tzinfo=UTC)


def test_a_day_that_has_begun_stays_begun_when_the_clock_goes_back_over_the_rollover() -> None:
    """St John's turned the clock at 00:01, back to 23:01 of the day before."""
    calendar = Calendar(ZoneInfo("America/St_Johns"), rollover=0)
    midnight = datetime(2006, 10, 29, 2, 30, tzinfo=UTC)
    assert calendar.start_of(date(2006, 10, 29)) == midnight
    assert {calendar.day_of(midnight + timedelta(minutes=minute)) for minute in range(120)} == {date(2006, 10, 29)}


def test_the_date_that_apia_skipped_is_the_hours_before_the_rollover_of_the_next() -> None:
    apia = Calendar(ZoneInfo("Pacific/Apia"))
    jump = datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert apia.start_of(date(2011, 12, 30)) == jump
    assert apia.start_of(date(2011, 12, 31)) == jump + timedelta(hours=4)
    assert apia.day_of(jump) == date(2011, 12, 30)


def test_the_date_that_apia_skipped_is_empty_for_days_that_end_at_midnight() -> None:
    apia = Calendar(ZoneInfo("Pacific/Apia"), rollover=0)
    jump = datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert apia.start_of(date(2011, 12, 30)) == apia.start_of(date(2011, 12, 31)) == jump
    assert apia.day_of(jump - timedelta(microseconds=1)) == date(2011, 12, 29)
    assert apia.day_of(jump) == date(2011, 12, 31)


def test_a_moment_without_a_zone_belongs_to_no_day() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        UTC_DAYS.day_of(datetime(2026, 3, 2, 12))


@pytest.mark.parametrize("rollover", [-1, 24])
def test_the_rollover_is_an_hour_of_the_day(rollover: int) -> None:
    with pytest.raises(ValueError, match="rollover"):
        Calendar(UTC, rollover)
