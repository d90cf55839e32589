"""UTF-8 that was once read in a one-byte encoding, found and undone.

Such an accident turns every character beyond ASCII into two to four: a *lead*, and one to three that stand for
continuation bytes. UTF-8 is so regular that few texts hold such a sequence by chance, but some do: `l’été`, `« né »`
and `MAÇÃ…` are right. So a sequence is judged twice. Would a person write it where it stands? And does it stand for
something that people write? The sequences nobody writes are *clear*; the others are mended only beside clear ones or
in a row. The idea of judging by unlikely pairs of characters is that of ftfy's "badness"
(https://ftfy.readthedocs.io/en/latest/heuristic.html, Apache-2.0); the rules here are our own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tracker.core.text.codepages import CODECS, Codec

_MEANT = re.compile(
    r"[\x80-\u017fƒƠơƯưȘ-țˆ-˝]"  # Latin, and what one accident makes of it before the next
    r"|[\u0300-\u058f\u05b0-\u06ff]"  # combining marks, Greek, Cyrillic, Armenian, Hebrew, Arabic
    r"|[^\x00-\u07ff\ue000-\uf8fe\U000e1000-\U0010ffff]"  # what takes three or four bytes, without private use
)
_C1 = re.compile(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Controls that only Latin-1 shows: Windows-1252 has characters for them."""
_BLANKED = b" " * 0x80 + bytes(range(0x80, 0x100))
"""A table that makes spaces of ASCII."""
_BEFORE, _AFTERWARDS = ("", "1", "A", "a", "aa"), ("", "A", "a")
"""All that can stand beside a run, as far as it matters to what people write."""
_LONG = 16
"""Characters of a run from which looking at it where it stands is cheaper."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_GAP = re.compile(r"[0-9A-Za-z]{0,4}")
"""What may stand between two sequences in a word, and between the numbers of a Chinese date."""
_ROW = 8
"""Characters in a row without a clear sequence that are an accident nevertheless: three ideographs, four letters."""
_ALPHABETS = "\u0300\u0480\u0590\u0600\u0800\u2000\u3000\U00010000"
"""Where other scripts begin, roughly."""


class _Sequence(NamedTuple):
    start: int
    end: int
    meaning: str
    clear: bool
    """Nobody writes this on purpose."""

    @property
    def alphabet(self) -> int:
        """The rough script of the meaning; clear sequences speak for unclear ones of theirs."""
        return bisect(_ALPHABETS, self.meaning)


class _Accident(NamedTuple):
    start: int
    end: int
    text: str
    codec: str


def repair(text: str) -> str:
    """The text with its mojibake mended; right text stays as it is."""
    return mend(text)[0]


def mend(text: str) -> tuple[str, set[str]]:
    """Mend mojibake of MacRoman, Windows-1252 and Latin-1, also where it happened several times.

    Returns:
        The text, and which of `mac_roman`, `cp1252` and `latin_1` it had been taken for.
    """
    suspects = set(filter(_may_hold_accident, set(beyond_ascii(text).split(" "))))
    if not suspects:
        return text, set()
    codecs: set[str] = set()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.isascii() or suspects.isdisjoint(_RUN.findall(line)):
            continue
        while accidents := _accidents(line):  # one level each time; the line gets shorter
            codecs.update(accident.codec for accident in accidents)
            line = "".join(_spliced(line, accidents))
        lines[number] = line
    return "\n".join(lines), codecs


def beyond_ascii(text: str) -> str:
    """The runs of a text that are not ASCII, with a space between them."""
    runs = text.encode(errors="surrogatepass").translate(_BLANKED).split()
    return b" ".join(runs).decode(errors="surrogatepass")


def _may_hold_accident(run: str) -> bool:
    """Whether there is mojibake in a run wherever it stands, or can be, depending on what stands beside it."""
    if not any(codec.sequence.search(run) for codec in CODECS):
        return False
    return len(run) > _LONG or any(_accidents(f"{before}{run}{after}") for before in _BEFORE for after in _AFTERWARDS)


def _spliced(line: str, accidents: list[_Accident]) -> Iterator[str]:
    end = 0
    for accident in accidents:
        yield line[end : accident.start]
        yield accident.text
        end = accident.end
    yield line[end:]


def _accidents(line: str) -> list[_Accident]:
    """What is to be mended in a line, in order. Where two codecs could be meant, the one that explains more is."""
    found = [accident for codec in CODECS for accident in _accidents_of(codec, line)]
    if len({accident.codec for accident in found}) > 1:
        taken = bytearray(len(line))
        found.sort(key=lambda accident: accident.start - accident.end)
        free = []
        for accident in found:
            if not any(taken[accident.start : accident.end]):
                taken[accident.start : accident.end] = b"\1" * (accident.end - accident.start)
                free.append(accident)
        found = sorted(free)
    return found


def _accidents_of(codec: Codec, line: str) -> Iterator[_Accident]:
    for near in _split(_sequences(codec, line), lambda one, other: bool(_GAP.fullmatch(line, one.end, other.start))):
        clear = {sequence.alphabet for sequence in near if sequence.clear}
        for row in _split(near, lambda one, other: one.end == other.start):
            start, end = row[0].start, row[-1].end
            if end - start >= _ROW or any(sequence.alphabet in clear for sequence in row):
                name = "latin_1" if codec.name == "cp1252" and _C1.search(line, start, end) else codec.name
                yield _Accident(start, end, "".join(sequence.meaning for sequence in row), name)


def _split(sequences: Iterable[_Sequence], belong: Callable[[_Sequence, _Sequence], bool]) -> Iterator[list[_Sequence]]:
    """Cut the sequences where two that follow each other do not belong together."""
    group: list[_Sequence] = []
    for sequence in sequences:
        if group and not belong(group[-1], sequence):
            yield group
            group = []
        group.append(sequence)
    if group:
        yield group


def _sequences(codec: Codec, line: str) -> Iterator[_Sequence]:
    """The sequences of a line that are UTF-8 and stand for something people write."""
    at = 0
    while match := codec.sequence.search(line, at):
        start, end = match.span()
        meaning = _meaning(codec, match[0])
        if meaning and (not _is_mark(meaning) or _is_ascii_letter(line[start - 1 : start])):
            written = codec.written.match(line, start)
            yield _Sequence(start, end, meaning, meaning > "\x9f" and (written is None or written.end() < end))
            at = end
        else:
            at = start + 1


@lru_cache(maxsize=4096)
def _meaning(codec: Codec, sequence: str) -> str:
    """The character whose UTF-8 a sequence shows, if it is one that people write."""
    try:
        meaning = sequence.translate(codec.to_bytes).encode("latin-1").decode()
    except UnicodeDecodeError:
        return ""
    return meaning if _MEANT.match(meaning) and unicodedata.category(meaning) != "Cn" else ""


def _is_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
