"""Lines of a name and what there is to say about it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Static


class Fact(Horizontal):
    """A name in its own column and a text beside it that wraps within its own."""

    def __init__(self, name: str, *, id: str) -> None:
        super().__init__(id=id)
        self._label = Label(Content(name), classes="name")
        self._said = Static(classes="said", markup=False)

    def compose(self) -> ComposeResult:  # noqa: D102
        yield self._label
        yield self._said

    def show(self, said: str | Content) -> None:
        """Say something else."""
        self._said.update(Content(said) if isinstance(said, str) else said)
