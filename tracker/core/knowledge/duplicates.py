"""Statements that seem to say what another one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from tracker.core.knowledge.statement import Statement
from tracker.core.likeness import Index, Verdict, Words, compare
from tracker.core.text import fold

_RARE = 100
"""Statements that may have a word by which others are found."""
_MOST_OF = 2.0
"""How much heavier one of two may be: a statement is no duplicate of each of its parts."""
_CLOSE = 80.0
"""Similarity in percent from which two are shown although something differs that matters."""


class Duplicate(NamedTuple):
    """Two keypoints by their ids, the one that comes first before the other."""

    one: str
    other: str
    similarity: float
    """In percent."""


def duplicates(statements: Mapping[str, Statement], fresh: Set[str]) -> Iterator[Duplicate]:
    """Find the pairs of statements that say the same in other words.

    Args:
        statements: by id, the older ones first.
        fresh: the ids to look at; of two that are not among them nothing is said.
    """
    words = {id: Words.of(statement.lines()) for id, statement in _near(statements, fresh).items()}
    index = Index(words)
    having = Counter(form for one in words.values() for form in set(one.forms))
    position = {id: number for number, id in enumerate(words)}
    for id, text in words.items():
        if id not in fresh:
            continue
        for like in index.like(text):
            lighter, heavier = sorted((words[like].weight, text.weight))
            if like == id or (like in fresh and position[like] > position[id]) or heavier > _MOST_OF * lighter:
                continue
            one, other = sorted((like, id), key=position.__getitem__)
            likeness = compare(words[one], words[other], having)
            if likeness.verdict >= Verdict.LIKELY or (likeness.verdict and likeness.similarity >= _CLOSE):
                yield Duplicate(one, other, likeness.similarity)


def _near(statements: Mapping[str, Statement], fresh: Set[str]) -> Mapping[str, Statement]:
    """The fresh statements and those that share a word with one of them which few have: cheap, unlike comparing."""
    having: dict[str, set[str]] = {id: set(fold(" ".join(one.lines())).split()) for id, one in statements.items()}
    counts = Counter(word for words in having.values() for word in words)
    asked = {word for id in fresh & having.keys() for word in having[id] if counts[word] <= _RARE}
    return {id: statements[id] for id, words in having.items() if id in fresh or not words.isdisjoint(asked)}
