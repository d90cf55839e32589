import math

import pytest

from snippets.recurrent import long_memory

BACK = long_memory.STEPS - 1
# The product of 99 float32 factors, each off by at most 6e-8 or so.
CLOSE = 1e-4


def sigmoid(value):
    return 1 / (1 + math.exp(-value))


def test_a_small_recurrent_weight_leaves_nothing():
    """holds: With a recurrent weight of 0.5, a simple RNN keeps less than 1e-29 of a gradient over 100 steps."""
    # At 0 tanh has the slope 1, so each of the 99 steps back multiplies by the recurrent weight.
    found = long_memory.kept(long_memory.simple_rnn(0.5))
    assert found == pytest.approx(0.5**BACK, rel=CLOSE)
    assert 0 < found < 1e-29


@pytest.mark.parametrize(("weight", "least", "most"), [(0.9, 0, 1e-4), (1.0, 0.999, 1.001), (1.1, 1e4, math.inf)])
def test_the_recurrent_weight_decides(weight, least, most):
    """qualified: The gradient of a simple RNN vanishes over many steps."""
    found = long_memory.kept(long_memory.simple_rnn(weight))
    assert found == pytest.approx(weight**BACK, rel=CLOSE)
    assert least <= found <= most


def test_an_open_forget_gate_keeps_the_gradient():
    """holds: An LSTM whose forget gate is open keeps most of a gradient over 100 steps."""
    # Inputs of 0 leave the cell state at 0, so each step back multiplies by the forget gate only.
    found = long_memory.kept(long_memory.lstm(5.0))
    assert found == pytest.approx(sigmoid(5.0) ** BACK, rel=CLOSE)
    assert found > 0.5


@pytest.mark.slow
def test_the_initial_forget_gate_is_not_open_enough():
    """refuted: A new LSTM layer carries gradients over 100 steps, for its forget gate starts open."""
    found = long_memory.kept(long_memory.lstm(long_memory.initial_forget_bias()))
    # sigmoid(1) = 0.73, and 0.73 to the power 99 is 3e-14.
    assert found == pytest.approx(sigmoid(1.0) ** BACK, rel=CLOSE)
    assert found < 1e-13
    assert sigmoid(1.0) > 0.7


def test_a_gradient_of_no_steps_is_the_slope_at_zero():
    assert float(long_memory.gradients(long_memory.simple_rnn(0.5), steps=1)[0]) == pytest.approx(1.0)
    # Input gate 0.5, output gate 0.5, two slopes of tanh at 0.
    assert float(long_memory.gradients(long_memory.lstm(1.0), steps=1)[0]) == pytest.approx(0.25)
