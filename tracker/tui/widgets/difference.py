"""Two texts side by side, with the words lit up in which they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq
from textual.content import Content

from tracker.tui.widgets.prose import prose

_WORD = re.compile(r"[⺀-鿿가-힣豈-﫿\U00020000-\U0003ffff]|[^\W_]++|\S")
"""Chinese, Japanese and Korean put no blanks between words, so there each character is one."""
_MOST = 2000
"""Words that are compared: what two longer texts differ in is no help to anybody, and takes long to find."""
_DIFFERS = "bold $text-warning on $warning-muted"

Places = list[tuple[int, int]]


def difference(one: str, other: str) -> tuple[Places, Places]:
    """Where each of two texts has words that the other does not have there; case and spaces do not count.

    Returns:
        For each text where such runs of words begin and end.
    """
    words = [_Words(one), _Words(other)]
    if max(len(side.folded) for side in words) > _MOST:
        return [], []
    runs: tuple[Places, Places] = ([], [])
    for step in LCSseq.opcodes(words[0].folded, words[1].folded):
        if step.tag != "equal":
            runs[0].extend(words[0].run(step.src_start, step.src_end))
            runs[1].extend(words[1].run(step.dest_start, step.dest_end))
    return _joined(runs[0], one), _joined(runs[1], other)


def lit(one: str, other: str) -> tuple[Content, Content]:
    """Two statements as prose, with the words lit up in which they differ."""
    shown = prose(one), prose(other)
    places = difference(shown[0].plain, shown[1].plain)
    return _stylized(shown[0], places[0]), _stylized(shown[1], places[1])


class _Words:
    """The words of a text, and where they stand."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self.folded = [text[slice(*span)].casefold() for span in self._spans]

    def run(self, first: int, last: int) -> Places:
        return [(self._spans[first][0], self._spans[last - 1][1])] if first < last else []


def _joined(runs: Sequence[tuple[int, int]], text: str) -> Places:
    """Runs with nothing but blanks between them as one."""
    found: Places = []
    for begin, end in runs:
        if found and not text[found[-1][1] : begin].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _stylized(content: Content, runs: Places) -> Content:
    for run in runs:
        content = content.stylize(_DIFFERS, *run)
    return content
