"""The names that the modules of an installed package hold, read from their source.

Importing a package may take seconds. Its `__init__.py` files say as much when they are little more than lists of
imports. A name that such a file makes in another way than by an import, an assignment or a definition is `OPEN`. A
module that gets names its source does not show is left out, and so is one that cannot be read.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tracker.core.identifiers import OPEN

Names = dict[str, str]
"""The public names of a module, each with the module it leads to, with `OPEN`, or with nothing when it is no module."""
Index = dict[str, Names]
"""Modules and their names, in the order of the alphabet."""

_LOOKS_UP = {"getattr", "globals", "import_module"}
"""Functions by which a module's `__getattr__` may answer to names that are not in its source."""


class _UnseenError(Exception):
    """A module gets names that its source does not show."""


def read_index(folder: Path, is_public: Callable[[str], bool]) -> Index:
    """Read a package from its top module down.

    Args:
        folder: where the package is; it has the name of the top module.
        is_public: whether to read a module when a name leads to it.
    """
    index: Index = {}
    waiting = [folder.name]
    while waiting:
        module = waiting.pop()
        if module in index:
            continue
        bound = _read_module(_place(folder, module), module)
        names = {}
        for name, leads in (bound or {}).items():
            if leads and is_public(leads) and (_place(folder, leads) / "__init__.py").is_file():
                waiting.append(leads)
                names[name] = leads
            else:
                names[name] = OPEN if leads in (OPEN, f"{module}.{name}") else ""
        if bound is not None:
            index[module] = {name: names[name] for name in sorted(names) if not name.startswith("_")}
    return index


def _place(folder: Path, module: str) -> Path:
    return folder.parent.joinpath(*module.split("."))


def _read_module(place: Path, module: str) -> Names | None:
    """What a package binds and what lies in its folder, each name with where it comes from; None when that is not all.

    Its stub is read too when it imports all that another module holds.
    """
    children = {child: f"{module}.{child}" for child in _children(place)}
    names = children.copy()
    for file in (place / "__init__.py", place / "__init__.pyi"):
        try:
            _bind(ast.parse(file.read_bytes()).body, names, module)
        except (OSError, SyntaxError, ValueError, _UnseenError):
            return None
        if not names.pop("*", None):
            return children | names
    return None


def _children(place: Path) -> Iterator[str]:
    for path in place.iterdir() if place.is_dir() else ():
        name = path.name.partition(".")[0]
        if name.isidentifier() and (path.suffix in (".py", ".so", ".pyd") or path.is_dir()):
            yield name


def _bind(body: Iterable[ast.stmt], names: Names, module: str) -> None:
    """Carry out what statements do to the names of a module; an imported name leads to where it comes from."""
    for node in body:
        match node:
            case ast.ImportFrom():
                for alias in node.names:
                    names[alias.asname or alias.name] = f"{_origin(node, module)}.{alias.name}"
            case ast.Import():
                for alias in node.names:
                    names[alias.asname or alias.name.partition(".")[0]] = alias.name if alias.asname else ""
            case ast.FunctionDef(name="__getattr__"):
                for name in _answers(node):
                    names.setdefault(name, OPEN)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names[node.name] = ""
            case ast.Assign(targets=targets):
                _assign(targets, names)
            case ast.AnnAssign(target=target):
                _assign([target], names)
            case ast.Expr(ast.Call(ast.Name("setattr"), [_, ast.Constant(str(name)), _])):
                names[name] = OPEN
            case ast.Delete(targets=targets):
                for gone in targets:
                    if isinstance(gone, ast.Name):
                        names.pop(gone.id, None)
            case ast.For(iter=ast.List(elts) | ast.Tuple(elts)):
                # It makes a name of each, in some way.
                for item in elts:
                    if isinstance(item, ast.Constant) and isinstance(item.value, str):
                        names.setdefault(item.value, OPEN)
            case ast.If():
                _bind([*node.body, *node.orelse], names, module)
            case ast.Try():
                handlers = [statement for handler in node.handlers for statement in handler.body]
                _bind([*node.body, *handlers, *node.orelse, *node.finalbody], names, module)
            case ast.With():
                _bind(node.body, names, module)


def _origin(node: ast.ImportFrom, module: str) -> str:
    """The module that an import names, written in full."""
    if not node.level:
        return node.module or ""
    above = module.split(".")[: len(module.split(".")) + 1 - node.level]
    return ".".join([*above, *([node.module] if node.module else [])])


def _assign(targets: Iterable[ast.expr], names: Names) -> None:
    for target in targets:
        match target:
            case ast.Name(id):
                names[id] = ""
            case ast.Tuple(elts) | ast.List(elts):
                _assign(elts, names)
            case ast.Attribute(value=ast.Attribute() as module):
                # `this_module.nn.cell = ...` gives `nn` a name that is not in its own source.
                _assign([module], names)
            case ast.Attribute(attr=name):
                names[name] = OPEN


def _answers(function: ast.FunctionDef) -> Iterator[str]:
    """The names that a module's `__getattr__` compares with and returns something for."""
    for node in ast.walk(function):
        match node:
            case ast.Call(ast.Name(name) | ast.Attribute(attr=name)) if name in _LOOKS_UP:
                raise _UnseenError
            case ast.If(ast.Compare(_, [ast.Eq()], [ast.Constant(str(name))]), body):
                if any(isinstance(statement, ast.Return) for part in body for statement in ast.walk(part)):
                    yield name
