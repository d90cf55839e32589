import numpy as np
import pytest

from snippets.models import shared_layer
from snippets.models.shared_layer import CODE, FEATURES


@pytest.fixture(scope="module")
def inputs():
    return shared_layer.pair()


def by_hand(left, right, kernel):
    """Return the gradient of the mean distance for the kernel of each side, in float64."""
    left, right, kernel = (np.asarray(part, "float64") for part in (left, right, kernel))
    error = 2 * (left - right) @ kernel / len(left)
    return left.T @ error, -right.T @ error


@pytest.mark.parametrize(("shared", "uses"), [(True, 1), (False, 2)])
def test_a_shared_layer_has_its_weights_once(shared, uses):
    """holds: A layer that is called twice has its weights once."""
    model = shared_layer.comparison(shared)
    assert len(model.weights) == uses
    assert model.count_params() == uses * FEATURES * CODE


def test_the_uses_add_up_in_the_gradient(inputs):
    """holds: The gradient for a shared weight is the sum of the gradients from each of its uses."""
    kernel = shared_layer.comparison(shared=True).get_weights()[0]
    left, right = by_hand(*inputs, kernel)
    assert min(np.abs(left).max(), np.abs(right).max()) > 0.1
    # Sums of a few float32 products near 1.
    np.testing.assert_allclose(shared_layer.gradients(True, inputs)[0], left + right, atol=1e-5)
    for apart, expected in zip(shared_layer.gradients(False, inputs), (left, right), strict=True):
        np.testing.assert_allclose(apart, expected, atol=1e-5)


def test_twins_are_fair(inputs):
    """holds: Twins give equal codes to equal inputs, and their distance does not depend on the order."""
    left, right = inputs
    model = shared_layer.trained(True, inputs)
    np.testing.assert_array_equal(model([left, right]), model([right, left]))
    np.testing.assert_array_equal(model([left, left]), np.zeros((len(left), 1)))
    assert np.max(model([left, right])) > 0.001


def test_two_encoders_are_not(inputs):
    """holds: Twins give equal codes to equal inputs, and their distance does not depend on the order."""
    left, right = inputs
    model = shared_layer.trained(False, inputs)
    assert np.abs(model([left, right]) - model([right, left])).max() > 0.1
    assert np.max(model([left, left])) > 0.01


def test_equal_layers_drift_apart(inputs):
    """refuted: Two layers that start with equal weights stay equal in training, like a shared one."""
    first, second = shared_layer.comparison(shared=False).get_weights()
    np.testing.assert_array_equal(first, second)
    left, right = by_hand(*inputs, first)
    after_one_step = shared_layer.trained(False, inputs, steps=1, learning_rate=0.05).get_weights()
    # One float32 step from numbers near 1.
    np.testing.assert_allclose(after_one_step[0], first - 0.05 * left, atol=1e-6)
    np.testing.assert_allclose(after_one_step[1], second - 0.05 * right, atol=1e-6)
    assert np.abs(left - right).max() > 0.1
