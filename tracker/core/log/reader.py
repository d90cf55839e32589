"""From the text of a file to a `Log`: its days, each of which is read when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.core.log.candidates import Candidate, Construct, Outline, find_candidates
from tracker.core.log.content import read_content
from tracker.core.log.dates import Order, decide_order, is_impossible, resolve
from tracker.core.log.days import Day, Log
from tracker.core.log.family import find_markers
from tracker.core.log.values import Content, Problem


def read(text: str, path: str = "", repairs: Sequence[str] = ()) -> Log:
    """Read a log, or a note without days.

    Args:
        text: the file's text as `core.text.decode` gives it.
        path: where it came from; kept, not opened.
        repairs: what decoding had to mend; kept.
    """
    lines = text.split("\n")
    outline = find_candidates(lines)
    markers = find_markers(outline, lines)
    order = decide_order(written for marker in markers for written in marker.claim.dates[:1])
    marked = {marker.index for marker in markers}
    headings = [*outline.headings, *((c.index, c.level, c.label) for c in outline.candidates if c.index not in marked)]
    title = next((text for _, _, text in sorted(headings)), "")
    days = tuple(_day(marker, end, lines, order) for marker, end in _extents(markers, outline, lines))
    note = Content() if days else read_content(text)
    return Log(path, title, tuple(repairs), days, note, tuple(_problems(days, markers, order)))


def _extents(markers: Sequence[Candidate], outline: Outline, lines: Sequence[str]) -> Iterator[tuple[Candidate, int]]:
    """Each marker with the line its day ends before."""
    examples = [candidate.index for candidate in outline.candidates if candidate.claim.example]
    for place, marker in enumerate(markers):
        end = markers[place + 1].index if place + 1 < len(markers) else len(lines)
        if marker.construct is Construct.ROW:
            yield marker, marker.end
            continue
        if marker.construct is Construct.ITEM:
            yield marker, _end_of_item(marker, end, lines)
            continue
        if marker.construct is Construct.SUMMARY:
            end = next((fold for fold in reversed(outline.folds) if marker.index < fold < end), end)
        highest = marker.level or 2
        closers = [index for index, level, _ in outline.headings if marker.end <= index < end and level < highest]
        yield marker, min([end, *closers[:1], *(index for index in examples if marker.end <= index < end)])


def _end_of_item(marker: Candidate, end: int, lines: Sequence[str]) -> int:
    blank = False
    for index in range(marker.end, end):
        line = lines[index]
        if not line.strip():
            blank = True
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if indent <= marker.level and (blank or line.lstrip()[0] in "-*+#|<>"):
            return index
        blank = False
    return end


def _day(marker: Candidate, end: int, lines: Sequence[str], order: Order) -> Day:
    claim = marker.claim
    iso = next((resolve(written, order) for written in claim.dates), None)
    heading, body, first = claim.rest, lines[marker.end : end], marker.end + 1
    one_line = marker.construct is Construct.ROW
    if marker.construct in (Construct.ITEM, Construct.ROW):
        heading, body, first = "", [marker.after, *body], marker.index + 1
    elif marker.after:
        body, first = [marker.after, *body], marker.index + 1
    return Day(marker.index + 1, marker.label, claim.numbers, iso, heading, "\n".join(body), first)


def _problems(days: Sequence[Day], markers: Sequence[Candidate], order: Order) -> Iterator[Problem]:
    yield from ()
