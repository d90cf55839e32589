import numpy as np
import pytest
import tensorflow as tf

from snippets.tensors import sparse


def dense(matrix):
    """Fill in the elements with NumPy, in float64."""
    array = np.zeros(matrix.shape)
    array[tuple(matrix.indices.numpy().T)] = matrix.values
    return array


@pytest.mark.parametrize("size", [10, 1000, 100_000])
def test_memory_depends_on_what_is_stored(size):
    """holds: A float32 matrix with 10 stored elements takes 20 bytes for each of them, however large the matrix is."""
    matrix = sparse.spread(10, size)
    assert matrix.values.numpy().tolist() == list(range(1, 11))
    assert sparse.sparse_bytes(matrix) == 10 * 20
    # What is counted is what NumPy sees of the parts; another 16 bytes hold the shape.
    assert matrix.values.numpy().nbytes + matrix.indices.numpy().nbytes == 200


@pytest.mark.parametrize(("count", "ratio"), [(10_000, 5.0), (2_000, 1.0), (1_000, 0.5), (10, 0.005)])
def test_a_full_matrix_takes_five_times_the_memory(count, ratio):
    """refuted: A sparse tensor always takes less memory than the dense tensor with the same elements."""
    matrix = sparse.spread(count, 100)
    # 20 bytes for each stored element against 4 bytes for each of 10,000.
    assert sparse.sparse_bytes(matrix) / sparse.dense_bytes(matrix) == ratio
    assert dense(matrix).nbytes == 2 * sparse.dense_bytes(matrix)


@pytest.mark.parametrize("transpose", [False, True])
def test_a_sparse_product_is_the_dense_product(transpose):
    """holds: `tf.sparse.sparse_dense_matmul` gives the product that the dense matrices have."""
    matrix = sparse.spread(7, 6)
    other = np.arange(18.0).reshape(6, 3)
    array = dense(matrix).T if transpose else dense(matrix)
    # Sums of small integers are exact in float32.
    np.testing.assert_array_equal(sparse.product(matrix, tf.constant(other, tf.float32), transpose), array @ other)


@pytest.mark.parametrize("name", ["sqrt", "sin"])
def test_a_function_that_keeps_zero_reaches_every_element(name):
    """qualified: `tf.sparse.map_values` applies a function to every element."""
    matrix = sparse.spread(5, 4)
    # Both round to float32, a relative 6e-8, in their own ways.
    np.testing.assert_allclose(sparse.mapped(getattr(tf, name), matrix), getattr(np, name)(dense(matrix)), rtol=1e-6)


@pytest.mark.parametrize("name", ["cos", "exp"])
def test_a_function_that_moves_zero_reaches_the_stored_elements_only(name):
    """qualified: `tf.sparse.map_values` applies a function to every element."""
    matrix = sparse.spread(5, 4)
    array = dense(matrix)
    expected = np.where(array != 0, getattr(np, name)(array), 0.0)
    # float32 sees its arguments, up to 5, exactly and is off by a few 1e-7.
    np.testing.assert_allclose(sparse.mapped(getattr(tf, name), matrix), expected, rtol=1e-5)
    # A default for what is not stored, f(0) = 1, is what repairs it.
    repaired = sparse.mapped(getattr(tf, name), matrix, elsewhere=1.0)
    np.testing.assert_allclose(repaired, getattr(np, name)(array), rtol=1e-5)


def test_elements_must_be_listed_row_by_row():
    """refuted: `tf.sparse.to_dense` takes the elements of a sparse tensor in whatever order they are listed."""
    elements = [[1, 1], [0, 0], [0, 1]], [4.0, 1.0, 2.0], [2, 2]
    with pytest.raises(tf.errors.InvalidArgumentError, match="out of order"):
        sparse.dense_from(*elements, sort=False)
    assert sparse.dense_from(*elements, sort=True).numpy().tolist() == [[1.0, 2.0], [0.0, 4.0]]


def test_an_element_may_be_listed_once_only():
    with pytest.raises(tf.errors.InvalidArgumentError, match="repeated"):
        sparse.dense_from([[0, 0], [0, 0]], [1.0, 2.0], [2, 2], sort=True)
