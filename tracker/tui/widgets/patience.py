"""A first line that says what takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.content import Content
from textual.widgets import Label

from tracker.tui.widgets.title import TitleBar

_PATIENCE = 0.3
"""Seconds that something may take before that is said."""


class PatientBar(TitleBar):
    """Says in place of the title what is under way, when that takes long."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._under_way: list[str] = []

    @contextmanager
    def during(self, said: str) -> Iterator[None]:
        """Say it from a moment on, until the block is left."""
        self._under_way.append(said)
        timer = self.set_timer(_PATIENCE, self._show_title)
        try:
            yield
        finally:
            timer.stop()
            self._under_way.remove(said)
            if self.is_attached:
                self.query_one(".title", Label).update(Content(self._title))

    def _show_title(self) -> None:
        said = self._under_way[-1] if self._under_way else self._title
        self.query_one(".title", Label).update(Content(said))
