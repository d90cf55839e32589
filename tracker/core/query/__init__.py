"""What the learner looks for: a small language, and what a search finds."""

from tracker.core.query.error import QueryError
from tracker.core.query.fields import FIELDS, KINDS, STATES, Field
from tracker.core.query.found import Excerpt, Found, excerpt
from tracker.core.query.parser import parse
from tracker.core.query.tree import And, Comparison, Dates, Filter, Not, Numbers, Or, Phrase, Query, Term, Word

__all__ = [
    "FIELDS",
    "KINDS",
    "STATES",
    "And",
    "Comparison",
    "Dates",
    "Excerpt",
    "Field",
    "Filter",
    "Found",
    "Not",
    "Numbers",
    "Or",
    "Phrase",
    "Query",
    "QueryError",
    "Term",
    "Word",
    "excerpt",
    "parse",
]
