import numpy as np
import pytest

from snippets.recurrent import deep_rnn


def numpy_stack(stack, inputs):
    """Run the cells in float64, one sequence at a time."""
    outputs = np.asarray(inputs, "float64")
    for kernel, recurrent_kernel, bias in ([np.asarray(w, "float64") for w in weights] for weights in stack):
        above = np.zeros((*outputs.shape[:2], len(bias)))
        for row, sequence in enumerate(outputs):
            state = np.zeros(len(bias))
            for step, below in enumerate(sequence):
                state = above[row, step] = np.tanh(kernel.T @ below + recurrent_kernel.T @ state + bias)
        outputs = above
    return outputs


@pytest.fixture(scope="module")
def model():
    return deep_rnn.deep_rnn()


@pytest.fixture(scope="module")
def stack(model):
    return [layer.weights for layer in model.layers]


@pytest.fixture(scope="module")
def inputs():
    return deep_rnn.sequences()


def test_the_stack_the_cells_and_numpy_agree(model, stack, inputs):
    """holds: Stacked SimpleRNN layers compute what one cell computes on the sequence of states of another."""
    expected = numpy_stack(stack, inputs)
    # Outputs lie between -1 and 1; every cell adds a few float32 roundings of 6e-8.
    np.testing.assert_allclose(deep_rnn.layer_by_layer(stack, inputs), expected, atol=1e-5)
    np.testing.assert_allclose(model(inputs), expected, atol=1e-5)


def test_both_layers_can_go_through_time_together(stack, inputs):
    """refuted: The upper layer of a deep RNN can start only when the lower one has read the whole sequence."""
    expected = numpy_stack(stack, inputs)
    np.testing.assert_allclose(deep_rnn.step_by_step(stack, inputs), expected, atol=1e-5)


def test_an_output_is_there_before_the_next_input(stack, inputs):
    """refuted: The upper layer of a deep RNN can start only when the lower one has read the whole sequence."""
    first_two = deep_rnn.step_by_step(stack, inputs[:, :2])
    np.testing.assert_allclose(first_two, numpy_stack(stack, inputs)[:, :2], atol=1e-5)


@pytest.mark.parametrize("features", [1, 2, 50])
def test_the_features_count_in_the_lowest_layer_only(features):
    """holds: The parameters of an upper layer depend on the units below it and not on the features of the input."""
    counted = [layer.count_params() for layer in deep_rnn.deep_rnn(features=features).layers]
    assert deep_rnn.parameters(features, deep_rnn.UNITS) == counted
    # A kernel of 4 x 3, a recurrent kernel of 3 x 3 and a bias of 3.
    assert counted[1] == 4 * 3 + 3 * 3 + 3
    assert counted[0] == features * 4 + 4 * 4 + 4


def test_the_units_below_count_in_the_layer_above():
    """holds: The parameters of an upper layer depend on the units below it and not on the features of the input."""
    counted = [layer.count_params() for layer in deep_rnn.deep_rnn(units=(7, 3)).layers]
    assert deep_rnn.parameters(deep_rnn.FEATURES, (7, 3)) == counted
    assert counted[1] == 7 * 3 + 3 * 3 + 3


def test_all_layers_but_the_top_one_need_to_return_sequences():
    """qualified: Every layer of a deep RNN needs `return_sequences=True`."""
    units = deep_rnn.UNITS[-1]
    assert deep_rnn.output_shape(lower=True, upper=True) == (None, None, units)
    assert deep_rnn.output_shape(lower=True, upper=False) == (None, units)
    assert deep_rnn.output_shape(lower=False, upper=True) is None
    assert deep_rnn.output_shape(lower=False, upper=False) is None


def test_the_top_layer_may_hand_out_its_last_state_only(inputs, stack):
    """qualified: Every layer of a deep RNN needs `return_sequences=True`."""
    model = deep_rnn.deep_rnn(upper=False)
    # The same seed, so the same weights.
    np.testing.assert_allclose(model(inputs), numpy_stack(stack, inputs)[:, -1], atol=1e-5)
