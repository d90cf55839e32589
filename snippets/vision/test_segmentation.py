import math

import numpy as np
import pytest

from snippets.vision import segmentation

RANDOM = np.random.default_rng(0)
TRUTH, PREDICTION = RANDOM.integers(0, 3, (2, 6, 7)).astype("int32")


def counted_ious(truth, prediction, classes):
    """Return the IoU of each class from sets of places."""
    shares = []
    for index in range(classes):
        true, predicted = ({*map(tuple, np.argwhere(mask == index))} for mask in (truth, prediction))
        shares.append(len(true & predicted) / len(true | predicted) if true | predicted else math.nan)
    return shares


def test_the_iou_of_each_class_by_sets():
    """holds: The IoU of a class is its right pixels over the pixels that are of the class in truth or in prediction."""
    assert segmentation.ious(TRUTH, PREDICTION, 3) == pytest.approx(counted_ious(TRUTH, PREDICTION, 3))
    # Class 0: 1 right pixel of 2; class 1: 2 of 3.
    assert segmentation.ious([0, 0, 1, 1], [0, 1, 1, 1], 2) == pytest.approx([1 / 2, 2 / 3])


def test_an_empty_mask_of_a_small_object_is_nearly_all_right():
    """refuted: A high pixel accuracy shows that the objects were found."""
    truth = segmentation.disc(4, 4, 1.5)
    nothing = np.zeros_like(truth)
    assert truth.sum() == 9
    assert segmentation.accuracy(truth, nothing) == 0.91
    assert segmentation.ious(truth, nothing, 2) == pytest.approx([0.91, 0])
    assert segmentation.mean_iou(truth, nothing, 2) == pytest.approx(0.91 / 2)
    found = segmentation.disc(4, 4, 2.5)
    assert segmentation.accuracy(truth, found) < segmentation.accuracy(truth, nothing), "the worse one seems better"
    assert segmentation.mean_iou(truth, found, 2) > segmentation.mean_iou(truth, nothing, 2)


def test_keras_leaves_out_a_class_that_does_not_occur():
    """qualified: `keras.metrics.MeanIoU` averages over the classes: over those that occur in truth or in prediction."""
    shares = counted_ious(TRUTH, PREDICTION, 5)
    assert [math.isnan(share) for share in shares] == [False, False, False, True, True]
    for classes in (3, 5):
        # Keras adds up float32.
        expected = pytest.approx(sum(shares[:3]) / 3, rel=1e-6)
        assert segmentation.keras_mean_iou([(TRUTH, PREDICTION)], classes) == expected
        assert segmentation.mean_iou(TRUTH, PREDICTION, classes) == expected


def test_a_class_that_is_only_predicted_counts_as_zero():
    """qualified: `keras.metrics.MeanIoU` averages over the classes: over those that occur in truth or in prediction."""
    assert segmentation.keras_mean_iou([([0, 0, 0, 0], [0, 0, 0, 1])], 3) == pytest.approx((3 / 4 + 0) / 2)
    assert segmentation.mean_iou([0, 0, 0, 0], [0, 0, 0, 1], 3) == pytest.approx((3 / 4 + 0) / 2)


def test_keras_counts_pixels_over_all_batches():
    """refuted: `keras.metrics.MeanIoU` over several batches is the average of the mean IoU of each batch."""
    batches = [([0, 0, 0, 0], [0, 0, 0, 1]), ([1, 1, 1, 1], [1, 1, 1, 1])]
    together = [np.ravel([batch[part] for batch in batches]) for part in (0, 1)]
    # Class 0 has 3 right pixels of 4 and class 1 has 4 of 5.
    assert segmentation.keras_mean_iou(batches, 2) == pytest.approx((3 / 4 + 4 / 5) / 2)
    assert segmentation.mean_iou(*together, 2) == pytest.approx((3 / 4 + 4 / 5) / 2)
    each = [segmentation.mean_iou(*batch, 2) for batch in batches]
    assert np.mean(each) == pytest.approx(((3 / 4 + 0) / 2 + 1) / 2)


def test_dice_follows_from_iou():
    """holds: The Dice coefficient of a mask is 2 IoU / (1 + IoU), so both put predictions in the same order."""
    truth = segmentation.disc(4, 4, 2)
    predictions = [segmentation.disc(row, 4, radius) for row in (4, 5, 6) for radius in (1, 2, 3)]
    iou = np.array([counted_ious(truth, prediction, 2)[1] for prediction in predictions])
    dice = np.array([segmentation.dice(truth, prediction) for prediction in predictions])
    assert dice == pytest.approx(2 * iou / (1 + iou))
    assert len(set(iou)) > 5
    assert (np.sign(np.subtract.outer(iou, iou)) == np.sign(np.subtract.outer(dice, dice).round(12))).all()
