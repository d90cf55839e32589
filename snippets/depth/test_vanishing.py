import itertools

import numpy as np
import pytest
import tensorflow as tf

from snippets.depth import vanishing

WIDTH = vanishing.WIDTH
SEEDS = [0, 1, 2]


def run(variance, activation, seed=0, depth=10):
    weights = vanishing.layers(depth, variance, seed)
    by_weights, by_signals = vanishing.backward(weights, activation)
    return weights, vanishing.sizes(by_weights), vanishing.sizes(by_signals), by_weights


def test_the_gradients_agree_with_the_chain_rule_by_hand():
    weights, _, _, by_weights = run(1 / WIDTH, tf.sigmoid, depth=3)
    signals = [np.asarray(tf.random.stateless_normal([vanishing.EXAMPLES, WIDTH], seed=[7, 1]), "float64")]
    for matrix in weights:
        signals.append(1 / (1 + np.exp(-signals[-1] @ matrix.numpy())))
    back = np.asarray(tf.random.stateless_normal([vanishing.EXAMPLES, WIDTH], seed=[7, 2]), "float64")
    for level in (2, 1, 0):
        back = back * signals[level + 1] * (1 - signals[level + 1])
        # A sum of 64 float32 products.
        np.testing.assert_allclose(by_weights[level], signals[level].T @ back, rtol=1e-4, atol=1e-5)
        back = back @ weights[level].numpy().T


@pytest.mark.parametrize("seed", SEEDS)
def test_sigmoids_starve_the_first_layer(seed):
    """holds: In ten sigmoid layers with weights of variance 1/n, the first gradient is below 1e-5 of the last."""
    _, lengths, _, _ = run(1 / WIDTH, tf.sigmoid, seed)
    assert len(lengths) == 10
    assert 0 < lengths[0] < 1e-5 * lengths[-1]
    # The last layer is none the worse for the nine below it.
    _, (alone,), _, _ = run(1 / WIDTH, tf.sigmoid, seed, depth=1)
    assert lengths[-1] > 0.1 * alone


@pytest.mark.parametrize("seed", SEEDS)
def test_relu_with_the_weights_of_he_feeds_all_layers(seed):
    """holds: In ten layers of ReLU with He's weights the first and the last gradient are within a factor of 10."""
    _, by_weights, by_signals, _ = run(2 / WIDTH, tf.nn.relu, seed)
    assert 0.1 < by_weights[0] / by_weights[-1] < 10
    assert 0.1 < by_signals[0] / by_signals[-1] < 10


@pytest.mark.parametrize("variance", [0.1 / WIDTH, 1 / WIDTH, 1.0])
def test_no_layer_of_sigmoids_passes_more_than_the_bound(variance):
    """holds: A layer of sigmoids multiplies a gradient by at most a quarter of its weights' largest singular value."""
    weights, _, lengths, _ = run(variance, tf.sigmoid)
    for matrix, (before, after) in zip(weights, itertools.pairwise(lengths), strict=True):
        limit = vanishing.bound(matrix)
        # The largest singular value is the norm of the matrix; float32 knows it to six digits.
        assert limit == pytest.approx(np.linalg.norm(matrix.numpy().astype("float64"), 2) / 4, rel=1e-5)
        assert before <= limit * after


def test_other_activations_may_pass_more():
    weights, _, lengths, _ = run(2 / WIDTH, tf.nn.relu)
    factors = [before / after for before, after in itertools.pairwise(lengths)]
    assert max(factor / vanishing.bound(matrix) for factor, matrix in zip(factors, weights, strict=True)) > 1


@pytest.mark.parametrize("depth", [2, 10])
def test_relu_with_half_the_variance_halves_the_square_in_every_layer(depth):
    """refuted: ReLU keeps the gradient from vanishing, whatever the size of the weights."""
    _, _, he, _ = run(2 / WIDTH, tf.nn.relu, depth=depth)
    _, _, half, _ = run(1 / WIDTH, tf.nn.relu, depth=depth)
    # Smaller weights do not change where ReLU is flat, so each layer contributes the root of 1/2.
    assert half[0] / he[0] == pytest.approx(0.5 ** (depth / 2), rel=1e-4)
    assert half[-1] == he[-1]


@pytest.mark.parametrize("variance", [0.01 / WIDTH, 2 / WIDTH, 1.0])
def test_all_layers_of_relu_shrink_together(variance):
    """refuted: In a ReLU network without biases, smaller weights starve the first layers more than the last."""
    weights, lengths, _, by_weights = run(variance, tf.nn.relu)
    signal = np.asarray(tf.random.stateless_normal([vanishing.EXAMPLES, WIDTH], seed=[7, 1]), "float64")
    for matrix in weights:
        signal = np.maximum(signal @ matrix.numpy().astype("float64"), 0)
    loss = (signal * np.asarray(tf.random.stateless_normal([vanishing.EXAMPLES, WIDTH], seed=[7, 2]))).sum()
    # Euler: the loss is proportional to the weights of every layer. Terms of both signs cancel: 1e-3 of the sum.
    assert vanishing.weight_times_gradient(weights, by_weights) == pytest.approx([loss] * 10, rel=1e-3)
    _, of_he, _, _ = run(2 / WIDTH, tf.nn.relu)
    assert lengths[0] / lengths[-1] == pytest.approx(of_he[0] / of_he[-1], rel=1e-3)


def test_sigmoids_do_not_share_the_gradient_equally():
    """refuted: In a ReLU network without biases, smaller weights starve the first layers more than the last."""
    weights, _, _, by_weights = run(2 / WIDTH, tf.sigmoid)
    products = np.abs(vanishing.weight_times_gradient(weights, by_weights))
    assert products[0] < 1e-3 * products[-1]
