import numpy as np
import pytest
import tensorflow as tf

from snippets.depth import exploding

WIDTH = exploding.WIDTH


@pytest.mark.parametrize("depth", [1, 4, 10])
def test_each_layer_multiplies_the_gradient_by_the_same_factor(depth):
    """holds: In L ReLU layers, variance 1 in place of He's 2/n makes the inputs' gradient (n/2)**(L/2) times larger."""
    ours, he = (
        exploding.gradient_by_inputs(exploding.layers(variance, depth), tf.nn.relu)[0]
        for variance in (1.0, exploding.he_variance(WIDTH))
    )
    # Larger weights do not change where ReLU is flat, and the roots of 16 and 1 are exact: only float32 sums differ.
    assert ours / he == pytest.approx((WIDTH / 2) ** (depth / 2), rel=1e-4)


def test_the_weights_of_he_keep_the_gradient_and_those_of_variance_1_do_not():
    """holds: In L ReLU layers, variance 1 in place of He's 2/n makes the inputs' gradient (n/2)**(L/2) times larger."""
    start = np.sqrt(exploding.EXAMPLES * WIDTH)
    he, _ = exploding.gradient_by_inputs(exploding.layers(2 / WIDTH), tf.nn.relu)
    ours, _ = exploding.gradient_by_inputs(exploding.layers(1.0), tf.nn.relu)
    # The gradient by the outputs has the length `start`, for its entries have variance 1.
    assert 0.1 < he / start < 10
    assert ours > 1e6 * 0.1 * start


@pytest.mark.parametrize("variance", [1.0, 1 / WIDTH, 2 / WIDTH])
def test_the_mean_square_grows_by_half_the_width_times_the_variance(variance):
    """holds: On average a ReLU layer multiplies a signal's mean square by n/2 times the variance of its weights."""
    # An average over 200 layers of 32 units on 64 examples, each unit with a deviation of about 1: 1 %.
    assert exploding.growth_of_mean_square(variance) == pytest.approx(WIDTH / 2 * variance, rel=0.03)


@pytest.mark.parametrize(("inputs", "units"), [(50, 400), (400, 50)])
def test_he_counts_the_inputs(inputs, units):
    """holds: `HeNormal` draws weights of variance 2/n, where n is the number of inputs of the layer."""
    # The sample variance of 20000 normal numbers has a deviation of sqrt(2 / 20000), 1 %.
    assert exploding.drawn_variance(inputs, units) == pytest.approx(2 / inputs, rel=0.04)
    assert exploding.he_variance(inputs) == 2 / inputs


def test_tanh_explodes_behind_small_outputs():
    """refuted: Bounded activations such as tanh keep the gradient from exploding."""
    sizes = []
    for depth in (10, 20, 30):
        size, largest = exploding.gradient_by_inputs(exploding.layers(1.0, depth), tf.tanh)
        assert largest <= 1
        sizes.append(size)
    # Every ten layers multiply it again.
    assert sizes[1] > 50 * sizes[0]
    assert sizes[2] > 50 * sizes[1]


@pytest.mark.parametrize("depth", [10, 30])
def test_tanh_keeps_the_gradient_with_weights_of_variance_one_over_n(depth):
    """refuted: Bounded activations such as tanh keep the gradient from exploding."""
    size, _ = exploding.gradient_by_inputs(exploding.layers(1 / WIDTH, depth), tf.tanh)
    assert size < np.sqrt(exploding.EXAMPLES * WIDTH)


def test_clipping_by_value_turns_the_gradient():
    """refuted: Clipping each component of a gradient keeps its direction, as clipping by the norm does."""
    gradient = np.array([30.0, 4.0, -12.0], "float32")
    length = np.sqrt(30**2 + 4**2 + 12**2)
    np.testing.assert_allclose(exploding.clipped(gradient, 5.0, by_norm=True), gradient * 5 / length, rtol=1e-6)
    assert exploding.clipped(gradient, 5.0, by_norm=False).numpy().tolist() == [5, 4, -5]


@pytest.mark.parametrize("by_norm", [True, False])
def test_clipping_leaves_a_small_gradient_alone(by_norm):
    assert exploding.clipped(np.array([3.0, -4.0], "float32"), 5.0, by_norm).numpy().tolist() == [3, -4]
