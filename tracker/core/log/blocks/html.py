"""HTML between the lines of a Markdown text: the few elements that say something, and tags that only arrange."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?=[\s/>])(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_BROKEN_TAG = re.compile(r"<(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?:\s[^<>]*+)?$")
_COMMENT = re.compile(r"`[^`]*+`|(?P<open><!--)")
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_CELL = re.compile(r"<t(?P<kind>[dh])(?=[\s>])[^>]*+>", re.IGNORECASE)
_LIST = re.compile(r"</?(?:li|ul|ol)\b", re.IGNORECASE)

_INLINE = frozenset(
    "a abbr b big br cite code del em font i img input ins kbd mark q s small source span strike strong sub sup u "
    "video wbr".split()
)
_STRUCTURE = frozenset(
    "article aside blockquote body button caption center dd details div dl dt figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 head header hr html iframe label li link main meta nav ol p picture pre script section style summary svg "
    "table tbody td tfoot th thead title tr ul".split()
)
_FLOWING = _INLINE | {"center", "p", "picture"}
"""Tags that may stand under an item without ending its list."""
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 7}
_CLOSED = {*_HEADINGS, "blockquote", "pre", "script", "style", "table"}
"""Elements that are read up to their closing tag."""
_NEAR = 20
"""Lines within which a heading ends."""
_TAG_LINES = 10
"""Lines that one tag may take."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    """Index of the line it begins on."""
    header: bool
    cells: tuple[str, ...]
    """Their inline source; of their tags only links and breaks are kept."""


@dataclass(frozen=True, slots=True)
class Element:
    """What stands at the beginning of a line in HTML."""

    kind: str
    """`heading`, `rule`, `code`, `table`, `item`, `quote` or `tag`."""
    end: int
    """Index of the line it ends on."""
    rest: str
    """What follows it on that line."""
    line: int
    """Index of the line its text begins on."""
    source: str = ""
    level: int = 0
    rows: tuple[Row, ...] = ()
    """Of a table: the rows that say something."""
    flowing: bool = False
    """Of a tag: it may stand under an item without ending its list."""


class HtmlReader:
    """Reads the HTML of some lines, never looking twice for an end that is not there."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._absent: set[str] = set()

    def read(self, index: int, text: str) -> Element | None:
        """What stands at the beginning of `text`, the rest of the line at `index`; None when that is text."""
        match = _TAG.match(text)
        if match is None and (broken := _BROKEN_TAG.match(text)) and broken["name"].lower() in _INLINE | _STRUCTURE:
            for more in self._lines[index + 1 : index + _TAG_LINES]:
                text, index = f"{text} {more.strip()}", index + 1
                if match := _TAG.match(text):
                    break
        if match is None:
            return None
        name, rest = match["name"].lower(), text[match.end() :]
        element = None if match["end"] else self._element(name, index, rest)
        if element:
            return element
        if name in _STRUCTURE:
            return Element("tag", index, rest, index, flowing=name in _FLOWING)
        nothing_said = name in _INLINE and not _TAG.sub("", text).strip()
        return Element("tag", index, "", index, flowing=True) if nothing_said else None

    def _element(self, name: str, index: int, rest: str) -> Element | None:
        if name == "hr":
            return Element("rule", index, rest, index)
        if name == "li":
            match = _LIST.search(rest)
            said, rest = (rest[: match.start()], rest[match.start() :]) if match else (rest, "")
            return Element("item", index, rest, index, said.strip()) if said.strip() else None
        if name not in _CLOSED and not (name == "code" and not rest.strip()):
            return None
        found = self._until(name, index, rest)
        if found is None:
            alone = name in _HEADINGS and rest.strip()
            return Element("heading", index, "", index, rest.strip(), _HEADINGS[name]) if alone else None
        inside, end, rest = found
        if name in ("pre", "code"):
            return Element("code", end, rest, index, unescape(_TAG.sub("", inside)).strip("\n") + "\n")
        if name == "table":
            return Element("table", end, rest, index, rows=tuple(_rows(inside, index)))
        lines = [line.strip() for line in inside.split("\n")]
        first = next((i for i, line in enumerate(lines) if _TAG.sub("", line).strip()), None)
        if first is None or name in ("script", "style"):
            return Element("tag", end, rest, index)
        said = "\n".join(line for line in lines[first:] if line)
        if name == "blockquote":
            return Element("quote", end, rest, index + first, said)
        return Element("heading", end, rest, index + first, said.replace("\n", " "), _HEADINGS[name])

    def _until(self, name: str, index: int, rest: str) -> tuple[str, int, str] | None:
        """What an element holds, the line it ends on and the rest of that line; None when it has no end."""
        if name in self._absent:
            return None
        closing = re.compile(rf"</{name}\s*+>", re.IGNORECASE)
        near = name in _HEADINGS
        last = min(index + _NEAR, len(self._lines)) if near else len(self._lines)
        held: list[str] = []
        while (match := closing.search(rest)) is None:
            held.append(rest)
            index += 1
            if index >= last:
                if not near:
                    self._absent.add(name)
                return None
            rest = self._lines[index]
        return "\n".join([*held, rest[: match.start()]]), index, rest[match.end() :]


def without_comments(lines: Sequence[str], index: int) -> Iterator[tuple[int, str]]:
    """What can be seen of a line, and of the line on which a longer comment of it ends, each with its index."""
    line = lines[index]
    parts: list[str] = []
    at = start = 0
    while match := _COMMENT.search(line, at):
        at = match.end()
        if not match["open"]:
            continue
        parts.append(line[start : match.start()])
        while (end := line.find("-->", at)) < 0:
            if parts:
                yield index, "".join(parts)
            parts = []
            index, at = index + 1, 0
            if index >= len(lines):
                yield index - 1, ""
                return
            line = lines[index]
        at = start = end + 3
    yield index, "".join(parts) + line[start:]


def _rows(text: str, index: int) -> Iterator[Row]:
    starts = [match.start() for match in _ROW.finditer(text)]
    seen = 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=False):
        index, seen = index + text.count("\n", seen, start), start
        tags = list(_CELL.finditer(text, start, stop))
        ends = [*(tag.start() for tag in tags[1:]), stop]
        cells = [text[tag.end() : end] for tag, end in zip(tags, ends, strict=False)]
        if any(_TAG.sub("", cell).strip() for cell in cells):
            said = (_TAG.sub(_keep_links, cell).split() for cell in cells)
            yield Row(index, tags[0]["kind"] in "hH", tuple(map(" ".join, said)))


def _keep_links(tag: re.Match[str]) -> str:
    return tag[0] if tag["name"].lower() in ("a", "br") else " "
