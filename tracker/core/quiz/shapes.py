"""The shapes of English sentences that the makers look for, as patterns with named parts.

A shape has cues besides: no text has the shape without one of them. Most sentences have cues of one shape or of none,
and one look at their words tells which patterns are worth a try.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and the cues without which it does not match."""

    cues: frozenset[str]
    """As `words.cues` finds them."""
    pattern: re.Pattern[str]

    def match(self, text: str) -> re.Match[str] | None:
        """The parts of a text of this shape; None for any other."""
        return self.pattern.match(text)


_ARTICLE = r"(?:(?:an?|the)\s+)?"
_CODE_OR_WORDS = r"(?:`[^`]+`|[\w.\-]++(?:\s(?!(?:is|are|can|to|and)\b)[\w\-]++){0,2}?)"
_VERB = r"(?:is|are|has|have|can|do|mean|allow|let|use|[a-z]{2,}s(?!\s+(?:is|are|has|have|can|do)\b))"
"""Of the third person, or a plural that is common; a plural noun before a verb is none."""


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _shape(cues: str, pattern: str) -> Shape:
    return Shape(frozenset(cues.split()), _pattern(pattern))


def without(opening: re.Pattern[str], text: str) -> str:
    """A text without the opening it may have."""
    match = opening.match(text)
    return text[match.end() :] if match else text


ARTICLE = _pattern(rf"^{_ARTICLE}")

SUBJECT = _pattern(rf"^(?:in\s+)?{_ARTICLE}(?P<term>{_CODE_OR_WORDS})(?:,|\s+{_VERB})\s")
"""`X does ...`, `In X, ...`"""

LABEL = _shape(
    ":",
    r"^(?P<label>[\w`](?:[^:?!.]|\.(?=\w)){1,48}?)\s*:\s+(?P<text>\S.{14,})$",
)
"""`Label: what it is`"""

DEFINED = _shape(
    "is are refer refers mean means",
    rf"^(?P<article>{_ARTICLE})(?P<term>[^,;:?]{{2,60}}?)(?:,[^,]{{3,60}},)?\s+"
    r"(?P<verb>is|are|refers? to|means?)\s+"
    r"(?P<rest>(?P<opening>(?:an?|the|one|any|\w+ing|\w+s)\b"
    r"|(?!(?:\w+ed|also|known|found|made|built)\b)(?:[\w-]+\s){1,5}?(?=that|which|whose))\s*\S.+)$",
)
"""`X is a Y`, `X, also known as Z, is the Y`, `X refers to doing Y`, `Xs are Ys`"""

STANDS = _shape(
    "represent represents denote denotes stand stands",
    rf"^(?P<article>{_ARTICLE})(?P<term>{_CODE_OR_WORDS})\s+"
    r"(?P<verb>represent|denote|stand)(?P<singular>s)?(?P<particle> for)?\s+(?P<rest>\S.{8,})$",
)
"""`X represents Y`"""

ALIAS = _shape(
    "known called named referred",
    rf"^(?P<what>.+?)\s+(?:is|are)\s+(?:(?:also|often|usually)\s+)?(?:known as|called|named|referred to as)\s+"
    rf"{_ARTICLE}"
    r"(?:[\"“'](?P<quoted>[^\"”']{2,40})[\"”'].*|`?(?P<term>[\w.\- ]+?)`?(?:[,.;(].*)?)$",
)
"""`Y is called X`"""

ASIDE_ALIAS = _shape(
    "known called",
    rf"^{_ARTICLE}(?P<what>[^,]{{3,60}}?)(?:,\s*|\s*\()(?:also\s+)?(?:known as|called)\s+{_ARTICLE}"
    r"(?P<term>[^,()]{2,40}?)(?:,|\))",
)
"""`Y, also known as X, ...`"""

COUNTED = _shape(
    "there has have need needs take takes offer offers know knows use uses come comes consist consists",
    r"^(?P<lead>there (?:are|is|exist)"
    r"|[^:]{2,60}?\s(?:has|have|needs?|takes?|offers?|knows?|uses?|comes? in|consists? of))"
    r"\s+(?P<count>\w+)\s+(?P<what>[^:]{3,100}?)\s*[,:]?\s*"
    r"(?:(?:namely|which (?:include|are|is)s?|that (?:include|are)s?|including|includes?|such as)\s*[,:]?|[:—–])\s+"
    r"(?P<list>.+)$",
)
"""`There are two Ys, namely a and b`, `X has three Ys: a, b and c`"""

