import itertools

import numpy as np
import pytest
import tensorflow as tf

from snippets.language import attention


def softmax(values):
    powers = np.exp(values - values.max())
    return powers / powers.sum()


def numpy_multi_head(weights, tokens):
    """Go through heads and queries one at a time, in float64."""
    weights = [np.asarray(weight, "float64") for weight in weights]
    query_kernel, query_bias, key_kernel, key_bias, value_kernel, value_bias, output_kernel, output_bias = weights
    result = np.zeros(tokens.shape)
    for row, tokens_of_row in enumerate(np.asarray(tokens, "float64")):
        for head in range(query_kernel.shape[1]):
            queries = tokens_of_row @ query_kernel[:, head] + query_bias[head]
            keys = tokens_of_row @ key_kernel[:, head] + key_bias[head]
            values = tokens_of_row @ value_kernel[:, head] + value_bias[head]
            for position, query in enumerate(queries):
                mixed = softmax(np.array([query @ key for key in keys]) / np.sqrt(len(query))) @ values
                result[row, position] += mixed @ output_kernel[head]
    return result + output_bias


@pytest.mark.parametrize("heads", [1, 2, 4])
def test_the_layer_the_formula_and_numpy_agree(heads):
    """holds: Each head of `keras.layers.MultiHeadAttention` computes softmax(q @ k.T / sqrt(d)) @ v."""
    layer, tokens = attention.multi_head(heads), attention.embeddings(batch=2)
    expected = numpy_multi_head(layer.get_weights(), tokens)
    # Outputs are of size 1; a few dozen float32 roundings of 6e-8.
    np.testing.assert_allclose(attention.multi_head_by_hand(layer.weights, tokens), expected, atol=1e-5)
    np.testing.assert_allclose(layer(tokens, tokens), expected, atol=1e-5)


def test_weights_are_positive_and_add_up_to_one_over_the_keys():
    """holds: The attention weights of a query are positive and add up to 1 over the keys."""
    query, key = attention.embeddings(tokens=3), attention.embeddings(tokens=7)
    weights = attention.attention_weights(query, key).numpy()
    assert weights.shape[-2:] == (3, 7)
    assert weights.min() > 0
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-6)
    assert np.abs(weights.sum(axis=-2) - 1).max() > 0.1, "over the queries they need not"


def test_without_the_scale_one_key_takes_nearly_all():
    """refuted: The division by sqrt(d) changes little: without it the softmax is about as soft."""
    # Dot products of d random numbers have variance d; divided by sqrt(d) they have variance 1 for every d.
    random = np.random.default_rng(0)
    soft = np.mean([softmax(random.normal(size=8)).max() for _ in range(5000)])
    for width in (16, 256):
        # 500 queries whose largest weight has a standard deviation of 0.15: 0.007; five of them.
        assert attention.largest_weight(width, scaled=True) == pytest.approx(soft, abs=0.035)
        hard = np.mean([softmax(np.sqrt(width) * random.normal(size=8)).max() for _ in range(5000)])
        assert attention.largest_weight(width, scaled=False) == pytest.approx(hard, abs=0.05)
    assert soft < 0.45
    assert hard > 0.9


def test_shuffled_tokens_give_the_same_outputs_shuffled():
    """refuted: Self-attention without positions knows the order of the tokens."""
    layer, tokens = attention.multi_head(), attention.embeddings()
    outputs = numpy_multi_head(layer.get_weights(), tokens)
    for order in itertools.islice(itertools.permutations(range(attention.TOKENS)), 7, 120, 40):
        before, after = attention.reorder(layer, tokens, list(order))
        np.testing.assert_allclose(before, outputs[:, list(order)], atol=1e-5)
        np.testing.assert_allclose(after, outputs[:, list(order)], atol=1e-5)


def test_a_layer_with_positions_does_know_the_order():
    positions = tf.random.stateless_normal([1, attention.TOKENS, attention.WIDTH], seed=[3, 3])
    layer = attention.multi_head()
    before, after = attention.reorder(
        lambda query, value: layer(query + positions, value + positions), attention.embeddings(), [4, 2, 0, 1, 3]
    )
    assert np.abs(before - after).max() > 0.01


def test_the_number_of_heads_does_not_change_the_number_of_parameters():
    """refuted: Splitting attention into more heads of width d / heads takes more parameters."""
    for heads in (1, 2, 4, 8):
        # Query, key, value and output: a matrix of 8 x 8 and a bias of 8 each.
        assert attention.parameters(heads, width=8) == 4 * (8 * 8 + 8)
        assert attention.multi_head(heads, width=8).count_params() == 4 * (8 * 8 + 8)
