import numpy as np
import pytest
import tensorflow as tf

from snippets.tensors import numpy_like


@pytest.fixture(autouse=True)
def in_main_memory():
    """Keep every tensor where NumPy can see its memory."""
    with tf.device("CPU"):
        yield


@pytest.mark.parametrize("count", [1, 4, 100_000])
def test_a_tensor_has_a_copy_of_the_array(count):
    """refuted: Writing to an array changes the tensor that `tf.constant` made of it."""
    tensor, array = numpy_like.tensor_and_source([1.0] * count, value=9.0)
    assert array[0] == 9.0
    assert tensor[0] == 1.0


@pytest.mark.parametrize("count", [1, 4, 100_000])
def test_numpy_gives_a_copy_and_asarray_a_view(count):
    """refuted: The array from `tensor.numpy()` is the memory of the tensor, so it must not be written to."""
    tensor = tf.ones(count)
    # DLPack is another way to the memory itself.
    memory = np.from_dlpack(tensor)
    copy = numpy_like.as_array(tensor, copy=True)
    assert not np.shares_memory(copy, memory)
    copy[0] = 9.0
    assert tensor[0] == 1.0
    assert np.shares_memory(numpy_like.as_array(tensor, copy=False), memory)


def test_a_view_refuses_to_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        numpy_like.as_array(tf.ones(3), copy=False)[0] = 9.0


@pytest.mark.parametrize(
    ("number", "in_numpy", "in_tensorflow"),
    [
        (1.5, "float64", "float32"),
        (1, "int64", "int32"),
        # The qualification: int32 ends at 2**31 - 1, and what has a dtype already keeps it.
        (2**31 - 1, "int64", "int32"),
        (2**31, "int64", "int64"),
        (np.array(1.5), "float64", "float64"),
    ],
)
def test_numbers_get_32_bits_where_they_fit(number, in_numpy, in_tensorflow):
    """qualified: Python numbers become float32 and int32, where NumPy makes float64 and int64."""
    assert numpy_like.dtype_of(np.array, number) == in_numpy
    assert numpy_like.dtype_of(tf.constant, number) == in_tensorflow


def test_a_float_holds_seven_digits():
    assert np.array(0.1) == 0.1
    assert tf.constant(0.1).numpy() == pytest.approx(0.1, rel=1e-7)
    assert float(tf.constant(0.1)) != 0.1


@pytest.mark.parametrize(
    ("one", "other"), [((2, 1), (3,)), ((3,), (2, 1)), ((4, 1, 2), (3, 1)), ((5,), (5,)), ((), (2, 3)), ((0,), (1,))]
)
def test_shapes_that_fit_broadcast_as_in_numpy(one, other):
    """holds: Shapes broadcast as in NumPy: from the last on, lengths are equal, or one of them is 1 or missing."""
    expected = np.broadcast_shapes(one, other)
    assert tuple((tf.zeros(one) + tf.zeros(other)).shape) == expected
    assert numpy_like.broadcast_shape(one, other) == expected


@pytest.mark.parametrize(("one", "other"), [((3,), (4,)), ((2, 3), (2,)), ((2, 1, 3), (4, 2))])
def test_shapes_that_do_not_fit_are_refused_as_in_numpy(one, other):
    """holds: Shapes broadcast as in NumPy: from the last on, lengths are equal, or one of them is 1 or missing."""
    with pytest.raises(ValueError, match="mismatch"):
        np.broadcast_shapes(one, other)
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"[Ii]ncompatible"):
        tf.zeros(one) + tf.zeros(other)
    with pytest.raises(ValueError, match="does not fit"):
        numpy_like.broadcast_shape(one, other)


@pytest.mark.parametrize("numbers", [[1, 2], [-1, -2], [0, 0, 0, 3]])
def test_a_mean_of_integers_is_cut_to_an_integer(numbers):
    """refuted: `tf.reduce_mean` of integers gives their mean, as `np.mean` does."""
    assert np.mean(numbers) % 1 != 0
    assert numpy_like.mean(numbers, cast=False) == int(np.mean(numbers))
    assert numpy_like.mean(numbers, cast=True) == np.mean(numbers)


def test_a_mean_of_floats_needs_no_cast():
    assert numpy_like.mean([1.0, 2.0], cast=False) == 1.5
