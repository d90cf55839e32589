"""The parts of names, which people type without the rest: `tape` for `GradientTape`, `float` for `float32`.

Chinese and Japanese put no blanks between words, and Korean glues particles to them: there every character is a part.
"""

from __future__ import annotations

import re

APART = "\ue000"
"""Stands between two names, so that no phrase runs from one into the other; nobody types a private character."""

_RUN = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
"""Thai and its neighbours, Hangul, kana, Han."""
_RUNS = re.compile(f"([{_RUN}]+)")
_TOKENS = re.compile(r"[^\W_]+")
_JOINT = re.compile(
    r"[A-Z0-9](?:(?<=[a-z][A-Z0-9])|(?<=[0-9][A-Z])|(?<=[A-Z][0-9])|(?<=[A-Z]{2})(?=[a-rt-z]|s[a-z]))", re.ASCII
)
"""Where a name has parts: at a capital or a digit, as in `gradientTape`, `conv2d`, `TFRecord`, but not `GPUs`."""
_PARTS = re.compile(r"[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|[0-9]++[A-Za-z](?![a-z])|[0-9]++")
_WORTH = 3
"""Letters: `ReLU` and `x1` have no part that anybody looks for."""


def names(text: str) -> str:
    """The parts of all names in a text that have some, with blanks between."""
    if not has_parts(text):
        return ""
    found = dict.fromkeys(_TOKENS.findall(text))
    return f" {APART} ".join(" ".join(cut) for token in found if len(cut := parts(token)) > 1)


def has_parts(text: str) -> bool:
    """Whether a text may have a name with parts."""
    return bool(_JOINT.search(text)) or not (text.isascii() or _RUNS.search(text) is None)


def parts(name: str) -> list[str]:
    """The parts of a name; a name without any is its own."""
    if name.isascii():
        found = _PARTS.findall(name) if _JOINT.search(name) else []
        return found if any(len(part) >= _WORTH for part in found) else [name]
    pieces = segments(name)
    if len(pieces) == 1 and not pieces[0][1]:
        return [name]
    return [part for piece, run in pieces for part in (piece if run else parts(piece))]


def segments(text: str) -> list[tuple[str, bool]]:
    """A text cut where the script changes, and for each piece whether its characters are its parts."""
    if text.isascii():
        return [(text, False)]
    return [(piece, at % 2 == 1) for at, piece in enumerate(_RUNS.split(text)) if piece]
