"""Lines of any number that scroll: only those in view are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.core.text import printable

if TYPE_CHECKING:
    from tracker.core.remembered import DayView

_WIDEST = 80
"""Cells of a line: longer ones are hard to read."""
_EDGE = 2
"""Cells to the left and the right of the lines."""
_MARGIN = 6
"""Cells in the margin of a day: `100 %`, and a blank."""
_OPENING = re.compile(r" *+(?:(?:[-*+•→]|[0-9]{1,4}[.)]) ++)?")
"""What stands before the words of a line."""


class Lines(ScrollView, can_focus=True):
    """Lines in one column; what is too long goes on under its own first word."""

    def __init__(self, lines: Sequence[Content], beside: Sequence[str] = (), *, id: str | None = None) -> None:
        """Prepare lines.

        Args:
            lines: the lines.
            beside: what stands in a margin beside each of them; without it there is no margin.
            id: of the widget.
        """
        super().__init__(id=id)
        self._lines = lines
        self._beside = beside
        self._laid: list[Content] = []
        self._left = 0

    def on_resize(self) -> None:
        """Wrap the lines again, in the middle of what room there is."""
        room = self.scrollable_content_region.width
        margin = _MARGIN + len(_RULE) if self._beside else 0
        width = min(room - margin - 2 * _EDGE, _WIDEST)
        if width <= 0:
            return
        self._laid = []
        for at, line in enumerate(self._lines):
            first, *rest = wrapped(line, width)
            self._laid.append(_behind(self._beside[at], first) if margin else first)
            self._laid += [_behind("", piece) if margin else piece for piece in rest]
        self._left = (room - margin - width) // 2
        self.virtual_size = Size(room, len(self._laid))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of those in view."""
        row, room = y + self.scroll_offset.y, self.scrollable_content_region.width
        if row >= len(self._laid):
            return Strip.blank(room, self.rich_style)
        return Visual.to_strips(self, self._laid[row].pad_left(self._left), room, 1, self.visual_style)[0]


def day_page(view: DayView) -> Lines:
    """A day of the log as it was written, with how well it is known in the margin."""
    from tracker.core.remembered import margin

    written = list(view.lines())
    return Lines(
        [Content(printable(line).expandtabs(4)) for line, _ in written], [margin(known) for _, known in written]
    )


def wrapped(line: Content, width: int) -> list[Content]:
    """A line in pieces of at most so many cells, the later ones indented as its words are."""
    if line.cell_length <= width:
        return [line]
    opening = _OPENING.match(line.plain)
    indent = opening.end() if opening and opening.end() <= width // 2 else 0
    first, *rest = line[indent:].wrap(width - indent)
    return [Content.assemble(line[:indent], first), *(piece.pad_left(indent) for piece in rest)]


_RULE = "│ "


def _behind(beside: str, line: Content) -> Content:
    return Content.assemble((f"{beside:>{_MARGIN - 1}} ", "$text-accent"), (_RULE, "$foreground-muted"), line)
