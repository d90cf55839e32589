import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.gradients import clipping

GRADIENTS = [tf.constant([3.0, 4.0]), tf.constant([12.0])]  # lengths 5 and 12, together 13
EXACT = 1e-6  # float32 keeps 6e-8 of a value, and there are a few roundings


def cosine(one, other):
    """Return the cosine of the angle between two vectors."""
    one, other = np.asarray(one, "float64"), np.asarray(other, "float64")
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


def test_clipping_by_value_turns_a_gradient():
    """refuted: `tf.clip_by_value` shortens a gradient and keeps its direction, like `tf.clip_by_norm`."""
    gradient = tf.constant([3.0, -4.0, 0.3])
    by_value = clipping.clipped(gradient, "value", 1.0)
    assert by_value.numpy() == pytest.approx([1.0, -1.0, 0.3])
    assert cosine(gradient, by_value) < 0.99
    by_norm = clipping.clipped(gradient, "norm", 1.0)
    assert cosine(gradient, by_norm) == pytest.approx(1, abs=EXACT)
    assert np.linalg.norm(by_norm) == pytest.approx(1, abs=EXACT)


@pytest.mark.parametrize("by", ["value", "norm"])
def test_a_short_gradient_is_left_alone(by):
    assert clipping.clipped(tf.constant([0.5, -0.25]), by, 1.0).numpy().tolist() == [0.5, -0.25]


def test_one_factor_keeps_gradients_in_proportion():
    """holds: `tf.clip_by_global_norm` multiplies all gradients by one factor, so their proportions stay."""
    first, second = clipping.together(GRADIENTS, 1.3)
    # The norm of (3, 4, 12) is 13, so the factor is 0.1.
    assert [*first.numpy(), *second.numpy()] == pytest.approx([0.3, 0.4, 1.2], rel=EXACT)
    by_tensorflow, norm = tf.clip_by_global_norm(GRADIENTS, 1.3)
    assert float(norm) == pytest.approx(13, rel=EXACT)
    assert np.concatenate(by_tensorflow) == pytest.approx([0.3, 0.4, 1.2], rel=EXACT)
    first, second = clipping.one_by_one(GRADIENTS, 1.3)
    assert [*first.numpy(), *second.numpy()] == pytest.approx([1.3 * 3 / 5, 1.3 * 4 / 5, 1.3], rel=EXACT)


@pytest.mark.parametrize("learning_rate", [1.0, 0.01])
def test_a_step_has_a_greatest_length(learning_rate):
    """holds: With `global_clipnorm=c`, a step of plain SGD moves parameters by at most the learning rate times c."""
    moved = np.concatenate(clipping.sgd_step(GRADIENTS, learning_rate, limit=1.3))
    assert moved == pytest.approx(-learning_rate * np.array([0.3, 0.4, 1.2]), rel=EXACT)
    assert math.hypot(*moved) == pytest.approx(learning_rate * 1.3, rel=EXACT)
    free = np.concatenate(clipping.sgd_step(GRADIENTS, learning_rate, limit=None))
    assert math.hypot(*free) == pytest.approx(learning_rate * 13, rel=EXACT)


def test_a_custom_gradient_is_what_the_tape_gets():
    """holds: `tf.custom_gradient` replaces the derivative of a function and leaves its value."""
    points = [-1.0, 0.0, 4.0]
    assert clipping.reversed_on_the_way_back(tf.constant(points)).numpy().tolist() == points
    assert clipping.derivative(clipping.reversed_on_the_way_back, points) == [-1.0, -1.0, -1.0]
    # Within another function it takes part in the chain rule: the derivative of (-x)**2 without the minus.
    assert clipping.derivative(lambda x: clipping.reversed_on_the_way_back(x) ** 2, points) == [2.0, -0.0, -8.0]


def test_a_branch_that_is_not_chosen_spoils_the_gradient():
    """refuted: The branch that `tf.where` does not choose has no effect on the gradient."""
    points = [0.0, 0.25, 4.0]
    logarithms = [0.0, math.log(0.25), math.log(4)]
    assert clipping.logarithm(tf.constant(points)).numpy() == pytest.approx(logarithms, rel=EXACT)
    at_zero, *elsewhere = clipping.derivative(clipping.logarithm, points)
    # On the way back the 0 of `where` meets the infinite slope of the logarithm: 0 * inf is not a number.
    assert math.isnan(at_zero)
    assert elsewhere == [4.0, 0.25]


def test_a_branch_without_a_bad_spot_does_not():
    """refuted: The branch that `tf.where` does not choose has no effect on the gradient."""
    points = [-1.0, 0.0, 0.25, 4.0]
    logarithms = [0.0, 0.0, math.log(0.25), math.log(4)]
    assert clipping.safe_logarithm(tf.constant(points)).numpy() == pytest.approx(logarithms, rel=EXACT)
    assert clipping.derivative(clipping.safe_logarithm, points) == [0.0, 0.0, 4.0, 0.25]


def test_gradients_that_are_short_together_are_left_alone():
    assert [part.numpy().tolist() for part in clipping.together(GRADIENTS, 14.0)] == [[3.0, 4.0], [12.0]]
