"""The learner's editor, opened at a line of a file."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tracker.core.errors import UserError

_AT = ("{path}:{line}",)
_FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), ("--goto", *_AT)),
    **dict.fromkeys(("subl", "zed", "atom", "hx", "helix"), _AT),
    "mate": ("--line", "{line}", "{path}"),
    "notepad": ("{path}",),
}
"""How editors are told the line; any other takes `+LINE FILE`, as vi, vim, nvim, nano, emacs and micro do."""


def chosen(environment: Mapping[str, str]) -> str:
    """The learner's editor: `VISUAL`, else `EDITOR`, else nothing."""
    return environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()


def command(editor: str, path: Path, line: int) -> list[str]:
    """The words that open a file at a line.

    Args:
        editor: as in `EDITOR`, with arguments of its own or not.
        path: the file.
        line: from 1; 0 when it is not known.

    Raises:
        ValueError: the editor has an open quotation mark.
    """
    words = shlex.split(editor)
    form = _FORMS.get(Path(words[0]).stem.casefold(), ("+{line}", "{path}"))
    return words + [part.replace("{line}", str(max(line, 1))).replace("{path}", str(path)) for part in form]


def edit(app: App[None], path: Path, line: int) -> bool:
    """Let the learner edit a file, while the app waits in the background.

    Args:
        app: what fills the terminal.
        path: the file.
        line: where to begin, from 1; 0 when it is not known.

    Returns:
        Whether the file has been written.

    Raises:
        UserError: the editor does not open.
    """
    name, before = chosen(os.environ), _stamp(path)
    if not name:
        raise UserError("no editor is set; set EDITOR (or VISUAL), such as EDITOR=nano")
    if before is None:
        raise UserError(f"{path} is not there any more")
    try:
        with app.suspend():
            subprocess.run(command(name, path, line), check=False)
    except SuspendNotSupported:
        raise UserError("an editor cannot be opened from here, only from a terminal") from None
    except (OSError, ValueError) as error:
        raise UserError(f"the editor {name!r} does not start: {error}") from error
    return _stamp(path) != before


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file is written; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
