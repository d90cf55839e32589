"""Search: a query at the top, and below what it finds while it is typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.worker import WorkerCancelled

from tracker.core.errors import UserError
from tracker.core.query import QueryError, parse
from tracker.core.text import printable
from tracker.tui.screens.detail import Detail
from tracker.tui.screens.hand import HandScreen
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.patience import PatientBar
from tracker.tui.widgets.results import Examples, Results

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Study

_PAUSE = 0.1
"""Seconds without a key before the search begins."""
_PAGE = 50
"""Results that are looked up together."""


class Query(Input):
    """What is typed; the footer names the key that opens the best result."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Open", key_display="enter")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open what is found when something is typed."""
        return bool(self.value.strip()) if action == "submit" else super().check_action(action, parameters)


class Search(HandScreen):
    """Finds what the learner knows; True when a card or a log was changed meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "browse", "Results", key_display="↓"),
        Binding("p", "practise", "Practise"),
        Binding("slash,shift+tab", "query", "Query", key_display="/"),
        Binding("escape", "leave", "Back", key_display="esc"),
    ]
    AUTO_FOCUS = "#query"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide"), (104, "-broad")]  # noqa: RUF012, as Textual declares it

    def __init__(self, study: Study, *, practise: bool = False) -> None:
        """Begin with an empty query.

        Args:
            study: what is searched.
            practise: whether the cards that are found may be practised.
        """
        super().__init__(study)
        self._practise = practise
        self._asked = ""
        """The query that the results are those of."""
        self._told = ""
        """The query that the screen shows the results of, or says what is wrong with."""
        self._more = False
        """Whether there may be more results than are shown."""
        self._card: CardView | None = None
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:  # noqa: D102
        yield PatientBar("Search")
        yield Query(placeholder='words, "a phrase", or a field such as is:due', id="query", compact=True)
        yield Static(id="wrong", markup=False)
        yield Examples()
        yield Static("Nothing found. Fewer words, or the beginning of one as in grad*, find more.", id="nothing")
        yield Results()
        yield Keys(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show what a search can say, and take the very next key."""
        self.set_focus(self.query_one("#query"))
        self._show_which()

    @property
    def card(self) -> CardView | None:
        """The card under the bar, while the keys are not typed into the query."""
        found = self._results.chosen if self.is_mounted else None
        there = self._card and found and self._card.card.id == found.id
        return self._card if there and not self._typing else None

    @property
    def place(self) -> tuple[Path, int] | None:
        """The line of a log under the bar."""
        found = self._results.chosen if self.is_mounted and not self._typing else None
        return (Path(found.source), found.line) if found and found.source and found.kind != "snippet" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys that do something now."""
        match action:
            case "browse":
                there = bool(self._results.found) and not self._results.disabled
                return self._typing and (there or self._typed != self._told)
            case "query":
                return not self._typing
            case "practise":
                return self._practise and not self._typing and bool(self._results.found)
        return super().check_action(action, parameters)

    # --- the query -------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def wait_for_more(self) -> None:
        """Search when the learner pauses."""
        self.refresh_bindings()
        self._stop_waiting()
        self._pause = self.set_timer(_PAUSE, lambda: self._search(self._typed))

    def _stop_waiting(self) -> None:
        if self._pause:
            self._pause.stop()

    async def _caught_up(self, query: str) -> bool:
        """Have what a query finds on the screen, without waiting for more of it; False when something else is there."""
        if query != self._told:
            self._stop_waiting()
            await self._find(query)
        return query == self._told == self._asked

    async def _find(self, query: str, most: int = _PAGE, chosen: int = 0) -> None:
        with suppress(WorkerCancelled):  # the learner has typed on
            await self._search(query, most, chosen).wait()

    @work(exclusive=True, group="search")
    async def _search(self, query: str, most: int = _PAGE, chosen: int = 0) -> None:
        """Show what a query means; of several at once the newest counts."""
        try:
            parse(query, live=True)
            with self.query_one(PatientBar).during("searching …"):
                found = await asyncio.to_thread(self.study.search, query, live=True, limit=most)
        except QueryError as error:
            self._show_wrong(query, str(error), cell_len(query[: error.position]))
            return
        except UserError as error:
            self._show_wrong(query, str(error))
            return
        self._asked, self._told, self._more = query, query, len(found) == most
        self.query_one("#wrong").display = False
        self._results.disabled = False
        self._results.show(found, chosen)
        self._show_which()

    @on(Results.NearEnd)
    def look_further(self) -> None:
        """Look the next results up."""
        if self._more:
            self._more = False
            self._continue(self._asked)

    @work(exclusive=True, group="search")
    async def _continue(self, query: str) -> None:
        known = len(self._results.found)
        try:
            found = await asyncio.to_thread(self.study.search, query, live=True, limit=_PAGE, offset=known)
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._more = len(found) == _PAGE
        self._results.add(found)
        self._show_which()

    async def reload(self) -> None:
        """Find the same again, with the bar where it is."""
        found = self._results.chosen
        if found and found.kind == "card":
            self._results.mark(await self._look_at(found.id))

    # --- the results -----------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def take_in_hand(self) -> None:
        """Look the card under the bar up."""
        found = self._results.chosen
        if found and found.kind == "card":
            self._take(found.id)
        self.refresh_bindings()

    @work(exclusive=True, group="hand")
    async def _take(self, id: str) -> None:
        try:
            await self._look_at(id)
        except UserError:  # an import has taken it out since
            self._card = None
        self.refresh_bindings()

    async def _look_at(self, id: str) -> CardView:
        self._card = await asyncio.to_thread(self.study.card, id)
        return self._card

    @on(Input.Submitted)
    def open_first(self) -> None:
        """Show the best result of what is typed whole."""
        self.then(partial(self._open_first, self._typed))

    async def _open_first(self, query: str) -> None:
        if await self._caught_up(query):
            await self._open_result()

    @on(OptionList.OptionSelected)
    def open_result(self) -> None:
        """Show the result whole."""
        self.then(self._open_result)

    async def _open_result(self) -> None:
        found = self._results.chosen
        if not found:
            return
        detail = Detail(self.study, found)
        again = await self.app.push_screen_wait(detail)
        if detail.changed:
            self.changed = True
            await self._find(self._asked, max(_PAGE, len(self._results.found)), self._results.highlighted or 0)
        if again:
            self.action_query()

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_browse(self) -> None:
        """Give the keys to the results of what is typed."""
        self.then(partial(self._browse, self._typed))

    async def _browse(self, query: str) -> None:
        if not self._typing:  # one more stroke, from before the results had the keys
            self._results.action_cursor_down()
        elif await self._caught_up(query) and self._results.found:
            self.set_focus(self._results)

    def action_query(self) -> None:
        """Give the keys to the query."""
        self.set_focus(self.query_one("#query"))

    def action_practise(self) -> None:
        """Ask the cards that are found, due or not; nothing is kept."""
        self.then(self._begin_practice)

    async def _begin_practice(self) -> None:
        from tracker.tui.screens.review import Review

        sitting = await asyncio.to_thread(self.study.cram, self._asked, live=True)
        await self.app.push_screen_wait(Review(self.study, sitting))

    def action_leave(self) -> None:
        """Go from the results to the query, and from the query back."""
        self.dismiss(self.changed)

    def on_descendant_focus(self) -> None:
        """Offer the keys that do something now."""
        self.refresh_bindings()

    # --- what is seen ----------------------------------------------------------------------------------------------

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    @property
    def _typing(self) -> bool:
        return self.is_mounted and self.focused is self.query_one("#query")

    @property
    def _typed(self) -> str:
        return printable(self.query_one("#query", Input).value)

    def _show_which(self) -> None:
        count = len(self._results.found)
        self.query_one(Examples).display = not self._asked.strip()
        self.query_one("#nothing").display = bool(self._asked.strip()) and not count
        self._results.display = bool(count)
        self.query_one(PatientBar).note(f"{count}{'+' if self._more else ''} found" if self._asked.strip() else "")
        self.refresh_bindings()

    def _show_wrong(self, query: str, message: str, at: int = -1) -> None:
        """Say what is wrong, with a mark below the cell of the query where it is; the last results stay, dimmed."""
        self._told = query
        if self.focused is self._results:
            self.action_query()
        self._results.disabled = True
        self.query_one("#nothing").display = False
        self.query_one(PatientBar).note("")
        self.refresh_bindings()
        typed = self.query_one("#query", Input)
        at -= round(typed.scroll_x)
        mark = f"{' ' * at}^\n" if 0 <= at < typed.content_size.width else ""
        wrong = self.query_one("#wrong", Static)
        wrong.update(Content(mark + printable(message)))
        wrong.display = True
