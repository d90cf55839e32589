"""Loss and metric: what training follows and what we look at.

The optimizer sees the gradient of the loss and nothing else. A metric is
computed beside it, for people to read, and may be any number: it needs no
gradient, and it need not agree with the loss about which model is better.

Claims:
    holds: Adding a metric to `compile` leaves the trained weights equal to the last bit.
    holds: The same training with another loss ends at other weights.
    refuted: Metrics are computed on unseen data only.
    refuted: Any metric can be used as the loss.
    refuted: Of two models the one with the lower loss has the higher accuracy.
"""

import keras
import numpy as np
import tensorflow as tf


def examples(count: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Return random points, shape (count, 2), and 1.0 where their coordinates add up to over 0.5, shape (count, 1)."""
    inputs = np.random.default_rng(0).normal(size=(count, 2)).astype("float32")
    return inputs, (inputs.sum(axis=1, keepdims=True) > 0.5).astype("float32")


def trained(loss, metrics: list) -> tuple[np.ndarray, list[str]]:
    """Train a logistic regression for two epochs, always from the same start.

    Returns:
        Its two weights and its bias, shape (3,), and the names of the values that `fit` reported with validation.
    """
    inputs, targets = examples()
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, "sigmoid", kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.5), loss, metrics=metrics)
    history = model.fit(
        inputs[:48], targets[:48], epochs=2, shuffle=False, verbose=0, validation_data=(inputs[48:], targets[48:])
    )
    return np.concatenate([weight.ravel() for weight in model.get_weights()]), sorted(history.history)


def gradient(measure, output: float) -> float | None:
    """Return the derivative of a loss or metric for one output with the target 1, or None if there is none."""
    output = tf.Variable([[output]])
    with tf.GradientTape() as tape:
        value = measure(tf.ones([1, 1]), output)
    result = tape.gradient(value, output)
    return None if result is None else result.numpy().item()


def loss_and_accuracy(probabilities: list[float]) -> tuple[float, float]:
    """Return cross-entropy and accuracy of the probabilities given to the true class, one for each example."""
    outputs = tf.constant(probabilities)[:, tf.newaxis]
    targets = tf.ones_like(outputs)
    loss = tf.reduce_mean(keras.losses.binary_crossentropy(targets, outputs))
    return float(loss), float(tf.reduce_mean(keras.metrics.binary_accuracy(targets, outputs)))


def main() -> None:
    """Train with and without a metric, ask both for a gradient, and let them disagree."""
    print(f"{'loss':<22}{'metrics':<12}{'weights and bias after training':<34}")
    for loss, metrics in (
        ("binary_crossentropy", []),
        ("binary_crossentropy", ["accuracy"]),
        ("mean_squared_error", ["accuracy"]),
    ):
        weights, reported = trained(loss, metrics)
        print(f"{loss:<22}{metrics[0] if metrics else 'none':<12}" + " ".join(f"{weight:9.6f}" for weight in weights))
    print("fit reports", ", ".join(reported))
    print("\nderivative at the output 0.3 for the target 1")
    for measure in (keras.losses.binary_crossentropy, keras.metrics.binary_accuracy):
        slope = gradient(measure, 0.3)
        print(f"  {measure.__name__:<20}", "none" if slope is None else f"{slope:.4f}")
    print("\nprobability of the true class     loss   accuracy")
    for probabilities in ([0.6, 0.6, 0.6], [0.99, 0.99, 0.4]):
        loss, accuracy = loss_and_accuracy(probabilities)
        print(f"{probabilities!s:<30}{loss:8.3f}{accuracy:11.3f}")


if __name__ == "__main__":
    main()
