"""Which lines open like the marker of a day, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.candidates import Construct, find_candidates, plain


def found(text: str) -> list[tuple[int, Construct, tuple[int, ...]]]:
    outline = find_candidates(text.split("\n"))
    return [(each.index, each.construct, each.claim.numbers) for each in outline.candidates]


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("### Day 3 ###", Construct.HEADING),
        ("<h3 id='x'>Day 3</h3>", Construct.HEADING),
        ("<details><summary>Day 3</summary>", Construct.SUMMARY),
        ("**Day 3**: masks", Construct.BOLD),
        ("<b>Day 3</b>", Construct.BOLD),
        ("Day 3", Construct.LINE),
        ("  * [ ] Day 3 - masks", Construct.ITEM),
    ],
)
def test_a_line_is_found_in_its_construct(text: str, construct: Construct) -> None:
    assert found(text) == [(0, construct, (3,))]


def test_a_line_over_dashes_is_a_heading_that_ends_under_them() -> None:
    (candidate,) = find_candidates(["Day 3", "=====", "masks"]).candidates
    assert (candidate.construct, candidate.level, candidate.end) == (Construct.HEADING, 1, 2)


def test_a_row_keeps_its_other_cells_with_their_markup() -> None:
    (candidate,) = find_candidates(["| Day | Topic |", "|---|---|", "| **Day 3** | a `b` \\| c | [x](y) |"]).candidates
    assert (candidate.index, candidate.construct) == (2, Construct.ROW)
    assert candidate.after == "a `b` | c\n[x](y)"


def test_what_stands_in_code_comments_and_quotes_is_not_looked_at() -> None:
    text = "```\n# Day 1\n```\n<!-- # Day 2\n# Day 3 -->\n> # Day 4\n~~~text\n# Day 5\n~~~\n# Day 6"
    assert found(text) == [(9, Construct.HEADING, (6,))]


def test_a_link_to_a_place_in_the_text_is_a_table_of_contents() -> None:
    assert found("- [Day 1](#day-1)\n# [Day 2](#top)\n| [Day 3](#day-3) |") == []


def test_other_headings_are_kept_with_their_levels() -> None:
    outline = find_candidates(["# Masks", "", "Cells", "---", "", "<h3>**Graphs**</h3>"])
    assert outline.headings == [(0, 1, "Masks"), (2, 2, "Cells"), (5, 3, "Graphs")]


def test_the_marks_of_a_merge_and_the_ends_of_folds_are_noted() -> None:
    outline = find_candidates(["<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> c", "</details>", "======="])
    assert outline.conflicts == [0, 2, 4]
    assert outline.folds == [5]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Day 1**: `masks`", "Day 1: masks"),
        ("[Day 1](https://example.org/a_(b)) ![plot](x.png)", "Day 1"),
        ("Day 1 [masks]", "Day 1 [masks]"),
        ("[![Day 1](a.png)](b)", ""),
        ("<b>Day</b> 1 \\# a_b _c_", "Day 1 # a_b c"),
    ],
)
def test_plain_text_has_no_markup(source: str, text: str) -> None:
    assert plain(source) == text


@given(
    st.lists(
        st.text(max_size=12) | st.sampled_from(["# Day 1", "- Day 2", "```", "<!--", "-->", "|---|", "| 3 |", "---"])
    )
)
def test_any_lines_can_be_looked_through(lines: list[str]) -> None:
    outline = find_candidates(lines)
    places = [each.index for each in outline.candidates]
    assert places == sorted(places)
    assert all(0 <= each.index < each.end <= len(lines) for each in outline.candidates)
