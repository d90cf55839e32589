"""What a search has found, and what a search can say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.core.query import FIELDS
from tracker.core.text import printable
from tracker.tui.widgets.facts import Fact
from tracker.tui.widgets.keypoint import where

if TYPE_CHECKING:
    from tracker.core.query import Found
    from tracker.core.quiz import CardView

_HIT = "bold $text-warning"
_WORDS = (
    ("gradient tape", "both words, in any form and order"),
    ('"gradient tape"', "these words in this order"),
    ("grad* -tape", "a word that begins so; none that is tape"),
    ("tape or graph", "one or the other"),
)
_SHOWN = ("tag", "day", "kind", "is", "recall")
"""The fields that a glance has room for."""


class Results(OptionList):
    """Results in two lines each, the best first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Show", key_display="enter")]

    DEFAULT_CSS = "Results:disabled { opacity: 50%; }"

    class NearEnd(Message):
        """The learner is about to see the last result."""

    def __init__(self) -> None:
        super().__init__(id="results", compact=True, markup=False)
        self.found: list[Found] = []

    @property
    def chosen(self) -> Found | None:
        """The result under the bar."""
        return self.found[self.highlighted] if self.highlighted is not None else None

    def show(self, found: Sequence[Found], chosen: int = 0) -> None:
        """Show other results."""
        self.clear_options()
        self.found = []
        self.add(found)
        self.highlighted = min(chosen, len(found) - 1) if found else None
        if not chosen:
            self.scroll_home(animate=False)

    def add(self, found: Sequence[Found]) -> None:
        """Show more results."""
        self.found += found
        self.add_options([Option(_row(one)) for one in found])
        self.call_after_refresh(self._look_ahead)

    def mark(self, view: CardView) -> None:
        """Say what became of a card among the results."""
        for at, one in enumerate(self.found):
            if one.id == view.card.id:
                self.replace_option_prompt_at_index(at, _row(one, view))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say when the end comes near."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead()

    def _look_ahead(self) -> None:
        if self.found and self.scroll_y + 2 * self.size.height >= self.max_scroll_y + self.size.height:
            self.post_message(self.NearEnd())


class Examples(Vertical):
    """A few searches, to be read in one glance."""

    def compose(self) -> ComposeResult:  # noqa: D102
        yield Static("Find what you have learned", classes="headline")
        for number, (example, _) in enumerate(_examples()):
            yield Fact(example, id=f"example-{number}")

    def on_mount(self) -> None:
        """Say what each finds."""
        for number, (_, help) in enumerate(_examples()):
            self.query_one(f"#example-{number}", Fact).show(help)


def stands(found: Found) -> str:
    """Where a result stands, in one line."""
    if found.kind == "snippet":
        return found.id
    return where(found.source, found.line, found.day) if found.source else "in no log any more"


def _examples() -> list[tuple[str, str]]:
    return [*_WORDS, *((field.example, field.help) for field in FIELDS if field.name in _SHOWN)]


def _row(found: Found, view: CardView | None = None) -> Content:
    pieces = [Content.styled(printable(text), _HIT if hit else "") for text, hit in found.excerpt]
    place = stands(found)
    state = f" · {view.held or ('buried' if view.buried_until else view.state)}" if view else ""
    flag = (" ⚑", "$text-warning") if view and view.flagged else ""
    about = Content.assemble((f"{found.kind} · {place}{state}", "$foreground-muted"), flag)
    return Content.assemble(*pieces, "\n", about)
