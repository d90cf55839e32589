import numpy as np
import pytest
import tensorflow as tf

from snippets.language import span_corruption

LAST = span_corruption.VOCABULARY - 1
TOKENS = tf.constant([10, 11, 12, 13, 14, 15, 16, 17])


def lists(*tensors):
    return [tensor.numpy().tolist() for tensor in tensors]


def test_each_span_becomes_a_sentinel_of_its_own():
    """holds: A hidden span of any length becomes one sentinel, and each sentinel of a text is another token."""
    hidden = span_corruption.spans(8, range(1, 2), range(3, 6))
    assert span_corruption.corrupt(TOKENS, hidden).numpy().tolist() == [10, LAST, 12, LAST - 1, 16, 17]
    hidden = span_corruption.spans(8, range(1), range(2, 3), range(4, 8))
    assert span_corruption.corrupt(TOKENS, hidden).numpy().tolist() == [LAST, 11, LAST - 1, 13, LAST - 2]


def test_the_opposite_mask_gives_the_target_of_a_text_that_starts_unhidden():
    """qualified: Corrupting a text with the opposite mask gives its target."""
    corrupted, target = lists(*span_corruption.example(TOKENS, span_corruption.spans(8, range(1, 2), range(3, 6))))
    assert corrupted == [10, LAST, 12, LAST - 1, 16, 17]
    # What follows a sentinel in the target was behind it; the last sentinel says that nothing more is hidden.
    assert target == [LAST, 11, LAST - 1, 13, 14, 15, LAST - 2]


def test_the_opposite_mask_fails_when_the_first_token_is_hidden():
    """qualified: Corrupting a text with the opposite mask gives its target."""
    corrupted, target = lists(*span_corruption.example(TOKENS, span_corruption.spans(8, range(2), range(3, 4))))
    assert corrupted == [LAST, 12, LAST - 1, 14, 15, 16, 17]
    # Tokens 10 and 11 have no sentinel before them, and the first one announces 13, which was behind the second.
    assert target == [10, 11, LAST, 13, LAST - 1]


@pytest.mark.parametrize("seed", range(10))
def test_input_and_target_give_the_text_back(seed):
    """holds: Filling the gaps of the input with the spans of the target gives the text back."""
    random = np.random.default_rng(seed)
    tokens = random.integers(0, 50, size=30)
    hidden = random.random(30) < 0.4
    hidden[0] = False
    corrupted, target = span_corruption.example(tf.constant(tokens, tf.int32), tf.constant(hidden))
    assert span_corruption.restore(corrupted, target, sentinels=20) == tokens.tolist()
    assert not set(tokens) & {LAST, LAST - 1}


@pytest.mark.parametrize(("length", "hidden"), [(100, [range(10, 15)]), (100, [range(10, 15), range(40, 50)])])
def test_the_target_is_short(length, hidden):
    """refuted: The decoder has to produce the whole text again."""
    corrupted, target = span_corruption.example(tf.zeros([length], tf.int32), span_corruption.spans(length, *hidden))
    gone = sum(map(len, hidden))
    # Each span costs a sentinel on both sides, and the target ends with one more.
    assert len(corrupted) == length - gone + len(hidden)
    assert len(target) == gone + len(hidden) + 1


def test_neighbouring_spans_are_one():
    """refuted: Two hidden spans always cost two sentinels."""
    apart = span_corruption.corrupt(TOKENS, span_corruption.spans(8, range(1, 3), range(4, 6)))
    touching = span_corruption.corrupt(TOKENS, span_corruption.spans(8, range(1, 3), range(3, 5)))
    assert lists(apart, touching) == [[10, LAST, 13, LAST - 1, 16, 17], [10, LAST, 15, 16, 17]]
