"""Reviews as columns: sorted, decoded from text, and laid out by step."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.reviews import codes, histories_of
from tracker.model import packing
from tracker.model.histories import Histories
from tracker.model.packing import positions
from tracker.model.records import WIDTH

RECORDS = st.lists(
    st.tuples(
        st.text("0123456789abcdef", min_size=20, max_size=20),
        st.datetimes(datetime(1990, 1, 1), datetime(2199, 12, 31)),
        st.integers(-1, 1),
        st.integers(1, 4),
        st.integers(0, 9_999_999),
    ),
    max_size=12,
)


def test_reviews_are_grouped_by_card_and_in_order_of_time_within_a_card() -> None:
    histories = Histories.of([7, 3, 7, 3], [12, 11, 10, 10], [1, 2, 3, 4], [1, 2, 3, 4], [40, 30, 20, 10])
    assert histories.card.tolist() == [3, 3, 7, 7]
    assert histories.rating.tolist() == [4, 2, 3, 1]
    assert histories.starts.tolist() == [0, 2]
    assert histories.elapsed.tolist() == [0, 1, 0, 2]


def test_reviews_without_an_order_stay_as_given_within_a_card() -> None:
    assert Histories.of([2, 1, 2, 1], [5, 5, 5, 5], [1, 2, 3, 4], [0, 0, 0, 0]).rating.tolist() == [2, 4, 1, 3]


def test_a_day_that_went_backwards_is_the_same_day() -> None:
    assert Histories.of([1, 1], [10, 9], [3, 3], [1, 1]).elapsed.tolist() == [0, 0]


@settings(deadline=None)
@given(RECORDS, st.integers(1, 5))
def test_what_was_written_as_text_is_read_back(records: list[tuple[str, datetime, int, int, int]], size: int) -> None:
    texts = [
        f"{card}{moment:%Y-%m-%d %H:%M:%S.%f}{moment.date() + timedelta(shift)}{rating}{100_000_000 + amount}".encode()
        for card, moment, shift, rating, amount in records
    ]
    assert {len(text) for text in texts} <= {WIDTH}
    found = Histories.read(b"".join(texts[begin : begin + size]) for begin in range(0, len(texts), size))
    expected = Histories.of(
        codes([card for card, *_ in records]),
        [(moment.date() + timedelta(shift)).toordinal() for _, moment, shift, _, _ in records],
        [rating for *_, rating, _ in records],
        [amount / 100 for *_, amount in records],
        [(moment - datetime(1, 1, 1)) // timedelta(microseconds=1) for _, moment, *_ in records],
    )
    for column in ("card", "day", "rating", "seconds"):
        assert np.array_equal(getattr(found, column), getattr(expected, column))


def test_cards_that_differ_in_a_character_have_other_codes() -> None:
    ids = [f"{number:020x}" for number in range(5_000)] + [f"{number:x}" + "0" * 16 for number in range(0x1000, 0x2000)]
    assert len(set(codes(ids).tolist())) == len(ids)


def test_half_a_record_is_refused() -> None:
    with pytest.raises(ValueError, match="whole records"):
        Histories.read([b"0" * (WIDTH - 1)])


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 5))
def test_each_step_holds_the_next_review_of_every_card_that_has_one(lengths: list[int], width: int) -> None:
    counts, standard = np.array(lengths, np.int64), packing.CARDS_IN_A_BLOCK
    starts = np.cumsum(counts) - counts
    packing.CARDS_IN_A_BLOCK = width
    try:
        order, blocks = positions(starts, counts)
    finally:
        packing.CARDS_IN_A_BLOCK = standard
    assert sorted(order.tolist()) == list(range(counts.sum()))
    for places in blocks:
        steps = [order[begin:end] for begin, end in pairwise(places)]
        for before, after in pairwise(steps):
            assert (after == before[: len(after)] + 1).all()


def test_what_is_not_before_a_day_is_left_out() -> None:
    packed = histories_of([[(3, 0), (3, 2), (3, 5)], [(3, 0), (3, 6)]]).packed(until=738_000 + 6)
    assert sorted(packed.position.tolist()) == [0, 1, 3]


def test_only_reviews_of_later_days_count_and_with_recency_the_late_ones_more() -> None:
    histories = histories_of([[(3, 0), (3, 0), (3, 2), (3, 5), (3, 9)]])
    assert histories.packed().weight.tolist() == [0, 0, 1, 1, 1]
    weights = histories.packed(recency=True).weight
    assert weights[:2].tolist() == [0, 0]
    assert weights[2] < weights[3] < weights[4]
    assert weights.sum() == pytest.approx(3)


def test_days_are_ordinals() -> None:
    text = f"{'0' * 20}2024-02-29 23:59:59.9999992024-03-013100001234".encode()
    found = Histories.read([text])
    assert found.day.tolist() == [date(2024, 3, 1).toordinal()]
    assert found.seconds.tolist() == pytest.approx([12.34])
