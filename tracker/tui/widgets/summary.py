"""What a sitting came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.schedule import Rating
from tracker.tui.widgets.facts import Fact

if TYPE_CHECKING:
    from tracker.tui.asking import Finished

_STYLES = {
    Rating.AGAIN: "$error",
    Rating.HARD: "$warning",
    Rating.GOOD: "$success",
    Rating.EASY: "$primary",
}
_WIDTH = 20
"""Of the longest bar, so that it fits 40 columns too."""


class Summary(VerticalScroll):
    """Answers, how they were rated, the time they took, and when there is more."""

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="column"):
            yield Static(id="outcome", classes="headline", markup=False)
            for rating in Rating:
                yield Fact(rating.name.capitalize(), id=f"share-{rating.value}")
            yield Fact("Time", id="time")
            yield Fact("Kept", id="kept")
            yield Fact("Next", id="next")

    def show(self, finished: Finished) -> None:
        """Show how a sitting ended."""
        answered = finished.answered
        self.query_one("#outcome", Static).update(_outcome(finished))
        most = max(finished.ratings.values(), default=0)
        for rating in Rating:
            count = finished.ratings[rating]
            bar = "▆" * round(count / most * _WIDTH) if most else ""
            fact = self.query_one(f"#share-{rating.value}", Fact)
            fact.display = bool(answered)
            fact.show(Content.assemble(f"{count:>3}  ", (bar, _STYLES[rating])))
        time = self.query_one("#time", Fact)
        time.display = bool(answered)
        time.show(_duration(finished.seconds, answered))
        kept = self.query_one("#kept", Fact)
        kept.display = not finished.kept
        kept.show("nothing: this was to practise, and no due date has moved")
        if finished.paused:
            more = "c keeps going; enter leaves the rest for later"
        elif finished.waiting:
            more = f"{finished.waiting} more today, when you like"
        else:
            more = finished.next or "nothing: no card is left to ask"
        self.query_one("#next", Fact).show(more)


def _outcome(finished: Finished) -> str:
    if finished.paused:
        counts = finished.counts
        left = counts.due + counts.new + counts.learning
        minutes = f"{finished.paused} minutes are" if finished.paused > 1 else "1 minute is"
        return f"{minutes} up; {left} card{'s are' if left != 1 else ' is'} left"
    if not finished.answered:
        return "Nothing to ask right now"
    return f"{finished.answered} answer{'s' if finished.answered != 1 else ''} given"


def _duration(seconds: float, answers: int) -> str:
    each = f", {seconds / answers:.0f} s an answer" if seconds >= answers > 0 else ""
    return (f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s") + each
