"""What of a text is seen, and what of a statement counts."""

from __future__ import annotations

import re
import unicodedata

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[#-/]?[0-~])")
_BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = r"\u00ad\u200b\u2060-\u2064\ufeff"
"""Characters without width. The joiners U+200C and U+200D are not among them: emoji and scripts are built with them."""
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_CONTROL = re.compile(rf"[\x00-\x08\x0d-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069{_UNSEEN}]")
_CODE_MARKS = re.compile(r"``*+|_(?<!\w_)_*+|_(?<!__)_*+(?!\w)")
_MOST_MARKS = 30
"""Combining marks in a row: what the Stream-Safe Text Format allows (https://unicode.org/reports/tr15/#UAX15-D3)."""
_PILE = re.compile(rf"(?:[^\w\s\x00-\x7f]|[\uff9e\uff9f]){{{_MOST_MARKS + 1},}}+")
"""Where so many marks can be; the two letters are the halfwidth sound marks, which normalising turns into marks."""


def printable(text: str) -> str:
    """Drop terminal escapes, control and invisible characters and direction overrides; tabs and line ends stay.

    Characters that only some programs take for a line end become a space, so that every reader counts the same lines.
    """
    if text.isprintable():
        return text
    return _CONTROL.sub("", _BREAK.sub(" ", _ESCAPE.sub("", text)))


def squash(text: str) -> str:
    """One space between words and none around them."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The part of a statement that identifies it.

    Case, spacing, wrapping, code marks, underscores around a word, width, invisible characters and the closing
    punctuation do not matter. Of a pile of combining marks the first thirty count: normalising takes quadratic time.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _PILE.sub(_lower_pile, _INVISIBLE.sub("", text)))
    if "`" in text or "_" in text:
        text = _CODE_MARKS.sub("", text)
    return squash(text).casefold().rstrip(" .;,:!…")


def _lower_pile(pile: re.Match[str]) -> str:
    kept = []
    height = 0
    for character in pile[0]:
        height = height + 1 if unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) else 0
        if height <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
