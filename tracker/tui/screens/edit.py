"""A card in the learner's own words, and the lines of the log that it comes from."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, Static, TextArea

from tracker.core.errors import UserError
from tracker.core.text import fold, printable
from tracker.tui.screens.confirm import Confirm

if TYPE_CHECKING:
    from tracker.core.quiz import Card, CardView
    from tracker.study import SourceLine, Study

_BETWEEN = ";"
"""Between accepted answers: a comma may be part of one."""
_RETIRED = "The line says something else now: its old card is asked no more\nU at Today takes this import back"


class EditCard(ModalScreen[bool]):
    """Edits what a card asks, tells and accepts, and what the log says; True when something was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next field", key_display="tab"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False),
        Binding("ctrl+s", "save", "Save", key_display="^s"),
        Binding("ctrl+r", "reset", "As it was made", key_display="^r"),
        Binding("escape,ctrl+q", "leave", "Leave", key_display="esc"),
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
        self._place: SourceLine | None = None
        """The lines of the log; None as long as they are not known, or when they cannot be edited."""
        self._saved = False
        self._busy = False

    def compose(self) -> ComposeResult:  # noqa: D102
        card = self._words
        with VerticalScroll(classes="window", can_focus=False):
            yield Static(Content("Edit the card"), classes="heading")
            yield Label("Question")
            yield _field(card.front, "question")
            yield Label("Answer")
            yield _field(card.back, "answer")
            yield Label(f"Also accepted when typed, with {_BETWEEN} between", classes="also")
            empty = "nothing" if card.accept else "nothing: you compare your answer yourself"
            yield Input(_also(card), placeholder=empty, id="also", classes="also", compact=True)
            yield Label("The log", id="place", markup=False)
            yield _field("", "line")
            yield Static(id="trouble", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the fields that this card has."""
        for widget in self.query(".also"):
            widget.display = self._view.card.kind != "list"  # the lines of its answer are what it accepts
        self.query_one("#line").display = False
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)
        self._look_up()

    @work
    async def _look_up(self) -> None:
        """Find the lines of the log, or say why they are not edited here."""
        label, field = self.query_one("#place", Label), self.query_one("#line", TextArea)
        try:
            self._place = await asyncio.to_thread(self._study.source_line, self._view.card.keypoint)
        except UserError as error:
            label.update(Content(printable(f"The log: {error}")))
            return
        label.update(Content(printable(f"{Path(self._place.path).name}, line {self._place.line}, as Markdown")))
        field.text = self._place.text
        field.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the words of the maker where they are others."""
        return action != "reset" or self._view.edited

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save what was changed and close; when something goes wrong, all stays as it was typed."""
        self._take(self._save)

    def action_reset(self) -> None:
        """Fill in what the maker of the card asks; it is saved like anything else."""
        self._take(self._reset)

    def action_leave(self) -> None:
        """Close without saving, after a question when something was changed."""
        self._take(self._leave)

    def _take(self, step: Callable[[], Awaitable[None]]) -> None:
        """Take a step, unless one is under way, or there is nothing to be seen yet."""
        if not self._busy and self.query("#question"):
            self._busy = True
            self.run_worker(self._taken(step))

    async def _taken(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except UserError as error:
            self._say(str(error), "$text-error")
        finally:
            self._busy = False

    async def _save(self) -> None:
        self._say("saving …", "$foreground-muted")
        if self._card_changed:  # first, so that the card keeps its words whatever the log gives
            front, back = self._text("question"), self._text("answer")
            accept = self._accept(back)
            self._view = await asyncio.to_thread(self._study.edit_card, self._view.card.id, front, back, accept)
            self._words = self._view.card
            self._saved = True
        if self._place and self._line_changed:
            await self._rewrite(self._place, self.query_one("#line", TextArea).text)
        self.dismiss(self._saved)

    async def _rewrite(self, place: SourceLine, text: str) -> None:
        try:
            await asyncio.to_thread(self._study.rewrite, place, text)
        except UserError as error:
            if self._saved:
                raise UserError(f"The card is saved; the log line is not: {error}") from error
            raise
        self._saved = True
        card = await asyncio.to_thread(self._study.card, self._view.card.id)
        if card.state == "retired":
            self.notify(_RETIRED, markup=False)

    async def _reset(self) -> None:
        self._fill(await asyncio.to_thread(self._study.own_card, self._view.card.id))

    async def _leave(self) -> None:
        if self._card_changed or self._line_changed:
            question = Confirm(
                "Leave without saving?", "What you have typed here is lost.", keep="Go on editing", go="Leave"
            )
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss(self._saved)

    def _say(self, text: str, style: str) -> None:
        told = self.query_one("#trouble", Static)
        told.update(Content.styled(printable(text), style))
        told.display = True

    # --- fields ----------------------------------------------------------------------------------------------------

    @property
    def _card_changed(self) -> bool:
        card = self._view.card
        shown = (self._text("question"), self._text("answer"), self.query_one("#also", Input).value.strip())
        return shown != (card.front.strip(), card.back.strip(), _also(card)) or self._words != card

    @property
    def _line_changed(self) -> bool:
        return self._place is not None and self.query_one("#line", TextArea).text != self._place.text

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
