"""A sitting as the app needs it: each step goes to the disk and comes back with everything the next frame shows.

Every method blocks, so each belongs in a thread, and only one at a time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.core.schedule import Rating, interval_text
from tracker.core.sitting import Candidate, Counts
from tracker.tui.upcoming import spoken

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Proof, Study


@dataclass(frozen=True, slots=True)
class Asked:
    """A card with all that is shown with it."""

    candidate: Candidate
    view: CardView
    proof: Proof | None
    intervals: dict[Rating, str]
    """How long until the card comes back after each rating."""
    counts: Counts
    answered: int
    """Answers in this sitting that stand."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What the sitting came to."""

    answered: int
    ratings: Counter[Rating]
    seconds: float
    waiting: int
    """Cards of today that are still to be asked, in another sitting."""
    next: str
    """When there is more, empty when there never is."""
    counts: Counts


class Asking:
    """One sitting over a Study."""

    def __init__(self, study: Study, limit: int | None = None) -> None:
        """Line the cards up.

        Args:
            study: where the answers go.
            limit: the most cards to ask.
        """
        self.study = study
        self._sitting = study.start(limit)
        self._seconds: list[float] = []
        """What each answer that stands took."""

    def next(self) -> Asked | Finished:
        """The card to ask now."""
        study = self.study
        now = study.now()
        candidate = self._sitting.next(now)
        if candidate is None:
            return self._finished()
        view = study.view(candidate)
        proof = study.proof(view)
        if proof:
            study.runner.warm()
        intervals = {rating: interval_text(memory) for rating, memory in study.outlook(candidate).items()}
        return Asked(candidate, view, proof, intervals, self._sitting.counts(), len(self._sitting.history))

    def answer(self, asked: Asked, rating: Rating, seconds: float, graded: str) -> Asked | Finished:
        """Put an answer on disk and go on."""
        if self.study.answer(self._sitting, asked.candidate, rating, seconds, graded):
            self._seconds.append(seconds)
        return self.next()

    def undo(self) -> tuple[Asked | Finished, float] | None:
        """Take the last answer back.

        Returns:
            Its card, and the seconds it had taken; None when there is no answer.
        """
        if self.study.undo(self._sitting) is None:
            return None
        return self.next(), self._seconds.pop()

    def drop(self, asked: Asked) -> Asked | Finished:
        """Ask a card no more and go on."""
        self.study.drop(self._sitting, asked.candidate)
        return self.next()

    def read_again(self, asked: Asked) -> Asked | Finished:
        """Import the source of a card after an edit; a card that it no longer gives is left out of the sitting."""
        self.study.import_logs([Path(asked.view.source)])
        if self.study.view(asked.candidate).state == "retired":
            self._sitting.drop(asked.candidate.card)
        return self.next()

    def _finished(self) -> Finished:
        study = self.study
        history = self._sitting.history
        now = study.now()
        another = study.start()
        left = another.counts()
        return Finished(
            answered=len(history),
            ratings=Counter(answer.review.rating for answer in history),
            seconds=sum(self._seconds),
            waiting=left.due + left.new + left.learning if another.next(now) else 0,
            next=spoken(study.upcoming(), now, study.calendar),
            counts=self._sitting.counts(),
        )
