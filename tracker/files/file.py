"""A file of text that is read as a log."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.blame import head, line_dates
from tracker.core.errors import UserError
from tracker.core.log import Log
from tracker.core.log.bookkeeping import without_bookkeeping
from tracker.core.log.dating import date_by_count, date_by_history
from tracker.core.text import Decoded, read_bytes

if TYPE_CHECKING:
    from tracker.core.log.daily import Name

GIT = "git"
"""The dating that takes dates from the history."""
_SALT = __version__.encode()[:16]
"""Another version may read the same bytes otherwise."""
_LARGEST = 100 << 20
"""Bytes."""


class File:
    """A file of text. Its bytes are here; decoding and reading them waits until somebody asks."""

    def __init__(self, path: Path, name: Name | None = None) -> None:
        """Take the bytes.

        Args:
            path: of the file.
            name: the day that its name says.

        Raises:
            UserError: it cannot be read.
        """
        self.path = resolved(path)
        self.name = name
        self.data = _read(path)
        self.date_by(None)

    def date_by(self, dating: str | None) -> None:
        """Choose how days without a date get one, before the file is read.

        Args:
            dating: the ISO date of the first day, `git`, or None for not at all.

        Raises:
            UserError: git knows nothing of the file, because there is no repository or no git.
        """
        self.dating = dating
        self._head = head(Path(self.path)) if dating == GIT else ""

    @cached_property
    def stamp(self) -> str:
        """A digest of the bytes."""
        return digest_of(self.data)

    @property
    def digest(self) -> str:
        """What tells whether it has to be read again: its bytes, and the commit when git dates it."""
        return f"{self.stamp}-{self._head}" if self._head else self.stamp

    @cached_property
    def text(self) -> str:
        """Its characters, without what note programs write for themselves.

        Raises:
            UserError: the bytes are no text.
        """
        return without_bookkeeping(self._decoded.text)

    @cached_property
    def as_day(self) -> Log | None:
        """What it says when it is one day, by its name or its front matter; None when it is not."""
        from tracker.core.log.daily import read_daily

        return read_daily(self._as_read, self.text, self.name)

    @cached_property
    def log(self) -> Log:
        """What it says, with the dates that its dating gives."""
        return self._dated(self.as_day or self._as_read)

    @cached_property
    def _decoded(self) -> Decoded:
        try:
            return read_bytes(self.data)
        except ValueError as error:
            raise UserError(f"{self.path}: {error}") from error

    @cached_property
    def _as_read(self) -> Log:
        from tracker.core.log.reader import read

        return read(self.text, self.path, self._decoded.repairs, self._decoded.undecodable)

    def _dated(self, read: Log) -> Log:
        if self.dating is None:
            return read
        if self.dating != GIT:
            return date_by_count(read, date.fromisoformat(self.dating))
        history = cache(lambda: line_dates(Path(self.path), self.data))
        return date_by_history(read, lambda day: history().get(day.line))


def digest_of(data: bytes) -> str:
    """A digest of bytes as this version reads them."""
    return hashlib.blake2b(data, digest_size=16, salt=_SALT).hexdigest()


def resolved(path: Path) -> str:
    """One name for a file however it was reached.

    Raises:
        UserError: the name is no text, so it cannot be kept.
    """
    try:
        name = str(path.resolve())
        name.encode()
    except UnicodeEncodeError as error:
        raise UserError(f"{path}: the name is not valid UTF-8; rename it") from error
    except (OSError, RuntimeError) as error:  # a loop of links
        raise UserError(f"{path}: cannot be followed") from error
    return name


def refusal(path: Path | str, error: OSError) -> UserError:
    """The one line for a path that the system refuses."""
    return UserError(f"{path}: {(error.strerror or 'cannot be read').lower()}")


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise UserError(f"{path}: not a file with text in it")
        if status.st_size > _LARGEST:
            raise UserError(f"{path}: larger than {_LARGEST >> 20} MB; a log of ten years has 6")
        return path.read_bytes()
    except OSError as error:
        raise refusal(path, error) from error
