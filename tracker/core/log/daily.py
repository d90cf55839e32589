"""Daily notes: Markdown files of which each one is a day, by its name, its path or the date in its front matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.core.log.claims import Claim, Form, read_claim
from tracker.core.log.claims.dates import WrittenDate, decide_order, resolve
from tracker.core.log.days import Day, Log
from tracker.core.log.frontmatter import split_front_matter
from tracker.core.log.inline import read_inline
from tracker.core.log.sections import read_label
from tracker.core.log.values import Problem
from tracker.core.text import printable, squash

_DAYS = (Form.DAY, Form.DATE, Form.ROUND)
_YEARS = range(1900, 2200)
_OF_ITS_FOLDER = {"readme", "index", "_index"}
"""Names of files that speak for the folder they are in."""
_YEAR = re.compile(r"\d{4}")
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:[-_.]?\d\d?)?")
_HEADING = re.compile(r"#{1,2}[ \t]++(?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class Name:
    """The day that the name or the path of a file says."""

    label: str
    """The part of the path that says it."""
    numbers: tuple[int, ...]
    date: str | None
    """ISO."""


def read_names(paths: Sequence[tuple[str, ...]], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Name]:
    """The days that the paths of files say; paths that say none are left out.

    All files of a folder are read together: the others settle whether 3-4-2026 is of March, and whether `012.md` is a
    day.

    Args:
        paths: of the files, relative to their folder, each as its parts; the last without its ending.
        above: the parts of the path of the folder.
    """
    claims = {path: found for path in paths if (found := _claim(path, above))}
    counted = _counted(paths)
    order = decide_order(written for _, claim in claims.values() for written in _whole(claim))
    names = {}
    for path, (label, claim) in claims.items():
        date = next((iso for written in _whole(claim) if (iso := resolve(written, order))), None)
        numbers = claim.numbers if claim.form is not Form.NUMBER or path[:-1] in counted else ()
        if date or numbers:
            names[path] = Name(squash(printable(label)), numbers, date)
    return names


def _claim(path: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, Claim] | None:
    """What the path claims, and the part of it that does."""
    for label, line in _lines(path, above):
        if (claim := read_claim(line)) and (claim.numbers or _whole(claim)):
            return label, claim
    return None


def _lines(path: tuple[str, ...], above: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """What of the path may say a day, as it is shown and as it is read; the surest comes first."""
    whole = above + path
    if len(whole) > 2 and _YEAR.fullmatch(whole[-3]):
        yield "/".join(whole[-3:]), "-".join(whole[-3:])
    if len(whole) > 1 and _YEAR_OR_MONTH.fullmatch(whole[-2]):
        yield "/".join(whole[-2:]), "-".join(whole[-2:])
    if len(path) > 1 and path[-1].casefold() in _OF_ITS_FOLDER:
        yield path[-2], path[-2]
    else:
        yield path[-1], path[-1]


def _whole(claim: Claim) -> list[WrittenDate]:
    """The dates of a claim whose year has four digits: `1.2.3-shapes.md` is a chapter."""
    return [written for written in claim.dates if len(written.parts) == 3 and max(written.parts) in _YEARS]


def _counted(paths: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The folders in which most files are called by a bare number that is no year, and more than one is."""
    files: Counter[tuple[str, ...]] = Counter()
    numbers: Counter[tuple[str, ...]] = Counter()
    for path in paths:
        if path[-1].casefold() not in _OF_ITS_FOLDER:
            files[path[:-1]] += 1
            numbers[path[:-1]] += path[-1].isdecimal() and int(path[-1][:9]) not in _YEARS
    return {folder for folder, count in numbers.items() if count > 1 and 2 * count > files[folder]}


def read_daily(log: Log, text: str, name: Name | None) -> Log | None:
    """A file as the one day that its name or its front matter says.

    Args:
        log: the file as it was read.
        text: what it was read from.
        name: the day that its name says.

    Returns:
        None when nothing says a day, or when the file has several days of its own.
    """
    fields, above, body = split_front_matter(text)
    date = (name and name.date) or _date(fields.get("date", ""))
    numbers = name.numbers if name else ()
    if len(log.days) > 1 or not (date or numbers):
        return None
    opening = _read_opening(body, above + 1)
    found = tuple(
        Problem(opening.line, f"the name of the file says {named}, its heading {said}")
        for named, said in ((date, opening.date), (_spoken(numbers), _spoken(opening.numbers)))
        if name and named and said and named != said
    )
    day = Day(
        line=1,
        label=name.label if name else date or "",
        numbers=numbers or opening.numbers,
        date=date or opening.date,
        heading=fields.get("title") or opening.heading,
        body=body[opening.end :],
        first=above + 1 + body.count("\n", 0, opening.end),
    )
    return replace(log, days=(day,), body="", found=(*log.found, *found))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the line that opens a daily note says of the day, as far as it is a heading or nothing but a claim."""

    line: int
    end: int = 0
    """Where the text under it begins."""
    numbers: tuple[int, ...] = ()
    date: str | None = None
    heading: str = ""


def _read_opening(body: str, first: int) -> _Opening:
    start = body.rfind("\n", 0, len(body) - len(body.lstrip())) + 1
    end = body.find("\n", start) + 1 or len(body)
    source = body[start:end].rstrip("\n")
    heading = _HEADING.match(source)
    words = _without_closing(heading["text"].rstrip()) if heading else source
    line = first + body.count("\n", 0, start)
    claim = read_claim(words)
    if claim and claim.form in _DAYS and (heading or not claim.rest):
        dates = _whole(claim)
        date = resolve(dates[0], decide_order(dates)) if dates else None
        return _Opening(line, end, claim.numbers, date, read_inline(claim.rest).text)
    if heading and not read_label(words):
        return _Opening(line, end, heading=read_inline(words).text)
    return _Opening(line)


def _without_closing(heading: str) -> str:
    """The words of a heading whose marks stand behind it too: `Masks ##`."""
    words = heading.rstrip("#")
    return words.rstrip() if words[-1:].isspace() or not words else heading


def _date(value: str) -> str | None:
    """The date of a field, whatever time of day it goes on with."""
    claim = read_claim(value.partition("T")[0].strip("[]"))
    dates = _whole(claim) if claim else []
    return resolve(dates[0], decide_order(dates)) if dates else None


def _spoken(numbers: tuple[int, ...]) -> str:
    return f"day {' & '.join(map(str, numbers))}" if numbers else ""
