"""Forgetting: a network that learns something new unlearns the old.

The weights that knew digits 0 to 4 are moved for 5 to 9, and nothing in the new
loss speaks for the old. What gets lost first is not the picture of a 3 but the habit
of answering "3": asked to choose among the old digits only, the network still can.

Claims:
    holds: Training on digits 5 to 9 alone brings the accuracy on the digits 0 to 4 learned before to about zero.
    refuted: Freezing all layers but the last keeps a network from forgetting.
    refuted: After fine-tuning, what was known about the old digits is gone.
    holds: A new last layer on frozen features leaves every old logit bit for bit as it was.
    holds: As many old pictures as new ones in the training keep most of the old accuracy.
"""

import numpy as np
import tensorflow as tf

from snippets.data.digits import digits

UNITS, CLASSES = 64, 10
OLD, NEW = range(5), range(5, 10)


def examples(classes, count: int, seed: int) -> tuple[tf.Tensor, tf.Tensor]:
    """Draw digits of these classes; return pictures, shape (count, pixels), and labels, shape (count,)."""
    pictures, labels = digits(count, seed, classes=classes)
    return tf.reshape(tf.constant(pictures), [count, -1]), tf.constant(labels)


def layer(inputs: int, outputs: int, seed: int) -> list[tf.Variable]:
    """Return random weights, shape (inputs, outputs), and zero biases, shape (outputs,)."""
    weights = (2 / inputs) ** 0.5 * tf.random.stateless_normal([inputs, outputs], seed=[5, seed])
    return [tf.Variable(weights), tf.Variable(tf.zeros([outputs]))]


def features(pictures, hidden) -> tf.Tensor:
    """Return what the hidden layer makes of pictures, shape (count, UNITS)."""
    return tf.nn.relu(pictures @ hidden[0] + hidden[1])


def logits_of(pictures, hidden, last) -> tf.Tensor:
    """Return the logits, shape (count, CLASSES), of pictures, shape (count, pixels)."""
    return features(pictures, hidden) @ last[0] + last[1]


@tf.function
def train(pictures, labels, hidden, last, steps: int, frozen: bool = False) -> None:
    """Take `steps` steps of gradient descent, in place, on pictures, shape (count, pixels), and labels, (count,).

    A frozen hidden layer stays as it is.
    """
    variables = last if frozen else hidden + last
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits_of(pictures, hidden, last))
            loss = tf.reduce_mean(losses)
        for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
            variable.assign_sub(0.3 * gradient)


def accuracy(pictures, labels, hidden, last, among=range(CLASSES)) -> float:
    """Return the share of pictures whose label has the largest logit of the classes to choose among."""
    allowed = tf.gather(logits_of(pictures, hidden, last), list(among), axis=1)
    return float(np.mean(np.array(among)[np.argmax(allowed, axis=1)] == labels))


def learn_old() -> tuple[list[tf.Variable], list[tf.Variable]]:
    """Return the hidden layer and the last, in the shapes of `layer`, of a network that has seen the digits 0 to 4."""
    pictures, labels = examples(OLD, 400, seed=11)
    hidden, last = layer(pictures.shape[1], UNITS, seed=0), layer(UNITS, CLASSES, seed=1)
    train(pictures, labels, hidden, last, steps=150)
    return hidden, last


def learn_new(hidden, last, frozen: bool = False, kept: int = 0):
    """Go on with 400 pictures of 5 to 9 and `kept` of 0 to 4; return copies of both layers, trained."""
    pictures, labels = examples(NEW, 400, seed=12)
    old_pictures, old_labels = (part[:kept] for part in examples(OLD, 400, seed=11))
    hidden, last = ([tf.Variable(variable) for variable in part] for part in (hidden, last))
    mixed = tf.concat([pictures, old_pictures], axis=0), tf.concat([labels, old_labels], axis=0)
    train(*mixed, hidden, last, steps=150, frozen=frozen)
    return hidden, last


def add_last_layer(hidden) -> list[tf.Variable]:
    """Train another last layer, shapes (UNITS, CLASSES) and (CLASSES,), for 5 to 9 on the frozen hidden layer."""
    pictures, labels = examples(NEW, 400, seed=12)
    last = layer(UNITS, CLASSES, seed=2)
    train(pictures, labels, hidden, last, steps=150, frozen=True)
    return last


def main() -> None:
    """Learn 0 to 4, then 5 to 9 in five ways."""
    old, new = examples(OLD, 300, seed=21), examples(NEW, 300, seed=22)
    hidden, last = learn_old()
    ways = {
        "after 0 to 4": (hidden, last),
        "then 5 to 9, all layers": learn_new(hidden, last),
        "then 5 to 9, last layer only": learn_new(hidden, last, frozen=True),
        "then 5 to 9 and 50 of 0 to 4": learn_new(hidden, last, kept=50),
        "then 5 to 9 and 400 of 0 to 4": learn_new(hidden, last, kept=400),
    }
    print("accuracy on                       0 to 4   5 to 9   0 to 4, to choose among 0 to 4")
    for name, layers in ways.items():
        shares = accuracy(*old, *layers), accuracy(*new, *layers), accuracy(*old, *layers, among=OLD)
        print(f"{name:<34}" + "   ".join(f"{share:6.2f}" for share in shares))
    print(f"{'another last layer for 5 to 9':<34}{accuracy(*old, hidden, last):6.2f}", end="   ")
    print(f"{accuracy(*new, hidden, add_last_layer(hidden)):6.2f}")


if __name__ == "__main__":
    main()
