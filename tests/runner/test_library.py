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


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("gradients/test_tape.py", "from snippets.tensors import immutable\n"),
        ("conftest.py", "import pytest\n"),
        ("gradients/conftest.py", "import pytest\n"),
    ],
)
def test_a_digest_covers_what_the_claims_depend_on(library, file, text):
    """Whether a file is there, what it says, and what it imports."""
    digests = [library.get("gradients/tape").digest]
    for written in (text, f"{text}x = 1\n", text + '"""changed"""\n'):
        (library.folder / file).write_text(written)
        digests.append(library.get("gradients/tape").digest)
    assert len(set(digests)) == len(digests)


def test_a_digest_covers_the_snippets_that_are_imported_also_by_others(library):
    write_snippet(library.root, "gradients/tape", "from snippets.gradients import chain_rule, tape\n")
    write_snippet(library.root, "gradients/chain_rule", "import snippets.tensors.immutable\n")
    before = library.get("gradients/tape")
    assert [path.stem for path in library.files(before)] == ["tape", "chain_rule", "immutable"]
    write_snippet(library.root, "tensors/immutable", "x = 1\n")
    assert library.get("gradients/tape").digest != before.digest


def test_a_digest_does_not_cover_other_snippets(library):
    before = library.get("gradients/tape").digest
    write_snippet(library.root, "tensors/immutable", "x = 1\n")
    assert library.get("gradients/tape").digest == before


def test_the_stamp_of_the_whole_changes_with_any_file(library):
    stamps = {library.stamp()}
    (library.folder / "gradients" / "test_tape.py").write_text("")
    stamps.add(library.stamp())
    (library.folder / "gradients" / "tape.py").unlink()
    stamps.add(library.stamp())
    (library.folder / "notes.txt").write_text("no topic")
    assert len(stamps | {library.stamp()}) == 3


def test_snippets_are_found_by_a_word_in_their_text_without_reading_the_others(library):
    (library.folder / "gradients" / "broken.py").write_text("(")
    assert [snippet.id for snippet in library.containing(["chain_rule", "immutable"])] == [
        "gradients/chain_rule",
        "tensors/immutable",
    ]
    assert (library.containing([]), library.problems) == ([], [])
