import math

import numpy as np
import pytest

from snippets.language import sampling

# float64 on numbers below 1.
CLOSE = 1e-12


def softmax(logits):
    powers = [math.exp(logit) for logit in logits]
    return np.array(powers) / sum(powers)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_a_temperature_is_a_power(temperature):
    """holds: A temperature T raises each probability to the power 1 / T, then scales them to add up to 1."""
    powers = softmax(sampling.LOGITS) ** (1 / temperature)
    found = sampling.probabilities(sampling.LOGITS, temperature)
    np.testing.assert_allclose(found, powers / powers.sum(), atol=CLOSE)


def test_temperatures_at_the_ends():
    """holds: As the temperature goes to 0, sampling becomes greedy; as it grows, all tokens become equally likely."""
    # The best token leads by 0.5, so at 0.01 the next has exp(-50), 2e-22.
    np.testing.assert_allclose(sampling.probabilities(sampling.LOGITS, 0.01), [1, 0, 0, 0, 0], atol=CLOSE)
    # The logits span 4, so at 1e6 no logarithm is more than 4e-6 from the others.
    np.testing.assert_allclose(sampling.probabilities(sampling.LOGITS, 1e6), [0.2] * 5, atol=1e-6)


@pytest.mark.parametrize("temperature", [0.1, 1.0, 10.0, 1000.0])
def test_no_temperature_changes_the_order(temperature):
    """refuted: A high temperature can make the second-best token more likely than the best."""
    shuffled = [0.0, 2.0, -2.0, 1.5, 0.5]
    found = sampling.probabilities(shuffled, temperature).numpy()
    assert np.argsort(found).tolist() == np.argsort(shuffled).tolist()
    # The ratio of two tokens is exp(difference / temperature): above 1 for ever.
    assert found[1] / found[3] == pytest.approx(math.exp(0.5 / temperature))


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_the_best_k_share_the_probability(k):
    """holds: Top-k sampling divides the k largest probabilities by their sum and gives the others none."""
    shuffled = np.array([0.0, 2.0, -2.0, 1.5, 0.5])
    whole = softmax(shuffled)
    kept = np.where(np.argsort(np.argsort(-whole)) < k, whole, 0)
    np.testing.assert_allclose(sampling.top_k(shuffled, k), kept / kept.sum(), atol=CLOSE)


def test_draws_follow_the_probabilities():
    counts = sampling.draw(sampling.top_k(sampling.LOGITS, k=2), 4000).numpy()
    # exp(2) / (exp(2) + exp(1.5)) = 0.62; 4000 draws have a standard deviation of 0.008.
    assert counts[0] / 4000 == pytest.approx(1 / (1 + math.exp(-0.5)), abs=0.03)
    assert counts[2:].tolist() == [0, 0, 0]


def test_greedy_decoding_can_miss_the_best_sequence():
    """refuted: Greedy decoding finds the most probable sequence."""
    assert sampling.greedy() == (0, 0)
    assert sampling.best() == (1, 1)
    # 0.5 * 0.4 against 0.4 * 0.9.
    assert sampling.sequence_probability(*sampling.greedy()) == pytest.approx(0.20)
    assert sampling.sequence_probability(*sampling.best()) == pytest.approx(0.36)
