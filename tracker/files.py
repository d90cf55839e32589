"""The learner's files: which ones a path means, and what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR

from tracker import __version__
from tracker.core import log
from tracker.core.errors import UserError
from tracker.core.log import Log
from tracker.core.text import decode

_SALT = __version__.encode()[:16]
"""Another version may read the same bytes otherwise."""
_LARGEST = 100 << 20
"""Bytes."""
_MARKDOWN = {".md", ".markdown", ".mdown"}


class File:
    """A file of text; reading it as a log waits until somebody asks."""

    def __init__(self, path: Path) -> None:
        """Take the bytes.

        Raises:
            UserError: it cannot be read, or is not text.
        """
        self.path = _name(path)
        try:
            if not path.is_file():
                raise UserError(f"{path}: not a file with text in it")
            if path.stat().st_size > _LARGEST:
                raise UserError(f"{path}: larger than {_LARGEST >> 20} MB; a log of ten years has 6")
            data = path.read_bytes()
        except OSError as error:
            raise _refusal(path, error) from error
        try:
            self._text, self._repairs = decode(data)
        except ValueError as error:
            raise UserError(f"{path}: {error}") from error
        self.digest = hashlib.blake2b(data, digest_size=16, salt=_SALT).hexdigest()

    @cached_property
    def log(self) -> Log:
        """What it says."""
        return log.read(self._text, self.path, self._repairs)


def read_all(paths: Sequence[Path]) -> tuple[list[File], list[str]]:
    """Read files, and the Markdown in folders.

    Returns:
        The files, and one line for each file of a folder that could not be read.

    Raises:
        UserError: a path is missing, a named file cannot be read, or a folder holds no Markdown.
    """
    files: dict[str, File] = {}
    refused = []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError as error:
            raise UserError(f"{path}: no such file or folder") from error
        except OSError as error:
            raise _refusal(path, error) from error
        if not S_ISDIR(mode):
            files[_name(path)] = File(path)
            continue
        found = sorted(_markdown_below(path))
        if not found:
            raise UserError(f"{path}: no Markdown files (*.md) in this folder")
        for member in found:
            try:
                files[_name(member)] = File(member)
            except UserError as error:
                refused.append(str(error))
    if not files:
        raise UserError(refused[0])
    return list(files.values()), refused


def _markdown_below(folder: Path) -> list[Path]:
    """The Markdown files of a folder and of those in it, hidden ones left out."""
    return [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _MARKDOWN
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _name(path: Path) -> str:
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


def _refusal(path: Path, error: OSError) -> UserError:
    return UserError(f"{path}: {(error.strerror or 'cannot be read').lower()}")
