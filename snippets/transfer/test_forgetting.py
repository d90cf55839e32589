import numpy as np
import pytest
import tensorflow as tf

from snippets.transfer import forgetting

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def old():
    return forgetting.examples(forgetting.OLD, 300, seed=21)


@pytest.fixture(scope="module")
def new():
    return forgetting.examples(forgetting.NEW, 300, seed=22)


@pytest.fixture(scope="module")
def learned():
    return forgetting.learn_old()


@pytest.fixture(scope="module")
def all_layers(learned):
    return forgetting.learn_new(*learned)


@pytest.fixture(scope="module")
def last_layer(learned):
    return forgetting.learn_new(*learned, frozen=True)


def numpy_accuracy(examples, hidden, last, allowed):
    """Classify in float64 by the largest logit among the allowed classes."""
    pictures, labels = (np.asarray(part) for part in examples)
    weights, bias, last_weights, last_bias = (np.asarray(part, "float64") for part in (*hidden, *last))
    logits = np.maximum(pictures @ weights + bias, 0) @ last_weights + last_bias
    return np.mean(
        [max(allowed, key=lambda label: row[label]) == truth for row, truth in zip(logits, labels, strict=True)]
    )


def test_the_old_digits_are_read_before_and_not_afterwards(old, new, learned, all_layers):
    """holds: Training on digits 5 to 9 alone brings the accuracy on the digits 0 to 4 learned before to about zero."""
    assert set(old[1].numpy()) == {0, 1, 2, 3, 4}
    assert set(new[1].numpy()) == {5, 6, 7, 8, 9}
    assert forgetting.accuracy(*old, *learned) > 0.95
    assert forgetting.accuracy(*new, *learned) < 0.02
    assert forgetting.accuracy(*old, *all_layers) < 0.02
    assert forgetting.accuracy(*new, *all_layers) > 0.95
    assert forgetting.accuracy(*new, *all_layers) == pytest.approx(numpy_accuracy(new, *all_layers, range(10)))


def test_a_frozen_hidden_layer_does_not_help_a_shared_last_layer(old, new, learned, last_layer):
    """refuted: Freezing all layers but the last keeps a network from forgetting."""
    for before, after in zip(learned[0], last_layer[0], strict=True):
        np.testing.assert_array_equal(before.numpy(), after.numpy())
    assert forgetting.accuracy(*new, *last_layer) > 0.6
    assert forgetting.accuracy(*old, *last_layer) < 0.1


def test_asked_among_the_old_digits_the_network_still_knows_them(old, all_layers):
    """refuted: After fine-tuning, what was known about the old digits is gone."""
    among_old = forgetting.accuracy(*old, *all_layers, among=forgetting.OLD)
    assert among_old == pytest.approx(numpy_accuracy(old, *all_layers, range(5)))
    # Chance is 0.2 among five.
    assert among_old > 0.8
    assert forgetting.accuracy(*old, *all_layers) < 0.02


def test_a_last_layer_of_its_own_touches_nothing_old(old, new, learned):
    """holds: A new last layer on frozen features leaves every old logit bit for bit as it was."""
    hidden, last = learned
    before = forgetting.logits_of(old[0], hidden, last).numpy()
    another = forgetting.add_last_layer(hidden)
    np.testing.assert_array_equal(forgetting.logits_of(old[0], hidden, last).numpy(), before)
    # And it has learned something: chance is 0.2 among five.
    assert forgetting.accuracy(*new, hidden, another) > 0.6


@pytest.mark.parametrize(("kept", "least"), [(50, 0.3), (400, 0.9)])
def test_old_pictures_among_the_new_keep_what_was_known(old, new, learned, kept, least):
    """holds: As many old pictures as new ones in the training keep most of the old accuracy."""
    mixed = forgetting.learn_new(*learned, kept=kept)
    assert forgetting.accuracy(*old, *mixed) > least
    assert forgetting.accuracy(*new, *mixed) > 0.85


def test_a_step_goes_against_the_gradient():
    hidden, last = [tf.Variable([[1.0]]), tf.Variable([0.0])], [tf.Variable([[0.0, 0.0]]), tf.Variable([0.0, 0.0])]
    forgetting.train(tf.constant([[2.0]]), tf.constant([1]), hidden, last, steps=1)
    # Probabilities of one half: the gradient by the logits is (0.5, -0.5), times the feature 2 for the weights.
    assert last[0].numpy().ravel() == pytest.approx([-0.3, 0.3])
    assert last[1].numpy() == pytest.approx([-0.15, 0.15])
