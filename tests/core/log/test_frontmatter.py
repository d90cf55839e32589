from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.frontmatter import split_front_matter


def test_fields_above_the_text_are_taken_off() -> None:
    text = "---\nTitle: Masks\ndate: 2026-11-20\n---\n# Heading\n\ntext\n"
    assert split_front_matter(text) == ({"title": "Masks", "date": "2026-11-20"}, 4, "# Heading\n\ntext\n")


def test_a_text_without_front_matter_stays_as_it_is() -> None:
    for text in ("", "text", "# Day 1\n---\ntext\n---\n", "----\na: b\n---\n", "---\n", "---", " ---\na: b\n---\n"):
        assert split_front_matter(text) == ({}, 0, text)


def test_front_matter_that_never_ends_is_text() -> None:
    text = "---\ntitle: Masks\n\n# Day 1\n"
    assert split_front_matter(text) == ({}, 0, text)


def test_text_between_two_rules_is_no_front_matter() -> None:
    text = "---\nDay 1: masks\n---\nmore\n"
    assert split_front_matter(text) == ({}, 0, text)


def test_quotes_and_comments_do_not_belong_to_a_value() -> None:
    text = "---\n# made by hand\na: 'x: #1'\nb: \"y\" # why\nc: z # why\nd: C#\ne:\n---\n"
    assert split_front_matter(text)[0] == {"a": "x: #1", "b": "y", "c": "z", "d": "C#", "e": ""}


def test_lists_and_folded_lines_become_one_line() -> None:
    text = "---\ntags:\n  - maths\n- code\naliases: [a, b]\ntitle: >\n  Two\n  lines\n---\n"
    assert split_front_matter(text)[0] == {"tags": "maths, code", "aliases": "[a, b]", "title": "Two lines"}


def test_broken_front_matter_gives_what_can_be_read() -> None:
    text = '---\ntitle: "Masks\n: [\nnonsense here\n\t}\ndate: 2026-11-20\n...\ntext'
    fields, lines, rest = split_front_matter(text)
    assert (fields["title"], fields["date"], lines, rest) == ("Masks }", "2026-11-20", 7, "text")


@given(st.text(st.sampled_from("-.:#a\n \t'\"[>|"), max_size=80).map("---\n".__add__))
def test_what_is_taken_off_and_what_is_left_are_the_whole_text(text: str) -> None:
    _, lines, rest = split_front_matter(text)
    taken = text.removesuffix(rest)
    assert taken + rest == text
    assert lines == len(taken.splitlines())
