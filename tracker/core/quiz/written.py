"""Cards that people wrote themselves: they become drafts as they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tracker.core.knowledge import Statement
from tracker.core.log.written import Gap, read_gaps, read_pair
from tracker.core.quiz.drafts import LONGEST_TYPED, Draft, accepted, outline
from tracker.core.quiz.words import BLANK, fill, has_words, mask

_MOST = 50
"""Cards of one text with gaps; each of them shows the whole text."""


def written(statement: Statement) -> list[Draft]:
    """Draft every card written in a statement or its points; the points under a pair belong to its back."""
    points = "\n".join(map(outline, statement.points)) if statement.points else ""
    if pair := read_pair(statement.text, points):
        front, back = _shown(pair.front), _shown(pair.back)
        return [_asked(front, back), _asked(back, front)] if pair.both_ways else [_asked(front, back)]
    gaps = read_gaps(statement.text)
    drafts = list(_gapped(statement.text, gaps)) if gaps else []
    for point in statement.points:
        drafts += written(point)
    return drafts


def _asked(front: str, back: str) -> Draft:
    """A draft whose answer can be typed when it is a few words."""
    if "\n" in back or has_words(back, LONGEST_TYPED + 1):
        return Draft("basic", front, back)
    return Draft("term", front, back.strip("`"), accepted(back))


def _gapped(text: str, gaps: list[Gap]) -> Iterator[Draft]:
    """One draft for each answer, or for each number of Anki's; the other gaps show theirs."""
    for card in islice(dict.fromkeys(map(_card, gaps)), _MOST):
        answers = list(dict.fromkeys(gap.answer for gap in gaps if _card(gap) == card))
        front = fill(text, ((gap.start, gap.end, _blank(gap) if _card(gap) == card else gap.answer) for gap in gaps))
        for answer in answers:
            front = mask(front, answer)
        yield Draft("cloze", front, ", ".join(answers), accepted(answers[0]) if len(answers) == 1 else ())


def _card(gap: Gap) -> tuple[str, str]:
    """What tells the cards of one text apart."""
    return (gap.number, "") if gap.number else ("", gap.answer)


def _blank(gap: Gap) -> str:
    return f"{BLANK} [{gap.hint}]" if gap.hint else BLANK


def _shown(text: str) -> str:
    """A text with its gaps filled."""
    return fill(text, ((gap.start, gap.end, gap.answer) for gap in read_gaps(text)))
