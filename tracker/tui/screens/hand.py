"""The keys for one card, wherever it is shown outside a sitting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tracker.tui import editor
from tracker.tui.screens.edit import EditCard
from tracker.tui.screens.plan import read_again
from tracker.tui.screens.steps import StepScreen
from tracker.tui.widgets.patience import PatientBar

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Study


class HandScreen(StepScreen[bool]):
    """A screen on which the learner has one card, or one line of the log, in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit"),
        Binding("s", "suspend", "Suspend"),
        Binding("b", "bury", "Bury"),
        Binding("d", "drop", "Drop"),
        Binding("R", "restore", "Restore", key_display="R"),
        Binding("f", "flag", "Flag"),
        Binding("o", "open", "Open"),
    ]

    def __init__(self, study: Study) -> None:
        """Begin with nothing in hand.

        Args:
            study: where the deeds go.
        """
        super().__init__()
        self.study = study
        self.changed = False
        """Whether a card or a log is other than it was when the screen opened."""

    @property
    def card(self) -> CardView | None:
        """The card in hand."""
        return None

    @property
    def place(self) -> tuple[Path, int] | None:
        """The file and the line in hand."""
        return None

    async def reload(self) -> None:
        """Show what became of the card or the log."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is in hand."""
        card = self.card
        match action:
            case "suspend" | "bury" | "drop" | "restore" if card and not self.busy:
                return self._fits(action, card)
            case "suspend" | "bury" | "drop" | "restore" | "edit" | "flag":  # what becomes of the card is seen in turn
                return card is not None
            case "open":
                return self.place is not None
        return True

    def _fits(self, action: str, card: CardView) -> bool:
        if action == "restore":
            return bool(card.held in ("suspended", "dropped", "changed") or card.buried_until)
        if action == "drop" and card.held == "changed":  # what no longer is the case need not be asked
            return True
        return card.asked_on(self.study.calendar.day_of(self.study.now()))

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_suspend(self) -> None:
        """Ask the card no more until it is restored."""
        self._handle("suspend", self.study.suspend, "Suspended until you restore it")

    def action_bury(self) -> None:
        """Ask the card no more today."""
        self._handle("bury", self.study.bury, "Buried until tomorrow")

    def action_drop(self) -> None:
        """Never ask the card again."""
        self._handle("drop", self.study.drop_cards, "Dropped: never asked again")

    def action_restore(self) -> None:
        """Ask the card again."""
        self._handle("restore", self.study.restore, "Asked again")

    def action_flag(self) -> None:
        """Mark the card to come back to, or take the mark off."""
        if self.card:
            self.then(partial(self._flag, self.card.card.id))

    def action_edit(self) -> None:
        """Write the card in other words."""
        if self.card:
            self.then(partial(self._edit, self.card))

    def action_open(self) -> None:
        """Open the log at the line."""
        if self.place:
            self.then(partial(self._open, *self.place))

    # --- steps -----------------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Note that a window was closed."""
        self.drop_steps()

    def _handle(self, action: str, deed: Callable[[Sequence[str]], object], said: str) -> None:
        if self.card:
            self.then(partial(self._handled, action, deed, self.card.card.id, said))

    async def _handled(self, action: str, deed: Callable[[Sequence[str]], object], id: str, said: str) -> None:
        if not self._fits(action, await asyncio.to_thread(self.study.card, id)):
            return
        with self.query_one(PatientBar).during("saving …"):
            await asyncio.to_thread(deed, [id])
        self.notify(said, timeout=4, markup=False)
        await self._show_change()

    async def _flag(self, id: str) -> None:
        known = await asyncio.to_thread(self.study.card, id)
        with self.query_one(PatientBar).during("saving …"):
            await asyncio.to_thread(self.study.flag, id, not known.flagged)
        await self._show_change()

    async def _edit(self, card: CardView) -> None:
        if await self.app.push_screen_wait(EditCard(self.study, card)):
            await self._show_change()

    async def _open(self, path: Path, line: int) -> None:
        if editor.edit(self.app, path, line) and await read_again(self.app, self.study, path):
            await self._show_change()

    async def _show_change(self) -> None:
        self.changed = True
        await self.reload()
