"""What the text of one day or note says: its sections, and the entries in them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property

from tracker.core.log.blocks import Block, read_blocks
from tracker.core.log.inline import Inline, read_inline
from tracker.core.log.passages import (
    LEARNED,
    ONLY_LINKS,
    SENTENCE_ENDS,
    TASK,
    TERM,
    body_claim,
    is_done,
    label_lines,
    learned,
    pieces,
    says_nothing,
    topic_of,
)
from tracker.core.log.prose import facts, sentences
from tracker.core.log.sections import Role, Section, read_label
from tracker.core.log.statement import (
    is_activity,
    is_feeling,
    is_lead_in,
    is_noise,
    is_plan,
    is_statement,
)
from tracker.core.log.values import Content, Entry, Kind, Link, Listing, Problem
from tracker.core.log.written import is_question, is_written, opens_answer, opens_question

_DECORATED = re.compile(r"^[^\w\s]")
_BREAK = re.compile(r"</?br ?/?>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_OUTPUT = re.compile(r"^\W*(?:outputs?|results?|prints?|out)\W*$", re.IGNORECASE)
_OUTPUT_LANGUAGES = frozenset(("", "text", "txt", "output", "console", "plaintext", "plain", "out", "none"))
_UNSAID = frozenset((Role.RESOURCES, Role.PLANS, Role.MESSAGES, Role.META))
"""Sections whose text is kept in the log and never asked."""
_LONGEST_ANSWER = 800
"""Characters of the paragraphs under a question that are its answer."""
_CALLOUT = re.compile(r"^\[!\w{1,20}\][+-]?[ \t]*\n?")
"""What opens a quote that Obsidian and GitHub set in a box."""


def read_content(body: str, first: int = 1, numbers: tuple[int, ...] | None = None, *, row: bool = False) -> Content:
    """Read the text under a marker, or a whole note.

    Args:
        body: the lines; of a row of a table, its cells, one a line.
        first: the line the first of them has in the file.
        numbers: what the marker of the day claims; None for a note.
        row: whether the day is one row of a table.
    """
    reader = _Reader(numbers)
    if row:
        entries = tuple(reader.read_cells(body.split("\n"), first))
    else:
        reader.blocks = read_blocks(body.split("\n"), first)
        entries = tuple(reader.read_all(reader.blocks))
    tags = tuple(dict.fromkeys(reader.tags))
    return Content(reader.title, entries, tuple(reader.resources), tags, tuple(reader.listings), tuple(reader.problems))


class _Reader:
    """What is known while the blocks go by."""

    def __init__(self, numbers: tuple[int, ...] | None) -> None:
        self.section = Section("", Role.TOPIC)
        self.notes = numbers is None
        self.numbers = numbers or ()
        self.blocks: Sequence[Block] = ()
        self.title = ""
        self.resources: list[Link] = []
        self.tags: list[str] = []
        self.listings: list[Listing] = []
        self.problems: list[Problem] = []
        self.question: tuple[str, int] | None = None
        """A question that waits for its answer, and its line."""
        self.later: tuple[list[str], int] | None = None
        """Lines of a bullet that ask something below its own text, and the number of the first."""

    @cached_property
    def last_label(self) -> int:
        """The last line that names a section of keypoints or of activities; 0 when the day has none."""
        return max(label_lines(self.blocks), default=0)

    # --- blocks ----------------------------------------------------------------------------------------------------

    def read_all(self, blocks: Sequence[Block]) -> Iterator[Entry]:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            place += 1
            if block.kind == "heading":
                answer, end = self.answer(block, blocks, place)
                if answer:
                    yield answer
                    place = end
                else:
                    self.open_section(block)
            elif block.kind == "item":
                end = place
                while end < len(blocks) and blocks[end].kind == "item":
                    end += 1
                yield from self.read_items(blocks[place - 1 : end])
                place = end
            elif block.kind == "code":
                place = self.read_code(block, blocks, place)
            else:
                yield from self.read_block(block)

    def read_block(self, block: Block) -> Iterator[Entry]:
        if block.kind == "paragraph":
            yield from self.read_paragraph(block)
        elif block.kind == "quote":
            for child in block.children[:1]:
                child.source = _CALLOUT.sub("", child.source)
            yield from self.read_all(block.children)
        elif block.kind == "table":
            yield from self.read_table(block)

    def read_code(self, code: Block, blocks: Sequence[Block], place: int) -> int:
        """Keep code, and the output under it if there is one; returns the place of the block after them."""
        output, end = "", place
        if end < len(blocks) and blocks[end].kind == "paragraph" and _OUTPUT.match(blocks[end].source):
            end += 1
        if end < len(blocks) and blocks[end].kind == "code":
            follows = blocks[end].info.lower()
            if end > place or (code.info.lower() not in _OUTPUT_LANGUAGES and follows in _OUTPUT_LANGUAGES):
                output = blocks[end].source
        self.listings.append(Listing(code.line, code.info, code.source.rstrip("\n"), output.rstrip("\n")))
        return end + 1 if output else place

    # --- headings --------------------------------------------------------------------------------------------------

    def open_section(self, heading: Block) -> None:
        section = read_label(heading.source)
        if section is None:
            name = self.inline(heading.source, heading.line).text.rstrip(" :")
            self.title = self.title or name.lstrip("".join(c for c in name if not c.isalnum()))
            section = Section(name, Role.TOPIC)
        self.section = section

    def answer(self, heading: Block, blocks: Sequence[Block], place: int) -> tuple[Entry | None, int]:
        """The card that a question for a heading makes with the paragraphs under it, and the block after them."""
        if self.section.role in _UNSAID or not is_question(heading.source):
            return None, place
        said: list[str] = []
        links = None
        end = place
        while end < len(blocks) and blocks[end].kind == "paragraph" and sum(map(len, said)) < _LONGEST_ANSWER:
            inline = self.inline(blocks[end].source, blocks[end].line)
            links = links or inline.snippet
            if inline.text and not is_noise(inline.text):
                said.append(inline.text)
            end += 1
        if not said or is_lead_in(said[-1]):
            return None, place
        self.section = Section(self.inline(heading.source, heading.line).text, Role.TOPIC)
        text = f"Q: {self.section.name} A: {' '.join(said)}"
        return Entry(heading.line, Kind.KEYPOINT, self.section.name, text, (), links), end

    # --- prose -----------------------------------------------------------------------------------------------------

    def read_paragraph(self, block: Block) -> Iterator[Entry]:
        """A paragraph may open with the day's own line or with a label; the rest is its text."""
        lines: list[str] = []
        first = block.line  # of `lines`
        after: Section | None = None
        for number, line in enumerate(block.source.split("\n"), block.line):
            section = None
            if self.numbers and (numbers := body_claim(line)):
                self.check_body(numbers, number)
                self.inline(line, number)
                continue
            if opens_question(line) is not None or (lines and opens_question(lines[-1]) is not None):
                section = None
            elif not lines or _DECORATED.match(line) or ":" in line or "：" in line:
                section = read_label(line)
            if section:
                yield from self.read_prose(lines, first)
                if section.value and section.role in _UNSAID:
                    after = after or self.section
                self.section = section
                lines, first = [section.value] if section.value else [], number
            elif not lines and (topic := topic_of(line)):
                self.section = Section(topic, Role.TOPIC)
            else:
                first = first if lines else number
                lines.append(line)
        yield from self.read_prose(lines, first)
        if self.section.value and self.section.role in _UNSAID:  # `Colab: <address>` labels its own line alone
            self.section = after or self.section

    def check_body(self, numbers: tuple[int, ...], line: int) -> None:
        if self.numbers and numbers != self.numbers:
            said = " & ".join(map(str, self.numbers))
            body = " & ".join(map(str, numbers))
            self.problems.append(Problem(line, f"heading says day {said}, its body says day {body}"))

    def read_prose(self, lines: Sequence[str], first: int) -> Iterator[Entry]:
        place = next((place for place, line in enumerate(lines) if opens_question(line) is not None), 0)
        if place:
            yield from self.read_prose(lines[:place], first)
            lines, first = lines[place:], first + place
        if lines and (self.question or opens_question(lines[0]) is not None):
            lines, first = yield from self.read_pairs(lines, first)
        if self.section.role in _UNSAID:
            self.inline("\n".join(lines), first)
            return
        for number, piece in pieces(lines, first):
            parts = list(facts(piece, number))
            if self.section.role is Role.KEYPOINTS:
                for part in parts:
                    yield from self.read_passage([part])
            elif parts:
                yield from self.read_passage(parts)

    def read_passage(self, parts: Sequence[tuple[int, str]]) -> Iterator[Entry]:
        """A paragraph, in the parts its writer broke it into, is one entry; the facts told on the way hang on it."""
        line, whole = parts[0][0], "\n".join(source for _, source in parts)
        inline = self.inline(whole, line)
        if ONLY_LINKS.match(whole) or says_nothing(inline.text):
            return
        role, defines = self.section.role, bool(TERM.match(whole))
        told = [fact for at, source in parts for fact in self.facts_in(read_inline(source).text, at)]
        ends = all(source.rstrip().endswith(SENTENCE_ENDS) for _, source in parts[:-1])
        all_told = ends and is_statement(inline.text) and not is_plan(inline.text)
        if is_written(inline.text):
            yield self.entry(inline, line, Kind.KEYPOINT)
        elif role is Role.THOUGHTS:
            yield from self.read_thought(inline, line, told)
        elif self.notes:
            if defines and not is_activity(inline.text):
                yield self.entry(inline, line, Kind.KEYPOINT)
        elif role is Role.ACTIVITIES:
            yield self.entry(inline, line, Kind.ACTIVITY, tuple(told) if len(told) > 1 or not all_told else ())
        elif role is Role.TOPIC and self.section.name and line < self.last_label:
            return  # what introduces the topic of a day that has a section for its keypoints
        elif all_told:
            yield self.entry(inline, line, Kind.KEYPOINT)
        elif role is Role.KEYPOINTS or line > self.last_label:
            yield self.entry(inline, line, Kind.ACTIVITY, tuple(told))

    def read_thought(self, inline: Inline, line: int, told: Sequence[Entry]) -> Iterator[Entry]:
        """What somebody thought is kept for the facts in it."""
        if told:
            one = len(told) == 1 and told[0].text == inline.text
            yield told[0] if one else self.entry(inline, line, Kind.ACTIVITY, tuple(told))

    def facts_in(self, text: str, line: int) -> tuple[Entry, ...]:
        """The sentences of a text that state a fact."""
        return tuple(
            Entry(line, Kind.KEYPOINT, self.section.name, part)
            for part in map(learned, sentences(text))
            if is_statement(part) and not (is_plan(part) or is_feeling(part))
        )

    def read_pairs(self, lines: Sequence[str], first: int) -> Generator[Entry, None, tuple[Sequence[str], int]]:
        """Questions and answers people wrote as such; returns the lines that are neither, with their number."""
        answer: list[str] = []
        for number, line in enumerate(lines, first):
            if (asked := opens_question(line)) is not None:
                yield from self.close_pair(answer)
                whole, answer = self.inline(line, number), []
                self.question = None if is_written(whole.text) else (asked, number)
                if not self.question and self.section.role not in _UNSAID:
                    yield self.entry(whole, number, Kind.KEYPOINT)
            elif (told := opens_answer(line)) is not None and self.question:
                answer = [told]
            elif answer:
                answer.append(line)
            elif self.question:
                self.question = (f"{self.question[0]} {line}", self.question[1])
            else:
                return list(lines[number - first :]), number
        yield from self.close_pair(answer)
        return [], first

    def close_pair(self, answer: Sequence[str]) -> Iterator[Entry]:
        if self.question and answer:
            asked, line = self.question
            inline = self.inline(f"Q: {asked} A: {' '.join(answer)}", line)
            self.question = None
            if self.section.role not in _UNSAID:
                yield self.entry(inline, line, Kind.KEYPOINT)

    # --- lists -----------------------------------------------------------------------------------------------------

    def read_items(self, items: Sequence[Block]) -> Iterator[Entry]:
        """The bullets of a list. In a list of definitions, `**Code:** …` is one more of them and no label."""
        openings = [item.children[0].source if item.children else "" for item in items]
        terms = [opening for opening in openings if TERM.match(opening)]
        defines = len(terms) > 2 and any(not read_label(opening) for opening in terms)
        for item in items:
            yield from self.read_item(item, labels=not defines)
            if self.later:
                (lines, first), self.later = self.later, None
                yield from self.read_prose(lines, first)

    def read_item(self, item: Block, *, labels: bool = True, nested: bool = False) -> Iterator[Entry]:
        """One bullet with all that hangs on it; an empty one, or a label, gives way to its children."""
        below = [block for block in item.children if block.kind not in ("paragraph", "heading")]
        source = "\n".join([block.source for block in item.children if block.kind in ("paragraph", "heading")])
        task = TASK.match(source)
        if task:
            source = source[task.end() :]
        bullet = "item" not in [block.kind for block in below]
        if labels and not nested and (section := read_label(source.partition("\n")[0], bullet=bullet)):
            yield from self.read_labelled(section, source, item, below)
            return
        if "\n" in source or self.question or opens_question(source) is not None:
            source, asks = yield from self.read_asked(source, item.line)
        else:
            asks = False
        if asks:
            for block in below:
                if block.kind == "item":
                    yield from self.read_item(block, labels=False)
            return
        inline = self.inline(source, item.line)
        if task and task[1] == " ":
            yield from self.read_below(block for block in below if is_done(block))
            return
        children = tuple(self.read_below(below)) if below else ()
        text = inline.text
        if self.section.role in _UNSAID:
            return
        if says_nothing(text) and not (children and text):
            yield from children
        elif is_written(text):
            yield self.entry(inline, item.line, Kind.KEYPOINT, children)
        elif is_lead_in(text) and children and self.section.role is not Role.THOUGHTS:
            did = is_activity(text) or any(is_activity(child.text) for child in children)
            yield self.entry(inline, item.line, Kind.ACTIVITY if did else Kind.KEYPOINT, children)
        elif self.section.role is Role.THOUGHTS:
            yield from self.read_thought(inline, item.line, (*self.facts_in(text, item.line), *children))
        elif self.section.role is Role.TOPIC and not self.notes and is_plan(text):
            return
        else:
            kind = self.kind_of(text, nested=nested)
            if kind is Kind.ACTIVITY and not nested and (len(sentences(text)) > 1 or LEARNED.match(text)):
                children = (*self.facts_in(text, item.line), *children)
            yield self.entry(inline, item.line, kind, children)

    def read_asked(self, source: str, line: int) -> Generator[Entry, None, tuple[str, bool]]:
        """Read the question or the answer in a bullet; returns the text before it, and whether there is no more."""
        lines = source.split("\n")
        opens = (place for place, text in enumerate(lines) if opens_question(text) is not None)
        place = 0 if self.question and opens_answer(source) is not None else next(opens, None)
        if place is None:
            return source, False
        if place:
            self.later = (lines[place:], line + place)
            return "\n".join(lines[:place]), False
        yield from self.read_pairs(lines, line)
        return "", True

    def read_labelled(self, section: Section, source: str, item: Block, below: Sequence[Block]) -> Iterator[Entry]:
        """A bullet that is the label of what hangs on it, or of its own text."""
        outer, self.section = self.section, section
        _, _, more = source.partition("\n")
        lines = [line for line in (section.value, *more.split("\n")) if line]
        yield from self.read_prose(lines, item.line)
        yield from self.read_all(below)
        if not below and not lines:
            return  # it opens the section of the bullets after it
        self.section = outer

    def read_below(self, blocks: Iterable[Block]) -> Iterator[Entry]:
        for block in blocks:
            if block.kind == "item":
                yield from self.read_item(block, nested=True)
            elif block.kind == "code":
                self.listings.append(Listing(block.line, block.info, block.source.rstrip("\n")))

    def kind_of(self, text: str, *, nested: bool) -> Kind:
        if self.section.role is Role.KEYPOINTS:
            return Kind.ACTIVITY if is_plan(text) or is_feeling(text) or is_activity(text) else Kind.KEYPOINT
        if (self.section.role is Role.ACTIVITIES and not nested) or is_activity(text):
            return Kind.ACTIVITY
        return Kind.KEYPOINT if self.notes or is_statement(text) else Kind.ACTIVITY

    # --- tables ----------------------------------------------------------------------------------------------------

    def read_table(self, table: Block) -> Iterator[Entry]:
        """A row of a table says something of what its first cell names."""
        if self.section.role in _UNSAID:
            return
        header = [read_inline(cell).text for cell in table.cells]
        for row in table.children:
            cells = [self.inline(cell, row.line).text for cell in row.cells]
            name, others = cells[0] if cells else "", list(zip(header[1:], cells[1:], strict=False))
            told = [f"{head} {cell}" if len(others) > 1 and head else cell for head, cell in others if cell]
            if name and told and any(character.isalpha() for character in name):
                text = f"{name}: {'; '.join(told)}"
                kind = Kind.ACTIVITY if is_activity(text) else Kind.KEYPOINT
                yield Entry(row.line, kind, self.section.name, text)

    def read_cells(self, cells: Sequence[str], line: int) -> Iterator[Entry]:
        """A day that is one row of a table: the first cell names it when others tell what was done."""
        told = [parts for cell in cells if (parts := list(self.cell_parts(cell, line)))]
        if len(told) > 1:
            self.title = ", ".join(part.text for part in told[0])
            told = told[1:]
        for parts in told:
            for inline in parts:
                yield self.entry(inline, line, self.kind_of(inline.text, nested=False))

    def cell_parts(self, cell: str, line: int) -> Iterator[Inline]:
        """What a cell says, broken by its tags as it would be by line ends."""
        for part in _BREAK.split(cell):
            inline = self.inline(_BULLET.sub("", part), line)
            if not (ONLY_LINKS.match(part) or says_nothing(inline.text)):
                yield inline

    # --- values ----------------------------------------------------------------------------------------------------

    def entry(self, inline: Inline, line: int, kind: Kind, children: tuple[Entry, ...] = ()) -> Entry:
        return Entry(line, kind, self.section.name, inline.text, children, inline.snippet)

    def inline(self, source: str, line: int) -> Inline:
        """Read the text of a block and keep what the day as a whole wants of it."""
        inline = read_inline(source)
        if inline.links:
            self.resources += (Link(line, title, url) for title, url in inline.links)
        self.tags += inline.tags
        return inline
