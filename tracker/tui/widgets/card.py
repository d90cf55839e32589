"""The card being asked: where it comes from, its front, and after the reveal all that is known about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Rule, Static

from tracker.core.quiz.typed import Judgement
from tracker.core.text import fold, printable
from tracker.tui.widgets.proof import told
from tracker.tui.widgets.prose import Prose, prose

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Proof

_JUDGED = {
    Judgement.RIGHT: ("✓ right", "$text-success"),
    Judgement.CLOSE: ("≈ close", "$text-warning"),
    Judgement.WRONG: ("✗ not the expected answer", "$text-error"),
    Judgement.OPEN: ("compare it yourself", "$foreground-muted"),
}


class CardFace(VerticalScroll):
    """Front and back of one card, scrolling when they are long."""

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="column"):
            yield Static(id="origin", markup=False)
            yield Prose(id="front")
            yield Input(placeholder="type it, enter compares; or leave it empty", id="typed", compact=True)
            with Vertical(id="behind"):
                yield Static(id="judged", markup=False)
                yield Rule(line_style="solid")
                yield Prose(id="back")
                yield Prose(id="statement")
                yield Prose(id="points")
                yield Static(id="proof", markup=False)

    def ask(self, view: CardView) -> None:
        """Show the front of a card."""
        self.mark(view)
        self.query_one("#front", Prose).show(view.card.front)
        self.query_one("#behind").display = False
        typed = self.query_one("#typed", Input)
        typed.display = False
        typed.value = ""
        self.scroll_home(animate=False)

    def mark(self, view: CardView) -> None:
        """Show where a card comes from, and what the learner did to it."""
        self.query_one("#origin", Static).update(_origin(view))

    def reveal(self, view: CardView, proof: Proof | None, typed: str, judgement: Judgement | None) -> None:
        """Show the back too.

        Args:
            view: the card whose front is shown.
            proof: what it is linked to.
            typed: the typed answer, empty without one.
            judgement: how that compares.
        """
        back = view.card.back
        told = fold(back)
        shown_already = fold(view.statement) in (fold(view.card.front), told)
        self.query_one("#typed", Input).display = False
        judged = self.query_one("#judged", Static)
        judged.display = judgement is not None
        if judgement:
            remark, style = _JUDGED[judgement]
            judged.update(Content.assemble(("You typed  ", "$foreground-muted"), f"{typed}  ", (remark, style)))
        self.query_one("#back", Prose).show(back)
        self.query_one("#statement", Prose).show("" if shown_already else view.statement)
        beyond = any(fold(point.strip("• ")) not in told for point in view.points)
        self.query_one("#points", Prose).show("\n".join(map(_bullet, view.points)) if beyond else "")
        shown = self.query_one("#proof", Static)
        shown.display = proof is not None
        if proof:
            shown.update(_proof(proof))
        self.query_one("#behind").display = True
        self.call_after_refresh(self.query_one("#back").scroll_visible, animate=False)


def _origin(view: CardView) -> Content:
    name = Path(view.source).name or "no longer in a log"
    line = f"line {view.line}" if view.line else ""
    place = "  ·  ".join(printable(part) for part in (name, view.day.strip(" :"), line) if part)
    flag = ("  ⚑", "bold $text-warning") if view.flagged else ""
    return Content.assemble(place, (f"   {view.state}", "$text-accent"), "  edited" if view.edited else "", flag)


def _bullet(point: str) -> str:
    text = point.lstrip(" ")
    return " " * (len(point) - len(text)) + "• " + text


def _proof(proof: Proof) -> Content:
    head = Content.assemble(("Proof  ", "bold"), prose(proof.snippet.title), ("   r runs it", "$foreground-muted"))
    if not proof.claim:
        return head
    return Content.assemble(head, "\n", told(proof))
