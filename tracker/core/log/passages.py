"""What a line or a paragraph of a day is, before it becomes an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.core.log.blocks import Block
from tracker.core.log.claims import Form, read_claim
from tracker.core.log.inline import read_inline
from tracker.core.log.prose import sentences
from tracker.core.log.sections import Role, read_label
from tracker.core.log.statement import is_lead_in, is_noise, is_placeholder
from tracker.core.log.written import is_written

TASK = re.compile(r"^\[([ xX])\]\s+")
_TOPIC_LINE = re.compile(r"^\W*(?:\*\*|__)(?P<name>[^*_\n]{1,80})(?:\*\*|__)\W*$")
TERM = re.compile(
    r"^\s*(?:\*\*|__|`)[^*_`\n]{1,60}(?:\*\*|__|`)\s*(?:[:：=]|[-–—]\s)|^\s*(?:\*\*|__)[^*_\n]{1,60}[:：](?:\*\*|__)"
)
"""The term that a definition opens with."""
_DASH = re.compile(r"[-–—:：](?:(?<=[:：])|(?<=\s[-–—]))\s")
SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", ":", ";")
LEARNED = re.compile(
    r"\W*(?:today,? )?(?:i(?:'ve| have)? )?(?:also )?"
    r"(?:learn(?:ed|t)|found out|reali[sz]ed|discovered|understood|noticed) that (?P<fact>.+)"
    r"|.{0,40}?(?:gelernt, dass|aprendí que|aprendi que|appris que|imparato che|geleerd dat|узнал,? что) (?P<other>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that says a fact was learned."""
ONLY_LINKS = re.compile(r"(?:[^\w\[]*+!?\[[^\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))++\W*$")
"""A passage that is nothing but links."""


def learned(sentence: str) -> str:
    """What somebody learned, when a sentence says that somebody learned it."""
    match = LEARNED.match(sentence)
    fact = match["fact"] or match["other"] if match else ""
    return fact[:1].upper() + fact[1:] if fact else sentence


def pieces(lines: Sequence[str], first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of a paragraph with each card that somebody wrote in one line by itself, and their first numbers."""
    start = 0
    for place, line in enumerate(lines):
        if "::" in line and is_written(read_inline(line).text):
            yield first + start, lines[start:place]
            yield first + place, [line]
            start = place + 1
    yield first + start, lines[start:]


def says_nothing(text: str) -> bool:
    """Whether a text only stands for something, leads somewhere, or announces what follows."""
    last = _DASH.split(text)[-1]
    return is_placeholder(last) or is_noise(text) or (is_lead_in(text) and len(sentences(text)) == 1)


def topic_of(line: str) -> str | None:
    """The name of a topic that is a line in bold; a whole sentence in bold is text."""
    match = _TOPIC_LINE.match(line)
    if not match or match["name"].rstrip().endswith(SENTENCE_ENDS[:6]) or is_noise(line):
        return None
    return read_inline(match["name"]).text.strip(" :")


def is_done(item: Block) -> bool:
    """Whether a bullet is a task with a tick."""
    task = TASK.match(item.children[0].source) if item.children else None
    return task is not None and task[1] != " "


def body_claim(line: str) -> tuple[int, ...] | None:
    """The days of a line such as `day 4 of #365daysofML`, which says nothing else."""
    claim = read_claim(line)
    if claim and claim.form is Form.DAY and (not claim.rest or claim.rest.startswith("#")):
        return claim.numbers
    return None


def label_lines(blocks: Iterable[Block]) -> Iterator[int]:
    """The lines that name a section of keypoints or of activities."""
    for block in blocks:
        if block.kind == "quote":
            yield from label_lines(block.children)
        elif block.kind in ("heading", "paragraph"):
            for line, text in enumerate(block.source.split("\n"), block.line):
                section = read_label(text)
                if section and section.role in (Role.KEYPOINTS, Role.ACTIVITIES):
                    yield line
