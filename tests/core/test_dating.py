"""On which day an interval ends: in Anki's range, drawn as a replay draws it, away from what else is due."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tracker.core.schedule.dating import NOTHING_ELSE, Due, choose_days, draw, fuzz_range

MONDAY = date(2026, 3, 2)
EVERY_DAY = (1.0,) * 7
LONGEST = 36500

intervals = st.floats(0.01, 40_000)
usual = st.floats(0.01, 400)
draws = st.integers(0, 2**53 - 1).map(lambda number: number / 2**53)
shares = st.lists(st.sampled_from((0.0, 0.01, 0.5, 1.0)), min_size=7, max_size=7).map(tuple)


@st.composite
def dues(draw: st.DrawFn) -> Due:
    """Cards and siblings on some of the days of the next two months."""
    day = st.integers(1, 60).map(after)
    return Due(draw(st.dictionaries(day, st.integers(0, 10**6))), draw(st.lists(day, max_size=9)))


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def chosen(
    interval: float, *, shares: tuple[float, ...] = EVERY_DAY, due: Due = NOTHING_ELSE, draws: int = 3000
) -> Counter[int]:
    """How often each number of days is chosen, over draws that are spread evenly."""
    return Counter(
        choose_days(interval, LONGEST, (number + 0.5) / draws, MONDAY, shares, due) for number in range(draws)
    )


# The range


@pytest.mark.parametrize(
    ("interval", "low", "high"),
    [
        (0.2, 1, 1),
        (1.0, 1, 1),
        (1.5, 2, 2),
        (2.0, 2, 2),
        (2.49, 2, 2),
        (2.5, 2, 4),
        (3.0, 2, 4),
        (5.0, 4, 6),
        (7.0, 5, 9),
        (10.0, 8, 12),
        (17.0, 14, 20),
        (20.0, 17, 23),
        (37.0, 33, 41),
        (100.0, 93, 107),
        (1000.0, 948, 1052),
    ],
)
def test_an_interval_varies_as_much_as_in_anki(interval: float, low: int, high: int) -> None:
    assert fuzz_range(interval, LONGEST) == (low, high)


@pytest.mark.parametrize(("longest", "low", "high"), [(1, 1, 1), (2, 2, 2), (9, 7, 9), (10, 8, 10), (12, 8, 12)])
def test_the_longest_interval_bounds_the_range(longest: int, low: int, high: int) -> None:
    assert fuzz_range(10.0, longest) == (low, high)


def spans(interval: float) -> float:
    """How far Anki lets an interval vary to either side, added up day by day."""
    edges = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
    within = [(min(interval, end) - start) * part for start, end, part in edges if interval > start]
    return 1 + sum(within)


@given(intervals, st.integers(1, LONGEST))
@example(2.5, 3)
def test_the_range_lies_around_the_interval(interval: float, longest: int) -> None:
    low, high = fuzz_range(interval, longest)
    kept = min(max(interval, 1), longest)
    assert 1 <= low <= high <= longest
    assert low - 0.5 <= kept <= high + 0.5
    if kept >= 2.5:
        assert high - low <= 2 * spans(kept) + 1
        assert high - kept <= spans(kept) + 0.5
        assert kept - low <= spans(kept) + 0.5


@given(intervals)
def test_a_range_is_never_a_single_day_where_it_need_not_be(interval: float) -> None:
    assume(2.5 <= interval <= 30_000)
    low, high = fuzz_range(interval, LONGEST)
    assert high > low


# The draw


def test_what_is_drawn_belongs_to_the_card_and_the_repetition() -> None:
    """A number is written down: a release that draws others would tell another story of the same reviews."""
    assert draw("card", 1) == draw("card", 1) == 0.9738502963495327
    assert len({draw(card, reps) for card in ("card", "other", "card:1") for reps in range(100)}) == 300


def test_what_is_drawn_is_spread_evenly_from_0_to_1() -> None:
    drawn = [draw(f"card {card}", reps) for card in range(400) for reps in range(5)]
    assert all(0 <= number < 1 for number in drawn)
    tenths = Counter(int(10 * number) for number in drawn)
    assert set(tenths) == set(range(10))
    assert 150 < min(tenths.values()) <= max(tenths.values()) < 250
    pairs = Counter((int(4 * draw(f"{card}", 1)), int(4 * draw(f"{card}", 2))) for card in range(1600))
    assert len(pairs) == 16
    assert 60 < min(pairs.values()) <= max(pairs.values()) < 140


@pytest.mark.parametrize("interval", [2.5, 7.0, 10.0, 37.0, 100.0])
def test_both_edges_are_as_likely_as_the_middle(interval: float) -> None:
    low, high = fuzz_range(interval, LONGEST)
    days = high - low + 1
    found = chosen(interval, draws=100 * days)
    assert found == dict.fromkeys(range(low, high + 1), 100)


@trials(max_examples=40)
@given(usual, st.integers(1, LONGEST), draws, shares, dues(), st.integers(1, 400))
@example(36000.0, LONGEST, 0.5, EVERY_DAY, NOTHING_ELSE, 1)
@example(10.0, LONGEST, 1 - 2**-53, EVERY_DAY, Due({after(n): 3 for n in range(20)}), 1)
def test_no_choice_leaves_the_range_unless_a_lower_rating_did(
    interval: float, longest: int, drawn: float, shares: tuple[float, ...], due: Due, at_least: int
) -> None:
    low, high = fuzz_range(interval, longest)
    alone = choose_days(interval, longest, drawn, MONDAY, shares, due)
    assert low <= alone <= high
    bound = choose_days(interval, longest, drawn, MONDAY, shares, due, at_least)
    assert min(at_least, longest) <= bound <= min(max(high, at_least), longest)
    assert bound >= low


@trials(max_examples=40)
@given(usual, draws)
def test_where_nothing_else_is_due_the_choice_is_ankis(interval: float, drawn: float) -> None:
    low, high = fuzz_range(interval, LONGEST)
    expected = low + int(drawn * (high - low + 1))
    assert choose_days(interval, LONGEST, drawn, MONDAY, EVERY_DAY, NOTHING_ELSE) == expected


# What else is due


def test_emptier_days_of_the_range_are_preferred() -> None:
    found = chosen(10.0, due=Due({after(8): 30, after(9): 10, after(10): 10, after(11): 3, after(12): 10}))
    assert found[11] > 4 * found[9] > 4 * found[8]
    assert abs(found[9] - found[10]) <= 1
    assert found[11] > 2000


def test_days_that_are_equally_full_are_equally_likely() -> None:
    assert set(chosen(10.0, due=Due({after(days): 50 for days in range(8, 13)})).values()) == {600}


def test_what_is_due_outside_of_the_range_does_not_matter() -> None:
    assert chosen(10.0, due=Due({after(7): 99, after(13): 99})) == chosen(10.0)


@trials(max_examples=40)
@given(st.floats(0.01, 60), draws, shares, dues())
def test_a_day_that_takes_no_cards_gets_one_only_where_the_range_has_no_other(
    interval: float, drawn: float, shares: tuple[float, ...], due: Due
) -> None:
    low, high = fuzz_range(interval, LONGEST)
    days = choose_days(interval, LONGEST, drawn, MONDAY, shares, due)
    if not shares[after(days).weekday()]:
        assert not any(shares[after(other).weekday()] for other in range(low, high + 1))


def test_a_day_that_takes_no_cards_stays_empty_however_full_the_others_are() -> None:
    sunday = next(days for days in range(8, 13) if after(days).weekday() == 5)
    full = Due({after(days): 1000 for days in range(8, 13) if days != sunday})
    no_saturdays = tuple(float(day != 5) for day in range(7))
    assert sunday not in chosen(10.0, shares=no_saturdays, due=full)


def test_short_intervals_are_kept_even_on_days_that_take_no_cards() -> None:
    assert chosen(1.0, shares=(0.0,) * 7) == {1: 3000}


def test_a_week_without_any_day_is_a_week_of_equal_days() -> None:
    assert chosen(10.0, shares=(0.0,) * 7) == chosen(10.0)


@pytest.mark.parametrize("share", [0.5, 0.2])
def test_in_the_long_run_each_weekday_takes_its_share(share: float) -> None:
    easy = tuple(share if weekday >= 5 else 1.0 for weekday in range(7))
    load: Counter[date] = Counter()
    for day in range(200):
        for card in range(40):
            interval = 8.0 + (card * 7 + day) % 30
            today = after(day)
            load[
                today + timedelta(days=choose_days(interval, LONGEST, draw(f"{card}", day), today, easy, Due(load)))
            ] += 1
    cards: Counter[bool] = Counter()
    for day in range(60, 200 - 200 % 7):
        cards[after(day).weekday() >= 5] += load[after(day)]
    assert (cards[True] / 2) / (cards[False] / 5) == pytest.approx(share, rel=0.15)


@trials(max_examples=40)
@given(st.floats(0.01, 60), draws, dues())
def test_siblings_come_on_other_days_where_the_range_has_any(interval: float, drawn: float, due: Due) -> None:
    low, high = fuzz_range(interval, LONGEST)
    days = choose_days(interval, LONGEST, drawn, MONDAY, EVERY_DAY, due)
    if after(days) in due.siblings:
        assert all(after(other) in due.siblings for other in range(low, high + 1))


def test_a_day_farther_from_a_sibling_is_likelier_up_to_five_days() -> None:
    found = chosen(37.0, due=Due(siblings=[after(33)]))
    assert sorted(found, key=lambda days: found[days])[:4] == [34, 35, 36, 37]
    assert 33 not in found
    assert abs(found[38] - found[41]) <= 1


@trials(max_examples=40)
@given(usual, draws, dues())
def test_the_order_of_what_else_is_due_does_not_matter(interval: float, drawn: float, due: Due) -> None:
    turned = Due(dict(reversed(due.cards.items())), due.siblings[::-1])
    assert choose_days(interval, LONGEST, drawn, MONDAY, EVERY_DAY, due) == choose_days(
        interval, LONGEST, drawn, MONDAY, EVERY_DAY, turned
    )
