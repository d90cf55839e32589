"""English words that the index takes for one: it keeps their Porter stems, `optim` for optimizer and optimization.

A beginning such as `optimi` is longer than the stem it means. What it may go on to is looked for along with it.
"""

from __future__ import annotations

import re
from itertools import takewhile

_ENDINGS = (
    "able al ance ant ate ation ative ator bility ed ement ence ent er es ful ible ic ical ing ion ism ist ity ive "
    "ization ize izer ly ment ness or ous"
).split()
"""What the stemmer cuts off."""
_STEM = 3
"""Letters of the shortest stem that an ending is cut from."""
_LAST = re.compile(r"[a-z]+$", re.IGNORECASE | re.ASCII)
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_TAILS = {
    "",
    "e",
    "s",
    "i",
    "y",
    "ies",
    *_ENDINGS,
    *(f"{ending}s" for ending in _ENDINGS),
    "le",
    "ility",
    "ying",
    "ied",
}


def completions(beginning: str) -> list[str]:
    """Words that go on with a beginning and whose stem may be shorter than it.

    `optimi` may become `optimize`, `computa` `computation`, `embedd` `embedding`. Most of them are no words, and find
    nothing.
    """
    found = _LAST.search(beginning)
    if not found:
        return []
    last = found[0].lower()
    words = [f"{beginning}ing"] if _DOUBLED.search(last) else []
    for ending in _ENDINGS:
        for typed in range(min(len(ending) - 1, len(last) - _STEM), 0, -1):
            if last.endswith(ending[:typed]):
                words.append(beginning + ending[typed:])
                break
    return words


def alike(one: str, other: str) -> bool:
    """Whether two folded words look like forms of one; good enough to mark the hits in a text that was found."""
    if one == other:
        return True
    if one[:_STEM] != other[:_STEM]:
        return False
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    tails = (one[head:], other[head:])
    return all(tail in _TAILS or (tail[:1] == one[head - 1] and tail[1:] in _TAILS) for tail in tails)
