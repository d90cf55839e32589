"""Data parallelism: each device takes a share of the batch, and the gradients are combined.

Every device has the same weights, computes the loss of its own rows and hands
over a gradient. What comes out depends on how the gradients are put together:
an average, a weighted average or a sum are three different steps.

Claims:
    holds: The mean of the gradients on equal shards is the gradient on the whole batch.
    refuted: The mean of the shard gradients is the gradient on the whole batch however the batch is split.
    holds: Weighting the gradient of each shard by its share of the rows gives the gradient on the whole batch.
    holds: Gradients may be added up when each shard divides its summed loss by the size of the whole batch.
    refuted: Equal shards also give the gradient on the whole batch when the model normalizes by the batch.
"""

import tensorflow as tf

ROWS, FEATURES = 64, 3

Shards = list[tuple[tf.Tensor, tf.Tensor]]


def batch() -> tuple[tf.Tensor, tf.Tensor]:
    """Return random inputs, shape (ROWS, FEATURES), and targets, shape (ROWS, 1), float32."""
    inputs = tf.random.stateless_normal([ROWS, FEATURES], seed=[1, 0])
    return inputs, tf.random.stateless_normal([ROWS, 1], seed=[2, 0])


def split(inputs, targets, sizes: list[int]) -> Shards:
    """Cut the rows of a batch into shards of the given sizes."""
    return list(zip(tf.split(inputs, sizes), tf.split(targets, sizes), strict=True))


def squared_errors(weights, inputs, targets, normalize: bool = False) -> tf.Tensor:
    """Return the loss of each row, shape (rows,); `normalize` scales the outputs of these rows to unit variance."""
    outputs = inputs @ weights
    if normalize:
        outputs = (outputs - tf.reduce_mean(outputs)) / tf.math.reduce_std(outputs)
    return (outputs - targets)[:, 0] ** 2


def gradient(weights, inputs, targets, normalize: bool = False) -> tf.Tensor:
    """Return the gradient of the mean loss of these rows, shape (FEATURES, 1)."""
    with tf.GradientTape() as tape:
        tape.watch(weights)
        loss = tf.reduce_mean(squared_errors(weights, inputs, targets, normalize))
    return tape.gradient(loss, weights)


def mean_of_gradients(weights, shards: Shards, normalize: bool = False) -> tf.Tensor:
    """Count every shard alike; return a gradient of shape (FEATURES, 1)."""
    return tf.reduce_mean([gradient(weights, *shard, normalize) for shard in shards], axis=0)


def weighted_mean_of_gradients(weights, shards: Shards) -> tf.Tensor:
    """Count every shard by its rows; return a gradient of shape (FEATURES, 1)."""
    rows = [len(inputs) for inputs, _ in shards]
    return tf.add_n([count / sum(rows) * gradient(weights, *shard) for count, shard in zip(rows, shards, strict=True)])


def sum_of_gradients(weights, shards: Shards, divisor: int | None = None) -> tf.Tensor:
    """Add up the shards' gradients, in the weights' shape: of summed losses over `divisor`, else of mean losses."""
    total = tf.zeros_like(weights)
    for inputs, targets in shards:
        with tf.GradientTape() as tape:
            tape.watch(weights)
            losses = squared_errors(weights, inputs, targets)
            loss = tf.reduce_mean(losses) if divisor is None else tf.reduce_sum(losses) / divisor
        total += tape.gradient(loss, weights)
    return total


def main() -> None:
    """Compare ways to combine the gradients of two shards with the gradient on the whole batch."""
    inputs, targets = batch()
    weights = tf.ones([FEATURES, 1])
    equal, unequal = split(inputs, targets, [32, 32]), split(inputs, targets, [10, 54])
    rows = {
        "whole batch, 64 rows": gradient(weights, inputs, targets),
        "32 + 32: mean": mean_of_gradients(weights, equal),
        "10 + 54: mean": mean_of_gradients(weights, unequal),
        "10 + 54: mean weighted by rows": weighted_mean_of_gradients(weights, unequal),
        "10 + 54: sum, losses divided by 64": sum_of_gradients(weights, unequal, divisor=ROWS),
        "32 + 32: sum of the plain gradients": sum_of_gradients(weights, equal),
        "normalized outputs, whole batch": gradient(weights, inputs, targets, normalize=True),
        "normalized outputs, 32 + 32: mean": mean_of_gradients(weights, equal, normalize=True),
    }
    print(f"{'gradient with respect to':<36}" + "".join(f"weight {number:<5}" for number in range(FEATURES)))
    for name, value in rows.items():
        print(f"{name:<36}" + "".join(f"{number:8.4f}    " for number in value[:, 0].numpy()))


if __name__ == "__main__":
    main()
