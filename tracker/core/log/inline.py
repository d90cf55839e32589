"""The text inside one block: emphasis, links and tags lifted out of the sentence, code spans kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.core.snippet import linked_snippet
from tracker.core.text import printable, squash

_MARKUP = re.compile(r"[`*_\[\]<&!\\]")
_CODE = r"(?P<code>`[^`]*`)"
"""Comes first in a pattern to step over code, where `#` and `//` mean something else."""
_ADDRESS = r"https?://[^\s<>\"')\]`]+"
_URL = re.compile(rf"{_CODE}|{_ADDRESS}")
_TAG = re.compile(rf"{_CODE}|(?<!\S)#(?P<tag>\w*[^\W\d_]\w*)")
_HASHED = re.compile(r"#\w+")
_NOTHING_SAID = re.compile(rf"(?:{_ADDRESS}|#\w+|[\W_])*+")
"""Punctuation, and what is lifted out of the text anyway."""
_LABEL = "\0"
"""Stands where the words of a snippet link were; no text holds it."""
_LABELS = re.compile(rf" ?(?:[(\[]{_LABEL}[\s,;&/|{_LABEL}]*+[)\]]|{_LABEL})")
_DUNDER = re.compile(r"[a-z]\w*")

_LONGEST_LABEL = 2
"""Words; a bullet that is nothing but a longer link is a sentence that its writer linked as a whole."""


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
        text = _LABELS.sub("", "".join(_parts(tokens, result)))
    else:
        text = source
    text = printable(text)  # once more: Markdown has turned `&#8238;` and its like into characters
    result.links += (("", match[0].rstrip(".,;")) for match in _URL.finditer(text) if not match["code"])
    text = squash(_URL.sub(r"\g<code>", text))
    result.tags += (match["tag"] for match in _TAG.finditer(text) if match["tag"])
    result.text = squash(_TAG.sub(r"\g<code>\g<tag>", _without_last_tags(text)))
    return result


def _without_last_tags(text: str) -> str:
    words = text.split(" ")
    while words and _HASHED.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _parts(tokens: list[Token], result: Inline) -> list[str]:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    labels, more = _labels(tokens)
    for i, token in enumerate(tokens):
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
            title = squash(printable("".join(parts[start:])))
            if linked_snippet(url):
                result.snippet = url
                if i in labels and (more or len(title.split()) <= _LONGEST_LABEL):
                    parts[start:] = [_LABEL]
            elif url.startswith(("http:", "https:")):
                if title == url:
                    title = ""
                    del parts[start:]
                result.links.append((title, url))
        elif token.type == "strong_open" and token.markup == "__":
            opened.append((len(parts), ""))
        elif token.type == "strong_close" and token.markup == "__":
            start, _ = opened.pop()
            word = "".join(parts[start:])
            if _DUNDER.fullmatch(word):  # __init__ is a name far more often than a loud "init"
                parts[start:] = [f"__{word}__"]
    return parts


def _labels(tokens: list[Token]) -> tuple[set[int], bool]:
    """Where the snippet links close that end the text, and whether there is any text besides links.

    The words of such a link, as `run`, name the link and not the subject.
    """
    labels: set[int] = set()
    inside = more = False
    for i, token in enumerate(tokens):
        if token.type == "link_open":
            inside = linked_snippet(str(token.attrs["href"])) is not None
        elif token.type == "link_close":
            if inside:
                labels.add(i)
            inside = False
        elif not inside and (
            token.type == "code_inline" or (token.type == "text" and not _NOTHING_SAID.fullmatch(token.content))
        ):
            labels.clear()
            more = True
    return labels, more
