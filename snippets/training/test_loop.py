import numpy as np
import pytest
import tensorflow as tf

from snippets.training import loop


@pytest.fixture(scope="module")
def data():
    return loop.examples()


def with_ones(inputs):
    """Append a column of ones in float64, so that the bias is one more weight."""
    return np.column_stack([inputs, np.ones(len(inputs))])


def least_squares(data):
    """Solve for two weights and the bias in closed form; also return the mean squared residual."""
    inputs, targets = (part.numpy().astype("float64") for part in data)
    solution, residual, _, _ = np.linalg.lstsq(with_ones(inputs), targets)
    return solution.ravel(), residual.item() / len(targets)


def flat(parameters):
    return np.concatenate([np.ravel(parameter) for parameter in parameters])


@pytest.mark.parametrize("learning_rate", [0.1, 0.5])
def test_a_step_goes_against_the_slope_of_the_loss(data, learning_rate):
    """holds: A step of gradient descent subtracts the learning rate times the gradient from a parameter."""
    start = np.array([0.5, -1.0, 2.0])

    def loss(point):
        point = tf.constant(point, tf.float64)
        return float(
            loop.mean_squared_error((point[:2, None], point[2:]), *(tf.cast(part, "float64") for part in data))
        )

    # Central differences in float64: exact for a parabola but for rounding, 1e-12 / 1e-3.
    slope = [(loss(start + nudge) - loss(start - nudge)) / 2e-3 for nudge in 1e-3 * np.eye(3)]
    parameters = [tf.Variable(start[:2, None], dtype=tf.float32), tf.Variable(start[2:], dtype=tf.float32)]
    assert loop.step(parameters, *data, learning_rate) == pytest.approx(loss(start), rel=1e-5)
    assert flat(parameters) == pytest.approx(start - learning_rate * np.array(slope), abs=1e-5)


def test_a_step_by_hand():
    inputs, targets = np.array([[1.0, 2.0], [3.0, -1.0]], "float32"), np.array([[4.0], [2.0]], "float32")
    parameters = [tf.Variable([[0.5], [-1.0]]), tf.Variable([2.0])]
    # The errors are 0.5 - 2 + 2 - 4 = -3.5 and 1.5 + 1 + 2 - 2 = 2.5.
    assert loop.step(parameters, inputs, targets, learning_rate=0.1) == pytest.approx((3.5**2 + 2.5**2) / 2)
    # The gradient is the mean of 2 * error * input: -3.5 * (1, 2, 1) + 2.5 * (3, -1, 1) = (4, -9.5, -1).
    assert flat(parameters) == pytest.approx([0.5 - 0.4, -1.0 + 0.95, 2.0 + 0.1], abs=1e-6)


@pytest.fixture(scope="module")
def trained(data):
    return loop.train(*data, learning_rate=0.1, steps=100)


def test_descent_ends_where_least_squares_does(data, trained):
    """holds: Gradient descent on the mean squared error ends at the least-squares solution."""
    solution, _ = least_squares(data)
    # The smallest curvature is 1.9, so a step leaves 1 - 0.1 * 1.9 of an error: 1e-9 after 100. Rounding is larger.
    assert flat(trained[0]) == pytest.approx(solution, abs=1e-5)


def test_the_loss_stops_at_the_noise(data, trained):
    """refuted: Enough training brings the loss down to zero."""
    _, residual = least_squares(data)
    assert trained[1][-1] == pytest.approx(residual, rel=1e-5)
    assert residual > 0.1


def test_the_examples_lie_about_the_plane(data):
    solution, residual = least_squares(data)
    # 256 examples fix a mean to about NOISE / 16, and a variance to about sqrt(2 / 256), 9 %.
    assert solution == pytest.approx([*np.ravel(loop.WEIGHTS), loop.BIAS], abs=4 * loop.NOISE / 16)
    assert residual == pytest.approx(loop.NOISE**2, rel=4 * 0.09)


def test_descent_diverges_beyond_two_over_the_largest_curvature(data):
    """refuted: A larger learning rate reaches the same minimum, only sooner."""
    inputs, _ = data
    hessian = 2 * with_ones(inputs).T @ with_ones(inputs) / len(inputs)
    limit = 2 / np.linalg.eigvalsh(hessian).max()
    _, below = loop.train(*data, learning_rate=0.9 * limit, steps=30)
    _, above = loop.train(*data, learning_rate=1.1 * limit, steps=30)
    assert below[-1] < below[0]
    assert above[-1] > above[0]
    assert np.isfinite(above[-1])


def test_fit_and_the_loop_agree(data):
    """holds: `fit` without shuffling makes the same steps as a loop over the batches with a tape."""
    by_hand = flat(loop.train_in_batches(*data, learning_rate=0.05, batch_size=32))
    by_keras = flat(loop.fit_in_batches(*data, learning_rate=0.05, batch_size=32))
    # Eight float32 steps; the two may add up a batch in another order.
    assert by_keras == pytest.approx(by_hand, abs=1e-5)
    whole, _ = loop.train(*data, learning_rate=0.05, steps=8)
    assert by_hand != pytest.approx(flat(whole), abs=1e-3), "the batches would not matter"
