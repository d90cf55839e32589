"""From the paths that a learner names to the sources that an import reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR
from typing import Protocol

from tracker.core.errors import UserError
from tracker.files.file import File, refusal, resolved
from tracker.files.folder import Folder, Silent
from tracker.files.walk import markdown_below

AS_WRITTEN = "log"
"""The dating that leaves days without a date as they are."""
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*+\r?\n")
_PLACEHOLDER = re.compile(rb"\{\{[ \t]*+(?:date|time|title)\b|<%[-_*+]?[ \t]*+tp\.")
"""What note programs put into a template where a value goes: `{{date}}`, `<% tp.date.now() %>`."""


class Known(Protocol):
    """What the last import remembers of a source."""

    @property
    def digest(self) -> str: ...  # noqa: D102
    @property
    def dating(self) -> str | None: ...  # noqa: D102


def read_all(
    paths: Sequence[Path],
    *,
    globs: Sequence[str] = (),
    dating: str | None = None,
    known: Mapping[str, Known] | None = None,
    retiring: bool = False,
) -> tuple[list[File], list[str]]:
    """Read files, and the Markdown in folders.

    A source that has not changed since its last import is not decoded.

    Args:
        paths: files and folders; what is named twice, or is in a folder that is named too, is read once.
        globs: patterns that narrow what folders give.
        dating: how days without a date get one: the ISO date of the first day, `git`, or `log` for not at all; None for
            what was chosen before.
        known: the sources of former imports, by path.
        retiring: a known source that is named, or in a folder that is named, and is gone, is read as one that says
            nothing.

    Returns:
        The sources, and one line for each file of a folder that could not be read.

    Raises:
        UserError: a path is missing, a named file cannot be read, or a folder holds no Markdown.
    """
    reading = _Reading(globs, dating, known or {})
    gone = reading.gone(paths) if retiring else {}
    paths = [path for path in paths if path not in gone or path.exists()]
    folders = [path for path in paths if _is_folder(path)]
    for folder in sorted(folders, key=lambda path: len(path.resolve().parts)):
        reading.read_folder(folder, may_be_empty=folder in gone)
    for path in paths:
        if path not in folders:
            reading.read_file(path)
    for name in {name for names in gone.values() for name in names} - reading.files.keys():
        reading.files[name] = Silent(name)
    if not reading.files:
        raise UserError((reading.refused or [f"{paths[0]}: nothing to import but templates"])[0])
    return list(reading.files.values()), reading.refused


class _Reading:
    """What has been read so far."""

    def __init__(self, globs: Sequence[str], dating: str | None, known: Mapping[str, Known]) -> None:
        self.globs = globs
        self.dating = dating
        self.known = known
        self.files: dict[str, File] = {}
        self.refused: list[str] = []
        self.notes: set[str] = set()
        """The paths of the daily notes that some folder holds."""

    def read_file(self, path: Path) -> None:
        from tracker.core.log.daily import read_names

        above = Path(resolved(path)).parent.parts
        names = read_names([(path.stem,)], above)
        self.take(File(path, names.get((path.stem,))))

    def gone(self, paths: Sequence[Path]) -> dict[Path, list[str]]:
        """The known sources that are gone, by the path that was named for them."""
        lost = [path for path, source in self.known.items() if source.digest != Silent.digest]
        lost = [path for path in lost if not Path(path).exists()]
        found = {path: [one for one in lost if Path(one).is_relative_to(resolved(path))] for path in paths if lost}
        return {path: sources for path, sources in found.items() if sources}

    def read_folder(self, path: Path, *, may_be_empty: bool = False) -> None:
        inner, refused = markdown_below(path, self.globs)
        self.refused += refused
        if not inner and not refused:
            if may_be_empty:
                return
            which = f" that match {' or '.join(self.globs)}" if self.globs else " (*.md)"
            raise UserError(f"{path}: no Markdown files{which} in this folder")
        members = self.read_members(path, inner)
        may_be_days = {name for name, file in members.items() if file.name or _FRONT_MATTER.match(file.data)}
        folder = Folder(path, {name: members[name] for name in may_be_days})
        self.choose_dating(folder)
        own = self.sort_out(folder)
        self.absorb(folder.notes.values())
        if folder.notes or (folder.path in self.known and not self.globs):
            self.files[folder.path] = folder
        for name, file in members.items():
            if name in own or name not in may_be_days:
                self.attempt(file)

    def read_members(self, folder: Path, inner: Sequence[str]) -> dict[str, File]:
        """The files of a folder by their paths in it, without those that were read before and without templates."""
        from tracker.core.log.daily import read_names

        parts = {name: (*name.split("/")[:-1], Path(name).stem) for name in inner}
        names = read_names(list(parts.values()), folder.resolve().parts)
        members: dict[str, File] = {}
        seen = self.files.keys() | self.notes
        for name in inner:
            try:
                file = File(folder / name, names.get(parts[name]))
            except UserError as error:
                self.refused.append(str(error))
                continue
            template = "template" in name.rpartition("/")[0].casefold() and _PLACEHOLDER.search(file.data)
            if not template and file.path not in seen:
                members[name] = file
                seen.add(file.path)
        return members

    def sort_out(self, folder: Folder) -> set[str]:
        """Take out of a folder what are no daily notes, and say which of these are sources of their own."""
        if self.is_unchanged(folder):
            own = {name for name, note in folder.notes.items() if self.is_own(note)}
        else:
            own = set()
            for name, note in list(folder.notes.items()):
                try:
                    if note.as_day is None:
                        own.add(name)
                except UserError as error:
                    self.refused.append(str(error))
                    folder.incomplete = True
                    del folder.notes[name]
        for name in own:
            del folder.notes[name]
        return own

    def absorb(self, notes: Iterable[File]) -> None:
        """Note what belongs to a folder now; what was a source of its own before says nothing by itself any more."""
        for note in notes:
            self.notes.add(note.path)
            if self.is_own(note):
                self.files[note.path] = Silent(note.path)

    def is_own(self, file: File) -> bool:
        """Whether a file was a source of its own in its last import."""
        return file.path in self.known and self.known[file.path].digest != Silent.digest

    def attempt(self, file: File) -> None:
        try:
            self.take(file)
        except UserError as error:
            self.refused.append(str(error))

    def take(self, file: File) -> None:
        """Keep a file as a source, once it is sure that it can be read."""
        if file.path in self.files or file.path in self.notes:
            return
        self.choose_dating(file)
        if not self.is_unchanged(file):
            _ = file.text
        self.files[file.path] = file

    def choose_dating(self, file: File) -> None:
        """Date a source as it is asked for, or else as it was dated before, also under another name."""
        if self.dating:
            file.date_by(None if self.dating == AS_WRITTEN else self.dating)
        elif file.path in self.known:
            file.date_by(self.known[file.path].dating)
        else:
            gone = (known for path, known in self.known.items() if known.dating and not Path(path).exists())
            file.date_by(next((known.dating for known in gone if known.digest.startswith(file.stamp)), None))

    def is_unchanged(self, file: File) -> bool:
        known = self.known.get(file.path)
        return known is not None and (known.digest, known.dating) == (file.digest, file.dating)


def _is_folder(path: Path) -> bool:
    try:
        return S_ISDIR(path.stat().st_mode)
    except FileNotFoundError as error:
        raise UserError(f"{path}: no such file or folder") from error
    except OSError as error:
        raise refusal(path, error) from error
