import math

import keras
import numpy as np
import pytest

from snippets.recurrent import lstm


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def numpy_outputs(weights, inputs):
    """Run the cell in float64, one sequence at a time, each part with weights cut out by hand."""
    kernel, recurrent_kernel, bias = (np.asarray(weight, "float64") for weight in weights)
    n = len(bias) // 4
    result = np.zeros((*inputs.shape[:2], n))
    for row, sequence in enumerate(np.asarray(inputs, "float64")):
        output, cell = np.zeros(n), np.zeros(n)
        for step, features in enumerate(sequence):
            z = features @ kernel + output @ recurrent_kernel + bias
            cell = sigmoid(z[n : 2 * n]) * cell + sigmoid(z[:n]) * np.tanh(z[2 * n : 3 * n])
            result[row, step] = output = sigmoid(z[3 * n :]) * np.tanh(cell)
    return result


def test_the_cell_the_layer_and_numpy_agree():
    """holds: An LSTM computes cell = f * cell + i * tanh(...) and output = o * tanh(cell), with sigmoid gates."""
    run, inputs = lstm.layer(), lstm.sequences()
    expected = numpy_outputs(run.get_weights(), inputs)
    # Outputs lie between -1 and 1; each step adds a few float32 roundings of 6e-8.
    np.testing.assert_allclose(lstm.outputs(run.weights, inputs), expected, atol=1e-5)
    np.testing.assert_allclose(run(inputs), expected, atol=1e-5)


def keras_states(weights, cell):
    """Let Keras take a step from a cell state; return the output and the cell state of the first unit."""
    layer = keras.layers.LSTM(lstm.UNITS, return_state=True)
    layer.build((None, None, lstm.FEATURES))
    layer.set_weights(weights)
    zeros, start = np.zeros((1, lstm.UNITS), "float32"), np.full((1, lstm.UNITS), cell, "float32")
    _, output, cell = layer(np.ones((1, 1, lstm.FEATURES), "float32"), initial_state=[zeros, start])
    return float(output[0, 0]), float(cell[0, 0])


# From cell state 5, with gates at sigmoid(0) = 0.5 and the candidate at tanh(0) = 0 unless they are held.
@pytest.mark.parametrize(
    ("biases", "cell", "gate"),
    [
        ({}, 0.5 * 5, 0.5),
        ({"forget": 100}, 5, 0.5),
        ({"forget": -100, "output": 100}, 0, 1),
        ({"candidate": 100, "output": 100}, 0.5 * 5 + 0.5, 1),
        ({"candidate": 100, "input": 100, "output": -100}, 0.5 * 5 + 1, 0),
        ({"candidate": -100, "input": 100}, 0.5 * 5 - 1, 0.5),
        ({"candidate": 100, "input": -100}, 0.5 * 5, 0.5),
    ],
)
def test_each_part_of_the_bias_holds_the_gate_of_that_name(biases, cell, gate):
    """holds: The columns of LSTM weights serve input gate, forget gate, candidate and output gate, in this order."""
    weights = lstm.held(**biases)
    # float32; sigmoid(100) and tanh(100) are 1 in it.
    expected = pytest.approx((gate * math.tanh(cell), cell), abs=1e-6)
    assert lstm.last_states(weights, steps=1, cell=5.0) == expected
    assert keras_states(weights, cell=5.0) == expected


@pytest.mark.parametrize(("features", "units"), [(1, 1), (3, 2), (5, 7)])
def test_the_parameters_are_those_of_four_simple_layers(features, units):
    """holds: An LSTM of n units on m features has 4 * (n * (n + m) + n) parameters, four times a SimpleRNN."""
    counted = []
    for kind in (keras.layers.LSTM, keras.layers.SimpleRNN):
        layer = kind(units)
        layer.build((None, None, features))
        counted.append(layer.count_params())
    assert lstm.parameters(features, units) == counted[0] == 4 * counted[1]


def test_only_the_forget_gate_starts_with_a_bias():
    """refuted: All biases of a new LSTM layer are zero."""
    zeros, ones = [0.0] * lstm.UNITS, [1.0] * lstm.UNITS
    none = {"input": zeros, "forget": zeros, "candidate": zeros, "output": zeros}
    assert lstm.initial_biases() == {**none, "forget": ones}
    assert lstm.initial_biases(unit_forget_bias=False) == none
    assert keras.layers.LSTM(1).unit_forget_bias is True


@pytest.mark.parametrize("steps", [1, 2, 50])
def test_a_cell_state_can_count_while_the_output_cannot(steps):
    """refuted: The cell state of an LSTM stays between -1 and 1, as its output does."""
    counter = lstm.held(input=100, forget=100, candidate=100, output=100)
    output, cell = lstm.last_states(counter, steps, cell=0.0)
    # Adding 1 to a small integer is exact in float32.
    assert cell == steps
    assert output == pytest.approx(math.tanh(steps), abs=1e-6)
    assert output <= 1
