from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.knowledge import Statement
from tracker.core.knowledge.duplicates import duplicates

TAPE = "The tape records the operations of the forward pass."
MASK = "A mask hides the padding of a batch of sequences from the layers behind it."


def found(*texts: str, fresh: set[int] | None = None) -> set[tuple[int, int]]:
    """The places of the pairs."""
    statements = {str(place): Statement(text) for place, text in enumerate(texts)}
    looked_at = set(statements) if fresh is None else set(map(str, fresh))
    return {(int(pair.one), int(pair.other)) for pair in duplicates(statements, looked_at)}


@pytest.mark.parametrize(
    "again",
    [
        "The tape records the operations of the forward pass, and plays them backwards.",
        "The tape records all operations of the forward pass.",
        "The tape recrods the operations of the forward pass.",
    ],
)
def test_a_statement_made_again_in_other_words_is_found(again: str) -> None:
    assert found(TAPE, MASK, again) == {(0, 2)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`tf.ones` makes a tensor of ones.", "`tf.zeros` makes a tensor of zeros."),
        ("A GRU has two gates.", "An LSTM has three gates."),
        (TAPE, MASK),
    ],
)
def test_two_facts_of_one_shape_are_no_duplicates(one: str, other: str) -> None:
    assert found(one, other) == set()


def test_only_what_is_fresh_is_looked_at() -> None:
    again = TAPE.replace("the operations", "all operations")
    assert found(TAPE, again, MASK, fresh={2}) == set()
    assert found(TAPE, again, MASK, fresh={0}) == {(0, 1)}


@given(st.lists(st.text(alphabet="abc `.,", max_size=30), max_size=8))
def test_pairs_are_in_order_and_told_once(texts: list[str]) -> None:
    statements = {str(place): Statement(text) for place, text in enumerate(texts)}
    pairs = list(duplicates(statements, set(statements)))
    assert all(int(pair.one) < int(pair.other) for pair in pairs)
    assert len({pair[:2] for pair in pairs}) == len(pairs)
