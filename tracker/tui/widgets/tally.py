"""How far a sitting has come."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar

from tracker.core.sitting import Counts
from tracker.tui.widgets.title import TitleBar


class Tally(Vertical):
    """Counts, and a thin bar of what is done."""

    def compose(self) -> ComposeResult:  # noqa: D102
        yield TitleBar("Review")
        yield ProgressBar(total=1, show_percentage=False, show_eta=False)

    def show(self, counts: Counts) -> None:
        """Show other counts."""
        parts = [
            (counts.due, " due", "$text-primary"),
            (counts.new, " new", "$text-accent"),
            (counts.learning, " learning", "$text-warning"),
            (counts.done, " done", "$text-success"),
        ]
        shown = [Content.assemble((str(count), f"bold {style}"), name) for count, name, style in parts]
        self.query_one(TitleBar).note(Content("   ").join(shown))
        left = counts.due + counts.new + counts.learning
        self.query_one(ProgressBar).update(total=max(1, counts.done + left), progress=counts.done if left else 1e9)
