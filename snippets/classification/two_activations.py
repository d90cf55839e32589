"""Two activations in a row: a classifier whose last layer is squashed twice.

A sigmoid or softmax in the last layer, followed by a loss that applies softmax
itself, is one of the most frequent mistakes in classifiers. Nothing raises, and the
accuracy looks plausible. The loss gives it away: it stops far above zero, for
softmax never sees a difference greater than one.

Claims:
    holds: Over ten classes, softmax after a sigmoid gives no class more than e / (e + 9), which is 0.232.
    holds: With a sigmoid before the softmax, the loss of ten classes stays above ln(e + 9) - 1, which is 1.461.
    holds: Softmax applied twice meets the same bounds as softmax after a sigmoid.
    refuted: An activation too many makes a classifier no better than chance.
    qualified: With `from_logits=True` Keras takes probabilities for logits, unless it sees their softmax.
"""

import keras
import tensorflow as tf

from snippets.data.digits import training_and_test

CLASSES = 10
ACTIVATIONS = {"none": tf.identity, "sigmoid": tf.sigmoid, "softmax": tf.nn.softmax}
"""What may stand between the logits and the softmax of the loss; only the first is right."""


def probabilities(logits, activation: str) -> tf.Tensor:
    """Return what the loss takes for the probabilities; `logits` has shape (count, classes), the result too."""
    return tf.nn.softmax(ACTIVATIONS[activation](logits))


def cross_entropy(labels, logits, activation: str) -> tf.Tensor:
    """Return the loss of each picture, shape (count,); labels have shape (count,), logits (count, classes)."""
    squashed = ACTIVATIONS[activation](logits)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=squashed)


def keras_loss(labels, logits, softmax, from_logits: bool) -> tf.Tensor:
    """Hand softmax(logits), shape (count, classes), to the loss of Keras; return the mean, shape ()."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    return loss(tf.constant(labels), softmax(tf.constant(logits)))


def accuracy(labels, logits, activation: str) -> float:
    """Return the share of labels, shape (count,), with the greatest probability; logits have shape (count, classes)."""
    said = tf.argmax(probabilities(logits, activation), axis=1, output_type=tf.int32)
    return float(tf.reduce_mean(tf.cast(said == labels, tf.float32)))


def train(activation: str, steps: int = 150, learning_rate: float = 5.0) -> tuple[float, float]:
    """Learn drawn digits with this activation before the loss; return the training loss and the test accuracy."""
    (pictures, labels), (others, truth) = training_and_test(train=600, test=500)
    pictures, others = (tf.reshape(part, [len(part), -1]) for part in (pictures, others))
    weights = tf.Variable(tf.zeros([pictures.shape[1], CLASSES]))

    @tf.function
    def descend():
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(cross_entropy(labels, pictures @ weights, activation))
            weights.assign_sub(learning_rate * tape.gradient(loss, weights))
        return loss

    return float(descend()), accuracy(truth, others @ weights, activation)


def main() -> None:
    """Show the bounds, and what the mistake looks like while training."""
    certain = 100.0 * tf.one_hot([3], CLASSES) - 50.0
    bound = tf.exp(1.0) / (tf.exp(1.0) + CLASSES - 1)
    print(f"bound of the probability {bound:.3f}, of the loss {-tf.math.log(bound):.3f}\n")
    print("activation   probability   loss of a logit of 50      loss after   accuracy on")
    print("             of the best   against -50 elsewhere      training     other pictures")
    for activation in ACTIVATIONS:
        best, best_loss = tf.reduce_max(probabilities(certain, activation)), cross_entropy([3], certain, activation)[0]
        loss, share = train(activation)
        print(f"{activation:<13}{best:11.3f}   {best_loss:20.3f}     {loss:12.3f}     {share:.3f}")
    print("\nloss of Keras for softmax([1, 2, 5]) and the last class")
    for name, compute, softmax in (
        ("tf.nn.softmax", keras_loss, tf.nn.softmax),
        ("tf.nn.softmax in a graph", tf.function(keras_loss), tf.nn.softmax),
        ("keras.activations.softmax", keras_loss, keras.activations.softmax),
    ):
        losses = [compute([2], [[1.0, 2.0, 5.0]], softmax, from_logits) for from_logits in (False, True)]
        print(f"    {name:<27}from_logits=False  {losses[0]:.3f}    from_logits=True  {losses[1]:.3f}")


if __name__ == "__main__":
    main()
