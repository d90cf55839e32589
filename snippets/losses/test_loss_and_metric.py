import keras
import numpy as np
import pytest

from snippets.losses import loss_and_metric


def by_hand(slope):
    """Train the same logistic regression in float64; `slope` is the derivative of the loss by the output's logit."""
    inputs, targets = (part[:48].astype("float64") for part in loss_and_metric.examples())
    columns = np.column_stack([inputs, np.ones(48)])
    weights = np.zeros((3, 1))
    for start in (0, 32, 0, 32):
        rows, labels = columns[start : start + 32], targets[start : start + 32]
        outputs = 1 / (1 + np.exp(-rows @ weights))
        weights -= 0.5 * rows.T @ slope(outputs, labels) / len(rows)
    return weights.ravel()


def of_cross_entropy(outputs, labels):
    return outputs - labels


def of_squared_error(outputs, labels):
    return 2 * (outputs - labels) * outputs * (1 - outputs)


@pytest.fixture(scope="module")
def plain():
    return loss_and_metric.trained("binary_crossentropy", [])


@pytest.fixture(scope="module")
def watched():
    return loss_and_metric.trained("binary_crossentropy", ["accuracy"])


def test_a_metric_changes_no_bit_of_the_weights(plain, watched):
    """holds: Adding a metric to `compile` leaves the trained weights equal to the last bit."""
    np.testing.assert_array_equal(watched[0], plain[0])
    assert set(watched[1]) - set(plain[1]) == {"accuracy", "val_accuracy"}
    assert plain[0].all(), "the training moved nothing"


def test_another_loss_leads_elsewhere(plain):
    """holds: The same training with another loss ends at other weights."""
    squares, _ = loss_and_metric.trained("mean_squared_error", [])
    # Four float32 steps of size 0.1.
    np.testing.assert_allclose(squares, by_hand(of_squared_error), atol=1e-6)
    np.testing.assert_allclose(plain[0], by_hand(of_cross_entropy), atol=1e-6)
    assert np.abs(plain[0] - squares).max() > 0.1


def test_fit_reports_metrics_of_training_and_of_validation_data(watched):
    """refuted: Metrics are computed on unseen data only."""
    assert watched[1] == ["accuracy", "loss", "val_accuracy", "val_loss"]


@pytest.mark.parametrize("output", [0.3, 0.7])
def test_accuracy_has_no_gradient(output):
    """refuted: Any metric can be used as the loss."""
    # The derivative of -log(p) is -1 / p.
    assert loss_and_metric.gradient(keras.losses.binary_crossentropy, output) == pytest.approx(-1 / output, rel=1e-5)
    assert loss_and_metric.gradient(keras.metrics.binary_accuracy, output) is None


def test_fit_refuses_accuracy_as_a_loss():
    with pytest.raises(ValueError, match="No gradients provided"):
        loss_and_metric.trained(keras.metrics.binary_accuracy, [])


def test_loss_and_accuracy_can_disagree():
    """refuted: Of two models the one with the lower loss has the higher accuracy."""
    timid, bold = ([0.6, 0.6, 0.6], [0.99, 0.99, 0.4])
    results = [loss_and_metric.loss_and_accuracy(probabilities) for probabilities in (timid, bold)]
    expected = [(-np.log(timid).mean(), 1.0), (-np.log(bold).mean(), 2 / 3)]
    np.testing.assert_allclose(results, expected, rtol=1e-5)
    (timid_loss, timid_accuracy), (bold_loss, bold_accuracy) = results
    assert bold_loss < timid_loss
    assert bold_accuracy < timid_accuracy
