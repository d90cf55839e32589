from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.markers import read_body_marker, read_marker, read_numbers


@pytest.mark.parametrize(
    ("heading", "numbers", "rest"),
    [
        ("Day 1:", (1,), ""),
        ("day 3", (3,), ""),
        ("DAY 12 - Recurrent networks", (12,), "Recurrent networks"),
        ("**Day 5** | Losses", (5,), "** | Losses"),
        ("🔥 Day 7", (7,), ""),
        ("Day-8", (8,), ""),
        ("Day #9", (9,), ""),
        ("Day10", (10,), ""),
        ("day 6 & 7", (6, 7), ""),
        ("Days 6 and 7", (6, 7), ""),
        ("Days 1, 2, 4", (1, 2, 4), ""),
        ("Days 12-14", (12, 13, 14), ""),
        ("Days 12 – 14: strategies", (12, 13, 14), "strategies"),
        ("Days 3 to 5", (3, 4, 5), ""),
    ],
)
def test_a_marker_claims_numbers(heading: str, numbers: tuple[int, ...], rest: str) -> None:
    assert read_marker(heading) == (numbers, rest)


@pytest.mark.parametrize(
    "heading",
    ["Daily logs", "Keypoints", "A day 3", "Today 3", "Days of code", "Day one", "365 days", "Day " + "9" * 30],
)
def test_other_headings_open_no_day(heading: str) -> None:
    assert read_marker(heading) is None


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("day 4 of #365daysofML", (4,)),
        ("🎯 Day 6 & 7 of #challenge", (6, 7)),
        ("Day 12/100", (12,)),
        ("day 3 of my journey through networks", None),
        ("Day 3", None),
        ("on day 4 of #x", None),
    ],
)
def test_the_line_a_day_opens_with_claims_numbers_too(line: str, numbers: tuple[int, ...] | None) -> None:
    assert read_body_marker(line) == numbers


@pytest.mark.parametrize(
    ("source", "numbers"),
    [("14-12", (14, 12)), ("1-9999", (1, 9999)), ("5, 5", (5,)), ("1-3, 7", (1, 2, 3, 7))],
)
def test_a_range_that_makes_no_sense_is_its_two_ends(source: str, numbers: tuple[int, ...]) -> None:
    assert read_numbers(source) == numbers


@given(st.text() | st.text(st.sampled_from("dayDAYS 0123456789-–&,to#:")))
def test_any_heading_can_be_asked(heading: str) -> None:
    marker = read_marker("Day " + heading)
    if marker:
        numbers, _ = marker
        assert numbers
        assert len(set(numbers)) == len(numbers)
