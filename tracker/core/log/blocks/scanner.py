"""The block structure of a Markdown text as the writers of logs mean it, without its inline markup.

On ordinary documents this is CommonMark with the tables of GitHub. Where the two part, people won: a list nests by any
indentation deeper than its parent's mark, a sentence over dashes stays a sentence, a tag only arranges the Markdown
around it, and indented text under an item is the item's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.core.log.blocks import marks, tables
from tracker.core.log.blocks.fences import FenceReader, read_fence
from tracker.core.log.blocks.html import Element, HtmlReader, without_comments
from tracker.core.log.blocks.marks import Mark

DEEPEST = 20
"""Containers inside each other; what would open another is text of the deepest."""
_SHORT_NUMBER = 3
"""Characters of a mark; a longer number at the beginning of a line of an item may be a year."""
_TAGS = 50
"""Tags at the beginning of one line that are looked at."""
_PREFIX = re.compile(r"(?:[ \t>]|[-*+•·‣](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+")
_DRAWN = frozenset("-*_=—–─━═")
_SPECIAL = marks.SIGNS | _DRAWN | frozenset("#>`~<[|:")


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, a list item, a quote, code, a table or a rule, where it stands."""

    kind: str
    """`heading`, `paragraph`, `item`, `quote`, `code`, `table`, `row` or `rule`."""
    line: int
    """1-based line of its first character."""
    source: str = ""
    """Inline Markdown of a heading or paragraph, the text of code; lines keep their breaks."""
    children: list[Block] = field(default_factory=list)
    """What an item or a quote holds; the rows of a table."""
    level: int = 0
    """Of a heading: 1 to 6, and 7 for the summary of HTML's details."""
    info: str = ""
    """The language of code; the mark of an item as it is written."""
    cells: tuple[str, ...] = ()
    """Inline Markdown of the cells of a row; of a table, those of its header."""


def read_blocks(text: str | Sequence[str], first: int = 1) -> list[Block]:
    """The blocks of a text in document order; lists are flattened into their items.

    Args:
        text: the text, or its lines without their ends.
        first: the number of its first line.
    """
    lines = text.split("\n") if isinstance(text, str) else text
    return _Reader(lines, first).read()


@dataclass(slots=True)
class _Open:
    """An item or a quote that the next line may still belong to."""

    block: Block
    column: int = -1
    """Of an item's mark, counted from the innermost quote."""
    content: int = 0
    """Column of an item's text."""
    hung: int = -1
    """The column an item is written at that hangs deeper, on the text above it."""


