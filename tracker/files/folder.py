"""The daily notes of a folder, which are one log together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from tracker.blame import line_dates
from tracker.core.log import Day, Log
from tracker.core.log.dating import date_by_history
from tracker.core.log.notebook import by_day, gather
from tracker.files.file import GIT, File, digest_of, resolved


class Silent(File):
    """A source that says nothing any more: it is gone, or what it says is said by the folder that it is a note of."""

    digest = "silent"

    def __init__(self, path: str) -> None:
        """Stand for what was at a path."""
        self.path = path
        self.dating = None

    @cached_property
    def log(self) -> Log:
        """Nothing."""
        return Log(self.path, Path(self.path).stem, (), (), "", ())


class Folder(File):
    """A folder of daily notes."""

    def __init__(self, path: Path, notes: Mapping[str, File]) -> None:
        """Keep the notes.

        Args:
            path: of the folder.
            notes: the files that may be daily notes, by their paths in the folder; those that turn out not to be are
                taken out of it later.
        """
        self.path = resolved(path)
        self.name = None
        self.data = b"".join(f"{note.stamp} {inner}\0".encode() for inner, note in sorted(notes.items()))
        self.notes = dict(notes)
        self.incomplete = False
        """Whether some note could not be read: then it has to be tried again."""
        self.date_by(None)

    @cached_property
    def stamp(self) -> str:
        """A digest of all its notes."""
        return digest_of(self.data)

    @property
    def digest(self) -> str:  # noqa: D102
        return super().digest + "?" * self.incomplete

    @cached_property
    def log(self) -> Log:
        """Its notes as one log, with the dates that its dating gives."""
        days = {inner: note.as_day for inner, note in self.notes.items() if note.as_day}
        read = self._dated(gather(self.path, Path(self.path).name, days))
        return replace(read, days=tuple(sorted(read.days, key=by_day)))

    def _dated(self, read: Log) -> Log:
        return date_by_history(read, self._first_written) if self.dating == GIT else super()._dated(read)

    def _first_written(self, day: Day) -> str | None:
        note = self.notes[day.path]
        return line_dates(Path(note.path), note.data).get(day.line)
