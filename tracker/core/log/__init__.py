"""A learner's log: Markdown in, days and entries with their line numbers out."""

from tracker.core.log.reader import read
from tracker.core.log.values import Day, Entry, Kind, Link, Log, Problem

__all__ = ["Day", "Entry", "Kind", "Link", "Log", "Problem", "read"]
