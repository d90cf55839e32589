import numpy as np
import pytest

from snippets.quadratic import keras_fit
from snippets.quadratic.data import points

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def xy():
    return tuple(part.numpy() for part in points())


@pytest.fixture(scope="module")
def trained(xy):
    """Train once for all tests, which do not change the model."""
    model = keras_fit.make_model()
    return model, keras_fit.fit(model, *xy)


def test_a_dense_unit_on_two_features_is_a_parabola():
    """holds: A dense unit on the features x and x**2 is a parabola: its kernel and bias are the three coefficients."""
    model = keras_fit.make_model()
    model.layers[-1].set_weights([np.array([[2.0], [3.0]]), np.array([-8.0])])
    assert keras_fit.coefficients(model) == [3.0, 2.0, -8.0]
    # 3 * 4 + 2 * 2 - 8, -8 and 3 - 2 - 8: small integers are exact.
    assert keras_fit.predict(model, [2.0, 0.0, -1.0]).tolist() == [8.0, -8.0, -7.0]


def test_fit_finds_the_least_squares_solution(trained, xy):
    """holds: `fit` ends near the least-squares solution, as the loop written by hand does."""
    model, _ = trained
    # The last batches of 32 noisy points shake a coefficient by about .1.
    assert keras_fit.coefficients(model) == pytest.approx(np.polyfit(*xy, 2).tolist(), abs=0.4)


def test_a_line_cannot_bend(xy):
    """refuted: A `Dense` layer without an activation can learn the parabola from x alone."""
    x, y = xy
    line, curve = (np.mean((np.polyval(np.polyfit(x, y, degree), x) - y) ** 2) for degree in (1, 2))
    model = keras_fit.make_model(features=False)
    keras_fit.fit(model, x, y, epochs=5)
    # The best line is 8 off, the variance of x**2 on [-3, 3]; the model cannot be better.
    assert line > 5 * curve
    assert np.mean((keras_fit.predict(model, x) - y) ** 2) >= 0.999 * line


def test_the_reported_loss_is_a_mean_over_the_steps(xy):
    """refuted: The loss that `fit` reports for an epoch is the loss at its end."""
    x, y = xy
    model = keras_fit.make_model()
    before = np.mean((keras_fit.predict(model, x) - y) ** 2)
    (reported,) = keras_fit.fit(model, x, y, epochs=1)
    after = np.mean((keras_fit.predict(model, x) - y) ** 2)
    assert after < 0.7 * reported
    assert reported < before
