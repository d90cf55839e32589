from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.knowledge import Keypoint, Statement
from tracker.core.log import Entry, Kind
from tracker.core.remembered import (
    DaySpan,
    DayView,
    KeypointView,
    Page,
    WrittenDay,
    last_written,
    overviews,
    view_day,
)
from tracker.core.schedule import Memory, Scheduler, Settings, State
from tracker.core.sitting import Candidate

TODAY = date(2026, 3, 2)
SCHEDULER = Scheduler(Settings())


def day(*numbers: int, date: str | None = None, line: int = 1, filled: bool = True, id: int = 0) -> WrittenDay:
    return WrittenDay(id, "/log.md", "Log", "Day", "", date, numbers, line, filled)


def memory(card: str, stability: float, days_ago: int) -> Memory:
    last = TODAY - timedelta(days=days_ago)
    due = last + timedelta(days=round(stability))
    return Memory(card, State.REVIEW, None, stability, 5.0, due, None, last, datetime(2026, 1, 1, tzinfo=UTC), "", 1, 0)


def card(id: str, stability: float | None = None, days_ago: int = 0) -> Candidate:
    return Candidate(id, "tape", None if stability is None else memory(id, stability, days_ago))


def said(*texts: str, first: int = 2) -> list[tuple[Entry, str | None]]:
    return [(Entry(line, Kind.KEYPOINT, "Keypoints", text), text.lower()) for line, text in enumerate(texts, first)]


def view(page: Page | None, entries: Sequence[tuple[Entry, str | None]], cards: Sequence[Candidate] = ()) -> DayView:
    return view_day(day(1), entries, page, {"tape": cards}, SCHEDULER, TODAY)


# What a learner asks for


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("12", 12, 12),
        ("day:12", 12, 12),
        ("day:11..14", 11, 14),
        ("14..11", 11, 14),
        ("2026-01-05", date(2026, 1, 5), date(2026, 1, 5)),
        ("day:2026-01-05..2026-01-07", date(2026, 1, 5), date(2026, 1, 7)),
    ],
)
def test_a_day_is_asked_for_by_its_number_or_its_date(asked: str, first: int | date, last: int | date) -> None:
    assert DaySpan.read(asked) == DaySpan(first, last)


@pytest.mark.parametrize("asked", ["", "abcd2345", "gradient tape", "12a", "1" * 10])
def test_what_is_no_day_is_left_to_others(asked: str) -> None:
    assert DaySpan.read(asked) is None


@pytest.mark.parametrize("asked", ["day:", "day:soon", "2026-02-30", "day:3..2026-01-05", "day:1..2..3"])
def test_what_means_no_day_is_refused(asked: str) -> None:
    with pytest.raises(UserError, match="day"):
        DaySpan.read(asked)


@given(st.text(alphabet="day:.-0123456789 ", max_size=30))
def test_any_text_is_a_span_or_something_else_or_refused(text: str) -> None:
    try:
        span = DaySpan.read(text)
    except UserError:
        return
    assert span is None or span.holds(day(span.first) if isinstance(span.first, int) else day(date=str(span.first)))


def test_a_span_holds_a_day_that_claims_one_of_its_numbers() -> None:
    span = DaySpan(3, 5)
    assert [span.holds(day(*numbers)) for numbers in ((2,), (2, 3), (5,), (6,), ())] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_span_of_dates_holds_no_day_without_a_date() -> None:
    span = DaySpan(date(2026, 1, 1), date(2026, 1, 31))
    assert [span.holds(day(1, date=iso)) for iso in ("2026-01-31", "2026-02-01", None)] == [True, False, False]


# The last day


def test_the_day_with_the_last_date_was_written_last_wherever_it_stands() -> None:
    days = [day(date="2026-01-03"), day(date="2026-01-05"), day(date="2026-01-04"), day(9)]
    assert last_written(days) is days[1]


def test_without_dates_the_last_in_the_file_was_written_last() -> None:
    days = [day(1), day(2), day(1), day(2)]
    assert last_written(days) is days[3]


def test_a_log_that_counts_down_was_written_last_at_its_top() -> None:
    days = [day(3), day(2), day(1)]
    assert last_written(days) is days[0]


def test_a_day_that_waits_to_be_written_and_a_note_do_not_count() -> None:
    days = [day(1), day(2, filled=False), day(line=0)]
    assert last_written(days) is days[0]
    assert last_written(days[1:]) is None


# The text of a day

LINES = ["---", "tags: x", "---", "# Day 1", "- one", "", "# Day 2", "- two", "", ""]


