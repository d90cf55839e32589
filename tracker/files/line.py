"""The lines of a file as its bytes have them, so that some can be written anew and all others stay as they are."""

from __future__ import annotations

import codecs
import re
from itertools import chain, repeat

from tracker.core.text import printable, read_bytes

_END = re.compile(r"(\r\n|\r|\n)")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
"""Byte order marks, and how what follows them is read."""
_MARGIN = re.compile(r"[ \t>]*+")
"""Indentation and marks of quotation, which a line that goes on has, too."""
_BULLET = re.compile(r"(?:[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)")


class Lines:
    """The lines of a file of text."""

    def __init__(self, data: bytes) -> None:
        """Read the bytes.

        Raises:
            ValueError: they are no text.
        """
        decoded = read_bytes(data)
        self.shown = decoded.text.split("\n")
        """The lines as a log is read from them: mojibake mended, nothing in them that cannot be printed."""
        self.mark, self.encoding = _encoding(data, decoded.repairs)
        parts = _END.split(data[len(self.mark) :].decode(self.encoding, "surrogateescape"))
        self.written = parts[::2]
        """The lines as they are."""
        self.ends = [*parts[1::2], ""]
        """What ends each of them."""

    def text(self, first: int, count: int) -> str:
        """Some lines as they are shown; the first line of a file is 1."""
        return "\n".join(self.shown[first - 1 : first - 1 + count])

    def without(self, first: int, count: int) -> list[str]:
        """All other lines as they are shown."""
        return [*self.shown[: first - 1], *self.shown[first - 1 + count :]]

    def wrapped(self, first: int, count: int, text: str) -> list[str]:
        """The lines of a text that takes the place of others, those that go on indented like those they replace."""
        lines = [printable(line) for line in _END.sub("\n", text).strip("\n").split("\n")]
        margin = self._margin(first, count)
        return [lines[0], *(line if line[:1] in ("", " ", "\t", ">") else margin + line for line in lines[1:])]

    def with_lines(self, first: int, count: int, new: list[str]) -> bytes:
        """The bytes of the file with other lines in place of some; what is shown as it was is written as it was.

        Args:
            first: the line from which others take their place.
            count: how many lines are replaced.
            new: the others.

        Raises:
            ValueError: the encoding of the file has no such character.
        """
        start, stop = first - 1, first - 1 + count
        shown, written = (chain(lines[start:stop], repeat(None)) for lines in (self.shown, self.written))
        lines = [
            was if was is not None and line == seen else self._encodable(line)
            for line, seen, was in zip(new, shown, written, strict=False)
        ]
        ends = self.ends[start:stop]
        usual = next(filter(None, (*ends, *self.ends[max(start - 1, 0) : start])), "\n")
        inner = [*ends[:-1], *[usual] * len(new)][: len(new) - 1]
        return b"".join(
            (
                self.mark,
                self._bytes(_joined(self.written[:start], self.ends[:start])),
                self._bytes(_joined(lines, [*inner, ends[-1]])),
                self._bytes(_joined(self.written[stop:], self.ends[stop:])),
            )
        )

    def _margin(self, first: int, count: int) -> str:
        if count > 1:
            found = _MARGIN.match(self.shown[first])
            return found[0] if found else ""
        line = self.shown[first - 1]
        margin = _MARGIN.match(line)
        space = margin[0] if margin else ""
        bullet = _BULLET.match(line, len(space))
        return space + " " * (bullet.end() - len(space) if bullet else 0)

    def _encodable(self, line: str) -> str:
        try:
            line.encode(self.encoding)
        except UnicodeEncodeError as error:
            character = line[error.start]
            if self.encoding != "cp1252":
                raise ValueError(f"{character!r} is no character") from error
            raise ValueError(f"it is in Windows-1252, which has no {character}; save it as UTF-8 first") from error
        return line

    def _bytes(self, text: str) -> bytes:
        return text.encode(self.encoding, "surrogateescape")


def _encoding(data: bytes, repairs: list[str]) -> tuple[bytes, str]:
    """The byte order mark that a file begins with, and the encoding of what follows."""
    if "windows-1252" in repairs:
        return b"", "cp1252"
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def _joined(lines: list[str], ends: list[str]) -> str:
    return "".join(chain.from_iterable(zip(lines, ends, strict=True)))
