"""The terminal app: what it opens with, which keys work everywhere, and how a Study gets in and out.

SQLModel takes half a second to import, so nothing here imports it: the first frame is painted, then a thread opens the
Study, and the screen that is already there fills in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from tracker.core.errors import UserError
from tracker.tui.screens.today import Today

if TYPE_CHECKING:
    from tracker.study import Study


class TrackerApp(App[None]):
    """Today is always at the bottom of the stack; a sitting lies over it while it lasts."""

    TITLE = "tracker"
    CSS_PATH = "tracker.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012, as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "quit", "Quit"),
        Binding("ctrl+q", "quit", "Quit", show=False),  # without Textual's priority, so that a window can ask first
    ]

    def __init__(self, open_study: Callable[[], Study], *, review: bool = False, limit: int | None = None) -> None:
        """Prepare the app; nothing is opened yet.

        Args:
            open_study: called in a thread after the first frame.
            review: begin with a sitting instead of Today.
            limit: the most cards that this first sitting asks.
        """
        super().__init__()
        self._open_study = open_study
        self._review = review
        self._limit = limit
        self.study: Study | None = None
        """Set once it is open; whoever runs the app closes it."""
        self.today = Today()
        self.failure: UserError | None = None
        """Why the app could not begin."""

    def get_default_screen(self) -> Screen[None]:
        """Begin with Today."""
        return self.today

    def on_mount(self) -> None:
        """Open the Study as soon as there is something to look at."""
        if self._review:
            self.today.start(self._limit)
        self.call_after_refresh(self._open)

    @work
    async def _open(self) -> None:
        try:
            study = await asyncio.to_thread(self._open_and_welcome)
        except UserError as error:
            self.failure = error
            self.exit(return_code=2)
            return
        self.today.study = study

    def _open_and_welcome(self) -> Study:
        self.study = self._open_study()
        self.study.welcome()
        return self.study

    async def action_search(self) -> None:
        """Look for something, over whatever is shown."""
        if self.today.study:
            from tracker.tui.screens.search import Search

            if not isinstance(self.screen, Search | ModalScreen):
                await self.push_screen(Search(self.today.study))  # what is typed next belongs to the query

    def action_help(self) -> None:
        """Show what the keys do."""
        from tracker.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help())


def run_app(*, review: bool = False, limit: int | None = None) -> None:
    """Run the app on the learner's own database until it is left.

    Raises:
        UserError: the database cannot be opened; the terminal is as it was before.
        SystemExit: the app failed in another way, which it has explained.
    """
    app = TrackerApp(_open_study, review=review, limit=limit)
    try:
        app.run()
    finally:
        if app.study:
            app.study.close()
    if app.failure:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)


def _open_study() -> Study:
    from tracker.study import Study

    return Study.open()
