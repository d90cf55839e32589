"""What a query says, as a tree of small values; its text parses to the same tree again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed: `gradient`, `tape.gradient`, `GradientTape`."""

    text: str
    prefix: bool = False
    """Whether it is only the beginning of a word."""

    def __str__(self) -> str:
        return self.text + "*" * self.prefix


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to follow each other."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Numbers:
    """Days by their numbers, both ends included; None leaves an end open."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        return _span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Dates:
    """Days by their dates, both ends included; None leaves an end open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        return _span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bound on a number."""

    sign: str
    """`<`, `<=`, `=`, `>=` or `>`."""
    number: float

    def __str__(self) -> str:
        return f"{self.sign}{self.number:.9f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and what it has to be."""

    field: str
    """A name of the table `FIELDS`."""
    value: str | Numbers | Dates | Comparison

    def __str__(self) -> str:
        if isinstance(self.value, Comparison):
            return f"{self.field}{self.value}"
        value = str(self.value)
        return f"{self.field}:{value}" if _PLAIN.fullmatch(value) else f'{self.field}:"{value}"'


@dataclass(frozen=True, slots=True)
class Not:
    """What a term does not find."""

    term: Term

    def __str__(self) -> str:
        inner = str(self.term)
        grouped = isinstance(self.term, And | Or) or inner.startswith("-")
        return f"-({inner} )" if grouped else f"-{inner}"


@dataclass(frozen=True, slots=True)
class And:
    """What all of two or more terms find; none of them is an And."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        # The blank keeps the bracket out of a word such as `f(x`.
        return " ".join(f"({term} )" if isinstance(term, Or) else str(term) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Or:
    """What any of two or more terms finds; none of them is an Or."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.terms))


Term = Word | Phrase | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    term: Term | None
    """None when it was empty."""

    def __str__(self) -> str:
        return "" if self.term is None else str(self.term)

    def filters(self) -> Iterator[Filter]:
        """Every filter in it, wherever it stands."""
        yield from () if self.term is None else _filters(self.term)


_PLAIN = re.compile(r"[\w./#-]+")
"""A value that needs no quotes."""


def _filters(term: Term) -> Iterator[Filter]:
    match term:
        case Filter():
            yield term
        case Not(inner):
            yield from _filters(inner)
        case And(terms) | Or(terms):
            for one in terms:
                yield from _filters(one)


def _span(first: object, last: object) -> str:
    if first == last:
        return str(first)
    return f"{'' if first is None else first}..{'' if last is None else last}"
