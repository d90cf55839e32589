import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.gradients import numeric

POINTS = [(0.5, 1.0), (-1.5, 2.0), (2.0, -0.25)]


def by_hand(x, y):
    """Return the partial derivatives of x**2 * y + sin(y)."""
    return np.array([2 * x * y, x**2 + math.cos(y)])


@pytest.mark.parametrize("point", POINTS)
def test_the_rate_is_a_dot_product(point):
    """holds: The rate of change in a direction of length 1 is the dot product of that direction and the gradient."""
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    steps = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    np.testing.assert_allclose(numeric.directions(8), steps, atol=1e-12)
    point = tf.constant(point, tf.float64)
    measured = numeric.rates(point, numeric.directions(8))
    # With steps of 1e-5 a central difference is off by 1e-10 from bending and by 1e-10 from rounding.
    np.testing.assert_allclose(measured, steps @ numeric.gradient(point).numpy(), atol=1e-8)


@pytest.mark.parametrize("point", POINTS)
def test_the_tape_gives_the_partial_derivatives(point):
    np.testing.assert_allclose(numeric.gradient(tf.constant(point, tf.float64)), by_hand(*point), rtol=1e-12)


@pytest.mark.parametrize("point", POINTS)
def test_the_gradient_is_the_steepest_way_up(point):
    """holds: No direction rises faster than the gradient, and its length is the rate in its own direction."""
    uphill = numeric.gradient(tf.constant(point, tf.float64)).numpy()
    length = math.hypot(*uphill)
    measured = numeric.rates(tf.constant(point, tf.float64), numeric.directions(360)).numpy()
    assert measured.max() <= length + 1e-8
    # The best of 360 directions is at most half a degree from the gradient, and cos(half a degree) is 1 - 4e-5.
    assert measured.max() == pytest.approx(length, rel=4e-5)
    best = numeric.directions(360).numpy()[measured.argmax()]
    assert best @ uphill / length >= math.cos(math.radians(0.5))
    along = numeric.rates(tf.constant(point, tf.float64), tf.constant([uphill / length]))
    assert float(along[0]) == pytest.approx(length, abs=1e-8)


@pytest.mark.parametrize(
    ("difference", "factor"),
    [(numeric.central_difference, 4), (numeric.forward_difference, 2)],
    ids=["central", "forward"],
)
def test_the_error_falls_with_the_step(difference, factor):
    """holds: Halving the step divides the error of a central difference by 4, that of a forward difference by 2."""
    long, half, quarter = numeric.errors(difference, [1e-2, 5e-3, 2.5e-3])
    # The next term of the Taylor series adds at most one step of 1e-2 to the ratio.
    assert [long / half, half / quarter] == pytest.approx([factor] * 2, rel=1e-2)


def test_the_error_is_that_of_the_taylor_series():
    # f(x + h) = f + h f' + h**2 f'' / 2 + h**3 f''' / 6, and sin'' = -sin, sin''' = -cos.
    assert numeric.errors(numeric.forward_difference, [1e-4]) == pytest.approx([1e-4 * math.sin(1) / 2], rel=1e-3)
    assert numeric.errors(numeric.central_difference, [1e-3]) == pytest.approx([1e-6 * math.cos(1) / 6], rel=1e-3)


@pytest.mark.parametrize(
    ("dtype", "long", "best", "short"), [("float32", 0.3, 1e-2, 1e-6), ("float64", 0.1, 1e-5, 1e-13)]
)
def test_a_middling_step_is_the_most_exact(dtype, long, best, short):
    """refuted: The shorter the step, the more exact is a difference quotient."""
    too_long, good, too_short = numeric.errors(numeric.central_difference, [long, best, short], dtype)
    assert too_long > 100 * good
    assert too_short > 100 * good


def test_a_step_below_the_spacing_of_numbers_measures_nothing():
    """refuted: The shorter the step, the more exact is a difference quotient."""
    # Next to 1, float32 numbers are 6e-8 apart below and 1e-7 above: no step of 1e-8 leaves the point.
    assert np.float32(1) + np.float32(1e-8) == np.float32(1) - np.float32(1e-8)
    assert numeric.errors(numeric.central_difference, [1e-8], "float32") == [math.cos(1.0)]
