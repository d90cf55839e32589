"""The lines of a log that a keypoint stands in, and whether others in their place leave the rest as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.core.log import Content, Day, Entry, Kind, Log, read
from tracker.core.log.bookkeeping import without_bookkeeping
from tracker.core.log.content import read_content
from tracker.core.log.daily import Name, read_daily
from tracker.core.text import read_bytes


def read_log(data: bytes, name: Name | None) -> Log:
    """Read the bytes of a file as an import does.

    Raises:
        ValueError: they are no text.
    """
    text = without_bookkeeping(read_bytes(data).text)
    log = read(text)
    return read_daily(log, text, name) or log


def count_lines(log: Log, line: int) -> int:
    """How many lines the keypoint that begins in a line stands in.

    They are the fewest from which the reader reads it as it is. What is nested under it is not counted.
    """
    day = _day_of(log, line)
    if day and day.row:
        return 1
    body, first = (day.body, day.first) if day else (log.body, 1)
    lines = body.split("\n")
    content = day.content if day else log.note
    said = _said_in(content, line)
    begins = line - first
    ends = min((entry.line for entry in _all(content.entries) if entry.line > line), default=first + len(lines)) - first

    def suffices(count: int) -> bool:
        blanked = [*lines[: begins + count], *[""] * (ends - begins - count), *lines[ends:]]
        read = read_content("\n".join(blanked), first, day.numbers if day else None)
        return _said_in(read, line) == said

    return 1 + bisect_left(range(1, ends - begins), True, key=suffices)


def holds_keypoint(log: Log, line: int) -> bool:
    """Whether a keypoint begins in a line."""
    return bool(_said_in(_content(log, line), line))


def leaves_the_rest(old: Log, new: Log, line: int, count: int, fresh: int) -> bool:
    """Whether all other lines of a log say what they said, once some lines are in the place of others.

    Args:
        old: the log as it was.
        new: with the other lines.
        line: the first of them.
        count: how many they were.
        fresh: how many they are.
    """
    if len(new.days) != len(old.days):
        return False
    edited, end, further = _day_of(old, line), line + count, fresh - count
    for was, now in zip(old.days, new.days, strict=True):
        if was is edited:
            stays = (now.line, now.numbers, now.date) == (was.line, was.numbers, was.date)
        else:
            moved = further if was.line >= end else 0
            stays = now == replace(was, line=was.line + moved, first=was.first + moved)
        if not stays:
            return False
    before, after = (_content(log, line) for log in (old, new))
    others = [_shifted(*one, further if one[1].line >= end else 0) for one in _outside(before, line, end)]
    stay = [_shifted(*one, 0) for one in _outside(after, line, end + further)]
    return stay == others


def _content(log: Log, line: int) -> Content:
    day = _day_of(log, line)
    return day.content if day else log.note


def _day_of(log: Log, line: int) -> Day | None:
    """The day that a line stands in; None in a note."""
    place = bisect_left(log.days, line + 1, key=lambda day: day.line)
    return log.days[place - 1] if place else None


def _all(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for _, entry in _deep(entries))


def _deep(entries: Iterable[Entry], depth: int = 0) -> Iterator[tuple[int, Entry]]:
    """Entries with how deep they stand in others."""
    for entry in entries:
        yield depth, entry
        yield from _deep(entry.children, depth + 1)


def _said_in(content: Content, line: int) -> Sequence[str]:
    """The keypoints that begin in a line."""
    return [entry.text for entry in _all(content.entries) if entry.line == line and entry.kind is Kind.KEYPOINT]


def _outside(content: Content, line: int, end: int) -> Iterator[tuple[int, Entry]]:
    """The entries that do not begin between two lines, and how deep they stand."""
    return (one for one in _deep(content.entries) if not line <= one[1].line < end)


def _shifted(depth: int, entry: Entry, lines: int) -> tuple[int, int, Kind, str, str]:
    """What an entry says and where; an activity may tell the keypoint that is edited in its own words."""
    said = entry.text if entry.kind is Kind.KEYPOINT else ""
    return depth, entry.line + lines, entry.kind, entry.section, said
