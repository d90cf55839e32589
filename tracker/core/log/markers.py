"""Day markers: the headings that open a day, and the numbers they claim."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,9}(?!\d)"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:\s*(?:&|,|and|-|–|to)\s*{_NUMBER})*)"
_MARKER = re.compile(rf"^\W*days?\s*+[-#:.]?\s*+{_NUMBERS}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(rf"^\W*days?\s*{_NUMBERS}\s*(?:of|/)\s*#?\w+\W*$", re.IGNORECASE)
_LONGEST_RANGE = 366


def read_numbers(source: str) -> tuple[int, ...]:
    """`6 & 7` is (6, 7) and `12-14` is (12, 13, 14); a range that runs backwards or too far is its two ends."""
    numbers: list[int] = []
    joined = False
    for part in re.findall(r"\d+|[-–]|to", source.casefold()):
        if not part.isdigit():
            joined = True
            continue
        number = int(part)
        if joined and numbers and 0 < number - numbers[-1] <= _LONGEST_RANGE:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
        joined = False
    return tuple(dict.fromkeys(numbers))


def read_marker(heading: str) -> tuple[tuple[int, ...], str] | None:
    """The numbers a heading claims and what it says after them; None when it opens no day."""
    match = _MARKER.match(heading)
    return (read_numbers(match["numbers"]), match["rest"].strip(" \t:-–—|")) if match else None


def read_body_marker(line: str) -> tuple[int, ...] | None:
    """The numbers of a line such as `day 4 of #365daysofML` in the body of a day; None for any other line."""
    match = _BODY.match(line)
    return read_numbers(match["numbers"]) if match else None
