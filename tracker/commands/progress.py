"""A bar on the terminal for what takes long, with lines of results above it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """How far the work is; without a terminal, the lines alone."""

    def __init__(self, drawn: Progress | None) -> None:
        self._drawn = drawn

    def say(self, line: str) -> None:
        """Print one line of results."""
        print(line, flush=True)

    def advance(self) -> None:
        """One more is done."""
        if self._drawn:
            self._drawn.advance(self._drawn.task_ids[0])


@contextmanager
def progress(what: str, total: int, *, shown: bool) -> Iterator[Bar]:
    """Show a bar below what is printed while the block runs, where standard error is a terminal.

    Args:
        what: what is being done.
        total: how many times the bar will advance.
        shown: whether to show one at all.
    """
    if not (shown and total and sys.stderr.isatty()):
        yield Bar(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as drawn:
        drawn.add_task(what, total=total)
        yield Bar(drawn)
