"""The snippets of a folder, read but never run."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from tracker.core.snippet import Snippet, imported_snippets, parse_snippet, snippet_id


class Problem(NamedTuple):
    """A file that could not be read as a snippet."""

    path: str
    message: str


class Library:
    """The snippets `<topic>/<idea>.py` below the folder `snippets/`, each with its test beside it.

    Files are looked at on each call, so an edit shows at once. One that cannot be read is left out and noted in
    `problems`.
    """

    def __init__(self, root: Path) -> None:
        """Look below `root`, the folder that holds `snippets/`."""
        self.root = root.resolve()
        self.folder = self.root / "snippets"
        self.problems: list[Problem] = []
        """What the last call of `all` or `get` could not read."""
        self._known: dict[str, tuple[dict[Path, _Stamp], Snippet]] = {}
        """What was read, and the stamps of all it was read from."""

    def all(self) -> list[Snippet]:
        """Every readable snippet, sorted by id."""
        self.problems = []
        return [snippet for id in self._ids() if (snippet := self._read(id))]

    def containing(self, words: Collection[str]) -> list[Snippet]:
        """The readable snippets whose text has one of these words in it, sorted by id; the others are not parsed."""
        self.problems = []
        texts = {id: _text(self._file(id)) for id in self._ids()} if words else {}
        ids = [id for id, text in texts.items() if any(word in text for word in words)]
        return [snippet for id in ids if (snippet := self._read(id))]

    def get(self, id: str) -> Snippet | None:
        """The snippet with this id, or None when there is none that can be read."""
        self.problems = []
        return self._read(id) if snippet_id(id) == id and self._file(id).is_file() else None

    def find(self, name: str) -> Snippet:
        """The snippet that a typed name or a link means.

        Raises:
            LookupError: there is none; its text says so and names the closest one.
        """
        id = snippet_id(name)
        found = self.get(id) if id else None
        if found is None:
            if self.problems:
                raise LookupError(f"{name} cannot be read: {self.problems[0].message}")
            near = self.near(id or name)
            raise LookupError(f"no snippet {name!r}" + (f"; did you mean {near[0]}?" if near else ""))
        return found

    def test_path(self, snippet: Snippet) -> Path:
        """Where the test of a snippet belongs; the file may be missing."""
        path = self._file(snippet.id)
        return path.with_name(f"test_{path.name}")

    def files(self, snippet: Snippet) -> list[Path]:
        """What the claims of a snippet depend on: its file, its test, what they import, and how pytest is set up."""
        return [path for path in (self._file(snippet.id), *self._others(snippet.id)) if path.is_file()]

    def stamp(self) -> str:
        """A digest of when its files were written: another one means that some have changed."""
        files = [entry for topic in _entries(self.folder) for entry in _entries(topic) if entry.name.endswith(".py")]
        stamps = sorted((file.path, _stamp(file)) for file in files)
        return hashlib.blake2b(repr(stamps).encode(), digest_size=16).hexdigest()

    def near(self, id: str) -> list[str]:
        """Up to three ids that someone who typed `id` may have meant, the closest first."""
        ids = self._ids()
        exact_idea = [known for known in ids if known.partition("/")[2] == id]
        close = difflib.get_close_matches(id, ids, n=3, cutoff=0.6)
        return list(dict.fromkeys(exact_idea + close))[:3]

    def _ids(self) -> list[str]:
        names = (path.relative_to(self.folder).as_posix().removesuffix(".py") for path in self.folder.glob("*/*.py"))
        return sorted(name for name in names if snippet_id(name) == name and not _is_helper(name))

    def _file(self, id: str) -> Path:
        return self.folder / f"{id}.py"

    def _read(self, id: str) -> Snippet | None:
        stamps, snippet = self._known.get(id, ({}, None))
        if snippet and all(_stamp(file) == stamp for file, stamp in stamps.items()):
            return snippet
        path = str(self._file(id))
        others = self._others(id)
        stamps = {file: _stamp(file) for file in (self._file(id), *others)}
        try:
            snippet = parse_snippet(id, path, self._file(id).read_text(encoding="utf-8"), map(_text, others))
            self._known[id] = stamps, snippet
            return snippet
        except (OSError, ValueError) as error:
            self.problems.append(Problem(path, str(error).removeprefix(f"{path}: ")))
            return None

    def _others(self, id: str) -> list[Path]:
        """Where the other files would be that its claims depend on."""
        file = self._file(id)
        found = [file, test := file.with_name(f"test_{file.name}")]
        waiting = [file, test]
        while waiting:
            imported = map(self._file, imported_snippets(_text(waiting.pop())))
            fresh = [path for path in imported if path not in found]
            found += fresh
            waiting += fresh
        return [*sorted(found[1:]), self.folder / "conftest.py", file.with_name("conftest.py")]


def _entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """What a folder holds; nothing when it is none."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


_Stamp = tuple[int, int] | None
"""When a file was written and its size; None without it."""


def _stamp(path: Path | os.DirEntry[str]) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_helper(id: str) -> bool:
    """Tests, `conftest.py` and `__init__.py` live beside the snippets but are none."""
    idea = id.partition("/")[2]
    return idea.startswith(("test_", "__")) or idea == "conftest"
