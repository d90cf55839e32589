import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.vision import vae_loss

COUNT = 100_000


@pytest.mark.parametrize(("mean", "deviation"), [(0.0, 0.5), (1.0, 1.0), (-0.5, 2.0), (2.0, 0.1)])
def test_the_formula_agrees_with_the_integral_and_with_draws(mean, deviation):
    """holds: The KL divergence of N(m, s) from N(0, 1) is (m**2 + s**2 - 1) / 2 - ln s."""
    # The integral of p ln(p / q) on a fine grid of ten deviations to either side, in float64.
    grid = np.linspace(mean - 10 * deviation, mean + 10 * deviation, 20001)
    p = np.exp(-(((grid - mean) / deviation) ** 2) / 2) / (deviation * math.sqrt(2 * math.pi))
    ratio = -(((grid - mean) / deviation) ** 2) / 2 - math.log(deviation) + grid**2 / 2
    integral = np.sum(p * ratio) * (grid[1] - grid[0])
    assert float(vae_loss.kl_divergence(mean, deviation)) == pytest.approx(integral, rel=1e-5)
    # The estimate strays by the standard deviation of the ratio over sqrt(COUNT); four of them are allowed.
    spread = math.sqrt(np.sum(p * (ratio - integral) ** 2) * (grid[1] - grid[0]) / COUNT)
    assert vae_loss.kl_by_drawing(mean, deviation, COUNT) == pytest.approx(integral, abs=4 * spread + 1e-5)


def test_every_other_distribution_costs_something():
    """holds: The KL divergence is zero for N(0, 1) alone."""
    costs = {
        (mean, deviation): float(vae_loss.kl_divergence(mean, deviation))
        for mean in (-1.0, -0.1, 0.0, 0.1, 1.0)
        for deviation in (0.5, 0.9, 1.0, 1.1, 2.0)
    }
    assert costs.pop((0.0, 1.0)) == 0.0
    # 0.1**2 / 2 is the smallest of them.
    assert min(costs.values()) == pytest.approx(0.005, rel=0.1)


def test_a_category_has_no_gradient_and_a_moved_draw_has():
    """qualified: No gradient flows through a random draw: through m + s * noise one does, through a category none."""
    assert vae_loss.gradients_of_mean_square(vae_loss.category, 1.5, 0.5, 100) == [None, None]
    draws = vae_loss.reparameterised(1.5, 0.5, 100).numpy().astype("float64")
    # A draw z moves by 1 with the mean and by its noise with the deviation; its square moves by 2 z times that.
    expected = [np.mean(2 * draws), np.mean(2 * draws * (draws - 1.5) / 0.5)]
    gradients = vae_loss.gradients_of_mean_square(vae_loss.reparameterised, 1.5, 0.5, 100)
    assert gradients == pytest.approx(expected, rel=1e-4)
    # Logits that differ by ln 3 give 1/4 and 3/4: the draws do depend on the parameters.
    drawn = float(tf.reduce_mean(vae_loss.category(0.0, math.log(3.0), COUNT)))
    assert drawn == pytest.approx(3 / 4, abs=4 * math.sqrt(3 / 16 / COUNT))


def test_the_built_in_draw_moves_and_scales_too():
    """refuted: `tf.random.normal` blocks the gradients of its mean and standard deviation."""
    built_in, moved = (
        vae_loss.gradients_of_mean_square(draw, 1.5, 0.5, 100) for draw in (vae_loss.built_in, vae_loss.reparameterised)
    )
    assert built_in == pytest.approx(moved, rel=1e-5)
    np.testing.assert_allclose(vae_loss.built_in(1.5, 0.5, 100), vae_loss.reparameterised(1.5, 0.5, 100), rtol=1e-5)
    parameters = tf.Variable(1.5), tf.Variable(0.5)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(tf.random.normal([3], *parameters, seed=1))
    # Each of three draws moves as its mean does.
    assert float(tape.gradient(total, parameters)[0]) == 3.0


@pytest.mark.parametrize(("mean", "deviation"), [(1.5, 0.5), (-1.0, 2.0)])
def test_the_gradient_is_right_on_average(mean, deviation):
    """holds: The gradient through m + s * noise is on average that of the expected value."""
    # The expected value of z**2 is m**2 + s**2. The variances of 2 z and 2 z noise are 4 s**2 and 4 (m**2 + 2 s**2).
    gradients = vae_loss.gradients_of_mean_square(vae_loss.reparameterised, mean, deviation, COUNT)
    assert gradients[0] == pytest.approx(2 * mean, abs=4 * 2 * deviation / math.sqrt(COUNT))
    spread = 2 * math.sqrt((mean**2 + 2 * deviation**2) / COUNT)
    assert gradients[1] == pytest.approx(2 * deviation, abs=4 * spread)
