"""The lines of a text that open like the marker of a day, in whatever construct they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.core.log.blocks.tables import is_delimiter_row, read_cells
from tracker.core.log.claims import Claim, Form, may_claim, read_claim


class Construct(StrEnum):
    """How a line is set apart from the text around it."""

    HEADING = "heading"
    SUMMARY = "summary"
    BOLD = "bold"
    LINE = "line"
    ITEM = "item"
    ROW = "row"


@dataclass(slots=True)
class Candidate:
    """A line that opens like the marker of a day."""

    index: int
    """0-based line of its text."""
    end: int
    """0-based line from which its text is over."""
    construct: Construct
    level: int
    """Of a heading 1 to 6; of an item its indent; otherwise 0."""
    claim: Claim
    label: str
    """Its text without markup."""
    after: str = ""
    """What the same line says after the words that are set apart, as Markdown; the other cells of a row, one a line."""
    linked: bool = False
    """Nothing but links besides the claim."""


@dataclass(slots=True)
class Outline:
    """What one pass over the lines of a text finds."""

    candidates: list[Candidate] = field(default_factory=list)
    headings: list[tuple[int, int, str]] = field(default_factory=list)
    """(line, level, text without markup) of every heading that is no candidate; lines are 0-based throughout."""
    folds: list[int] = field(default_factory=list)
    """The lines that close a `<details>`."""
    conflicts: list[int] = field(default_factory=list)
    """The lines that git left in the file when a merge failed."""
    header: str = ""
    """The header of the first table whose rows are candidates."""


_MARKS = r"[ \t]*+(?:[#|<]|`{3}|~{3}|-->|[-=]{2,}[ \t]*$|:?-+:?[ \t]*\||>{7}|={7})"
_WORD_FIRST = r"[^\w\n]*+(?i:days?|d[ií]as?|jours?|tage?|dag|giorn\w|r\d)\b"
_FAR_WORD = r"[^\w\n]*+[^\x00-\u02ff]|[^\n一二三四五六七八九十]{0,16}+[一二三四五六七八九十]"
_INTEREST_IN_ASCII = re.compile(rf"[^0-9\n]{{0,48}}+[0-9]|{_MARKS}|{_WORD_FIRST}")
_INTEREST = re.compile(rf"[^\d\n]{{0,48}}+\d|{_MARKS}|{_WORD_FIRST}|{_FAR_WORD}")
"""What a line has to hold to be looked at."""
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|(?=[^#\s]))(?P<text>.*?)[ \t]*#*[ \t]*$")
_TAGGED = re.compile(
    r"[ \t]*(?:<(?!/|h[1-6]|summary)[^<>]*>[ \t]*)*<(?P<tag>h[1-6]|summary)\b[^<>]*>"
    r"(?P<text>.*?)(?P<close></(?P=tag)>|$)",
    re.IGNORECASE,
)
_BOLD = re.compile(
    r"(?:\*\*(?P<stars>[^\s*](?:[^*]|\*(?!\*))*+)\*\*|__(?P<lines>[^\s_](?:[^_]|_(?!_))*+)__"
    r"|<(?P<tag>b|strong)>(?P<tagged>[^<]*)</(?P=tag)>)(?P<after>.*)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)$")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=|-)(?P=mark)+[ \t]*$")
_ANCHOR = re.compile(r"\]\(\s*<?#|href=[\"']#")
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<?https?://[^\s<>|]+>?")
_MARKUP = re.compile(
    r"<(?:[a-zA-Z/!][^<>]*)?>|!\[[^\]\n]*\](?:\([^()\n]*\))?|[*`]+|~{2,}|(?<!\w)_+|_+(?!\w)|\\(?=[#*_.\-])"
)
_LINKED = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_BRACKETS = {ord("["): None, ord("]"): None}
_MARKUP_SIGNS = re.compile(r"[<\[*`~_\\]")
"""One of these is in whatever is taken off."""
_ONLY_NUMBERS = re.compile(r"[^\d\n]*+[\d\s.,&+–—-]+$")
_LONGEST = 400
"""Characters of a line that are looked at for a claim; a longer heading or cell is none."""


def plain(source: str) -> str:
    """The words of a line of Markdown, its markup taken off."""
    if not _MARKUP_SIGNS.search(source):
        return source.strip()
    text = _MARKUP.sub("", source)
    return (_LINKED.sub(r"\g<text>", text) if "](" in text else text).strip()


def _claimed(words: str) -> Claim | None:
    """What a line claims, whatever brackets its writer set around the parts."""
    return read_claim(words.translate(_BRACKETS) if "[" in words else words)


def find_candidates(lines: Sequence[str], start: int = 0) -> Outline:
    """Look through the lines of a text, without what stands in code, comments and quotes."""
    outline = Outline()
    fences = _Fences(lines)
    fence: re.Match[str] | None = None
    hidden = False
    tag, tagged_level = "", 0
    table = False
    for index in range(start, len(lines)):
        line = lines[index]
        if fence:
            if fences.closes(line, fence):
                fence = None
            continue
        if hidden:
            hidden = "-->" not in line
            continue
        if tag:
            closes = f"</{tag}" in line.lower()
            if plain(line):
                _add(outline, index, index + 1, _of_tag(tag), tagged_level, line)
            if closes or plain(line):
                tag = ""
            continue
        if not (_INTEREST_IN_ASCII if line.isascii() else _INTEREST).match(line):
            table = table and "|" in line
            continue
        stripped = line.lstrip()
        first = stripped[:1]
        if (first in "`~" and (match := _FENCE.match(line)) and fences.opens(index, match)) or (
            first in "-*+" and "```" in line and (match := _FENCE.match(line)) and fences.opens(index, match)
        ):
            fence = match
        elif first == "<":
            if stripped.startswith("<!--"):
                hidden = "-->" not in line and fences.comment_ends(index)
                if hidden or not stripped.rpartition("-->")[2].strip():
                    continue
            if _CONFLICT.match(line):
                outline.conflicts.append(index)
            elif match := _TAGGED.match(line):
                name = match["tag"].lower()
                level = int(name[1]) if name != "summary" else 0
                if plain(match["text"]):
                    _add(outline, index, index + 1, _of_tag(name), level, match["text"])
                elif not match["close"]:
                    tag, tagged_level = name, level
            elif "</details" in line.lower():
                outline.folds.append(index)
            else:
                _add_text(outline, lines, index, line)
        elif first == "#" and (match := _HEADING.match(line)):
            _add(outline, index, index + 1, Construct.HEADING, len(match["marks"]), match["text"])
        elif table and "|" in line:
            _add_row(outline, lines, index, line)
        elif "|" in line and index > start and "|" in lines[index - 1] and is_delimiter_row(line.strip()):
            table = True
            outline.header = outline.header or lines[index - 1]
        elif first in "-=" and (match := _UNDERLINE.match(line)):
            if (
                line.startswith("=======")
                and len(stripped.rstrip()) == 7
                and outline.conflicts
                and lines[outline.conflicts[-1]][0] != ">"
            ):
                outline.conflicts.append(index)
            else:
                _underline(outline, lines, index, 1 if match["mark"] == "=" else 2)
        elif first in ">|" and _CONFLICT.match(line):
            outline.conflicts.append(index)
        elif first != ">":
            _add_text(outline, lines, index, line)
        table = table and "|" in line
    return outline


def _of_tag(name: str) -> Construct:
    return Construct.SUMMARY if name == "summary" else Construct.HEADING


def _add(outline: Outline, index: int, end: int, construct: Construct, level: int, source: str) -> None:
    label = plain(source)
    claim = _claimed(label) if len(label) <= _LONGEST else None
    if claim is None:
        if construct is Construct.HEADING:
            outline.headings.append((index, level, label))
    elif not _ANCHOR.search(source):
        outline.candidates.append(Candidate(index, end, construct, level, claim, label))


def _add_text(outline: Outline, lines: Sequence[str], index: int, line: str) -> None:
    """A bullet, a bold line or a line of its own."""
    item = _ITEM.match(line)
    source = item["text"] if item else line.strip()
    if source[:1].isalnum() and not may_claim(source):
        return
    indent = len(item["indent"].expandtabs(4)) if item else len(line) - len(line.lstrip())
    if not item and indent > 3:
        return
    bold = _BOLD.match(source)
    if bold and bold.start("after") > _LONGEST:
        bold = None
    words = plain(source[:_LONGEST])
    claim = None
    if bold:
        apart, after = bold["stars"] or bold["lines"] or bold["tagged"], bold["after"].strip(" \t:-–—|")
        claim = _claimed(plain(apart[:_LONGEST]))
    if claim is None:
        apart, after, claim = source, "", _claimed(words)
    if claim is None or (claim.form is Form.NUMBER and (item or not bold or after or not _ONLY_NUMBERS.match(apart))):
        return
    if _ANCHOR.search(line):
        return
    if item:
        told = " ".join(filter(None, (_told(apart, claim) if not bold else claim.rest, after)))
        linked = not _LINK.sub("", told).strip(" .,;:-–—|") or bool(_LINK.fullmatch(source.strip()))
        candidate = Candidate(index, index + 1, Construct.ITEM, indent, claim, words, told, linked)
    elif bold:
        candidate = Candidate(index, index + 1, Construct.BOLD, 0, claim, words, after)
    elif index == 0 or not lines[index - 1].strip() or not claim.rest or _apart(lines[index - 1]):
        candidate = Candidate(index, index + 1, Construct.LINE, 0, claim, words, _told(source, claim))
    else:
        return
    outline.candidates.append(candidate)


def _told(source: str, claim: Claim) -> str:
    """What a line of Markdown says after its claim, with its markup."""
    if not claim.rest:
        return ""
    words = claim.rest[:12]
    at = source.find(words)
    return source[at:] if at > 0 else claim.rest


def _apart(line: str) -> bool:
    return bool(_UNDERLINE.match(line)) or line.lstrip()[:1] in ("#", "<")


def _add_row(outline: Outline, lines: Sequence[str], index: int, line: str) -> None:
    cells = read_cells(line)
    for place, cell in enumerate(cells[:2]):
        if _ANCHOR.search(cell):
            return
        claim = _claimed(plain(cell)) if len(cell) <= _LONGEST else None
        if claim and (place == 0 or claim.form in (Form.DAY, Form.ROUND, Form.DATE)):
            others = [cell for at, cell in enumerate(cells) if at != place and cell]
            linked = not claim.rest and not any(_LINK.sub("", other).strip() for other in others)
            after = "\n".join([claim.rest, *others] if claim.rest else others)
            label = plain(cell)
            outline.candidates.append(Candidate(index, index + 1, Construct.ROW, 0, claim, label, after, linked))
            return


def _underline(outline: Outline, lines: Sequence[str], index: int, level: int) -> None:
    """A line under a line makes it a heading."""
    above = lines[index - 1].strip() if index else ""
    last = outline.candidates[-1] if outline.candidates else None
    if (
        last
        and last.index == index - 1
        and (last.construct is Construct.LINE or (last.construct is Construct.BOLD and not last.after))
    ):
        heading = Candidate(last.index, index + 1, Construct.HEADING, level, last.claim, last.label)
        outline.candidates[-1] = heading
    elif above and above[0] not in "-*+>|#<" and not (index > 1 and lines[index - 2].strip()):
        outline.headings.append((index - 1, level, plain(above)))


class _Fences:
    """Which fences have an end: one without would hide the rest of the text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._last: dict[str, list[int]] = {"`": [], "~": []}
        """The last bare fence of each length."""
        self._bare: list[int] = []
        self._named: list[int] = []
        """Those that name a language."""
        self._found = False
        self._comment: int | None = None

    def opens(self, index: int, fence: re.Match[str]) -> bool:
        """Whether a closing fence follows, and does not belong to a fence that opens before it."""
        if not self._found:
            self._find()
        if not fence["info"].strip():
            named = _after(self._named, index)
            bare = _after(self._bare, index)
            if named and named < bare:
                return False
        longer = self._last[fence["fence"][0]][len(fence["fence"]) :]
        return max(longer, default=-1) > index

    def _find(self) -> None:
        self._found = True
        for index, line in enumerate(self._lines):
            match = _FENCE.match(line) if "```" in line or "~~~" in line else None
            if match and match["info"].strip():
                self._named.append(index)
            elif match:
                self._bare.append(index)
                longest = self._last[match["fence"][0]]
                length = min(len(match["fence"]), _LONGEST)
                longest.extend([-1] * (length + 1 - len(longest)))
                longest[length] = index

    def closes(self, line: str, fence: re.Match[str]) -> bool:
        """Whether a line closes an open fence."""
        mark = fence["fence"]
        if mark not in line:
            return False
        text = line.strip().lstrip("> \t")
        return text.startswith(mark) and not text.strip(mark[0])

    def comment_ends(self, index: int) -> bool:
        """Whether the comment that opens in a line is closed in a later one."""
        if self._comment is None:
            ends = (at for at in range(len(self._lines) - 1, -1, -1) if "-->" in self._lines[at])
            self._comment = next(ends, -1)
        return self._comment > index


def _after(found: list[int], index: int) -> list[int]:
    """The first that comes after a line."""
    place = bisect_right(found, index)
    return found[place : place + 1]
