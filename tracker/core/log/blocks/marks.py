"""What a single line of Markdown opens: a heading, an item, a rule, code or a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(?P<hashes>#{1,6})(?!#)(?P<space>[ \t]*+)(?P<text>.*)", re.DOTALL)
_RULE = re.compile(r"(?:(?P<mark>[-*_])[ \t]*+(?:(?P=mark)[ \t]*+){2,}+|(?P<line>[=—–─━═])(?P=line){2,}+\s*+)$")
_UNDERLINE = re.compile(r"(?:=={1,}+|--{1,}+)\s*+$")
_REFERENCE = re.compile(
    r"\[(?!\^)[^\[\]\\]{1,200}\]:[ \t]*+(?:<[^<>]*+>|(?=[^ \t]*[./#])[^ \t]++)"
    r"(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?\s*+$"
)
_MARK = re.compile(
    r"(?P<bullet>[-*+])(?=\s|$)"
    r"|(?P<dot>[•·‣◦▪●ㆍ・])"
    r"|(?P<dash>–)(?=\s)"
    r"|(?P<number>\d{1,9}[.)])(?=\s|$)"
    r"|(?P<wide>\d{1,3}[、．])"
    r"|(?P<letter>(?:[ivx]{1,5}|[a-h])[.)]|[A-H]\))(?=\s)"
    r"|(?P<tight>-(?=[^\W\d_]|[\[`\"'“(]|!\[)(?![a-z]{1,2}(?:[\s=]|$))"
    r"|\*(?=[^\W_])(?=[^*]*+$)|\d{1,3}[.)](?=[^\W\d_][^\W_]))"
)
_LABEL = re.compile(r"\*\*[^*\n]{1,80}+(?:(?<=:)\*\*|\*\*\s*+(?::|$))")
_CODE = re.compile(
    r".*[;{}]\s*+$|(?:>>>|\$|#include\b|//)|(?:def|class)\s.*:\s*+$|(?:for|while|if|with|elif|else|try)\b.*:\s*+$"
    r"|(?:import\s+[\w.]+(?:\s+as\s+\w+)?|from\s+[\w.]+\s+import\s.*|@[\w.]++.*)\s*+$"
    r"|[\w.\[\]]++\s*+[-+*/|&]?=\s|[\w.]++\(.*\)\s*+$"
)

SIGNS = frozenset("-*+•·‣◦▪●ㆍ・–0123456789")
"""What the mark of an item begins with, if not with a letter."""
LETTERS = frozenset("abcdefghivxABCDEFGH")
"""What a mark such as `a)` or `iv.` begins with."""
_SHORT = 100
"""Characters; a longer line is no heading just because dashes stand under it."""
_FEW = 8
"""Words of a heading that is written as one with its `#`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a list item."""

    text: str
    kind: str
    """`bullet`, `dot`, `dash`, `number`, `wide`, `letter` or `tight`."""
    width: int
    """Characters up to the item's own text."""


_USUAL = {bullet: Mark(bullet, "bullet", 2) for bullet in "-*+"}


def read_heading(line: str, *, alone: bool) -> tuple[int, str] | None:
    """Level and text of an ATX heading, also of one without its space; None for other lines, such as hashtags.

    Args:
        line: the line without its indentation.
        alone: no text stands directly above it.
    """
    match = _HEADING.match(line)
    if match is None:
        return None
    level, text = len(match["hashes"]), match["text"].rstrip()
    if text and not match["space"] and level == 1 and not (alone and _is_title(text)):
        return None
    bare = text.rstrip("#")
    if not bare or bare[-1] in " \t":
        text = bare.rstrip()
    return level, text


def _is_title(text: str) -> bool:
    words = text[:500].split()
    return text[0].isalpha() and 1 < len(words) <= _FEW and "#" not in text and text[-1] not in ".!?,;"


def is_rule(line: str) -> bool:
    """Whether the line is nothing but a drawn line."""
    return _RULE.match(line) is not None


def is_underline(line: str) -> bool:
    """Whether the line is one that people draw under a heading."""
    return _UNDERLINE.match(line) is not None


def underlines(line: str, above: str) -> int:
    """The level of the heading that a line of dashes makes of the line above it; 0 when it draws a rule there."""
    if not is_underline(line) or len(above) > _SHORT or above.rstrip().endswith((".", "。")):
        return 0
    return 1 if line[0] == "=" else 2


def is_reference(line: str) -> bool:
    """Whether the line only defines where `[name]` leads."""
    return _REFERENCE.match(line) is not None


def is_lettered(line: str) -> bool:
    """Whether a line that begins with a letter may begin with a mark."""
    return "." in line[1:6] or ")" in line[1:6]


def read_mark(line: str) -> Mark | None:
    """What may be the mark of an item; where it stands decides about some kinds of it."""
    if line[1:2] == " " and not line[2:3].isspace() and (usual := _USUAL.get(line[0])):
        return usual
    match = _MARK.match(line)
    if match is None:
        return None
    end = match.end()
    rest = line[end:]
    return Mark(match[0], str(match.lastgroup), end + len(rest) - len(rest.lstrip()))


def is_label(line: str) -> bool:
    """Whether the line opens with a bold label, such as `**Thoughts:**`."""
    return _LABEL.match(line) is not None


def looks_like_code(line: str) -> bool:
    """Whether an indented line is program text rather than a sentence."""
    return _CODE.match(line) is not None
