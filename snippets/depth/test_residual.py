import numpy as np
import pytest
import tensorflow as tf

from snippets.depth import residual

WIDTH, DEPTH = residual.WIDTH, residual.DEPTH


def test_a_residual_connection_brings_the_gradient_to_the_first_layer():
    """holds: In thirty sigmoid layers the first gradient is below 1e-15 of the last, with residuals above a tenth."""
    weights = residual.layers(1 / WIDTH)
    assert len(weights) == 30
    plain, connected = (residual.gradients(weights, tf.sigmoid, choice) for choice in (False, True))
    assert plain[0] < 1e-15 * plain[-1]
    assert connected[0] > 0.1 * connected[-1]
    assert min(connected) > 0.05 * max(connected)


def test_a_block_that_has_nothing_to_add_is_the_identity():
    """holds: A residual block whose branch has zero weights is the identity, forward and backward."""
    signal, nothing = np.array([[1.0, -2.0, 3.0]], "float32"), tf.zeros([3, 3])
    np.testing.assert_array_equal(residual.block(signal, nothing, tf.tanh, residual=True), signal)
    np.testing.assert_array_equal(residual.jacobian(nothing, tf.tanh, signal[0], residual=True), np.eye(3))
    # A plain layer without weights lets nothing through.
    np.testing.assert_array_equal(residual.block(signal, nothing, tf.tanh, residual=False), 0 * signal)
    np.testing.assert_array_equal(residual.jacobian(nothing, tf.tanh, signal[0], residual=False), np.zeros([3, 3]))


def test_the_jacobian_gains_the_identity():
    """holds: The Jacobian of a residual block is the identity plus the Jacobian of its branch."""
    matrix, point = np.array([[0.5, -1.0], [2.0, 0.0]], "float32"), np.array([1.0, 0.2], "float32")
    slopes = 1 - np.tanh(point.astype("float64") @ matrix) ** 2
    # tanh'(z) times the transposed weights, in float64; float32 is off by 1e-7.
    np.testing.assert_allclose(residual.jacobian(matrix, tf.tanh, point, False), slopes[:, None] * matrix.T, atol=1e-6)
    np.testing.assert_allclose(
        residual.jacobian(matrix, tf.tanh, point, True), np.eye(2) + slopes[:, None] * matrix.T, atol=1e-6
    )


def test_branches_of_full_size_make_the_gradient_explode():
    """refuted: With residual connections the gradient keeps its size, whatever the branches do."""
    weights = residual.layers(2 / WIDTH)
    plain, connected = (residual.gradients(weights, tf.nn.relu, choice) for choice in (False, True))
    # A branch about as large as the signal doubles its mean square or more: 2**15 after thirty blocks.
    assert connected[0] > 2**15 * plain[0]


def test_branches_scaled_by_the_depth_keep_it():
    """refuted: With residual connections the gradient keeps its size, whatever the branches do."""
    scaled = residual.gradients(residual.layers(2 / WIDTH), tf.nn.relu, residual=True, scale=1 / DEPTH)
    # (1 + 1/L)**L stays below e.
    assert max(scaled) < np.e * min(scaled)


def test_a_branch_of_width_one_is_added_to_every_feature():
    """refuted: A residual connection between different shapes raises an error."""
    signal, matrix = np.array([[1.0, 2.0, 3.0], [0.5, 0.0, -1.0]], "float32"), np.ones([3, 1], "float32")
    branch = [[6.0], [-0.5]]
    block = residual.block(signal, matrix, tf.identity, residual=True)
    np.testing.assert_array_equal(block, [[7, 8, 9], [0, -0.5, -1.5]])
    assert residual.block(signal, matrix, tf.identity, residual=False).numpy().tolist() == branch


def test_other_widths_do_raise():
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"[Ii]ncompatible"):
        residual.block(tf.ones([2, 3]), tf.ones([3, 2]), tf.identity, residual=True)
