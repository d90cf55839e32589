"""How far a sitting has come."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, ProgressBar

from tracker.core.sitting import Counts

_STYLES = {
    "due": "$text-primary",
    "new": "$text-accent",
    "learning": "$text-warning",
    "done": "$text-success",
}


class Tally(Vertical):
    """Counts, and a thin bar of what is done."""

    def __init__(self, *, practice: bool = False) -> None:
        """Begin without counts.

        Args:
            practice: whether cards are asked that need not be due.
        """
        super().__init__()
        self._said = "Practice" if practice else "Review"
        self._due = "seen" if practice else "due"
        self._title = Label(self._said, classes="title")

    def compose(self) -> ComposeResult:  # noqa: D102
        with Horizontal(classes="counts"):
            yield self._title
            for name in _STYLES:
                yield Label(classes=f"count {name}")
        yield ProgressBar(total=1, show_percentage=False, show_eta=False)

    def show(self, counts: Counts) -> None:
        """Show other counts."""
        numbers = {"due": counts.due, "new": counts.new, "learning": counts.learning, "done": counts.done}
        for name, number in numbers.items():
            said = Content.assemble((str(number), f"bold {_STYLES[name]}"), f" {self._due if name == 'due' else name}")
            self.query_one(f".{name}", Label).update(said)
        left = counts.due + counts.new + counts.learning
        self.query_one(ProgressBar).update(total=max(1, counts.done + left), progress=counts.done if left else 1e9)

    def saving(self, under_way: bool) -> None:
        """Say that an answer is taking its time to get to the disk, or no longer."""
        self.set_class(under_way, "-saving")
        self._title.update("saving …" if under_way else self._said)
