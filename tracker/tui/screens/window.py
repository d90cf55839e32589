"""What every window over a screen has in common."""

from __future__ import annotations

from time import monotonic

from textual.screen import ModalScreen, ScreenResultType

STARTLED = 0.4
"""Seconds in which nothing is answered: what is pressed so soon was meant for the screen below."""


class Window(ModalScreen[ScreenResultType]):
    """A window that knows when it comes as a surprise."""

    _since = 0.0

    def on_mount(self) -> None:
        """Begin to listen a little later."""
        self._since = monotonic()

    @property
    def noticed(self) -> bool:
        """Whether it has been there long enough for a key to be meant for it."""
        return monotonic() - self._since >= STARTLED
