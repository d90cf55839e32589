"""The verbs that write in the learner's own files: the Markdown stays the truth, so an edit begins there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import files
from tracker.core.errors import UserError
from tracker.files import File, Folder
from tracker.files.line import Lines
from tracker.files.overwriting import overwrite
from tracker.store import places, sources
from tracker.store.places import Stand
from tracker.store.sources import Source
from tracker.study.knowledge import Imported, Knowledge

if TYPE_CHECKING:
    from tracker.core.log.daily import Name


_ITEM = re.compile(r"^[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]", re.MULTILINE)
"""A line that begins an item of a list."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The lines of a file that a keypoint stands in, as they were when somebody looked."""

    keypoint: str
    source: str
    """The path of its source: the file itself, or the folder of daily notes that the file is in."""
    path: str
    """The file."""
    line: int
    """The first of them."""
    text: str
    """All of them as Markdown, with the line breaks between them. What is nested under the keypoint is not in it."""
    leads: bool
    """Whether it is the first keypoint in them."""
    stamp: str = field(repr=False)
    """A digest of the whole file."""
    name: Name | None = field(repr=False)
    """The day that the name of the file says."""


class Writing(Knowledge):
    """What a learner changes in a log by way of what it gave."""

    def source_line(self, keypoint: str) -> SourceLine:
        """Where a keypoint stands first, in the order of the sources and their days.

        Raises:
            UserError: no source holds it, its file comes with tracker, is gone, or is not as it was imported.
        """
        from tracker.files.passage import count_lines, read_log

        with self.database.reading() as connection:
            stand = places.first_place(connection, keypoint)
            known = {source.path: source for source in sources.sources(connection)}
        if stand is None:
            raise UserError("no source holds this keypoint any more")
        file = _as_imported(stand, known)
        lines = Lines(file.data)
        count = count_lines(read_log(file.data, file.name), stand.line)
        text = lines.text(stand.line, count)
        return SourceLine(keypoint, stand.source, file.path, stand.line, text, stand.leads, file.stamp, file.name)

    def rewrite(self, place: SourceLine, text: str) -> Imported:
        """Put other words in the place of a keypoint's, and import its source; it stays the keypoint it is.

        Every other byte of the file stays. A text of several lines is one that is wrapped: its lines are indented as
        those before were.

        Args:
            place: what `source_line` gave.
            text: Markdown, with the mark of the item if there was one.

        Raises:
            UserError: the file has changed since, cannot be written or cannot hold the text, or the log would say
                something else besides; then the file and all that is known of it are as they were.
        """
        if not text.strip():
            raise UserError("an empty line would delete the keypoint; edit the file to do so")
        if _ITEM.search(text.partition("\n")[2]):
            raise UserError("one item at a time; write the second one in the file")
        file = File(Path(place.path), place.name)
        if file.stamp != place.stamp:
            raise UserError(f"{_name(file)} has changed since this line was read; nothing was written")
        if text == place.text:
            return self._import(place)
        fresh = _rewritten(file, place, text)
        overwrite(Path(file.path), file.data, fresh)
        try:
            return self._import(place)
        except BaseException:
            overwrite(Path(file.path), fresh, file.data)
            raise

    def link(self, keypoint: str, target: str) -> Imported:
        """Write a link to a snippet behind a keypoint in its log, and import the log.

        Args:
            keypoint: its id.
            target: a snippet, which `#` and the number of a claim may follow: `gradients/tape#2`.

        Raises:
            UserError: there is no such snippet or claim, the keypoint is linked already, or as `source_line` and
                `rewrite` do.
        """
        name, _, number = target.partition("#")
        try:
            snippet = self.library.find(name)
        except LookupError as error:
            raise UserError(f"{error}; `tracker snippets` lists them") from error
        if number and number not in map(str, range(1, len(snippet.claims) + 1)):
            raise UserError(f"{snippet.id} has claims 1 to {len(snippet.claims)}; `tracker snippets` lists them")
        place = self.source_line(keypoint)
        with self.database.reading() as connection:
            linked = places.link(connection, keypoint)
        if linked:
            raise UserError("this keypoint is linked to a snippet already; edit the file to change that")
        if place.text.lstrip(" >").startswith("|"):
            raise UserError("a link behind a row of a table would be another cell; write it into one in the file")
        link = f"[proof](snippets/{snippet.id}.py{'#' * bool(number)}{number})"
        return self.rewrite(place, f"{place.text.rstrip()} {link}")

    def _import(self, place: SourceLine) -> Imported:
        told = {place.source: {place.line: place.keypoint}} if place.leads else {}
        return self.import_logs([Path(place.source)], told=told)


def _as_imported(stand: Stand, known: Mapping[str, Source]) -> File:
    """The file that a keypoint stands in, which is as its last import found it."""
    source = known[stand.source]
    name = Path(source.path).name
    if source.bundled:
        raise UserError(f"{name} comes with tracker and is not edited here; copy it and import the copy")
    found, _ = files.read_all([Path(source.path)], known=known)
    file = next((file for file in found if file.path == source.path), None)
    if file is None or not source.digest.startswith(file.stamp):
        raise UserError(f"{name} has changed since it was imported; import it again")
    return file.notes[stand.within] if isinstance(file, Folder) else file


def _rewritten(file: File, place: SourceLine, text: str) -> bytes:
    """The bytes of a file with other words for a keypoint.

    Raises:
        UserError: they cannot be written there, or would be read as something else.
    """
    from tracker.files.passage import holds_keypoint, leaves_the_rest, read_log

    first, count = place.line, place.text.count("\n") + 1
    lines = Lines(file.data)
    wrapped = lines.wrapped(first, count, text)
    try:
        data = lines.with_lines(first, count, wrapped)
        stay = Lines(data).without(first, len(wrapped)) == lines.without(first, count)
        before, new = read_log(file.data, file.name), read_log(data, file.name)
    except ValueError as error:
        raise UserError(f"{_name(file)}: {error}") from error
    if not holds_keypoint(new, first):
        raise UserError(f"{_name(file)}: this text would not be read as a keypoint; state a fact")
    if not (stay and leaves_the_rest(before, new, first, count, len(wrapped))):
        raise UserError(f"{_name(file)}: with this text other lines would be read otherwise; edit the file to do so")
    return data


def _name(file: File) -> str:
    return Path(file.path).name
