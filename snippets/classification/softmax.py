"""Softmax regression: one logit for each class, turned into probabilities.

Softmax takes the exponential of every logit and divides by their sum. The loss is
minus the logarithm of the probability of the right class, and its gradient is as
simple as can be: what the model said minus what it should have said. It is the
last layer of almost every classifier, image model and language model alike.

Claims:
    holds: With all weights at zero the loss is ln 10 for ten classes, whatever the pictures show.
    holds: The gradient of the loss by the logits is the probabilities minus one at the right class.
    holds: The softmax of two logits gives the second class the sigmoid of their difference.
    refuted: Large logits mean a confident prediction.
    qualified: A softmax regression reads over 98 % of digits: in the middle it does, moved by a pixel not.
"""

import tensorflow as tf

from snippets.data.digits import digits

CLASSES = 10


def probabilities(logits) -> tf.Tensor:
    """Return exp(logit) / sum of exp(logits) in each row of `logits`, shape (count, classes)."""
    # The largest logit is subtracted, for exp(89) is infinite in float32; the quotient stays the same.
    powers = tf.exp(logits - tf.reduce_max(logits, axis=1, keepdims=True))
    return powers / tf.reduce_sum(powers, axis=1, keepdims=True)


def cross_entropy(labels, logits) -> tf.Tensor:
    """Return the mean loss for labels, int32, shape (count,), and logits, shape (count, classes)."""
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))


def gradient_by_logits(label: int, logits) -> tf.Tensor:
    """Return the derivative of the loss of one picture by its logits; both have shape (classes,)."""
    logits = tf.constant(logits)
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = cross_entropy([label], logits[tf.newaxis])
    return tape.gradient(loss, logits)


def accuracy(labels, logits) -> float:
    """Return the share of rows of `logits`, shape (count, classes), whose largest entry is at the label."""
    return float(tf.reduce_mean(tf.cast(tf.argmax(logits, axis=1, output_type=tf.int32) == labels, tf.float32)))


@tf.function
def descend(pictures, labels, weights: tf.Variable, bias: tf.Variable, steps: int, learning_rate: float):
    """Take `steps` steps of gradient descent, in place.

    Pictures have shape (count, pixels), labels (count,), the weights (pixels, CLASSES), the bias (CLASSES,).
    """
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, pictures @ weights + bias)
        for variable, gradient in zip((weights, bias), tape.gradient(loss, [weights, bias]), strict=True):
            variable.assign_sub(learning_rate * gradient)


def train(shift: int, steps: int = 200, count: int = 500) -> tuple[float, float, float]:
    """Learn to read digits that are moved by up to `shift` pixels from the middle.

    Returns:
        The loss on the training pictures before the first step and after the last, and the accuracy on others.
    """
    (pictures, labels), (others, truth) = digits(count, seed=1, shift=shift), digits(count, seed=2, shift=shift)
    pictures, others = (tf.reshape(part, [count, -1]) for part in (pictures, others))
    weights, bias = tf.Variable(tf.zeros([pictures.shape[1], CLASSES])), tf.Variable(tf.zeros([CLASSES]))
    first = cross_entropy(labels, pictures @ weights + bias)
    descend(pictures, labels, weights, bias, steps, learning_rate=1.0)
    last = cross_entropy(labels, pictures @ weights + bias)
    return float(first), float(last), accuracy(truth, others @ weights + bias)


def main() -> None:
    """Turn logits into probabilities and gradients, then learn to read."""
    print(f"{'logits':<24}{'probabilities':<24}gradient for the label 2")
    for logits in ([0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [101.0, 102.0, 103.0], [10.0, 20.0, 30.0], [3.0, 2.0, 1.0]):
        shares = "  ".join(f"{share:.3f}" for share in probabilities([logits])[0])
        gradient = "  ".join(f"{value:+.3f}" for value in gradient_by_logits(2, logits))
        print(f"{'  '.join(f'{logit:g}' for logit in logits):<24}{shares:<24}{gradient}")
    print("\ndigits         first loss   last loss   accuracy on other pictures")
    for name, shift in (("in the middle", 0), ("moved by 1", 1)):
        first, last, share = train(shift)
        print(f"{name:<15}{first:10.4f}   {last:9.4f}   {share:.3f}")


if __name__ == "__main__":
    main()
