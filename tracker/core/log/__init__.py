"""A learner's log: Markdown in, days and entries with their line numbers out."""

from tracker.core.log.days import Day, Log
from tracker.core.log.reader import read
from tracker.core.log.values import Content, Entry, Kind, Link, Listing, Problem

__all__ = ["Content", "Day", "Entry", "Kind", "Link", "Listing", "Log", "Problem", "read"]
