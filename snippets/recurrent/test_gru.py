import math

import keras
import numpy as np
import pytest

from snippets.recurrent import gru


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def numpy_states(weights, inputs, reset_after=True):
    """Run the cell in float64, one sequence at a time, each part with weights cut out by hand."""
    kernel, recurrent_kernel, bias = (np.asarray(weight, "float64") for weight in weights)
    n = recurrent_kernel.shape[0]
    b, c = bias if reset_after else (bias, np.zeros(3 * n))
    z, r, h = slice(0, n), slice(n, 2 * n), slice(2 * n, 3 * n)
    result = np.zeros((*inputs.shape[:2], n))
    for row, sequence in enumerate(np.asarray(inputs, "float64")):
        state = np.zeros(n)
        for step, x in enumerate(sequence):
            update = sigmoid(x @ kernel[:, z] + b[z] + state @ recurrent_kernel[:, z] + c[z])
            reset = sigmoid(x @ kernel[:, r] + b[r] + state @ recurrent_kernel[:, r] + c[r])
            if reset_after:
                past = reset * (state @ recurrent_kernel[:, h] + c[h])
            else:
                past = (reset * state) @ recurrent_kernel[:, h]
            state = update * state + (1 - update) * np.tanh(x @ kernel[:, h] + b[h] + past)
            result[row, step] = state
    return result


@pytest.mark.parametrize("reset_after", [True, False])
def test_the_cell_the_layer_and_numpy_agree(reset_after):
    """holds: A GRU computes state = z * state + (1 - z) * candidate, with a reset gate inside the candidate."""
    run, inputs = gru.layer(reset_after), gru.sequences()
    expected = numpy_states(run.get_weights(), inputs, reset_after)
    # States lie between -1 and 1; each step adds a few float32 roundings of 6e-8.
    np.testing.assert_allclose(gru.states(run.weights, inputs, reset_after), expected, atol=1e-5)
    np.testing.assert_allclose(run(inputs), expected, atol=1e-5)


@pytest.mark.parametrize(("features", "units"), [(1, 1), (3, 2), (5, 7)])
def test_a_second_bias_makes_it_more_than_three_simple_layers(features, units):
    """refuted: A GRU has 3 * n * (m + n + 1) parameters by default, three times a SimpleRNN."""
    simple = keras.layers.SimpleRNN(units)
    simple.build((None, None, features))
    default = keras.layers.GRU(units)
    default.build((None, None, features))
    assert default.weights[2].shape == (2, 3 * units)
    assert gru.parameters(features, units) == default.count_params() == 3 * simple.count_params() + 3 * units
    before = gru.layer(reset_after=False, units=units, features=features)
    assert before.weights[2].shape == (3 * units,)
    assert gru.parameters(features, units, reset_after=False) == before.count_params() == 3 * simple.count_params()


@pytest.mark.parametrize("start", [-0.9, 0.3])
def test_an_open_update_gate_keeps_the_state(start):
    """refuted: An update gate near 1 makes a Keras GRU take over the candidate."""
    # sigmoid(20) is 1 up to 2e-9, below the rounding of float32.
    assert gru.with_update_gate(20.0, start, candidate=1.5) == pytest.approx(start, abs=1e-6)
    assert gru.with_update_gate(-20.0, start, candidate=1.5) == pytest.approx(math.tanh(1.5), abs=1e-6)


def test_keras_keeps_the_state_too():
    """refuted: An update gate near 1 makes a Keras GRU take over the candidate."""
    run = keras.layers.GRU(1)
    run.build((None, None, 1))
    run.set_weights([np.zeros((1, 3)), np.zeros((1, 3)), np.array([[20.0, 0.0, 1.5], [0.0, 0.0, 0.0]])])
    kept = run(np.zeros((1, 1, 1), "float32"), initial_state=np.array([[0.3]], "float32"))
    assert float(kept[0, 0]) == pytest.approx(gru.with_update_gate(20.0, 0.3, candidate=1.5), abs=1e-6)


def test_the_place_of_the_reset_gate_changes_the_states():
    """refuted: `reset_after` only changes the speed of a GRU."""
    kernel, recurrent_kernel, bias = gru.layer(reset_after=False).get_weights()
    inputs, both = gru.sequences(), np.stack([bias, 0 * bias])
    after = gru.states([kernel, recurrent_kernel, both], inputs, reset_after=True)
    before = gru.states([kernel, recurrent_kernel, bias], inputs, reset_after=False)
    np.testing.assert_allclose(after, numpy_states([kernel, recurrent_kernel, both], inputs, True), atol=1e-5)
    np.testing.assert_allclose(before, numpy_states([kernel, recurrent_kernel, bias], inputs, False), atol=1e-5)
    # The first step starts from zero, which no reset changes.
    np.testing.assert_allclose(after[:, 0], before[:, 0], atol=1e-6)
    assert np.abs(after - before).max() > 0.01
