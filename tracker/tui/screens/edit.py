"""A card in the learner's own words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static, TextArea

from tracker.core.errors import UserError
from tracker.core.text import fold, printable
from tracker.tui.screens.confirm import Confirm

if TYPE_CHECKING:
    from tracker.core.quiz import Card, CardView
    from tracker.study import Study

_BETWEEN = ";"
"""Between accepted answers: a comma may be part of one."""


class EditCard(ModalScreen[bool]):
    """Edits what a card asks, tells and accepts; True when something was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next field", key_display="tab"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False),
        Binding("ctrl+s", "save", "Save", key_display="^s"),
        Binding("ctrl+r", "reset", "As it was made", key_display="^r"),
        Binding("escape", "leave", "Leave", key_display="esc"),
    ]
    AUTO_FOCUS = "#question"

    def __init__(self, study: Study, view: CardView) -> None:
        """Prepare the fields.

        Args:
            study: where the edit goes.
            view: the card.
        """
        super().__init__()
        self._study = study
        self._view = view
        self._words = view.card
        """What the fields were filled with."""
        self._saved = False

    def compose(self) -> ComposeResult:  # noqa: D102
        card = self._words
        with Vertical(classes="window"):
            yield Static(Content("Edit the card"), classes="heading")
            with VerticalScroll(id="fields", can_focus=False):
                yield Label("Question")
                yield _field(card.front, "question")
                yield Label("Answer")
                yield _field(card.back, "answer")
                yield Label(f"Also accepted when typed, with {_BETWEEN} between", classes="also")
                yield Input(_also(card), id="also", classes="also", compact=True)
            yield Static(id="trouble", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the fields that this card has."""
        for widget in self.query(".also"):
            widget.display = self._view.card.kind != "list"  # the lines of its answer are what it accepts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the words of the maker where they are others."""
        return action != "reset" or self._view.edited

    # --- keys ------------------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save what was changed and close; what goes wrong is told, and everything stays as it was typed."""
        try:
            if self._card_changed:
                back = self._text("answer")
                await asyncio.to_thread(
                    self._study.edit_card, self._view.card.id, self._text("question"), back, self._accept(back)
                )
                self._saved = True
        except UserError as error:
            self.query_one("#trouble", Static).update(Content.styled(printable(str(error)), "$text-error"))
            return
        self.dismiss(self._saved)

    @work(exclusive=True)
    async def action_reset(self) -> None:
        """Fill in what the maker of the card asks; it is saved like anything else."""
        self._fill(await asyncio.to_thread(self._study.own_card, self._view.card.id))

    @work(exclusive=True)
    async def action_leave(self) -> None:
        """Close without saving, after a question when something was changed."""
        if self._card_changed:
            question = Confirm(
                "Leave without saving?", "What you have typed here is lost.", keep="Go on editing", go="Leave"
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(self._saved)

    # --- fields ----------------------------------------------------------------------------------------------------

    @property
    def _card_changed(self) -> bool:
        card = self._view.card
        shown = (self._text("question"), self._text("answer"), self.query_one("#also", Input).value.strip())
        return shown != (card.front.strip(), card.back.strip(), _also(card)) or self._words != card

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", TextArea).text.strip()

    def _accept(self, back: str) -> list[str] | None:
        """The accepted answers; None for those that follow from another back."""
        also = self.query_one("#also", Input).value.strip()
        if also != _also(self._words):
            return [back, *also.split(_BETWEEN)]
        return list(self._words.accept) if back == self._words.back.strip() else None

    def _fill(self, card: Card) -> None:
        self._words = card
        self.query_one("#question", TextArea).text = card.front
        self.query_one("#answer", TextArea).text = card.back
        self.query_one("#also", Input).value = _also(card)


def _field(text: str, id: str) -> TextArea:
    return TextArea(text, id=id, compact=True, highlight_cursor_line=False)


def _also(card: Card) -> str:
    """What counts besides the answer itself."""
    answer = fold(card.back)
    return f"{_BETWEEN} ".join(also for also in card.accept if fold(also) != answer)
