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
    from tracker.core.sitting import Sitting
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

    def __init__(
        self,
        open_study: Callable[[], Study],
        *,
        review: bool = False,
        limit: int | None = None,
        query: str = "",
        cram: bool = False,
    ) -> None:
        """Prepare the app; nothing is opened yet.

        Args:
            open_study: called in a thread after the first frame.
            review: begin with a sitting instead of Today.
            limit: the most cards that this first sitting asks.
            query: only cards that it finds are asked.
            cram: the sitting is to practise: cards are asked that need not be due, and no answer is kept.
        """
        super().__init__()
        self._open_study = open_study
        self._review = review
        self._limit = limit
        self._query = query
        self._cram = cram
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
        self.call_after_refresh(self._open)

    @work
    async def _open(self) -> None:
        try:
            study, first = await asyncio.to_thread(self._open_and_welcome)
        except UserError as error:
            self.failure = error
            self.exit(return_code=2)
            return
        self.today.open(study, first)

    def _open_and_welcome(self) -> tuple[Study, Sitting | None]:
        self.study = study = self._open_study()
        study.welcome()
        if not self._review:
            return study, None
        return study, study.sit(self._query, self._limit, cram=self._cram)

    async def action_search(self) -> None:
        """Look for something, over whatever is shown."""
        if self.today.study:
            from tracker.tui.screens.search import Search

            if not isinstance(self.screen, Search | ModalScreen):
                await self.push_screen(
                    Search(self.today.study, practise=True)
                )  # what is typed next belongs to the query

    def action_help(self) -> None:
        """Show what the keys do."""
        from tracker.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help())


def run_app(*, review: bool = False, limit: int | None = None, query: str = "", cram: bool = False) -> None:
    """Run the app on the learner's own database until it is left; the arguments are those of `TrackerApp`.

    Raises:
        UserError: the database cannot be opened, or the query is wrong; the terminal is as it was before.
        SystemExit: the app failed in another way, which it has explained.
    """
    app = TrackerApp(_open_study, review=review, limit=limit, query=query, cram=cram)
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
