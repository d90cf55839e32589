import keras
import numpy as np
import pytest

from snippets.recurrent import bidirectional

STEPS, UNITS = bidirectional.STEPS, bidirectional.UNITS


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def numpy_lstm(weights, sequence):
    """Run an LSTM over one sequence, (steps, features), in float64; return all outputs, (steps, units)."""
    kernel, recurrent_kernel, bias = (np.asarray(weight, "float64") for weight in weights)
    output = cell = np.zeros(len(recurrent_kernel))
    outputs = []
    for features in sequence:
        i, f, c, o = np.split(features @ kernel + output @ recurrent_kernel + bias, 4)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        output = sigmoid(o) * np.tanh(cell)
        outputs.append(output)
    return np.array(outputs)


def numpy_bidirectional(weights, inputs):
    """Read each sequence from the left with the first three weights, and from the right with the other three."""
    rows = [
        np.hstack([numpy_lstm(weights[:3], row), numpy_lstm(weights[3:], row[::-1])[::-1]])
        for row in np.asarray(inputs, "float64")
    ]
    return np.array(rows)


@pytest.fixture(scope="module")
def layer():
    return bidirectional.bidirectional()


@pytest.fixture(scope="module")
def inputs():
    return bidirectional.sequences()


def test_the_layer_two_layers_and_numpy_agree(layer, inputs):
    """holds: A bidirectional layer joins the outputs of one layer and of another that ran on the reversed sequence."""
    expected = numpy_bidirectional(layer.get_weights(), inputs)
    # Outputs lie between -1 and 1; each step adds a few float32 roundings of 6e-8.
    np.testing.assert_allclose(bidirectional.by_hand(layer, inputs), expected, atol=1e-5)
    np.testing.assert_allclose(layer(inputs), expected, atol=1e-5)


def test_the_halves_see_past_and_future(layer):
    """holds: The first half of an output sees the steps up to its own, the second half its own and all later ones."""
    past, future = bidirectional.seen_steps(layer, bidirectional.sequences(batch=1))
    everything = np.ones((STEPS, STEPS), bool)
    np.testing.assert_array_equal(past, np.tril(everything))
    np.testing.assert_array_equal(future, np.triu(everything))


@pytest.mark.parametrize(("features", "units"), [(1, 1), (3, 2), (5, 7)])
def test_there_are_two_sets_of_weights(features, units):
    """refuted: The two directions share their weights."""
    single, double = keras.layers.LSTM(units), keras.layers.Bidirectional(keras.layers.LSTM(units))
    single.build((None, None, features))
    double.build((None, None, features))
    assert bidirectional.parameters(features, units) == double.count_params() == 2 * single.count_params()


def test_the_two_sets_start_out_different(layer):
    """refuted: The two directions share their weights."""
    assert not np.array_equal(layer.forward_layer.get_weights()[0], layer.backward_layer.get_weights()[0])


def test_the_last_output_of_the_backward_half_is_that_of_step_0(layer, inputs):
    """refuted: Without `return_sequences`, a bidirectional layer gives the last step of its sequence of outputs."""
    # The same seed, so the same weights.
    last = bidirectional.bidirectional(return_sequences=False)(inputs).numpy()
    whole = numpy_bidirectional(layer.get_weights(), inputs)
    np.testing.assert_allclose(last[:, :UNITS], whole[:, -1, :UNITS], atol=1e-5)
    np.testing.assert_allclose(last[:, UNITS:], whole[:, 0, UNITS:], atol=1e-5)
    np.testing.assert_allclose(bidirectional.last_outputs(layer(inputs)), last, atol=1e-5)
    assert np.abs(last - whole[:, -1]).max() > 0.05


def test_a_second_layer_sees_everything():
    """holds: In the second of two bidirectional layers, both halves of every output depend on every step."""
    for half in bidirectional.seen_steps(bidirectional.deep(), bidirectional.sequences(batch=1)):
        np.testing.assert_array_equal(half, np.ones((STEPS, STEPS), bool))
