"""What a search finds, and the piece of it that shows why."""

from __future__ import annotations

from dataclasses import dataclass

Excerpt = tuple[tuple[str, bool], ...]
"""The pieces of a text in their order, and whether each is a hit."""

WIDTH = 100
"""Characters of an excerpt, about."""
_BEFORE = 30
"""Characters shown before the first hit, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search."""

    kind: str
    """One of `KINDS`."""
    id: str
    """Of the keypoint, the card or the snippet; of a day the number of its row."""
    text: str
    """What it is, in one line: the statement, the question, the label and title of the day, the snippet's title."""
    excerpt: Excerpt
    source: str
    """Path of the file, empty when no source holds it any more."""
    day: str
    line: int


def excerpt(text: str, hits: list[tuple[int, int]], width: int = WIDTH) -> Excerpt:
    """About `width` characters of a text around its first hits, on one line.

    Args:
        text: all of it.
        hits: where they begin and end in it, in any order.
        width: how many characters to show.
    """
    line = text.replace("\n", " ").replace("\t", " ")
    merged = _merged(hits)
    begin, end = _window(line, merged[0][0] if merged else 0, width)
    pieces = [("…", False)] if begin else []
    at = begin
    for first, last in merged:
        first, last = max(first, begin), min(last, end)
        if first < last:
            pieces += [(line[at:first], False), (line[first:last], True)]
            at = last
    pieces += [(line[at:end], False), ("…" if end < len(line) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _merged(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _window(line: str, hit: int, width: int) -> tuple[int, int]:
    """Where the excerpt begins and ends: at blanks where there are some."""
    if len(line) <= width:
        return 0, len(line)
    begin = max(0, min(hit - _BEFORE, len(line) - width))
    if begin:
        blank = line.find(" ", begin - 1, hit)
        begin = blank + 1 if blank >= 0 else begin
    end = min(len(line), begin + width)
    if end < len(line):
        blank = line.rfind(" ", max(hit + 1, begin), end + 1)
        end = blank if blank > begin else end
    return begin, end
