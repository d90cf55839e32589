"""What the text of a day or a note holds, by construct."""

from __future__ import annotations

import pytest

from tracker.core.log.content import read_content
from tracker.core.log.values import Entry, Kind, Listing


def told(body: str, *, note: bool = False) -> list[tuple[int, str, str]]:
    """(line, kind, text) of the entries at the top."""
    content = read_content(body, 1, None if note else (1,))
    return [(entry.line, entry.kind.value, entry.text) for entry in content.entries]


def keypoints(body: str, *, note: bool = False) -> list[str]:
    content = read_content(body, 1, None if note else (1,))
    return [keypoint.text for entry in content.entries for keypoint in entry.keypoints()]


# Paragraphs


def test_a_paragraph_is_one_entry_wherever_its_lines_end() -> None:
    body = "Wrote a first layer of my own.<br/>\nMade it trainable.\n\nRan it on a batch of words."
    assert told(body) == [
        (1, "activity", "Wrote a first layer of my own. Made it trainable."),
        (4, "activity", "Ran it on a batch of words."),
    ]


def test_lines_under_a_label_of_keypoints_are_entries_of_their_own() -> None:
    body = "**Learned:**\nslices share memory\na ragged tensor has rows of different lengths\nshapes are tuples"
    assert [line for line, _, _ in told(body)] == [2, 3, 4]


@pytest.mark.parametrize(
    "line",
    [
        "[guide](https://example.org) | [video](https://example.org/v)",
        "https://example.org/a",
        "![a plot](plot.png)",
        "[back to the top](#top)",
        "#100days #masks",
        "N/A",
        "---",
        "Here are the types of layers:",
    ],
)
def test_what_says_nothing_is_no_entry(line: str) -> None:
    assert told(f"{line}\n") == []


def test_an_address_after_its_label_labels_no_more_than_its_line() -> None:
    body = "Notebook: https://example.org/n\n\n- A mask hides padding."
    assert told(body) == [(3, "keypoint", "A mask hides padding.")]


# Lists


def test_a_bullet_that_is_a_label_heads_what_hangs_on_it() -> None:
    body = """\
- **Progress:** a first mask
- Resources:
  - [guide](https://example.org)
- Learned
  - A mask hides padding.
"""
    assert told(body) == [(1, "activity", "a first mask"), (5, "keypoint", "A mask hides padding.")]


def test_a_list_of_definitions_has_no_labels() -> None:
    body = "- **Model:** groups layers\n- **Code:** what the model runs\n- **Scope:** where its names are known"
    assert [text for _, _, text in told(body)] == [
        "Model: groups layers",
        "Code: what the model runs",
        "Scope: where its names are known",
    ]


def test_a_bullet_that_announces_its_points_keeps_them() -> None:
    content = read_content("- Masks are useful for:\n  - padding\n  - attention\n", 1, (1,))
    (entry,) = content.entries
    assert (entry.kind, [point.text for point in entry.children]) == (Kind.KEYPOINT, ["padding", "attention"])


def test_a_tick_makes_a_task_done_even_under_one_that_is_not() -> None:
    body = "- [ ] a whole course\n  - [x] its first chapter\n  - [ ] its second\n- [x] a mask"
    assert told(body) == [(2, "activity", "its first chapter"), (4, "activity", "a mask")]


# Quotes and tables


def test_a_quote_is_read_as_what_it_quotes() -> None:
    body = "> ## Masks\n> - A mask hides padding.\n>\n> A cell keeps a state."
    assert told(body) == [(2, "keypoint", "A mask hides padding."), (4, "keypoint", "A cell keeps a state.")]


@pytest.mark.parametrize("opening", ["[!note] ", "[!tip]+\n> ", "[!WARNING]\n> "])
def test_the_kind_of_a_callout_is_not_in_its_text(opening: str) -> None:
    assert [text for _, _, text in told(f"> {opening}A mask hides padding.")] == ["A mask hides padding."]


def test_a_row_of_a_table_says_something_of_its_first_cell() -> None:
    body = (
        "| Layer | Use |\n|---|---|\n| Embedding | turns numbers into vectors |\n| | nothing |\n| Dense | [x](y.md) |\n"
    )
    assert told(body, note=True)[0] == (3, "keypoint", "Embedding: turns numbers into vectors")
    body = "| Layer | Input | Output |\n|---|---|---|\n| Embedding | numbers | vectors |\n"
    assert told(body, note=True) == [(3, "keypoint", "Embedding: Input numbers; Output vectors")]


