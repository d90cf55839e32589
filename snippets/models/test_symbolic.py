import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models import symbolic


@pytest.mark.parametrize(("width", "kernel", "stride"), [(20, 3, 2), (21, 3, 2), (20, 5, 1), (7, 7, 3)])
def test_a_shape_is_inferred_as_the_data_would_have_it(width, kernel, stride):
    """holds: Keras infers the shape of a result from a KerasTensor, and a size it cannot know stays None."""
    # A kernel starts at every `stride`-th place from which it does not run over the end.
    places = len(range(0, width - kernel + 1, stride))
    assert symbolic.convolved_shape(width, kernel, stride) == (None, places, 2)


def test_an_unknown_size_stays_unknown():
    """holds: Keras infers the shape of a result from a KerasTensor, and a size it cannot know stays None."""
    assert symbolic.convolved_shape(None, kernel=3, stride=2) == (None, None, 2)


def test_shapes_are_checked_without_data():
    """holds: Shapes that do not fit raise a ValueError before any data exist."""
    with pytest.raises(ValueError, match="must be equal"):
        symbolic.product_shape((4, 9), (3, 4))
    assert symbolic.product_shape((3, 4), (4, 9)) == (np.zeros((3, 4)) @ np.zeros((4, 9))).shape


def test_a_tape_refuses_a_symbol():
    """refuted: A gradient tape can watch a KerasTensor and differentiate with respect to it."""
    with pytest.raises(ValueError, match=r"not tf\.Tensor or tf\.Variable"):
        symbolic.derivative_of_square(keras.KerasTensor(()))


@pytest.mark.parametrize("point", [-2.0, 0.5, 3.0])
def test_a_tape_differentiates_the_same_operation_once_there_is_a_number(point):
    """refuted: A gradient tape can watch a KerasTensor and differentiate with respect to it."""
    # Doubling is exact in float32.
    gradient = symbolic.derivative_of_square(tf.constant(point))
    assert gradient is not None
    assert float(gradient) == 2 * point


def test_a_symbol_decides_nothing():
    """refuted: An `if` can test a KerasTensor, as it can test a tensor."""
    assert [symbolic.size(tf.constant(number)) for number in (0.5, 1.0, 3.0)] == ["small", "small", "large"]
    with pytest.raises(TypeError, match="cannot be used as a boolean"):
        symbolic.size(keras.KerasTensor(()))


def test_a_layer_brings_operations_of_tensorflow_into_a_functional_model():
    """refuted: Operations of TensorFlow have no place in a functional model, for they refuse KerasTensors."""
    with pytest.raises(ValueError, match="KerasTensor cannot be used as input to a TensorFlow function"):
        tf.square(keras.Input((symbolic.FEATURES,)))
    model = symbolic.squaring_model()
    assert model.output_shape == (None, symbolic.FEATURES)
    batch = np.arange(2.0 * symbolic.FEATURES, dtype="float32").reshape(2, -1)
    np.testing.assert_array_equal(model(batch), batch * batch)
