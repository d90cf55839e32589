"""Averages of metrics: why an epoch is more than the mean of its batches.

A metric of a batch is a fraction. Fractions may be averaged only with their
denominators as weights, and each metric has its own: accuracy counts rows,
precision predicted positives, recall true ones, and F1 the two together.

Claims:
    refuted: The mean of the accuracies of the batches is the accuracy of the epoch.
    holds: Keras weights the accuracy of each batch by its rows, which gives the accuracy of the epoch.
    refuted: With batches of equal size the mean of their precisions is the precision of the epoch.
    refuted: The F1 score of the epoch is the mean of the F1 scores of batches of equal size.
    holds: A batch without predicted positives has a precision of 0 in Keras, so it drags a mean of batches down.
"""

import keras
import tensorflow as tf

METRICS = {
    "accuracy": keras.metrics.BinaryAccuracy,
    "precision": keras.metrics.Precision,
    "recall": keras.metrics.Recall,
    "F1 score": lambda: keras.metrics.F1Score(average="micro", threshold=0.5),
}

Batch = tuple[list[float], list[float]]
"""The true labels of some rows, and the predicted ones."""

UNEQUAL = [([1.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 0.0]), ([0.0], [1.0])]
EQUAL = [([1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]), ([1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0])]
NO_POSITIVES = [([1.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]), ([0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0])]


def of_epoch(name: str, batches: list[Batch]) -> float:
    """Return a metric that has seen all batches, one after the other."""
    metric = METRICS[name]()
    for labels, predicted in batches:
        metric.update_state(tf.constant(labels)[:, tf.newaxis], tf.constant(predicted)[:, tf.newaxis])
    return float(metric.result())


def of_batches(name: str, batches: list[Batch]) -> list[float]:
    """Return the metric of each batch by itself."""
    return [of_epoch(name, [batch]) for batch in batches]


def mean_of_batches(name: str, batches: list[Batch]) -> float:
    """Return the plain mean of the metric over batches."""
    values = of_batches(name, batches)
    return sum(values) / len(values)


def main() -> None:
    """Compare the mean over batches with the value of the epoch."""
    for title, batches in (
        ("batches of 4 rows and 1", UNEQUAL),
        ("two batches of 4 rows", EQUAL),
        ("two batches of 4 rows, no positives in the second", NO_POSITIVES),
    ):
        print(title)
        for number, (labels, predicted) in enumerate(batches, start=1):
            rows = ", ".join(f"{label:.0f} as {guess:.0f}" for label, guess in zip(labels, predicted, strict=True))
            print(f"  batch {number}: {rows}")
        print(f"  {'':<12}batch 1   batch 2      mean     epoch")
        for name in METRICS:
            values = [*of_batches(name, batches), mean_of_batches(name, batches), of_epoch(name, batches)]
            print(f"  {name:<12}" + "".join(f"{value:7.3f}   " for value in values))


if __name__ == "__main__":
    main()
