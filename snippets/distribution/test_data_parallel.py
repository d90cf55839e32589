import numpy as np
import pytest
import tensorflow as tf

from snippets.distribution import data_parallel

# A mean of 64 float32 numbers of size 1 to 10 is rounded by about 1e-6.
TOLERANCE = 1e-5


@pytest.fixture(scope="module")
def data():
    return data_parallel.batch()


@pytest.fixture(scope="module")
def weights():
    return tf.constant([[1.0], [-2.0], [0.5]])


def closed_form(weights, inputs, targets):
    """Return 2 X'(Xw - y) / n in float64."""
    weights, inputs, targets = (np.asarray(part, "float64") for part in (weights, inputs, targets))
    return 2 * inputs.T @ (inputs @ weights - targets) / len(inputs)


@pytest.mark.parametrize("shards", [1, 2, 4, 16])
def test_equal_shards_average_to_the_whole(data, weights, shards):
    """holds: The mean of the gradients on equal shards is the gradient on the whole batch."""
    parts = data_parallel.split(*data, [64 // shards] * shards)
    found = data_parallel.mean_of_gradients(weights, parts)
    np.testing.assert_allclose(found, closed_form(weights, *data), atol=TOLERANCE)


@pytest.mark.parametrize("small", [1, 10, 31])
def test_unequal_shards_do_not(data, weights, small):
    """refuted: The mean of the shard gradients is the gradient on the whole batch however the batch is split."""
    found = data_parallel.mean_of_gradients(weights, data_parallel.split(*data, [small, 64 - small]))
    inputs, targets = data
    # Each shard counts half, so a row of the small shard counts for more than a row of the other.
    of_small = closed_form(weights, inputs[:small], targets[:small])
    of_large = closed_form(weights, inputs[small:], targets[small:])
    np.testing.assert_allclose(found, (of_small + of_large) / 2, atol=TOLERANCE)
    assert np.abs(found - closed_form(weights, *data)).max() > 100 * TOLERANCE


@pytest.mark.parametrize("sizes", [[32, 32], [10, 54], [1, 2, 61]], ids=str)
def test_weights_by_rows_mend_it(data, weights, sizes):
    """holds: Weighting the gradient of each shard by its share of the rows gives the gradient on the whole batch."""
    found = data_parallel.weighted_mean_of_gradients(weights, data_parallel.split(*data, sizes))
    np.testing.assert_allclose(found, closed_form(weights, *data), atol=TOLERANCE)


@pytest.mark.parametrize("sizes", [[32, 32], [10, 54], [1, 2, 61]], ids=str)
def test_a_sum_needs_the_size_of_the_whole_batch(data, weights, sizes):
    """holds: Gradients may be added up when each shard divides its summed loss by the size of the whole batch."""
    found = data_parallel.sum_of_gradients(weights, data_parallel.split(*data, sizes), divisor=64)
    np.testing.assert_allclose(found, closed_form(weights, *data), atol=TOLERANCE)


@pytest.mark.parametrize("shards", [2, 4])
def test_a_sum_of_mean_losses_is_a_step_several_times_as_long(data, weights, shards):
    found = data_parallel.sum_of_gradients(weights, data_parallel.split(*data, [64 // shards] * shards))
    np.testing.assert_allclose(found, shards * closed_form(weights, *data), atol=shards * TOLERANCE)


def normalized_loss(weights, inputs, targets):
    outputs = inputs @ weights
    return np.mean(((outputs - outputs.mean()) / outputs.std() - targets) ** 2)


def by_differences(weights, inputs, targets):
    """Return the gradient of the normalized loss by central differences in float64."""
    weights, inputs, targets = (np.asarray(part, "float64") for part in (weights, inputs, targets))
    nudges = 1e-5 * np.eye(len(weights))[:, :, None]
    rises = [
        normalized_loss(weights + nudge, inputs, targets) - normalized_loss(weights - nudge, inputs, targets)
        for nudge in nudges
    ]
    return np.array(rises)[:, None] / 2e-5


def test_statistics_of_a_shard_are_not_those_of_the_batch(data, weights):
    """refuted: Equal shards also give the gradient on the whole batch when the model normalizes by the batch."""
    whole = data_parallel.gradient(weights, *data, normalize=True)
    np.testing.assert_allclose(whole, by_differences(weights, *data), atol=TOLERANCE)
    parts = data_parallel.split(*data, [32, 32])
    found = data_parallel.mean_of_gradients(weights, parts, normalize=True)
    expected = np.mean([by_differences(weights, *part) for part in parts], axis=0)
    np.testing.assert_allclose(found, expected, atol=TOLERANCE)
    assert np.abs(found - whole).max() > 100 * TOLERANCE
