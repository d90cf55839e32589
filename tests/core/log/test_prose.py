from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.prose import facts, sentences


def parts(text: str) -> list[str]:
    return [part.replace("\n", " ") for _, part in facts(text.split("\n"), 1)]


# Lines


def test_a_wrapped_paragraph_is_one_part() -> None:
    text = """\
A mask is a tensor of booleans that tells the layers after it which
steps of a sequence are padding and which were there from the start."""
    assert len(parts(text)) == 1


def test_lines_that_end_before_the_next_word_would_not_fit_were_broken_on_purpose() -> None:
    text = """\
slices share memory
a ragged tensor has rows of different lengths
shapes are tuples"""
    assert parts(text) == text.split("\n")


def test_a_line_that_is_not_over_is_joined_to_the_next() -> None:
    assert len(parts("A cell keeps a state,\nand a layer keeps a cell for every step of the sequence")) == 1
    assert len(parts("Dropout is off\nwhen the model is asked for predictions and not for a step")) == 1


def test_a_hard_break_parts_even_what_goes_on() -> None:
    assert parts("Padding is free<br/>\nand masks hide it") == ["Padding is free<br/>", "and masks hide it"]
    assert len(parts("Padding is free  \nand masks hide it")) == 2
    assert len(parts("Padding is free\\\nand masks hide it")) == 2


def test_each_part_has_the_number_of_its_first_line() -> None:
    assert [number for number, _ in facts(["one  ", "two", "which goes on", "three whole words"], 7)] == [7, 8, 10]


@given(st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=30), max_size=12))
def test_no_line_is_lost(lines: list[str]) -> None:
    found = [line for _, part in facts(lines, 1) for line in part.split("\n")]
    assert [line for line in found if line] == [line for line in lines if line]


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=2, max_size=60), st.integers(30, 90))
def test_what_was_wrapped_is_joined_again(words: list[str], width: int) -> None:
    assert len(parts(textwrap.fill(" ".join(words), width))) == 1


# Sentences


def test_a_text_is_its_sentences() -> None:
    text = "A tape is used once. Is it? It is! `tf.function` traces (twice). Shapes differ."
    assert sentences(text) == [
        "A tape is used once.",
        "Is it?",
        "It is!",
        "`tf.function` traces (twice).",
        "Shapes differ.",
    ]


def test_a_full_stop_that_ends_no_sentence_parts_nothing() -> None:
    for text in ("Optimizers, e.g. Adam, keep state.", "It takes 3.5 seconds vs. Four.", "tf.data.Dataset is lazy"):
        assert sentences(text) == [text]


def test_chinese_and_japanese_sentences_need_no_space() -> None:
    assert sentences("张量是不可变的。变量可以改变。") == ["张量是不可变的。", "变量可以改变。"]


@given(st.text())
def test_sentences_hold_all_the_words(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
