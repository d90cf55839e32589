import numpy as np
import pytest

from snippets.classification import overfitting

pytestmark = pytest.mark.slow

CHANCE, DEVIATION = 0.1, 0.0134
"""The accuracy of guesses among ten classes, and its deviation over 500 pictures: sqrt(0.1 * 0.9 / 500)."""


@pytest.fixture(scope="module")
def runs():
    """Loss, training accuracy and test accuracy by the labels and the number of units, for 200 pictures."""
    return {(by_lot, units): overfitting.train(200, units, by_lot) for by_lot in (True, False) for units in (2, 128)}


def test_labels_by_lot_say_nothing_about_the_pictures():
    (pictures, labels), (others, truth) = overfitting.data(200, by_lot=True)
    (same, real), (_, real_truth) = overfitting.data(200, by_lot=False)
    np.testing.assert_array_equal(pictures, same)
    assert (len(pictures), len(others)) == (200, 500)
    # Independent labels agree by chance; 200 pictures have a deviation of 0.021.
    assert np.mean(labels == real) == pytest.approx(CHANCE, abs=0.07)
    assert np.mean(truth == real_truth) == pytest.approx(CHANCE, abs=4 * DEVIATION)


def test_accuracy_counts_the_largest_logit():
    assert overfitting.accuracy([1, 0, 2], [[0, 5, 1], [3, 2, 1], [9, 0, 8]]) == pytest.approx(2 / 3)


def test_labels_by_lot_are_learned_by_heart(runs):
    """holds: A network of 128 hidden units fits 200 pictures with labels drawn by lot, all of them."""
    loss, training, _ = runs[True, 128]
    assert training == 1
    assert 0 < loss < 0.1 * np.log(10)
    # Two hidden units are too few for that.
    assert runs[True, 2][1] < 0.5


def test_what_is_learned_by_heart_is_of_no_use_elsewhere(runs):
    """refuted: A training accuracy of 100 % shows that a network reads other pictures better than by chance."""
    (_, lot_training, lot_test), (_, true_training, true_test) = runs[True, 128], runs[False, 128]
    assert lot_training == true_training == 1
    assert lot_test == pytest.approx(CHANCE, abs=4 * DEVIATION)
    assert true_test > 0.7


def test_more_units_help_where_there_is_something_to_learn(runs):
    """qualified: More hidden units raise the test accuracy: with true labels they do, with labels by lot not."""
    assert runs[False, 128][2] > runs[False, 2][2] + 0.2
    # With labels by lot they raise the training accuracy only.
    assert runs[True, 128][1] > runs[True, 2][1] + 0.5
    assert runs[True, 128][2] == pytest.approx(CHANCE, abs=4 * DEVIATION)
    assert runs[True, 2][2] == pytest.approx(CHANCE, abs=4 * DEVIATION)


def test_more_weights_than_pictures_need_not_hurt(runs):
    """refuted: A network with fifty times more weights than training pictures must fail on other pictures."""
    pixels = overfitting.data(200, by_lot=False)[0][0].shape[1]
    weights = sum(int(np.prod(variable.shape)) for variable in overfitting.network(pixels, 128))
    # 101 * 128 from the pixels, 129 * 10 to the logits: 14218 if the pictures have 100 pixels.
    assert weights == (pixels + 1) * 128 + 129 * overfitting.CLASSES
    assert weights > 50 * 200
    assert runs[False, 128][2] > 0.7


def test_more_pictures_close_the_gap():
    """holds: More training pictures narrow the gap between training accuracy and test accuracy."""
    gaps = [training - test for _, training, test in (overfitting.train(count, 64) for count in (50, 600))]
    assert gaps[0] > 0.4
    assert gaps[1] < 0.1
