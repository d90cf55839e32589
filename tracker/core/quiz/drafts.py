"""Drafts: cards before the gates, and the parts they are put together from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracker.core.knowledge import Statement
from tracker.core.quiz.words import BLANK, is_name

LONGEST_TYPED = 5
"""Words of an answer that is to be typed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A card before the gates: what to show, what to expect."""

    kind: str
    """`basic` (judged by the learner), `cloze` (a gap) or `term` (typed answers can be checked), or `list`."""
    front: str
    back: str
    accept: tuple[str, ...] = ()
    """Typed answers that count as right; empty when only the learner can judge."""


def asking(front: str, term: str) -> Draft:
    """Ask for a term or a name: as a gap in a sentence, or by a question."""
    return Draft("cloze" if BLANK in front else "term", front, term.strip("`"), accepted(term))


@lru_cache(maxsize=1 << 12)  # a log comes back to its terms
def accepted(term: str) -> tuple[str, ...]:
    """The typed answers that mean a term: itself and, for a dotted or called name, its last part."""
    plain = term.strip("`")
    uncalled = plain.split("(")[0]
    short = uncalled.rpartition(".")[2] if is_name(term) else plain
    return tuple(dict.fromkeys(answer for answer in (plain, uncalled, short) if answer))


def outline(statement: Statement, depth: int = 0) -> str:
    """A statement and its points as indented bullets."""
    lines = ["  " * depth + "• " + statement.text, *(outline(point, depth + 1) for point in statement.points)]
    return "\n".join(lines)
