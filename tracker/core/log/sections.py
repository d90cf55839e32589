"""Sections of a day by the labels people give them, in whatever construct the label stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tracker.core.log import labels


class Role(StrEnum):
    """What the text of a section is."""

    KEYPOINTS = "keypoints"
    ACTIVITIES = "activities"
    THOUGHTS = "thoughts"
    """Feelings, reflections and difficulties, with facts in between."""
    RESOURCES = "resources"
    PLANS = "plans"
    """What is still to be done."""
    MESSAGES = "messages"
    """What is said to readers."""
    META = "meta"
    """About the day itself, such as its date or the hours spent: nothing in it is learning."""
    TOPIC = "topic"
    """A heading of the learner's own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A label that was met: its standard name, its role, and what followed it on the same line."""

    name: str
    role: Role
    value: str = ""


SECTIONS: tuple[tuple[str, Role, str], ...] = (
    ("Keypoints", Role.KEYPOINTS, labels.KEYPOINTS),
    ("Daily logs", Role.ACTIVITIES, labels.ACTIVITIES),
    ("Thoughts", Role.THOUGHTS, labels.THOUGHTS),
    ("Resources", Role.RESOURCES, labels.RESOURCES),
    ("Github Repository", Role.RESOURCES, labels.REPOSITORY),
    ("Plan", Role.PLANS, labels.PLANS),
    ("Message", Role.MESSAGES, labels.MESSAGES),
    ("Details", Role.META, labels.META),
)
"""(standard name, role, labels); a label that stands in two rows belongs to the first."""

_LONGEST = 60
"""Characters of a label."""
_LONGEST_BARE = 40
"""Characters of a line that is a label without a colon or emphasis."""

_MOST_WORDS = 8
_SIGNS = (":", "：", "**", "__", " - ", " – ", " — ", "</")
"""What may stand between a label and its text."""
_SIGN = re.compile(r"[:：*_–—</-]")
"""A part of each of these."""

