"""Sections of a day by the labels people give them, in whatever construct the label stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the text of a section is."""

    KEYPOINTS = "keypoints"
    ACTIVITIES = "activities"
    RESOURCES = "resources"
    ASIDE = "aside"
    """Messages, feelings and plans: kept in the log, never asked."""
    TOPIC = "topic"
    """A heading of the learner's own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A label that was met: its standard name, its role, and what followed it on the same line."""

    name: str
    role: Role
    value: str = ""


SECTIONS: tuple[tuple[str, Role, str], ...] = (
    ("Keypoints", Role.KEYPOINTS, r"key ?(?:points?|takeaways?|learnings?|notes?|facts?)|takeaways?|facts?|notes?"),
    ("Keypoints", Role.KEYPOINTS, r"(?:what |today )?i learn(?:ed|t)|learnings?|til"),
    ("Daily logs", Role.ACTIVITIES, r"(?:daily )?logs?|(?:today'?s? )?progress|activit(?:y|ies)|(?:what )?i did|done"),
    ("Resources", Role.RESOURCES, r"resources?|references?|links?(?: to work)?|sources?|reading"),
    ("Github Repository", Role.RESOURCES, r"(?:github )?repo(?:sitory)?|github|code|notebook"),
    ("Message", Role.ASIDE, r"messages?|thoughts?|feelings?|remarks?"),
    ("Plan", Role.ASIDE, r"(?:next|tomorrow'?s?|future)? ?(?:plans?|steps|goals?)|tomorrow|to-?do"),
)
"""(standard name, role, label) in the order they are tried; add a row to know another section."""

_VALUE = r"(?:[*_]*\s*[:\uff1a](?:\*\*|__)?|[*_]*\s+[-–]\s)\s*(?P<value>.*)"
_LABELS = [
    (name, role, re.compile(rf"[\W_]*(?:{label})(?:{_VALUE}|[\W_]*)$", re.IGNORECASE)) for name, role, label in SECTIONS
]


def read_label(line: str) -> Section | None:
    """The section a line opens, or None when the line is not a label."""
    if len(line) > 400:
        return None
    for name, role, pattern in _LABELS:
        if match := pattern.match(line.replace("’", "'")):
            return Section(name, role, (match["value"] or "").strip())
    return None
