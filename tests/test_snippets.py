"""What every snippet keeps, whoever wrote it; the tests beside the snippets say the rest."""

import ast
import re
import subprocess
import sys
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tracker import bundled
from tracker.core.snippet import Snippet, Status, Verdict, parse_claim
from tracker.runner import Library, Runner

LIBRARY = Library(bundled.root())
SNIPPETS = LIBRARY.all()
OF_EACH = pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.id)

MAY_IMPORT = {"tensorflow", "keras", "numpy", "snippets", *sys.stdlib_module_names}
LONGEST = 140
"""Lines: two screens."""
WIDEST = 100
"""Columns of what is printed."""
SHAPE = re.compile(r"shape|scalar|vector|matri|\((?:\w+,|[\w* +]+(?:, [\w* +]+)+)\)|\b\d+x\d+\b")
ARRAYS = re.compile(r"Tensor\b|ndarray|tf\.Variable|KerasTensor")


@cache
def tree(path: str) -> ast.Module:
    return ast.parse(Path(path).read_text())


def functions(snippet: Snippet) -> list[ast.FunctionDef]:
    """The public functions and methods of a snippet."""
    found = [node for node in ast.walk(tree(snippet.path)) if isinstance(node, ast.FunctionDef)]
    inner = {id(node) for outer in found for node in ast.walk(outer) if node is not outer}
    return [node for node in found if not node.name.startswith("_") and id(node) not in inner]


def test_there_are_enough_of_them() -> None:
    assert LIBRARY.problems == []
    assert len(SNIPPETS) >= 60
    assert sum(len(snippet.claims) for snippet in SNIPPETS) >= 180


@OF_EACH
def test_it_opens_with_why_and_states_claims(snippet: Snippet) -> None:
    assert ": " in snippet.title
    assert len(snippet.why.split()) >= 20
    assert 3 <= len(snippet.claims) <= 6
    assert len({claim.text for claim in snippet.claims}) == len(snippet.claims)
    for claim in snippet.claims:
        assert claim.verdict not in (Verdict.OPINION, Verdict.UNTESTED)
        assert claim.text.endswith((".", ".`")) and claim.text[0] in "`" + claim.text[0].upper()


@OF_EACH
def test_every_claim_has_a_test_and_every_test_a_claim_that_is_made(snippet: Snippet) -> None:
    tests = [node for node in tree(str(LIBRARY.test_path(snippet))).body if isinstance(node, ast.FunctionDef)]
    docstrings = [ast.get_docstring(node) for node in tests if node.name.startswith("test")]
    tested = {claim for text in docstrings if text and (claim := parse_claim(text))}
    assert tested == set(snippet.claims)


@OF_EACH
def test_it_fits_on_two_screens_and_needs_nothing_but_tensorflow_and_numpy(snippet: Snippet) -> None:
    assert len(Path(snippet.path).read_text().splitlines()) <= LONGEST
    for file in (snippet.path, str(LIBRARY.test_path(snippet))):
        imports = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = chain.from_iterable(
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for node in imports
        )
        assert {name.partition(".")[0] for name in names} <= MAY_IMPORT | {"pytest"}


@OF_EACH
def test_every_public_function_says_what_it_does_and_in_which_shapes(snippet: Snippet) -> None:
    for function in functions(snippet):
        docstring = ast.get_docstring(function)
        assert docstring, function.name
        arguments = ast.unparse(function.args) + " -> " + (ast.unparse(function.returns) if function.returns else "")
        if ARRAYS.search(arguments):
            assert SHAPE.search(docstring), f"{function.name} takes or gives arrays and says no shape"


def test_to_import_them_all_runs_nothing(tmp_path: Path) -> None:
    modules = ", ".join(f"snippets.{snippet.id.replace('/', '.')}" for snippet in SNIPPETS)
    script = f"""
import sys
import {modules}
from tensorflow.python.eager import context
print("started" if context.context()._initialized else "untouched")
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(LIBRARY.root), "TF_CPP_MIN_LOG_LEVEL": "3"},
    )
    assert done.stdout == "untouched\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_every_snippet_runs_and_prints_something_worth_reading() -> None:
    with Runner(LIBRARY.root) as runner:
        runner.warm()
        for snippet in SNIPPETS:
            run = runner.run(snippet)
            assert (run.status, run.detail) == (Status.PASSED, ""), snippet.id
            lines = run.stdout.splitlines()
            assert 3 <= len(lines) <= 40, snippet.id
            assert max(map(len, lines)) <= WIDEST, snippet.id


@pytest.mark.slow
def test_every_claim_is_verified_by_a_test_that_a_mistake_in_the_snippet_fails() -> None:
    with Runner(LIBRARY.root) as runner:
        found = runner.verify(LIBRARY, SNIPPETS)
    assert [(one.snippet, one.claim.text, one.detail) for one in found if not one.verified] == []
