"""Custom metrics: a state that grows batch by batch.

An epoch is seen in pieces, so a metric keeps sums in variables and computes
its result from them on demand. Here it is the root of the mean squared error,
which a plain function of one batch cannot give for a whole epoch.

Claims:
    holds: Two updates of a metric with sums give the result of one update on all the rows.
    holds: `reset_state` sets all variables of a metric back to zero.
    refuted: Calling a metric on a batch returns the value of this batch.
    refuted: A metric keeps adding up from epoch to epoch while `fit` runs.
    refuted: A function that returns the root mean squared error is as good a metric as the class.
"""

import keras
import tensorflow as tf
from keras import ops


class RootMeanSquaredError(keras.metrics.Metric):
    """The root of the mean squared error over everything since the last reset."""

    def __init__(self, name: str = "rmse"):
        super().__init__(name=name)
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        """Add the squared errors of a batch; both arrays have the shape (batch, 1)."""
        self.total.assign_add(ops.sum(ops.square(y_true - y_pred)))
        self.count.assign_add(ops.cast(ops.size(y_true), "float32"))

    def result(self):
        """Return the metric so far, a scalar; 0 before the first update."""
        return ops.sqrt(ops.divide_no_nan(self.total, self.count))


def rmse_of_batch(targets, outputs):
    """Return the root mean squared error of one batch, a scalar; both arrays have the shape (batch, 1)."""
    return ops.sqrt(ops.mean(ops.square(targets - outputs)))


def result_after(metric: keras.metrics.Metric, errors: list[list[float]]) -> float:
    """Return the result after one update for each batch of errors."""
    for batch in errors:
        metric.update_state(tf.zeros([len(batch), 1]), tf.constant(batch)[:, tf.newaxis])
    return float(metric.result())


def returned_by_calls(metric: keras.metrics.Metric, errors: list[list[float]]) -> list[float]:
    """Return what calling the metric on each batch of errors returns."""
    return [float(metric(tf.zeros([len(batch), 1]), tf.constant(batch)[:, tf.newaxis])) for batch in errors]


def state_around_reset(errors: list[list[float]]) -> tuple[list[float], list[float]]:
    """Return the variables of a metric, total and count, after updates and after a reset."""
    metric = RootMeanSquaredError()
    result_after(metric, errors)
    before = [float(variable.value) for variable in metric.variables]
    metric.reset_state()
    return before, [float(variable.value) for variable in metric.variables]


def fitted(metric, errors: list[float], batch_size: int, epochs: int) -> list[float]:
    """Return what `fit` reports per epoch for a model whose only weight, its output, stays zero."""
    inputs, targets = tf.zeros([len(errors), 1]), tf.constant(errors)[:, tf.newaxis]
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mean_squared_error", metrics=[metric], run_eagerly=True)
    history = model.fit(inputs, targets, batch_size=batch_size, epochs=epochs, shuffle=False, verbose=0)
    return next(values for name, values in history.history.items() if name != "loss")


def main() -> None:
    """Feed errors to the metric in batches, then let `fit` do it."""
    batches = [[3.0, 4.0], [0.0, 0.0], [5.0]]
    metric = RootMeanSquaredError()
    print(f"{'batch of errors':<18}{'its own RMSE':>13}{'returned':>10}{'total':>8}{'count':>7}")
    for batch in batches:
        own = result_after(RootMeanSquaredError(), [batch])
        (returned,) = returned_by_calls(metric, [batch])
        total, count = (float(variable.value) for variable in metric.variables)
        print(f"{batch!s:<18}{own:13.3f}{returned:10.3f}{total:8.0f}{count:7.0f}")
    whole = [error for batch in batches for error in batch]
    print(f"{'all five at once':<18}{result_after(RootMeanSquaredError(), [whole]):13.3f}")
    print("total and count before and after a reset:", *state_around_reset(batches))
    errors = [3.0, 4.0, 0.0, 0.0]
    print(f"\nreported by fit for the errors {errors} in batches of 2")
    for name, each in (("class", RootMeanSquaredError()), ("function", rmse_of_batch)):
        values = fitted(each, errors, batch_size=2, epochs=2)
        print(f"  {name:<16}" + "   ".join(f"epoch {number}: {value:.3f}" for number, value in enumerate(values, 1)))


if __name__ == "__main__":
    main()
