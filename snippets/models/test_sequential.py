import keras
import numpy as np
import pytest

from snippets.models import sequential

BATCH = np.array([[3.0, -4.0], [0.5, 10.0]], "float32")


def test_the_order_of_the_layers_matters():
    """holds: A Sequential model composes its layers in the order of the list, so another order is another function."""
    negate, add_one = keras.layers.Rescaling(-1.0), keras.layers.Rescaling(1.0, offset=1.0)
    first, second = sequential.both_orders(negate, add_one, BATCH)
    # Every number here is exact in float32, so nothing needs a tolerance.
    np.testing.assert_array_equal(first, 1 - BATCH)
    np.testing.assert_array_equal(second, -1 - BATCH)


def test_two_declared_inputs_are_refused():
    """qualified: A Sequential model takes one input tensor, as an Input declares it."""
    with pytest.raises(ValueError, match="already been configured to use input shape"):
        sequential.joined([BATCH, BATCH], declare=True)


def test_an_undeclared_input_may_be_two_tensors():
    """qualified: A Sequential model takes one input tensor, as an Input declares it."""
    expected = np.hstack([BATCH, 7 * BATCH])
    np.testing.assert_array_equal(sequential.joined([BATCH, 7 * BATCH], declare=False), expected)


def test_a_layer_may_return_two_tensors_to_the_next():
    """refuted: Every layer of a Sequential model must return a single tensor."""
    positive, negative = sequential.Split()(BATCH)
    np.testing.assert_array_equal(positive, np.where(BATCH > 0, BATCH, 0))
    np.testing.assert_array_equal(negative, np.where(BATCH < 0, BATCH, 0))
    np.testing.assert_array_equal(sequential.split_and_added(BATCH), BATCH)


def test_a_built_stack_can_be_taken_apart():
    """qualified: The output of any layer of a Sequential model can become the output of a new model."""
    first, second = sequential.outputs_of_layers(sequential.stack(), BATCH)
    np.testing.assert_array_equal(first, BATCH + 1)
    np.testing.assert_array_equal(second, (BATCH + 1) * 2)


def test_an_unbuilt_stack_has_no_outputs_until_it_has_seen_data():
    """qualified: The output of any layer of a Sequential model can become the output of a new model."""
    model = sequential.stack(declare=False)
    with pytest.raises(AttributeError, match="no defined inputs yet"):
        sequential.outputs_of_layers(model, BATCH)
    model(BATCH)
    assert len(sequential.outputs_of_layers(model, BATCH)) == 2


def test_a_built_stack_can_still_change():
    """refuted: The layers of a Sequential model are fixed as soon as it is built."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Rescaling(3.0), keras.layers.Rescaling(5.0)])
    assert model.built
    changed = sequential.after_pop_and_add(model, keras.layers.Rescaling(7.0), BATCH)
    np.testing.assert_array_equal(changed, BATCH * 3 * 7)
    assert len(model.layers) == 2
