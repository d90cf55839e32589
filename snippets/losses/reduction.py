"""Reduction: from one loss per example to one number.

A loss function compares each example with its target. Training needs a single
number, and how the values are put together decides how long a step is, what a
sample weight means, and what "the batch size" counts.

Claims:
    holds: `sum_over_batch_size`, the default, is the sum of the losses divided by how many there are.
    holds: With the reduction `sum` the gradient grows with the number of rows; with the default it does not.
    refuted: With sample weights the default reduction gives the weighted mean of the losses.
    refuted: `sum_over_batch_size` divides by the batch size when the targets are sequences.
    holds: The reduction `none` returns one loss for each row, so the caller can put them together.
"""

import keras
import tensorflow as tf

TARGETS = [[0.0], [0.0], [0.0], [0.0]]
OUTPUTS = [[1.0], [2.0], [3.0], [4.0]]
WEIGHTS = [3.0, 0.0, 0.0, 3.0]


def reduced(reduction: str, targets, outputs, sample_weight=None) -> tf.Tensor:
    """Return the squared error, mean over the last axis, of targets and outputs of equal shape, reduced."""
    loss = keras.losses.MeanSquaredError(reduction=reduction)
    return loss(tf.constant(targets), tf.constant(outputs), sample_weight=sample_weight)


def by_hand(reduction: str, losses, weights) -> tf.Tensor:
    """Return the reduction to a scalar, written out, of losses with weights, both of shape (rows,)."""
    total = tf.reduce_sum(weights * losses)
    if reduction == "sum_over_batch_size":
        return total / len(losses)
    if reduction == "mean_with_sample_weight":
        return total / tf.reduce_sum(weights)
    return total


def gradient_of_repeated_row(reduction: str, rows: int) -> float:
    """Return the derivative of the loss by a weight of 1 on `rows` equal rows with input 1 and target 0."""
    weight = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        outputs = weight * tf.ones([rows, 1])
        loss = keras.losses.MeanSquaredError(reduction=reduction)(tf.zeros([rows, 1]), outputs)
    return float(tape.gradient(loss, weight))


def divisor(shape: list[int]) -> float:
    """Return by how much the default reduction divides the summed losses of outputs of this shape."""
    targets, outputs = tf.zeros(shape), tf.random.stateless_normal(shape, seed=[1, 0])
    return float(reduced("sum", targets, outputs) / reduced("sum_over_batch_size", targets, outputs))


def main() -> None:
    """Reduce the same four losses in all ways."""
    none = [reduced("none", TARGETS, OUTPUTS, weights).numpy() for weights in (None, WEIGHTS)]
    print(f"{'reduction':<28}{'plain':>16}   weighted by 3, 0, 0, 3")
    print(f"{'none':<28}{none[0]!s:>16}   {none[1]}")
    for reduction in ("sum", "sum_over_batch_size", "mean_with_sample_weight"):
        plain, weighted = reduced(reduction, TARGETS, OUTPUTS), reduced(reduction, TARGETS, OUTPUTS, WEIGHTS)
        written_out = by_hand(reduction, none[0], tf.constant(WEIGHTS))
        print(f"{reduction:<28}{plain:16.2f}   {weighted:<9.2f}by hand {written_out:5.2f}")
    print(f"\n{'gradient for rows':<28}" + "".join(f"{rows:10}" for rows in (1, 10, 100)))
    for reduction in ("sum", "sum_over_batch_size"):
        gradients = (gradient_of_repeated_row(reduction, rows) for rows in (1, 10, 100))
        print(f"{reduction:<28}" + "".join(f"{gradient:10.1f}" for gradient in gradients))
    print(f"\n{'shape of the outputs':<28}the default divides by")
    for shape in ([8, 3], [8, 5, 3], [8, 32, 32, 3]):
        print(f"{shape!s:<28}{divisor(shape):8.0f}")


if __name__ == "__main__":
    main()
