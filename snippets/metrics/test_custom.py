import keras
import numpy as np
import pytest

from snippets.metrics import custom

BATCHES = [[3.0, 4.0], [0.0, 1.0, 2.0], [5.0]]

# A float32 root of a sum of a few squares.
RELATIVE = 1e-6


def together(batches):
    return [error for batch in batches for error in batch]


def rmse(errors):
    return np.sqrt(np.mean(np.square(errors)))


@pytest.mark.parametrize("cut", range(1, 6))
def test_updates_add_up_wherever_the_rows_are_cut(cut):
    """holds: Two updates of a metric with sums give the result of one update on all the rows."""
    errors = together(BATCHES)
    in_two = custom.result_after(custom.RootMeanSquaredError(), [errors[:cut], errors[cut:]])
    assert in_two == pytest.approx(rmse(errors), rel=RELATIVE)
    assert custom.result_after(custom.RootMeanSquaredError(), [errors]) == pytest.approx(rmse(errors), rel=RELATIVE)
    assert custom.result_after(keras.metrics.RootMeanSquaredError(), BATCHES) == pytest.approx(
        rmse(errors), rel=RELATIVE
    )


def test_a_reset_forgets_everything():
    """holds: `reset_state` sets all variables of a metric back to zero."""
    before, after = custom.state_around_reset(BATCHES)
    assert all(before)
    assert after == [0, 0]


def test_the_state_is_a_sum_and_a_count():
    assert custom.state_around_reset(BATCHES)[0] == [9 + 16 + 0 + 1 + 4 + 25, 6]


def test_a_new_metric_is_zero():
    assert custom.result_after(custom.RootMeanSquaredError(), []) == 0


def test_a_call_returns_the_value_so_far():
    """refuted: Calling a metric on a batch returns the value of this batch."""
    so_far = [rmse(together(BATCHES[:number])) for number in (1, 2, 3)]
    assert custom.returned_by_calls(custom.RootMeanSquaredError(), BATCHES) == pytest.approx(so_far, rel=RELATIVE)
    of_each = [rmse(batch) for batch in BATCHES]
    assert of_each[1:] != pytest.approx(so_far[1:], rel=0.1)


def test_fit_resets_its_metrics_before_each_epoch():
    """refuted: A metric keeps adding up from epoch to epoch while `fit` runs."""
    metric = custom.RootMeanSquaredError()
    values = custom.fitted(metric, [3.0, 4.0], batch_size=1, epochs=3)
    # The mean would be the same with old epochs in it; the count would not.
    assert values == pytest.approx([rmse([3, 4])] * 3, rel=RELATIVE)
    assert float(metric.count.value) == 2


def test_a_function_is_averaged_over_batches():
    """refuted: A function that returns the root mean squared error is as good a metric as the class."""
    errors = [3.0, 4.0, 0.0, 0.0]
    assert custom.fitted(custom.rmse_of_batch, errors, 2, 1) == pytest.approx([(rmse([3, 4]) + 0) / 2], rel=RELATIVE)
    assert custom.fitted(custom.RootMeanSquaredError(), errors, 2, 1) == pytest.approx([rmse(errors)], rel=RELATIVE)
