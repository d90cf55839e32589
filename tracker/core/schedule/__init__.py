"""When a card is asked again: what answers leave in memory, by FSRS-6 over the learner's days."""

from tracker.core.schedule.dating import NOTHING_ELSE, Due
from tracker.core.schedule.memory import Memory, Rating, Review, State, Upcoming, interval_text, is_leech
from tracker.core.schedule.scheduler import Scheduler
from tracker.core.schedule.settings import CHOICES, Settings

__all__ = [
    "CHOICES",
    "NOTHING_ELSE",
    "Due",
    "Memory",
    "Rating",
    "Review",
    "Scheduler",
    "Settings",
    "State",
    "Upcoming",
    "interval_text",
    "is_leech",
]
