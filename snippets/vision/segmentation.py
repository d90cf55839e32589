"""Segmentation: how well a mask fits, pixel by pixel.

A segmentation gives each pixel a class. The share of right pixels seems a natural
score, yet most pixels are background, which is easy. Mean IoU asks for each class
how far the predicted and the true region overlap, and gives all classes one vote.

Claims:
    holds: The IoU of a class is its right pixels over the pixels that are of the class in truth or in prediction.
    refuted: A high pixel accuracy shows that the objects were found.
    qualified: `keras.metrics.MeanIoU` averages over the classes: over those that occur in truth or in prediction.
    refuted: `keras.metrics.MeanIoU` over several batches is the average of the mean IoU of each batch.
    holds: The Dice coefficient of a mask is 2 IoU / (1 + IoU), so both put predictions in the same order.
"""

import keras
import numpy as np
import tensorflow as tf

SIZE = 10


def disc(row: float, column: float, radius: float) -> np.ndarray:
    """Return a mask with ones in a disc, int32, shape (SIZE, SIZE)."""
    rows, columns = np.mgrid[:SIZE, :SIZE]
    return ((rows - row) ** 2 + (columns - column) ** 2 <= radius**2).astype("int32")


def ious(truth, prediction, classes: int) -> np.ndarray:
    """Return the IoU of each class, shape (classes,); NaN for a class that occurs in neither mask.

    The masks are of one shape and hold classes from 0 on.
    """
    confusion = tf.math.confusion_matrix(np.ravel(truth), np.ravel(prediction), classes).numpy()
    right = np.diag(confusion)
    joint = confusion.sum(axis=0) + confusion.sum(axis=1) - right
    return np.divide(right, joint, out=np.full(classes, np.nan), where=joint > 0)


def mean_iou(truth, prediction, classes: int) -> float:
    """Return the average IoU of the classes that occur in either of two masks of one shape."""
    return float(np.nanmean(ious(truth, prediction, classes)))


def accuracy(truth, prediction) -> float:
    """Return the share of pixels whose class is right, given two masks of one shape."""
    return float(np.mean(np.equal(truth, prediction)))


def keras_mean_iou(batches, classes: int) -> float:
    """Show pairs of a true and a predicted mask to `keras.metrics.MeanIoU`, one after another."""
    metric = keras.metrics.MeanIoU(num_classes=classes)
    for truth, prediction in batches:
        metric.update_state(truth, prediction)
    return float(metric.result())


def dice(truth, prediction) -> float:
    """Return twice the pixels that two masks of zeros and ones, of one shape, share, over the ones of both."""
    return float(2 * np.sum(truth * prediction) / (np.sum(truth) + np.sum(prediction)))


def main() -> None:
    """Score three predictions of a small disc."""
    truth = disc(4, 4, 1.5)
    predictions = {"nothing": np.zeros_like(truth), "beside it": disc(5, 5, 1.5), "too large": disc(4, 4, 2.5)}
    print("   ".join(f"{name:10}" for name in ("truth", *predictions)))
    for rows in zip(truth, *predictions.values(), strict=True):
        print("   ".join("".join(".#"[pixel] for pixel in row) for row in rows))
    print("\nprediction   pixel accuracy   mean IoU   IoU of the disc   Dice of the disc")
    for name, prediction in predictions.items():
        scores = mean_iou(truth, prediction, 2), ious(truth, prediction, 2)[1], dice(truth, prediction)
        print(f"{name:10}{accuracy(truth, prediction):17.2f}{scores[0]:11.2f}{scores[1]:18.2f}{scores[2]:19.2f}")
    batches = [(truth, predictions["beside it"]), (disc(4, 4, 4), disc(4, 4, 4))]
    print(f"\naverage of the mean IoU of two pictures: {np.mean([mean_iou(*batch, 2) for batch in batches]):.3f}")
    print(f"mean IoU of both by Keras:               {keras_mean_iou(batches, 2):.3f}")


if __name__ == "__main__":
    main()
