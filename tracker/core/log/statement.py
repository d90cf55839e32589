"""Telling what a sentence is: a statement worth knowing, or something the learner did or felt."""

from __future__ import annotations

import re

_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|im|me|my|myself|today|yesterday|tomorrow)\b", re.IGNORECASE)
_ACTIVITY = re.compile(
    r"^\W*(?:have |has |also |just |finally |then )*"
    r"(?:learn(?:ed|t|ing)?|stud(?:ied|ying)|cover(?:ed|ing)|complet(?:ed|ing)|finish(?:ed|ing)|implement(?:ed|ing)"
    r"|understood|read(?:ing)?|watch(?:ed|ing)|walk(?:ed)? through|work(?:ed|ing) (?:on|through)|practi[cs](?:ed|ing)"
    r"|perform(?:ed|ing)|start(?:ed|ing)|continu(?:ed|ing)|built|building|wrote|writing|creat(?:ed|ing) (?:a|an|my)"
    r"|solv(?:ed|ing)|explor(?:ed|ing)|review(?:ed|ing)|revis(?:ed|ing)|tried|trying|did|fixed|added|updated|played)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:is|are|was|were|means?|refers?|has|have|can|cannot|can't|does|do|must|should|will|may|gives?|returns?|takes?"
    r"|uses?|allows?|lets?|needs?|makes?|stores?|holds?|keeps?|contains?|consists?|includes?|creates?|computes?"
    r"|provides?|represents?|performs?|produces?|records?|runs?|works?|helps?|tends?|becomes?|causes?|shows?)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^\W*+(?:n/?a|none|null|nothing|nil|tbd|todo)?\W*$", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Whether the text stands for nothing, such as `N/A` or a lone dash."""
    return bool(_PLACEHOLDER.match(text))


def is_activity(text: str) -> bool:
    """Whether the text says what the learner did rather than what is so."""
    return bool(_ACTIVITY.match(text) or _FIRST_PERSON.search(text))


def is_statement(text: str) -> bool:
    """Whether the text states something about the subject: it has a verb of state and nobody's diary in it."""
    return bool(_STATES.search(text)) and not is_activity(text)
