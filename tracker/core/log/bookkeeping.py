"""What note programs write between the learner's lines for themselves: properties, ids of blocks, logbooks, queries."""

from __future__ import annotations

import re

_OF_LOGSEQ = (
    r"(?:id|collapsed|heading|created-at|updated-at|background-color|title|tags|alias|aliases|type|template|public|icon"
    r"|filters|now|later|doing|done|todo|template-including-parent|exclude-from-graph-visibility|logseq\.[\w.-]++"
    r"|(?:card|query|hl|ls)-[\w-]++)"
)
_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^[ \t]*+(?:[-*+][ \t]++)?{_OF_LOGSEQ}::(?:[ \t].*)?$"), ""),
    (re.compile(r"^[ \t]*+(?::LOGBOOK:|:END:|CLOCK: \[.*|(?:SCHEDULED|DEADLINE): <.*>)[ \t]*+$"), ""),
    (re.compile(r"^([ \t]*+[-*+][ \t]++)(?:TODO|LATER|DOING)[ \t]"), r"\1[ ] "),
    (re.compile(r"^([ \t]*+[-*+][ \t]++)DONE[ \t]"), r"\1[x] "),
    (re.compile(r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)"), ""),
    (re.compile(r"\{\{(?:embed|query|video|renderer|cloze)\b[^{}]*+\}\}|\{:(?:height|width)\b[^{}]*+\}"), ""),
    (re.compile(r"%%[^%]++%%"), ""),
    (re.compile(r"(?<=\S)[ \t]++\^[0-9a-f]{6}[ \t]*+$"), ""),
)
"""(pattern, replacement), tried on each line: Logseq's properties, clocks, tasks, references and macros; Obsidian's
comments and ids of blocks."""
_SIGNS = ":: :LOGBOOK: :END: CLOCK: SCHEDULED: DEADLINE: TODO LATER DOING DONE (( {{ {: %% ^".split()
"""Every line that a pattern matches holds one of these."""
_FENCE = re.compile(r"[ \t]*+(?:[-*+][ \t]++)?(?P<fence>```|~~~)")


def without_bookkeeping(text: str) -> str:
    """The text without what note programs write for themselves; every line stays where it is, and code as it is."""
    signs = [sign for sign in _SIGNS if sign in text]
    if not signs:
        return text
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if match := _FENCE.match(line):
            fence = "" if fence == match["fence"] else fence or match["fence"]
        elif not fence and any(sign in line for sign in signs):
            lines[number] = _without(line)
    return "\n".join(lines)


def _without(line: str) -> str:
    for pattern, replacement in _WRITTEN:
        line = pattern.sub(replacement, line)
    return line
