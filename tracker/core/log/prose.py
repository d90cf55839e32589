"""Prose: the lines that were broken on purpose, and the sentences in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_HARD = re.compile(r"(?:<br ?/?>| {2,}|\\)$", re.IGNORECASE)
_ON = re.compile(
    r"(?:and|or|but|nor|which|that|who|whose|when|where|while|because|since|so|if|as|than|then|to|of|in|on|at|for|from|with"
    r"|without|by|into|is|are|was|were|has|have|und|oder|et|ou|qui|que|de|y|o|e)\b"
)
"""What goes on with the sentence of the line before."""
_GOES_ON = re.compile(r"(?:[,;(\-–—/&]|\b(?:and|or|but|the|an?|of|to|in|with|for|that|which|is|are))$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？](?:(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*(?:`|[^\W\d_a-z]))|(?<=[。！？])\s*)")
"""The sign at the end of a sentence, and all that lies before the next."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|eq|dr|mr|mrs|st|no|approx|z\.b)|\b[A-Za-z])\.$", re.IGNORECASE
)


def facts(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph joined where they were wrapped and apart where their writer broke them.

    Wrapping fills a line: where the next word would often have fitted, somebody ended the lines on purpose.

    Args:
        lines: the lines of one paragraph.
        first: the number of the first.

    Yields:
        The number of the line a part begins in, and its text.
    """
    width = max(map(len, lines), default=0)
    loose = sum(_would_fit(after, line, width) for line, after in pairwise(lines))
    on_purpose = 2 * loose >= len(lines) - 1
    part: list[str] = []
    start = first
    for number, (line, after) in enumerate(pairwise([*lines, ""]), first):
        part.append(line)
        if after and (_HARD.search(line) or (on_purpose and not _goes_on(line, after))):
            yield start, "\n".join(part)
            part, start = [], number + 1
    if any(part):
        yield start, "\n".join(part)


def _would_fit(after: str, line: str, width: int) -> bool:
    word = after.split(None, 1)[:1]
    return bool(word) and len(line.rstrip()) + 1 + len(word[0]) <= width


def _goes_on(line: str, after: str) -> bool:
    return bool(_GOES_ON.search(line.rstrip()) or _ON.match(after.lstrip()))


def sentences(text: str) -> list[str]:
    """The sentences of a text of one line."""
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + 1
        if not _ABBREVIATED.search(text[max(0, end - 8) : end]):
            found.append(text[start:end].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [part for part in found if part]
