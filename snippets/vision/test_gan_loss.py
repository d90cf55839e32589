import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.vision import gan_loss

DATA = [0.1, 0.2, 0.3, 0.4]
GENERATORS = [[0.25, 0.25, 0.25, 0.25], [0.4, 0.3, 0.2, 0.1], [0.05, 0.05, 0.1, 0.8]]


def trained(generator):
    """Return the logits and the loss of a discriminator that was trained against a generator."""
    data, generator = tf.constant(DATA), tf.constant(generator)
    logits = gan_loss.best_logits(data, generator)
    return logits, float(gan_loss.discriminator_loss(logits, data, generator))


def divergence(p, q):
    """Return the Kullback-Leibler divergence of two tables in float64."""
    return float(np.sum(np.array(p) * np.log(np.divide(p, q))))


@pytest.mark.parametrize("generator", GENERATORS)
def test_training_ends_at_the_ratio(generator):
    """holds: The best discriminator answers p_data / (p_data + p_generator)."""
    logits, _ = trained(generator)
    expected = [real / (real + fake) for real, fake in zip(DATA, generator, strict=True)]
    assert tf.sigmoid(logits).numpy() == pytest.approx(expected, abs=1e-5)


def test_no_other_answer_has_a_smaller_loss():
    """holds: The best discriminator answers p_data / (p_data + p_generator)."""
    logits, least = trained(GENERATORS[1])
    for index in range(4):
        for change in (-0.5, 0.5):
            other = logits + change * tf.one_hot(index, 4)
            assert float(gan_loss.discriminator_loss(other, DATA, GENERATORS[1])) > least + 0.005


def test_at_balance_every_answer_is_a_half():
    """holds: When the generator has the distribution of the data, the best discriminator loss is 2 ln 2."""
    logits, loss = trained(DATA)
    assert loss == pytest.approx(2 * math.log(2), rel=1e-6)
    assert tf.sigmoid(logits).numpy() == pytest.approx([0.5] * 4)
    assert trained(GENERATORS[0])[1] < loss - 0.01, "any other generator can be told from the data"


def test_the_loss_of_given_answers_by_hand():
    """holds: When the generator has the distribution of the data, the best discriminator loss is 2 ln 2."""
    # D is 1/2 and 3/4.
    loss = gan_loss.discriminator_loss(tf.constant([0.0, math.log(3)]), [0.2, 0.8], [0.6, 0.4])
    expected = -0.2 * math.log(1 / 2) - 0.8 * math.log(3 / 4) - 0.6 * math.log(1 / 2) - 0.4 * math.log(1 / 4)
    assert float(loss) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_loss_measures_the_divergence(generator):
    """holds: The best discriminator loss is 2 ln 2 minus twice the Jensen-Shannon divergence of both tables."""
    middle = np.mean([DATA, generator], axis=0)
    jensen_shannon = (divergence(DATA, middle) + divergence(generator, middle)) / 2
    assert jensen_shannon > 0.02
    assert trained(generator)[1] == pytest.approx(2 * math.log(2) - 2 * jensen_shannon, abs=1e-5)


def test_a_sure_discriminator_teaches_the_saturating_generator_nothing():
    """refuted: A generator that minimises ln(1 - D) learns most from a discriminator that is sure."""
    sure, unsure = -10.0, 0.0
    losses = [
        float(gan_loss.discriminator_loss(tf.constant([-logit, logit]), [1.0, 0.0], [0.0, 1.0]))
        for logit in (sure, unsure)
    ]
    assert losses[0] < 1e-4 < losses[1]
    # The derivative of ln(1 - sigmoid(x)) is -sigmoid(x).
    for logit in (sure, unsure, 3.0):
        expected = pytest.approx(-1 / (1 + math.exp(-logit)), rel=1e-5)
        assert gan_loss.slope(gan_loss.saturating_loss, logit) == expected
    assert abs(gan_loss.slope(gan_loss.saturating_loss, sure)) < 1e-4


@pytest.mark.parametrize("logit", [-10.0, -1.0, 0.0, 3.0])
def test_the_other_loss_has_its_gradient_where_it_is_needed(logit):
    """holds: The slope of -ln D with respect to the logit is nearly -1 where D is nearly 0."""
    believed = 1 / (1 + math.exp(-logit))
    # The derivative of -ln sigmoid(x) is sigmoid(x) - 1, negative as well: both losses push the same way.
    assert gan_loss.slope(gan_loss.non_saturating_loss, logit) == pytest.approx(believed - 1, rel=1e-5)
    assert float(gan_loss.non_saturating_loss(tf.constant(logit))) == pytest.approx(-math.log(believed), rel=1e-5)
    assert gan_loss.slope(gan_loss.non_saturating_loss, -10.0) == pytest.approx(-1, abs=1e-4)