_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What each character of a label in ASCII becomes."""
_LETTERS = {ord("ı"): "i", ord("đ"): "d"}
"""Letters that people leave the sign of away, and that Unicode takes for letters of their own."""
_WORDS = re.compile(r"(?:[^\W_]|[\u0900-\u0dff])++")
_BRACKETS = (")", "]", "）", "】")
_BRACKET = re.compile(r"[(\[（【][^()\[\]（）【】]*+.$")
_NUMBER = re.compile(r" \d+$")


@lru_cache(maxsize=256)
def _fold(label: str) -> str:
    """The words of a label without what people vary: case, accents, apostrophes, signs, a bracket at the end."""
    label = label.replace("'", "").replace("’", "")
    if label.isascii():
        return " ".join(label.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_WORDS.findall(plain))


def _labels(text: str) -> list[str]:
    return [_fold(label) for line in text.strip().split("\n") for label in line.split("|")]


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


_SECTIONS = {label: (name, role) for name, role, text in reversed(SECTIONS) for label in _labels(text)}
_AMBIGUOUS = frozenset(_labels(labels.AMBIGUOUS))
_SLIPS = {slip: label for label in labels.FREQUENT for slip in (label, *_deletions(label))}
_BEFORE = frozenset(_labels(labels.BEFORE))
_GLUED = tuple(word for word in sorted(_BEFORE, key=len, reverse=True) if word[0] >= "\u2e80")
"""Words before a label in scripts that leave no blank after them."""
_BEFORE_FIRST = frozenset(words.split(" ")[0] for words in _BEFORE)
_AFTER = frozenset(_labels(labels.AFTER))
_AFTER_LAST = frozenset(words.split(" ")[-1] for words in _AFTER)
_MOST_AFTER = 3
"""Words of the longest qualifier after a label."""
_ENDS = frozenset((label[0], label[-1]) for label in labels.FREQUENT)

_FIRST_WORDS = frozenset(label.split(" ")[0] for label in (*_SECTIONS, *_SLIPS, *_labels(labels.BEFORE)))
_SLIPPED = frozenset(label[:4] for label in labels.FREQUENT)
"""How a word may open that holds a slip further on."""
_FIRST_LETTERS = frozenset(
    word[0]
    for text in (*(text for _, _, text in SECTIONS), labels.BEFORE)
    for word in text.split()
    if word[0] > "\u0590"
)
"""Of labels in scripts that folding takes apart, or that have no blanks."""
_JOINT = re.compile(r"[&/,、和與与及]|[와과] |\s(?:and|und|et|y|e|en|ve|dan|và|и|और)\s")
_LEAD = r"(?:</?\w{1,9}>|:[a-z_]{2,30}:|\d{1,3}(?:[.)\]]\s|\ufe0f?\u20e3)|[\W_])*+"
_OPENING = re.compile(rf"{_LEAD}(?P<word>[^\W_]++(?:['’][^\W_]++)*+)")
_END = re.compile(r"[:：]|\*\*|__|</|[*_`](?=\s*[:：]|$)| [-–—]\s")
_SHORTCODE_END = re.compile(r"[a-z_]{2,30}:")
_DASH = re.compile(r"[-–—]")
_EMPHASIS = re.compile(r"[*_`]|<\w")
_CLOSED = re.compile(r"[\s:：]*+(?:[*_`]++|</\w{1,9}>)++(?:[\s:：]*+)(?:[-–—>]+\s)?\s*+")
_OPEN = re.compile(r"\s*+(?:[:：][\s:：]*+|[-–—]\s)(?:[-–—>]+\s)?\s*+")


def read_label(line: str, *, bullet: bool = False) -> Section | None:
    """The section a line opens, or None when the line is not a label.

    Args:
        line: Markdown, with or without what makes it a heading.
        bullet: whether the line is an item of a list, where `**Code:** …` may define a term instead.
    """
    opening = _OPENING.match(line)
    if not opening or not _may_open(opening["word"].lower()):
        return None
    start = opening.start("word")
    head = line[start : start + _LONGEST]
    if len(line) - start > _LONGEST_BARE and not (_SIGN.search(head) and any(sign in head for sign in _SIGNS)):
        return None
    end = _END.search(head)
    if not end and len(line) - start > _LONGEST:
        return None
    stop = end.start() if end else len(head)
    label = head[:stop].rstrip()
    known = _find(label)
    if known is None:
        return None
    stop += start
    join = (_EMPHASIS.search(line, 0, start) and _CLOSED.match(line, stop)) or _OPEN.match(line, stop)
    value = _balanced(line[join.end() :].strip()) if join else ""
    if not _separates(join[0] if join else "", value, bullet=bullet, ambiguous=_fold(label) in _AMBIGUOUS):
        return None
    return Section(*known, value)


def _separates(join: str, value: str, *, bullet: bool, ambiguous: bool) -> bool:
    """Whether what stands between a label and its value sets them apart, so that they are not one sentence."""
    if bullet and ambiguous and (value or not join):
        return False
    if not value or ":" in join or "：" in join:
        return True
    return not value[0].islower() or (not ambiguous and bool(_DASH.search(join)))


def _may_open(word: str) -> bool:
    """Whether a label opens with the word. It is asked of every line, nearly all of which are no labels."""
    if word.isascii():
        return word in _FIRST_WORDS or word[:4] in _SLIPPED or ("'" in word and word.replace("'", "") in _FIRST_WORDS)
    return word[0] in _FIRST_LETTERS or (word[0] < "\u0590" and _fold(word) in _FIRST_WORDS)


def _balanced(value: str) -> str:
    """The value without a shortcode that decorates the label, or the end of an emphasis that opened before it."""
    if _SHORTCODE_END.fullmatch(value):
        return ""
    for mark in ("**", "__", "*", "_"):
        if value.endswith(mark):
            return value.removesuffix(mark).rstrip() if value.count(mark) % 2 else value
    return value


@lru_cache(maxsize=256)
def _find(label: str) -> tuple[str, Role] | None:
    if "](" in label or label.count(" ") > _MOST_WORDS:
        return None
    label = label.replace("(s)", "s")
    words = _fold(_BRACKET.sub("", label) if label.endswith(_BRACKETS) else label)
    found = _SECTIONS.get(words)
    if found is None and words:
        counted = _NUMBER.sub("", words)
        words = words if counted in _AMBIGUOUS else counted
        found = _SECTIONS.get(words) or _SECTIONS.get(_without_qualifiers(words)) or _find_slipped(words)
    return found or _find_joined(label)


def _without_qualifiers(label: str) -> str:
    """`my progress of today` is progress."""
    if label.startswith(_GLUED):
        label = next(label.removeprefix(glued).strip() for glued in _GLUED if label.startswith(glued))
    words = label.split(" ")
    while words[0] in _BEFORE_FIRST and len(words) > 1:
        count = 2 if len(words) > 2 and f"{words[0]} {words[1]}" in _BEFORE else 1
        if count == 1 and words[0] not in _BEFORE:
            break
        del words[:count]
    if words[-1] in _AFTER_LAST:
        for count in range(min(_MOST_AFTER, len(words) - 1), 0, -1):
            if " ".join(words[-count:]) in _AFTER:
                del words[-count:]
                break
    return " ".join(words)


def _find_slipped(words: str) -> tuple[str, Role] | None:
    """Look for a frequent label with one letter dropped, added, changed or swapped with the next."""
    if not 7 <= len(words) <= 21 or {(words[0], words[-1]), (words[0], words[-2])}.isdisjoint(_ENDS):
        return None
    label = next((_SLIPS[slip] for slip in (words, *_deletions(words)) if slip in _SLIPS), None)
    return _SECTIONS[label] if label else None


def _find_joined(label: str) -> tuple[str, Role] | None:
    """The first of several labels that stand together."""
    parts = [part for part in _JOINT.split(label) if part]
    if not 1 < len(parts) <= 3:
        return None
    first = _find(parts[0])
    return first if first and all(map(_find, parts[1:])) else None
