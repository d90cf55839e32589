from __future__ import annotations

import pytest

from tracker.core.offers import mentioned, offers
from tracker.core.snippet import parse_snippet

TAPE = '''"""GradientTape.

Claims:
    holds: A tape records.
    holds: `tape.gradient` walks back.
"""
import tensorflow as tf

def f(x):
    with tf.GradientTape() as tape:
        y = tf.square(x)
    return tape.gradient(y, x)
'''
SQUARE = '"""Squares."""\nimport tensorflow as tf\n\ndef f(x):\n    return tf.square(x)\n'
SNIPPETS = [parse_snippet("tensors/square", "", SQUARE), parse_snippet("gradients/tape", "", TAPE)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tf.GradientTape records and tf.square squares.", ["tf.GradientTape", "tf.square"]),
        ("`assign_add` and `GradientTape()` and `.gradient_of`", ["assign_add", "GradientTape", "gradient_of"]),
        ("a `tape` is used, as in `True` or `x`", []),
        ("`LSTM` and `SimpleRNN` and `Conv2D`", ["SimpleRNN", "Conv2D"]),
    ],
)
def test_names_are_dotted_or_code_that_is_no_word(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


def test_the_rarest_shared_name_comes_first() -> None:
    found = offers("tf.GradientTape gives the gradient of tf.square.", SNIPPETS)
    assert [(offer.snippet.id, offer.names) for offer in found] == [
        ("gradients/tape", ("tf.GradientTape", "tf.square")),
        ("tensors/square", ("tf.square",)),
    ]


def test_the_claim_that_mentions_the_name_is_offered() -> None:
    [offer] = offers("Call `tf.GradientTape.gradient` once.", SNIPPETS)
    assert offer.claim == 2
    assert offer.target == "gradients/tape#2"


def test_without_such_a_claim_the_snippet_is_offered() -> None:
    [square, _] = offers("tf.square squares.", SNIPPETS)
    assert (square.claim, square.target) == (None, "tensors/square")


@pytest.mark.parametrize("text", ["", "A gradient is a slope.", "np.linalg.norm is a length."])
def test_nothing_is_offered_to_a_text_that_names_nothing_of_theirs(text: str) -> None:
    assert offers(text, SNIPPETS) == []
