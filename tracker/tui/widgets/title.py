"""The first line of a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label


class TitleBar(Horizontal):
    """Where you are on the left, a note on the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:  # noqa: D102
        yield Label(Content(self._title), classes="title")
        yield Label(classes="note")

    def note(self, text: str | Content) -> None:
        """Say something on the right."""
        self.query_one(".note", Label).update(Content(text) if isinstance(text, str) else text)
