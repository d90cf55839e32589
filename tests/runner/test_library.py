from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner.helpers import write_snippet
from tracker.runner import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for id in ("tensors/immutable", "gradients/tape", "gradients/chain_rule"):
        write_snippet(tmp_path, id, f'"""About {id}."""')
    return Library(tmp_path)


def test_all_snippets_are_found_in_the_order_of_their_ids(library):
    assert [snippet.id for snippet in library.all()] == ["gradients/chain_rule", "gradients/tape", "tensors/immutable"]


def test_a_folder_without_snippets_is_an_empty_library(tmp_path):
    library = Library(tmp_path / "missing")
    assert (library.all(), library.near("gradients/tape"), library.problems) == ([], [], [])


@pytest.mark.parametrize("name", ["gradients/test_tape", "gradients/conftest", "gradients/__init__", "top", "a/b/deep"])
def test_only_ideas_in_a_topic_are_snippets(library, name):
    write_snippet(library.root, name, "")
    assert name not in [snippet.id for snippet in library.all()]


def test_a_snippet_is_got_by_its_id(library):
    snippet = library.get("gradients/tape")
    assert snippet.title == "About gradients/tape"
    assert Path(snippet.path) == library.root / "snippets" / "gradients" / "tape.py"


@pytest.mark.parametrize("id", ["gradients/none", "tape", "../secrets/key", "gradients/../gradients/tape", ""])
def test_an_id_that_names_no_snippet_gets_none(library, id):
    assert library.get(id) is None
    assert library.problems == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"def broken(:\n", "not Python"),
        (b"x = 1\n", "the docstring has no title"),
        (b'"""T.\n\nClaims:\n    surely: it works.\n"""\n', "a claim must open with a verdict"),
        (b"\xff\xfe\x00", "can't decode byte"),
    ],
)
def test_an_unreadable_file_is_a_problem_and_the_others_are_read(library, source, message):
    path = library.folder / "gradients" / "broken.py"
    path.write_bytes(source)
    assert len(library.all()) == 3
    [problem] = library.problems
    assert problem.path == str(path)
    assert message in problem.message
    assert library.get("gradients/broken") is None
    assert [problem.path for problem in library.problems] == [str(path)]


def test_problems_are_those_of_the_last_reading(library):
    broken = library.folder / "gradients" / "broken.py"
    broken.write_text("(")
    library.all()
    broken.unlink()
    library.all()
    assert library.problems == []


def test_an_edit_shows_at_the_next_reading(library):
    before = library.get("gradients/tape")
    write_snippet(library.root, "gradients/tape", '"""Another title."""')
    after = library.get("gradients/tape")
    assert after.title == "Another title"
    assert after.digest != before.digest


def test_the_test_of_a_snippet_is_beside_it(library):
    snippet = library.get("gradients/tape")
    assert library.test_path(snippet) == library.folder / "gradients" / "test_tape.py"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gradients/tap", "gradients/tape"), ("tape", "gradients/tape"), ("tensor/imutable", "tensors/immutable")],
)
def test_a_mistyped_id_is_near_the_one_that_was_meant(library, typed, meant):
    assert library.near(typed)[0] == meant


def test_nothing_is_near_an_id_of_another_world(library):
    assert library.near("zzzz") == []
