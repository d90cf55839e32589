import keras
import numpy as np
import pytest

from snippets.recurrent import simple_rnn

STEPS = 6


@pytest.fixture(scope="module")
def run():
    return simple_rnn.layer()


@pytest.fixture(scope="module")
def inputs():
    return simple_rnn.sequences(batch=2, steps=STEPS)


def numpy_states(inputs, weights):
    """Run the cell in float64, one sequence and one step at a time."""
    kernel, recurrent_kernel, bias = (np.asarray(weight, "float64") for weight in weights)
    outputs = np.zeros((len(inputs), inputs.shape[1], len(bias)))
    for row, sequence in enumerate(np.asarray(inputs, "float64")):
        state = np.zeros(len(bias))
        for step, features in enumerate(sequence):
            state = outputs[row, step] = np.tanh(kernel.T @ features + recurrent_kernel.T @ state + bias)
    return outputs


def test_the_cell_the_layer_and_numpy_agree(run, inputs):
    """holds: `keras.layers.SimpleRNN` applies tanh(x @ kernel + state @ recurrent_kernel + bias) step by step."""
    expected = numpy_states(inputs, run.get_weights())
    # Outputs lie between -1 and 1; each step adds a few float32 roundings of 6e-8.
    np.testing.assert_allclose(simple_rnn.states(inputs, *run.weights), expected, atol=1e-5)
    np.testing.assert_allclose(run(inputs), expected, atol=1e-5)


@pytest.mark.parametrize("steps", [1, 5, 50])
def test_the_number_of_parameters_does_not_depend_on_the_length(steps):
    """holds: A SimpleRNN of n units on m features has n * (m + n + 1) parameters, however long the sequence."""
    run = simple_rnn.layer()
    assert run(simple_rnn.sequences(batch=1, steps=steps)).shape == (1, steps, simple_rnn.UNITS)
    assert run.count_params() == simple_rnn.parameters(simple_rnn.FEATURES, simple_rnn.UNITS)


@pytest.mark.parametrize(("features", "units"), [(1, 1), (1, 7), (5, 2)])
def test_the_number_of_parameters_is_what_keras_counts(features, units):
    """holds: A SimpleRNN of n units on m features has n * (m + n + 1) parameters, however long the sequence."""
    run = keras.layers.SimpleRNN(units)
    run.build((None, None, features))
    assert simple_rnn.parameters(features, units) == run.count_params()


@pytest.mark.parametrize("step", range(STEPS))
def test_a_change_reaches_this_step_and_all_later_ones(run, inputs, step):
    """holds: The output of a step depends on the steps up to it and on no later step."""
    assert simple_rnn.changed_steps(run, inputs, step) == list(range(step, STEPS))


def test_a_layer_without_state_would_keep_a_change_to_itself(inputs):
    assert simple_rnn.changed_steps(keras.layers.Dense(1), inputs, step=2) == [2]


def test_stacking_needs_the_sequence_and_not_the_last_state():
    """refuted: SimpleRNN layers can be stacked as they are, for each passes on a whole sequence by default."""
    assert keras.layers.SimpleRNN(1).return_sequences is False
    assert simple_rnn.stack(return_sequences=False) is None
    stacked = simple_rnn.stack(return_sequences=True)
    assert stacked is not None
    assert stacked.output_shape == (None, simple_rnn.UNITS)
    assert len(stacked.weights) == 2 * 3


def test_the_upper_layer_wants_three_dimensions():
    with pytest.raises(ValueError, match="expected ndim=3, found ndim=2"):
        keras.layers.SimpleRNN(1)(keras.Input((4,)))


def test_a_second_call_starts_from_zero_unless_the_state_is_handed_on(run, inputs):
    """refuted: A SimpleRNN layer remembers its state from one call to the next by default."""
    weights, middle = run.get_weights(), STEPS // 2
    whole, second_half = numpy_states(inputs, weights), numpy_states(inputs[:, middle:], weights)
    assert np.abs(whole[:, middle:] - second_half).max() > 0.1, "the state would not matter"
    # The same float32 tolerance as for the cell.
    np.testing.assert_allclose(simple_rnn.in_two_halves(run, inputs, carry=False), second_half, atol=1e-5)
    np.testing.assert_allclose(simple_rnn.in_two_halves(run, inputs, carry=True), whole[:, middle:], atol=1e-5)
