"""Saturation: where a sigmoid is flat, and what that does to learning.

Far from zero a sigmoid hardly changes, so its derivative is almost nothing and a
gradient that passes through it almost disappears. That is one cause of vanishing
gradients. It is neither the only one nor always fatal: the right loss cancels the
derivative, and a chain of sigmoids loses the gradient even where each is steepest.

Claims:
    holds: The derivative of the sigmoid is s * (1 - s), at most 0.25, which it reaches at 0.
    holds: At -10 and at 10 the derivative of the sigmoid is below 5e-5.
    refuted: Saturation and vanishing gradients are two names for one thing.
    refuted: An output unit that is saturated on the wrong side hardly learns, whatever the loss.
    holds: The derivative of ReLU is 1 for positive inputs and 0 for negative ones; at 0 TensorFlow takes 0.
"""

import tensorflow as tf


def derivative(function, points) -> tf.Tensor:
    """Return the derivative of an elementwise function at each of the points; both have shape (count,)."""
    points = tf.constant(points)
    with tf.GradientTape() as tape:
        tape.watch(points)
        values = function(points)
    return tape.gradient(values, points)


def sigmoid_chain(depth: int):
    """Return the function that applies sigmoid(x) - 0.5 `depth` times; it maps 0 to 0, where each step is steepest."""

    def chain(points: tf.Tensor) -> tf.Tensor:
        """Map points, shape (count,), to points of the same shape."""
        for _ in range(depth):
            points = tf.sigmoid(points) - 0.5
        return points

    return chain


def squared_error(label: float):
    """Return the loss (sigmoid(logit) - label)**2 as a function of logits, shape (count,)."""
    return lambda logits: (tf.sigmoid(logits) - label) ** 2


def cross_entropy(label: float):
    """Return the cross-entropy of the label, 0 or 1, as a function of logits, shape (count,)."""
    return lambda logits: tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.fill(logits.shape, label), logits=logits)


def main() -> None:
    """Tabulate derivatives, draw the sigmoid's, and compare two losses where it is flat."""
    points = [-10.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 10.0]
    print("input   sigmoid'    tanh'      ReLU'")
    columns = [derivative(function, points).numpy() for function in (tf.sigmoid, tf.tanh, tf.nn.relu)]
    for point, of_sigmoid, of_tanh, of_relu in zip(points, *columns, strict=True):
        bar = "#" * round(160 * of_sigmoid)
        print(f"{point:5.0f}   {of_sigmoid:.6f}   {of_tanh:.6f}   {of_relu:3.0f}   {bar}".rstrip())
    print("\nsigmoids in a row, none saturated: derivative at 0")
    for depth in (1, 2, 5, 10):
        print(f"{depth:5d}   {derivative(sigmoid_chain(depth), [0.0])[0]:.1e}")
    print("\nthe label is 1     derivative by the logit of")
    print("logit    sigmoid   squared error   cross-entropy")
    for logit in (-10.0, -2.0, 2.0):
        slopes = [derivative(loss(1.0), [logit])[0] for loss in (squared_error, cross_entropy)]
        print(f"{logit:5.0f}   {tf.sigmoid(logit):8.5f}   {slopes[0]:13.5f}   {slopes[1]:13.5f}")


if __name__ == "__main__":
    main()
