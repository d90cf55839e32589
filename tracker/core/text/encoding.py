"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tracker.core.text.mojibake import beyond_ascii, mend
from tracker.core.text.words import printable

_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_NO_TEXT = bytes({*range(0x20)} - {*b"\t\n\f\r"}) + b"\x81\x8d\x8f\x90\x9d"
"""Control characters, and the bytes without a meaning in Windows-1252."""
_STRAY = 0.02
"""The share of such bytes from which a file is no text: noise has six times as many, text next to none."""
_UNREAD = re.compile(r"[\udc80-\udcff]+")
"""Bytes in a row that are no UTF-8, as the error handler "surrogateescape" shows them."""
_READ = re.compile(r"[^ \udc80-\udcff]")
_LEFT_TO_CP1252 = re.compile(r"[\udc80\udc82-\udc8c\udc8e\udc91-\udc9c\udc9e-\udcff]+")
"""Unread bytes in a row that are characters in Windows-1252."""
_CUT = re.compile(r"\udcf0\udc9f|\udce2\udc80")
"""What a cut emoji or quotation mark begins with. In Windows-1252 nobody writes these two, `ðŸ` and `â€`."""
_UTF16 = 0.3
"""The share of NULs on one side of the pairs of bytes from which a file seems to be UTF-16."""
_NOT_TEXT = "not a text file"
_REPLACEMENT = "\ufffd"
_MARKED = (
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the encodings they tell, in the order in which they have to be looked for."""


class Decoded(NamedTuple):
    """What was read from the bytes of a file."""

    text: str
    repairs: list[str]
    """What it took: `windows-1252` when the bytes are that, and what mojibake had been taken for."""
    undecodable: tuple[int, ...]
    """Lines with bytes that are no text; U+FFFD stands for each row of them."""


def read_bytes(data: bytes) -> Decoded:
    r"""Read the bytes of a text file.

    UTF-8 with or without a byte order mark and UTF-16 with one are read as such, UTF-8 also with some bytes that are no
    text. Where most of what is beyond ASCII is no UTF-8, the bytes are taken for Windows-1252, unless too many are no
    text in it. Line ends become `\n`, mojibake is mended, and what cannot be printed is dropped.

    Raises:
        ValueError: the bytes are not text.
    """
    text, repairs = _characters(data)
    if "\0" in text:
        raise ValueError(_NOT_TEXT)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    undecodable: tuple[int, ...] = ()
    if not text.isascii():
        if not _is_encodable(text):
            undecodable = tuple(
                line for line, part in enumerate(text.split("\n"), 1) if not part.isascii() and _UNREAD.search(part)
            )
            text = _UNREAD.sub(_REPLACEMENT, text)
        text, accidents = mend(text)
        repairs += sorted(accidents)
    return Decoded(_printable_lines(data, text), repairs, undecodable)


def _characters(data: bytes) -> tuple[str, list[str]]:
    """The characters of the bytes, with surrogates for the bytes that are none, and the repair it took."""
    encoding = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), "utf-8-sig")
    if encoding is None:
        raise ValueError(f"{_NOT_TEXT} that can be read: it is UTF-32; save it as UTF-8")
    if encoding == "utf-8-sig" and b"\0" in data:
        raise ValueError(_refusal(data))
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig":
            raise ValueError(_NOT_TEXT) from error
    text = data.decode("utf-8-sig", "surrogateescape")
    if _is_mostly_utf8(text):
        return text, []
    if len(data) - len(data.translate(None, _NO_TEXT)) > _STRAY * len(data):
        raise ValueError(_NOT_TEXT)
    return data.decode("cp1252", "surrogateescape"), ["windows-1252"]


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_mostly_utf8(text: str) -> bool:
    """Whether UTF-8 reads more characters beyond ASCII than the rows of bytes it leaves to Windows-1252.

    Args:
        text: what UTF-8 makes of the bytes, with surrogates for those it cannot read.
    """
    beyond = beyond_ascii(text)
    read = len(_READ.findall(beyond)) + len(_CUT.findall(beyond))
    return read > 0 and read >= len(_LEFT_TO_CP1252.findall(beyond))


def _printable_lines(data: bytes, text: str) -> str:
    """The text without what cannot be printed, where the bytes show that there can be such."""
    controls = len(data.translate(None, _CONTROLS)) < len(data)
    if not controls and text.isascii():
        return text
    return "\n".join(line if line.isascii() and not controls else printable(line) for line in text.split("\n"))


def _refusal(data: bytes) -> str:
    """Why bytes with a NUL are refused. In UTF-16 most characters of a Western text have one, on the same side."""
    sides = [side.count(0) / max(len(side), 1) for side in (data[::2], data[1::2])]
    if len(data) > 1 and min(sides) == 0 and max(sides) > _UTF16:
        return f"{_NOT_TEXT}: it seems to be UTF-16 without a byte order mark; save it as UTF-8"
    return f"{_NOT_TEXT}: it holds NUL bytes"
