"""The façade: every verb a learner has. The command line and the app call these and nothing below them."""

from tracker.core.proof import Proof
from tracker.intake import Fate, Reading, fates
from tracker.study.daily import Daily, Streaks, Today
from tracker.study.fitting import Difference, Fitted, Fitting, Overload
from tracker.study.keeping import Joined, Rebuilt
from tracker.study.knowledge import Imported, Knowledge
from tracker.study.logbook import Logbook
from tracker.study.pairing import Pair, Pairing, Side
from tracker.study.proving import Proving, Verified
from tracker.study.writing import SourceLine, Writing

__all__ = [
    "Difference",
    "Fate",
    "Fitted",
    "Imported",
    "Joined",
    "Overload",
    "Pair",
    "Proof",
    "Reading",
    "Rebuilt",
    "Side",
    "SourceLine",
    "Streaks",
    "Study",
    "Today",
    "Verified",
    "fates",
]


class Study(Writing, Knowledge, Pairing, Logbook, Daily, Proving, Fitting):
    """A learner's knowledge base, opened once and handed to whoever needs it. Its methods may run in any thread."""
