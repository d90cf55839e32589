from datetime import UTC, date, datetime

import pytest

from tracker import clock
from tracker.core.errors import UserError


def test_now_is_a_moment_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_NOW")
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5


def test_a_fixed_time_without_a_zone_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("TRACKER_NOW", "2026-03-02T05:45")
    assert clock.now() == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("fixed", ["tomorrow", "0001-01-01", "9999-12-31T23:59:59"])
def test_a_fixed_time_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, fixed: str) -> None:
    monkeypatch.setenv("TRACKER_NOW", fixed)
    with pytest.raises(UserError, match="TRACKER_NOW"):
        clock.now()


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 2), ("America/New_York", 2), ("Pacific/Honolulu", 1), ("nowhere", 2)]
)
def test_the_calendar_follows_the_local_zone(monkeypatch: pytest.MonkeyPatch, zone: str, day: int) -> None:
    monkeypatch.setenv("TZ", zone)
    assert clock.calendar(4).day_of(datetime(2026, 3, 2, 12, tzinfo=UTC)) == date(2026, 3, day)
