import numpy as np
import pytest
import tensorflow as tf

from snippets.layers import dropout

VALUES = np.arange(1.0, 1001.0, dtype="float32")


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.75])
def test_a_value_is_dropped_or_scaled_up(rate):
    """holds: In training, dropout turns a value into 0 or divides it by 1 - rate."""
    for result in (
        dropout.dropped(VALUES, rate, training=True).numpy(),
        dropout.by_hand(VALUES, rate, np.random.default_rng(0)),
    ):
        kept = result != 0
        # One float32 division.
        np.testing.assert_allclose(result[kept], VALUES[kept] / (1 - rate), rtol=1e-6)
        # Of 1000 values, 1000 * rate are dropped, give or take a standard deviation of at most 16.
        assert np.count_nonzero(~kept) == pytest.approx(1000 * rate, abs=4 * 16)


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.75])
def test_values_pass_unchanged_in_use(rate):
    """refuted: When a model is used, dropout scales the values down to make up for those it dropped in training."""
    np.testing.assert_array_equal(dropout.dropped(VALUES, rate, training=False), VALUES)
    assert (dropout.dropped(VALUES, rate, training=True).numpy() > VALUES).any()


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.75])
def test_the_expected_value_is_preserved(rate):
    """holds: The mean over many dropout masks comes out as the value without dropout."""
    values, calls = tf.constant([1.0, -2.0, 3.0]), 20_000
    # A call has the variance value**2 * rate / (1 - rate); four standard deviations of the mean.
    error = 4 * np.abs(values) * np.sqrt(rate / (1 - rate) / calls)
    assert (np.abs(dropout.mean_of_calls(values, rate, calls) - values) < error).all()


def test_the_number_of_dropped_values_varies_from_call_to_call():
    """refuted: A rate of 0.5 drops exactly half of the values in every call."""
    counts = dropout.zeros_per_call(0.5, calls=100)
    assert len(set(counts)) > 3
    # A binomial distribution: mean n * rate, variance n * rate * (1 - rate); four standard errors of each.
    assert np.mean(counts) == pytest.approx(dropout.SIZE / 2, abs=4 * np.sqrt(dropout.SIZE / 4 / 100))
    assert np.var(counts) == pytest.approx(dropout.SIZE / 4, rel=4 * np.sqrt(2 / 100))


def test_dropout_is_inactive_unless_told():
    """qualified: Dropout is inactive when a layer is called on data without saying more."""
    np.testing.assert_array_equal(dropout.dropped(VALUES, 0.5, training=None), VALUES)
    assert (dropout.dropped(VALUES, 0.5, training=True).numpy() == 0).any()


def test_an_inner_call_follows_the_outer_one():
    """qualified: Dropout is inactive when a layer is called on data without saying more."""
    np.testing.assert_array_equal(dropout.within(False, VALUES, 0.5), VALUES)
    np.testing.assert_array_equal(dropout.within(None, VALUES, 0.5), VALUES)
    inner = dropout.within(True, VALUES, 0.5).numpy()
    # 1000 values are never all kept or all dropped: the probability is 2**-999.
    assert set(np.unique(inner / VALUES)) == {0.0, 2.0}
