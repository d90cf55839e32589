"""The gates: what a draft must pass to become a card. Any failure drops it."""

from __future__ import annotations

from collections.abc import Callable

from tracker.core.log.statement import is_activity
from tracker.core.quiz.drafts import LONGEST_TYPED, Draft
from tracker.core.quiz.words import BLANK, PRONOUNS, gives_away, has_words, words

LONGEST_FRONT = 45
"""Words; a longer front is reading, not recalling."""

Gate = Callable[[Draft], bool]


def answers_hidden(draft: Draft) -> bool:
    """The answer cannot be read in the front."""
    return draft.kind not in ("cloze", "term") or not gives_away(draft.front.replace(BLANK, " "), draft.back)


def answer_short(draft: Draft) -> bool:
    """An answer to be typed has a few words; the members of a list, too."""
    if draft.kind == "list":
        return all(len(words(item)) <= 3 * LONGEST_TYPED for item in draft.accept)
    return draft.kind == "basic" or 1 <= len(words(draft.back)) <= LONGEST_TYPED


def answer_names_something(draft: Draft) -> bool:
    """The answer is no pronoun or filler word."""
    return draft.back.casefold() not in PRONOUNS and bool(words(draft.back))


def front_short(draft: Draft) -> bool:
    """The front can be read at a glance."""
    return not has_words(draft.front, LONGEST_FRONT + 1)


def front_says_enough(draft: Draft) -> bool:
    """A blank has enough words around it to have one answer."""
    return draft.kind != "cloze" or has_words(draft.front.replace(BLANK, " "), 5)


def asks_about_the_world(draft: Draft) -> bool:
    """Nobody's diary is asked."""
    return not is_activity(draft.front)


GATES: tuple[Gate, ...] = (
    answer_short,
    answer_names_something,
    front_says_enough,
    answers_hidden,
    front_short,
    asks_about_the_world,
)
"""The cheapest first."""


def passes(draft: Draft) -> bool:
    """Whether a draft passes every gate."""
    for gate in GATES:  # noqa: SIM110 a generator would cost as much as the gates
        if not gate(draft):
            return False
    return True