CONTRAST = _shape(
    "whereas where while hand but",
    r"^(?P<one>.{12,}?),?\s+(?P<joint>whereas|where as|where|while|on the other hand,?|but)\s+"
    rf"(?P<article>{_ARTICLE})(?P<term>{_CODE_OR_WORDS})\s+(?P<rest>(?P<verb>{_VERB})\s.{{8,}})$",
)
"""`A is ..., whereas B is ...`"""

CLAUSE = _pattern(rf"^(?P<article>{_ARTICLE})(?P<term>{_CODE_OR_WORDS})\s+(?P<rest>(?P<verb>{_VERB})\s.{{8,}})$")
"""`B is ...`: one side of a contrast"""

POSSIBLE = _shape(
    "not impossible cannot",
    r"^(?:we|you|one) can (?P<what>.{5,}?)\s(?P<place>in|on|with|to|from) (?P<one>(?:an? |the )?\S+),? (?:which|but) "
    r"(?:is )?(?:not possible|impossible|cannot be done|not) (?:in|on|with|to|from) (?P<other>(?:an? |the )?[^\s.,]+)"
    r"(?P<why>\s(?:because|since|due to)\s.+)?",
)
"""`You can do A in B, which is not possible in C because ...`"""

PAIRED = _shape(
    "and",
    r"^(?=.*?\s(?:represent|denot|hold|mean))"  # few sentences with an "and" go on
    r"(?P<one>.*\b\w+\s(?P<verb>represent\w*|denot\w+|hold\w*|mean\w*)\s.+?)\s+and\s+(?P<subject>[\w ]+?)\s(?P=verb)\s"
    r"(?P<term>[^,.;(]{3,40}?)\s*(?:[,.;(].*)?$",
)
"""`nodes represent A and edges represent B`"""

USED = _shape(
    "use uses",
    rf"^(?P<article>{_ARTICLE})(?P<who>(?:(?!(?:to|can|may|will|should|must)\b)[\w.`\-]+\s+){{1,3}})use(?P<singular>s)?\s+"
    r"(?P<what>[^,;]{3,80}?)\s+to\s+(?P<goal>[a-z].{8,})$",
)
"""`X uses Y to do Z`"""

SERVES = _shape(
    "used designed meant appropriate suitable responsible provide provides allow allows let lets enable enables "
    "make makes compute computes measure measures",
    rf"^(?P<article>{_ARTICLE})(?P<term>{_CODE_OR_WORDS})\s+"
    r"(?P<rest>(?:in \w+\s+)?(?:(?:is|are|can be) (?:used|designed|meant|appropriate|suitable|responsible)"
    r"|provides?|allows?|lets?|enables?|makes? it|computes?|measures?)\s.+)$",
)
"""`X is used to do Y`, `X allows you to do Y`"""

BY_DEFAULT = _shape(
    "default",
    r"^(?P<what>.*\bby default\b.*\b(?:place|put|store|keep|save|run|write)s?\b.+?)\s+(?:to|on|onto|in|into|at)\s+"
    r"(?P<where>the\s[^,]+)$",
)
"""`X by default places Y on the Z`"""

BECAUSE = _shape(
    "because due since",
    r"^(?P<what>.{15,}?),?\s+(?P<reason>(?:because|due to|since)\s.{8,})$",
)
"""`... because ...`"""

CONNECTIVE = _pattern(
    r"^(?:where ?as|on the other hand|however|in contrast|in fact|similarly|so|thus|hence|therefore|also),\s+"
)
"""What ties a sentence to the one before it"""

TURN = _pattern(r",?\s+(?:whereas|where as|while|on the other hand)\s|\s+(?:and\s+(?:can|may|will|does)|--|[–—])\s")
"""Where a sentence goes on to say something else"""

OPINION = _pattern(
    r"\b(?:extremely|very|great|best|easy|easier|useful|popular|powerful|good|nice|tends?|benefits?|tightly)\b"
)

UNCERTAIN = _pattern(r"^(?:if you|note that|for example|for instance|remember|don't|most|some|many)\b")

AND = _pattern(r"^\W*(?:\w+\s+)?and\b")
"""What follows the first of two subjects"""
