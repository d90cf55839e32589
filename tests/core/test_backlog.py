"""A backlog spread over days: all of it, once, weakest first, in what the days have room for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tracker.core.backlog import Portion, spread

TODAY = date(2026, 3, 2)

waitings = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.floats(0.0, 1.0), max_size=60).map(
    lambda recalls: list(recalls.items())
)
loads = st.dictionaries(st.integers(1, 30).map(lambda days: TODAY + timedelta(days=days)), st.integers(0, 50))
some_days = st.none() | st.integers(1, 365)


def cards(count: int) -> list[tuple[str, float]]:
    """So many cards, each better known than the one before."""
    return [(f"{number:03}", 0.3 + number / 1000) for number in range(count)]


def sizes(plan: list[Portion]) -> list[int]:
    return [len(portion.cards) for portion in plan]


@trials(max_examples=50)
@given(waitings, loads, st.integers(1, 300), some_days)
def test_each_card_is_planned_once_and_the_weakest_first(
    waiting: list[tuple[str, float]], due: dict[date, int], a_day: int, days: int | None
) -> None:
    plan = spread(waiting, due, TODAY, a_day, days)
    recall = dict(waiting)
    order = list(chain.from_iterable(portion.cards for portion in plan))
    assert sorted(order) == sorted(recall)
    assert order == sorted(recall, key=lambda card: (recall[card], card))
    assert [portion.weakest for portion in plan] == [min(recall[card] for card in portion.cards) for portion in plan]


@trials(max_examples=50)
@given(waitings, loads, st.integers(1, 300), some_days)
def test_the_days_follow_each_other_from_today_and_none_is_empty(
    waiting: list[tuple[str, float]], due: dict[date, int], a_day: int, days: int | None
) -> None:
    plan = spread(waiting, due, TODAY, a_day, days)
    assert [portion.day for portion in plan] == [TODAY + timedelta(days=number) for number in range(len(plan))]
    assert all(portion.cards for portion in plan)
    assert [portion.due for portion in plan] == [due.get(portion.day, 0) for portion in plan]
    assert len(plan) <= (days or 365)


@trials(max_examples=50)
@given(waitings, loads, st.integers(1, 300))
def test_a_day_takes_what_its_other_cards_leave_but_a_quarter_at_least(
    waiting: list[tuple[str, float]], due: dict[date, int], a_day: int
) -> None:
    plan = spread(waiting, due, TODAY, a_day)
    for portion in plan[:-1]:
        assert len(portion.cards) == max(a_day - portion.due, -(-a_day // 4))
    for portion in plan[-1:]:
        assert 0 < len(portion.cards) <= max(a_day - portion.due, -(-a_day // 4))


@trials(max_examples=50)
@given(waitings, loads, st.integers(1, 300), st.integers(1, 30))
def test_a_number_of_days_take_as_many_cards_each(
    waiting: list[tuple[str, float]], due: dict[date, int], a_day: int, days: int
) -> None:
    plan = spread(waiting, due, TODAY, a_day, days)
    assert len(plan) == min(days, len(waiting))
    assert not plan or max(sizes(plan)) - min(sizes(plan)) <= 1
    assert all(earlier >= later for earlier, later in pairwise(sizes(plan)))


@trials(max_examples=50)
@given(waitings, st.randoms())
def test_the_order_of_what_waits_does_not_matter(waiting: list[tuple[str, float]], random: object) -> None:
    shuffled = list(waiting)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spread(shuffled, {}, TODAY, 5) == spread(waiting, {}, TODAY, 5)


@pytest.mark.parametrize(
    ("done", "first", "expected"), [(0, 0, [5, 5, 2]), (3, 0, [2, 5, 5]), (5, 1, [5, 5, 2]), (99, 1, [5, 5, 2])]
)
def test_what_was_answered_today_leaves_the_less_for_today(done: int, first: int, expected: list[int]) -> None:
    plan = spread(cards(12), {}, TODAY, 5, done=done)
    assert sizes(plan) == expected
    assert plan[0].day == TODAY + timedelta(days=first)
    assert sizes(spread(cards(12), {}, TODAY, 5, 2, done=done)) == [6, 6]


@given(waitings, loads, st.integers(1, 9), some_days, st.integers(0, 20))
@trials(max_examples=50)
def test_each_card_is_planned_once_whatever_was_answered_today(
    waiting: list[tuple[str, float]], due: dict[date, int], a_day: int, days: int | None, done: int
) -> None:
    plan = spread(waiting, due, TODAY, a_day, days, done)
    assert sorted(chain.from_iterable(portion.cards for portion in plan)) == sorted(card for card, _ in waiting)
    assert all(portion.cards for portion in plan)


def test_nothing_waiting_is_no_plan() -> None:
    assert spread([], {TODAY: 9}, TODAY, 5) == []
    assert spread([], {}, TODAY, 5, 3) == []


def test_a_plan_reads_as_a_learner_would_make_it() -> None:
    busy = {TODAY + timedelta(days=1): 7, TODAY + timedelta(days=2): 40}
    plan = spread(cards(22), busy, TODAY, 10)
    assert plan[0] == Portion(TODAY, tuple(card for card, _ in cards(10)), 0.3, 0)
    assert sizes(plan) == [10, 3, 3, 6]
    assert [portion.due for portion in plan] == [0, 7, 40, 0]


@pytest.mark.parametrize(("days", "expected"), [(1, [22]), (3, [8, 7, 7]), (22, [1] * 22), (300, [1] * 22)])
def test_a_plan_over_a_number_of_days(days: int, expected: list[int]) -> None:
    assert sizes(spread(cards(22), {}, TODAY, 5, days)) == expected


def test_a_backlog_of_more_than_a_year_is_spread_over_a_year() -> None:
    plan = spread(cards(800), {}, TODAY, 1)
    assert len(plan) == 365
    assert sum(sizes(plan)) == 800
    assert max(sizes(plan)) - min(sizes(plan)) <= 2
