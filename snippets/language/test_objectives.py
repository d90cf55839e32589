import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.language import objectives

TOKENS = tf.constant([3, 1, 4, 1, 5])
HIDDEN = tf.constant([False, True, False, False, True])


@pytest.fixture(scope="module")
def logits():
    return np.random.default_rng(0).normal(size=(5, 8)).astype("float32")


def numpy_losses(targets, logits):
    """Return minus the log of the probability of each target, in float64."""
    logits = np.asarray(logits, "float64")
    return [math.log(np.exp(row).sum()) - row[target] for target, row in zip(targets, logits, strict=True)]


def test_the_masked_loss_is_the_mean_over_the_hidden_tokens(logits):
    """holds: The loss of masked language modelling ignores what is predicted at tokens that were not hidden."""
    losses = numpy_losses(TOKENS.numpy(), logits)
    # float32 logits of size 1.
    expected = pytest.approx((losses[1] + losses[4]) / 2, rel=1e-5)
    assert objectives.masked_loss(TOKENS, logits, HIDDEN) == expected
    changed = logits.copy()
    changed[[0, 2, 3]] = 100 * np.arange(8)
    assert objectives.masked_loss(TOKENS, changed, HIDDEN) == expected
    changed[4] = 0
    assert objectives.masked_loss(TOKENS, changed, HIDDEN) != expected


def test_a_hidden_token_is_replaced():
    assert objectives.hide(TOKENS, HIDDEN).numpy().tolist() == [3, 0, 4, 1, 0]


def test_the_causal_target_is_the_next_token(logits):
    """holds: The target of causal language modelling is the text itself, moved one token to the left."""
    reads, targets = objectives.shifted(TOKENS)
    assert reads.numpy().tolist() == [3, 1, 4, 1]
    assert targets.numpy().tolist() == [1, 4, 1, 5]
    losses = numpy_losses([1, 4, 1, 5], logits[:4])
    assert objectives.causal_loss(TOKENS, logits[:4]) == pytest.approx(np.mean(losses), rel=1e-5)


def test_nothing_hidden_makes_the_loss_nan(logits):
    """refuted: A batch without a hidden token has a masked language modelling loss of 0."""
    nothing = tf.zeros_like(HIDDEN)
    # A sum of no losses divided by no tokens is 0 / 0.
    assert math.isnan(objectives.masked_loss(TOKENS, logits, nothing))
    one = tf.constant([True, False, False, False, False])
    assert objectives.masked_loss(TOKENS, logits, one) == pytest.approx(numpy_losses([3], logits[:1])[0], rel=1e-5)


@pytest.mark.parametrize("vocabulary", [6, 8, 100])
def test_equal_likelihoods_cost_the_logarithm_of_the_vocabulary(vocabulary):
    """holds: A model that finds all V tokens equally likely has a loss of ln(V), so a perplexity of V."""
    same = np.full((5, vocabulary), 3.0, "float32")
    for loss in objectives.masked_loss(TOKENS, same, HIDDEN), objectives.causal_loss(TOKENS, same[1:]):
        assert loss == pytest.approx(math.log(vocabulary), rel=1e-5)
        assert math.exp(loss) == pytest.approx(vocabulary, rel=1e-4)


@pytest.mark.parametrize(("hidden", "tokens"), [(1, 20), (3, 20), (15, 100)])
def test_a_causal_model_guesses_nearly_every_token(hidden, tokens):
    """refuted: Both objectives learn from equally many guesses per sentence."""
    assert objectives.guesses(tf.range(tokens), tf.range(tokens) < hidden) == (hidden, tokens - 1)
