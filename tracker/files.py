"""The learner's files: which ones a path means, and what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.core import log
from tracker.core.errors import UserError
from tracker.core.log import Log
from tracker.core.text import decode

_MARKDOWN = {".md", ".markdown", ".mdown"}


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read."""

    log: Log
    digest: str
    """blake2b of its bytes."""


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
        if not path.exists():
            raise UserError(f"{path}: no such file or folder")
        if not path.is_dir():
            files[_name(path)] = read(path)
            continue
        found = sorted(_markdown_below(path))
        if not found:
            raise UserError(f"{path}: no Markdown files (*.md) in this folder")
        for member in found:
            try:
                files[_name(member)] = read(member)
            except UserError as error:
                refused.append(str(error))
    if not files:
        raise UserError(refused[0])
    return list(files.values()), refused


def read(path: Path) -> File:
    """Read one file as a log.

    Raises:
        UserError: it cannot be read, or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    try:
        text, repairs = decode(data)
    except ValueError as error:
        raise UserError(f"{path}: {error}") from error
    return File(log.read(text, _name(path), repairs), hashlib.blake2b(data, digest_size=16).hexdigest())


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
    """One name for a file however it was reached."""
    return str(path.resolve())
