import keras
import numpy as np
import pytest

from snippets.training import optimizers

GRADIENTS = [2.0, 1.0, -3.0, 0.5]
RATE = optimizers.LEARNING_RATE

# Keras works in float32: a few roundings of 6e-8 of positions below 10.
TOLERANCE = 1e-5


def test_sgd_adds_up_scaled_gradients():
    """holds: SGD moves a parameter by minus the learning rate times the gradient."""
    expected = 1.0 - RATE * np.cumsum(GRADIENTS)
    assert optimizers.sgd(1.0, GRADIENTS) == pytest.approx(expected, abs=1e-12)
    by_keras = optimizers.by_keras(keras.optimizers.SGD(RATE), 1.0, GRADIENTS)
    assert by_keras == pytest.approx(expected, abs=TOLERANCE)


def test_momentum_adds_up_fading_gradients():
    """holds: Momentum adds velocity = momentum * velocity - learning_rate * gradient to the parameter."""
    # Unrolled: the velocity after step t is the sum over earlier gradients, each faded by 0.9 per step since.
    steps = range(len(GRADIENTS))
    velocities = [-RATE * sum(0.9 ** (now - then) * GRADIENTS[then] for then in range(now + 1)) for now in steps]
    expected = 1.0 + np.cumsum(velocities)
    assert optimizers.momentum(1.0, GRADIENTS) == pytest.approx(expected, abs=1e-12)
    by_keras = optimizers.by_keras(keras.optimizers.SGD(RATE, momentum=0.9), 1.0, GRADIENTS)
    assert by_keras == pytest.approx(expected, abs=TOLERANCE)


def test_steps_with_momentum_grow_to_a_limit():
    """holds: Under a constant gradient, momentum 0.9 lets the steps grow to ten times those of plain SGD."""
    sizes = optimizers.step_sizes(optimizers.momentum, 150)
    # A geometric series: 1 + 0.9 + 0.81 + ...; 0.9**150 is 1e-7.
    assert sizes[:3] == pytest.approx([RATE, 1.9 * RATE, 2.71 * RATE])
    assert sizes[-1] == pytest.approx(10 * RATE, rel=1e-6)
    assert optimizers.step_sizes(optimizers.sgd, 150) == pytest.approx([RATE] * 150)


@pytest.mark.parametrize("gradient", [1e4, 1.0, -1.0, -1e-2])
def test_adam_starts_with_the_sign_of_the_gradient(gradient):
    """qualified: The first step of Adam is the learning rate times the sign of the gradient, whatever its size."""
    # Epsilon takes 3e-6 / gradient of the step: at most 3e-4 of it here.
    expected = pytest.approx(-RATE * np.sign(gradient), rel=1e-3)
    assert optimizers.adam(0.0, [gradient])[0] == expected
    assert optimizers.by_keras(keras.optimizers.Adam(RATE), 0.0, [gradient])[0] == expected


def test_adam_hardly_moves_for_gradients_near_epsilon():
    """qualified: The first step of Adam is the learning rate times the sign of the gradient, whatever its size."""
    # The square is a thousandth of the gradient's before its correction, so epsilon weighs 1e-7 / 0.001**0.5 = 3.16e-6.
    for gradient in (3.16228e-6, 1e-8):
        expected = pytest.approx(-RATE * gradient / (gradient + 3.16228e-6), rel=1e-3)
        assert optimizers.adam(0.0, [gradient])[0] == expected
        assert optimizers.by_keras(keras.optimizers.Adam(RATE), 0.0, [gradient])[0] == expected


def test_adam_is_a_ratio_of_two_weighted_means():
    steps = np.arange(1, 1 + len(GRADIENTS))
    position, expected = 1.0, []
    for step in steps:
        ages, seen = step - np.arange(1, step + 1), np.array(GRADIENTS[:step])
        mean, square = np.average(seen, weights=0.9**ages), np.average(seen**2, weights=0.999**ages)
        position -= RATE * mean / np.sqrt(square)
        expected.append(position)
    # Epsilon is 3e-6 of the gradients at most.
    assert optimizers.adam(1.0, GRADIENTS) == pytest.approx(expected, abs=1e-5)
    by_keras = optimizers.by_keras(keras.optimizers.Adam(RATE), 1.0, GRADIENTS)
    assert by_keras == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize("decay", [0.01, 0.1])
def test_adamw_shrinks_by_a_part_and_a_penalty_by_a_full_step(decay):
    """refuted: AdamW is Adam with an L2 penalty in the loss."""
    # Without another gradient AdamW takes away rate * decay of the weight, and nothing else moves it.
    shrunk = optimizers.decayed(True, position=5.0, gradient=0.0, decay=decay)
    assert shrunk == pytest.approx(5.0 * (1 - RATE * decay), rel=1e-6)
    # The penalty is a gradient like any other: Adam keeps its sign and forgets its size.
    penalized = optimizers.decayed(False, position=5.0, gradient=0.0, decay=decay)
    assert penalized == pytest.approx(5.0 - RATE, rel=1e-5)
