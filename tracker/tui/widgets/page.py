"""A day of the log as it was written, with how well it is known in the margin."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.core.text import printable

if TYPE_CHECKING:
    from tracker.core.remembered import DayView

_MARGIN = 6
"""Cells: `100 %`, and one to the line beside it."""
_WIDEST = 100
"""Cells of text: longer lines are hard to read."""
_OPENING = re.compile(r" *+(?:(?:[-*+•]|[0-9]{1,4}[.)]) ++)?")
"""What stands before the words of a line."""


class DayPage(ScrollView, can_focus=True):
    """The lines of a day; what is longer than the screen is wide goes on under itself.

    A note of any length is shown at once, because only the lines in view are drawn.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--margin", "page--rule"}

    def __init__(self, view: DayView) -> None:
        """Prepare a day.

        Args:
            view: the day with its text.
        """
        super().__init__()
        self._view = view

    @cached_property
    def _written(self) -> list[tuple[str, Content]]:
        from tracker.core.remembered import margin

        return [(margin(points), Content(printable(line).expandtabs(4))) for line, points in self._view.lines()]

    def on_resize(self) -> None:
        """Wrap the lines again."""
        width = min(self.scrollable_content_region.width - _MARGIN - 2, _WIDEST)
        if width > 0:
            self._laid = [
                ("" if at else beside, piece)
                for beside, line in self._written
                for at, piece in enumerate(_wrapped(line, width))
            ]
            self.virtual_size = Size(width, len(self._laid))
            self.refresh()

    _laid: list[tuple[str, Content]] = []  # noqa: RUF012, as each page replaces it

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= len(self._laid):
            return Strip.blank(width, self.rich_style)
        beside, piece = self._laid[row]
        line = Content.assemble(
            Content.styled(f"{beside:>{_MARGIN - 1}} ", self.get_visual_style("page--margin")),
            Content.styled("│ ", self.get_visual_style("page--rule")),
            piece,
        )
        return Strip(line.render_segments(self.visual_style)).extend_cell_length(width, self.rich_style)


def _wrapped(line: Content, width: int) -> list[Content]:
    """A line in pieces, the later ones indented as its words are."""
    if line.cell_length <= width:
        return [line]
    opening = _OPENING.match(line.plain)
    indent = opening.end() if opening and opening.end() <= width // 2 else 0
    first, *rest = line[indent:].wrap(width - indent)
    return [Content.assemble(line[:indent], first), *(piece.pad_left(indent) for piece in rest)]
