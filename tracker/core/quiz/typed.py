"""Judging a typed answer: right, nearly right, or not, forgiving about case, marks and a slip of the finger."""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz import fuzz

from tracker.core.quiz.cards import Card
from tracker.core.quiz.words import items
from tracker.core.text import fold

_ARTICLE = re.compile(r"^(?:an?|the) ")
_SLIP = 88.0
"""Similarity in percent that one wrong letter in an ordinary word leaves."""


class Judgement(StrEnum):
    """How a typed answer compares with the expected one."""

    RIGHT = "right"
    CLOSE = "close"
    """A slip of the finger, or part of a list."""
    WRONG = "wrong"
    OPEN = "open"
    """Only the learner can tell."""


def judge(card: Card, typed: str) -> Judgement:
    """Compare a typed answer with what the card accepts."""
    if not card.accept:
        return Judgement.OPEN
    if card.kind == "list":
        given = [_bare(item) for item in items(typed)]
        named = sum(any(_similar(member, item) for item in given) for member in map(_bare, card.accept))
        return _LISTED.get(named / len(card.accept), Judgement.CLOSE)
    answer = _bare(typed)
    accepted = [_bare(answer) for answer in card.accept]
    if answer in accepted:
        return Judgement.RIGHT
    return Judgement.CLOSE if any(_similar(member, answer) for member in accepted) else Judgement.WRONG


_LISTED = {0.0: Judgement.WRONG, 1.0: Judgement.RIGHT}


def _bare(answer: str) -> str:
    """The answer without what nobody would count: case, marks, an article, the brackets of a call."""
    return _ARTICLE.sub("", fold(answer)).removesuffix("()")


def _similar(member: str, answer: str) -> bool:
    return member == answer or (len(answer) > 2 and fuzz.ratio(member, answer) >= _SLIP)
