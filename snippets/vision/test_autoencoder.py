import keras
import numpy as np
import pytest

from snippets.vision import autoencoder

pytestmark = pytest.mark.slow

UNITS = 8


@pytest.fixture(scope="module")
def data():
    training, others = autoencoder.pictures()
    return training.reshape(len(training), -1), others.reshape(len(others), -1)


def trained(data, steps=autoencoder.STEPS, **options):
    keras.utils.set_random_seed(0)
    return autoencoder.train(autoencoder.autoencoder(data[0].shape[1], UNITS, **options), data[0], steps)


@pytest.fixture(scope="module")
def linear(data):
    return trained(data, steps=400)


@pytest.fixture(scope="module")
def deep(data):
    return trained(data, hidden=64)


def least_error(rows, units):
    """Return what principal components leave: the variance in all other directions (Eckart and Young), in float64."""
    rows = rows.astype("float64")
    variances = np.linalg.eigvalsh(np.cov(rows.T, bias=True))[::-1]
    return variances[units:].sum() / rows.shape[1]


def test_unseen_digits_come_back(data, deep):
    """holds: An autoencoder of 8 units restores unseen digits with less than half the error of their mean."""
    rows, others = data
    assert deep.get_layer("code").units == UNITS
    mean = np.mean((others - rows.mean(axis=0)) ** 2)
    # Measured: 0.020 and 0.066.
    assert autoencoder.error(deep(others), others) < mean / 2
    assert np.mean((deep(others) - others) ** 2) < mean / 2


def test_principal_components_are_the_limit_of_linear_autoencoders(data, linear):
    """holds: No linear autoencoder of k units has less training error than k principal components."""
    rows, _ = data
    least = least_error(rows, UNITS)
    assert autoencoder.error(autoencoder.by_components(rows, rows, UNITS), rows) == pytest.approx(least, rel=1e-4)
    assert least * (1 - 1e-5) < autoencoder.error(linear(rows), rows) < 1.05 * least
    untrained = autoencoder.autoencoder(rows.shape[1], UNITS)
    assert autoencoder.error(untrained(rows), rows) > 2 * least


def test_activation_functions_go_beyond_the_limit(data, deep):
    """holds: With hidden ReLU layers, 8 units restore digits with less error than 8 principal components."""
    rows, others = data
    # Measured: 0.4 of it, and 0.6 on unseen digits.
    assert autoencoder.error(deep(rows), rows) < 0.9 * least_error(rows, UNITS)
    components = autoencoder.by_components(rows, others, UNITS)
    assert autoencoder.error(deep(others), others) < 0.9 * np.mean((components - others) ** 2)


def test_a_linear_code_spans_the_components_in_other_directions(data, linear):
    """refuted: The code units of a trained linear autoencoder are the principal components."""
    rows, _ = data
    directions = autoencoder.principal_directions(rows, UNITS)
    np.testing.assert_allclose(directions @ directions.T, np.eye(UNITS), atol=1e-4)
    decoder = linear.layers[-1].kernel.numpy()
    decoder /= np.linalg.norm(decoder, axis=1, keepdims=True)
    cosines = np.abs(decoder @ directions.T)
    # The pictures that come back are the same, but no unit draws along a component.
    components = autoencoder.by_components(rows, rows, UNITS)
    # Measured: they differ by 3 % of the mean squared error that both leave.
    assert np.mean((linear(rows) - components) ** 2) < 0.05 * least_error(rows, UNITS)
    assert cosines.max() < 0.95
    assert np.abs(decoder @ decoder.T - np.eye(UNITS)).max() > 0.1


def test_what_is_no_digit_does_not_come_back(data, deep):
    """refuted: A trained autoencoder restores any picture."""
    _, others = data
    strange = others[:, np.random.default_rng(0).permutation(others.shape[1])]
    # The pixels are the same, so a constant picture of their mean would do as well for both.
    assert autoencoder.error(deep(strange), strange) > np.var(strange) > 2 * autoencoder.error(deep(others), others)
