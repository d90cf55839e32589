"""Learners with a few cards each, on databases of their own, with clocks that a test turns."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlmodel import col

from tests.store.knowledge import Knowledge
from tracker.core.schedule import Memory, Rating, Review, Settings
from tracker.core.sitting import Aside, Sitting
from tracker.store import queue, reviews
from tracker.store.database import Database
from tracker.store.tables import CardRow
from tracker.study import Study

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CARDS = 8

Deed = tuple[str, Any]
"""What a learner does, and with what."""

waits = st.sampled_from((1, 12, 60, 1440, 3 * 1440, 20 * 1440, 400 * 1440))
answers = st.tuples(st.just("answer"), st.sampled_from(Rating))
sittings = st.tuples(st.just("sit"), st.none())
pauses = st.tuples(st.just("wait"), waits)
undos = st.tuples(st.just("undo"), st.none())
asides = st.tuples(st.just("aside"), st.sampled_from(Aside))
choices = st.tuples(
    st.just("choose"),
    st.sampled_from(
        (
            ("desired_retention", "0.85"),
            ("learning_steps", "none"),
            ("learning_steps", "1m 2d"),
            ("relearning_steps", "none"),
            ("fuzz", "off"),
            ("easy_days", "sat:0 sun:50"),
            ("maximum_interval", "7"),
            ("new_per_day", "3"),
            ("rollover", "0"),
            ("parameters", " ".join(str(weight * 1.01) for weight in Settings().parameters)),
            ("parameters", None),
            ("fuzz", None),
        )
    ),
)
setbacks = st.tuples(st.just("wait"), st.sampled_from((-5, -1440)))
"""The clock goes back."""
deeds = st.lists(st.one_of(answers, answers, answers, sittings, pauses, setbacks, undos, asides, choices), max_size=20)


def memories(connection: Connection) -> dict[str, Memory]:
    """What is kept of all cards that are not new, by their ids."""
    return {row[0]: queue.memory(row) for row in connection.execute(select(*queue.MEMORY))}


def shelve(path: Path, empty: Path, cards: int = CARDS) -> Path:
    """A database of cards nobody has answered, two of each keypoint but for the last."""
    shutil.copy(empty, path)
    database = Database(path)
    with database.writing() as connection:
        knowledge = Knowledge(connection)
        knowledge.source()
        knowledge.day(1)
        for number in range(cards):
            if not number % 2:
                knowledge.keypoint(f"k{number}", f"Statement {number} is true.", 1)
            knowledge.card(f"card{number}", f"k{number - number % 2}", f"What is {number}?", str(number), asks=number)
    database.close()
    return path


class Learner:
    """Somebody who answers, sits down again, takes back and changes their mind."""

    def __init__(self, path: Path, at: datetime = NOON) -> None:
        self.path = path
        self.at = at
        self.study = Study(Database(path), now=lambda: self.at)
        self.sitting: Sitting | None = None

    def do(self, *deeds: Deed) -> None:
        """Do one thing after another, a few seconds apart; what cannot be done is left."""
        for name, what in deeds:
            getattr(self, f"_{name}")(what)
            self.at += timedelta(seconds=7)

    def memories(self) -> dict[str, Memory]:
        """What is kept of each card."""
        with self.study.database.reading() as connection:
            return memories(connection)

    def answered(self) -> set[str]:
        """The cards that are not new."""
        with self.study.database.reading() as connection:
            return set(connection.scalars(select(col(CardRow.id)).where(col(CardRow.answered))))

    def standing(self) -> dict[str, list[Review]]:
        """The answers that stand, by their cards."""
        with self.study.database.reading() as connection:
            return dict(reviews.histories(connection))

    def settings(self) -> Settings:
        """The settings as the database has them."""
        with self.study.database.reading() as connection:
            self.study.follow_choices(connection)
        return self.study.settings

    def state(self) -> tuple[dict[str, Memory], dict[str, list[Review]], Settings]:
        """All that depends on what was answered and chosen."""
        return self.memories(), self.standing(), self.settings()

    def _answer(self, rating: Rating) -> None:
        self.sitting = self.sitting or self.study.start()
        if asked := self.study.ask(self.sitting):
            self.study.answer(self.sitting, asked[0], rating, 3.5)

    def _aside(self, why: Aside) -> None:
        self.sitting = self.sitting or self.study.start()
        if asked := self.study.ask(self.sitting):
            self.study.put_aside(self.sitting, asked[0], why)

    def _undo(self, _: None) -> None:
        self.sitting = self.sitting or self.study.start()
        self.study.undo(self.sitting)

    def _sit(self, _: None) -> None:
        self.sitting = None

    def _wait(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    def _choose(self, choice: tuple[str, str | None]) -> None:
        self.study.choose(*choice)


class Shelf:
    """A database to copy for each learner."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.folder = folder
        self.path = shelve(folder / "shelf.db", empty)
        self._numbers = count()

    @contextmanager
    def learner(self, like: Learner | None = None) -> Iterator[Learner]:
        """A learner with new cards, or one who goes on where another stands, on a copy of their database."""
        path = self.folder / f"{next(self._numbers)}.db"
        if like:
            like.study.database.close()
        shutil.copy(like.path if like else self.path, path)
        learner = Learner(path, like.at if like else NOON)
        try:
            yield learner
        finally:
            learner.study.close()
            for file in self.folder.glob(f"{path.name}*"):
                file.unlink()
