"""The verbs that look after what is kept: settings, folding reviews again, reviews of another device."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.core.errors import UserError
from tracker.core.schedule import Settings
from tracker.store import choices, merging, reviews, settings
from tracker.store.database import Database
from tracker.study.base import Base, new_device

_FOLDED = {
    *("parameters", "desired_retention", "learning_steps", "relearning_steps", "maximum_interval", "easy_days", "fuzz")
}
"""The settings on which memories depend."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of folding all reviews again."""

    reviews: int
    changed: int
    """Memories that were not as they had to be."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining another database to this one."""

    reviews: int
    """That were not here."""
    retractions: int
    settings: tuple[str, ...]
    """That were chosen later there."""
    changed: int
    """Memories that are other than before."""


class Keeping(Base):
    """What a learner does to what is kept."""

    def choose(self, name: str, text: str | None) -> Settings:
        """Choose the value of a setting, as it is written; None for the default.

        Cards stay due when they are due; a longer or shorter interval begins with the next answer.

        Raises:
            UserError: there is no such setting, or it cannot have this value.
        """
        with self.database.writing() as connection:
            settings = choices.settings(choices.written(connection))
            chosen = settings.with_written(name, Settings().shown(name) if text is None else text)
            choices.write_choice(connection, name, chosen.shown(name), self.now())
            self.follow_choices(connection)
            if name in _FOLDED:
                reviews.fold_again(connection, self.scheduler.replay)
        return self.settings

    def rebuild(self) -> Rebuilt:
        """Fold all reviews again, and put right the memories that are other than the reviews leave."""
        with self.database.writing() as connection:
            self.follow_choices(connection)
            return Rebuilt(*reviews.fold_again(connection, self.scheduler.replay))

    def faults(self) -> list[str]:
        """What is wrong with the database, a line for each; nothing is changed."""
        with self.database.reading() as connection:
            self.follow_choices(connection)
            found = self.database.faults(connection)
            wrong = reviews.count_wrong(connection, self.scheduler.replay)
            strange = choices.unreadable(choices.written(connection))
        found += [
            f"the setting {one} cannot be read; `tracker config {one} --reset` chooses the default" for one in strange
        ]
        if wrong:
            memories = "1 memory is" if wrong == 1 else f"{wrong} memories are"
            found.append(f"{memories} not what the reviews leave; `tracker rebuild` puts them right")
        return found

    def join(self, path: Path) -> Joined:
        """Take over the reviews of another database that was used on its own, such as a copy on another device.

        Raises:
            UserError: there is no file, it is this database, or it is not a database of tracker.
        """
        if path.is_file() and Path(self.database.name).is_file() and path.samefile(self.database.name):
            raise UserError(f"{path} is this database itself; give the tracker.db of the other device")
        with tempfile.TemporaryDirectory() as folder:
            # A copy, because opening a database may bring it to a newer revision, and the other one is not ours.
            copy = Path(folder) / "other.db"
            _copy(path, copy)
            with (
                _named(path, copy),
                closing(Database(copy)) as other,
                self.database.writing() as connection,
                other.reading() as there,
            ):
                merged = merging.merge(connection, there)
                if settings.setting(there, "device") == self.device:  # a copy of the same file: they part ways here
                    settings.write_setting(connection, "device", new_device())
                self.follow_choices(connection)
                cards = None if _FOLDED & set(merged.choices) else merged.cards
                _, changed = reviews.fold_again(connection, self.scheduler.replay, cards)
                device = settings.setting(connection, "device")
        self.device = device or self.device
        return Joined(merged.reviews, merged.retractions, tuple(merged.choices), changed)


@contextmanager
def _named(path: Path, copy: Path) -> Iterator[None]:
    """Say what is wrong with a database that a copy is made of."""
    try:
        yield
    except UserError as error:
        raise UserError(str(error).replace(str(copy), str(path))) from error


def _copy(path: Path, copy: Path) -> None:
    """Copy a database, with what its log has not put into it yet."""
    if not path.is_file():
        raise UserError(f"{path}: there is no such file; give the tracker.db of the other device")
    # Where there is no log nobody writes: nothing need be put beside the file, which may be on a read-only disk.
    still = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True)) as source:
            if source.execute(_OURS).fetchone() != (2,):
                raise UserError(f"{path} is not a database of tracker")
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
    except sqlite3.DatabaseError as error:
        raise UserError(f"{path} is not a database of tracker, or is damaged") from error


_OURS = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'review')"
