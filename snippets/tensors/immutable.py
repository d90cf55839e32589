"""Tensors: values that never change.

A tensor is like a NumPy array that nobody may write to, so graphs, tapes and
other names can share one safely. Whatever looks like a change makes a new
tensor, and whatever looks like a change of dtype has to be asked for.

Claims:
    holds: Writing to an element of a tensor raises a TypeError.
    refuted: `tensor += 1` changes the tensor itself, so every other name for it sees the new values.
    holds: `tf.tensor_scatter_nd_update` returns a changed copy and leaves the original as it was.
    holds: `tf.rank` gives the number of dimensions: 0 for a scalar, 1 for a vector, 2 for a matrix.
    refuted: Adding a float32 tensor to an int32 tensor gives a float tensor, as adding arrays does in NumPy.
"""

import numpy as np
import tensorflow as tf


def write(array, index: int, value) -> None:
    """Write `value` into the vector `array`, a NumPy array or a tensor, at `index`."""
    array[index] = value


def add_one(array):
    """Add one with `+=` to a vector that has a second name; return what the two names mean afterwards."""
    other_name = array
    array += 1
    return array, other_name


def replaced(vector: tf.Tensor, index: int, value) -> tf.Tensor:
    """Return a copy of `vector`, shape (n,), with `value` at `index`."""
    return tf.tensor_scatter_nd_update(vector, indices=[[index]], updates=[value])


def rank(nested) -> int:
    """Return how many indices it takes to reach one number of a nested list."""
    return int(tf.rank(nested))


def int_plus_float(make):
    """Add 0.5 to 1, both made by `make`: `np.array` or `tf.constant`."""
    return make(1) + make(0.5)


def cast_int_plus_float() -> tf.Tensor:
    """Add the same numbers as tensors, after asking for the change of dtype; a float32 scalar."""
    return tf.cast(tf.constant(1), tf.float32) + tf.constant(0.5)


def outcome(action, *arguments):
    """Return what the call returns, or the name of the exception it raises."""
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__


def main() -> None:
    """Try to change a tensor in the ways that work for an array."""
    vector = tf.constant([1, 2, 3])
    result, other_name = add_one(vector)
    print("vector[0] = 9                ", outcome(write, vector, 0, 9))
    print("vector += 1 gives            ", result.numpy())
    print("  its other name still means ", other_name.numpy())
    print("a copy with vector[0] = 9    ", replaced(vector, 0, 9).numpy())
    print("the vector after all this    ", vector.numpy())
    print()
    for nested in (7, [7, 8], [[7, 8], [9, 10]]):
        print(f"rank of {nested!s:<21}", rank(nested))
    print()
    print("int + float, NumPy           ", outcome(int_plus_float, np.array))
    print("int + float, TensorFlow      ", outcome(int_plus_float, tf.constant))
    print("cast(int) + float, TensorFlow", cast_int_plus_float().numpy())


if __name__ == "__main__":
    main()
