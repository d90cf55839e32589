"""The text inside one block: emphasis, links and tags lifted out of the sentence, code spans kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.core.snippet import snippet_id
from tracker.core.text import squash

_MARKUP = re.compile(r"[`*_\[\]<&!\\]")
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_TAG = re.compile(r"(?:(?<=\s)|(?<=^))#(\w*[^\W\d_]\w*)")
_TRAILING_TAGS = re.compile(r"(?:(?:^|\s+)#\w+)+\s*$")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Inline:
    """What one block of text says and what it points to."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """(title, url) of web links, in order."""
    tags: list[str] = field(default_factory=list)
    snippet: str | None = None


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def read_inline(source: str) -> Inline:
    """Read the inline Markdown of one block; its lines are joined."""
    result = Inline()
    if _MARKUP.search(source):
        tokens = _parser().parseInline(source)[0].children or []
        text = "".join(_parts(tokens, result))
    else:
        text = source
    for url in _URL.findall(text):
        result.links.append(("", url.rstrip(".,;")))
    text = squash(_URL.sub("", text))
    result.tags += _TAG.findall(text)
    result.text = squash(_TAG.sub(r"\1", _TRAILING_TAGS.sub("", text)))
    return result


def _parts(tokens: list[Token], result: Inline) -> list[str]:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        if token.type == "text":
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak", "html_inline"):
            parts.append(" ")
        elif token.type == "code_inline":
            parts.append(f"`{token.content}`")
        elif token.type == "link_open":
            opened.append((len(parts), str(token.attrs["href"])))
        elif token.type == "link_close":
            start, url = opened.pop()
            title = squash("".join(parts[start:]))
            if snippet_id(url) and not url.startswith(("http:", "https:")):
                result.snippet = url
                del parts[start:]
            else:
                if url.startswith(("http:", "https:")):
                    result.links.append((title, url))
                if title == url:
                    del parts[start:]
        elif token.markup in ("_", "__"):
            # `__init__` is a name far more often than a loud "init"
            if token.nesting == 1:
                opened.append((len(parts), token.markup))
            else:
                start, mark = opened.pop()
                word = "".join(parts[start:])
                if _WORD.fullmatch(word):
                    parts[start:] = [mark + word + mark]
    return parts
