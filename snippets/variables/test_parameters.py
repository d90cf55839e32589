import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.variables import parameters


@pytest.mark.parametrize(("inputs", "units"), [(3, 2), (1, 5), (4, 1)])
def test_a_dense_layer_has_a_number_for_each_connection(inputs, units):
    """holds: The weights of a dense layer are one number for each pair of input and output, and one for each output."""
    layer = parameters.dense(inputs, units)
    assert [tuple(weight.shape) for weight in layer.weights] == [(inputs, units), (units,)]
    assert layer.count_params() == inputs * units + units
    # They are all that the outputs depend on.
    x = np.arange(inputs, dtype="float32")[None]
    np.testing.assert_allclose(layer(x), x @ layer.kernel.numpy() + layer.bias.numpy(), rtol=1e-5)


def test_a_kernel_wraps_a_variable_of_tensorflow():
    """refuted: The kernel of a Keras layer is a `tf.Variable`."""
    kernel = parameters.dense(3, 2).kernel
    assert parameters.kinds(kernel) == (True, False)
    assert parameters.kinds(kernel.value) == (False, True)


def test_wrapper_and_content_are_one_value():
    """holds: A Keras variable and the `tf.Variable` in it share their value: assigning to one changes the other."""
    bias = parameters.dense(3, 2).bias
    for value, inside in (([7.0, 8.0], True), ([5.0, 6.0], False)):
        outer, inner = parameters.after_assign(bias, value, inside)
        assert outer.tolist() == inner.tolist() == value


def test_a_layer_overlooks_variables_of_tensorflow():
    """refuted: A Keras layer finds each `tf.Variable` among its attributes."""
    overlooked, found = parameters.Scale(keras_variable=False), parameters.Scale(keras_variable=True)
    assert overlooked.weights == []
    assert [weight is found.factor for weight in found.weights] == [True]


@pytest.mark.parametrize("keras_variable", [True, False])
def test_a_layer_works_with_either(keras_variable):
    # So nothing tells that a variable was overlooked and will be neither trained nor saved.
    assert parameters.Scale(keras_variable)(tf.constant(3.0)) == 6.0


def test_the_tape_watches_a_weight_that_was_frozen_later():
    """qualified: A tape gives no gradient for a Keras weight that is not trainable."""
    layer, inputs = parameters.dense(3, 2), tf.constant([[1.0, 2.0, 3.0]])
    for trainable in (True, False):
        gradient, given = parameters.gradient_and_step(layer, inputs, trainable)
        # The sum of x @ kernel + bias has the gradient x in each column.
        np.testing.assert_array_equal(gradient, [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
        assert given == trainable


def test_the_tape_overlooks_a_weight_that_was_never_trainable():
    """qualified: A tape gives no gradient for a Keras weight that is not trainable."""
    assert parameters.gradient_of_square(trainable=False) is None
    # The derivative of x**2 at 3.
    assert parameters.gradient_of_square(trainable=True) == 6.0


def test_fit_leaves_a_weight_alone_that_is_not_trainable():
    layer = parameters.dense(1, 1)
    layer.kernel.trainable = False
    before = layer.kernel.numpy()
    model = keras.Sequential([layer])
    model.compile("sgd", "mse", run_eagerly=True)
    model.train_on_batch(np.ones((4, 1)), np.full((4, 1), 9.0))
    assert layer.kernel.numpy() == before
    assert layer.bias.numpy() != 0.0
