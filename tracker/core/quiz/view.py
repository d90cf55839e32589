"""A card with all that is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.core.quiz.cards import Card


@dataclass(frozen=True, slots=True)
class CardView:
    """A card, the keypoint it asks about, and the first place it was written down."""

    card: Card
    """In the learner's words where it was edited."""
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
    """`new`, `learning`, `review`, `relearning`, or why it is not asked: its `held`, or `retired`."""
    due_day: date | None
    due_at: datetime | None
    held: str | None
    """`suspended` or `dropped` by the learner, its keypoint `merged` into another, its proof `changed`; else None."""
    buried_until: date | None
    """The learner's day from which on it is asked again."""
    flagged: bool
    edited: bool

    def asked_on(self, day: date) -> bool:
        """Whether it may be asked on a learner's day, when it is due."""
        buried = self.buried_until is not None and self.buried_until > day
        return not buried and self.held is None and self.state != "retired"
