"""A sitting as the app needs it: each step goes to the disk and comes back with everything the next frame shows.

Every method blocks, so each belongs in a thread, and only one at a time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.core.schedule import Rating, interval_text, is_leech
from tracker.core.sitting import Aside, Candidate, Counts
from tracker.tui.moments import coming, given

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.core.sitting import Sitting
    from tracker.study import Proof, Study

_PRACTISED = {rating: "comes back" if rating is Rating.AGAIN else "done" for rating in Rating}
"""What a rating does when nothing is kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A card with all that is shown with it."""

    candidate: Candidate
    view: CardView
    proof: Proof | None
    intervals: dict[Rating, str]
    """How long until the card comes back after each rating; what happens to it, when nothing is kept."""
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
    paused: int
    """The minutes that are up while cards of the sitting are left; 0 when none is."""
    kept: bool
    """Whether the answers are on record; not when they were only to practise."""
    counts: Counts
    undoable: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An answer that shows that another review is not what its card needs."""

    view: CardView
    proof: Proof | None
    times: int
    """How often it was forgotten."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What the learner did with a card, as far as the disk does not know it."""

    card: str
    seconds: float
    """From the front to the deed."""
    revealed: bool
    """Whether the back was seen, and is to be seen again when it is taken back."""
    answer: bool
    given: str = ""
    """What it was and when, when that was before this sitting."""


class Asking:
    """One sitting over a Study."""

    def __init__(self, study: Study, sitting: Sitting | None = None) -> None:
        """Begin.

        Args:
            study: where the answers go.
            sitting: one that is lined up; without it, all that the day asks.
        """
        self.study = study
        self._sitting = sitting or study.start()
        self.lost = False
        """Whether the last answer was not kept, because the card was answered or taken away elsewhere."""
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
        if self._sitting.cram:
            intervals = _PRACTISED
        else:
            intervals = {rating: interval_text(memory) for rating, memory in study.outlook(candidate).items()}
        return Asked(candidate, view, proof, intervals, self._sitting.counts(), self._undoable())

    def answer(self, asked: Asked, rating: Rating, seconds: float, graded: str) -> Asked | Finished | Forgotten:
        """Put an answer on disk and go on, unless its card was forgotten so often that the learner has to see it."""
        before = asked.candidate.memory
        after = self.study.answer(self._sitting, asked.candidate, rating, seconds, graded)
        self.lost = after is None
        if after:
            self._deeds.append(Deed(asked.candidate.card, seconds, revealed=True, answer=True))
            if not self._sitting.cram and is_leech(before, after, self.study.settings.leech):
                return Forgotten(self.study.card(after.card), asked.proof, after.lapses)
        return self.next()

    def go_on(self) -> Asked | Finished:
        """Ask on although the time is up."""
        self._sitting.go_on()
        return self.next()

    def put_aside(self, asked: Asked, why: Aside, seconds: float, *, revealed: bool) -> Asked | Finished:
        """Take a card out of the sitting and go on."""
        self.study.put_aside(self._sitting, asked.candidate, why)
        self._deeds.append(Deed(asked.candidate.card, seconds, revealed, answer=False))
        return self.next()

    def undo(self) -> tuple[Asked | Finished, Deed] | None:
        """Take the last deed back, or the last answer before this sitting when it has none left.

        What was put aside after it was answered in this sitting is asked again too.

        Returns:
            What is asked now, its card if it may be asked, and what was taken back; None when there is nothing.
        """
        earlier = None if self._deeds or self._sitting.cram else self.study.last_answer()
        candidate = self.study.undo(self._sitting)
        if candidate is None:
            return None
        if earlier:
            when = given(earlier, self.study.now(), self.study.calendar)
            return self.next(), Deed(candidate.card, 0.0, revealed=False, answer=True, given=when)
        undone = self._deeds.pop()
        if undone.answer and self.study.card(undone.card).held == "suspended":
            self.study.restore([undone.card])
        return self.next(), undone

    def flag(self, asked: Asked) -> Asked:
        """Mark a card to come back to, or take the mark off."""
        return replace(asked, view=self.study.flag(asked.view.card.id, not asked.view.flagged))

    def _undoable(self) -> bool:
        return bool(self._deeds) or (not self._sitting.cram and self.study.last_answer() is not None)

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
            next=coming(study.upcoming(), now, study.calendar),
            paused=(study.settings.minutes or 0) if self._sitting.is_paused(now) else 0,
            kept=not self._sitting.cram,
            counts=self._sitting.counts(),
            undoable=self._undoable(),
        )
