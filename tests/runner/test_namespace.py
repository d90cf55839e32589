from __future__ import annotations

from pathlib import Path

import pytest

from tracker.core.identifiers import OPEN
from tracker.runner.namespace import Index, read_index


@pytest.fixture
def read(tmp_path: Path):
    """Write the files of a package `lib` and read it; modules named `src` are not public."""

    def read(**files: str) -> Index:
        for name, source in files.items():
            path = tmp_path / "lib" / ("" if name == "top" else name) / "__init__.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return read_index(tmp_path / "lib", lambda module: "src" not in module.split("."))

    return read


@pytest.mark.parametrize(
    "source",
    [
        "name = 1",
        "name: int",
        "other, (name, *_) = f()",
        "def name(): pass",
        "async def name(): pass",
        "class name: pass",
        "import os as name",
        "import name.path",
        "from lib.src.x import name",
        "from lib.src.x import y as name",
        "if True:\n    pass\nelse:\n    name = 1",
        "try:\n    pass\nexcept ImportError:\n    name = 1",
        "with open(f):\n    name = 1",
    ],
)
def test_a_name_is_bound_by_an_import_an_assignment_or_a_definition(read, source):
    assert read(top=source)["lib"]["name"] == ""


@pytest.mark.parametrize(
    "source",
    [
        "setattr(this, 'name', f())",
        "this.name = f()",
        "this.name.more = f()",
        "for each in ['name', 'x']:\n    globals()[each] = 1",
        "def __getattr__(asked):\n    if asked == 'name':\n        return 1\n    raise AttributeError",
    ],
)
def test_a_name_that_is_made_in_another_way_is_open(read, source):
    assert read(top=source)["lib"]["name"] == OPEN


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndel os",
        "def __getattr__(asked):\n    if asked == 'name':\n        raise AttributeError",
        "def _f():\n    name = 1",
        "_name = 1",
    ],
)
def test_a_name_that_stays_inside_is_not_held(read, source):
    assert read(top=source)["lib"] == {}


def test_a_public_module_is_followed_and_any_other_is_not(read):
    index = read(
        top="from lib import api as nn\nfrom . import src\nfrom .src import x",
        api="from ..src import relu",
        src="x = 1",
    )
    assert index == {"lib": {"api": "lib.api", "nn": "lib.api", "src": OPEN, "x": ""}, "lib.api": {"relu": ""}}


def test_a_module_that_lies_in_the_folder_can_be_imported_though_nothing_names_it(read):
    assert read(top="", api="")["lib"] == {"api": "lib.api"}


def test_modules_that_import_each_other_are_read_once(read):
    index = read(top="from lib import a", a="from lib import b", b="from lib import a\nimport lib as top")
    assert index["lib.b"] == {"a": "lib.a", "top": "lib"}


@pytest.mark.parametrize(
    "source",
    [
        "from x import *",
        "def __getattr__(name):\n    return getattr(other, name)",
        "def __getattr__(name):\n    return globals()[name]",
        "this is no Python",
    ],
)
def test_a_module_that_does_not_show_its_names_is_left_out(read, source):
    index = read(top="from lib import a", a=source)
    assert index == {"lib": {"a": "lib.a"}}


def test_a_stub_says_what_a_star_brings(read, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "__init__.pyi").write_text("from x import inner")
    assert read(top="from x import *\nouter = 1")["lib"] == {"inner": "", "outer": ""}


def test_a_package_that_is_not_there_holds_nothing(tmp_path):
    assert read_index(tmp_path / "lib", lambda _: True) == {}
