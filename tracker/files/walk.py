"""The Markdown files below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from tracker.files.file import refusal

_MARKDOWN = (".md", ".markdown", ".mdown")


def markdown_below(folder: Path, globs: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The Markdown files of a folder and of those in it, by their paths relative to it, `/` between the parts.

    Left out are hidden files and folders, and what Logseq keeps for itself. Links to folders are not followed.

    Args:
        folder: where to look.
        globs: patterns; with any, a file has to match one of them.

    Returns:
        The paths in order, and one line for each folder that could not be looked into.
    """
    refused: list[str] = []
    patterns = [_parts(glob) for glob in globs]
    found = [
        path
        for path in _walk(folder, refused)
        if path.lower().endswith(_MARKDOWN)
        and (not patterns or any(_matches(path.split("/"), pattern) for pattern in patterns))
    ]
    return sorted(found), refused


def _walk(folder: Path, refused: list[str]) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        refused.append(str(refusal(error.filename, error)))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_of_logseq(here, name)]
        inner = os.fspath(Path(here).relative_to(folder)).replace(os.sep, "/")
        prefix = "" if inner == "." else f"{inner}/"
        yield from (prefix + name for name in names if not name.startswith("."))


def _is_of_logseq(here: str, name: str) -> bool:
    """Whether a folder holds the settings and the backups of a Logseq graph."""
    return name == "logseq" and Path(here, name, "config.edn").exists()


def _parts(glob: str) -> list[str]:
    """A pattern as its parts; like in `.gitignore`, one without a slash means a name in any folder."""
    parts = glob.removeprefix("./").strip("/").split("/")
    if glob.endswith("/"):
        parts.append("**")
    return parts if "/" in glob.rstrip("/") else ["**", *parts]


def _matches(path: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path matches part by part; `**` stands for any number of parts."""
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_matches(path[start:], pattern[1:]) for start in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], pattern[0]) and _matches(path[1:], pattern[1:])
