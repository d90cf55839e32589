"""From the text of a file to a `Log`: its days, each of which is read when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.log.blocks import read_blocks
from tracker.core.log.content import read_content
from tracker.core.log.days import Day, Log
from tracker.core.log.inline import read_inline
from tracker.core.log.markers import read_marker
from tracker.core.log.values import Content


def read(text: str, path: str = "", repairs: Sequence[str] = ()) -> Log:
    """Read a log, or a note without days.

    Args:
        text: the file's text as `core.text.decode` gives it.
        path: where it came from; kept, not opened.
        repairs: what decoding had to mend; kept.
    """
    headings = [block for block in read_blocks(text) if block.kind == "heading"]
    markers = [(block, claim) for block in headings if (claim := read_marker(block.source))]
    title = next((read_inline(b.source).text for b in headings if not read_marker(b.source)), "")
    lines = text.split("\n")
    days: list[Day] = []
    ends = [block.line - 1 for block, _ in markers[1:]] + [len(lines)]
    for (block, (numbers, rest)), end in zip(markers, ends, strict=False):
        body = "\n".join(lines[block.line : end])
        label = read_inline(block.source).text
        days.append(Day(block.line, label, numbers, None, read_inline(rest).text, body, block.line + 1))
    note = Content() if days else read_content(text)
    return Log(path, title, tuple(repairs), tuple(days), note, ())
