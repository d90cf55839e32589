import numpy as np
import pytest
import tensorflow as tf

from snippets.classification import binary


@pytest.fixture(scope="module")
def data():
    return binary.zeros_and_ones()


def untrained(pictures):
    return tf.Variable(tf.zeros([pictures.shape[1]])), tf.Variable(0.0)


@pytest.fixture(scope="module")
def trained(data):
    """Weights after 750 steps, and the loss, the training accuracy and the length of the weights at three times."""
    pictures, labels = data[0]
    weights, bias = untrained(pictures)
    history = []
    for _ in range(3):
        binary.train(pictures, labels, weights, bias, tf.constant(250))
        logits = binary.logits_of(pictures, weights, bias)
        loss, share = float(binary.cross_entropy(labels, logits)), binary.accuracy(labels, logits)
        history.append((loss, share, float(tf.norm(weights))))
    return weights, bias, history


def numpy_loss(labels, logits):
    """Compute the mean of ln(1 + exp(-z)) in float64, z being the logit of the right answer."""
    right = np.where(np.asarray(labels) == 1, 1, -1) * np.asarray(logits, "float64")
    return np.logaddexp(0, -right).mean()


def test_before_training_both_classes_are_equally_likely(data):
    """holds: With all weights at zero the probability is 0.5 and the loss ln 2, whatever the picture shows."""
    for pictures, labels in data:
        logits = binary.logits_of(pictures, *untrained(pictures))
        assert tf.sigmoid(logits).numpy().tolist() == [0.5] * len(labels)
        # A mean of equal float32 numbers.
        assert float(binary.cross_entropy(labels, logits)) == pytest.approx(np.log(2), rel=1e-6)


def test_the_loss_is_minus_the_logarithm_of_the_right_probability():
    """holds: With all weights at zero the probability is 0.5 and the loss ln 2, whatever the picture shows."""
    labels, logits = tf.constant([1.0, 0.0, 1.0]), tf.constant([0.0, 1.0, -2.0])
    right = [1 / 2, 1 / (1 + np.e), 1 / (1 + np.e**2)]
    for loss in (binary.cross_entropy, binary.cross_entropy_by_logarithm):
        assert float(loss(labels, logits)) == pytest.approx(-np.log(right).mean(), rel=1e-6)


def test_training_teaches_to_tell_unseen_pictures(data):
    """holds: A hundred steps from zero weights raise the accuracy on unseen digits from under 0.6 to over 0.97."""
    (pictures, labels), (others, truth) = data
    weights, bias = untrained(pictures)
    before = binary.accuracy(truth, binary.logits_of(others, weights, bias))
    # A logit of 0 counts as the label 0.
    assert before == pytest.approx(np.mean(truth.numpy() == 0))
    assert before < 0.6
    binary.train(pictures, labels, weights, bias, tf.constant(100))
    logits = others.numpy() @ weights.numpy() + bias.numpy()
    assert binary.accuracy(truth, logits) == pytest.approx(np.mean((logits > 0) == (truth.numpy() == 1)))
    assert binary.accuracy(truth, logits) > 0.97


def test_a_step_follows_the_gradient():
    pictures, labels = tf.constant([[1.0, 2.0]]), tf.constant([1.0])
    weights, bias = tf.Variable([0.0, 0.0]), tf.Variable(0.0)
    binary.train(pictures, labels, weights, bias, tf.constant(1))
    # The derivative by the logit is the probability minus the label, 0.5 - 1.
    assert weights.numpy().tolist() == [0.5, 1.0]
    assert bias.numpy() == 0.5


def test_the_probability_is_one_half_on_the_boundary(data, trained):
    """holds: The decision boundary is the plane of logit 0, at right angles to the weights."""
    (others, _), (weights, bias, _) = data[1], trained
    points = binary.on_the_boundary(others, weights, bias).numpy().astype("float64")
    normal, offset = weights.numpy().astype("float64"), float(bias)
    # The sum of a hundred float32 products of size 1 is off by up to 1e-5.
    np.testing.assert_allclose(1 / (1 + np.exp(-points @ normal - offset)), 0.5, atol=1e-4)
    differences = points[1:] - points[0]
    cosines = differences @ normal / np.linalg.norm(differences, axis=1) / np.linalg.norm(normal)
    np.testing.assert_allclose(cosines, 0, atol=1e-4)
    # One side of it has each answer.
    for label, side in ((0.0, -0.1), (1.0, 0.1)):
        logits = binary.logits_of(tf.constant(points + side * normal, tf.float32), weights, bias)
        assert binary.accuracy(tf.fill([len(points)], label), logits) == 1


def test_the_weights_grow_after_the_last_mistake(trained):
    """refuted: Once every training picture is classified correctly, the weights come to rest."""
    losses, shares, lengths = zip(*trained[2], strict=True)
    assert shares == (1, 1, 1)
    assert losses[0] > losses[1] > losses[2] > 0
    # Each time the number of steps grows by a factor, the logits grow by a multiple of its logarithm.
    assert lengths[1] > 1.05 * lengths[0]
    assert lengths[2] > 1.05 * lengths[1]


def test_weights_rest_where_pictures_contradict_each_other():
    pictures, labels = tf.constant([[1.0], [1.0], [1.0]]), tf.constant([1.0, 1.0, 0.0])
    weights, bias = tf.Variable([0.0]), tf.Variable(0.0)
    binary.train(pictures, labels, weights, bias, tf.constant(200))
    # Two of three equal pictures are ones, so the best probability is 2/3, whose logit is ln 2.
    assert float(weights[0] + bias) == pytest.approx(np.log(2), abs=1e-5)


@pytest.mark.parametrize(("label", "logit"), [(0.0, 200.0), (1.0, -200.0), (0.0, 20.0)])
def test_the_logarithm_of_a_rounded_probability_is_infinite(label, logit):
    """refuted: The logarithm of the sigmoid gives the same loss as a computation from the logit."""
    labels, logits = tf.constant([label]), tf.constant([logit])
    assert float(binary.cross_entropy(labels, logits)) == pytest.approx(abs(logit), rel=1e-6)
    assert numpy_loss(labels, logits) == pytest.approx(abs(logit), rel=1e-6)
    assert float(binary.cross_entropy_by_logarithm(labels, logits)) == np.inf


def test_both_ways_agree_on_moderate_logits():
    """refuted: The logarithm of the sigmoid gives the same loss as a computation from the logit."""
    labels, logits = tf.constant([0.0, 1.0, 1.0, 0.0]), tf.constant([-1.5, 0.5, -3.0, 4.0])
    for loss in (binary.cross_entropy, binary.cross_entropy_by_logarithm):
        # 1 - sigmoid(4) has lost a factor 50 of the precision of float32.
        assert float(loss(labels, logits)) == pytest.approx(numpy_loss(labels, logits), rel=1e-5)
