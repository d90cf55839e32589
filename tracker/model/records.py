"""Reviews as text of fixed width, as the store writes them, decoded a chunk at a time.

A record is 66 characters without a separator: the id of the card (20 characters, filled up with blanks), the moment
`YYYY-MM-DD HH:MM:SS.ffffff`, the learner's day `YYYY-MM-DD`, the rating (1 digit) and the hundredths of a second
it took (1 and eight digits). Any other character may stand where a separator stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

WIDTH = 66
_CARD, _TEXT = slice(0, 20), slice(20, WIDTH)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000
"""Microseconds."""


def _places() -> NDArray[np.float64]:
    """What each character after the card's id adds to each number; all sums stay exact."""
    places = np.zeros((WIDTH - 20, 7))

    def put(column: int, first: int, digits: int, unit: float) -> None:
        places[first : first + digits, column] += unit * 10.0 ** np.arange(digits - 1, -1, -1)

    for months, days, first in ((0, 1, 0), (3, 4, 26)):
        put(months, first, 4, 12)
        put(months, first + 5, 2, 1)
        put(days, first + 8, 2, 1)
    for first, digits, microseconds in ((11, 2, 3_600_000_000), (14, 2, 60_000_000), (17, 2, 1_000_000), (20, 6, 1)):
        put(2, first, digits, microseconds)
    put(5, 36, 1, 1)
    put(6, 38, 8, 1)
    return places


_PLACES = _places()
_ZEROS = ord("0") * _PLACES.sum(axis=0)
"""What the characters add for being characters and not digits."""
Columns: TypeAlias = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.int8], NDArray[np.float32]
]


def decoded(chunks: Iterable[bytes]) -> Columns:
    """Card, moment in microseconds since the day 0, day as an ordinal, rating and seconds of each record."""
    parts = [_chunk(chunk) for chunk in chunks] or [_chunk(b"")]
    card, moment, day, rating, seconds = zip(*parts, strict=True)
    return (
        np.concatenate(card),
        np.concatenate(moment),
        np.concatenate(day),
        np.concatenate(rating),
        np.concatenate(seconds),
    )


def _chunk(chunk: bytes) -> Columns:
    if len(chunk) % WIDTH:
        raise ValueError(f"a chunk of {len(chunk)} characters does not hold whole records of {WIDTH}")
    text = np.frombuffer(chunk, np.uint8).reshape(-1, WIDTH)
    numbers = text[:, _TEXT].astype(np.float64) @ _PLACES - _ZEROS
    whole = numbers.astype(np.int64)
    return (
        _codes(text[:, _CARD]),
        _ordinals(whole[:, 0], whole[:, 1]) * _DAY + whole[:, 2],
        _ordinals(whole[:, 3], whole[:, 4]).astype(np.int32),
        whole[:, 5].astype(np.int8),
        (numbers[:, 6] / 100).astype(np.float32),
    )


def _codes(ids: NDArray[np.uint8]) -> NDArray[np.int64]:
    """A number for each id: of 64 bits mixed well, so that no two cards share one."""
    codes = np.zeros(len(ids), np.uint64)
    for word in np.ascontiguousarray(ids).view(np.uint32).T:
        codes = (codes ^ word) * _MIX
        codes ^= codes >> np.uint64(32)
    return codes.view(np.int64)


def _ordinals(months: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of dates, by their month since the year 0 (January is 1) and their day of the month."""
    first = (months - (12 * 1970 + 1)).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first + (days - 1 + _EPOCH)
