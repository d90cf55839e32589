"""The fields of a query: their names, how a value is read, and the line of help that people are shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.query.tree import Comparison, Dates, Numbers
from tracker.core.snippet import Verdict

KINDS = ("keypoint", "card", "day", "note", "snippet")
"""What can be found."""
STATES = tuple("due new learning review leech suspended buried dropped changed flagged edited retired merged".split())
"""What `is:` knows of a card; `retired` and `merged` are said of keypoints too."""


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of filter."""

    name: str
    read: Callable[[str], str | Numbers | Dates | Comparison]
    """Makes a value of the text behind the name; raises ValueError with what is wrong, to be said after the text."""
    example: str
    help: str
    compared: bool = False
    """Whether a comparison follows the name, instead of a colon."""


def _text(value: str) -> str:
    return value


def _tag(value: str) -> str:
    name = value.lstrip("# ")
    if not name:
        raise ValueError("names no tag")
    return name


def _one_of(values: Sequence[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        known = value.casefold()
        if known in values:
            return known
        near = difflib.get_close_matches(known, values, n=1)
        raise ValueError(f"is none of {', '.join(values)}" + (f"; did you mean {near[0]}?" if near else ""))

    return read


def _days(value: str) -> Numbers | Dates:
    first, dots, last = value.partition("..")
    ends = (first, last) if dots else (first, first)
    if not any(ends):
        raise ValueError("has neither a first nor a last day")
    if all(not end or _NUMBER.fullmatch(end) for end in ends):
        numbers = Numbers(*(int(end) if end else None for end in ends))
        if numbers.first is not None and numbers.last is not None and numbers.first > numbers.last:
            raise ValueError("runs backwards")
        return numbers
    dates = Dates(*(_date(end) if end else None for end in ends))
    if dates.first and dates.last and dates.first > dates.last:
        raise ValueError("runs backwards")
    return dates


def _date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError("is neither a number such as 12, a date such as 2026-01-31, nor a range such as 11..14")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("names a date that does not exist") from None


def _comparison(value: str) -> Comparison:
    found = _COMPARED.fullmatch(value)
    if found is None:
        raise ValueError("needs a number, such as 7 or 0.8")
    return Comparison(found["sign"], float(found["number"]))


def _chance(value: str) -> Comparison:
    found = _COMPARED.fullmatch(value.removesuffix("%"))
    if found is None:
        raise ValueError("needs a chance, such as 0.8 or 80%")
    number = float(found["number"]) / (100 if value.endswith("%") else 1)
    if not 0 <= number <= 1:
        raise ValueError("is no chance: it has to lie between 0 and 1, or 0% and 100%")
    return Comparison(found["sign"], round(number, 9))


_NUMBER = re.compile(r"[0-9]{1,9}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPARED = re.compile(r"(?P<sign>[<>]=?|=)(?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})?)")

FIELDS = (
    Field("tag", _tag, "tag:keras", "of a day with this tag"),
    Field("day", _days, "day:11..14", "of this day: a number, a date or a range; an end may be left out"),
    Field("source", _text, "source:logs", "of a source with this in its path or title"),
    Field("kind", _one_of(KINDS), "kind:card", f"only {', '.join(KINDS[:-1])} or {KINDS[-1]}"),
    Field("is", _one_of(STATES), "is:due", f"cards that are {', '.join(STATES[:-1])} or {STATES[-1]}"),
    Field("verdict", _one_of(tuple(Verdict)), "verdict:refuted", "linked to a claim with this verdict"),
    Field("snippet", _text, "snippet:gradients", "linked to a snippet whose path begins so"),
    Field("maker", _text, "maker:cloze", "cards of the maker whose name begins so"),
    Field("stability", _comparison, "stability<7", "cards by the days until recall falls to 90 %", compared=True),
    Field("difficulty", _comparison, "difficulty>8", "cards by their difficulty, from 1 to 10", compared=True),
    Field("recall", _chance, "recall<0.8", "cards by the chance to recall them today", compared=True),
    Field("lapses", _comparison, "lapses>=3", "cards by how often they were forgotten", compared=True),
    Field("reps", _comparison, "reps=1", "cards by how often they were answered", compared=True),
    Field("interval", _comparison, "interval>=30", "cards by the days from the last answer to the next", compared=True),
    Field("due", _comparison, "due<=3", "cards by the days until they are due", compared=True),
)
"""In the order in which help shows them."""
