import numpy as np
import pytest

from snippets.models import two_heads

WEIGHTS = [(1.0, 1.0), (1.0, 0.5), (0.0, 2.0)]


def by_hand(price_weight, sold_weight):
    """The total loss and the gradients for the kernels, by the chain rule in float64."""
    inputs, targets = ({name: np.float64(value) for name, value in part.items()} for part in two_heads.examples())
    weights = [two_heads.model().get_layer(name).get_weights()[0] for name in ("trunk", "price", "sold")]
    trunk, price, sold = (weight.astype("float64") for weight in weights)
    difference = inputs["left"] - inputs["right"]
    shared = np.tanh(difference @ trunk)  # the biases are zero
    prices, chances = shared @ price, 1 / (1 + np.exp(-shared @ sold))
    squared = ((prices - targets["price"]) ** 2).mean()
    entropy = -(targets["sold"] * np.log(chances) + (1 - targets["sold"]) * np.log(1 - chances)).mean()
    price_error = price_weight * 2 * (prices - targets["price"]) / len(prices)
    sold_error = sold_weight * (chances - targets["sold"]) / len(chances)
    trunk_error = (price_error @ price.T + sold_error @ sold.T) * (1 - shared**2)
    gradients = {"trunk": difference.T @ trunk_error, "price": shared.T @ price_error, "sold": shared.T @ sold_error}
    return price_weight * squared + sold_weight * entropy, gradients


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_model_agrees_with_the_chain_rule(weights):
    total, gradients = by_hand(*weights)
    # A few float32 operations on numbers near 1; Keras clips probabilities at 1e-7.
    assert two_heads.total_loss(*weights) == pytest.approx(total, rel=1e-5)
    for name, gradient in two_heads.gradients(*weights).items():
        np.testing.assert_allclose(gradient, gradients[name], atol=1e-5)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_total_is_the_weighted_sum(weights):
    """holds: The loss that `fit` minimizes is the sum of the losses of the outputs, each times its weight."""
    inputs, targets = two_heads.examples()
    outputs = two_heads.model()(inputs)
    price, sold, target_price, target_sold = (
        np.float64(part[name]) for part in (outputs, targets) for name in ("price", "sold")
    )
    squared = ((price - target_price) ** 2).mean()
    entropy = -np.log(np.where(target_sold == 1, sold, 1 - sold)).mean()
    assert two_heads.total_loss(*weights) == pytest.approx(weights[0] * squared + weights[1] * entropy, rel=1e-5)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_trunk_feels_the_weighted_sum(weights):
    """holds: The gradient for the shared trunk is the weighted sum of the gradients of the two losses."""
    of_price, of_sold = (two_heads.gradients(*only)["trunk"] for only in [(1.0, 0.0), (0.0, 1.0)])
    assert min(np.abs(of_price).max(), np.abs(of_sold).max()) > 0.01
    expected = weights[0] * of_price + weights[1] * of_sold
    np.testing.assert_allclose(two_heads.gradients(*weights)["trunk"], expected, atol=1e-5)


def test_a_head_feels_its_own_loss_only():
    """refuted: The weight of one head's loss changes the gradient that the other head receives."""
    alone = two_heads.gradients(1.0, 0.0)["price"]
    assert np.abs(alone).max() > 0.01
    for sold_weight in (1.0, 10.0):
        np.testing.assert_allclose(two_heads.gradients(1.0, sold_weight)["price"], alone, atol=1e-5)
    np.testing.assert_allclose(two_heads.gradients(2.0, 1.0)["price"], 2 * alone, atol=1e-5)


def test_twice_the_weights_are_twice_the_step_of_gradient_descent():
    """qualified: Doubling all loss weights doubles the step that training takes."""
    gradient = two_heads.gradients(1.0, 1.0)["trunk"]
    # The default learning rate is 0.01, and a float32 weight near 1 holds a move to 1e-7.
    np.testing.assert_allclose(two_heads.first_move("sgd", 1.0), -0.01 * gradient, atol=1e-6)
    np.testing.assert_allclose(two_heads.first_move("sgd", 2.0), -0.02 * gradient, atol=1e-6)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_adam_does_not_mind_the_size_of_the_loss(scale):
    """qualified: Doubling all loss weights doubles the step that training takes."""
    gradient = scale * two_heads.gradients(1.0, 1.0)["trunk"]
    # The first step divides the gradient by its size, plus epsilon / sqrt(1 - 0.999) against a division by zero.
    expected = -0.001 * gradient / (np.abs(gradient) + 1e-7 / np.sqrt(1 - 0.999))
    # A float32 weight near 1 holds a move to 1e-7.
    np.testing.assert_allclose(two_heads.first_move("adam", scale), expected, atol=1e-6)
    assert np.abs(expected).max() == pytest.approx(0.001, rel=1e-3)


def test_names_decide_and_not_the_order():
    """holds: Inputs and targets given as dictionaries are matched by name, whatever their order."""
    inputs, _ = two_heads.examples()
    given, reversed_order = two_heads.outputs_reversed(inputs)
    exchanged, _ = two_heads.outputs_reversed({"left": inputs["right"], "right": inputs["left"]})
    for name in ("price", "sold"):
        np.testing.assert_array_equal(given[name], reversed_order[name])
        assert np.abs(given[name] - exchanged[name]).max() > 0.1
