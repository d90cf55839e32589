import numpy as np
import pytest

from snippets.metrics import averages

# float32 fractions of small whole numbers.
RELATIVE = 1e-6

# The labels of some rows and what was predicted for them.
UNEQUAL = [([1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]), ([0.0], [1.0])]
EQUAL = [([1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]), ([1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 0.0])]
NO_POSITIVES = [([1.0, 0.0], [1.0, 0.0]), ([0.0, 0.0], [0.0, 0.0])]


def counted(batches):
    """Return true positives, false positives, false negatives and true negatives over all batches."""
    labels, predicted = (np.concatenate(part) for part in zip(*batches, strict=True))
    pairs = list(zip(labels.tolist(), predicted.tolist(), strict=True))
    return [pairs.count(pair) for pair in ((1, 1), (0, 1), (1, 0), (0, 0))]


def accuracy(batches):
    hits, false_alarms, misses, rest = counted(batches)
    return (hits + rest) / (hits + false_alarms + misses + rest)


def precision(batches):
    hits, false_alarms, _, _ = counted(batches)
    return hits / (hits + false_alarms)


def recall(batches):
    hits, _, misses, _ = counted(batches)
    return hits / (hits + misses)


def f1(batches):
    hits, false_alarms, misses, _ = counted(batches)
    return 2 * hits / (2 * hits + false_alarms + misses)


def random_batches(*sizes):
    random = np.random.default_rng(0)
    return [tuple(random.integers(0, 2, size=(2, size)).astype("float32").tolist()) for size in sizes]


def test_a_mean_of_accuracies_counts_small_batches_too_much():
    """refuted: The mean of the accuracies of the batches is the accuracy of the epoch."""
    batches = UNEQUAL
    # Four rows of four are right, then none of one.
    assert averages.mean_of_batches("accuracy", batches) == pytest.approx((1 + 0) / 2, rel=RELATIVE)
    assert averages.of_epoch("accuracy", batches) == pytest.approx(4 / 5, rel=RELATIVE)


def test_equal_batches_may_be_averaged_for_accuracy():
    batches = random_batches(8, 8, 8)
    assert averages.mean_of_batches("accuracy", batches) == pytest.approx(accuracy(batches), rel=RELATIVE)


@pytest.mark.parametrize("sizes", [(3, 1), (8, 8, 2), (1, 20)], ids=str)
def test_rows_are_the_weights_of_accuracies(sizes):
    """holds: Keras weights the accuracy of each batch by its rows, which gives the accuracy of the epoch."""
    batches = random_batches(*sizes)
    assert averages.of_epoch("accuracy", batches) == pytest.approx(accuracy(batches), rel=RELATIVE)
    weighted = np.average(averages.of_batches("accuracy", batches), weights=sizes)
    assert weighted == pytest.approx(accuracy(batches), rel=RELATIVE)


def test_precision_counts_predicted_positives():
    """refuted: With batches of equal size the mean of their precisions is the precision of the epoch."""
    batches = EQUAL
    # One of one predicted positive is right, then one of three: two of four together.
    assert averages.of_batches("precision", batches) == pytest.approx([1, 1 / 3], rel=RELATIVE)
    assert averages.mean_of_batches("precision", batches) == pytest.approx(2 / 3, rel=RELATIVE)
    assert averages.of_epoch("precision", batches) == pytest.approx(precision(batches), rel=RELATIVE)
    assert precision(batches) == 1 / 2


def test_recall_counts_true_positives():
    batches = EQUAL
    assert averages.mean_of_batches("recall", batches) == pytest.approx((1 / 2 + 1) / 2, rel=RELATIVE)
    assert averages.of_epoch("recall", batches) == pytest.approx(recall(batches), rel=RELATIVE)
    assert recall(batches) == 2 / 3


def test_f1_counts_predicted_and_true_positives():
    """refuted: The F1 score of the epoch is the mean of the F1 scores of batches of equal size."""
    batches = EQUAL
    # 2 * 1 / (2 + 0 + 1) and 2 * 1 / (2 + 2 + 0), whereas together 2 * 2 / (4 + 2 + 1).
    assert averages.mean_of_batches("F1 score", batches) == pytest.approx((2 / 3 + 1 / 2) / 2, rel=RELATIVE)
    assert averages.of_epoch("F1 score", batches) == pytest.approx(f1(batches), rel=RELATIVE)
    assert f1(batches) == 4 / 7
    # Its denominator is the number of predicted positives plus that of true ones: 1 + 2, then 3 + 1.
    assert np.average(averages.of_batches("F1 score", batches), weights=[3, 4]) == pytest.approx(4 / 7, rel=RELATIVE)


def test_no_predicted_positive_means_no_precision():
    """holds: A batch without predicted positives has a precision of 0 in Keras, so it drags a mean of batches down."""
    batches = NO_POSITIVES
    assert averages.of_batches("precision", batches) == [1, 0]
    assert averages.mean_of_batches("precision", batches) == 1 / 2
    # Nothing that was predicted was wrong, and the epoch says so.
    assert averages.of_epoch("precision", batches) == precision(batches) == 1
