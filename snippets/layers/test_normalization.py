import numpy as np
import pytest

from snippets.layers import normalization

BATCH = np.random.default_rng(0).normal([5.0, -3.0, 0.0], [2.0, 0.5, 9.0], size=(6, 3)).astype("float32")
OTHER = np.random.default_rng(1).normal(1.0, 4.0, size=(6, 3)).astype("float32")


def in_numpy(batch, axis):
    """Standardize in float64 with the variance that divides by the number of values, not by one less."""
    batch = batch.astype("float64")
    return (batch - batch.mean(axis, keepdims=True)) / np.sqrt(batch.var(axis, keepdims=True) + normalization.EPSILON)


def test_training_standardizes_each_feature_over_the_batch():
    """holds: In training, BatchNormalization standardizes each feature by the mean and variance of the batch."""
    expected = in_numpy(BATCH, axis=0)
    # Outputs are near 1 and differences of numbers near 10 lose a digit of float32.
    np.testing.assert_allclose(normalization.batch_normalization()(BATCH, training=True), expected, atol=1e-5)
    np.testing.assert_allclose(normalization.standardized(BATCH, axis=0), expected, atol=1e-5)


@pytest.mark.parametrize("momentum", [0.0, 0.9, 0.99])
def test_moving_averages_move_a_fraction_of_the_way(momentum):
    """holds: A training call moves the moving averages by the fraction 1 - momentum towards those of the batch."""
    mean, variance = np.zeros(3), np.ones(3)
    for batch in (BATCH, OTHER, BATCH):
        mean += (1 - momentum) * (batch.mean(0) - mean)
        variance += (1 - momentum) * (batch.var(0) - variance)
    found = normalization.moving_averages([BATCH, OTHER, BATCH], momentum)
    # Three float32 updates.
    np.testing.assert_allclose(found[0], mean, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found[1], variance, rtol=1e-4)


def test_company_matters_to_a_batch_in_training():
    """refuted: In training, the output of BatchNormalization for an example depends on that example alone."""
    example, layer = BATCH[:1], normalization.batch_normalization()
    rows = [normalization.first_row(layer, example, others, training=True) for others in (BATCH[1:], OTHER)]
    assert np.abs(rows[0] - rows[1]).max() > 0.1
    expected = in_numpy(np.concatenate([example, OTHER]), axis=0)[:1]
    np.testing.assert_allclose(rows[1], expected, atol=1e-5)


def test_company_does_not_matter_in_inference():
    """refuted: In training, the output of BatchNormalization for an example depends on that example alone."""
    example, layer = BATCH[:1], normalization.batch_normalization()
    rows = [normalization.first_row(layer, example, others, training=False) for others in (BATCH[1:], OTHER)]
    np.testing.assert_array_equal(rows[0], rows[1])


def test_a_new_layer_changes_next_to_nothing_in_inference():
    """refuted: A new BatchNormalization layer standardizes its input when it is used for inference."""
    example = BATCH[:1]
    row = normalization.first_row(normalization.batch_normalization(), example, BATCH[1:], training=False)
    # Mean 0 and variance 1 are assumed, so only epsilon makes a difference. One float32 division.
    np.testing.assert_allclose(row, example / np.sqrt(1 + normalization.EPSILON), rtol=1e-5)
    assert np.abs(row - in_numpy(BATCH, axis=0)[:1]).max() > 1


@pytest.mark.parametrize("training", [True, False])
def test_an_example_is_enough_for_layer_normalization(training):
    """holds: LayerNormalization standardizes each example by itself, the same in training and inference."""
    layer, expected = normalization.layer_normalization(), in_numpy(BATCH, axis=1)
    np.testing.assert_allclose(layer(BATCH, training=training), expected, atol=1e-5)
    np.testing.assert_allclose(normalization.standardized(BATCH, axis=1), expected, atol=1e-5)
    for others in (BATCH[1:], OTHER):
        row = normalization.first_row(layer, BATCH[:1], others, training=training)
        np.testing.assert_allclose(row, expected[:1], atol=1e-5)
