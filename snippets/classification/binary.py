"""Binary logistic regression: one number decides between two classes.

The pixels of a picture, each times a weight, add up to one number, the logit. The
sigmoid turns it into the probability of the second class, and the loss is minus the
logarithm of the probability given to the right answer. A neural network that
classifies ends in just such a layer, so everything here holds for its last layer.

Claims:
    holds: With all weights at zero the probability is 0.5 and the loss ln 2, whatever the picture shows.
    holds: A hundred steps from zero weights raise the accuracy on unseen digits from under 0.6 to over 0.97.
    holds: The decision boundary is the plane of logit 0, at right angles to the weights.
    refuted: Once every training picture is classified correctly, the weights come to rest.
    refuted: The logarithm of the sigmoid gives the same loss as a computation from the logit.
"""

import numpy as np
import tensorflow as tf

from snippets.data.digits import training_and_test


def zeros_and_ones() -> list[tuple[tf.Tensor, tf.Tensor]]:
    """Return what to train on and what to test on.

    Each is a pair of pictures, float32, shape (count, pixels), and labels 0.0 or 1.0, shape (count,).
    """
    parts = training_and_test(train=300, test=200, classes=(0, 1))
    return [(tf.reshape(pictures, [len(pictures), -1]), tf.cast(labels, tf.float32)) for pictures, labels in parts]


def logits_of(pictures, weights, bias) -> tf.Tensor:
    """Return one logit for each picture, shape (count,); the weights have shape (pixels,), the bias has shape ()."""
    return tf.linalg.matvec(pictures, weights) + bias


def cross_entropy(labels, logits) -> tf.Tensor:
    """Return the mean loss, computed from the logits; both have shape (count,)."""
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))


def cross_entropy_by_logarithm(labels, logits) -> tf.Tensor:
    """Return the mean loss as the formula is written; both have shape (count,)."""
    probability = tf.sigmoid(logits)
    return -tf.reduce_mean(tf.math.log(tf.where(labels == 1.0, probability, 1.0 - probability)))


@tf.function
def train(pictures, labels, weights: tf.Variable, bias: tf.Variable, steps: tf.Tensor, learning_rate: float = 1.0):
    """Take `steps` steps of gradient descent on all pictures, in place.

    Pictures have shape (count, pixels), labels (count,), the weights (pixels,), bias and steps ().
    """
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, logits_of(pictures, weights, bias))
        by_weights, by_bias = tape.gradient(loss, [weights, bias])
        weights.assign_sub(learning_rate * by_weights)
        bias.assign_sub(learning_rate * by_bias)


def accuracy(labels, logits) -> float:
    """Return the share of labels on whose side of the boundary the logit lies; both have shape (count,)."""
    return float(tf.reduce_mean(tf.cast((logits > 0) == (labels == 1.0), tf.float32)))


def on_the_boundary(pictures, weights, bias) -> tf.Tensor:
    """Move each picture to the nearest point where the two classes are equally likely, shape (count, pixels)."""
    distances = logits_of(pictures, weights, bias) / tf.norm(weights)
    return pictures - distances[:, tf.newaxis] * weights / tf.norm(weights)


def main() -> None:
    """Train, watch the weights grow, and draw them."""
    (pictures, labels), (others, truth) = zeros_and_ones()
    weights, bias = tf.Variable(tf.zeros([pictures.shape[1]])), tf.Variable(0.0)
    print("steps   training loss   training accuracy   test accuracy   length of the weights")
    done = 0
    for steps in (0, 10, 100, 1000, 2000):
        train(pictures, labels, weights, bias, tf.constant(steps - done))
        done = steps
        logits = logits_of(pictures, weights, bias)
        print(
            f"{steps:5d}   {cross_entropy(labels, logits):13.4f}   {accuracy(labels, logits):17.3f}"
            f"   {accuracy(truth, logits_of(others, weights, bias)):13.3f}   {tf.norm(weights):21.2f}"
        )
    print("\nweights: - speaks for 0, + for 1")
    side = round(pictures.shape[1] ** 0.5)
    signs = np.sign(np.round(2 * weights.numpy() / np.abs(weights).max())).astype(int)
    for row in signs.reshape(side, side):
        print("    " + "".join(" +-"[sign] for sign in row))
    print("\nloss of the label 0 at the logit 200:")
    for loss in (cross_entropy, cross_entropy_by_logarithm):
        print(f"    {loss.__name__:<28}{loss(tf.constant([0.0]), tf.constant([200.0])):.1f}")


if __name__ == "__main__":
    main()
