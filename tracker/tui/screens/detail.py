"""What a search has found, whole: a keypoint with its cards, a day of the log, or a snippet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from tracker.core.errors import UserError
from tracker.tui.screens.hand import HandScreen
from tracker.tui.widgets.keypoint import CardRow, KeypointFace
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.lines import day_page
from tracker.tui.widgets.patience import PatientBar
from tracker.tui.widgets.proof import SnippetFace
from tracker.tui.widgets.results import stands

if TYPE_CHECKING:
    from tracker.core.query import Found
    from tracker.core.quiz import CardView
    from tracker.study import Study


class Detail(HandScreen):
    """Shows one result of a search; True when the learner wants to search for something else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/"),
        Binding("escape", "leave", "Back", key_display="esc"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012, as Textual declares it

    def __init__(self, study: Study, found: Found) -> None:
        """Prepare a result.

        Args:
            study: where it is looked up.
            found: the result.
        """
        super().__init__(study)
        self._found = found

    def compose(self) -> ComposeResult:  # noqa: D102
        yield PatientBar(self._found.kind.capitalize())
        yield Container(id="detail")
        yield Keys(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Look it up."""
        self.query_one(PatientBar).note(stands(self._found))
        self.then(self.reload)

    async def reload(self) -> None:
        """Look it up again, with the same card in hand."""
        try:
            face = (await asyncio.to_thread(_look_up, self.study, self._found))()
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
            self.dismiss(False)
            return
        detail = self.query_one("#detail")
        old = list(detail.children)
        face.display = False
        await detail.mount(face)
        before = self.card.card.id if self.card else self._found.id
        rows = list(face.query(CardRow))
        same = (row for row in rows if row.view.card.id == before)
        with self.app.batch_update():  # a key always finds a card: the old one until the new one is there
            face.display = True
            self.set_focus(next(same, None) or next(iter(rows), face), scroll_visible=len(rows) > 1)
            await detail.remove_children(old)
        self.refresh_bindings()

    @property
    def card(self) -> CardView | None:
        """The card that has the focus."""
        return self.focused.view if isinstance(self.focused, CardRow) else None

    @property
    def place(self) -> tuple[Path, int] | None:
        """Where it stands in a log, or the file of the snippet."""
        found = self._found
        return (Path(found.source), found.line) if found.source and found.kind != "snippet" else None

    def on_descendant_focus(self) -> None:
        """Offer the keys for the card that has the focus now."""
        self.refresh_bindings()

    def action_search(self) -> None:
        """Go back to the query."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back to the results."""
        self.dismiss(False)


def _look_up(study: Study, found: Found) -> Callable[[], Widget]:
    """What makes the widget that shows a result.

    Raises:
        UserError: it is not there any more.
    """
    if found.kind in ("day", "note"):
        return partial(day_page, study.day(int(found.id)))
    if found.kind == "snippet":
        [(snippet, known)] = study.snippets(found.id)
        return partial(SnippetFace, snippet, known)
    view = study.keypoint(study.card(found.id).card.keypoint if found.kind == "card" else found.id)
    return partial(KeypointFace, view, study.proofs([card for card, _ in view.cards]), study.offers(view))
