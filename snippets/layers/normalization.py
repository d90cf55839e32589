"""Normalization: mean 0 and variance 1, but of what?

BatchNormalization looks at one feature across the batch while training and falls
back on averages it has collected when it is used. LayerNormalization looks at
all features of one example, so it needs no memory and does the same in both.

Claims:
    holds: In training, BatchNormalization standardizes each feature by the mean and variance of the batch.
    holds: A training call moves the moving averages by the fraction 1 - momentum towards those of the batch.
    refuted: In training, the output of BatchNormalization for an example depends on that example alone.
    refuted: A new BatchNormalization layer standardizes its input when it is used for inference.
    holds: LayerNormalization standardizes each example by itself, the same in training and inference.
"""

import keras
import tensorflow as tf

EPSILON = 1e-3


def batch_normalization(momentum: float = 0.9) -> keras.layers.BatchNormalization:
    """Return a layer whose moving mean is 0 and whose moving variance is 1 so far."""
    return keras.layers.BatchNormalization(momentum=momentum, epsilon=EPSILON)


def layer_normalization() -> keras.layers.LayerNormalization:
    """Return a layer that normalizes over the last axis."""
    return keras.layers.LayerNormalization(epsilon=EPSILON)


def standardized(batch: tf.Tensor, axis: int) -> tf.Tensor:
    """Return `batch`, shape (n, features), less its mean along `axis`, in units of its standard deviation there."""
    mean, variance = tf.nn.moments(batch, axes=[axis], keepdims=True)
    return (batch - mean) / tf.sqrt(variance + EPSILON)


def moving_averages(batches: list, momentum: float) -> tuple[tf.Tensor, tf.Tensor]:
    """Train a new layer on batches of shape (n, features); return its moving mean and variance, shape (features,)."""
    layer = batch_normalization(momentum)
    for batch in batches:
        layer(batch, training=True)
    return tf.convert_to_tensor(layer.moving_mean), tf.convert_to_tensor(layer.moving_variance)


def first_row(layer: keras.layers.Layer, example, others, training: bool) -> tf.Tensor:
    """Return what `layer` makes of `example`, shape (1, features), in a batch with `others`, shape (n, features)."""
    return layer(tf.concat([example, others], axis=0), training=training)[:1]


def main() -> None:
    """Normalize one example in different company."""
    batch = tf.constant([[1.0, 10.0, 100.0], [2.0, 40.0, 100.0], [6.0, 10.0, 400.0]])
    print("the example", batch[0].numpy())
    print()
    print("layer                training  output for the example      in other company")
    for make in (batch_normalization, layer_normalization):
        for training in (True, False):
            row = first_row(make(), batch[:1], batch[1:], training)[0]
            other = first_row(make(), batch[:1], 3 * batch[1:], training)[0]
            cells = [" ".join(f"{number:7.2f}" for number in numbers) for numbers in (row, other)]
            print(f"{make.__name__:<20} {training!s:<6} {cells[0]:<25} {cells[1]}")
    print()
    print("training calls   moving mean of feature 0   moving variance of feature 0")
    for count in (0, 1, 10, 50):
        layer = batch_normalization()
        layer.build(batch.shape)
        mean, variance = moving_averages([batch] * count, momentum=0.9) if count else layer.weights[2:]
        print(f"{count:14d} {float(mean[0]):26.3f} {float(variance[0]):30.3f}")
    print("batch          ", " ".join(f"{float(m[0]):25.3f}    " for m in tf.nn.moments(batch, axes=[0])).rstrip())


if __name__ == "__main__":
    main()
