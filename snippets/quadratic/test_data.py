import numpy as np
import pytest

from snippets.quadratic import data


def noise(seed):
    """What the points have above the parabola, which is (x + 4) * (x - 2)."""
    x, y = (part.numpy().astype("float64") for part in data.points(seed))
    return y - (x + 4) * (x - 2)


def test_a_seed_fixes_the_noise():
    """holds: The same seed gives the same noise, and another seed gives other noise."""
    np.testing.assert_array_equal(noise(1), noise(1))
    assert np.abs(noise(1) - noise(2)).max() > 1


def test_the_noise_has_mean_zero_and_variance_one():
    """holds: The noise is the difference between the points and the parabola: mean 0 and variance 1."""
    everything = np.concatenate([noise(seed) for seed in range(20)])
    # 4020 normal numbers: the mean strays by 1 / sqrt(4020) = .016, the variance by sqrt(2 / 4020) = .022.
    assert everything.mean() == pytest.approx(0, abs=4 * 0.016)
    assert everything.var() == pytest.approx(1, abs=4 * 0.022)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_least_squares_misses_by_what_the_noise_hides(seed):
    """refuted: Least squares on noisy points gives back the coefficients of the formula."""
    x, y = data.points(seed)
    best = data.best_coefficients(x, y)
    np.testing.assert_allclose(best, np.polyfit(x.numpy().astype("float64"), y.numpy().astype("float64"), 2), atol=1e-9)
    # The standard errors are .026, .040 and .106: the roots of the diagonal of the inverse of A^T A.
    columns = np.vander(x.numpy().astype("float64"), 3)
    deviations = np.sqrt(np.diag(np.linalg.inv(columns.T @ columns)))
    misses = np.abs(best - data.TRUTH)
    assert misses.max() > 0.01
    assert (misses < 4 * deviations).all()


def test_least_squares_without_noise_gives_back_the_formula():
    """refuted: Least squares on noisy points gives back the coefficients of the formula."""
    x = np.linspace(-3, 3, 50)
    assert data.best_coefficients(x, data.parabola(x)) == pytest.approx(data.TRUTH, abs=1e-12)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_truth_is_not_the_best_fit(seed):
    """refuted: The true coefficients have the smallest mean squared error on the points."""
    x, y = data.points(seed)
    truth = data.mean_squared_error(data.TRUTH, x, y)
    assert truth == pytest.approx(np.mean((np.polyval(data.TRUTH, x.numpy()) - y.numpy()) ** 2), rel=1e-5)
    assert data.mean_squared_error(data.best_coefficients(x, y), x, y) < truth


def test_a_picture_puts_the_largest_value_on_top():
    assert data.picture([0, 1, 2], [0, 5, 10], width=3, height=3) == "  .\n .\n."
