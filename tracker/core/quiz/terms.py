"""The terms a log introduces: what a blank may stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.core.knowledge import Statement
from tracker.core.quiz.words import PRONOUNS, items, sentences

_ARTICLE = r"(?:(?:an?|the)\s+)?"
DEFINED = re.compile(
    rf"^(?P<article>{_ARTICLE})(?P<term>[^,;:?]{{2,60}}?)(?:,[^,]{{3,60}},)?\s+"
    r"(?P<verb>is|are|refers to|means|represents?)\s+"
    r"(?P<rest>(?P<opening>an?|the|one|any|\w+ing|\w+s)\s.+)$",
    re.IGNORECASE | re.DOTALL,
)
ALIAS = re.compile(
    r"^(?P<what>.+?)\s+(?:is|are)\s+(?:(?:also|often|usually)\s+)?(?:known as|called|named|referred to as)\s+"
    r"(?:an?\s+|the\s+)?[\"“'`]?(?P<term>[\w.\- ]+?)[\"”'`]?(?P<more>[,.;(].*)?$",
    re.IGNORECASE | re.DOTALL,
)
ASIDE_ALIAS = re.compile(
    r"^(?:an?\s+|the\s+)?(?P<what>[^,]{3,60}?)(?:,\s*|\s*\()(?:also\s+)?(?:known as|called)\s+(?:the\s+|an?\s+)?"
    r"(?P<term>[^,()]{2,40}?)(?:,|\))",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^(?:there (?:are|is|exist)\s+)(?P<count>\w+)\s+(?P<what>[^:]{3,100}?)\s*[,:]?\s*"
    r"(?:(?:namely|which (?:include|are|is)s?|that (?:include|are)s?|including|includes?|such as)\s*[,:]?|[:—–])\s+"
    r"(?P<list>.+)$",
    re.IGNORECASE | re.DOTALL,
)
LABEL = re.compile(r"^(?P<label>[\w`][^:?!.]{1,48}?)\s*:\s+(?P<text>\S.{14,})$", re.DOTALL)

COMMON = 4
"""A term that opens more statements than this is the subject of everything: a blank on it asks nothing."""


def is_term(text: str) -> bool:
    """Whether a phrase can be asked for: up to four words and no pronoun among them."""
    found = text.split()
    return 0 < len(found) <= 4 and not {word.casefold() for word in found} & PRONOUNS


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a body of statements, each with the terms it was listed beside."""

    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folded term -> its siblings in the enumeration that introduced it."""

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Terms:
        """Gather what the statements define, name, label or list."""
        found: dict[str, tuple[str, ...]] = {}
        for statement in statements:
            first = sentences(statement.text)[0] if statement.text else ""
            if match := DEFINED.match(first):
                found.setdefault(match["term"].casefold(), ())
            for pattern in (ALIAS, ASIDE_ALIAS):
                if match := pattern.match(first):
                    found.setdefault(match["term"].casefold(), ())
            if match := COUNTED.match(first):
                listed = tuple(item.casefold() for item in items(match["list"]))
                for item in listed:
                    found[item] = tuple(other for other in listed if other != item)
        terms = cls({term: siblings for term, siblings in found.items() if is_term(term)})
        opened = Counter((terms.opening(statement.text) or "").casefold() for statement in statements)
        return cls({term: beside for term, beside in terms.beside.items() if opened[term] <= COMMON})

    def opening(self, sentence: str) -> str | None:
        """The term a sentence opens with, after an article or `In`, as it is written there."""
        match = re.match(r"(?:in\s+)?(?:(?:an?|the)\s+)?", sentence, re.IGNORECASE)
        start = match.end() if match else 0
        following = re.split(r"[,;:(]", sentence[start:], maxsplit=1)[0].split()
        for length in range(min(4, len(following)), 0, -1):
            phrase = " ".join(following[:length])
            if phrase.casefold() in self.beside:
                return phrase
        return None
