"""Files become knowledge."""

from tracker.intake.fates import Fate, fates
from tracker.intake.reading import Reading, Told, read, write

__all__ = ["Fate", "Reading", "Told", "fates", "read", "write"]
