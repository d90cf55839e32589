"""Code between fences: where it ends, and what of its lines is the code's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r"(?P<ticks>`{3,}+)(?P<info>[^`]*+)$|(?P<tildes>~{3,}+)(?P<said>.*)$", re.DOTALL)


def read_fence(line: str) -> tuple[str, str] | None:
    """The ticks or tildes that open a code block, and the language after them."""
    match = _FENCE.match(line)
    if match is None:
        return None
    return match["ticks"] or match["tildes"], (match["info"] or match["said"] or "").strip()


class FenceReader:
    """Reads the code of some lines, looking once for the last fence that could end it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._last: dict[str, int] = {}

    def read(self, start: int, fence: str, *, column: int, margin: int, quotes: int) -> tuple[str, int]:
        """The code that begins at the line `start`, and the index of the line after it and its closing fence.

        Args:
            start: index of the line below the opening fence.
            fence: the ticks or tildes that opened it.
            column: how far the opening fence is indented.
            margin: column of the mark of the item it stands in, -1 for none; what is not indented deeper ends it.
            quotes: how many quotes it stands in; a line with fewer marks ends it.
        """
        code: list[str] = []
        for index in range(start, len(self._lines)):
            line = _unquote(self._lines[index], quotes)
            if line is None:
                return "".join(code), index
            if _closes(line, fence):
                return "".join(code), index + 1
            if line.strip() and _indent(line) <= margin:
                if any(map(str.strip, code)) or not self._closes_later(index, fence):
                    return "".join(code), index
                margin = -1  # the fence is indented and its code is not
            code.append(_dedent(line, column) + "\n")
        return "".join(code), len(self._lines)

    def _closes_later(self, index: int, fence: str) -> bool:
        fence = fence[:3]
        if fence not in self._last:
            closing = (i for i in range(len(self._lines) - 1, -1, -1) if _closes(self._lines[i], fence))
            self._last[fence] = next(closing, -1)
        return index < self._last[fence]


def _closes(line: str, fence: str) -> bool:
    line = line.strip()
    return line.startswith(fence) and line == fence[0] * len(line)


def _unquote(line: str, quotes: int) -> str | None:
    """A line without its marks of quotation; None when it has too few."""
    for _ in range(quotes):
        body = line.lstrip()
        if not body.startswith(">"):
            return None
        line = body[1:].removeprefix(" ")
    return line


def _indent(line: str) -> int:
    """Columns of white space before the text."""
    space = line[: len(line) - len(line.lstrip())]
    return len(space.expandtabs(4))


def _dedent(line: str, columns: int) -> str:
    """A line without as many columns of its white space, if it has them."""
    body = line.lstrip()
    space = line[: len(line) - len(body)]
    if "\t" in space[:columns]:
        space = space.expandtabs(4)
    return space[columns:] + body
