"""The layers of the project as data, held against its imports and against clean interpreters."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "tracker"

MAY_IMPORT = {
    "core": {"core"},
    "store": {"store", "core"},
    "model": {"model", "core"},
    "runner": {"runner", "core"},
    "bundled": set(),
    "clock": {"core"},
    "blame": {"core"},
    "files": {"files", "blame", "core", "__init__"},
    "intake": {"intake", "store", "runner", "core", "bundled", "files", "__init__"},
    "study": {"study", "intake", "store", "runner", "model", "core", "bundled", "clock", "files"},
    "shapes": {"study", "intake", "model", "core"},
    "plain": {"study", "core"},
    "watch": {"study", "core"},
    "tui": {"tui", "study", "core"},
    "commands": {"commands", "cli", "study", "shapes", "plain", "watch", "core", "__init__"},
    "cli": {"commands", "tui", "core"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Part of the package -> the parts it may import."""

OUTSIDE_THE_CORE = {"sqlmodel", "sqlalchemy", "alembic", "textual", "typer", "platformdirs", "tensorflow", "numpy"}
HEAVY = ("sqlmodel", "sqlalchemy", "textual", "tensorflow", "numpy", "alembic")


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The modules a file imports anywhere in it, written out in full."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def parts_imported(path: Path) -> set[str]:
    modules = {name for name in imports_of(path) if name == "tracker" or name.startswith("tracker.")}
    parts = {name.split(".")[1] for name in modules if "." in name}
    return {part if (PACKAGE / part).exists() or (PACKAGE / f"{part}.py").exists() else "__init__" for part in parts}


SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_part_imports_only_the_parts_below_it(path: Path) -> None:
    assert parts_imported(path) <= MAY_IMPORT[part_of(path)]


def test_every_part_has_its_place() -> None:
    assert {part_of(path) for path in SOURCES} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if part_of(path) == "core"], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_core_uses_values_and_functions_only(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & OUTSIDE_THE_CORE


@pytest.mark.parametrize("folder", ["content", "snippets"])
def test_content_and_snippets_know_nothing_of_the_program(folder: str) -> None:
    for path in (PACKAGE.parent / folder).rglob("*.py"):
        assert not {name for name in imports_of(path) if name.split(".")[0] == "tracker"}


def loaded_by(statement: str) -> set[str]:
    """The heavy packages that a clean interpreter holds after a statement."""
    script = f"{statement}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_whole_core_loads_nothing_heavy() -> None:
    core = [
        "tracker." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for path in SOURCES
        if part_of(path) == "core" and path.name != "__init__.py"
    ]
    assert loaded_by("import " + ", ".join(core)) == set()


def test_the_command_line_loads_nothing_heavy() -> None:
    assert loaded_by("import tracker.cli, tracker.commands") == set()


def test_the_app_paints_before_the_database_is_loaded() -> None:
    assert loaded_by("import tracker.tui.app") == {"textual"}


def test_the_facade_never_loads_tensorflow() -> None:
    assert "tensorflow" not in loaded_by("import tracker.study, tracker.plain, tracker.shapes, tracker.runner.verify")
