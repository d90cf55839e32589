"""The command that opens a file at a line in the learner's editor."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

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
