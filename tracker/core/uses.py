"""The names of libraries that a program uses, and whether one of them is what somebody asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache

_SHORT = {"tensorflow": "tf", "numpy": "np", "tf.keras": "keras"}
"""How the field writes the names of modules."""

_MODULES = {"tf", "keras", "np"}


@lru_cache(maxsize=1000)
def names_in(source: str) -> frozenset[str]:
    """The dotted names that a program uses of the modules it imports, and the methods it calls with a leading dot.

    `from keras import layers as kl` and `kl.Dense(3)` use `keras.layers.Dense`; `tape.gradient(y, x)` uses `.gradient`.
    """
    tree = ast.parse(source)
    roots = dict(_roots(tree))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            root, *parts = _parts(node)
            if root in roots:
                names.add(".".join((roots[root], *parts)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _parts(node.func)[0] not in roots:
            names.add(f".{node.func.attr}")
    return frozenset(names)


def uses(names: Iterable[str], wanted: str) -> bool:
    """Whether a program that uses these names uses what is asked for.

    Args:
        names: what `names_in` found.
        wanted: a dotted name as anybody would write it: `tf.GradientTape`, `GradientTape`, `tensorflow.keras.layers`
            and `tf.Variable.assign_add` are all understood. A module is used when anything in it is.
    """
    parts = _shortened(wanted.strip("`.() ")).split(".")
    # Nobody can say of which class a method is; what stands right in a module is no method.
    method = f".{parts[-1]}" if len(parts) == 1 or parts[0] not in _MODULES or parts[-2][:1].isupper() else ""
    return all(parts) and any(name == method or _has(name.split("."), parts) for name in names)


def _has(name: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(name[at : at + size] == wanted for at in range(len(name) - size + 1))


def _roots(tree: ast.Module) -> Iterable[tuple[str, str]]:
    """What each imported name stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.partition(".")[0]
                yield alias.asname or name, _shortened(name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, _shortened(f"{node.module}.{alias.name}")


def _parts(node: ast.expr) -> list[str]:
    """The parts of `a.b.c`; the first is empty when something else than a name is in front."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id if isinstance(node, ast.Name) else "", *reversed(parts)]


def _shortened(name: str) -> str:
    for module, short in _SHORT.items():
        if name == module or name.startswith(f"{module}."):
            name = short + name[len(module) :]
    return name
