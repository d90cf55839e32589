"""Like NumPy: where tensors do what arrays do, and where they do not.

Tensors are made, indexed and combined much like arrays, and cross over to NumPy
and back without effort. The differences are few and quiet: who owns the memory,
how many bits a number gets, and that integers stay integers.

Claims:
    refuted: Writing to an array changes the tensor that `tf.constant` made of it.
    refuted: The array from `tensor.numpy()` is the memory of the tensor, so it must not be written to.
    qualified: Python numbers become float32 and int32, where NumPy makes float64 and int64.
    holds: Shapes broadcast as in NumPy: from the last on, lengths are equal, or one of them is 1 or missing.
    refuted: `tf.reduce_mean` of integers gives their mean, as `np.mean` does.
"""

from itertools import zip_longest

import numpy as np
import tensorflow as tf


def tensor_and_source(numbers: list[float], value: float) -> tuple[tf.Tensor, np.ndarray]:
    """Make a tensor of an array, shape (n,), then overwrite the array's first element; return both."""
    array = np.array(numbers)
    tensor = tf.constant(array)
    array[0] = value
    return tensor, array


def as_array(tensor: tf.Tensor, copy: bool) -> np.ndarray:
    """Return the tensor as an array of the same shape: a copy, or a view of the tensor's own memory."""
    return tensor.numpy() if copy else np.asarray(tensor)


def dtype_of(make, number) -> str:
    """Return the dtype that `np.array` or `tf.constant` gives to a Python number or to an array."""
    return np.asarray(make(number)).dtype.name


def broadcast_shape(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape of the sum of two tensors or arrays by the shapes of the two.

    Raises:
        ValueError: the shapes do not fit.
    """
    lengths = []
    for length, other_length in zip_longest(reversed(one), reversed(other), fillvalue=1):
        if length != other_length and 1 not in (length, other_length):
            raise ValueError(f"{one} does not fit {other}")
        lengths.append(other_length if length == 1 else length)
    return tuple(reversed(lengths))


def mean(numbers: list, cast: bool) -> float:
    """Return what TensorFlow gives as the mean of some numbers, after a cast to float32 if `cast` says so."""
    return float(tf.reduce_mean(tf.cast(numbers, tf.float32) if cast else numbers))


def main() -> None:
    """Compare memory, dtypes, shapes and means of arrays and tensors."""
    with tf.device("CPU"):  # NumPy can see main memory only
        tensor, array = tensor_and_source([1.0, 2.0, 3.0], value=9.0)
    print("array, first element overwritten: ", array)
    print("tensor made of it before:         ", tensor.numpy())
    for name, copy in {"tensor.numpy()": True, "np.asarray(tensor)": False}.items():
        one, other = (as_array(tensor, copy) for _ in range(2))
        print(f"{name:<19} twice, one memory: {np.shares_memory(one, other)!s:<5}, writable: {one.flags.writeable}")
    print()
    print("dtype of       1.5      1        2**31    True     array of 1.5")
    for make in (np.array, tf.constant):
        dtypes = "".join(f"{dtype_of(make, number):<9}" for number in (1.5, 1, 2**31, True, np.array(1.5)))
        print(f"{make.__name__:<14} {dtypes}".rstrip())
    print()
    print("shapes of a and b      of a + b by the rule, and in TensorFlow")
    for one, other in (((2, 1), (3,)), ((4, 1, 2), (3, 1))):
        total = tf.zeros(one) + tf.zeros(other)
        print(f"{one}, {other}".ljust(22), broadcast_shape(one, other), total.shape)
    print()
    print("mean of        NumPy   TensorFlow   TensorFlow, cast first")
    for numbers in ([1, 2], [1.0, 2.0], [-1, -2]):
        print(
            f"{numbers!s:<14}{np.mean(numbers):6.2f}{mean(numbers, cast=False):10.2f}{mean(numbers, cast=True):13.2f}"
        )


if __name__ == "__main__":
    main()
