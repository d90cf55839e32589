"""The block structure of a Markdown text, without its inline markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, a list item, a quote or code, where it stands."""

    kind: str
    """`heading`, `paragraph`, `item`, `quote`, `code`, `html` or `rule`."""
    line: int
    """1-based line of its first character."""
    source: str = ""
    """Inline Markdown of a heading or paragraph, the text of code; lines keep their breaks."""
    children: list[Block] = field(default_factory=list)
    """What an item or a quote holds."""


@cache
def _parser() -> MarkdownIt:
    # Inline parsing costs a quarter of the whole and is needed only for the text that becomes an entry.
    return MarkdownIt("commonmark").disable("inline")


_CONTAINERS = {"list_item_open": "item", "blockquote_open": "quote"}
_LEAVES = {"fence": "code", "code_block": "code", "html_block": "html", "hr": "rule"}


def read_blocks(text: str) -> list[Block]:
    """The blocks of a text in document order; lists are flattened into their items."""
    return _collect(iter(_parser().parse(text)))


def _collect(tokens: Iterator[Token]) -> list[Block]:
    blocks: list[Block] = []
    stack: list[list[Block]] = [blocks]
    kind, underlined = "paragraph", False
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type in _CONTAINERS:
            container = Block(_CONTAINERS[token.type], line)
            stack[-1].append(container)
            stack.append(container.children)
        elif token.type in ("list_item_close", "blockquote_close"):
            stack.pop()
        elif token.type in ("heading_open", "paragraph_open"):
            kind = token.type.removesuffix("_open")
            underlined = token.markup in ("-", "=")
        elif token.type == "inline":
            # A sentence over a line of dashes is a paragraph and a rule to the one who wrote them.
            sentence = "\n" in token.content or (underlined and token.content.endswith("."))
            stack[-1].append(Block("paragraph" if sentence else kind, line, token.content))
        elif token.type in _LEAVES:
            stack[-1].append(Block(_LEAVES[token.type], line, token.content))
    return blocks
