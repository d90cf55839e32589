import numpy as np
import pytest
import tensorflow as tf

from snippets.tensors import immutable


def test_a_write_reaches_an_array_but_not_a_tensor():
    """holds: Writing to an element of a tensor raises a TypeError."""
    array, tensor = np.array([1, 2, 3]), tf.constant([1, 2, 3])
    immutable.write(array, 0, 9)
    assert array.tolist() == [9, 2, 3]
    with pytest.raises(TypeError, match="item assignment"):
        immutable.write(tensor, 0, 9)
    assert tensor.numpy().tolist() == [1, 2, 3]


def test_adding_in_place_rebinds_a_tensor_and_changes_an_array():
    """refuted: `tensor += 1` changes the tensor itself, so every other name for it sees the new values."""
    array, other_array = immutable.add_one(np.array([1, 2, 3]))
    assert array is other_array
    assert other_array.tolist() != [1, 2, 3]

    tensor, other_tensor = immutable.add_one(tf.constant([1, 2, 3]))
    assert other_tensor.numpy().tolist() == [1, 2, 3]
    assert tensor.numpy().tolist() != [1, 2, 3]


@pytest.mark.parametrize("make", [np.array, tf.constant])
def test_adding_one_adds_one(make):
    np.testing.assert_array_equal(immutable.add_one(make([1, 2, 3]))[0], [2, 3, 4])


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_replaced_element_is_only_in_the_copy(index):
    """holds: `tf.tensor_scatter_nd_update` returns a changed copy and leaves the original as it was."""
    original = tf.constant([1, 2, 3])
    expected = np.array([1, 2, 3])
    expected[index] = 9
    np.testing.assert_array_equal(immutable.replaced(original, index, 9), expected)
    np.testing.assert_array_equal(original, [1, 2, 3])


@pytest.mark.parametrize("dimensions", range(5))
def test_rank_counts_dimensions_and_not_elements(dimensions):
    """holds: `tf.rank` gives the number of dimensions: 0 for a scalar, 1 for a vector, 2 for a matrix."""
    array = np.zeros((2, 3, 4, 5)[:dimensions])
    assert immutable.rank(array.tolist()) == dimensions == array.ndim


def test_numpy_promotes_where_tensorflow_refuses():
    """refuted: Adding a float32 tensor to an int32 tensor gives a float tensor, as adding arrays does in NumPy."""
    assert immutable.int_plus_float(np.array).dtype == np.float64
    with pytest.raises(tf.errors.InvalidArgumentError, match="int32"):
        immutable.int_plus_float(tf.constant)


def test_numpy_adds_the_numbers():
    assert immutable.int_plus_float(np.array) == 1.5


def test_a_cast_is_the_way_to_mix_dtypes():
    mixed = immutable.cast_int_plus_float()
    assert mixed.dtype == tf.float32
    assert mixed.numpy() == 1.5
