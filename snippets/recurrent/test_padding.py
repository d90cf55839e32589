import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.recurrent import padding

# States lie between -1 and 1; each step adds a few float32 roundings of 6e-8.
CLOSE = 1e-5


def numpy_last_state(inputs, bias):
    """Run the layer over one sequence in float64."""
    layer = padding.rnn(bias)
    layer.build((None, None, padding.FEATURES))
    kernel, recurrent_kernel, biases = (np.asarray(weight, "float64") for weight in layer.get_weights())
    assert np.all(biases == bias)
    state = np.zeros(padding.UNITS)
    for features in np.asarray(inputs, "float64")[0]:
        state = np.tanh(features @ kernel + state @ recurrent_kernel + bias)
    return state


@pytest.fixture(scope="module")
def inputs():
    return padding.sequence()


@pytest.mark.parametrize("bias", [0.0, 0.5])
def test_zeros_at_the_end_are_steps_like_others(inputs, bias):
    """refuted: Zeros after the end of a sequence leave the last state of an RNN as it was."""
    found = padding.last_state(padding.padded(inputs, after=2), masked=False, bias=bias)[0]
    with_zeros = np.concatenate([inputs, np.zeros((1, 2, padding.FEATURES))], axis=1)
    np.testing.assert_allclose(found, numpy_last_state(with_zeros, bias), atol=CLOSE)
    assert np.abs(found - numpy_last_state(inputs, bias)).max() > 0.1


@pytest.mark.parametrize(("before", "after"), [(0, 2), (2, 1)])
def test_masked_zeros_leave_the_state_alone(inputs, before, after):
    """holds: With a mask, the last state after a padded sequence is that after the sequence alone."""
    found = padding.last_state(padding.padded(inputs, before, after), masked=True)[0]
    np.testing.assert_allclose(found, numpy_last_state(inputs, bias=0.5), atol=CLOSE)
    assert padding.padded(inputs, before, after).shape == (1, inputs.shape[1] + before + after, padding.FEATURES)


def test_zeros_at_the_start_do_nothing_without_a_bias(inputs):
    """qualified: Zeros before the start of a sequence need no mask."""
    found = padding.last_state(padding.padded(inputs, before=2), masked=False, bias=0.0)[0]
    # tanh(0) = 0: the state stays where it starts.
    np.testing.assert_allclose(found, numpy_last_state(inputs, bias=0.0), atol=CLOSE)


def test_zeros_at_the_start_move_the_state_with_a_bias(inputs):
    """qualified: Zeros before the start of a sequence need no mask."""
    found = padding.last_state(padding.padded(inputs, before=2), masked=False, bias=0.5)[0]
    assert np.abs(found - numpy_last_state(inputs, bias=0.5)).max() > 0.01


def test_a_step_is_skipped_only_if_all_of_it_is_zero():
    """refuted: `keras.layers.Masking` skips every step in which a feature is zero."""
    steps = tf.constant([[[1.0, 2.0], [0.0, 3.0], [0.0, 0.0], [4.0, 0.0], [0.0, 0.0]]])
    assert padding.skipped_steps(steps) == [2, 4]


def test_some_layers_hand_a_mask_on_and_operations_drop_it():
    """refuted: A mask reaches an RNN through whatever stands between."""
    mask = [True, True, False, False]
    for layer in keras.layers.Dropout(0.1), keras.layers.Dense(2), keras.layers.LayerNormalization():
        assert padding.mask_after(layer) == mask
    for operation in tf.nn.relu, keras.ops.relu, lambda outputs: outputs * 2:
        assert padding.mask_after(operation) is None


def test_a_layer_without_a_mask_computes_something_else():
    """refuted: A mask reaches an RNN through whatever stands between."""
    # What is skipped in the one case and read in the other makes the difference.
    ids, run = tf.constant([[5, 7, 0, 0]]), padding.rnn()
    embedded = keras.layers.Embedding(10, padding.FEATURES, mask_zero=True)(ids)
    assert np.abs(run(embedded) - run(embedded * 1)).max() > 0.01
    np.testing.assert_allclose(run(embedded), run(embedded[:, :2] * 1), atol=CLOSE)
