import numpy as np
import pytest
import tensorflow as tf

from snippets.models import transfer_freeze as freeze


@pytest.mark.parametrize("layer", [0, 1])
def test_only_the_frozen_layer_stays(layer):
    """holds: Training leaves the weights of a frozen layer as they are and moves the others."""
    assert freeze.moved_by_last_fit("before compile", layer) == [layer != 0, layer != 1]


def test_the_first_step_decides_and_not_compile():
    """refuted: A layer has to be frozen before `compile`, or training moves it all the same."""
    assert freeze.moved_by_last_fit("after compile") == [False, True]


def test_a_later_change_waits_for_compile():
    """refuted: Freezing a layer between two calls of `fit` is enough to keep the second from moving it."""
    assert freeze.moved_by_last_fit("between fits") == [True, True]
    assert freeze.moved_by_last_fit("between fits, compile again") == [False, True]


def in_numpy(model, inputs, targets):
    """The gradient for the first kernel by the chain rule in float64."""
    kernel, bias, output_kernel, output_bias = (weight.astype("float64") for weight in model.get_weights())
    inputs, targets = inputs.numpy().astype("float64"), targets.numpy().astype("float64")
    hidden = np.tanh(inputs @ kernel + bias)
    error = 2 * (hidden @ output_kernel + output_bias - targets) / len(targets)
    return inputs.T @ (error @ output_kernel.T * (1 - hidden**2))


@pytest.mark.parametrize("frozen", [False, True])
def test_gradients_pass_through_a_frozen_layer(frozen):
    """refuted: No gradient passes through a frozen layer to the layers below it."""
    expected = in_numpy(freeze.network(), *freeze.examples())
    assert np.abs(expected).max() > 0.01
    # Sums of a few float32 products below 10.
    np.testing.assert_allclose(freeze.gradient_below(frozen), expected, atol=1e-5)


def test_a_frozen_layer_has_no_trainable_weights():
    model = freeze.network()
    model.layers[1].trainable = False
    assert (len(model.trainable_weights), len(model.non_trainable_weights)) == (2, 2)


BATCH = np.array([[1.0, 50.0], [3.0, 20.0], [8.0, 80.0]], "float32")
EPSILON = 1e-3
"""What Keras adds to the variance by default."""


@pytest.mark.parametrize(("frozen", "training"), [(True, True), (True, False), (False, False)])
def test_frozen_means_inference(frozen, training):
    """holds: A frozen BatchNormalization keeps to its moving averages, even when it is called with training=True."""
    result, mean = freeze.normalized(BATCH, frozen=frozen, training=training)
    # The moving averages begin at mean 0 and variance 1. One float32 division.
    np.testing.assert_allclose(result, BATCH / np.sqrt(1 + EPSILON), rtol=1e-5)
    assert mean.numpy().tolist() == [0.0, 0.0]


def test_a_free_layer_in_training_uses_the_batch():
    """holds: A frozen BatchNormalization keeps to its moving averages, even when it is called with training=True."""
    result, mean = freeze.normalized(BATCH, frozen=False, training=True)
    np.testing.assert_allclose(result, (BATCH - BATCH.mean(0)) / np.sqrt(BATCH.var(0) + EPSILON), atol=1e-5)
    # The default momentum of 0.99 leaves a hundredth of the way from zero.
    np.testing.assert_allclose(mean, 0.01 * BATCH.mean(0), rtol=1e-5)
    assert tf.is_tensor(result)
