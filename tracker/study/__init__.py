"""The façade: every verb a learner has. The command line and the app call these and nothing below them."""

from tracker.study.knowledge import Imported, Knowledge
from tracker.study.proving import Proof, Proving
from tracker.study.reviewing import NEW_PER_DAY, Reviewing, Streaks, Today

__all__ = ["NEW_PER_DAY", "Imported", "Proof", "Streaks", "Study", "Today"]


class Study(Knowledge, Reviewing, Proving):
    """A learner's knowledge base, opened once and handed to whoever needs it. Its methods may run in any thread."""
