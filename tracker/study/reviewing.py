"""The verbs of a sitting: line up, ask, answer, put aside, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.schedule import Due, Memory, Rating, Review, State
from tracker.core.schedule.dating import HORIZON
from tracker.core.sitting import Answer, Aside, Candidate, Counts, Sitting
from tracker.store import cards, hand, queue, reviews
from tracker.study.hand import Hand
from tracker.study.searching import Searching

_LONGEST = 86400.0
"""Seconds; whoever takes longer has left the card open overnight."""
_CRAM_STEP = timedelta(minutes=1)
"""After which a card that was not known comes back when nothing is kept."""
_ASIDE = {Aside.SUSPENDED: Hand.suspend, Aside.BURIED: Hand.bury, Aside.DROPPED: Hand.drop_cards}


class Reviewing(Hand, Searching):
    """What a learner does with cards that are due."""

    def start(self, limit: int | None = None, query: str = "") -> Sitting:
        """Line up the cards of a sitting: those due, and new ones, both up to what the day allows.

        Args:
            limit: the most cards to ask.
            query: only cards that it finds.

        Raises:
            UserError: the query is wrong; the line says what and where.
        """
        self._load = None
        wanted = self.ids_of(query) if query else None
        with self.database.reading() as connection:
            self.follow_choices(connection)
            settings, day = self.settings, self.calendar.day_of(self.now())
            answered = reviews.answered_on(connection, day)
            most = max(0, settings.reviews_per_day - reviews.count_reviewed(connection, day))
            fresh = max(0, settings.new_per_day - reviews.introduced_on(connection, day))
            if wanted is None:
                due = _enough(most, answered, day, lambda many: queue.due(connection, day, many))
                taken = answered | {one.keypoint for one in due}
                new = _enough(fresh, taken, day, lambda many: queue.new(connection, day, many))
            else:
                found = queue.among(connection, wanted, day)
                its = [one for one in found if one.memory and (one.memory.due_at or one.memory.due_day <= day)]
                due = _allowed(its, most, answered, day)
                taken = answered | {one.keypoint for one in due}
                new = _allowed([one for one in found if one.memory is None], fresh, taken, day)
        pause = timedelta(minutes=settings.minutes) if settings.minutes else None
        return Sitting(due, new, limit=limit, learn_ahead=settings.learn_ahead, pause_after=pause)

    def cram(self, query: str = "", limit: int | None = None, *, live: bool = False) -> Sitting:
        """Line up cards to practise, due or not, weakest first: no answer is kept, and no due date moves.

        Args:
            query: which cards; all without any.
            limit: the most cards to ask.
            live: the query was still being typed: its last word may go on.

        Raises:
            UserError: the query is wrong, or finds no card to ask.
        """
        day = self.calendar.day_of(self.now())
        ids = self.ids_of(query, live=live)
        with self.database.reading() as connection:
            found = queue.among(connection, ids, day, put_off=True)
        if not found:
            raise UserError(f"no card to ask matches {query!r}" if query else "there is no card to ask")
        known = [Candidate(one.card, one.keypoint, _at_any_time(one.memory)) for one in found if one.memory]
        return Sitting(known, [one for one in found if one.memory is None], limit=limit, cram=True)

    def sit(self, query: str, limit: int | None, *, cram: bool) -> Sitting:
        """Line up the sitting that a learner asks for, as `start` or `cram` do.

        Raises:
            UserError: the query is wrong, or finds nothing to ask.
        """
        if cram:
            return self.cram(query, limit)
        sitting = self.start(limit, query)
        if query and sitting.counts() == Counts(0, 0, 0, 0):
            raise UserError(f"no card that is due or new today matches {query!r}; --cram asks the others too")
        return sitting

    def ask(self, sitting: Sitting) -> tuple[Candidate, CardView] | None:
        """What a sitting asks now, with what is shown beside it; None when nothing is left to ask now.

        The sitting goes on without a card that was taken away since it was lined up.
        """
        now = self.now()
        while candidate := sitting.next(now):
            try:
                view = self.view(candidate)
            except KeyError:  # the import that brought it was taken back
                sitting.drop(candidate.card)
                continue
            if view.asked_on(date.max if sitting.cram else self.calendar.day_of(now)):
                return candidate, view
            sitting.drop(candidate.card)
        return None

    def view(self, candidate: Candidate) -> CardView:
        """The card of a candidate with what is shown beside it."""
        with self.database.reading() as connection:
            return cards.card(connection, candidate.card)

    def outlook(self, candidate: Candidate) -> dict[Rating, Memory]:
        """The memory that each rating would leave if it were given now."""
        now = self.now()
        day = self.calendar.day_of(now)
        with self.database.reading() as connection:
            self.follow_choices(connection)
            due = self._due(connection, candidate, day)
        return self.scheduler.preview(candidate.memory, candidate.card, now, day, due)

    def answer(
        self, sitting: Sitting, candidate: Candidate, rating: Rating, seconds: float, graded: str = "self"
    ) -> Memory | None:
        """Put an answer on disk, then let the sitting go on.

        Args:
            sitting: the sitting that asked; when it only practises, nothing is put on disk.
            candidate: the card it asked.
            rating: the learner's rating.
            seconds: from the front to the rating.
            graded: `self`, or `typed` when a typed answer was compared.

        Returns:
            The memory it leaves; None when the card was answered or taken away elsewhere since it was lined up. The
            sitting goes on without the card.
        """
        now = self.now()
        day = self.calendar.day_of(now)
        id = self.ids.make(now)
        seconds = min(max(seconds, 0.0), _LONGEST)

        def review(before: Memory | None, after: Memory | None) -> Review:
            chosen = (after.state, after.step, after.due_day, after.due_at) if after else (None,) * 4
            follows = before.last_review if before else None
            return Review(id, candidate.card, now, day, rating, seconds, graded, self.device, follows, *chosen)

        if sitting.cram:
            memory = self.scheduler.review(candidate.memory, candidate.card, rating, now, day, id=id)
            again = now + _CRAM_STEP if rating is Rating.AGAIN else None
            memory = replace(memory, due_at=again)
            sitting.answered(candidate, review(candidate.memory, memory), memory)
            return memory
        with self.database.writing() as connection:
            self.follow_choices(connection)
            before = reviews.memory_of(connection, candidate.card)
            if before != candidate.memory or not queue.exists(connection, candidate.card):
                sitting.drop(candidate.card)
                return None
            due = self._due(connection, candidate, day)
            if before and (now, id) < (before.last_at, before.last_review):
                # The clock has gone back: reviews count in the order of their time, and this one is not the last.
                answer = review(before, None)
                earlier = reviews.reviews_of(connection, candidate.card)
                memory = self.scheduler.replay([*earlier, answer]) or before
            else:
                memory = self.scheduler.review(before, candidate.card, rating, now, day, id=id, due=due)
                answer = review(before, memory)
            reviews.write_answer(connection, answer, before, memory)
        self._moved(before, memory)
        sitting.answered(candidate, answer, memory)
        return memory

    def put_aside(self, sitting: Sitting, candidate: Candidate, why: Aside) -> None:
        """Take the card that a sitting asks out of it, by a deed that `undo` takes back."""
        _ASIDE[why](self, [candidate.card])
        sitting.put_aside(candidate)

    def undo(self, sitting: Sitting) -> Candidate | None:
        """Take the last deed back and ask its card again; None when there is none.

        When all deeds of the sitting are taken back, that is the last answer of the sitting before, and so on.
        """
        last = sitting.last
        if isinstance(last, Answer) and not sitting.cram:
            self._take_back(last.review)
        elif last is not None and not isinstance(last, Answer):
            with self.database.writing() as connection:
                hand.restore(connection, [last.candidate.card])
        elif last is None:
            return None if sitting.cram else self._undo_earlier(sitting)
        return sitting.undo()

    def last_answer(self) -> Review | None:
        """The last answer that was given here and stands."""
        with self.database.reading() as connection:
            return reviews.last(connection)

    def _undo_earlier(self, sitting: Sitting) -> Candidate | None:
        review = self.last_answer()
        if review is None:
            return None
        memory = self._take_back(review)
        with self.database.reading() as connection:
            keypoint = queue.keypoint_of(connection, review.card)
        candidate = Candidate(review.card, keypoint, memory)
        sitting.ask_first(candidate)
        return candidate

    def _take_back(self, review: Review) -> Memory | None:
        """Retract an answer; the memory that is left."""
        with self.database.writing() as connection:
            self.follow_choices(connection)
            before = reviews.memory_of(connection, review.card)
            if reviews.stands(connection, review.id):  # it may have been taken back in another window
                reviews.write_retraction(connection, review.id, self.now(), self.device)
            memory = self.scheduler.replay(reviews.reviews_of(connection, review.card))
            reviews.write_memory(connection, review.card, before, memory)
        self._moved(before, memory)
        return memory

    def _due(self, connection: Connection, candidate: Candidate, day: date) -> Due:
        """What else is due; how many cards are due on each day is counted once in a sitting and kept up to date."""
        load = self._load
        if load is None:
            load = self._load = queue.load(connection, day + timedelta(days=1), day + timedelta(days=HORIZON))
        return Due(load, queue.siblings(connection, candidate))

    def _moved(self, before: Memory | None, after: Memory | None) -> None:
        if self._load is not None:
            for memory, cards in ((before, -1), (after, 1)):
                if memory:
                    self._load[memory.due_day] = max(0, self._load.get(memory.due_day, 0) + cards)

    _load: dict[date, int] | None = None


def _enough(most: int, taken: Set[str], day: date, look: Callable[[int], list[Candidate]]) -> list[Candidate]:
    """What a day allows of a queue, of which so many are looked at as it takes: some are siblings of others."""
    many = most + most // 4
    while True:
        found = look(many)
        allowed = _allowed(found, most, taken, day)
        if (
            len({one.keypoint for one in allowed if not _is_step(one)}) >= most
            or sum(not _is_step(one) for one in found) < many
        ):
            return allowed
        many *= 2


def _allowed(found: Sequence[Candidate], most: int, taken: Set[str], day: date) -> list[Candidate]:
    """All steps, and the cards of the first `most` keypoints; but of those taken only what was answered on the day."""
    allowed, keypoints = [], set[str]()
    for one in found:
        if one.keypoint in taken and not (one.memory and one.memory.last_day == day):
            continue
        if not _is_step(one):
            if one.keypoint not in keypoints and len(keypoints) >= most:
                continue
            keypoints.add(one.keypoint)
        allowed.append(one)
    return allowed


def _is_step(one: Candidate) -> bool:
    return one.memory is not None and one.memory.due_at is not None


def _at_any_time(memory: Memory) -> Memory:
    return replace(memory, state=State.REVIEW, step=None, due_at=None)
