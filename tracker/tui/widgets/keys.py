"""The keys that do something now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer


class Keys(Footer):
    """A footer whose keys carry their action as a class, so that the style sheet can leave some out."""

    def compose(self) -> ComposeResult:  # noqa: D102
        for key in super().compose():
            if action := getattr(key, "action", ""):
                key.add_class(f"-{action}")
            yield key
