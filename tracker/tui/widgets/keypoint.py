"""A keypoint with all that is known of it: its points, where it stands, its proof, and its cards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.text import printable, squash
from tracker.tui.widgets.facts import Fact
from tracker.tui.widgets.proof import told
from tracker.tui.widgets.prose import Prose, prose

if TYPE_CHECKING:
    from tracker.core.offers import Offer
    from tracker.core.quiz import CardView
    from tracker.core.remembered import KeypointView, Occurrence
    from tracker.study import Proof

_PLACES_SHOWN = 8


class CardRow(Static, can_focus=True):
    """One card in two lines: what it asks, and what it tells, with how well it is known."""

    def __init__(self, view: CardView, recall: float | None) -> None:
        """Prepare a card.

        Args:
            view: the card.
            recall: the chance to recall it today; None before there is one.
        """
        super().__init__(_card(view, recall))
        self.view = view


class KeypointFace(VerticalScroll):
    """Scrolls when it is long; its cards take the focus one after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
    ]

    def __init__(self, view: KeypointView, proofs: Sequence[Proof | None], offers: Sequence[Offer]) -> None:
        """Prepare a keypoint.

        Args:
            view: the keypoint.
            proofs: of each of its cards.
            offers: the snippets that may prove it, when it is linked to none.
        """
        super().__init__()
        self._view = view
        self._proof = next((proof for proof in proofs if proof), None)
        self._offers = offers

    def compose(self) -> ComposeResult:  # noqa: D102
        view = self._view
        with Vertical(classes="column"):
            yield Prose(prose(view.keypoint.statement.text), classes="headline")
            if view.points:
                yield Prose(prose("\n".join(map(_bullet, view.points))), classes="paragraph")
            yield Fact("Stands in", id="places")
            yield Fact("Before", id="former")
            yield Fact("Proof", id="proof")
            yield Fact("May prove", id="offers")
            yield Static("Cards" if view.cards else "No cards: the sentence gives none", classes="heading")
            for card, recall in view.cards:
                yield CardRow(card, recall)

    def on_mount(self) -> None:
        """Say the facts that there are."""
        view = self._view
        self.query_one("#places", Fact).show(places(view.occurrences))
        former = self.query_one("#former", Fact)
        former.display = bool(view.former)
        former.show(f"{view.former} other wording{'s' if view.former > 1 else ''}")
        proof = self.query_one("#proof", Fact)
        proof.display = self._proof is not None
        if self._proof:
            proof.show(_proof(self._proof))
        offers = self.query_one("#offers", Fact)
        offers.display = bool(self._offers)
        offers.show("\n".join(f"{offer.target}  uses {', '.join(offer.names)}" for offer in self._offers))

    def action_step(self, by: int) -> None:
        """Go to the next card, or scroll when there is none."""
        rows = list(self.query(CardRow))
        focused = self.screen.focused
        if isinstance(focused, CardRow) and 0 <= (to := rows.index(focused) + by) < len(rows):
            rows[to].focus()
        else:
            self.scroll_relative(y=by, animate=False)


def where(source: str, line: int, *rest: str | None) -> str:
    """A place in a log in one line: `log.md:12 · Day 3`."""
    parts = (squash(printable(part)).rstrip(" :") for part in rest if part)
    name = squash(printable(Path(source).name))
    return " · ".join(part for part in (f"{name}:{line}" if line else name, *parts) if part)


def places(occurrences: Sequence[Occurrence]) -> str:
    """Where a keypoint stands, a line for each place."""
    if not occurrences:
        return "no log any more"
    shown = [where(one.source, one.line, one.day, one.date, one.section) for one in occurrences[:_PLACES_SHOWN]]
    rest = len(occurrences) - len(shown)
    return "\n".join([*shown, f"and {rest} more"] if rest else shown)


def _bullet(point: str) -> str:
    text = point.lstrip(" ")
    return " " * (len(point) - len(text)) + "• " + text


def _proof(proof: Proof) -> Content:
    if not proof.claim:
        return prose(proof.snippet.title)
    return Content.assemble(prose(proof.snippet.title), "\n", told(proof))


def _card(view: CardView, recall: float | None) -> Content:
    from tracker.core.remembered import percent

    state = "buried" if view.buried_until and not view.held else view.state
    known = percent(recall) if recall is not None else ""
    marks = (known, state, "edited" if view.edited else "", "⚑" if view.flagged else "")
    return Content.assemble(
        prose(squash(view.card.front)),
        "\n",
        ("→ ", "$text-accent"),
        prose(squash(view.card.back)),
        ("   " + " · ".join(filter(None, marks)), "$foreground-muted"),
    )
