import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.layers import custom


@pytest.mark.parametrize("features", [1, 3])
def test_build_waits_for_the_first_input(features):
    """holds: A weight made in `build` takes its shape from the first input, whereas `__init__` has to be told."""
    batch = np.ones((2, features), "float32")
    assert custom.weight_shapes(custom.Scale(), batch) == ([], [(features,)])
    assert custom.weight_shapes(custom.Told(features), batch) == ([(features,)], [(features,)])


def test_a_layer_that_was_told_wrong_fails_on_its_input():
    with pytest.raises(tf.errors.InvalidArgumentError, match="Incompatible shapes"):
        custom.Told(2)(np.ones((2, 3), "float32"))


@pytest.mark.parametrize("kind", [custom.Scale, custom.Explicit])
def test_plain_arguments_are_saved_with_or_without_get_config(kind):
    """outdated: A custom layer cannot be saved and loaded unless it defines `get_config`."""
    batch = np.array([[1.0, -2.0]], "float32")
    layer = kind(3.0)
    loaded = custom.reloaded(layer)
    assert "get_config" not in vars(custom.Scale)
    assert (type(loaded), loaded.factor) == (kind, 3.0)
    # Two float32 products.
    expected = batch * 3.0 * layer.get_weights()[0]
    np.testing.assert_allclose(loaded(batch), expected, rtol=1e-6)


def test_an_argument_that_is_no_plain_value_needs_get_config():
    """outdated: A custom layer cannot be saved and loaded unless it defines `get_config`."""
    with pytest.raises(NotImplementedError, match="override `get_config"):
        custom.reloaded(custom.Scale(np.array([3.0, 4.0], "float32")))


def test_what_get_config_leaves_out_is_lost():
    """holds: An argument that `get_config` leaves out falls back to its default when the layer is loaded."""
    layer = custom.Forgetful(3.0)
    loaded = custom.reloaded(layer)
    assert (layer.factor, loaded.factor) == (3.0, custom.Scale().factor)
    np.testing.assert_array_equal(loaded.get_weights()[0], layer.get_weights()[0])


def test_a_layer_without_get_config_remembers_how_it_was_made():
    """refuted: A loaded layer has the attributes that the saved one had at last, not those it was made with."""
    layer = custom.Scale(3.0)
    assert custom.changed_and_reloaded(layer, 7.0).factor == 3.0
    assert layer.factor == 7.0


def test_get_config_saves_what_it_reads():
    """refuted: A loaded layer has the attributes that the saved one had at last, not those it was made with."""
    assert custom.changed_and_reloaded(custom.Explicit(3.0), 7.0).factor == 7.0


def test_only_a_keras_variable_is_a_weight():
    """refuted: A `tf.Variable` in an attribute of a layer is one of the weights of the layer."""
    assert custom.weights_held(tf.Variable) == 0
    assert custom.weights_held(keras.Variable) == 1