class _Reader:
    """What is open while the lines go by."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.lines = lines
        self.first = first
        self.html = HtmlReader(lines)
        self.fences = FenceReader(lines)
        self.open = [_Open(Block("quote", first))]
        self.text: list[str] = []
        """The lines of the open paragraph."""
        self.text_line = 0
        self.code: list[str] = []
        """The lines of open indented code."""
        self.code_column = 0
        self.table: Block | None = None
        self.last_tag = -1
        """Index of the last line that was a tag."""

    def read(self) -> list[Block]:
        index = 0
        while index < len(self.lines):
            index = self.read_line(index) + 1
        self.end_leaf()
        return self.open[0].block.children

    def read_line(self, index: int) -> int:
        """Read a line, and the ones after it that belong to the same fence, comment or tag; the index of the last."""
        line = self.lines[index]
        if "<!--" not in line:
            return self.read_visible(index, line)
        last = index
        for seen, line in without_comments(self.lines, index):
            if line.strip():
                last = max(last, self.read_visible(seen, line))
            else:
                last = max(last, seen)
                self.end_leaf()
        return last

    def read_visible(self, index: int, line: str) -> int:
        """Read a line without comments: find what it still belongs to, then what it says there."""
        if "\t" in line and (prefix := _PREFIX.match(line)):
            line = prefix[0].expandtabs(4) + line[prefix.end() :]
        body = line.lstrip()
        column = len(line) - len(body)
        depth = 1
        for container in self.open[1:]:
            if container.column >= 0:
                if body and column <= container.column:
                    break
            elif body.startswith(">"):
                body, column = _unquoted(body)
            else:
                break
            depth += 1
        if body:
            return self.read_body(index, body, column, depth)
        self.read_blank(depth)
        return index

    def read_blank(self, depth: int) -> None:
        if self.code and depth == len(self.open):
            self.code.append("")
            return
        self.end_leaf()
        del self.open[depth:]

    def read_body(self, index: int, body: str, column: int, depth: int) -> int:
        """Read what a line says inside the containers it belongs to; `depth` counts them."""
        while True:
            here = depth == len(self.open)
            if self.code:
                if here and column >= self.code_column:
                    self.code.append(" " * (column - self.code_column) + body)
                    return index
                self.end_leaf()
            container = self.open[depth - 1]
            deep = column - container.content >= 4
            sign = body[0]
            lettered = sign in marks.LETTERS and marks.is_lettered(body)
            if sign in _SPECIAL or lettered or deep:
                marked = lettered or sign in marks.SIGNS
                mark = self.read_mark(index, body, column, depth) if marked else None
                if mark and depth <= DEEPEST:
                    depth = self.open_item(index, mark, column, depth)
                    body, column = body[mark.width :].strip(), column + mark.width
                elif sign == ">" and depth <= DEEPEST and not (deep and container.column < 0):
                    depth = self.open_container(_Open(Block("quote", self.first + index)), depth)
                    body, column = _unquoted(body)
                else:
                    end = self.read_special(index, body, column, depth, deep=deep and mark is None)
                    if end is None:
                        break
                    return end
                if not body:
                    return index
                continue
            break
        self.read_text(index, body, depth)
        return index

    def read_mark(self, index: int, body: str, column: int, depth: int) -> Mark | None:
        """The mark of an item, where it stands like one."""
        mark = marks.read_mark(body)
        if mark is None or mark.kind in ("bullet", "dot"):
            return None if mark and marks.is_rule(body) else mark
        block = self.open[depth - 1].block
        if block.kind == "item" and block.line == self.first + index and mark.kind != "number":
            return None  # `- i. text` is one item
        here = depth == len(self.open)
        siblings = block.children
        among = bool(siblings) and siblings[-1].kind == "item" and not (here and self.text)
        led = bool(self.text) and _is_led(self.text)
        inside = here and bool(self.text)
        if mark.kind == "dash":
            return mark if among or not inside else None
        if mark.kind in ("number", "wide"):
            first = len(body) > mark.width and mark.text[:-1] in ("0", "1")
            nested = block.kind == "item" and len(mark.text) <= _SHORT_NUMBER
            return mark if not inside or first or led or nested else None
        if mark.kind == "letter":
            nested = column > 0 or depth > 1
            return mark if among or led or (nested and (not inside or mark.text[0] in "ai")) else None
        following = self.lines[index + 1].lstrip()[:9] if index + 1 < len(self.lines) else ""
        more = marks.read_mark(following)
        starts = not self.text and mark.text == "-"
        return mark if among or led or starts or (more and more.text[-1] == mark.text[-1]) else None

    def open_item(self, index: int, mark: Mark, column: int, depth: int) -> int:
        hung = -1
        if mark.kind == "letter" and self.text and column <= self.open[-1].column:
            last = self.open[-1]
            if last.hung == column or _is_led(self.text):
                # `i.` below `three parts:` belongs to the item above it, however little it is indented.
                depth = min(len(self.open) - (last.hung == column), DEEPEST)
                hung, column = column, self.open[depth - 1].content
        block = Block("item", self.first + index, info=mark.text)
        return self.open_container(_Open(block, column, column + mark.width, hung), depth)

    def open_container(self, container: _Open, depth: int) -> int:
        self.close(depth)
        self.open[-1].block.children.append(container.block)
        self.open.append(container)
        return depth + 1

    def close(self, depth: int) -> None:
        """End what is open deeper than the containers of a line."""
        if self.text or self.code or self.table:
            self.end_leaf()
        del self.open[depth:]

    def end_leaf(self) -> None:
        """End the paragraph, the code or the table that is open."""
        self.table = None
        if self.text:
            siblings = self.open[-1].block.children
            if self.text[0][0] == "|" and all(map(tables.is_row, self.text)):
                self.end_rows(siblings)
            else:
                siblings.append(Block("paragraph", self.text_line, "\n".join(self.text).rstrip()))
            self.text = []
        elif self.code:
            code = "\n".join(self.code).rstrip() + "\n"
            self.open[-1].block.children.append(Block("code", self.text_line, code))
            self.code = []

    def end_rows(self, siblings: list[Block]) -> None:
        """Rows without a header continue the table above them, or are one by themselves."""
        if not siblings or siblings[-1].kind != "table":
            if len(self.text) == 1:
                siblings.append(Block("paragraph", self.text_line, self.text[0].rstrip()))
                return
            siblings.append(Block("table", self.text_line))
        siblings[-1].children += (
            Block("row", number, cells=tables.read_cells(line)) for number, line in enumerate(self.text, self.text_line)
        )

    def add(self, block: Block, depth: int) -> None:
        self.close(depth)
        self.open[-1].block.children.append(block)

    def read_text(self, index: int, body: str, depth: int) -> None:
        """A line of text opens a paragraph, or continues one however little it is indented."""
        here = depth == len(self.open)
        if self.table and here and "|" in body:
            self.table.children.append(Block("row", self.first + index, cells=tables.read_cells(body)))
            return
        if not self.text or not (here or not marks.is_label(body)):
            self.close(depth)
            self.text_line = self.first + index
        self.text.append(body)

    def read_special(self, index: int, body: str, column: int, depth: int, *, deep: bool) -> int | None:
        """Read a line that is more than text and opens no container; its last index, or None when it is text."""
        here = depth == len(self.open)
        number = self.first + index
        if body[0] in "`~" and (fence := read_fence(body)):
            return self.read_fence(index, fence, column, depth)
        arranged = body[0] == "<" and self.last_tag == index - 1
        if deep and self.open[depth - 1].column < 0 and not arranged:
            return None if self.text else self.open_code(index, body, column, 4, depth)
        if deep and not self.text and marks.looks_like_code(body):
            return self.open_code(index, body, column, column, depth)
        if body[0] == "#":
            heading = marks.read_heading(body, alone=not self.text)
            if heading is None:
                return None
            self.add(Block("heading", number, heading[1], level=heading[0]), depth)
        elif body[0] in "-=" and here and (level := self.read_underline(body)):
            title, self.text = self.text[0].rstrip(), []
            self.add(Block("heading", self.text_line, title, level=level), depth)
        elif body[0] in _DRAWN and (marks.is_rule(body) or (self.text and marks.is_underline(body))):
            self.add(Block("rule", number), depth)
        elif body[0] in "|:-" and here and self.text and "|" in self.text[-1] and tables.is_delimiter_row(body):
            self.open_table(depth)
        elif body[0] == "<":
            return self.read_html(index, body, depth)
        elif body[0] == "[" and not self.text and marks.is_reference(body):
            self.close(depth)
        else:
            return None
        return index

    def read_underline(self, body: str) -> int:
        """The level of the heading that a line makes of the one line above it; dashes under an item draw a rule."""
        if len(self.text) != 1 or self.open[-1].column >= 0:
            return 0
        return marks.underlines(body, self.text[0])

    def open_code(self, index: int, body: str, column: int, margin: int, depth: int) -> int:
        self.close(depth)
        self.text_line, self.code_column = self.first + index, margin
        self.code = [" " * (column - margin) + body]
        return index

    def open_table(self, depth: int) -> None:
        header = self.text.pop()
        line = self.text_line + len(self.text)
        table = Block("table", line, cells=tables.read_cells(header))
        self.add(table, depth)
        self.table = table

    def read_html(self, index: int, body: str, depth: int) -> int | None:
        """Read the tags at the beginning of a line, and what follows them as if it stood alone."""
        tags = 0
        while tags < _TAGS and body.startswith("<") and (element := self.html.read(index, body)):
            self.add_element(element, depth)
            self.last_tag = element.end
            index, body = element.end, element.rest.lstrip()
            tags += 1
        if not body:
            return index
        if tags == _TAGS:
            self.read_text(index, body, depth)
            return index
        return self.read_body(index, body, self.open[depth - 1].content, depth) if tags else None

    def add_element(self, element: Element, depth: int) -> None:
        if element.flowing:
            self.end_leaf()
            return
        self.close(depth)
        block = Block(element.kind, self.first + element.line)
        if element.kind in ("item", "quote"):
            block.children = [Block("paragraph", block.line, element.source)]
        elif element.kind == "table":
            rows = [Block("row", self.first + row.line, cells=row.cells) for row in element.rows]
            if rows and element.rows[0].header:
                block.line, block.cells = rows[0].line, rows[0].cells
                del rows[0]
            block.children = rows
        else:
            block.source, block.level = element.source, element.level
        if element.kind != "tag" and (block.children or block.source or block.cells or block.kind == "rule"):
            self.open[-1].block.children.append(block)

    def read_fence(self, index: int, opening: tuple[str, str], column: int, depth: int) -> int:
        fence, info = opening
        block = Block("code", self.first + index, info=info)
        self.add(block, depth)
        quotes = sum(container.column < 0 for container in self.open) - 1
        margin = self.open[-1].column
        block.source, after = self.fences.read(index + 1, fence, column=column, margin=margin, quotes=quotes)
        return after - 1


def _is_led(text: list[str]) -> bool:
    """Whether the text ends as one that a list follows."""
    return text[-1].rstrip().endswith((":", "："))


def _unquoted(body: str) -> tuple[str, int]:
    """What follows a mark of quotation, and how far it is indented behind it."""
    line = body[1:].removeprefix(" ")
    body = line.lstrip()
    return body, len(line) - len(body)
