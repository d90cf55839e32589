"""What the text of one day or note says: its sections, and the entries in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.core.log.blocks import Block, read_blocks
from tracker.core.log.inline import Inline, read_inline
from tracker.core.log.markers import read_body_marker
from tracker.core.log.sections import Role, Section, read_label
from tracker.core.log.statement import is_activity, is_placeholder, is_statement
from tracker.core.log.values import Content, Entry, Kind, Link, Problem

_TASK = re.compile(r"^\[([ xX])\]\s+")
_DECORATED = re.compile(r"^[^\w\s]")


def read_content(body: str, first: int = 1, numbers: tuple[int, ...] | None = None) -> Content:
    """Read the text under a marker, or a whole note.

    Args:
        body: the lines.
        first: the line the first of them has in the file.
        numbers: what the marker of the day claims; None for a note.
    """
    reader = _Reader(numbers)
    blocks = read_blocks("\n" * (first - 1) + body)
    entries = tuple(reader.read_entries(blocks))
    tags = tuple(dict.fromkeys(reader.tags))
    return Content(reader.title, entries, tuple(reader.resources), tags, problems=tuple(reader.problems))


class _Reader:
    """What is known while the blocks go by."""

    def __init__(self, numbers: tuple[int, ...] | None) -> None:
        self.section = Section("", Role.TOPIC)
        self.notes = numbers is None
        self.numbers = numbers or ()
        self.title = ""
        self.resources: list[Link] = []
        self.tags: list[str] = []
        self.problems: list[Problem] = []

    def read_entries(self, blocks: Iterable[Block]) -> Iterator[Entry]:
        for block in blocks:
            if block.kind == "heading":
                self.open_section(block)
            elif block.kind == "paragraph":
                yield from self.read_paragraph(block)
            elif block.kind == "item":
                yield from self.read_item(block)

    @property
    def opening(self) -> bool:
        """Whether no section has begun yet: text right under a day's marker usually defines the day's subject."""
        return not self.section.name and not self.notes

    def open_section(self, heading: Block) -> None:
        section = read_label(heading.source)
        if section is None:
            name = self.inline(heading.source, heading.line).text.rstrip(" :")
            self.title = self.title or name.lstrip("".join(c for c in name if not c.isalnum()))
            section = Section(name, Role.TOPIC)
        self.section = section

    def read_paragraph(self, block: Block) -> Iterator[Entry]:
        """A paragraph may open with the day's own line or with a label; the rest is its text."""
        lines: list[str] = []
        first = block.line  # of `lines`
        for number, line in enumerate(block.source.split("\n"), block.line):
            if numbers := read_body_marker(line):
                self.check_body(numbers, number)
                self.inline(line, number)
            elif (not lines or _DECORATED.match(line)) and (section := read_label(line)):
                yield from self.read_prose("\n".join(lines), first)
                self.section = section
                lines, first = [section.value] if section.value else [], number
            else:
                first = first if lines else number
                lines.append(line)
        yield from self.read_prose("\n".join(lines), first)

    def check_body(self, numbers: tuple[int, ...], line: int) -> None:
        if self.numbers and numbers != self.numbers:
            said = " & ".join(map(str, self.numbers))
            body = " & ".join(map(str, numbers))
            self.problems.append(Problem(line, f"heading says day {said}, its body says day {body}"))

    def read_prose(self, source: str, line: int) -> Iterator[Entry]:
        if not source.strip():
            return
        inline = self.inline(source, line)
        role = self.section.role
        if is_placeholder(inline.text):
            return
        if role is Role.ACTIVITIES:
            yield self.entry(inline, line, Kind.ACTIVITY)
        elif (role is Role.KEYPOINTS or self.opening) and is_statement(inline.text):
            yield self.entry(inline, line, Kind.KEYPOINT)

    def read_item(self, item: Block) -> Iterator[Entry]:
        """One top-level bullet with all that hangs on it; an empty one gives way to its children."""
        source = "\n".join(block.source for block in item.children if block.kind in ("paragraph", "heading"))
        task = _TASK.match(source)
        if task:
            source = source[task.end() :]
        inline = self.inline(source, item.line)
        children = tuple(entry for block in item.children if block.kind == "item" for entry in self.read_item(block))
        if self.section.role in (Role.RESOURCES, Role.ASIDE) or (task and task[1] == " "):
            return
        if is_placeholder(inline.text):
            yield from children
            return
        yield self.entry(inline, item.line, self.kind_of(inline.text), children)

    def kind_of(self, text: str) -> Kind:
        if self.section.role is Role.KEYPOINTS:
            return Kind.KEYPOINT
        if self.section.role is Role.ACTIVITIES or is_activity(text):
            return Kind.ACTIVITY
        return Kind.KEYPOINT if self.notes or is_statement(text) else Kind.ACTIVITY

    def entry(self, inline: Inline, line: int, kind: Kind, children: tuple[Entry, ...] = ()) -> Entry:
        return Entry(line, kind, self.section.name, inline.text, children, inline.snippet)

    def inline(self, source: str, line: int) -> Inline:
        """Read the text of a block and keep what the day as a whole wants of it."""
        inline = read_inline(source)
        self.resources += (Link(line, title, url) for title, url in inline.links)
        self.tags += inline.tags
        return inline
