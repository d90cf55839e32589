"""Offers: the snippets for a text that is linked to none, by the names of libraries that both mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.core.identifiers import find_identifiers
from tracker.core.snippet import Snippet
from tracker.core.uses import uses

MOST_OFFERS = 3

_CODE = re.compile(r"`\.?([A-Za-z]\w*+)(?:\(\))?`")
_NAME = re.compile(r"\w_\w|[a-z][A-Z]|[A-Z][A-Z]+[a-z]|[A-Z][a-z]+[A-Z0-9]")
"""Looks like a name of a program, and not like a word of prose."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A snippet that may prove a text."""

    snippet: Snippet
    claim: int | None
    """The number of the claim that mentions most of the names, counted from one."""
    names: tuple[str, ...]
    """What both mention."""

    @property
    def target(self) -> str:
        """How to name it in a command."""
        return f"{self.snippet.id}#{self.claim}" if self.claim else self.snippet.id


def offers(text: str, snippets: Sequence[Snippet]) -> list[Offer]:
    """The snippets that use the names in a text, the one first that shares most of the rare ones.

    Args:
        text: lines of Markdown, such as a keypoint's.
        snippets: those to choose from.
    """
    users = {name: [snippet.id for snippet in snippets if uses(snippet.uses, name)] for name in mentioned(text)}
    found = []
    for snippet in snippets:
        names = tuple(name for name, ids in users.items() if snippet.id in ids)
        if names:
            weight = sum(1 / len(users[name]) for name in names)
            claim = _closest(snippet, names)
            found.append((weight, claim is not None, Offer(snippet, claim, names)))
    found.sort(key=lambda one: one[:2], reverse=True)
    return [offer for _, _, offer in found[:MOST_OFFERS]]


def mentioned(text: str) -> list[str]:
    """The names of programs in a text: dotted ones, and single ones in code spans."""
    dotted = [str(identifier) for line in text.splitlines() for identifier in find_identifiers(line)]
    return list(dict.fromkeys(dotted + [name for name in _CODE.findall(text) if _NAME.search(name)]))


def _closest(snippet: Snippet, names: Sequence[str]) -> int | None:
    last = [name.rpartition(".")[2].casefold() for name in names]
    shared = [sum(name in claim.text.casefold() for name in last) for claim in snippet.claims]
    return shared.index(max(shared)) + 1 if any(shared) else None
