import numpy as np
import pytest
import tensorflow as tf

from snippets.gradients import modes

X = np.array([0.5, -1.0, 2.0, 3.0])
BY_HAND = 2 * X * np.sin(X) + X**2 * np.cos(X)
SECOND_BY_HAND = 2 * np.sin(X) + 4 * X * np.cos(X) - X**2 * np.sin(X)
ONE = tf.ones([], tf.float64)


@pytest.fixture
def x():
    return tf.constant(X)


@pytest.fixture
def counted():
    """Return the sum of the cubes, which counts its calls."""
    return modes.Counted(lambda x: tf.reduce_sum(x * x * x))


def test_four_ways_lead_to_one_gradient(x):
    """holds: Symbolic, numeric, forward and reverse differentiation give the same gradient."""
    # float64 keeps 1e-16 of the value; a central difference with steps of 1e-5 is off by about 1e-9.
    np.testing.assert_allclose(modes.symbolic(x), BY_HAND, rtol=1e-12)
    np.testing.assert_allclose(modes.numeric(modes.energy, x), BY_HAND, atol=1e-7)
    np.testing.assert_allclose(modes.forward(modes.energy, x), BY_HAND, rtol=1e-12)
    np.testing.assert_allclose(modes.times_jacobian(modes.energy, x, ONE), BY_HAND, rtol=1e-12)


def test_forward_mode_passes_once_per_input(x, counted):
    """holds: For the gradient of one output, forward mode needs a pass per input, whereas reverse mode needs one."""
    np.testing.assert_allclose(modes.forward(counted, x), 3 * X**2, rtol=1e-12)
    assert counted.calls == 4


def test_reverse_mode_passes_once(x, counted):
    """holds: For the gradient of one output, forward mode needs a pass per input, whereas reverse mode needs one."""
    np.testing.assert_allclose(modes.times_jacobian(counted, x, ONE), 3 * X**2, rtol=1e-12)
    assert counted.calls == 1


def test_forward_mode_wins_with_few_inputs_and_many_outputs():
    """refuted: Reverse mode always needs fewer passes than forward mode."""
    t, column = tf.constant([2.0]), [[1.0], [4.0], [12.0]]
    along, back = modes.Counted(modes.curve), modes.Counted(modes.curve)
    assert modes.forward(along, t).numpy().tolist() == column
    assert modes.reverse(back, t, outputs=3).numpy().tolist() == column
    assert (along.calls, back.calls) == (1, 3)


def test_the_two_modes_multiply_from_two_sides():
    """holds: A forward pass multiplies the Jacobian by a vector on its right, a reverse pass by one on its left."""
    matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

    def linear(x):
        return tf.linalg.matvec(tf.constant(matrix), x)

    x, right, left = tf.zeros(3, tf.float64), np.array([1.0, -1.0, 2.0]), np.array([1.0, 10.0])
    # The Jacobian of a linear function is its matrix, and small integers are exact.
    assert modes.jacobian_times(linear, x, tf.constant(right)).numpy().tolist() == (matrix @ right).tolist()
    assert modes.times_jacobian(linear, x, tf.constant(left)).numpy().tolist() == (left @ matrix).tolist()


@pytest.mark.parametrize("vector", [[1.0, 0.0, 0.0, 0.0], [1.0, -2.0, 0.5, 3.0]])
def test_the_hessian_is_never_made(x, counted, vector):
    """holds: A forward pass through a reverse pass multiplies the Hessian by a vector, in two passes in all."""
    # The Hessian of a sum of terms with one input each is diagonal.
    product = modes.hessian_times(counted, x, tf.constant(vector, tf.float64))
    np.testing.assert_allclose(product, 6 * X * vector, rtol=1e-12)
    assert counted.calls == 1, "one call, followed forward and back"


def test_nested_tapes_give_the_same_second_derivative(x):
    with tf.GradientTape() as outer:
        outer.watch(x)
        gradient = modes.times_jacobian(modes.energy, x, ONE)
    np.testing.assert_allclose(outer.gradient(gradient, x), SECOND_BY_HAND, rtol=1e-12)
