from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.quiz.words import (
    BLANK,
    IDENTIFIER,
    cues,
    gives_away,
    identifiers,
    is_name,
    items,
    mask,
    sentences,
    words,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Masks, e.g. A and B, hide. They do.", ["Masks, e.g. A and B, hide.", "They do."]),
        ("Use tf.constant here. tf.Variable is other.", ["Use tf.constant here.", "tf.Variable is other."]),
        ("It is 2.5 wide.", ["It is 2.5 wide."]),
        ("no end", ["no end"]),
    ],
)
def test_sentences_end_at_a_stop_and_not_inside_a_name(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("`tape.gradient(y, x)` twice, `tape.gradient(y, x)`", ["`tape.gradient(y, x)`"]),
        ("tf.function and tf.Variable()", ["tf.function", "tf.Variable()"]),
        ("call fit() with batch_size", ["fit()", "batch_size"]),
        ("a RaggedTensor in TensorFlow", ["RaggedTensor"]),
        ("i.e. GitHub, e.g. PyTorch, :thumbs_up: 3.14 and `2`", []),
        ("Plain words, with Capitals", []),
    ],
)
def test_code_names_are_recognised_by_their_look(text: str, names: list[str]) -> None:
    assert [name.strip("`") for name in identifiers(text)] == [name.strip("`") for name in names]


@given(st.text(st.sampled_from("abZ09é_.`(): \t,")))
def test_every_code_name_is_found_whatever_stands_around_it(text: str) -> None:
    found = [match["code"] or match[0] for match in IDENTIFIER.finditer(text)]
    assert identifiers(text) == [name for name in dict.fromkeys(found) if any(map(str.isalpha, name.replace("é", "")))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A cell (called unit), isn't a gate_2", ["a", "cell", "called", "unit", "isn", "t", "a", "gate_2"]),
        ("Naïve: CAN it? It can: yes", ["naïve", "can", "it", "it", "can", "yes", ":", "?"]),
        ("", []),
    ],
)
def test_the_cues_of_a_text_are_its_bare_words_and_its_marks(text: str, found: list[str]) -> None:
    assert cues(text) == found


def test_a_name_is_one_code_name_and_nothing_else() -> None:
    assert is_name("tf.function")
    assert is_name("`fit`")
    assert not is_name("`x + 1`")
    assert not is_name("the tf.function")


@pytest.mark.parametrize(
    ("front", "answer"),
    [
        ("What are tensors?", "tensor"),
        ("Graphs are built by tracing", "graph"),
        ("an optimised loop", "optimisation"),
        ("The gradient of GradientTape", "tf.GradientTape"),
        ("call `gradient` on it", "tape.gradient()"),
        ("the logistic model of a regression", "binary logistic regression"),
    ],
)
def test_an_answer_is_given_away_by_most_of_it_in_any_form(front: str, answer: str) -> None:
    assert gives_away(front, answer)


@pytest.mark.parametrize(
    ("front", "answer"),
    [
        ("TensorFlow passes them along the edges", "tensor"),
        ("a system that recommends", "federated learning"),
        ("one problem of deep networks", "vanishing gradient"),
        ("a layer of Keras", "GradientTape"),
    ],
)
def test_one_common_part_gives_nothing_away(front: str, answer: str) -> None:
    assert not gives_away(front, answer)


@pytest.mark.parametrize(
    ("text", "answer", "masked"),
    [
        ("A tensor is not two tensors.", "tensor", "A ____ is not two ____."),
        ("`tf.function` traces; so does function().", "tf.function", "____ traces; so does ____."),
        ("AutoGraph (tf.autograph) rewrites code.", "AutoGraph", "____ rewrites code."),
        ("In tensorflow a tensor flows.", "tensor", "In tensorflow a ____ flows."),
    ],
)
def test_masking_blanks_every_form_of_the_answer(text: str, answer: str, masked: str) -> None:
    assert mask(text, answer) == masked


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("a, b and c.", ["a", "b", "c"]),
        ("a, b, and c", ["a", "b", "c"]),
        ("eager or graph", ["eager", "graph"]),
        ("a (x, y and z) and b", ["a (x, y and z)", "b"]),
    ],
)
def test_the_members_of_an_inline_list(text: str, members: list[str]) -> None:
    assert items(text) == members


@given(st.text(), st.text(st.characters(categories=["L"]), min_size=1))
def test_any_words_can_be_asked_about(text: str, answer: str) -> None:
    assert words(" ".join(sentences(text))) == words(text)
    assert all(item.strip() for item in [*items(text), *identifiers(text)])
    assert gives_away(f"{text} {answer}", answer)
    assert answer.casefold() not in mask(f"see {answer} here", answer).replace(BLANK, "").casefold().split()
