"""A question that is asked once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Footer, Static

from tracker.tui.screens.window import Window


class Confirm(Window[bool]):
    """Asks before something that cannot be taken back; True when the learner wants it.

    No letter or number answers, because text typed at the wrong moment would.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right,down", "app.focus_next", "Change, enter chooses", key_display="tab"),
        Binding("shift+tab,left,up", "app.focus_previous", "Change back", show=False),
        Binding("escape", "keep", "Keep", key_display="esc"),
    ]
    AUTO_FOCUS = "#keep"

    def __init__(self, question: str, consequence: str, *, keep: str, go: str) -> None:
        """Prepare the question.

        Args:
            question: what is asked.
            consequence: what comes of it.
            keep: the answer that changes nothing, which is chosen at first.
            go: the answer that does it.
        """
        super().__init__()
        self._question = question
        self._consequence = consequence
        self._keep = keep
        self._go = go

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="window"):
            yield Static(Content(self._question), classes="heading")
            yield Static(Content(self._consequence))
            with Horizontal(classes="keys"):
                yield Button(Content(self._keep), id="keep", variant="primary", compact=True)
                yield Button(Content(self._go), id="go", variant="error", compact=True)
        yield Footer(show_command_palette=False)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        if self.noticed:
            self.dismiss(event.button.id == "go")

    def action_keep(self) -> None:
        """Close and change nothing."""
        self.dismiss(False)
