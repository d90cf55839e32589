"""Text as people save it: bytes to characters, broken emoji repaired, controls removed, words folded for comparing."""

from __future__ import annotations

import re
import unicodedata

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_NO_TEXT = bytes({*range(0x20)} - {*b"\t\n\f\r"}) + b"\x81\x8d\x8f\x90\x9d"
"""Control characters, and the bytes without a meaning in Windows-1252."""
_STRAY = 0.02
"""The share of such bytes from which a file is no text: noise has six times as many, text next to none."""
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[#-/]?[0-~])")
_BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = r"\u00ad\u200b\u2060-\u2064\ufeff"
"""Characters without width. The joiners U+200C and U+200D are not among them: emoji and scripts are built with them."""
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_CONTROL = re.compile(rf"[\x00-\x08\x0d-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069{_UNSEEN}]")
_MARKS = re.compile(r"`+|(?<!\w)_+|(?<!_)_+(?!\w)")
_SPACE = re.compile(r"\s+")


def decode(data: bytes) -> tuple[str, list[str]]:
    r"""Read the bytes of a text file, and name the repairs it took.

    UTF-8 with or without a byte order mark and UTF-16 with one are read as such; anything else is taken for
    Windows-1252, unless too many bytes are no text in it. Line ends become `\n`. Runs of mis-decoded characters are
    repaired.

    Raises:
        ValueError: the bytes are not text.
    """
    repairs = []
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if utf16:
            raise ValueError("not a text file") from error
        if len(data) - len(data.translate(None, _NO_TEXT)) > _STRAY * len(data):
            raise ValueError("not a text file") from error
        text = data.decode("cp1252", errors="replace")
        repairs.append("cp1252")
    if "\0" in text:
        raise ValueError("not a text file")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    repaired = repair(text)
    if repaired != text:
        repairs.append("mac_roman")
    return printable(repaired), repairs


def repair(text: str) -> str:
    """Mend UTF-8 that was once read as MacRoman, one run of non-ASCII characters at a time.

    A run that cannot be such an accident (it has no MacRoman bytes, or they are not UTF-8) stays as it is.
    """
    return _NON_ASCII.sub(_repair_run, text)


def _repair_run(run: re.Match[str]) -> str:
    text = run[0]
    try:
        while True:  # the accident may have happened more than once
            text = text.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return text


def printable(text: str) -> str:
    """Drop terminal escapes, control and invisible characters and direction overrides; tabs and line ends stay.

    Characters that only some programs take for a line end become a space, so that every reader counts the same lines.
    """
    return _CONTROL.sub("", _BREAK.sub(" ", _ESCAPE.sub("", text)))


def squash(text: str) -> str:
    """One space between words and none around them."""
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """The part of a statement that identifies it.

    Case, spacing, wrapping, code marks, underscores around a word, width, invisible characters and the closing
    punctuation do not matter.
    """
    seen = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return squash(_MARKS.sub("", seen)).casefold().rstrip(" .;,:!…")
