"""A sitting as the app needs it: each step goes to the disk and comes back with everything the next frame shows.

Every method blocks, so each belongs in a thread, and only one at a time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.core.schedule import Rating, interval_text
from tracker.core.sitting import Aside, Candidate, Counts
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
    undoable: bool
    """Whether there is a deed to take back."""


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
    undoable: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """What the learner did with a card, as far as the disk does not know it."""

    card: str
    seconds: float
    """From the front to the deed."""
    revealed: bool
    """Whether the back was seen."""
    answer: bool


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
        self._deeds: list[Deed] = []
        """Those that stand."""

    def next(self) -> Asked | Finished:
        """The card to ask now."""
        study = self.study
        asked = study.ask(self._sitting)
        if asked is None:
            return self._finished()
        candidate, view = asked
        proof = study.proof(view)
        if proof:
            study.runner.warm()
        intervals = {rating: interval_text(memory) for rating, memory in study.outlook(candidate).items()}
        return Asked(candidate, view, proof, intervals, self._sitting.counts(), bool(self._deeds))

    def answer(self, asked: Asked, rating: Rating, seconds: float, graded: str) -> Asked | Finished:
        """Put an answer on disk and go on."""
        if self.study.answer(self._sitting, asked.candidate, rating, seconds, graded):
            self._deeds.append(Deed(asked.candidate.card, seconds, revealed=True, answer=True))
        return self.next()

    def put_aside(self, asked: Asked, why: Aside, seconds: float, *, revealed: bool) -> Asked | Finished:
        """Take a card out of the sitting and go on."""
        self.study.put_aside(self._sitting, asked.candidate, why)
        self._deeds.append(Deed(asked.candidate.card, seconds, revealed, answer=False))
        return self.next()

    def undo(self) -> tuple[Asked | Finished, Deed] | None:
        """Take the last deed back.

        Returns:
            Its card and what it was; None when there is none.
        """
        if self.study.undo(self._sitting) is None:
            return None
        undone = self._deeds.pop()
        return self.next(), undone

    def flag(self, asked: Asked) -> Asked:
        """Mark a card to come back to, or take the mark off."""
        return replace(asked, view=self.study.flag(asked.view.card.id, not asked.view.flagged))

    def _finished(self) -> Finished:
        study = self.study
        history = self._sitting.history
        now = study.now()
        another = study.start()
        left = another.counts()
        return Finished(
            answered=len(history),
            ratings=Counter(answer.review.rating for answer in history),
            seconds=sum(deed.seconds for deed in self._deeds if deed.answer),
            waiting=left.due + left.new + left.learning if another.next(now) else 0,
            next=spoken(study.upcoming(), now, study.calendar),
            counts=self._sitting.counts(),
            undoable=bool(self._deeds),
        )
