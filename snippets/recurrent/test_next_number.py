import numpy as np
import pytest

from snippets.recurrent import next_number

STEPS = next_number.STEPS


@pytest.fixture(scope="module")
def model():
    return next_number.trained(next_number.waves(256, seed=1))


@pytest.mark.slow
def test_on_waves_the_network_wins(model):
    """holds: On sine waves a trained SimpleRNN makes less than half the error of repeating the last number."""
    new = next_number.waves(256, seed=2).numpy().astype("float64")
    baseline = np.mean((new[:, -2] - new[:, -1]) ** 2)
    assert next_number.mean_squared_error(next_number.repeat_last, new) == pytest.approx(baseline)
    # The mean of (sin(x + f) - sin(x)) ** 2 is 1 - cos(f): 0.15 on average for f from 0.3 to 0.8.
    assert baseline == pytest.approx(0.15, abs=0.03)
    assert next_number.mean_squared_error(model, next_number.waves(256, seed=2)) < baseline / 2


@pytest.mark.slow
def test_on_random_walks_nothing_wins():
    """refuted: A trained network beats repeating the last number on every kind of sequence."""
    new = next_number.walks(2000, seed=2)
    baseline = next_number.mean_squared_error(next_number.repeat_last, new)
    # The steps have a standard deviation of 0.3; 2000 of them give its square to about 3 %.
    assert baseline == pytest.approx(0.3**2, rel=4 * 0.03)
    network = next_number.trained(next_number.walks(256, seed=1))
    # No forecast has a smaller error than the step itself; chance may give a network 2 % in 2000 of them.
    assert next_number.mean_squared_error(network, new) > 0.98 * baseline


@pytest.mark.parametrize("frequency", [0.3, 0.5, 2.0])
def test_two_numbers_and_the_frequency_are_enough(frequency):
    """holds: Two numbers continue a wave of known frequency f exactly: next = 2 * cos(f) * last - the one before."""
    wave = np.sin(0.7 + frequency * np.arange(30))
    predicted = next_number.continue_wave(wave[np.newaxis, :-1], frequency)
    # sin(a + f) + sin(a - f) = 2 cos(f) sin(a); the frequency is rounded to float32, or 1e-7.
    np.testing.assert_allclose(predicted, wave[-1:], atol=1e-6)


@pytest.mark.slow
def test_errors_add_up_when_predictions_are_fed_back(model):
    """refuted: A network that predicts the next number well continues a sequence as well from its own predictions."""
    sequences = next_number.waves(64, seed=3, steps=STEPS + 6)
    errors = next_number.errors_on_its_own(model, sequences)
    assert len(errors) == 6
    assert errors[0] == pytest.approx(next_number.mean_squared_error(model, sequences[:, : STEPS + 1]), rel=1e-3)
    assert errors[-1] > 3 * errors[0]


def test_an_exact_rule_can_be_fed_back():
    wave = np.sin(0.5 * np.arange(STEPS + 10), dtype="float32")[np.newaxis]
    errors = next_number.errors_on_its_own(lambda window: next_number.continue_wave(window, 0.5), wave)
    # float32 roundings, at most doubled by each of ten steps.
    assert max(errors) < 1e-8
