"""One run of reviews: which card comes next, what an answer does to the rest, and taking the last deed back."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from tracker.core.schedule import Memory, Review


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked in a sitting."""

    card: str
    keypoint: str
    """Cards of the same keypoint are siblings: seeing one gives the other away."""
    memory: Memory | None
    """None for a new card."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered in a sitting, and the memory it left."""

    candidate: Candidate
    """As it was asked, with the memory before."""
    review: Review
    memory: Memory


class Aside(StrEnum):
    """Why the learner takes a card out of a sitting."""

    SUSPENDED = "suspended"
    """Not to be asked until it is restored."""
    BURIED = "buried"
    """Not to be asked today."""
    DROPPED = "dropped"
    """No good."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """A card that the learner took out of a sitting instead of answering it."""

    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards of a sitting are where; each card counts once, the one being asked too."""

    due: int
    new: int
    learning: int
    """Between two steps of the same sitting."""
    done: int
    """Answered and not coming back."""


class Sitting:
    """A queue of cards to answer, without a clock, a disk or a screen.

    Steps (memories with a `due_at`) whose time has come go first, then the reviews in the order given with the new
    cards spread evenly among them, and last the steps that are due within the learn-ahead window. Of siblings only one
    is asked, by preference a step, then a review, then a new card; `buried` counts the others.

    When its time is up a sitting pauses: steps that have begun are still asked, but nothing else, until it goes on.
    """

    def __init__(
        self,
        due: Sequence[Candidate],
        new: Sequence[Candidate],
        *,
        limit: int | None = None,
        learn_ahead: timedelta = timedelta(minutes=20),
        pause_after: timedelta | None = None,
        cram: bool = False,
    ) -> None:
        """Line the cards up.

        Args:
            due: cards with a memory, reviews and steps, in the order they should be asked.
            new: cards without a memory, in the order they should be asked.
            limit: the most cards to ask; the first in the order of the sitting.
            learn_ahead: how long before its time a step may be asked when nothing else is left.
            pause_after: the time from the first card after which it pauses; None for never.
            cram: it is only to practise: siblings are asked too, and nobody keeps the answers.
        """
        steps = sorted((candidate for candidate in due if _is_step(candidate)), key=_step_order)
        reviews = [candidate for candidate in due if not _is_step(candidate)]
        fresh = list(new)
        if not cram:
            asked: set[str] = set()
            steps, reviews, fresh = (_without_siblings(candidates, asked) for candidates in (steps, reviews, new))
        self.buried = len(due) + len(new) - len(steps) - len(reviews) - len(fresh)
        order = [*steps, *_spread(reviews, fresh)][:limit]
        self._steps = order[: len(steps)]
        self._queue = deque(order[len(steps) :])
        self._current: Candidate | None = None
        self._deeds: list[Answer | PutAside] = []
        self._learn_ahead = learn_ahead
        self._pause_after = pause_after
        self._pauses_at: datetime | None = None
        self.cram = cram

    @property
    def history(self) -> tuple[Answer, ...]:
        """The answers that stand, oldest first."""
        return tuple(deed for deed in self._deeds if isinstance(deed, Answer))

    @property
    def last(self) -> Answer | PutAside | None:
        """What `undo` would take back."""
        return self._deeds[-1] if self._deeds else None

    def next(self, now: datetime) -> Candidate | None:
        """The card to ask; the same one until it is answered, put aside, dropped, or a deed is taken back.

        None when nothing is left to ask now: a step beyond the learn-ahead window may still come, or the sitting has
        paused.
        """
        if self._pause_after and self._pauses_at is None:
            self._pauses_at = now + self._pause_after
        if self._current is None:
            self._current = self._take(now)
        return self._current

    def is_paused(self, now: datetime) -> bool:
        """Whether cards are left that are not asked because the time is up."""
        return bool(self._queue) and self._pauses_at is not None and now >= self._pauses_at

    def go_on(self) -> None:
        """Ask on after a pause, for as long as before."""
        self._pauses_at = None

    def answered(self, candidate: Candidate, review: Review, memory_after: Memory) -> None:
        """Note the answer to the card that `next` gave; the card comes back when its next step has an exact time.

        Raises:
            ValueError: `candidate` is not the card being asked.
        """
        self._done(Answer(candidate, review, memory_after))
        if memory_after.due_at is not None:
            self._put(Candidate(candidate.card, candidate.keypoint, memory_after))

    def put_aside(self, candidate: Candidate) -> None:
        """Leave out the card that `next` gave, until this is taken back.

        Raises:
            ValueError: `candidate` is not the card being asked.
        """
        self._done(PutAside(candidate))

    def undo(self) -> Candidate | None:
        """Take the last deed back: its card is asked again with the memory it had before, None when there is none.

        The rest of the queue is as it was. Cards dropped since stay out, except the one whose deed is taken back.
        """
        if not self._deeds:
            return None
        candidate = self._deeds.pop().candidate
        self.ask_first(candidate)
        return candidate

    def ask_first(self, candidate: Candidate) -> None:
        """Ask this card now, whatever was to be asked, which comes after it."""
        if self._current is not None:
            self._put(self._current)
        self.drop(candidate.card)
        self._current = candidate

    def drop(self, card: str) -> None:
        """Ask a card no more in this sitting; this cannot be taken back, and its answers stand."""
        self._queue = deque(candidate for candidate in self._queue if candidate.card != card)
        self._steps = [candidate for candidate in self._steps if candidate.card != card]
        if self._current is not None and self._current.card == card:
            self._current = None

    def counts(self) -> Counts:
        """How many cards are where."""
        left = [*self._queue, *self._steps, *([self._current] if self._current else [])]
        new = sum(candidate.memory is None for candidate in left)
        learning = sum(map(_is_step, left))
        return Counts(
            due=len(left) - new - learning,
            new=new,
            learning=learning,
            done=sum(answer.memory.due_at is None for answer in self.history),
        )

    def _done(self, deed: Answer | PutAside) -> None:
        if deed.candidate != self._current:
            raise ValueError(f"card {deed.candidate.card} is not the one being asked")
        self._deeds.append(deed)
        self._current = None

    def _take(self, now: datetime) -> Candidate | None:
        if self._steps and _due_at(self._steps[0]) <= now:
            return self._steps.pop(0)
        if self._queue and not self.is_paused(now):
            return self._queue.popleft()
        if self._steps and _due_at(self._steps[0]) - self._learn_ahead <= now:
            return self._steps.pop(0)
        return None

    def _put(self, candidate: Candidate) -> None:
        """Put a card where it belongs; one that is not a step can only have come from the head of the queue."""
        if _is_step(candidate):
            insort(self._steps, candidate, key=_step_order)
        else:
            self._queue.appendleft(candidate)


def _is_step(candidate: Candidate) -> bool:
    return candidate.memory is not None and candidate.memory.due_at is not None


def _due_at(step: Candidate) -> datetime:
    assert step.memory is not None
    assert step.memory.due_at is not None
    return step.memory.due_at


def _step_order(step: Candidate) -> tuple[datetime, str]:
    return _due_at(step), step.card


def _without_siblings(candidates: Sequence[Candidate], asked: set[str]) -> list[Candidate]:
    """The first card of each keypoint not yet in `asked`, which grows."""
    kept = []
    for candidate in candidates:
        if candidate.keypoint not in asked:
            asked.add(candidate.keypoint)
            kept.append(candidate)
    return kept


def _spread(reviews: list[Candidate], new: list[Candidate]) -> list[Candidate]:
    """Both in their own order, each spread over the whole length; on a tie the review goes first."""
    placed = chain.from_iterable(
        (((index + 1) / (len(group) + 1), candidate) for index, candidate in enumerate(group))
        for group in (reviews, new)
    )
    return [candidate for _, candidate in sorted(placed, key=lambda place: place[0])]
