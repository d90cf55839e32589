"""Ragged tensors: rows of different lengths in one tensor.

Sentences, baskets and visits come in different lengths. Padding makes them
rectangular, and from then on every mean has to tell padding from data. A ragged
tensor keeps the rows as they are: all values in one flat vector, and a second
vector, `row_splits`, that says where each row begins and ends.

Claims:
    qualified: `tf.constant` refuses rows of different lengths, whereas `tf.ragged.constant` keeps them.
    holds: A ragged dimension has the length None, and neighbours in `row_splits` differ by a row's length.
    refuted: A ragged tensor pads its rows in memory, so one long row makes every row expensive.
    holds: The mean of a ragged row is over its own values, whereas zero padding pulls the mean towards zero.
    qualified: Padding with `to_tensor` and stripping with `tf.RaggedTensor.from_tensor` gives the rows back.
"""

import tensorflow as tf

ROWS = [[4.0, 2.0, 6.0], [5.0], [], [3.0, 1.0]]


def tensor_of(rows: list[list[float]], ragged: bool) -> tf.Tensor | tf.RaggedTensor:
    """Return the rows as a ragged tensor, shape (len(rows), None), or try to make an ordinary tensor of them."""
    return tf.ragged.constant(rows, dtype=tf.float32) if ragged else tf.constant(rows)


def row_lengths(tensor: tf.RaggedTensor) -> tf.Tensor:
    """Return the length of each row, int64, shape (rows,), from where the rows begin and end."""
    splits = tensor.row_splits
    return splits[1:] - splits[:-1]


def stored_numbers(tensor: tf.RaggedTensor) -> tuple[int, int]:
    """Return how many numbers a tensor of shape (rows, None) holds, splits included, and how many a padded one does."""
    ragged = tf.size(tensor.flat_values) + tf.size(tensor.row_splits)
    return int(ragged), int(tf.size(tensor.to_tensor()))


def row_means(tensor: tf.Tensor | tf.RaggedTensor) -> tf.Tensor:
    """Return the mean of each row of a tensor of shape (rows, columns) or (rows, None); shape (rows,)."""
    return tf.reduce_mean(tensor, axis=1)


def padded_and_stripped(tensor: tf.RaggedTensor, padding: float) -> tf.RaggedTensor:
    """Fill short rows up with `padding` at their end, then take off whatever equals it there; shape (rows, None)."""
    return tf.RaggedTensor.from_tensor(tensor.to_tensor(padding), padding=padding)


def main() -> None:
    """Look at four rows of different lengths, in memory and under a mean."""
    try:
        tensor_of(ROWS, ragged=False)
    except ValueError as error:
        print("tf.constant:       ", error)
    print("  first row empty: ", tensor_of([[], *ROWS], ragged=False).shape, " no error, and every value is lost")
    tensor = tensor_of(ROWS, ragged=True)
    print("tf.ragged.constant:", tensor.to_list())
    print("shape              ", tensor.shape)
    print("flat values        ", tensor.flat_values.numpy())
    print("row splits         ", tensor.row_splits.numpy())
    print("row lengths        ", row_lengths(tensor).numpy())
    print("means of the rows  ", row_means(tensor).numpy(), " an empty row has no mean")
    print("  padded with zeros", row_means(tensor.to_tensor()).numpy())
    print()
    long = tensor_of([[1.0] * 1000] + [[1.0]] * 999, ragged=True)
    print("1 row of 1000 and 999 rows of 1: {} numbers ragged, {} padded".format(*stored_numbers(long)))
    print()
    zeros = tensor_of([[7.0, 0.0], [0.0, 8.0, 9.0]], ragged=True)
    print("rows                         ", zeros.to_list())
    for padding in (-1.0, 0.0):
        print(f"padded with {padding:2.0f} and stripped  ", padded_and_stripped(zeros, padding).to_list())


if __name__ == "__main__":
    main()
