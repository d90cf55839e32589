"""Sparse tensors: only what is not zero.

A table of words by documents is almost all zeros. A SparseTensor keeps a list
of the other elements: one int64 index per dimension, and the value. That saves
memory while few elements are stored, and wastes it when many are, because in a
float32 matrix the two indices weigh four times as much as the value.

Claims:
    holds: A float32 matrix with 10 stored elements takes 20 bytes for each of them, however large the matrix is.
    refuted: A sparse tensor always takes less memory than the dense tensor with the same elements.
    holds: `tf.sparse.sparse_dense_matmul` gives the product that the dense matrices have.
    qualified: `tf.sparse.map_values` applies a function to every element.
    refuted: `tf.sparse.to_dense` takes the elements of a sparse tensor in whatever order they are listed.
"""

import tensorflow as tf


def spread(count: int, size: int) -> tf.SparseTensor:
    """Return a float32 matrix of shape (size, size) with 1, 2, ..., `count` stored at even distances, row by row."""
    places = tf.range(count, dtype=tf.int64) * (size * size // count)
    indices = tf.stack([places // size, places % size], axis=1)
    return tf.SparseTensor(indices, values=tf.range(1.0, count + 1), dense_shape=[size, size])


def dense_bytes(matrix: tf.SparseTensor) -> int:
    """Return the bytes of the elements of the dense matrix, zeros included."""
    return matrix.dtype.size * matrix.shape.num_elements()


def sparse_bytes(matrix: tf.SparseTensor) -> int:
    """Return the bytes of the stored values, shape (n,), and of their indices, shape (n, 2)."""
    return sum(part.dtype.size * int(tf.size(part)) for part in (matrix.values, matrix.indices))


def product(matrix: tf.SparseTensor, dense: tf.Tensor, transpose: bool = False) -> tf.Tensor:
    """Multiply a sparse matrix, shape (m, n), or its transpose, by a dense one; the result is dense."""
    return tf.sparse.sparse_dense_matmul(matrix, dense, adjoint_a=transpose)


def mapped(function, matrix: tf.SparseTensor, elsewhere: float = 0.0) -> tf.Tensor:
    """Apply `function` to what is stored, put `elsewhere` where nothing is; return a dense tensor of the same shape."""
    return tf.sparse.to_dense(tf.sparse.map_values(function, matrix), default_value=elsewhere)


def dense_from(indices, values, shape, sort: bool) -> tf.Tensor:
    """Return the dense tensor, of the given shape, of n elements, after sorting them by index if `sort` says so.

    The indices have the shape (n, rank), the values (n,).
    """
    listed = tf.SparseTensor(indices, values, shape)
    return tf.sparse.to_dense(tf.sparse.reorder(listed) if sort else listed)


def main() -> None:
    """Weigh matrices of several densities, then compute with a small one."""
    print("stored of 1000 x 1000      sparse bytes   dense bytes")
    for count in (10, 1_000, 200_000, 1_000_000):
        matrix = spread(count, 1000)
        print(f"{count:9,d}  {count / 1e6:8.3%}     {sparse_bytes(matrix):14,d}{dense_bytes(matrix):14,d}")
    print()
    matrix = spread(2, 2)
    print("matrix                           ", tf.sparse.to_dense(matrix).numpy().tolist())
    print("matrix times (1, 10)             ", product(matrix, tf.constant([[1.0], [10.0]])).numpy().ravel())
    for name, function, elsewhere, remark in (
        ("sqrt", tf.sqrt, 0.0, "right, because sqrt(0) = 0"),
        ("cos", tf.cos, 0.0, "wrong, because cos(0) = 1"),
        ("cos", tf.cos, 1.0, "right"),
    ):
        elements = ", ".join(f"{x:6.3f}" for x in mapped(function, matrix, elsewhere).numpy().ravel())
        print(f"{name:<4} of what is stored, {elsewhere:.0f} elsewhere: {elements}  {remark}")
    print()
    for sort in (False, True):
        try:
            shown = dense_from([[1, 1], [0, 0]], [4.0, 3.0], [2, 2], sort).numpy().tolist()
        except tf.errors.InvalidArgumentError as error:
            shown = type(error).__name__
        print(f"{'out of order, then sorted' if sort else 'out of order':<33}", shown)


if __name__ == "__main__":
    main()
