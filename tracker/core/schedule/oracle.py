"""What py-fsrs makes of answers: another hand's work, to hold ours against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import fsrs

from tracker.core.schedule.memory import Review

_START = datetime(2000, 1, 1, tzinfo=UTC)


def replayed(reviews: Sequence[Review], parameters: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Stability and difficulty after each of a card's reviews, as py-fsrs computes them.

    By itself py-fsrs counts periods of 24 hours in UTC, and calls an answer at 22:00 and the next at 08:00 the same
    day. It is handed whole days here, so that elapsed time is the number of days slept through.

    Args:
        reviews: in the order of their time.
        parameters: the 21 weights.
    """
    scheduler = fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    # Without an id and a due time py-fsrs reads the clock, and sleeps for a millisecond.
    card, at, last = fsrs.Card(card_id=0, due=_START), _START, None
    for review in reviews:
        at += timedelta(days=max(0, (review.day - last).days) if last else 0)
        last = review.day
        card, _ = scheduler.review_card(card, fsrs.Rating(review.rating), at)
        assert card.stability is not None
        assert card.difficulty is not None
        yield card.stability, card.difficulty
