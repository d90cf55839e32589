"""Reviews that are too many for a day, and how they could be spread over the days to come."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from tracker.core.remembered import percent
from tracker.tui.screens.steps import StepScreen
from tracker.tui.screens.window import Window
from tracker.tui.widgets.patience import PatientBar

if TYPE_CHECKING:
    from tracker.core.backlog import Portion
    from tracker.study import Study

_DAYS_SHOWN = 12
_MOST_DAYS = 365
_DAY = 12
"""Cells of the first column."""
_WIDE = (("of the backlog", "due besides", "weakest recall today"), (16, 14, 23))
_NARROW = (("cards", "due", "recall"), (7, 5, 8))
"""The heads of the other columns, and their cells."""
_TOLD = "Weakest first. Nothing is forgotten: each card only waits for its day, and its due date stays as it is."


class Backlog(StepScreen[int], Window[int]):
    """Shows the plan, with more days or fewer; how many days when it was carried out, else 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "spread", "Spread", key_display="enter"),
        Binding("plus,equals_sign,right", "days(1)", "More days", key_display="+"),
        Binding("minus,left", "days(-1)", "Fewer days", key_display="-"),
        Binding("escape", "leave", "Leave it", key_display="esc"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, study: Study) -> None:
        """Prepare a plan.

        Args:
            study: where the backlog is.
        """
        super().__init__()
        self._study = study
        self._plan: Sequence[Portion] = ()
        self._days: int | None = None
        """Over how many days the learner wants it; None for as many as it takes."""

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="window"):
            yield PatientBar("Backlog")
            with VerticalScroll():
                yield Static(_TOLD, classes="paragraph", markup=False)
                yield Static("Weighing what is due …", id="plan", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Make a plan."""
        self.then(partial(self._make, None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with a plan."""
        match action:
            case "spread":
                return bool(self._plan)
            case "days":
                return 1 <= self._wanted(parameters) <= min(_MOST_DAYS, self._count)
        return True

    def action_days(self, by: int) -> None:
        """Take more days, or fewer."""
        self._days = self._wanted((by,))
        self.then(partial(self._make, self._days))

    def action_spread(self) -> None:
        """Put the cards off as it is shown."""
        if self.noticed:
            self.then(self._spread)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(0)

    @property
    def _count(self) -> int:
        return sum(len(portion.cards) for portion in self._plan)

    def _wanted(self, parameters: tuple[object, ...]) -> int:
        [by] = parameters
        assert isinstance(by, int)
        return (self._days or len(self._plan)) + by

    async def _make(self, days: int | None) -> None:
        if days != self._days:  # the learner wants another number by now
            return
        with self.query_one(PatientBar).during("weighing …"):
            self._plan = await asyncio.to_thread(self._study.backlog, days)
        self._show()

    def on_resize(self) -> None:
        """Use what room there is."""
        if self._plan:
            self._show()

    def _show(self) -> None:
        today = self._study.calendar.day_of(self._study.now())
        narrow = self.has_class("-narrow")
        self.query_one("#plan", Static).update(Content("\n").join(_table(self._plan, today, narrow=narrow)))
        self.query_one(PatientBar).note(_counted(self._count, len(self._plan)))

    async def _spread(self) -> None:
        with self.query_one(PatientBar).during("saving …"):
            await asyncio.to_thread(self._study.spread, self._plan)
        self.dismiss(len(self._plan))


def _table(plan: Sequence[Portion], today: date, *, narrow: bool) -> Iterator[Content]:
    if not plan:
        yield Content("No review is due.")
        return
    heads, widths = _NARROW if narrow else _WIDE
    yield Content.styled(_row("", heads, widths), "$foreground-muted")
    for portion in islice(plan, _DAYS_SHOWN):
        numbers = (str(len(portion.cards)), str(portion.due or "–"), percent(portion.weakest))
        yield Content(_row(_named(portion.day, today), numbers, widths))
    rest = len(plan) - _DAYS_SHOWN
    if rest > 0:
        yield Content.styled(f"… and {rest} more day{'s' if rest > 1 else ''}", "$foreground-muted")


def _row(day: str, cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"{day:<{_DAY}}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _named(day: date, today: date) -> str:
    away = (day - today).days
    return ("today", "tomorrow")[away] if 0 <= away < 2 else f"{day:%a} {day.day} {day:%b}"


def _counted(cards: int, days: int) -> str:
    return f"{cards} review{'s' if cards != 1 else ''} over {days} day{'s' if days != 1 else ''}"
