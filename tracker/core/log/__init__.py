"""A learner's log: Markdown in, days and entries with their line numbers out."""

from typing import TYPE_CHECKING, Any

from tracker.core.log.days import Day, Log
from tracker.core.log.values import Content, Entry, Kind, Link, Listing, Problem

if TYPE_CHECKING:
    from tracker.core.log.reader import read

__all__ = ["Content", "Day", "Entry", "Kind", "Link", "Listing", "Log", "Problem", "read"]


def __getattr__(name: str) -> Any:
    """Load `read` when somebody asks for it: its patterns take longer to compile than a screen may take to show."""
    if name == "read":
        from tracker.core.log.reader import read

        return read
    raise AttributeError(name)
