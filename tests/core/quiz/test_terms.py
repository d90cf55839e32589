from __future__ import annotations

import pytest

from tracker.core.knowledge import Keypoint, Statement
from tracker.core.quiz.terms import COMMON, REACH, Terms, is_term, told


def terms(*texts: str) -> Terms:
    return Terms.of([Statement(text) for text in texts])


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A mask is a tensor of booleans.", "mask"),
        ("A bolometer represents nothing here.", "bolometer"),
        ("Hiding the padding is called masking.", "masking"),
        ("A GRU, also known as gated unit, has two gates.", "gated unit"),
        ("There are two gates, namely update gate and reset gate.", "reset gate"),
        ("Masks: A mask is a tensor of booleans.", "mask"),
    ],
)
def test_a_term_is_introduced_by_the_shape_of_its_sentence(text: str, term: str) -> None:
    assert term in terms(text).beside


def test_listed_terms_know_their_siblings() -> None:
    assert terms("There are two gates, namely update gate and reset gate.").beside == {
        "update gate": ("reset gate",),
        "reset gate": ("update gate",),
    }


@pytest.mark.parametrize("text", ["It", "this mask", "a b c d e", "the tf.function decorator", ""])
def test_pronouns_long_phrases_and_half_names_are_no_terms(text: str) -> None:
    assert not is_term(text)


def test_the_subject_of_the_whole_log_is_no_term() -> None:
    said = [f"Keras {verb} a thing of its own." for verb in ("is", "has", "does", "keeps", "runs")]
    assert len(said) > COMMON
    found = terms(*said)
    assert "keras" in found.common
    assert found.beside == {}


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("A mask hides padding.", "mask"),
        ("In a mask, padding is false.", "mask"),
        ("In mask, padding is false.", "mask"),
        ("Mask or not, it runs.", None),
        ("Padding needs a mask.", None),
    ],
)
def test_a_sentence_opens_with_a_term_that_is_its_subject(sentence: str, term: str | None) -> None:
    assert (terms("A mask is a tensor of booleans.").opening(sentence) or "").casefold() == (term or "")


def test_what_is_told_leaves_out_questions_headings_and_connectives() -> None:
    text = "Masks: A mask hides padding. Why is that? On the other hand, it costs time."
    assert told(Statement(text)) == ("A mask hides padding.", "it costs time.")
    assert told(Statement("Mask: a tensor of booleans")) == ("Mask: a tensor of booleans",)


def test_no_statements_introduce_no_terms() -> None:
    assert terms() == Terms()
    assert terms("").beside == {}


def test_the_terms_near_the_fresh_keypoints_decide_about_their_cards() -> None:
    texts = [f"A part{number} is a piece of something." for number in range(5 * REACH)]
    keypoints = [Keypoint(str(number), Statement(text)) for number, text in enumerate(texts)]
    assert Terms.near(keypoints, range(0)) == Terms()
    assert Terms.near(keypoints, {point.id for point in keypoints}) == terms(*texts)
    first, last = 2 * REACH, 2 * REACH + 3
    near = Terms.near(keypoints, {str(first), str(last)})
    assert near == terms(*texts[first - REACH : last + REACH + 1])
    assert len(Terms.near(keypoints, {"0", str(5 * REACH - 1)}).beside) == 2 * REACH + 2
