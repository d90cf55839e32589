"""The mutants of a file: the same text with one change, so that what reads the source finds the rest as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from tracker.core.mutants.mutators import MUTATORS
from tracker.core.mutants.reach import defined

_ENTRY = "main"
"""What only prints."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """The text of a file with one change."""

    source: str
    line: int
    before: str
    """What stood there, on one line."""
    after: str
    definition: str
    """The function, class or constant at the top of the file in which the change is."""


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a file, one from each definition in turn, the most plausible change of each first.

    Left alone are `main`, what runs under `if __name__ == "__main__"`, annotations, docstrings and f-strings.

    Raises:
        SyntaxError: the source is not Python.
    """
    text = _Text(source)
    of_definitions = []
    for statement in ast.parse(source).body:
        name = next(iter(defined(statement)), None)
        if name and name != _ENTRY:
            of_definitions.append(list(_of_definition(statement, name, text)))
    in_turn = (mutant for row in zip_longest(*of_definitions) for mutant in row if mutant)
    return list({mutant.source: mutant for mutant in in_turn}.values())


class _Text:
    """The text of a file by its syntax tree."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        self._starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node begins and ends, in bytes."""
        start = self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def of(self, node: ast.AST) -> str:
        """How a node is written."""
        start, end = self.span(node)
        return self._bytes[start:end].decode()

    def mutant(self, node: ast.AST, after: str, definition: str) -> Mutant:
        """The file with another text in the place of a node."""
        start, end = self.span(node)
        changed = self._bytes[:start] + after.encode() + self._bytes[end:]
        line: int = node.lineno  # type: ignore[attr-defined]
        return Mutant(changed.decode(), line, _one_line(self.of(node)), _one_line(after), definition)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _of_definition(statement: ast.stmt, name: str, text: _Text) -> Iterator[Mutant]:
    nodes = list(_code(statement))
    for mutator in MUTATORS:
        for node in nodes:
            for place, after in mutator(node, text.of):
                yield text.mutant(place, after, name)


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are run when the code is, but for f-strings, whose parts have no places of their own."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield from _code(child)


def _is_text(node: ast.AST) -> bool:
    """A docstring, of a definition or below a constant."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
