"""Text from a log or a snippet on the screen: never markup, never terminal escapes."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widgets import Static

from tracker.core.text import printable

CODE = "$text-accent on $boost"
BLANK = "bold $text-warning on $warning-muted"

_CODE = re.compile(r"(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)")
_BLANK = re.compile(r"(?<!_)____(?!_)")


def prose(text: str) -> Content:
    """Text as it is shown: code spans in a code style without their backticks, blanks lit up, nothing else read."""
    text = printable(text).expandtabs(4)
    parts: list[Content] = []
    end = 0
    for match in _CODE.finditer(text):
        parts += (Content(text[end : match.start()]), Content.styled(match["code"], CODE))
        end = match.end()
    whole = Content.assemble(*parts, Content(text[end:]))
    for blank in _BLANK.finditer(whole.plain):
        whole = whole.stylize(BLANK, *blank.span())
    return whole


class Prose(Static):
    """A paragraph of prose; an empty one takes no room."""

    def show(self, text: str) -> None:
        """Show other text."""
        self.update(prose(text))
        self.display = bool(text)
