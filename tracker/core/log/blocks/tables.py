"""Rows of a table: cells between pipes."""

from __future__ import annotations

import re

_DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?\s*+$")
_PIPE = re.compile(r"\\.|`[^`]*+`|\|", re.DOTALL)


def is_delimiter_row(line: str) -> bool:
    """Whether the line is the one that stands between the header of a table and its rows."""
    return "|" in line and _DELIMITERS.match(line) is not None


def read_cells(line: str) -> tuple[str, ...]:
    r"""The cells of a row, with or without pipes at its ends; a pipe in code or after a backslash is text."""
    line = line.strip()
    if "\\" in line or "`" in line:
        ends = [match.start() for match in _PIPE.finditer(line) if match[0] == "|"]
        cells = [line[start + 1 : end] for start, end in zip([-1, *ends], [*ends, len(line)], strict=True)]
        cells = [cell.replace("\\|", "|") for cell in cells]
    else:
        cells = line.split("|")
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    if len(cells) > 1 and not cells[0]:
        del cells[0]
    return tuple(cell.strip() for cell in cells)


def is_row(line: str) -> bool:
    """Whether the line is surely a row: pipes at both ends and between."""
    line = line.strip()
    return len(line) > 1 and line[0] == line[-1] == "|" and len(read_cells(line)) > 1
