"""From the text of a file to a `Log`: its days, each of which is read when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tracker.core.log.candidates import Candidate, Construct, Outline, find_candidates
from tracker.core.log.claims.dates import Order, decide_order, is_impossible, resolve
from tracker.core.log.days import Day, Log
from tracker.core.log.family import find_markers
from tracker.core.log.frontmatter import split_front_matter
from tracker.core.log.values import Problem

_PART = re.compile(r"\d[a-z]{1,3}\b", re.IGNORECASE)
"""Of a day that is told in parts, as `Day 2a`."""
_LONGEST_TITLE = 10
"""Words."""
_FIRST_DAYS = 2
"""A log that begins again begins with one of these."""

_TEMPLATE = re.compile(r"\btemplate\b|\bvorlage\b|\bplantilla\b|\bmodèle\b|模板|YYYY|\bDD[/.-]MM\b", re.IGNORECASE)
"""A heading over something to copy ends the day before it."""


def read(text: str, path: str = "", repairs: Sequence[str] = (), undecodable: Sequence[int] = ()) -> Log:
    """Read a log, or a note without days.

    Args:
        text: the file's text as `core.text.read_bytes` gives it.
        path: where it came from; kept, not opened.
        repairs: what decoding had to mend; kept.
        undecodable: the lines whose bytes were no text.
    """
    front, above, rest = split_front_matter(text)
    lines = [""] * above + rest.split("\n")
    outline = find_candidates(lines, above)
    for index in outline.conflicts:
        lines[index] = ""
    markers = find_markers(outline, lines)
    order = decide_order(written for marker in markers for written in marker.claim.dates[:1])
    marked = {marker.index for marker in markers}
    headings = [*outline.headings, *((c.index, c.level, c.label) for c in outline.candidates if c.index not in marked)]
    title = next((text for _, _, text in sorted(headings)), front.get("title", ""))
    days = tuple(_day(marker, end, lines, order) for marker, end in _extents(markers, outline, lines))
    body = "" if days else "\n".join(lines)
    problems = tuple(_problems(markers, order, outline.conflicts, undecodable))
    return Log(path, title, tuple(repairs), days, body, problems)


def _extents(markers: Sequence[Candidate], outline: Outline, lines: Sequence[str]) -> Iterator[tuple[Candidate, int]]:
    """Each marker with the line its day ends before."""
    examples = [candidate.index for candidate in outline.candidates if candidate.claim.example]
    for place, marker in enumerate(markers):
        end = markers[place + 1].index if place + 1 < len(markers) else len(lines)
        if marker.construct is Construct.ROW:
            end = marker.end
        elif marker.construct is Construct.ITEM:
            end = _end_of_item(marker, end, lines)
        elif marker.construct is Construct.SUMMARY:
            end = next(reversed(_between(outline.folds, marker.end, end)), end)
        closers = [
            index
            for index, level, text in _between(outline.headings, (marker.end,), (end,))
            if level < (marker.level or 2) or _TEMPLATE.search(text)
        ]
        yield marker, min([end, *closers[:1], *_between(examples, marker.end, end)[:1]])


def _between(found: Sequence[Any], start: Any, end: Any) -> Sequence[Any]:
    """Those of a sorted row that lie from `start` to before `end`."""
    return found[bisect_left(found, start) : bisect_left(found, end)]


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
    heading, body, first = claim.rest, lines[marker.end : end], marker.end + 1
    told = marker.construct in (Construct.ITEM, Construct.ROW, Construct.BOLD)
    if told or (marker.construct is Construct.LINE and _tells(marker, body)):
        heading = heading if marker.construct is Construct.BOLD else ""
        if marker.after or told:
            body, first = [marker.after, *body], marker.index + 1
    row = marker.construct is Construct.ROW
    iso, text = _iso(marker, order), "\n".join(body)
    return Day(marker.index + 1, marker.label, claim.numbers, iso, heading, text, first, row=row)


def _tells(line: Candidate, body: Sequence[str]) -> bool:
    """Whether a plain line goes on with what was done that day, and not with its title."""
    return len(line.claim.rest.split()) > _LONGEST_TITLE or not any(map(str.strip, body))


def _problems(
    markers: Sequence[Candidate], order: Order, conflicts: Sequence[int], undecodable: Sequence[int]
) -> Iterator[Problem]:
    """What is wrong with the days as a row, and with the text as a whole, in the order of the lines."""
    found = [Problem(line, "some bytes are no text; \ufffd stands for them") for line in undecodable]
    if conflicts:
        found.append(Problem(conflicts[0] + 1, "a merge left its marks here; both sides are read until you choose one"))
    found += _number_problems(markers)
    found += _date_problems(markers, order)
    return iter(sorted(found, key=lambda problem: problem.line))


def _number_problems(markers: Sequence[Candidate]) -> Iterator[Problem]:
    numbered = [marker for marker in markers if marker.claim.numbers]
    falling = sum(b.claim.numbers[0] < a.claim.numbers[0] for a, b in pairwise(numbered)) * 2 > len(numbered)
    seen: dict[int, int] = {}
    before: Candidate | None = None
    if falling:
        numbered.reverse()
    for marker, after in zip(numbered, [*numbered[1:], None], strict=False):
        claim, line = marker.claim, marker.index + 1
        goes_on = before is None or after is None or after.claim.numbers[0] <= before.claim.numbers[-1]
        again = claim.numbers[0] <= _FIRST_DAYS and goes_on
        back = before is not None and claim.numbers[0] < before.claim.numbers[0]
        if before is not None and (claim.round != before.claim.round or (back and again)):
            seen = {}
        elif twice := next((number for number in claim.numbers if number in seen), None):
            if not _PART.search(claim.span):
                first, second = sorted((seen[twice], line))
                yield Problem(second, f"day {twice} is there twice, first in line {first}")
        elif back and before is not None:
            yield Problem(line, f"day {claim.numbers[0]} comes after day {before.claim.numbers[-1]}")
        for number in claim.numbers:
            seen.setdefault(number, line)
        before = marker


def _date_problems(markers: Sequence[Candidate], order: Order) -> Iterator[Problem]:
    dated: list[tuple[str, Candidate]] = []
    for marker in markers:
        for written in marker.claim.dates:
            if is_impossible(written, order):
                yield Problem(marker.index + 1, f"the calendar has no {written.text}")
        iso = _iso(marker, order)
        if iso:
            dated.append((iso, marker))
    falling = sum(b < a for (a, _), (b, _) in pairwise(dated)) * 2 > len(dated)
    for (before, _), (after, marker) in pairwise(dated):
        if (before < after) if falling else (after < before):
            yield Problem(marker.index + 1, f"{after} comes after {before}: the dates run backwards")


def _iso(marker: Candidate, order: Order) -> str | None:
    return next((resolve(written, order) for written in marker.claim.dates), None)
