"""Mutants: a snippet with one plausible mistake in it, for asking whether a test can fail.

A test that passes whatever the code does shows nothing. So the code is changed in one place, as somebody might get it
wrong: another operator, two arguments exchanged, another axis or constant, a forgotten call. A test that then fails an
assertion has killed the mutant, and what it says about the unchanged code counts (DeMillo, Lipton and Sayward, "Hints
on Test Data Selection", Computer 11(4), 1978).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

Change = tuple[ast.AST, str]
"""What stands in the place of a node."""

Mutator = Callable[[ast.AST, Callable[[ast.AST], str]], Iterator[Change]]
"""The changes of one kind to a node itself, not to what is in it; the function gives the text of a node."""

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
        name = next(iter(_defined(statement)), None)
        if name and name != _ENTRY:
            of_definitions.append(list(_of_definition(statement, name, text)))
    in_turn = (mutant for row in zip_longest(*of_definitions) for mutant in row if mutant)
    return list({mutant.source: mutant for mutant in in_turn}.values())


def reached(source: str, tests: str) -> dict[str, frozenset[str]]:
    """Which definitions of a file each test function names, by itself or through other definitions.

    Args:
        source: the file under test.
        tests: the file with its tests; fixtures and helpers there are followed too.

    Raises:
        SyntaxError: one of them is not Python.
    """
    uses = _uses(source)
    own = _uses(tests)
    found = {}
    for test in own:
        if test.startswith("test"):
            named = _closure({test}, own)
            found[test] = frozenset(_closure({name for use in named for name in own[use] if name in uses}, uses))
    return found


def _uses(source: str) -> dict[str, set[str]]:
    """By each definition at the top of a file, the names and attributes in it."""
    tree, uses = ast.parse(source), {}
    everywhere = {name for node in tree.body if "autouse" in ast.dump(node) for name in _defined(node)}
    for statement in tree.body:
        for name in _defined(statement):
            mentioned = {_name(node) for node in ast.walk(statement)}
            arguments = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
            uses[name] = ({name for name in mentioned if name} | arguments | everywhere) - {name}
    return uses


def _closure(names: set[str], uses: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= {use for use in uses.get(name, ()) if use in uses} - found
    return found


def _name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


def _defined(statement: ast.stmt) -> list[str]:
    """The names that a statement at the top of a file defines."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return []


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
    for mutator in _MUTATORS:
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


_ARITHMETIC: dict[type[ast.AST], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Pow: ("**", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
}


def _operator(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """Another operator; the two sides of `@` and of a comparison the other way round."""
    if isinstance(node, ast.BinOp):
        if type(node.op) in _ARITHMETIC:
            yield node, f"({text(node.left)}) {_ARITHMETIC[type(node.op)][1]} ({text(node.right)})"
        elif isinstance(node.op, ast.MatMult):
            yield node, f"({text(node.right)}) @ ({text(node.left)})"
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield node, f"{text(node.target)} {_ARITHMETIC[type(node.op)][1]}= {text(node.value)}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield node, text(node.operand)


_COMPARISONS: dict[type[ast.AST], str] = {
    ast.Lt: ">=",
    ast.LtE: ">",
    ast.Gt: "<=",
    ast.GtE: "<",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_TRUTHS = {"isinstance", "issubclass", "hasattr", "callable", "is_tensor", "any", "all", "allclose", "array_equal"}


def _condition(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """A condition the wrong way round."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield node, f"({text(node.left)}) {_COMPARISONS[type(node.ops[0])]} ({text(node.comparators[0])})"
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.Compare):
        yield node.test, f"not ({text(node.test)})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, text(node.operand)
    elif isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield node, "(" + word.join(f"({text(value)})" for value in node.values) + ")"
    elif isinstance(node, ast.Call) and _name(node.func) in _TRUTHS:
        yield node, f"(not {text(node)})"


_CONFUSED = (
    "reduce_sum reduce_mean",
    "reduce_max reduce_min",
    "maximum minimum",
    "argmax argmin",
    "sum mean",
    "max min",
    "zeros ones",
    "zeros_like ones_like",
    "assign assign_add",
    "assign_add assign_sub",
    "tanh sigmoid",
    "relu linear",
    "softmax sigmoid",
    "exp log",
    "same valid",
    "nearest bilinear",
    "float32 float64",
    "int32 int64",
    "ceil floor",
    "stack concat",
    "rank size",
    "tensor_scatter_nd_update tensor_scatter_nd_add",
)
_OTHER = {one: other for pair in _CONFUSED for one, other in (pair.split(), pair.split()[::-1])}


def _confusion(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """A name that is easily taken for another, also in a string."""
    if isinstance(node, ast.Attribute) and node.attr in _OTHER:
        yield node, f"{text(node.value)}.{_OTHER[node.attr]}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in _OTHER:
        yield node, repr(_OTHER[node.value])


def _order(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """Two neighbours exchanged among the arguments of a call or in what is returned."""
    if isinstance(node, ast.Call):
        items = node.args
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        items = node.value.elts
    else:
        return
    for one, other in zip(items, items[1:], strict=False):
        if text(one) != text(other) and not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred):
            between = _Between(one, other)
            yield between, between.exchanged(text)


class _Between(ast.expr):
    """Two neighbours and what stands between them, as one node."""

    def __init__(self, one: ast.expr, other: ast.expr) -> None:
        super().__init__(
            lineno=one.lineno,
            col_offset=one.col_offset,
            end_lineno=other.end_lineno,
            end_col_offset=other.end_col_offset,
        )
        self._pair = one, other

    def exchanged(self, text: Callable[[ast.AST], str]) -> str:
        """The text with the two in each other's place."""
        whole, one, other = text(self), *map(text, self._pair)
        return other + whole[len(one) : len(whole) - len(other)] + one


def _constant(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """Another number, so also another axis; the other truth value."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        yield node, "0" if text(node.operand) == "1" else text(node.operand)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, repr(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield node, repr(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield node, repr(2 * node.value or 1.0)


def _omission(node: ast.AST, text: Callable[[ast.AST], str]) -> Iterator[Change]:
    """A named argument, a decorator, a change of a part, a call for its effect, or a call around one value, left out."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg and len(node.args) + len(node.keywords) > 1:
                kept = [item for item in (*node.args, *node.keywords) if item is not keyword]
                yield node, f"{text(node.func)}({', '.join(map(text, kept))})"
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred | ast.GeneratorExp):
            yield node, f"({text(node.args[0])})"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield node, "pass"
    elif isinstance(node, ast.AugAssign):
        yield node, "pass"
    elif isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple):
        yield node, "pass"
    elif isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            if not re.search(r"\b(static|class)method\b|\bproperty\b", text(decorator)):
                yield decorator, "(lambda undecorated: undecorated)"


_MUTATORS: tuple[Mutator, ...] = (_operator, _condition, _confusion, _order, _constant, _omission)
