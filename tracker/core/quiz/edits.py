"""What a card becomes when the learner writes it in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.core.errors import UserError
from tracker.core.quiz.cards import Card
from tracker.core.quiz.drafts import LONGEST_TYPED, accepted
from tracker.core.quiz.words import items, words
from tracker.core.text import printable


def edited(
    card: Card, *, front: str | None = None, back: str | None = None, accept: Sequence[str] | None = None
) -> Card:
    """A card with another front, another back, or other accepted answers; None leaves a part as it is.

    Another back without accepted answers of its own brings those that follow from it, where the card had some.

    Raises:
        UserError: the front or the back is empty.
    """
    new_front = card.front if front is None else _clean(front)
    new_back = card.back if back is None else _clean(back)
    if not new_front:
        raise UserError("a card needs a question; nothing was changed")
    if not new_back:
        raise UserError("a card needs an answer; nothing was changed")
    if accept is not None:
        new_accept = tuple(dict.fromkeys(filter(None, map(_clean, accept))))
    elif new_back != card.back and card.kind in _FOLLOWING:
        new_accept = _FOLLOWING[card.kind](new_back)
    else:
        new_accept = card.accept
    return replace(card, front=new_front, back=new_back, accept=new_accept)


def _clean(text: str) -> str:
    """What can be stored and shown: no control characters, no halves of characters, no space around it."""
    return printable(text.encode(errors="ignore").decode()).strip()


def _term(back: str) -> tuple[str, ...]:
    """What may be typed for a term; nothing when it is too long to type."""
    typed = "\n" not in back and 1 <= len(words(back)) <= LONGEST_TYPED
    return accepted(back) if typed else ()


def _members(back: str) -> tuple[str, ...]:
    """The members of a list: one on each line, or all on one."""
    lines = [line for line in (line.strip("•*- \t") for line in back.splitlines()) if line]
    return tuple(lines if len(lines) > 1 else items(back))


_FOLLOWING = {"term": _term, "cloze": _term, "list": _members}
"""How the accepted answers follow from the back, by the kind of a card; other kinds have none of themselves."""
