from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.snippet import imported_snippets, linked_snippet, parse_snippet, snippet_id

LINKS = [
    "snippets/gradients/tape.py",
    "../snippets/gradients/tape.py#2",
    "/home/snippets/log/snippets/gradients/tape.py",
]


@pytest.mark.parametrize("target", LINKS)
def test_a_link_to_a_file_of_the_snippets_means_its_id(target: str) -> None:
    assert linked_snippet(target) == snippet_id(target) == "gradients/tape"


@pytest.mark.parametrize(
    "target",
    [
        *["", "#2", "gradients/tape", "gradients/tape.py", "docs/keras", "../../etc/passwd", "snippets/gradients/tape"],
        *["snippets/tape.py", "snippets/a/b/c.py", "snippets/../etc.py", "snippets/a/b.py/c", "mysnippets/a/b.py"],
        *["https://example.org/snippets/gradients/tape.py", "//example.org/snippets/gradients/tape.py"],
    ],
)
def test_a_link_to_anything_else_means_no_snippet(target: str) -> None:
    assert linked_snippet(target) is None


@pytest.mark.parametrize("name", ["gradients/tape", "snippets/gradients/tape", "./snippets/gradients/tape.py"])
def test_a_typed_name_may_leave_out_the_folder_and_the_ending(name: str) -> None:
    assert snippet_id(name) == "gradients/tape"


@pytest.mark.parametrize("name", ["", "tape", "gradients/tape.py", "a/b/c", "../secrets/key.py"])
def test_other_typed_names_mean_no_snippet(name: str) -> None:
    assert snippet_id(name) is None


@given(st.text() | st.lists(st.sampled_from(["..", "snippets", "/", "a", "b.py", "#1", "\\", ":"])).map("".join))
def test_what_a_link_means_is_what_it_means_when_typed(target: str) -> None:
    linked = linked_snippet(target)
    assert linked is None or linked == snippet_id(target)


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("from snippets.data.digits import draw\n", ["data/digits"]),
        (
            "import os\nfrom snippets.data import digits, pipeline\nfrom snippets.a.b import c",
            ["data/digits", "data/pipeline", "a/b"],
        ),
        ("from snippets.data import (\n    digits,\n)\n", ["data/digits"]),
        ("def f():\n    import snippets.data.digits\n", ["data/digits"]),
        ("# from snippets.data import digits\nfrom snippet.data import digits\nimport snippets\n", []),
    ],
)
def test_what_a_file_imports_of_the_snippets_is_read_without_running_it(source: str, ids: list[str]) -> None:
    assert imported_snippets(source) == ids


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('"""T.\n\nClaims:\n    holds: Same.\n    refuted: Same.\n"""\n', "it claims twice: 'Same.'"),
        ('"""T."""\nx = ' + "-" * 20_000 + "1\n", "nested too deeply|not Python"),
    ],
)
def test_what_cannot_be_verified_is_no_snippet(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_snippet("a/b", "b.py", source)
