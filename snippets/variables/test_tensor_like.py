import numpy as np
import pytest
import tensorflow as tf

from snippets.variables import tensor_like


@pytest.mark.parametrize(
    ("make", "is_tensor", "instance"),
    [(tf.Variable, True, False), (tf.constant, True, True), (np.array, False, False), (list, False, False)],
)
def test_a_variable_passes_for_a_tensor_without_being_one(make, is_tensor, instance):
    """refuted: Whatever `tf.is_tensor` accepts is an instance of `tf.Tensor`, so a variable is one."""
    assert tensor_like.passes_for_tensor(make([1.0, 2.0])) == (is_tensor, instance)


def test_computing_gives_tensors_and_leaves_the_variable():
    """holds: Computing with a variable gives a tensor, and `tf.reshape` of a variable leaves the variable as it was."""
    array = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    variable = tf.Variable(array)
    expected = [array + 1, array[0], array.ravel(), array.T]
    for result, values in zip(tensor_like.computed(variable).values(), expected, strict=True):
        assert isinstance(result, tf.Tensor)
        np.testing.assert_array_equal(result, values)
    assert variable.shape == [2, 3]
    np.testing.assert_array_equal(variable, array)


def test_a_second_name_follows_the_variable():
    """refuted: `before = variable` keeps the value that the variable has at that time."""
    for read, kept in ((False, [8.0, 9.0]), (True, [1.0, 2.0])):
        variable = tf.Variable([1.0, 2.0])
        assert tensor_like.remembered(variable, read, [8.0, 9.0]).numpy().tolist() == kept
        assert variable.numpy().tolist() == [8.0, 9.0]


def test_adding_takes_a_method():
    """refuted: `variable += 1` adds one to the variable, or at least to a copy of it."""
    variable = tf.Variable([1.0, 2.0])
    with pytest.raises(RuntimeError, match="not supported"):
        tensor_like.add_one(variable, method=False)
    assert variable.numpy().tolist() == [1.0, 2.0]
    assert tensor_like.add_one(variable, method=True) is variable
    assert variable.numpy().tolist() == [2.0, 3.0]


@pytest.mark.parametrize("index", [0, 1])
def test_writing_an_element_takes_a_method(index):
    """qualified: One element of a variable can be given a new value on its own."""
    variable, expected = tf.Variable([1.0, 2.0]), [1.0, 2.0]
    with pytest.raises(TypeError, match="item assignment"):
        tensor_like.write(variable, index, 9.0, method=False)
    assert variable.numpy().tolist() == expected
    tensor_like.write(variable, index, 9.0, method=True)
    expected[index] = 9.0
    assert variable.numpy().tolist() == expected
