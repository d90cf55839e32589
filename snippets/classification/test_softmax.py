import numpy as np
import pytest
import tensorflow as tf

from snippets.classification import softmax

LOGITS = [[1.0, -2.0, 0.5, 3.0], [0.0, 0.0, 0.0, 0.0], [-5.0, 4.0, 4.5, -1.0]]


@pytest.fixture(scope="module")
def runs():
    """First loss, last loss and accuracy for digits in the middle and for digits that are moved."""
    return [softmax.train(shift) for shift in (0, 1)]


def numpy_softmax(logits):
    powers = np.exp(np.asarray(logits, "float64"))
    return powers / powers.sum(axis=-1, keepdims=True)


def test_the_first_loss_is_the_logarithm_of_the_number_of_classes(runs):
    """holds: With all weights at zero the loss is ln 10 for ten classes, whatever the pictures show."""
    for first, last, _ in runs:
        # A mean of equal float32 numbers, added in blocks.
        assert first == pytest.approx(np.log(10), rel=1e-5)
        assert last < first
    assert float(softmax.cross_entropy([2, 0], tf.zeros([2, 4]))) == pytest.approx(np.log(4), rel=1e-6)


def test_the_loss_is_minus_the_logarithm_of_the_right_probability():
    expected = -np.log(numpy_softmax(LOGITS)[[0, 1, 2], [3, 1, 0]]).mean()
    assert float(softmax.cross_entropy([3, 1, 0], LOGITS)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("label", range(4))
@pytest.mark.parametrize("logits", LOGITS)
def test_the_gradient_is_the_probabilities_minus_the_truth(label, logits):
    """holds: The gradient of the loss by the logits is the probabilities minus one at the right class."""
    gradient = softmax.gradient_by_logits(label, logits)
    said, step = softmax.probabilities([logits])[0].numpy(), 1e-6
    # Numbers below 1, rounded by 6e-8 a few times.
    np.testing.assert_allclose(gradient, said - np.eye(4)[label], atol=1e-6)
    for position, nudge in enumerate(step * np.eye(4)):
        up, down = (-np.log(numpy_softmax(np.array(logits) + side)[label]) for side in (nudge, -nudge))
        # A central difference in float64 is off by 1e-9.
        assert gradient[position].numpy() == pytest.approx((up - down) / (2 * step), abs=1e-6)


def test_two_classes_need_one_logit():
    """holds: The softmax of two logits gives the second class the sigmoid of their difference."""
    logits = np.array([[0.0, 0.0], [1.0, 3.0], [3.0, 1.0], [-4.0, 2.5], [7.0, -1.0]], "float32")
    expected = 1 / (1 + np.exp(-(logits[:, 1] - logits[:, 0]).astype("float64")))
    # Probabilities as small as 3e-4, with float32's relative error of 1e-7 in each of a few operations.
    np.testing.assert_allclose(softmax.probabilities(logits)[:, 1], expected, rtol=1e-5)


@pytest.mark.parametrize("raised", [-1000.0, 10.0, 1000.0])
def test_only_differences_of_logits_count(raised):
    """refuted: Large logits mean a confident prediction."""
    logits = np.array(LOGITS, "float32")
    expected = numpy_softmax(LOGITS)
    # Adding 1000 rounds a logit to a multiple of 6e-5; these are multiples of 0.5, so nothing is lost.
    np.testing.assert_allclose(softmax.probabilities(logits + raised), expected, atol=1e-6)
    equal = softmax.probabilities(tf.fill([1, 4], raised))
    np.testing.assert_allclose(equal, 1 / 4, atol=1e-6)


def test_greater_differences_make_a_confident_prediction():
    """refuted: Large logits mean a confident prediction."""
    modest, confident = softmax.probabilities([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]).numpy().max(axis=1)
    # 1 / (1 + 1/e + 1/e**2) and 1 / (1 + e**-10 + e**-20).
    assert modest == pytest.approx(0.66524, abs=1e-5)
    assert confident == pytest.approx(0.99995, abs=1e-5)


def test_probabilities_add_up_to_one():
    np.testing.assert_allclose(np.sum(softmax.probabilities(LOGITS), axis=1), 1, atol=1e-6)


def test_accuracy_counts_the_largest_logit():
    assert softmax.accuracy([3, 1, 2, 0], [*LOGITS, [9.0, 8.0, 7.0, 6.0]]) == 3 / 4


def test_a_weight_for_each_pixel_serves_digits_that_stay_in_place(runs):
    """qualified: A softmax regression reads over 98 % of digits: in the middle it does, moved by a pixel not."""
    (_, _, in_the_middle), (_, _, moved) = runs
    assert in_the_middle > 0.98
    # Chance is 0.1; 500 pictures fix an accuracy near 0.84 to within 0.05 (three standard deviations).
    assert 0.5 < moved < 0.92
