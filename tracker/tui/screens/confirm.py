"""A question that is asked once."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static


class Confirm(ModalScreen[bool]):
    """Asks before something that cannot be taken back; True when the learner wants it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No", key_display="n"),
    ]

    def __init__(self, question: str, consequence: str) -> None:
        super().__init__()
        self._question = question
        self._consequence = consequence

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="window"):
            yield Static(Content(self._question), classes="heading")
            yield Static(Content(self._consequence))
            yield Static(Content.assemble(("y", "bold"), " Yes    ", ("n", "bold"), " No"), classes="keys")
        yield Footer(show_command_palette=False)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
