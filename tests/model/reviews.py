"""Histories written down by hand, and parameters drawn within their bounds."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from tracker.core.formulas import DEFAULT_PARAMETERS, LOWER_BOUNDS, UPPER_BOUNDS
from tracker.model.histories import Histories
from tracker.model.records import _codes


def histories_of(cards: Sequence[Sequence[tuple[int, int]]]) -> Histories:
    """Of each card its grades and the days since the review before; what stands for the first is not looked at."""
    rows = []
    for card, reviews in enumerate(cards):
        day = 738_000
        for place, (grade, elapsed) in enumerate(reviews):
            day += elapsed if place else 0
            rows.append((card, day, grade, 5.0))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Histories.of(*map(list, columns))


@st.composite
def parameter_sets(draw: st.DrawFn) -> tuple[float, ...]:
    """Between the defaults and the bounds, not quite at them."""
    chosen = []
    for low, middle, high in zip(LOWER_BOUNDS, DEFAULT_PARAMETERS, UPPER_BOUNDS, strict=True):
        share = draw(st.floats(-0.6, 0.6))
        chosen.append(middle + share * ((high - middle) if share > 0 else (middle - low)))
    return tuple(chosen)


def codes(ids):
    """The number that stands for each card, by its id."""
    return _codes(np.frombuffer("".join(f"{id:20}" for id in ids).encode(), np.uint8).reshape(-1, 20))
