"""Which definitions of a file its tests come to, as far as names tell."""

from __future__ import annotations

import ast
from collections.abc import Mapping


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
    everywhere = {name for node in tree.body if "autouse" in ast.dump(node) for name in defined(node)}
    for statement in tree.body:
        for name in defined(statement):
            mentioned = {name_of(node) for node in ast.walk(statement)}
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


def name_of(node: ast.AST) -> str | None:
    """The name that a node mentions: its own, or that of an attribute."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


def defined(statement: ast.stmt) -> list[str]:
    """The names that a statement at the top of a file defines."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    return []
