"""The keys that do something now."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer


class Keys(Footer):
    """A footer whose keys carry their action as a class, so that the style sheet can leave some out."""

    _composed: object = None
    """What the keys that are shown were made from."""

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Make the keys anew, unless the same are shown: that is most of the work of a key that is pressed."""
        self._bindings_ready = True
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._renew)

    async def _renew(self) -> None:
        if self._composed != self._wanted():
            await self.recompose()

    def _wanted(self) -> object:
        return [
            (binding, enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]

    def compose(self) -> ComposeResult:  # noqa: D102
        self._composed = self._wanted() if self._bindings_ready else None
        for key in super().compose():
            if action := getattr(key, "action", ""):
                key.add_class(f"-{action}")
            yield key
