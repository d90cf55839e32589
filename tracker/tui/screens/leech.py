"""A card that was forgotten again and again: what to do instead of one more review."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tracker.core.text import fold
from tracker.tui.screens.hand import HandScreen
from tracker.tui.screens.window import Window
from tracker.tui.widgets.keypoint import where
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.output import Output
from tracker.tui.widgets.patience import PatientBar
from tracker.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Study
    from tracker.tui.asking import Forgotten

_ADVICE = "One more review will hardly help. Ask it in other words, say it simpler in your log, or let it rest."


class Leech(HandScreen, Window[bool], inherit_bindings=False):
    """Shows the card whole, with the keys that help; True when something was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Reword"),
        Binding("o", "open", "Open its line"),
        Binding("r", "run", "Run"),
        Binding("c", "cancel", "Cancel"),
        Binding("s", "suspend", "Suspend"),
        Binding("escape,enter", "leave", "Go on", key_display="enter"),
    ]
    AUTO_FOCUS = "#leech"

    def __init__(self, study: Study, forgotten: Forgotten) -> None:
        """Prepare the card.

        Args:
            study: where it is changed.
            forgotten: the answer that was one too many.
        """
        super().__init__(study)
        self._forgotten = forgotten
        self._view = forgotten.view

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="window"):
            times = self._forgotten.times
            yield PatientBar(f"Forgotten {times} times" if times > 1 else "Forgotten once")
            with VerticalScroll(id="leech"):
                yield Prose(classes="front")
                yield Prose(classes="back")
                yield Prose(classes="statement")
                yield Static(_ADVICE, classes="advice")
            yield Output()
        yield Keys(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the card."""
        self._show()

    @property
    def card(self) -> CardView:
        """The card that was forgotten."""
        return self._view

    @property
    def place(self) -> tuple[Path, int] | None:
        """Where it stands in a log."""
        return (Path(self._view.source), self._view.line) if self._view.source else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what helps now."""
        match action:
            case "run":
                return self._forgotten.proof is not None
            case "cancel":
                return self.is_mounted and self.query_one(Output).running
        return super().check_action(action, parameters)

    async def reload(self) -> None:
        """Show the card as it is now; one that is asked no more needs no help."""
        self._view = await asyncio.to_thread(self.study.card, self._view.card.id)
        if self._view.asked_on(self.study.calendar.day_of(self.study.now())):
            self._show()
        else:
            self.dismiss(True)

    def action_run(self) -> None:
        """Run the linked snippet from its beginning."""
        if self._forgotten.proof:
            output = self.query_one(Output)
            output.display = True
            output.run(self.study, self._forgotten.proof.snippet, self.refresh_bindings)
            self.call_after_refresh(self.refresh_bindings)

    def action_cancel(self) -> None:
        """End the run."""
        self.query_one(Output).cancel()

    def action_leave(self) -> None:
        """Go on with the sitting, unless the key was meant for the card below."""
        if self.noticed:
            self.dismiss(self.changed)

    def _show(self) -> None:
        view = self._view
        told = fold(view.statement) in (fold(view.card.front), fold(view.card.back))
        self.query_one(PatientBar).note(where(view.source, view.line, view.day) if view.source else "")
        self.query_one(".front", Prose).show(view.card.front)
        self.query_one(".back", Prose).show(view.card.back)
        self.query_one(".statement", Prose).show("" if told else view.statement)
