"""The façade: every verb a learner has. The command line and the app call these and nothing below them."""

from tracker.study.knowledge import Imported, Knowledge
from tracker.study.proving import Proof, Proving
from tracker.study.reviewing import NEW_PER_DAY, Reviewing, Streaks, Today
from tracker.study.writing import SourceLine, Writing

__all__ = ["NEW_PER_DAY", "Imported", "Proof", "SourceLine", "Streaks", "Study", "Today"]


class Study(Writing, Knowledge, Reviewing, Proving):
    """A learner's knowledge base, opened once and handed to whoever needs it. Its methods may run in any thread."""
