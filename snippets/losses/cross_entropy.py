"""Cross-entropy: minus the logarithm of the probability given to the true class.

Keras has it for two classes, for one-hot targets and for whole numbers, each
for probabilities or for logits. The formula is one; what goes wrong is that a
model hands over the one kind while the loss expects the other, in silence.
Keras remembers the logits behind its own softmax and can use them instead.

Claims:
    holds: Binary, categorical and sparse cross-entropy agree when they are given the same two-class problem.
    holds: Equal probabilities for n classes cost log(n), the loss to expect before any training.
    refuted: With `from_logits=True` set by mistake, a model that is certain and right still has a loss of zero.
    refuted: Logits given to a loss that expects probabilities raise an error.
    qualified: Softmax outputs cost what their logits cost; below 1e-7, only those of the Keras softmax do.
"""

import keras
import tensorflow as tf


def two_class_losses(logits) -> list[tf.Tensor]:
    """Return the loss of each logit, shape (batch,), against the second class as binary, categorical and sparse."""
    logit = tf.constant(logits)[:, tf.newaxis]
    both = tf.concat([tf.zeros_like(logit), logit], axis=1)
    number = tf.ones([len(logits)], tf.int32)
    return [
        keras.losses.binary_crossentropy(tf.ones_like(logit), logit, from_logits=True),
        keras.losses.categorical_crossentropy(tf.one_hot(number, 2), both, from_logits=True),
        keras.losses.sparse_categorical_crossentropy(number, both, from_logits=True),
    ]


def loss_of(outputs, label: int, from_logits: bool) -> float:
    """Return the sparse cross-entropy of one row of outputs, shape (classes,), for the true class `label`."""
    labels, rows = tf.constant([label]), tf.convert_to_tensor(outputs)[tf.newaxis]
    return float(keras.losses.sparse_categorical_crossentropy(labels, rows, from_logits=from_logits)[0])


def loss_before_training(inputs, label: int, classes: int) -> float:
    """Return the loss of one row of inputs, shape (features,), in a new classifier whose kernel is zero."""
    layer = keras.layers.Dense(classes, kernel_initializer="zeros")
    return loss_of(layer(tf.constant([inputs]))[0], label, from_logits=True)


def certain(classes: int, label: int) -> tf.Tensor:
    """Return probabilities, shape (classes,), that are 1 for the label and 0 elsewhere."""
    return tf.one_hot(label, classes)


def loss_and_gradient(logits, label: int, softmax=None) -> tuple[float, list[float]]:
    """Return the loss for one row of logits, shape (classes,), and its gradient by the logits.

    The loss gets what the function `softmax` makes of the logits, or without it the logits themselves.
    """
    rows, labels = tf.Variable([logits]), tf.constant([label])
    with tf.GradientTape() as tape:
        outputs = softmax(rows) if softmax else rows
        loss = keras.losses.sparse_categorical_crossentropy(labels, outputs, from_logits=softmax is None)
    return float(loss[0]), tape.gradient(loss, rows)[0].numpy().tolist()


def main() -> None:
    """Compute one loss in several ways, then with two mistakes."""
    logits = [-2.0, 0.0, 3.0]
    print(f"{'two classes, logit':<27}" + "".join(f"{logit:9.1f}" for logit in logits))
    for name, losses in zip(("binary", "categorical", "sparse"), two_class_losses(logits), strict=True):
        print(f"  {name:<25}" + "".join(f"{loss:9.4f}" for loss in losses.numpy()))
    print(f"\n{'classes':<27}" + "".join(f"{classes:9}" for classes in (2, 10, 1000)))
    untrained = (loss_before_training([1.0, -2.0], 0, classes) for classes in (2, 10, 1000))
    print(f"{'untrained, kernel of zeros':<27}" + "".join(f"{loss:9.4f}" for loss in untrained))
    rows = {
        "equal probabilities": (lambda classes: tf.fill([classes], 1 / classes), False),
        "certain and right": (lambda classes: certain(classes, 0), False),
        "  but from_logits=True": (lambda classes: certain(classes, 0), True),
    }
    for name, (outputs, from_logits) in rows.items():
        losses = (loss_of(outputs(classes), 0, from_logits) for classes in (2, 10, 1000))
        print(f"{name:<27}" + "".join(f"{loss:9.4f}" for loss in losses))
    print("\nlogits 2, 1, -1 and label 0")
    for from_logits in (True, False):
        print(f"  from_logits={from_logits!s:<13}{loss_of([2.0, 1.0, -1.0], 0, from_logits):9.4f}")
    print(f"\n{'loss and slope for label 1':<27}{'logits 1, 0':>18}{'10, 0':>18}{'100, 0':>18}")
    for name, softmax in (
        ("logits", None),
        ("keras.activations.softmax", keras.activations.softmax),
        ("tf.nn.softmax", tf.nn.softmax),
    ):
        cells = (loss_and_gradient([gap, 0.0], 1, softmax) for gap in (1.0, 10.0, 100.0))
        print(f"{name:<27}" + "".join(f"{loss:10.4f}{gradient[0]:8.4f}" for loss, gradient in cells))


if __name__ == "__main__":
    main()
