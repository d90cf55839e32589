import numpy as np
import pytest
import tensorflow as tf

from snippets.depth import saturation

POINTS = np.linspace(-12, 12, 49)


def sigmoid(points):
    return 1 / (1 + np.exp(-np.asarray(points, "float64")))


def central_difference(function, points, step=1e-5):
    points = np.asarray(points, "float64")
    return (function(points + step) - function(points - step)) / (2 * step)


def test_the_derivative_of_the_sigmoid():
    """holds: The derivative of the sigmoid is s * (1 - s), at most 0.25, which it reaches at 0."""
    slopes = saturation.derivative(tf.sigmoid, POINTS.astype("float32")).numpy()
    # 1 - s loses float32's relative precision where s is near 1: 6e-8 in all.
    np.testing.assert_allclose(slopes, sigmoid(POINTS) * (1 - sigmoid(POINTS)), atol=1e-7)
    np.testing.assert_allclose(slopes, central_difference(sigmoid, POINTS), atol=1e-6)
    assert slopes.max() == 0.25
    assert POINTS[slopes.argmax()] == 0


def test_the_ends_of_the_sigmoid_are_flat():
    """holds: At -10 and at 10 the derivative of the sigmoid is below 5e-5."""
    slopes = saturation.derivative(tf.sigmoid, [-10.0, 10.0]).numpy()
    # e**-10 is 4.54e-5; at 10 float32 rounds s to a multiple of 6e-8, 1 part in 700 of it.
    assert slopes == pytest.approx([np.exp(-10) / (1 + np.exp(-10)) ** 2] * 2, rel=2e-3)
    assert (slopes < 5e-5).all()


@pytest.mark.parametrize("depth", [1, 2, 5, 10])
def test_gradients_vanish_where_nothing_is_saturated(depth):
    """refuted: Saturation and vanishing gradients are two names for one thing."""
    chain = saturation.sigmoid_chain(depth)
    # Every sigmoid of the chain is at 0, where it is steepest, so each multiplies by a quarter: exact in binary.
    assert chain(tf.constant([0.0])).numpy() == 0
    assert saturation.derivative(chain, [0.0]).numpy() == 0.25**depth


def test_gradients_survive_where_the_unit_is_saturated():
    """refuted: Saturation and vanishing gradients are two names for one thing."""
    assert saturation.derivative(tf.sigmoid, [-10.0]).numpy() < 5e-5
    assert saturation.derivative(saturation.cross_entropy(1.0), [-10.0]).numpy() < -0.99


@pytest.mark.parametrize(("label", "logit"), [(1.0, -10.0), (0.0, 10.0)])
def test_the_cross_entropy_cancels_the_derivative_of_the_sigmoid(label, logit):
    """refuted: An output unit that is saturated on the wrong side hardly learns, whatever the loss."""
    wrong = sigmoid(logit) - label
    by_squares = saturation.derivative(saturation.squared_error(label), [logit]).numpy()
    by_entropy = saturation.derivative(saturation.cross_entropy(label), [logit]).numpy()
    # The sigmoid near 1 is rounded, as above.
    assert by_squares == pytest.approx(2 * wrong * sigmoid(logit) * (1 - sigmoid(logit)), rel=2e-3)
    assert by_entropy == pytest.approx(wrong, rel=1e-6)
    assert abs(by_squares) < 1e-4
    assert abs(by_entropy) > 0.99


def test_relu_passes_all_or_nothing():
    """holds: The derivative of ReLU is 1 for positive inputs and 0 for negative ones; at 0 TensorFlow takes 0."""
    points = np.array([-1e6, -10, -1e-6, 0, 1e-6, 10, 1e6], "float32")
    assert saturation.derivative(tf.nn.relu, points).numpy().tolist() == [0, 0, 0, 0, 1, 1, 1]
