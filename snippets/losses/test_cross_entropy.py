import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.losses import cross_entropy

# float32 logarithms of numbers that are rounded to 6e-8.
TOLERANCE = 1e-5


def exact(logits, label):
    """Return log(sum(exp(logits))) - logits[label] in float64."""
    return np.log(np.exp(np.asarray(logits, "float64")).sum()) - logits[label]


def test_three_functions_agree():
    """holds: Binary, categorical and sparse cross-entropy agree when they are given the same two-class problem."""
    logits = [-3.0, -0.5, 0.0, 2.0]
    expected = [np.log1p(np.exp(-logit)) for logit in logits]
    for losses in cross_entropy.two_class_losses(logits):
        np.testing.assert_allclose(losses, expected, atol=TOLERANCE)


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_equal_probabilities_cost_the_logarithm(classes):
    """holds: Equal probabilities for n classes cost log(n), the loss to expect before any training."""
    equal = [1 / classes] * classes
    assert cross_entropy.loss_of(equal, 1, from_logits=False) == pytest.approx(np.log(classes), abs=TOLERANCE)
    untrained = cross_entropy.loss_before_training([3.0, -1.0], 1, classes)
    assert untrained == pytest.approx(np.log(classes), abs=TOLERANCE)
    # Equal logits mean equal probabilities, whatever their height.
    assert cross_entropy.loss_of([5.0] * classes, 1, from_logits=True) == pytest.approx(np.log(classes), abs=TOLERANCE)


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_probabilities_taken_for_logits_cannot_cost_nothing(classes):
    """refuted: With `from_logits=True` set by mistake, a model that is certain and right still has a loss of zero."""
    outputs = cross_entropy.certain(classes, label=1)
    # Keras lifts the zeros to 1e-7 each.
    assert cross_entropy.loss_of(outputs, 1, from_logits=False) < TOLERANCE + classes * 1e-7
    # Softmax of a one and zeros gives e / (e + n - 1) to the true class at best.
    floor = np.log(1 + (classes - 1) / np.e)
    assert cross_entropy.loss_of(outputs, 1, from_logits=True) == pytest.approx(floor, abs=TOLERANCE)
    assert floor > 0.3


@pytest.mark.parametrize("label", [0, 1, 2])
def test_logits_taken_for_probabilities_give_a_wrong_number(label):
    """refuted: Logits given to a loss that expects probabilities raise an error."""
    logits = [2.0, 1.0, -1.0]
    assert cross_entropy.loss_of(logits, label, from_logits=True) == pytest.approx(exact(logits, label), abs=TOLERANCE)
    # They are clipped to what a probability may be, first 1e-7 to 1 - 1e-7: the order of magnitude is all that is left.
    wrong = cross_entropy.loss_of(logits, label, from_logits=False)
    assert np.isfinite(wrong)
    assert wrong != pytest.approx(exact(logits, label), abs=0.1)


@pytest.mark.parametrize("softmax", [None, keras.activations.softmax, tf.nn.softmax])
@pytest.mark.parametrize("gap", [0.5, 2.0, 8.0])
def test_softmax_and_logits_agree_for_moderate_logits(gap, softmax):
    """qualified: Softmax outputs cost what their logits cost; below 1e-7, only those of the Keras softmax do."""
    loss, gradient = cross_entropy.loss_and_gradient([gap, 0.0], 1, softmax)
    probability = 1 / (1 + np.exp(-gap))
    # The true class has a probability of 3e-4 at least, known to 6e-8 of one: 2e-4 of itself.
    assert loss == pytest.approx(exact([gap, 0.0], 1), abs=3e-4)
    assert gradient == pytest.approx([probability, -probability], abs=3e-4)


@pytest.mark.parametrize("softmax", [None, keras.activations.softmax])
def test_logits_that_are_known_keep_the_loss_exact(softmax):
    """qualified: Softmax outputs cost what their logits cost; below 1e-7, only those of the Keras softmax do."""
    loss, gradient = cross_entropy.loss_and_gradient([100.0, 0.0], 1, softmax)
    assert loss == pytest.approx(100.0, abs=TOLERANCE)
    assert gradient == pytest.approx([1.0, -1.0], abs=TOLERANCE)


def test_plain_probabilities_cap_the_loss_and_stop_the_learning():
    """qualified: Softmax outputs cost what their logits cost; below 1e-7, only those of the Keras softmax do."""
    # exp(-100) is 0 beside 1 in float32, and Keras lifts probabilities to 1e-7, where nothing changes with the logits.
    loss, gradient = cross_entropy.loss_and_gradient([100.0, 0.0], 1, tf.nn.softmax)
    assert loss == pytest.approx(-np.log(1e-7), abs=TOLERANCE)
    assert gradient == [0.0, 0.0]


def test_a_softmax_layer_is_safe_in_a_model():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Activation("softmax")])
    model.compile(loss="sparse_categorical_crossentropy")
    assert model.evaluate(np.array([[100.0, 0.0]]), np.array([1]), verbose=0) == pytest.approx(100.0, abs=TOLERANCE)
