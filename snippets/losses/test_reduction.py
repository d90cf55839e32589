import keras
import numpy as np
import pytest

from snippets.losses import reduction

# float32 sums of a few numbers below 100.
RELATIVE = 1e-6


@pytest.fixture
def arrays():
    random = np.random.default_rng(0)
    return random.normal(size=(6, 3)).astype("float32"), random.normal(size=(6, 3)).astype("float32")


def row_losses(targets, outputs):
    return ((targets.astype("float64") - outputs) ** 2).mean(axis=-1)


def test_the_default_divides_the_sum_by_the_number_of_losses(arrays):
    """holds: `sum_over_batch_size`, the default, is the sum of the losses divided by how many there are."""
    losses = row_losses(*arrays)
    for name, expected in (("sum", losses.sum()), ("sum_over_batch_size", losses.sum() / 6)):
        assert float(reduction.reduced(name, *arrays)) == pytest.approx(expected, rel=RELATIVE)
        written_out = reduction.by_hand(name, losses.astype("float32"), np.ones(6, "float32"))
        assert float(written_out) == pytest.approx(expected, rel=RELATIVE)
    assert keras.losses.MeanSquaredError().reduction == "sum_over_batch_size"


@pytest.mark.parametrize("rows", [1, 2, 10])
def test_a_sum_takes_longer_steps_on_larger_batches(rows):
    """holds: With the reduction `sum` the gradient grows with the number of rows; with the default it does not."""
    # The derivative of weight**2 at 1 is 2 for each row.
    assert reduction.gradient_of_repeated_row("sum", rows) == pytest.approx(2 * rows, rel=RELATIVE)
    assert reduction.gradient_of_repeated_row("sum_over_batch_size", rows) == pytest.approx(2, rel=RELATIVE)


def test_the_default_divides_by_rows_and_not_by_weights(arrays):
    """refuted: With sample weights the default reduction gives the weighted mean of the losses."""
    weights = np.array([3.0, 0.0, 1.0, 1.0, 0.0, 5.0], "float32")
    losses = row_losses(*arrays)
    default = reduction.reduced("sum_over_batch_size", *arrays, sample_weight=weights)
    assert float(default) == pytest.approx((weights * losses).sum() / 6, rel=RELATIVE)
    weighted_mean = reduction.reduced("mean_with_sample_weight", *arrays, sample_weight=weights)
    assert float(weighted_mean) == pytest.approx(np.average(losses, weights=weights), rel=RELATIVE)
    for name, value in (("sum_over_batch_size", default), ("mean_with_sample_weight", weighted_mean)):
        written_out = reduction.by_hand(name, losses.astype("float32"), weights)
        assert float(written_out) == pytest.approx(float(value), rel=RELATIVE)
    assert float(default) != pytest.approx(float(weighted_mean), rel=0.1)


def test_a_row_of_weight_zero_still_counts(arrays):
    weights = np.array([1.0, 1.0, 0.0, 0.0, 0.0, 0.0], "float32")
    default = reduction.reduced("sum_over_batch_size", *arrays, sample_weight=weights)
    assert float(default) == pytest.approx(row_losses(*arrays)[:2].sum() / 6, rel=RELATIVE)


@pytest.mark.parametrize(("shape", "losses"), [([8, 3], 8), ([8, 5, 3], 40), ([8, 4, 2, 3], 64)])
def test_every_step_of_a_sequence_counts(shape, losses):
    """refuted: `sum_over_batch_size` divides by the batch size when the targets are sequences."""
    assert reduction.divisor(shape) == pytest.approx(losses, rel=1e-5)


@pytest.mark.parametrize("weights", [None, np.arange(6, dtype="float32")], ids=["plain", "weighted"])
def test_without_a_reduction_every_row_keeps_its_loss(arrays, weights):
    """holds: The reduction `none` returns one loss for each row, so the caller can put them together."""
    expected = row_losses(*arrays) * (1.0 if weights is None else weights)
    np.testing.assert_allclose(reduction.reduced("none", *arrays, sample_weight=weights), expected, rtol=RELATIVE)
