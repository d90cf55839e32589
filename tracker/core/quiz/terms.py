"""The terms a log introduces: what a blank may stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from tracker.core.knowledge import Keypoint, Statement
from tracker.core.log.statement import is_statement
from tracker.core.quiz.shapes import (
    ALIAS,
    ARTICLE,
    ASIDE_ALIAS,
    CONNECTIVE,
    COUNTED,
    DEFINED,
    LABEL,
    STANDS,
    SUBJECT,
    without,
)
from tracker.core.quiz.words import PRONOUNS, cues, identifiers, is_name, items, sentences

COMMON = 4
"""A term that opens more statements than this, and more than a tenth of all, is the subject of the whole log: a blank
on it asks nothing."""

REACH = 100
"""Statements on either side of a new one that decide about its cards; those further off change hardly any."""

_LONGEST = 4
"""Words of a term."""
_LONGEST_SENTENCE = 400
"""Characters; a longer one is asked nothing, and no pattern has to search it."""
_INTRODUCING = DEFINED.cues | STANDS.cues | ALIAS.cues | ASIDE_ALIAS.cues | COUNTED.cues


def is_term(text: str) -> bool:
    """Whether a phrase can be asked for: a code name, or up to four words with no pronoun or code name among them."""
    found = text.split()
    if not 0 < len(found) <= _LONGEST or {word.casefold() for word in found} & PRONOUNS:
        return False
    return is_name(text) or not identifiers(text)


def told(statement: Statement) -> tuple[str, ...]:
    """What a statement's own line says, sentence by sentence, without questions, a heading or connectives."""
    return _told(statement.text)


@lru_cache(maxsize=256)  # every maker asks for it
def _told(text: str) -> tuple[str, ...]:
    match = LABEL.match(text) if ":" in text else None
    said = sentences(match["text"] if match and is_statement(match["text"]) else text)
    return tuple(
        [without(CONNECTIVE, part) for part in said if len(part) <= _LONGEST_SENTENCE and not part.endswith("?")]
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a body of statements, each with the terms it was listed beside."""

    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folded term -> its siblings in the enumeration that introduced it."""
    common: frozenset[str] = frozenset()
    """Folded phrases that open too many statements to be asked for."""

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Terms:
        """Gather what the statements define, name, label or list."""
        firsts = [first for statement in statements for first in told(statement)[:1]]
        found: dict[str, tuple[str, ...]] = {}
        for term, siblings in chain.from_iterable(map(_introduced, firsts)):
            if is_term(term):
                found[term] = siblings or found.get(term, ())
        common = _common(firsts, max(COMMON, len(statements) // 10))
        return cls({term: siblings for term, siblings in found.items() if term not in common}, common)

    @classmethod
    def near(cls, keypoints: Sequence[Keypoint], fresh: Container[str]) -> Terms:
        """Gather the terms that decide about the cards of the `fresh` of a source's keypoints, given by their ids."""
        statements: list[Statement] = []
        done = 0
        for place in (i for i, keypoint in enumerate(keypoints) if keypoint.id in fresh):
            stop = place + REACH + 1
            statements += (keypoint.statement for keypoint in keypoints[max(done, place - REACH) : stop])
            done = stop
        return cls.of(statements)

    def opening(self, sentence: str) -> str | None:
        """The term a sentence opens with as its subject, or after `In`, as it is written there."""
        match = SUBJECT.match(sentence)
        return match["term"] if match and match["term"].casefold() in self.beside else None


def _introduced(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The terms a sentence introduces, each with those it lists beside it."""
    found = _INTRODUCING.intersection(cues(sentence))
    for shape in (DEFINED, STANDS):
        if not shape.cues.isdisjoint(found) and (match := shape.match(sentence)):
            yield match["term"].casefold(), ()
    for shape in (ALIAS, ASIDE_ALIAS):
        if not shape.cues.isdisjoint(found) and (match := shape.match(sentence)):
            yield (match["term"] or match["quoted"]).casefold(), ()
    if not COUNTED.cues.isdisjoint(found) and (match := COUNTED.match(sentence)):
        listed = [item.casefold() for item in items(match["list"])]
        for item in listed:
            yield item, tuple(other for other in listed if other != item)


def _common(texts: Iterable[str], limit: int) -> frozenset[str]:
    """The folded phrases of up to four words that more than `limit` sentences open with."""
    openings = [without(ARTICLE, sentence).casefold().split(maxsplit=_LONGEST)[:_LONGEST] for sentence in texts]
    common: set[str] = set()
    for length in range(1, _LONGEST + 1):
        phrases = [" ".join(opening[:length]) for opening in openings if len(opening) >= length]
        often = {phrase for phrase, count in Counter(phrases).items() if count > limit}
        openings = [opening for opening in openings if " ".join(opening[:length]) in often]
        common |= often
    return frozenset(common)
