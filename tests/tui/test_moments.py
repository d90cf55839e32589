"""When an answer was given, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.core.calendar import Calendar
from tracker.core.schedule import Rating, Review
from tracker.tui.moments import given

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 3, 2, 1, 5, tzinfo=UTC), "Good, given at 02:05"),
        (datetime(2026, 3, 1, 23, 30, tzinfo=UTC), "Good, given at 00:30"),
        (datetime(2026, 3, 1, 20, 10, tzinfo=UTC), "Good, given yesterday at 21:10"),
        (datetime(2026, 2, 26, 8, 0, tzinfo=UTC), "Good, given on Thursday 26 February at 09:00"),
        (datetime(2025, 12, 31, 8, 0, tzinfo=UTC), "Good, given on Wednesday 31 December 2025 at 09:00"),
        (datetime(2026, 3, 3, 8, 0, tzinfo=UTC), "Good, given on Tuesday 3 March at 09:00"),  # the clock went back
    ],
)
def test_an_answer_is_told_by_the_clock_on_the_wall(at, said):
    calendar = Calendar(timezone(timedelta(hours=1)))
    review = Review("1", "card", at, date(2026, 1, 1), Rating.GOOD, 5.0, "self", "here")
    assert given(review, NOW, calendar) == said
