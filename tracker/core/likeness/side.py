"""One of two texts that are laid side by side, and what of it the other one lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from tracker.core.likeness import grammar
from tracker.core.likeness.grammar import OPENERS
from tracker.core.likeness.words import HARD, SOFT, Words, is_character

_CLAUSE = 3
"""Words of the shortest clause."""
_GLOSS = 6
"""Words of the longest gloss."""
_INSERTED = 0.34
"""The part of a text, by weight, that may come or go word by word."""


@dataclass(slots=True)
class Side:
    """One of the two texts, and which of its words have no counterpart in the other."""

    words: Words
    runs: list[range] = field(default_factory=list)
    """For each place in which the texts differ, a hunk, the words there."""
    missing: list[list[int]] = field(default_factory=list)
    """For each hunk, those of its words with a meaning that have no counterpart."""

    def roots(self, hunk: int) -> list[str]:
        """Of the words of a hunk that have no counterpart."""
        return [self.words.roots[index] for index in self.missing[hunk]]

    def drop(self, hunk: int, roots: Counter[str]) -> None:
        """Take words of a hunk for found."""
        rest, left = roots.copy(), []
        for index in self.missing[hunk]:
            if rest[self.words.roots[index]] > 0:
                rest[self.words.roots[index]] -= 1
            else:
                left.append(index)
        self.missing[hunk] = left

    def lacking(self) -> float:
        """The weight of the words without a counterpart."""
        return sum(map(self.words.weigh, self.missing))

    def is_hard(self, hunk: int, *, replaced: bool = False) -> bool:
        """Whether a fact hangs on what is missing; of characters that stand for words it may on any single one."""
        words, missing = self.words, self.missing[hunk]
        if any(words.weights[index] == HARD for index in missing):
            return True
        return (replaced or len(missing) == 1) and any(is_character(words.forms[index]) for index in missing)

    def may_change_fact(self, replaced: Container[int]) -> bool:
        """Whether the words that only this text has, and in the place of no others, matter.

        They do when a fact hangs on them, when nothing that both texts have comes before them, so that they narrow the
        subject, and when there are too many of them. A clause does not.
        """
        missing = {index for left in self.missing for index in left}
        telling = (index for index, weight in enumerate(self.words.weights) if weight > SOFT and index not in missing)
        subject = next(telling, len(self.words.forms))
        loose = 0.0
        for hunk, left in enumerate(self.missing):
            if left and hunk not in replaced and not self.is_clause(hunk) and not self.is_glossed(hunk):
                if self.is_hard(hunk) or self.runs[hunk].start <= subject:
                    return True
                loose += self.words.weigh(left)
        return loose > _INSERTED * self.words.weight

    def is_clause(self, hunk: int) -> bool:
        """Whether the words of a hunk are a clause, or stand between marks."""
        words, run = self.words, self.runs[hunk]
        for start in self._starts(hunk):
            stop = start + len(run)
            if start > 0 and stop in words.breaks and self._is_after_break(start, stop):
                return True
            opens = start in words.breaks or words.forms[start] in OPENERS
            if len(run) >= _CLAUSE and opens and (stop in words.breaks or words.forms[stop] in OPENERS):
                return True
        return False

    def _is_after_break(self, start: int, stop: int) -> bool:
        """Whether a part begins there, or after no more than words of grammar, as in `速いが、重い`."""
        while start < stop and start not in self.words.breaks and self.words.weights[start] == SOFT:
            start += 1
        return start < stop and start in self.words.breaks

    def is_glossed(self, hunk: int) -> bool:
        """Whether an abbreviation stands beside what it stands for: all that is new in `ASA (aspirin)` is the gloss."""
        words, run, missing = self.words, self.runs[hunk], set(self.missing[hunk])
        aside = next((aside for aside in words.asides if aside[0] == run.stop), None)
        if aside is None or len(run) > _GLOSS or any(words.forms[index] in grammar.HARD for index in missing):
            return False
        inside = range(*aside)
        lost = {index for left in self.missing for index in left}
        if not inside or lost & set(inside):
            return False
        named = any(words.weights[index] == HARD for index in (*missing, *inside))
        return named or [words.forms[index][0] for index in run] == [words.forms[index][0] for index in inside]

    def opens_clause(self, hunk: int) -> bool:
        """Whether a hunk begins as a clause does."""
        return len(self.runs[hunk]) >= _CLAUSE and any(
            self.words.forms[start] in OPENERS for start in self._starts(hunk)
        )

    def _starts(self, hunk: int) -> Iterator[int]:
        """Where a hunk may as well begin: `b and` after `a and` is `and b` after `a`."""
        roots, run = self.words.roots, self.runs[hunk]
        yield run.start
        start, stop = run.start, run.stop
        while start and roots[start - 1] == roots[stop - 1]:
            start, stop = start - 1, stop - 1
            yield start
        start, stop = run.start, run.stop
        while stop < len(roots) and roots[start] == roots[stop]:
            start, stop = start + 1, stop + 1
            yield start


def hunks(old: Words, new: Words) -> Iterator[tuple[range, range]]:
    """Where the texts differ: the words from and to where, in each; the same whichever text is the old one.

    A word that one text says twice can be laid beside either; which one must not hang on the direction.
    """
    if (len(new.roots), new.roots) < (len(old.roots), old.roots):
        yield from ((gone, come) for come, gone in _hunks(new, old))
    else:
        yield from _hunks(old, new)


def _hunks(old: Words, new: Words) -> Iterator[tuple[range, range]]:
    start, other = 0, 0
    for block in Indel.opcodes(old.roots, new.roots):
        if block.tag == "equal":
            if (start, other) != (block.src_start, block.dest_start):
                yield range(start, block.src_start), range(other, block.dest_start)
            start, other = block.src_end, block.dest_end
    if (start, other) != (len(old.roots), len(new.roots)):
        yield range(start, len(old.roots)), range(other, len(new.roots))
