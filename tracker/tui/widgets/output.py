"""The live output of a snippet, and how its run ended."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.errors import UserError
from tracker.core.snippet import Run, Snippet, Status
from tracker.core.text import printable

if TYPE_CHECKING:
    from tracker.study import Study

_LINES = 1000
"""Lines kept to scroll back to."""
_LINES_LIVE = 100
"""Lines shown while it runs, so that an endless print cannot hold up the keys."""
_FRAME = 0.05
_PATIENCE = 0.3
"""Seconds without output after which a reason is given."""

_LONGEST = 2000
"""Characters shown of one line."""
_STYLES = {"stdout": "", "stderr": "dim"}

Piece = tuple[str, str]
"""`stdout` or `stderr`, and a text or a line of it."""


class Output(Vertical):
    """Runs one snippet at a time and shows what it prints; the next one ends the one before."""

    def __init__(self) -> None:
        super().__init__()
        self._study: Study | None = None
        self._snippet: Snippet | None = None
        self._run: asyncio.Future[Run] | None = None
        self._arrived: deque[Piece] = deque()
        self._open = {"stdout": "", "stderr": ""}
        """The line of each stream that has not ended yet."""
        self._lines: deque[Piece] = deque(maxlen=_LINES)
        self._started = 0.0
        self._needs_tensorflow = False

    def compose(self) -> ComposeResult:  # noqa: D102
        yield Static(id="status", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="lines", markup=False)

    def on_mount(self) -> None:
        """Show what has arrived, frame by frame, and follow its end."""
        self.query_one(VerticalScroll).anchor()
        self._frames = self.set_interval(_FRAME, self._refresh, pause=True)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None and not self._run.done()

    @work(exclusive=True, group="run")
    async def run(self, study: Study, snippet: Snippet, on_end: Callable[[], None]) -> None:
        """Run a snippet from its beginning.

        Args:
            study: runs it and keeps that it ran.
            snippet: what to run.
            on_end: called when it has ended by itself or was cancelled, not when another run replaced it.
        """
        await self.halt()
        self._study, self._snippet = study, snippet
        arrived: deque[Piece] = deque()  # its own: a run that is being replaced may still print
        self._arrived = arrived
        self._clear()
        self.display = True
        self._started = time.monotonic()
        self._needs_tensorflow = await asyncio.to_thread(_mentions_tensorflow, snippet)
        self._run = asyncio.ensure_future(
            asyncio.to_thread(study.run, snippet, lambda stream, text: arrived.append((stream, text)))
        )
        self._frames.resume()
        try:
            how = _ending(await asyncio.shield(self._run))
        except UserError as error:  # the database may be locked: the output stays readable
            how = Content.styled(f"✗ {printable(str(error))}", "$text-error")
        if self.is_attached:
            self._frames.pause()
            self._finish(how)
            on_end()

    async def halt(self) -> None:
        """End the run that is under way, if any, and wait until it has ended."""
        while self._study and self._run and not self._run.done():
            # Again and again: a run that is only about to start does not see a cancel.
            await asyncio.to_thread(self._study.runner.cancel)
            await asyncio.wait([self._run], timeout=_FRAME)

    @work(group="halt")
    async def cancel(self) -> None:
        """End the run that is under way; its output stays."""
        await self.halt()
        if self.is_attached:
            self.screen.refresh_bindings()

    def close(self) -> None:
        """End the run and take the panel away."""
        self.display = False
        self.workers.cancel_group(self, "run")
        self.cancel()

    async def on_unmount(self) -> None:
        """Leave no process behind, and show nothing of its end."""
        self.workers.cancel_node(self)
        await self.halt()

    def _clear(self) -> None:
        self._lines.clear()
        self._open = dict.fromkeys(self._open, "")
        self._draw(_LINES)

    def _refresh(self) -> None:
        """Show what has arrived since the last frame."""
        if not self.running:  # it was closed
            self._frames.pause()
            return
        if self._drain():
            self._draw(_LINES_LIVE)
        assert self._snippet
        assert self._study
        seconds = time.monotonic() - self._started
        silent = not self._lines and not any(self._open.values())
        doing = "running"
        if silent and seconds > _PATIENCE and self._needs_tensorflow and not self._study.runner.ready:
            doing = "importing TensorFlow (once) …"
        self._say(
            Content.assemble((f"{doing} ", "$text-accent"), f" {seconds:.1f} s", ("   c cancels", "$foreground-muted"))
        )

    def _finish(self, how: Content) -> None:
        self._drain()
        self._draw(_LINES)
        self._say(how)

    def _say(self, text: Content) -> None:
        name = self._snippet.id if self._snippet else ""
        self.query_one("#status", Static).update(Content.assemble((f"{name}  ", "bold"), text))

    def _drain(self) -> bool:
        """Take what has arrived; whether that was anything."""
        arrived = bool(self._arrived)
        while self._arrived:
            stream, text = self._arrived.popleft()
            *lines, self._open[stream] = (self._open[stream] + text).split("\n")
            self._lines.extend((stream, line) for line in lines[-_LINES:])
        return arrived

    def _draw(self, most: int) -> None:
        """Show the last lines, and those that have not ended below them."""
        unfinished = [(stream, line) for stream, line in self._open.items() if line]
        lines = [*islice(self._lines, max(0, len(self._lines) - most), None), *unfinished]
        shown = [Content.styled(_overwritten(line), _STYLES[stream]) for stream, line in lines]
        self.query_one("#lines", Static).update(Content("\n").join(shown))


def _overwritten(line: str) -> str:
    """What a terminal would show of a line: the text after the last carriage return, without escapes."""
    return printable(line.rstrip("\r").rpartition("\r")[2].expandtabs(8))[:_LONGEST]


def _mentions_tensorflow(snippet: Snippet) -> bool:
    try:
        source = Path(snippet.path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "tensorflow" in source or "keras" in source


def _ending(run: Run) -> Content:
    passed = run.status is Status.PASSED
    mark, style = ("✓", "$text-success") if passed else ("✗", "$text-error")
    how = "cancelled" if run.detail == "cancelled" else run.status.value
    detail = "" if passed or run.detail == how else f"   {printable(run.detail)}"
    return Content.assemble(
        (f"{mark} {how}", style), f"  {run.seconds:.2f} s", (f"  {run.route}", "$foreground-muted"), (detail, style)
    )
