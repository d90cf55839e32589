import numpy as np
import pytest

from snippets.quadratic import loop
from snippets.quadratic.data import best_coefficients, points
from snippets.quadratic.model import Quadratic


@pytest.fixture(scope="module")
def xy():
    return points()


@pytest.fixture(scope="module")
def trained(xy):
    """Train once for all tests, which change neither the model nor the losses."""
    model = Quadratic()
    return model, loop.train(model, *xy)


def test_the_coefficients_are_found(trained):
    """holds: Training takes three random coefficients to near 1, 2 and -8."""
    model, _ = trained
    assert loop.distance(Quadratic().coefficients(), (1.0, 2.0, -8.0)) > 5
    # The noise hides about .1 of the constant; the last batches shake it by another .1.
    assert loop.distance(model.coefficients(), (1.0, 2.0, -8.0)) < 0.5


def test_the_loss_stops_at_the_noise(trained, xy):
    """holds: The loss ends near the variance of the noise, which no model can predict."""
    _, losses = trained
    x, y = (part.numpy().astype("float64") for part in xy)
    floor = np.mean((np.polyval(np.polyfit(x, y, 2), x) - y) ** 2)
    # A sample variance of 201 points strays by sqrt(2 / 201), 10 %.
    assert floor == pytest.approx(1.0, abs=4 * 0.1)
    assert len(losses) == 150
    assert losses[0] > 10 * floor
    assert floor < losses[-1] < 1.1 * floor


def test_batches_never_settle(trained, xy):
    """refuted: With a constant learning rate, batches end exactly at the least-squares solution."""
    model, _ = trained
    assert loop.distance(model.coefficients(), best_coefficients(*xy)) > 0.005
    whole = Quadratic()
    loop.train(whole, *xy, batch_size=201, learning_rate=0.05, epochs=600)
    # The smallest curvature is about 0.9, so a step leaves 1 - .05 * .9: nothing but rounding after 600.
    assert loop.distance(whole.coefficients(), best_coefficients(*xy)) < 1e-4


def test_one_large_batch_is_one_step(xy):
    """holds: With all points in one batch an epoch is a single step, and gets less far than seven small steps."""
    x, y = (part.numpy().astype("float64") for part in xy)
    whole, small = Quadratic(), Quadratic()
    start = np.array(whole.coefficients())
    loop.train(whole, *xy, batch_size=201, epochs=1)
    gradient = 2 * np.mean((np.polyval(start, x) - y) * np.stack([x**2, x, np.ones_like(x)]), axis=1)
    # One step in float32, with sums of 201 numbers up to 1000.
    assert whole.coefficients() == pytest.approx((start - 0.01 * gradient).tolist(), abs=1e-4)
    (loss,) = loop.train(small, *xy, epochs=1)
    (slower,) = loop.train(Quadratic(), *xy, batch_size=201, epochs=1)
    assert loss < slower