def test_a_day_in_a_row_is_told_by_its_other_cells() -> None:
    cells = "masks\n* Read about masks </br> * A mask hides padding.\n[notebook](day1.ipynb)"
    content = read_content(cells, 9, (1,), row=True)
    assert content.title == "masks"
    assert content.entries == (
        Entry(9, Kind.ACTIVITY, "", "Read about masks"),
        Entry(9, Kind.KEYPOINT, "", "A mask hides padding."),
    )


def test_a_row_with_one_cell_that_says_something_is_told_by_it() -> None:
    assert [entry.text for entry in read_content("Read about masks\n", 3, (1,), row=True).entries] == [
        "Read about masks"
    ]


# Code


def test_code_is_kept_with_the_output_under_it() -> None:
    body = "```python\nprint(1)\n```\n```\n1\n```\n\n```python\nx = 2\n```\nOutput:\n```text\n2\n```\n\n```sh\nls\n```"
    assert read_content(body).listings == (
        Listing(1, "python", "print(1)", "1"),
        Listing(8, "python", "x = 2", "2"),
        Listing(16, "sh", "ls"),
    )


def test_two_programs_in_a_row_are_no_program_and_its_output() -> None:
    body = "```python\nx = 1\n```\n```python\nx = 2\n```"
    assert [listing.output for listing in read_content(body).listings] == ["", ""]


# Cards people wrote


@pytest.mark.parametrize(
    "body",
    [
        "Q: What hides padding?\nA: A mask.",
        "**Q:** What hides padding?\n**A:** A mask.",
        "Q: What hides padding?\n\nA: A mask.",
        "- Q: What hides padding?\n- A: A mask.",
        "- Q: What hides padding?\n  A: A mask.",
        "### What hides padding?\n\nA mask.",
    ],
)
def test_a_question_and_its_answer_are_one_keypoint(body: str) -> None:
    assert keypoints(body) == ["Q: What hides padding? A: A mask."]
    assert keypoints(body, note=True) == ["Q: What hides padding? A: A mask."]


@pytest.mark.parametrize(
    "text", ["mask :: hides padding", "mask ::: hides padding", "A {{c1::mask}} hides padding", "A ==mask== hides"]
)
def test_a_card_somebody_wrote_is_a_keypoint_whatever_its_section(text: str) -> None:
    assert keypoints(f"## Daily logs\n- {text}\n") == [text]
    assert keypoints(f"{text}\n", note=True) == [text]
    assert keypoints(f"## Plan\n- {text}\n") == []


def test_a_question_may_follow_right_below_other_text() -> None:
    pair = "Q: What hides padding?\nA: A mask."
    for above in ("- read about masks\n", "Read about masks.\n"):
        assert keypoints(above + pair) == ["Q: What hides padding? A: A mask."]
        assert told(above + pair)[0][1:] == ("activity", above.strip("- \n"))


@pytest.mark.parametrize(
    "body",
    [
        "- **Q:** a b? **A:** c.\n- Q: d e? A: f.",
        "Q: a b? A: c.\nQ: d e? A: f.",
        "Question: a b?\nAnswer: c.\nQ: d e?\nA: f.",
    ],
)
def test_questions_follow_each_other(body: str) -> None:
    assert keypoints(body) == ["Q: a b? A: c.", "Q: d e? A: f."]


def test_cards_in_lines_of_one_paragraph_stay_apart() -> None:
    assert keypoints("Some words.\nmask :: a tensor\ntree :: a graph") == ["mask :: a tensor", "tree :: a graph"]


@pytest.mark.parametrize("opening", ["Learned that", "Today I learned that", "I realised that"])
def test_what_somebody_learned_is_a_fact(opening: str) -> None:
    assert keypoints(f"{opening} a mask is a tensor.") == ["A mask is a tensor."]
    assert keypoints(f"- {opening} a mask is a tensor.") == ["A mask is a tensor."]


def test_code_holds_no_cards() -> None:
    body = "```\nQ: What?\nA: This.\nmask :: hides\n```\n\n- Used `a :: b` in Haskell\n- Learned `std::vector` today"
    assert keypoints(body) == []


def test_a_question_heads_a_topic_when_points_follow_it() -> None:
    body = "## What is a mask?\n- A mask is a tensor.\n- A mask hides padding.\n"
    assert keypoints(body, note=True) == ["A mask is a tensor.", "A mask hides padding."]


# Notes


def test_a_note_gives_definitions_bullets_and_numbered_points_and_leaves_its_prose() -> None:
    body = """\
# Masks

Masks are introduced in this chapter.

**Mask:** a tensor of booleans

1. A mask hides padding.
2. A mask has the shape of its batch.
"""
    assert keypoints(body, note=True) == [
        "Mask: a tensor of booleans",
        "A mask hides padding.",
        "A mask has the shape of its batch.",
    ]
