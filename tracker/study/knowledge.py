"""The verbs of knowledge: read logs, take that back, list and find what they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker import bundled, files, intake
from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.intake import Reading
from tracker.store import cards, journal, settings, sources
from tracker.store.journal import Import
from tracker.study.base import Base

_LAST_IMPORT = "last import"


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did."""

    readings: list[Reading]
    refused: list[str]
    """One line for each file of a folder that could not be read."""


class Knowledge(Base):
    """What a learner does with logs and with what they gave."""

    def import_logs(
        self, paths: Sequence[Path], *, globs: Sequence[str] = (), dating: str | None = None, keep: bool = True
    ) -> Imported:
        """Import files and folders in one transaction.

        Args:
            paths: what to import.
            globs: patterns that narrow what folders give.
            dating: how days without a date get one: the ISO date of the first day, `git`, or `log` for not at all; None
                for what was chosen for the source before.
            keep: False leaves everything as it was.

        Raises:
            UserError: a path cannot be read; then nothing is imported.
        """
        with self.database.reading() as connection:
            known = {source.path: source for source in sources.sources(connection)}
        found, refused = files.read_all(paths, globs=globs, dating=dating, known=known)
        with self.database.reading() as connection:
            follows = settings.setting(connection, _LAST_IMPORT)
            readings = intake.read(connection, found, self.library, self.symbols)
        if keep:
            with self.database.writing() as connection:
                if settings.setting(connection, _LAST_IMPORT) != follows:  # another one came first
                    readings = intake.read(connection, found, self.library, self.symbols)
                intake.write(connection, readings, self.now())
                settings.write_setting(connection, _LAST_IMPORT, self.ids.make(self.now()))
        return Imported(readings, refused)

    def take_back_import(self) -> Import:
        """Take the last import back whole, as if it had never been.

        Reviews stay on their cards, also those made since. A card that it brought and that was answered or edited since
        is kept, but asked no more.

        Returns:
            What was taken back.

        Raises:
            UserError: there is no import to take back.
        """
        with self.database.writing() as connection:
            last = next(iter(journal.imports(connection)), None)
            if last is None:
                raise UserError("there is no import to take back")
            journal.take_back(connection, last.id)
            settings.write_setting(connection, _LAST_IMPORT, self.ids.make(self.now()))
        return last

    def welcome(self) -> None:
        """Import the bundled log when there is no source yet."""
        with self.database.reading() as connection:
            empty = not sources.sources(connection)
        if empty:
            self.import_logs([bundled.root() / "content" / "logs.md"])

    def cards(self, query: str = "") -> list[CardView]:
        """The cards that are asked, in the order of their log, narrowed to those that hold every word of a query."""
        with self.database.reading() as connection:
            return cards.cards(connection, query)

    def card(self, prefix: str) -> CardView:
        """The one card whose id begins with `prefix`.

        Raises:
            UserError: there is none, or more than one.
        """
        with self.database.reading() as connection:
            found = cards.starting_with(connection, prefix) if prefix else []
        if not found:
            raise UserError(f"no card {prefix!r}; `tracker cards` lists them")
        if len(found) > 1:
            raise UserError(f"{prefix!r} begins {len(found)} card ids; give more of it")
        return found[0]
