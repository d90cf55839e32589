"""Overfitting: learning the training pictures instead of the digits.

A network with enough weights can give every training picture any label you like,
also labels drawn by lot. So a training loss near zero says that the pictures have
been learned by heart; whether anything has been understood, only pictures that
were not trained on can tell.

Claims:
    holds: A network of 128 hidden units fits 200 pictures with labels drawn by lot, all of them.
    refuted: A training accuracy of 100 % shows that a network reads other pictures better than by chance.
    qualified: More hidden units raise the test accuracy: with true labels they do, with labels by lot not.
    refuted: A network with fifty times more weights than training pictures must fail on other pictures.
    holds: More training pictures narrow the gap between training accuracy and test accuracy.
"""

import numpy as np
import tensorflow as tf

from snippets.data.digits import training_and_test

CLASSES = 10


def data(count: int, by_lot: bool) -> list[tuple[tf.Tensor, np.ndarray]]:
    """Return `count` pictures to train on and 500 to test on, all labels drawn by lot if asked for.

    Each is a pair of pictures, float32, shape (pictures, pixels), and labels, int32, shape (pictures,).
    """
    lot = np.random.default_rng(3)
    parts = []
    for pictures, labels in training_and_test(train=count, test=500):
        drawn = lot.integers(0, CLASSES, len(labels), dtype="int32")
        parts.append((tf.reshape(pictures, [len(pictures), -1]), drawn if by_lot else labels))
    return parts


def network(pixels: int, units: int) -> list[tf.Variable]:
    """Return He's weights and zero biases, of shapes (pixels, units), (units,), (units, CLASSES) and (CLASSES,)."""
    variables = []
    for level, (inputs, outputs) in enumerate(((pixels, units), (units, CLASSES))):
        weights = (2 / inputs) ** 0.5 * tf.random.stateless_normal([inputs, outputs], seed=[0, level])
        variables += [tf.Variable(weights), tf.Variable(tf.zeros([outputs]))]
    return variables


def logits_of(pictures, variables) -> tf.Tensor:
    """Return the logits, shape (count, CLASSES), of pictures, shape (count, pixels)."""
    weights, bias, last_weights, last_bias = variables
    return tf.nn.relu(pictures @ weights + bias) @ last_weights + last_bias


def accuracy(labels, logits) -> float:
    """Return the share of rows of `logits`, shape (pictures, CLASSES), whose largest entry is at the label."""
    return float(np.mean(np.argmax(logits, axis=1) == labels))


@tf.function
def descend(pictures, labels, variables, steps: int) -> tf.Tensor:
    """Take `steps` steps of gradient descent on pictures, shape (count, pixels), in place; return the last loss."""
    loss = 0.0
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits_of(pictures, variables))
            loss = tf.reduce_mean(losses)
        for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
            variable.assign_sub(0.5 * gradient)
    return loss


def train(count: int, units: int, by_lot: bool = False, steps: int = 300) -> tuple[float, float, float]:
    """Train a network by gradient descent; return its training loss, training accuracy and test accuracy."""
    (pictures, labels), (others, truth) = data(count, by_lot)
    variables = network(pictures.shape[1], units)
    loss = float(descend(pictures, labels, variables, steps))
    return loss, accuracy(labels, logits_of(pictures, variables)), accuracy(truth, logits_of(others, variables))


def main() -> None:
    """Train networks of two sizes on labels by lot and on true ones, then on fewer and on more pictures."""
    print("labels   pictures   units   training loss   training accuracy   test accuracy")
    runs = [(200, units, by_lot) for by_lot in (True, False) for units in (2, 128)]
    for count, units, by_lot in (*runs, (50, 64, False), (600, 64, False)):
        loss, training, test = train(count, units, by_lot)
        name = "by lot" if by_lot else "true"
        print(f"{name:<6}{count:11d}{units:8d}{loss:16.3f}{training:20.3f}{test:16.3f}")


if __name__ == "__main__":
    main()
