import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.classification import two_activations as two

LIMIT = np.e / (np.e + 9)
"""The greatest share of ten when one exponent is 1 and nine are 0."""
LOGITS = [[1.0, 2.0, 5.0]]


@pytest.fixture(scope="module")
def trained():
    return {activation: two.train(activation) for activation in two.ACTIVATIONS}


def logits(scale):
    """Return random logits, and certain ones."""
    random = scale * tf.random.stateless_normal([200, 10], seed=[3, 4])
    return tf.concat([random, scale * (2 * tf.eye(10) - 1)], axis=0)


def reachable(activation):
    """Return the greatest probability that this activation leaves, over logits of many sizes."""
    return max(float(tf.reduce_max(two.probabilities(logits(scale), activation))) for scale in (1.0, 10.0, 100.0))


def least_loss(activation):
    losses = [two.cross_entropy([label], logits(100.0)[-10:][label : label + 1], activation) for label in range(10)]
    return float(tf.reduce_min(losses))


def test_a_sigmoid_first_caps_the_probability():
    """holds: Over ten classes, softmax after a sigmoid gives no class more than e / (e + 9), which is 0.232."""
    # A probability that reaches its bound but for a float32 rounding or two.
    assert reachable("sigmoid") == pytest.approx(LIMIT, rel=1e-6)
    assert pytest.approx(0.232, abs=5e-4) == LIMIT
    assert reachable("none") == 1


def test_a_sigmoid_first_holds_the_loss_up(trained):
    """holds: With a sigmoid before the softmax, the loss of ten classes stays above ln(e + 9) - 1, which is 1.461."""
    bound = np.log(np.e + 9) - 1
    assert bound == pytest.approx(1.461, abs=5e-4)
    assert least_loss("sigmoid") == pytest.approx(bound, rel=1e-6)
    assert bound < trained["sigmoid"][0] < np.log(10)
    # Without the sigmoid the same training goes far below.
    assert least_loss("none") == pytest.approx(0, abs=1e-6)
    assert trained["none"][0] < 0.3 * bound


def test_softmax_twice_is_the_same_mistake(trained):
    """holds: Softmax applied twice meets the same bounds as softmax after a sigmoid."""
    assert reachable("softmax") == pytest.approx(LIMIT, rel=1e-6)
    assert least_loss("softmax") == pytest.approx(-np.log(LIMIT), rel=1e-6)
    assert -np.log(LIMIT) < trained["softmax"][0] < np.log(10)


def test_the_accuracy_hardly_shows_the_mistake(trained):
    """refuted: An activation too many makes a classifier no better than chance."""
    accuracies = {activation: share for activation, (_, share) in trained.items()}
    # Chance is 0.1, give or take 0.04 (three standard deviations of 500 pictures).
    assert accuracies["sigmoid"] > 0.5
    assert accuracies["softmax"] > 0.4
    assert accuracies["none"] > accuracies["sigmoid"]


@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_an_activation_too_many_does_not_change_the_order(activation):
    """refuted: An activation too many makes a classifier no better than chance."""
    # Logits that differ by more than rounding after the squashing.
    mild = tf.constant([[0.1, 0.5, -1.0, 2.0], [3.0, 1.0, 2.0, 0.0], [-1.0, -2.0, -0.5, -3.0]])
    best = np.argmax(mild, axis=1)
    assert two.accuracy(best, mild, activation) == two.accuracy(best, mild, "none") == 1
    assert two.accuracy((best + 1) % 4, mild, activation) == 0


def test_keras_takes_probabilities_of_unknown_origin_for_logits(recwarn):
    """qualified: With `from_logits=True` Keras takes probabilities for logits, unless it sees their softmax."""
    said = np.exp([1.0, 2.0, 5.0]) / np.exp([1.0, 2.0, 5.0]).sum()
    right = float(two.keras_loss([2], LOGITS, tf.nn.softmax, from_logits=False))
    wrong = float(two.keras_loss([2], LOGITS, tf.nn.softmax, from_logits=True))
    # Keras divides by the sum once more, one rounding of float32.
    assert right == pytest.approx(-np.log(said[2]), rel=1e-5)
    assert wrong == pytest.approx(np.log(np.exp(said).sum()) - said[2], rel=1e-5)
    assert wrong > 5 * right
    assert not [warning for warning in recwarn if "logits" in str(warning.message)]


@pytest.mark.parametrize(
    ("compute", "softmax"),
    [(two.keras_loss, keras.activations.softmax), (tf.function(two.keras_loss), tf.nn.softmax)],
    ids=["own softmax", "softmax of the same graph"],
)
def test_keras_goes_back_to_the_logits_of_a_softmax_it_sees(compute, softmax):
    """qualified: With `from_logits=True` Keras takes probabilities for logits, unless it sees their softmax."""
    right = np.log(np.exp([1.0, 2.0, 5.0]).sum()) - 5
    with pytest.warns(UserWarning, match="from_logits=True"):
        corrected = compute([2], LOGITS, softmax, from_logits=True)
    assert float(corrected) == pytest.approx(right, rel=1e-5)
