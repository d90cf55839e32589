"""A sitting: a front, its back, a rating, and the next front.

Keys become steps that are taken one after another, each in a thread, so the screen never waits for the disk. A key that
comes while an answer is being written waits its turn and is judged by the screen it then meets: `3` and `space` typed
at once rate this card and reveal the next, while a second `3` meets a front and does nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tracker.core.quiz.typed import Judgement, judge
from tracker.core.schedule import Rating
from tracker.core.sitting import Aside, Candidate
from tracker.core.text import printable
from tracker.tui import editor
from tracker.tui.asking import Asked, Asking, Finished, Forgotten
from tracker.tui.screens.edit import EditCard
from tracker.tui.screens.leech import Leech
from tracker.tui.screens.plan import read_again
from tracker.tui.screens.steps import StepScreen
from tracker.tui.screens.window import STARTLED
from tracker.tui.widgets.card import CardFace
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.output import Output
from tracker.tui.widgets.ratings import Ratings
from tracker.tui.widgets.summary import Summary
from tracker.tui.widgets.tally import Tally

if TYPE_CHECKING:
    from tracker.core.sitting import Sitting
    from tracker.study import Study

T = TypeVar("T")

_REMARKS = {
    Aside.SUSPENDED: "Suspended until you restore it",
    Aside.BURIED: "Buried until tomorrow",
    Aside.DROPPED: "Dropped: never asked again",
}
_NOT_ASKED = "\nIts card is put aside, so it is not asked"
_PATIENCE = 0.3
"""Seconds a step may take to get to the disk before that is said."""


class Side(Enum):
    """What is to be seen."""

    NOTHING = "nothing"
    FRONT = "front"
    BACK = "back"
    SUMMARY = "summary"


class Review(StepScreen[None]):
    """Asks the cards of one sitting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "reveal", "Answer", key_display="space"),
        *(
            Binding(str(rating.value), f"rate({rating.value})", rating.name.capitalize(), show=False)
            for rating in Rating
        ),
        Binding("enter,space", "finish", "Done", key_display="enter"),
        Binding("c", "go_on", "Keep going"),
        Binding("t", "type", "Type"),
        Binding("r", "run", "Run"),
        Binding("o", "open", "Open"),
        Binding("e", "edit", "Edit"),
        Binding("s", "suspend", "Suspend"),
        Binding("b", "bury", "Bury"),
        Binding("d", "drop", "Drop"),
        Binding("f", "flag", "Flag"),
        Binding("u", "undo", "Undo"),
        Binding("slash", "search", "Search", show=False),
        Binding("escape", "stop_typing", "Stop typing", key_display="esc"),
        Binding("escape,c", "cancel", "Cancel", key_display="esc"),
        Binding("escape", "close_output", "Close", key_display="esc"),
        Binding("escape", "leave", "Today", key_display="esc"),
    ]
    AUTO_FOCUS = "CardFace"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide"), (104, "-broad")]  # noqa: RUF012, as Textual declares it

    def __init__(self, study: Study, sitting: Sitting | None = None, *, undo: bool = False) -> None:
        """Ask the cards of a sitting.

        Args:
            study: where they come from and the answers go.
            sitting: one that is lined up; without it, all that the day asks.
            undo: begin by taking back the last answer that was given before.
        """
        super().__init__()
        self._study = study
        self._sitting = sitting
        self._undo_first = undo
        self._asking: Asking | None = None
        self._shown: Asked | Finished | None = None
        self._side = Side.NOTHING
        self._typed = ""
        self._shown_at = 0.0

    def compose(self) -> ComposeResult:  # noqa: D102
        yield Tally(practice=self._sitting is not None and self._sitting.cram)
        yield CardFace()
        yield Summary()
        yield Output()
        yield Ratings()
        yield Keys(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Line the cards up."""
        self.then(self._begin)

    @property
    def _asked(self) -> Asked | None:
        return self._shown if isinstance(self._shown, Asked) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys that do something now; during a step those that may do something after it."""
        front, back = self._side is Side.FRONT, self._side is Side.BACK
        output = self.query_one(Output) if self.is_mounted else None
        match action:
            case "reveal":
                return front or self.busy
            case "rate":
                return back or self.busy
            case "undo":
                return self.busy or (self._shown is not None and self._shown.undoable)
            case "finish":
                return self._side is Side.SUMMARY
            case "go_on":
                return isinstance(self._shown, Finished) and self._shown.paused > 0
            case "type":
                return front and not self._typing
            case "stop_typing":
                return self._typing
            case "run":
                return (front or back) and self._asked is not None and self._asked.proof is not None
            case "open" | "edit" | "suspend" | "bury" | "drop" | "flag":
                return front or back
            case "cancel":
                return output is not None and output.running
            case "close_output":
                return output is not None and output.display and not output.running
        return True

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_reveal(self) -> None:
        """Show the back."""
        self.then(self._reveal)

    @on(Input.Submitted)
    def compare(self, event: Input.Submitted) -> None:
        """Show the back, and how the typed answer compares."""
        self.then(partial(self._reveal, event.value.strip()))

    def action_rate(self, rating: int) -> None:
        """Answer the card."""
        self.then(partial(self._rate, Rating(rating)))

    def action_undo(self) -> None:
        """Take the last deed back."""
        self.then(self._undo)

    async def action_edit(self) -> None:
        """Write the card in other words."""
        if self.busy:
            self.then(self._edit)  # the card that is meant may be the one to come
        else:
            await self._edit()  # at once: what is typed next belongs to the window

    def action_suspend(self) -> None:
        """Ask this card no more until it is restored."""
        self._put_aside(Aside.SUSPENDED)

    def action_bury(self) -> None:
        """Ask this card no more today."""
        self._put_aside(Aside.BURIED)

    def action_drop(self) -> None:
        """Never ask this card again."""
        self._put_aside(Aside.DROPPED)

    def action_flag(self) -> None:
        """Mark the card to come back to, or take the mark off."""
        self.then(self._flag)

    def action_leave(self) -> None:
        """Go back to Today."""
        self.then(self._leave)

    def action_finish(self) -> None:
        """Close the summary; a pause comes as a surprise, so a key struck at once is not meant for it."""
        paused = isinstance(self._shown, Finished) and self._shown.paused > 0
        if not paused or time.monotonic() - self._shown_at >= STARTLED:
            self.action_leave()

    def action_go_on(self) -> None:
        """Ask on although the time is up."""
        self.then(self._keep_going)

    def action_open(self) -> None:
        """Open the source line in the learner's editor."""
        self.then(self._open)

    async def action_search(self) -> None:
        """Look something up; the card waits."""
        from tracker.tui.screens.search import Search

        # What is typed next belongs to the query, so nobody may go on before that is there.
        await self.app.push_screen(Search(self._study), partial(self._came_back, time.monotonic()))

    def _came_back(self, opened: float, changed: bool | None) -> None:
        self.drop_steps()
        self._shown_at += time.monotonic() - opened
        if changed:
            self.then(self._ask_again)

    def action_type(self) -> None:
        """Let the learner type the answer."""
        typed = self.query_one("#typed", Input)
        typed.display = True
        typed.focus()
        self.query_one(Ratings).ask("enter")
        self.refresh_bindings()

    def action_stop_typing(self) -> None:
        """Give the keys back to the card."""
        self.query_one("#typed", Input).display = False
        self.query_one(CardFace).focus()
        self.query_one(Ratings).ask()
        self.refresh_bindings()

    def action_run(self) -> None:
        """Run the linked snippet from its beginning."""
        if self._asked and self._asked.proof:
            output = self.query_one(Output)
            output.display = True
            output.run(self._study, self._asked.proof.snippet, self.refresh_bindings)
            self.call_after_refresh(self.refresh_bindings)

    def action_cancel(self) -> None:
        """End the run."""
        self.query_one(Output).cancel()

    def action_close_output(self) -> None:
        """Take the output away."""
        self.query_one(Output).close()
        self.refresh_bindings()

    # --- steps -----------------------------------------------------------------------------------------------------

    async def _saved(self, step: Callable[[], T]) -> T:
        """Take a step that writes, and say so when another program keeps it waiting."""
        tally = self.query_one(Tally)
        timer = self.set_timer(_PATIENCE, partial(tally.saving, True))
        try:
            return await asyncio.to_thread(step)
        finally:
            timer.stop()
            tally.saving(False)

    async def _begin(self) -> None:
        self._asking = await asyncio.to_thread(Asking, self._study, self._sitting)
        if self._undo_first:
            await self._undo()
        if not self._shown:
            self._show(await asyncio.to_thread(self._asking.next))

    async def _keep_going(self) -> None:
        if self._asking and isinstance(self._shown, Finished):
            self._show(await asyncio.to_thread(self._asking.go_on))

    async def _reveal(self, typed: str = "") -> None:
        if self._side is not Side.FRONT or not self._asked:
            return
        self._typed = printable(typed)
        judgement = judge(self._asked.view.card, self._typed) if self._typed else None
        self._side = Side.BACK
        face = self.query_one(CardFace)
        face.reveal(self._asked.view, self._asked.proof, self._typed, judgement)
        face.focus()
        self.query_one(Ratings).offer(self._asked.intervals)

    async def _rate(self, rating: Rating) -> None:
        if self._side is not Side.BACK or not self._asked or not self._asking:
            return
        compared = self._typed and judge(self._asked.view.card, self._typed) is not Judgement.OPEN
        seconds = time.monotonic() - self._shown_at
        graded = "typed" if compared else "self"
        shown = await self._saved(partial(self._asking.answer, self._asked, rating, seconds, graded))
        if self._asking.lost:
            self.notify("That card was answered or taken away elsewhere; what was done there stands.", markup=False)
        if isinstance(shown, Forgotten):
            self.query_one(Output).close()
            await self.app.push_screen_wait(Leech(self._study, shown))
            self.drop_steps()
            shown = await asyncio.to_thread(self._asking.next)
        self._show(shown)

    async def _undo(self) -> None:
        if not self._asking:
            return
        undone = await self._saved(self._asking.undo)
        if undone is None:
            return
        self.app.clear_notifications()  # they tell of the deed
        shown, deed = undone
        self._show(shown)
        asked = isinstance(shown, Asked) and shown.candidate.card == deed.card
        if deed.given:
            self.notify(f"Taken back: {deed.given}{'' if asked else _NOT_ASKED}", timeout=8, markup=False)
        if asked:
            self._shown_at -= deed.seconds
            if deed.revealed:  # the learner wants to rate it again
                await self._reveal()

    def _put_aside(self, why: Aside) -> None:
        if self._asked:
            self.then(partial(self._take_out, self._asked.candidate, why))

    async def _take_out(self, meant: Candidate, why: Aside) -> None:
        if not self._asking or not self._asked or self._asked.candidate != meant:
            return
        seconds, revealed = time.monotonic() - self._shown_at, self._side is Side.BACK
        self._show(await self._saved(partial(self._asking.put_aside, self._asked, why, seconds, revealed=revealed)))
        self.app.clear_notifications()
        self.notify(f"{_REMARKS[why]}\nu brings it back", timeout=4, markup=False)

    async def _flag(self) -> None:
        if self._asked and self._asking:
            flagged = await self._saved(partial(self._asking.flag, self._asked))
            self._shown = flagged
            self.query_one(CardFace).mark(flagged.view)

    async def _edit(self) -> None:
        if self._asked and self.is_current:
            self.app.clear_notifications()
            self.drop_steps()  # now, because this step does not wait until the window is closed
            window = EditCard(self._study, self._asked.view)
            await self.app.push_screen(window, partial(self._came_back, time.monotonic()))

    async def _leave(self) -> None:
        if self.is_current:
            self.app.clear_notifications()
            self.dismiss()

    async def _open(self) -> None:
        if not self._asked or not self._asking:
            return
        opened = time.monotonic()
        view = self._asked.view
        path = Path(view.source)
        written = editor.edit(self.app, path, view.line) and await read_again(self.app, self._study, path)
        self.drop_steps()
        self._shown_at += time.monotonic() - opened
        if written:
            await self._ask_again()

    async def _ask_again(self) -> None:
        if self._asked and self._asking:
            await self._go_on(self._asking.next)

    async def _go_on(self, step: Callable[[], Asked | Finished]) -> None:
        """Show the card as it is after a step, on the side that was shown; or the next one when it is gone."""
        assert self._asked
        was, side, typed, shown_at = self._asked, self._side, self._typed, self._shown_at
        shown = await self._saved(step)
        self._show(shown)
        if isinstance(shown, Asked) and shown.candidate == was.candidate:
            self._shown_at = shown_at
            if side is Side.BACK:
                await self._reveal(typed)

    # --- what is seen ----------------------------------------------------------------------------------------------

    @property
    def _typing(self) -> bool:
        return self.is_mounted and self.query_one("#typed", Input).has_focus

    def _show(self, shown: Asked | Finished) -> None:
        self._typed = ""
        self.query_one(Output).close()
        self.query_one(Tally).show(shown.counts)
        self.set_class(isinstance(shown, Finished), "-finished")
        self._shown_at = time.monotonic()
        self._shown = shown
        if isinstance(shown, Finished):
            self._side = Side.SUMMARY
            self.query_one(Summary).show(shown)
            self.query_one(Summary).focus()
        else:
            self._side = Side.FRONT
            self.query_one(CardFace).ask(shown.view)
            self.query_one(CardFace).focus()
            self.query_one(Ratings).ask()