def test_a_page_goes_from_the_marker_to_before_the_next_day() -> None:
    assert Page.of(day(line=4), LINES, 3, 7) == Page(["# Day 1", "- one"], 4)
    assert Page.of(day(line=7), LINES, 3, None) == Page(["# Day 2", "- two"], 7)


@pytest.mark.parametrize("line", [0, 1])
def test_the_page_of_a_note_and_of_a_daily_note_begins_under_the_front_matter(line: int) -> None:
    assert Page.of(day(line=line), LINES, 3, None).first == 4


def test_a_day_that_is_a_row_of_a_table_ends_with_it() -> None:
    lines = ["| Day | What |", "|---|---|", "| 1 | one |", "", "And then?"]
    assert Page.of(day(line=3), lines, 0, None).lines == ["| 1 | one |"]


# What is remembered


def known(cards: Sequence[Candidate]) -> DayView:
    return view(Page(["# Day 1", "- Tape"], 1), said("Tape"), cards)


def test_a_keypoint_is_known_as_well_as_its_weakest_card() -> None:
    (point,) = known([card("a", 100, 10), card("b", 10, 10), card("c")]).keypoints
    assert (point.card, point.cards, point.answered) == ("b", 3, 2)
    assert point.recall == pytest.approx(0.9)
    assert point.due == TODAY


def test_a_card_answered_today_has_no_chance_to_show() -> None:
    (point,) = known([card("a", 100, 0), card("b", 10, 10)]).keypoints
    assert point.card == "b"
    (point,) = known([card("a", 100, 0)]).keypoints
    assert (point.recall, point.card, point.answered) == (None, "a", 1)


def test_a_keypoint_without_a_card_is_shown_all_the_same() -> None:
    (point,) = known([]).keypoints
    assert (point.statement, point.recall, point.card, point.cards, point.due) == ("Tape", None, None, 0, None)


def test_each_line_of_the_text_has_the_keypoints_that_begin_in_it() -> None:
    entries = [*said("One", "Two", first=3), *said("Also two", first=4)]
    shown = view(Page(["# Day 1", "", "- One", "- Two. Also two."], 1), entries)
    assert [(line, [point.statement for point in points]) for line, points in shown.lines()] == [
        ("# Day 1", []), ("", []), ("- One", ["One"]), ("- Two. Also two.", ["Two", "Also two"])
    ]  # fmt: skip


def test_without_its_page_a_day_says_what_its_entries_say() -> None:
    activity = Entry(5, Kind.ACTIVITY, "", "read\nabout tapes")
    shown = view(None, [(activity, None), *said("Tape", first=9)])
    assert shown.stale
    assert shown.activities == (activity,)
    assert [(line, len(points)) for line, points in shown.lines()] == [("read about tapes", 0), ("Tape", 1)]


def test_the_points_of_a_keypoint_are_indented_by_depth() -> None:
    statement = Statement("Two modes.", (Statement("eager", (Statement("by default"),)), Statement("graph")))
    shown = KeypointView(Keypoint("tape", statement), False, 0, (), ())
    assert shown.points == ("eager", "  by default", "graph")


# The overview


def test_an_overview_has_the_mean_and_the_lowest_of_the_weakest_cards() -> None:
    days = [day(1, id=1), day(2, id=2), day(3, id=3)]
    held = {1: ["tape", "mask", "loss"], 2: ["loss"]}
    answered = [
        ("tape", 10.0, TODAY - timedelta(days=10)),
        ("tape", 99.0, TODAY - timedelta(days=10)),
        ("mask", 20.0, TODAY - timedelta(days=60)),
        ("loss", 5.0, TODAY),
    ]
    first, second, third = overviews(days, held, answered, SCHEDULER, TODAY)
    mask = SCHEDULER.recall(memory("m", 20.0, 60), TODAY)
    assert mask
    assert (first.day, first.keypoints) == (days[0], 3)
    assert first.lowest == pytest.approx(mask, abs=1e-3)
    assert first.recall == pytest.approx((0.9 + mask) / 2, abs=1e-3)
    assert (second.keypoints, second.recall, second.lowest) == (1, None, None)
    assert (third.keypoints, third.recall, third.lowest) == (0, None, None)


@given(st.floats(0.001, 36500), st.integers(1, 40000))
def test_the_overview_says_what_the_day_says(stability: float, days_ago: int) -> None:
    exact = SCHEDULER.recall(memory("m", stability, days_ago), TODAY)
    answered = [("tape", stability, TODAY - timedelta(days=days_ago))]
    (shown,) = overviews([day(1)], {0: ["tape"]}, answered, SCHEDULER, TODAY)
    assert shown.lowest == shown.recall == pytest.approx(exact, abs=1e-3)
