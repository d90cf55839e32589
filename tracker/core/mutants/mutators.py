"""The mistakes: what each kind of change makes of one node of a syntax tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from tracker.core.mutants.reach import name_of

Text = Callable[[ast.AST], str]
"""How a node is written."""

Change = tuple[ast.AST, str]
"""A node and what stands in its place."""

Mutator = Callable[[ast.AST, Text], Iterator[Change]]
"""The changes of one kind to a node itself, not to what is in it."""

_ARITHMETIC: dict[type[ast.AST], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Pow: ("**", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
}


def _operator(node: ast.AST, text: Text) -> Iterator[Change]:
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


def _condition(node: ast.AST, text: Text) -> Iterator[Change]:
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
    elif isinstance(node, ast.Call) and name_of(node.func) in _TRUTHS:
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


def _confusion(node: ast.AST, text: Text) -> Iterator[Change]:
    """A name that is easily taken for another, also in a string."""
    if isinstance(node, ast.Attribute) and node.attr in _OTHER:
        yield node, f"{text(node.value)}.{_OTHER[node.attr]}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in _OTHER:
        yield node, repr(_OTHER[node.value])


def _order(node: ast.AST, text: Text) -> Iterator[Change]:
    """Two neighbours exchanged among the arguments of a call or in what is returned."""
    if isinstance(node, ast.Call):
        items = node.args
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        items = node.value.elts
    else:
        return
    for one, other in pairwise(items):
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

    def exchanged(self, text: Text) -> str:
        """The text with the two in each other's place."""
        whole, one, other = text(self), *map(text, self._pair)
        return other + whole[len(one) : len(whole) - len(other)] + one


def _constant(node: ast.AST, text: Text) -> Iterator[Change]:
    """Another number, so also another axis; the other truth value."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        yield node, "0" if text(node.operand) == "1" else text(node.operand)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, repr(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield node, repr(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield node, repr(2 * node.value or 1.0)


def _omission(node: ast.AST, text: Text) -> Iterator[Change]:
    """A named argument, a decorator, a statement that changes something, or a call around one value, left out."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg and len(node.args) + len(node.keywords) > 1:
                kept = [item for item in (*node.args, *node.keywords) if item is not keyword]
                yield node, f"{text(node.func)}({', '.join(map(text, kept))})"
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred | ast.GeneratorExp):
            yield node, f"({text(node.args[0])})"
    elif _changes_something(node):
        yield node, "pass"
    elif isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            if not re.search(r"\b(static|class)method\b|\bproperty\b", text(decorator)):
                yield decorator, "(lambda undecorated: undecorated)"


def _changes_something(node: ast.AST) -> bool:
    """A call for its effect, or an assignment to a part or on top of a value."""
    if isinstance(node, ast.Assign):
        return not isinstance(node.targets[0], ast.Name | ast.Tuple)
    return isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))


MUTATORS: tuple[Mutator, ...] = (_operator, _condition, _confusion, _order, _constant, _omission)
