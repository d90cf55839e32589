import numpy as np
import pytest

from snippets.models import ensemble


@pytest.fixture(scope="module")
def members():
    return [ensemble.member(seed) for seed in (0, 10, 20)]


@pytest.fixture(scope="module")
def data():
    return ensemble.examples()


def in_numpy(model, inputs):
    """Run a member with tanh in float64; shape (n, 1)."""
    kernel, bias, output_kernel, output_bias = (weight.astype("float64") for weight in model.get_weights())
    return np.tanh(inputs.numpy() @ kernel + bias) @ output_kernel + output_bias


def errors(members, data):
    """The squared errors of the members, the error of their mean, and their variance, in float64."""
    inputs, targets = data
    outputs = np.stack([in_numpy(model, inputs) for model in members])
    each = ((outputs - targets.numpy()) ** 2).mean(axis=(1, 2))
    return each, ((outputs.mean(axis=0) - targets.numpy()) ** 2).mean(), outputs.var(axis=0).mean()


def test_an_ensemble_returns_the_mean(members, data):
    """holds: An ensemble model returns the mean of what its members return, and its weights are theirs."""
    model, expected = ensemble.ensemble(members), np.mean([member(data[0]) for member in members], axis=0)
    # Three float32 numbers near 1.
    np.testing.assert_allclose(model(data[0]), expected, atol=1e-6)
    owned = [weight for member in members for weight in member.weights]
    assert len(model.weights) == 12
    assert all(mine is theirs for mine, theirs in zip(model.weights, owned, strict=True))


def test_the_mean_is_no_worse_than_the_members_are_on_average(members, data):
    """holds: The squared error of the mean is at most the mean squared error of the members."""
    each, expected, _ = errors(members, data)
    found = ensemble.squared_error(ensemble.ensemble(members), *data)
    # Means of float32 numbers near 1.
    assert found == pytest.approx(expected, rel=1e-5)
    assert found < each.mean()


def test_the_gain_is_the_disagreement(members, data):
    """holds: That gain is the variance of the members' outputs, so members that agree gain nothing."""
    each, expected, variance = errors(members, data)
    assert expected == pytest.approx(each.mean() - variance, rel=1e-12)
    assert ensemble.disagreement(members, data[0]) == pytest.approx(variance, rel=1e-5)
    assert variance > 0.01


def test_members_that_agree_gain_nothing(data):
    """holds: That gain is the variance of the members' outputs, so members that agree gain nothing."""
    twins = [ensemble.member(0), ensemble.member(0)]
    assert ensemble.disagreement(twins, data[0]) == pytest.approx(0, abs=1e-12)
    alone, together = (ensemble.squared_error(model, *data) for model in (twins[0], ensemble.ensemble(twins)))
    assert together == pytest.approx(alone, rel=1e-6)


def test_a_bad_member_spoils_the_best(members, data):
    """refuted: An ensemble is at least as good as its best member."""
    each, expected, _ = errors(members, data)
    best = int(each.argmin())
    assert expected > each[best]
    assert ensemble.squared_error(ensemble.ensemble(members), *data) == pytest.approx(expected, rel=1e-5)
    assert ensemble.squared_error(members[best], *data) == pytest.approx(each[best], rel=1e-5)


def test_mean_weights_are_the_ensemble_if_the_members_are_linear(data):
    """qualified: Averaging the weights of the members gives the ensemble in a single model."""
    members = [ensemble.member(seed, hidden=False) for seed in (0, 10, 20)]
    expected = np.mean([data[0].numpy() @ model.get_weights()[0] for model in members], axis=0)
    # Two float32 products; the biases are zero.
    np.testing.assert_allclose(ensemble.with_mean_weights(members)(data[0]), expected, atol=1e-6)


def test_mean_weights_are_another_function_with_a_hidden_layer(members, data):
    """qualified: Averaging the weights of the members gives the ensemble in a single model."""
    merged = ensemble.with_mean_weights(members)
    for mine, *theirs in zip(merged.get_weights(), *(member.get_weights() for member in members), strict=True):
        np.testing.assert_allclose(mine, np.mean(theirs, axis=0), atol=1e-6)
    assert np.abs(merged(data[0]) - ensemble.ensemble(members)(data[0])).max() > 0.1
