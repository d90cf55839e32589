"""How a command gets at the knowledge base."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.study import Study


@contextmanager
def opened() -> Iterator[Study]:
    """Open the learner's knowledge base for the time of a command."""
    # SQLModel takes half a second to import: only the commands that need the database pay for it.
    from tracker.study import Study

    # What ends a command politely lets it clean up: end its processes, delete their scratch folders.
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    with Study.open() as study:
        yield study
