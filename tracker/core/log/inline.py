"""The text inside one block: emphasis, links and tags lifted out of the sentence, code spans kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.core.snippet import linked_snippet
from tracker.core.text import printable, squash

_TOKEN = re.compile(
    r"(?P<code>`[^`]++`)|(?P<stars>\*+)"
    r"|\[(?P<title>[^\[\]`*_<&!\\\n]++)\]\((?P<url>https?://[a-z0-9][a-z0-9.-]*+(?:/[A-Za-z0-9_./?=#+~,-]*+)?)\)"
    r"|`|\]\(|\\[!-/:-@\[-`{-~\n]|<[A-Za-z/!?]|&(?:\#|\w+;)|(?<![^\W_])_|_++(?![^\W_])"
)
"""Code, emphasis and links that are easily read, and last what only a parser of Markdown can tell."""
_PLAIN = re.compile(r"[^`*_\[\]<&\\]*+(?:`[^`\s][^`\n]*+`[^`*_\[\]<&\\]*+)*+")
"""Text without markup but code that Markdown leaves as it is."""
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_EDGE = ("", " ", "\n")
_CODE = r"(?P<code>`[^`]*`)"
"""Comes first in a pattern to step over code, where `#` and `//` mean something else."""
_ADDRESS = r"https?://[^\s<>\"')\]`]+"
_URL = re.compile(rf"{_CODE}|{_ADDRESS}")
_TAG = re.compile(rf"{_CODE}|(?<!\S)#(?P<tag>\w*[^\W\d_]\w*)")
_WIKI = re.compile(
    rf"{_CODE}|(?P<embed>!?)(?<!\w)\[\[#?(?P<page>[^\W\d_][^\[\]|#\n]*+)[^\[\]|\n]*+(?:\|(?P<label>[^\[\]\n]*+))?\]\](?!\()"
)
_STRUCK = re.compile(rf"{_CODE}|~~(?=[^\s~])(?P<struck>(?:[^~`]|`[^`]*`)++)(?<!\s)~~")
_SHORTCODE = re.compile(rf"{_CODE}|(?<!\S):[a-z][a-z_]*+:(?!\S)")
_ANCHOR = re.compile(r"<a\s(?:[^>]*?\s)?href\s*=\s*[\"']?(?P<url>https?://[^\s\"'<>]+)", re.IGNORECASE)
_HASHED = re.compile(r"#\w+")
_NOTHING_SAID = re.compile(rf"(?:{_ADDRESS}|#\w+|[\W_])*+")
"""Punctuation, and what is lifted out of the text anyway."""
_LABEL = "\0"
"""Stands where the words of a snippet link were; no text holds it."""
_LABELS = re.compile(rf" ?(?:[(\[]{_LABEL}[\s,;&/|{_LABEL}]*+[)\]]|{_LABEL})")
_DUNDER = re.compile(r"[a-z]\w*")

_LONGEST = 10_000
"""Characters; markdown-it takes seconds for the brackets of a longer text that is made to hurt."""
_MOST_IMAGES = 50
"""In one text; the parser goes deeper with each image inside another."""
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
    images: int = 0
    """How many pictures the text shows; they leave nothing in it."""


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def read_inline(source: str) -> Inline:
    """Read the inline Markdown of one block; its lines are joined."""
    result = Inline()
    if "[[" in source:
        source = _WIKI.sub(_page, source)
    text = easy_text(source, result)
    if text is None:
        text = parsed_text(source, result)
    if not text.isprintable():
        text = printable(text)  # once more: Markdown has turned `&#8238;` and its like into characters
    if "~~" in text:
        text = _STRUCK.sub(r"\g<code>\g<struck>", text)
    if "://" in text:
        result.links += (("", match[0].rstrip(".,;")) for match in _URL.finditer(text) if not match["code"])
        text = _URL.sub(r"\g<code>", text)
    text = squash(text)
    if text.count(":") > 1:
        text = squash(_SHORTCODE.sub(r"\g<code>", text))
    if "#" in text:
        result.tags += (match["tag"] for match in _TAG.finditer(text) if match["tag"])
        text = squash(_TAG.sub(r"\g<code>\g<tag>", _without_last_tags(text)))
    result.text = text
    return result


def _page(link: re.Match[str]) -> str:
    """The words of a link between notes; a page that is embedded shows none."""
    if link["code"]:
        return link[0]
    return "" if link["embed"] else (link["label"] or link["page"]).rstrip("\\ ")


def easy_text(source: str, result: Inline) -> str | None:
    """The text of a source whose markup is code, simple emphasis and simple links; None when it takes a parser to tell.

    Emphasis is simple when a run of one or two stars that can only open is followed by one as long that can close.
    """
    if _PLAIN.fullmatch(source):
        return source
    parts: list[str] = []
    links: list[tuple[str, str]] = []
    start = opened = 0
    for token in _TOKEN.finditer(source):
        begin, end = token.span()
        parts.append(source[start:begin])
        start = end
        if token["code"]:
            if source[end : end + 1] == "`":
                return None
            parts.append(_code(source[begin + 1 : end - 1]))
            continue
        before, after = source[begin - 1 : begin], source[end : end + 1]
        if title := token["title"]:
            if before == "!":
                return None
            said = squash(printable(title))
            links.append(("" if said == token["url"] else said, token["url"]))
            parts.append(links[-1][0] and title)
        elif not token["stars"]:
            return None
        elif opened:
            if not _closes(before, after) or end - begin != opened:
                return None
            opened = 0
        elif before in _EDGE and after in _EDGE:
            parts.append(token[0])
        elif end - begin <= 2 and _opens(before, after):
            opened = end - begin
        else:
            return None
    if opened:
        return None
    parts.append(source[start:])
    result.links += links
    return "".join(parts)


def _code(code: str) -> str:
    code = code.replace("\n", " ")
    return f"`{code[1:-1]}`" if len(code) > 2 and code[0] == code[-1] == " " else f"`{code}`"


def _opens(before: str, after: str) -> bool:
    """Whether stars between two characters surely open emphasis and cannot close any."""
    return not after.isspace() if before in _EDGE else before == "(" and after.isalnum()


def _closes(before: str, after: str) -> bool:
    """Whether stars between two characters surely may close emphasis."""
    return before.isalnum() or (not before.isspace() and (after in _EDGE or after in _PUNCTUATION))


def parsed_text(source: str, result: Inline) -> str:
    """The text of any source as markdown-it reads it; one too long for it stays as it is."""
    if len(source) > _LONGEST or source.count("![") > _MOST_IMAGES:
        return source
    tokens = _parser().parseInline(source)[0].children or []
    return _LABELS.sub("", "".join(_parts(tokens, result)))


def _without_last_tags(text: str) -> str:
    words = text.split(" ")
    while words and _HASHED.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _parts(tokens: list[Token], result: Inline) -> list[str]:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    anchors: list[tuple[int, str]] = []
    labels, more = _labels(tokens)
    for i, token in enumerate(tokens):
        if token.type == "text":
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "html_inline":
            parts.append(" ")
            if anchor := _ANCHOR.match(token.content):
                anchors.append((len(parts), anchor["url"]))
            elif token.content.lower().startswith("</a") and anchors:
                start, url = anchors.pop()
                result.links.append((squash(printable("".join(parts[start:]))), url))
        elif token.type == "image":
            result.images += 1
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
