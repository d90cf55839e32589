"""Reviews of many cards laid out by step: first all first reviews, then all second ones, without gaps.

Cards stand in blocks, those with the most reviews first, so that at each step the cards that go on are the first ones
of their block. A block is small enough for its numbers to stay in the cache of a processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

CARDS_IN_A_BLOCK = 12_288


@dataclass(frozen=True, eq=False)
class Packed:
    """Columns in the order of the steps, and where each step begins."""

    rating: NDArray[np.int8]
    elapsed: NDArray[np.int32]
    weight: NDArray[np.float32]
    """How much a review counts; 0 when it is not scored."""
    position: NDArray[np.int32]
    """Where each review stands in the columns it was packed from."""
    blocks: tuple[NDArray[np.int64], ...]
    """For each block of cards the places where its steps begin, and where the last one ends."""

    def steps(self) -> Iterator[list[slice]]:
        """For each block its steps, from the first reviews on."""
        for places in self.blocks:
            yield [slice(begin, end) for begin, end in pairwise(places.tolist())]


def positions(
    starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int32], tuple[NDArray[np.int64], ...]]:
    """The order of the steps, for cards with so many reviews each from these places on; and the blocks."""
    longest_first = np.argsort(-lengths, kind="stable")
    longest_first = longest_first[: np.count_nonzero(lengths)]
    order, blocks, at = [], [], 0
    for begin in range(0, len(longest_first), CARDS_IN_A_BLOCK):
        cards = longest_first[begin : begin + CARDS_IN_A_BLOCK]
        first = starts[cards].astype(np.int32)
        # At step k, as many cards go on as have more than k reviews.
        going_on = np.searchsorted(-lengths[cards], -np.arange(lengths[cards[0]]), side="left")
        order += [first[:count] + np.int32(step) for step, count in enumerate(going_on)]
        blocks.append(at + np.concatenate([[0], np.cumsum(going_on)]))
        at = int(blocks[-1][-1])
    return (np.concatenate(order) if order else np.empty(0, np.int32)), tuple(blocks)
