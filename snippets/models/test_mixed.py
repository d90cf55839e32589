import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models import mixed
from snippets.models.mixed import FEATURES, HIDDEN

BATCH = np.random.default_rng(1).normal(-1.0, 2.0, size=(2, FEATURES)).astype("float32")


@pytest.fixture
def model():
    """A nested model whose weights are all random."""
    nested = mixed.nested()
    random = np.random.default_rng(0)
    nested.set_weights([random.normal(size=weight.shape) for weight in nested.weights])
    return nested


def test_a_nested_model_composes_its_parts(model):
    """holds: A subclassed model in a Sequential one in a functional one computes the composition of all three."""
    k1, b1, k2, b2, k3, b3 = (weight.astype("float64") for weight in model.get_weights())
    inner = BATCH + np.maximum(BATCH @ k1 + b1, 0) @ k2 + b2
    # Sums of a few float32 products below 20.
    np.testing.assert_allclose(model(BATCH), 0.5 * inner @ k3 + b3, atol=1e-4)


def test_weights_are_found_and_trained_however_deep(model):
    """holds: The outer model finds and trains the weights of every model within."""
    shapes = [(FEATURES, HIDDEN), (HIDDEN,), (HIDDEN, FEATURES), (FEATURES,), (FEATURES, 1), (1,)]
    assert [weight.shape for weight in model.trainable_weights] == shapes
    found = mixed.gradients(model, BATCH)
    outer_kernel = model.get_weights()[4].astype("float64")
    # By the chain rule: a bias next to the output counts the examples, and the one below it the weights above it.
    assert found[5].numpy().tolist() == [len(BATCH)]
    np.testing.assert_allclose(found[3], len(BATCH) * 0.5 * outer_kernel[:, 0], atol=1e-5)
    step = 1e-2
    kernel = model.trainable_weights[0]
    nudge = np.zeros(kernel.shape, "float32")
    nudge[0, 0] = step
    sums = []
    for sign in (1, -1):
        kernel.assign(kernel + sign * nudge)
        sums.append(float(np.sum(model(BATCH))))
        kernel.assign(kernel - sign * nudge)
    # The sum is linear in a small nudge; float32 sums near 10 are off by 1e-6, divided by the step.
    assert float(found[0][0, 0]) == pytest.approx((sums[0] - sums[1]) / (2 * step), abs=1e-3)


def test_an_inner_model_is_one_layer(model):
    """refuted: The layers of an outer model include the layers of the models within it."""
    assert mixed.kinds(model, deep=False) == ["InputLayer", "Sequential", "Dense"]
    within = ["InputLayer", "Sequential", "Inner", "Dense", "Dense", "Rescaling", "Dense"]
    assert mixed.kinds(model, deep=True) == within


def test_values_decide_nothing_while_a_graph_is_made():
    """refuted: A subclassed model that branches on the values of its input can be used in a functional model."""
    for batch in (BATCH, -BATCH):
        expected = batch if batch.sum() > 0 else -batch
        np.testing.assert_array_equal(mixed.Branching(in_python=True)(batch), expected)
        np.testing.assert_array_equal(mixed.functional(mixed.Branching(in_python=False))(batch), expected)
    with pytest.raises(TypeError, match="symbolic"):
        mixed.functional(mixed.Branching(in_python=True))


def test_a_layer_made_in_call_is_forgotten():
    """refuted: A layer that `call` makes anew each time is trained like any other."""
    layer = mixed.Forgetting()
    assert (np.asarray(layer(BATCH)) != np.asarray(layer(BATCH))).any()
    assert layer.weights == []
    assert mixed.gradients(keras.Sequential([layer]), BATCH) == []
    assert tf.is_tensor(layer(BATCH))
