"""The snippets of a folder, read but never run."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NamedTuple

from tracker.core.snippet import Snippet, imported_snippets, parse_snippet, snippet_id


class Problem(NamedTuple):
    """A file that could not be read as a snippet."""

    path: str
    message: str


class Library:
    """The snippets `<topic>/<idea>.py` below the folder `snippets/`, each with its test beside it.

    Files are read on each call, so an edit shows at once. One that cannot be read is left out and noted in `problems`.
    """

    def __init__(self, root: Path) -> None:
        """Look below `root`, the folder that holds `snippets/`."""
        self.root = root.resolve()
        self.folder = self.root / "snippets"
        self.problems: list[Problem] = []
        """What the last call of `all` or `get` could not read."""

    def all(self) -> list[Snippet]:
        """Every readable snippet, sorted by id."""
        self.problems = []
        return [snippet for id in self._ids() if (snippet := self._read(id))]

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
            near = self.near(id or name)
            raise LookupError(f"no snippet {name!r}" + (f"; did you mean {near[0]}?" if near else ""))
        return found

    def test_path(self, snippet: Snippet) -> Path:
        """Where the test of a snippet belongs; the file may be missing."""
        path = self._file(snippet.id)
        return path.with_name(f"test_{path.name}")

    def files(self, snippet: Snippet) -> list[Path]:
        """What the claims of a snippet depend on: its file, its test, what they import, and how pytest is set up."""
        return [self._file(snippet.id), *self._others(snippet.id)]

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
        path = str(self._file(id))
        try:
            others = (other.read_text(encoding="utf-8", errors="replace") for other in self._others(id))
            return parse_snippet(id, path, self._file(id).read_text(encoding="utf-8"), others)
        except (OSError, ValueError) as error:
            self.problems.append(Problem(path, str(error).removeprefix(f"{path}: ")))
            return None

    def _others(self, id: str) -> list[Path]:
        file = self._file(id)
        found = [test := file.with_name(f"test_{file.name}")]
        found += [self.folder / "conftest.py", file.with_name("conftest.py")]
        waiting = [file, test]
        while waiting:
            for known in imported_snippets(_text(waiting.pop())):
                path = self._file(known)
                if path not in (file, *found):
                    found.append(path)
                    waiting.append(path)
        return sorted(path for path in found if path.is_file())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_helper(id: str) -> bool:
    """Tests, `conftest.py` and `__init__.py` live beside the snippets but are none."""
    idea = id.partition("/")[2]
    return idea.startswith(("test_", "__")) or idea == "conftest"
