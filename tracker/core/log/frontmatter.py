"""The front matter of a Markdown file: the fields that stand above its text between two lines of dashes."""

from __future__ import annotations

import re

_MOST_LINES = 300
_FENCE = re.compile(r"---[ \t]*+$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*+$")
_FIELD = re.compile(r"(?P<key>[^\W\d][\w-]*+)[ \t]*+:(?:[ \t]++(?P<value>.*))?$")
_MORE = re.compile(r"[ \t]*+(?:(?P<item>-[ \t]++)|(?<=[ \t]))(?P<value>\S.*)$")
"""A line that goes on with the field above it: indented, or an item of its list."""
_COMMENT = re.compile(r"(?:^|[ \t])#.*")


def split_front_matter(text: str) -> tuple[dict[str, str], int, str]:
    """Take the front matter off a text.

    It is read line by line, not as YAML: a field is one line of text, and the items of a list are joined by commas.
    What is no field is passed over. Text between two rules that does not begin with a field is no front matter.

    Returns:
        The fields by their names in small letters, the number of lines taken off, and the text that is left.
    """
    lines, end = _lines_above(text)
    if not lines:
        return {}, 0, text
    fields: dict[str, str] = {}
    key = ""
    for line in lines:
        if match := _FIELD.match(line):
            key = match["key"].lower()
            fields[key] = _scalar(match["value"] or "")
        elif key and (match := _MORE.match(line)):
            separator = ", " if match["item"] else " "
            fields[key] = separator.join(filter(None, (fields[key], _scalar(match["value"]))))
    return fields, len(lines) + 2, text[end:]


def _lines_above(text: str) -> tuple[list[str], int]:
    """The lines between the two rules, and where the text under them begins; no lines when there is no front matter."""
    start = text.find("\n") + 1
    if not start or not _FENCE.match(text[: start - 1]):
        return [], 0
    lines: list[str] = []
    while len(lines) < _MOST_LINES:
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        if _END.match(line):
            return lines if _opens(lines) else [], len(text) if end < 0 else end + 1
        if end < 0:
            break
        lines.append(line)
        start = end + 1
    return [], 0


def _opens(lines: list[str]) -> bool:
    """Whether the first of the lines that says anything is a field."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return bool(_FIELD.match(first))


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"'):
        return value[1:].partition(value[0])[0].strip()
    return "" if value in ("|", ">", "|-", ">-") else _COMMENT.sub("", value).strip()
