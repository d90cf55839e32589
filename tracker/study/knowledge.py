"""The verbs of knowledge: read logs, take that back, list and find what they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker import bundled, files, intake
from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.files.folder import Silent
from tracker.intake import Reading, Told
from tracker.store import cards, deck, documents, journal, ledger, settings, sources
from tracker.store.journal import Import
from tracker.study.base import Base
from tracker.study.pairing import part_all

_LAST_IMPORT = "last import"
_HANDFUL = 5
"""Keypoints that an import may retire, or be unsure of, without being asked about."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did."""

    readings: list[Reading]
    refused: list[str]
    """One line for each file of a folder that could not be read."""

    @property
    def drastic(self) -> bool:
        """Whether it retires keypoints, or is not sure of them, so often that the learner should see the plan first."""
        doubtful = sum(reading.plan.counts()[fate] for reading in self.readings for fate in ("gone", "ambiguous"))
        return doubtful > _HANDFUL


class Knowledge(Base):
    """What a learner does with logs and with what they gave."""

    def import_logs(
        self,
        paths: Sequence[Path],
        *,
        globs: Sequence[str] = (),
        dating: str | None = None,
        keep: bool = True,
        told: Told | None = None,
        retiring: bool = False,
    ) -> Imported:
        """Import files and folders in one transaction.

        Args:
            paths: what to import.
            globs: patterns that narrow what folders give.
            dating: how days without a date get one: the ISO date of the first day, `git`, or `log` for not at all; None
                for what was chosen for the source before.
            keep: False leaves everything as it was.
            told: which keypoint the learner says stands where.
            retiring: a source that is named, or in a folder that is named, and is gone, says nothing any more.

        Raises:
            UserError: a path cannot be read; then nothing is imported.
        """
        with self.database.reading() as connection:
            known = {source.path: source for source in sources.sources(connection)}
        found, refused = files.read_all(paths, globs=globs, dating=dating, known=known, retiring=retiring)
        with self.database.reading() as connection:
            follows = settings.setting(connection, _LAST_IMPORT)
            readings = intake.read(connection, found, self.library, self.symbols, told)
        if keep:
            with self.database.writing() as connection:
                if settings.setting(connection, _LAST_IMPORT) != follows:  # another one came first
                    readings = intake.read(connection, found, self.library, self.symbols, told)
                intake.write(connection, readings, self.now())
                settings.write_setting(connection, _LAST_IMPORT, self.ids.make(self.now()))
        return Imported(readings, refused)

    def own_paths(self) -> list[Path]:
        """The files and folders that were imported and are still there, but for the bundled log.

        Raises:
            UserError: there are none.
        """
        there, gone = self._own_paths()
        if not there:
            raise UserError(
                f"{gone[0]} is gone; `tracker import {gone[0]}` takes out what only it said"
                if gone
                else "nothing of your own has been imported yet; name a log, such as `tracker import log.md`"
            )
        return there

    def lost_paths(self) -> list[Path]:
        """The files and folders that were imported and are gone, though what they said is still asked."""
        return self._own_paths()[1]

    def _own_paths(self) -> tuple[list[Path], list[Path]]:
        with self.database.reading() as connection:
            known = sources.sources(connection)
        own = [Path(source.path) for source in known if not source.bundled and source.digest != Silent.digest]
        return [path for path in own if path.exists()], [path for path in own if not path.exists()]

    def last_import(self) -> Import | None:
        """The import that `take_back_import` takes back; None when there is none."""
        with self.database.reading() as connection:
            return next(iter(journal.imports(connection)), None)

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
            part_all(connection, last.id)
            touched = journal.take_back(connection, last.id)
            ledger.settle_keypoints(connection, None, touched.keypoints)
            deck.settle_asks(connection, touched.cards)
            documents.index(connection, keypoints=touched.keypoints, cards=touched.cards, days=touched.days)
            settings.write_setting(connection, _LAST_IMPORT, self.ids.make(self.now()))
        return last

    def welcome(self) -> None:
        """Import the bundled log and notes when there is no source yet."""
        with self.database.reading() as connection:
            empty = not sources.sources(connection)
        if empty:
            self.import_logs(bundled.logs())

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
