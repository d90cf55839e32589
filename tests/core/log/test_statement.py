from __future__ import annotations

from time import perf_counter

import pytest

from tracker.core.log.statement import is_activity, is_placeholder, is_statement


@pytest.mark.parametrize("text", ["", "-", "...", "…", "N/A", "n/a.", "(none)", "TODO", "... nothing ..."])
def test_a_placeholder_stands_for_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["nothing new", "none of it", "N/A values", "A tensor is immutable."])
def test_a_text_that_says_something_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("unit", ["!", " ", "# !!!", "*", "[", "have ", "day ", "7", "http://"])
@pytest.mark.parametrize("end", ["", "x"])
def test_a_long_text_takes_no_long_time(unit: str, end: str) -> None:
    text = unit * (100_000 // len(unit)) + end
    start = perf_counter()
    for ask in (is_placeholder, is_activity, is_statement):
        ask(text)
    assert perf_counter() - start < 2
