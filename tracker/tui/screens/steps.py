"""Keys that become steps, taken one after another, so that no screen waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.screen import Screen, ScreenResultType

from tracker.core.errors import UserError


class StepScreen(Screen[ScreenResultType]):
    """A screen whose keys take their turn: a step begins when those before it are done, and sees what they left."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        super().__init__()
        self._turn = asyncio.Lock()
        self._steps = 0
        """Steps that were asked for and are not done."""
        self._windows = 0
        """Grows with each window over this screen."""

    @property
    def busy(self) -> bool:
        """Whether a step is under way or waits for its turn."""
        return self._steps > 0

    def then(self, step: Callable[[], Awaitable[None]]) -> None:
        """Take a step after those that are under way; what it cannot do is told."""
        self._steps += 1
        self.run_worker(self._in_turn(step, self._windows), name="step")

    def drop_steps(self) -> None:
        """Take none of the steps that wait: what was pressed before a window came is not meant for after it."""
        self._windows += 1

    async def _in_turn(self, step: Callable[[], Awaitable[None]], windows: int) -> None:
        try:
            async with self._turn:
                if windows == self._windows:
                    await step()
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
        finally:
            self._steps -= 1
            self.refresh_bindings()
