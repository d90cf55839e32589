"""Dropout: train without some of the values, use all of them.

In training, each value is set to zero with the probability `rate`, so no unit
can rely on another one. The values that are left are scaled up at once, which
keeps the expected sum and leaves nothing to correct when the model is used.

Claims:
    holds: In training, dropout turns a value into 0 or divides it by 1 - rate.
    refuted: When a model is used, dropout scales the values down to make up for those it dropped in training.
    holds: The mean over many dropout masks comes out as the value without dropout.
    refuted: A rate of 0.5 drops exactly half of the values in every call.
    qualified: Dropout is inactive when a layer is called on data without saying more.
"""

import keras
import numpy as np
import tensorflow as tf

SIZE = 10


def dropped(values, rate: float, training: bool | None, seed: int = 0) -> tf.Tensor:
    """Return what a Dropout layer makes of `values`, any shape."""
    return keras.layers.Dropout(rate, seed=seed)(values, training=training)


def by_hand(values, rate: float, random: np.random.Generator) -> np.ndarray:
    """Drop each of the values, any shape, with the probability `rate` and scale up the others."""
    kept = random.random(np.shape(values)) >= rate
    return np.where(kept, values / (1 - rate), 0.0)


def mean_of_calls(values, rate: float, calls: int) -> tf.Tensor:
    """Return the mean of what dropout in training makes of `values`, shape (n,), over independent masks."""
    return tf.reduce_mean(dropped(tf.repeat(values[tf.newaxis], calls, axis=0), rate, training=True), axis=0)


def zeros_per_call(rate: float, calls: int) -> list[int]:
    """Return how many of SIZE ones one layer drops in each of several training calls."""
    drop, ones = keras.layers.Dropout(rate, seed=0), tf.ones([SIZE])
    return [SIZE - int(tf.math.count_nonzero(drop(ones, training=True))) for _ in range(calls)]


def within(training: bool | None, values, rate: float) -> tf.Tensor:
    """Call dropout on `values`, any shape, from a layer around it that alone is told about `training`."""

    class Around(keras.layers.Layer):
        """Contain a Dropout layer."""

        def __init__(self):
            super().__init__()
            self.dropout = keras.layers.Dropout(rate, seed=0)

        def call(self, batch, training=None):
            """Return what dropout makes of `batch`, any shape."""
            return self.dropout(batch)

    return Around()(values, training=training)


def main() -> None:
    """Drop values in training and in use."""
    values = tf.constant([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    print("values                      ", values.numpy())
    for rate in (0.25, 0.5):
        print(f"training, rate {rate:<13}", dropped(values, rate, training=True).numpy().round(2))
    print("in use                      ", dropped(values, 0.5, training=None).numpy())
    print("by hand, rate 0.5           ", by_hand(values.numpy(), 0.5, np.random.default_rng(0)))
    print("mean of 10000 training calls", mean_of_calls(values, 0.5, 10_000).numpy().round(2))
    print()
    print(f"dropped out of {SIZE}, rate 0.5 ", zeros_per_call(0.5, calls=12))
    print("within a layer in training  ", within(True, values, 0.5).numpy())
    print("within a layer in use       ", within(False, values, 0.5).numpy())


if __name__ == "__main__":
    main()
