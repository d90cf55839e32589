"""The bar a sitting is steered with: show the answer, then rate it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tracker.core.schedule import Rating


class Key(Static):
    """A key that is shown where it can be clicked."""

    def __init__(self, action: str, *, id: str, classes: str = "") -> None:
        super().__init__(markup=False, id=id, classes=classes)
        self._action = action

    async def on_click(self) -> None:
        """Do what the key would do."""
        await self.run_action(f"screen.{self._action}")


class Ratings(Horizontal):
    """`Show the answer` before the reveal, four ratings with their intervals after it."""

    def compose(self) -> ComposeResult:  # noqa: D102
        yield Key("reveal", id="reveal")
        for rating in Rating:
            yield Key(f"rate({rating.value})", id=f"rate-{rating.value}", classes="rating")

    def ask(self, key: str = "space") -> None:
        """Offer to show the answer.

        Args:
            key: what shows it.
        """
        self.query_one("#reveal", Key).update(Content.assemble((key, "bold"), "  Show the answer"))
        self.set_class(False, "-rating")

    def offer(self, intervals: Mapping[Rating, str]) -> None:
        """Offer the ratings.

        Args:
            intervals: when the card would come back after each.
        """
        for rating, interval in intervals.items():
            label = Content.assemble((f"{rating.value} {rating.name.capitalize()}", "bold"), f"\n{interval}")
            self.query_one(f"#rate-{rating.value}", Key).update(label)
        self.set_class(True, "-rating")
