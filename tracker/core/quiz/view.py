"""A card with all that is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.core.quiz.cards import Card


@dataclass(frozen=True, slots=True)
class CardView:
    """A card, the keypoint it asks about, and the first place it was written down."""

    card: Card
    statement: str
    """The keypoint's own line."""
    points: tuple[str, ...]
    """The lines of its points, indented by depth."""
    snippet: str | None
    """The snippet link as the log gives it."""
    source: str
    """Path of the file, empty when no source holds the keypoint any more."""
    day: str
    line: int
    state: str
    """`new`, `learning`, `review`, `relearning`, `dropped` or `retired`."""
    due_day: date | None
    due_at: datetime | None
