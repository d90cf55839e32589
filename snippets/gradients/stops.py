"""Stops: where the way back ends.

A tape can go back only through operations that it recorded and that have a
derivative. Where the record ends, the gradient is None; where it goes on but
the function is flat, the gradient is 0. A None deserves a look: it is more often
a mistake than a wish, except with `tf.stop_gradient`, which asks for it.

Claims:
    holds: `tf.stop_gradient` returns its argument, but a tape takes the result for a constant.
    refuted: A tape follows a computation through NumPy.
    refuted: A tape that watches a variable of an integer dtype gives the gradient with respect to it.
    refuted: A tape follows a value that `assign` puts into another variable.
    holds: A flat function has the gradient 0, whereas one that does not use x has None, or 0 if asked for.
"""

from collections.abc import Callable

import tensorflow as tf


def slope(
    function: Callable[[tf.Tensor], tf.Tensor], at: float, dtype: str = "float32", unconnected: str = "none"
) -> tf.Tensor | None:
    """Return the derivative of a function of a scalar, or None where a tape cannot find one.

    Args:
        function: takes and returns a scalar.
        at: the value of the variable with which it is called.
        dtype: the dtype of that variable.
        unconnected: "none" or "zero", what to give when nothing connects the result with the variable.
    """
    x = tf.Variable(at, dtype=dtype)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x, unconnected_gradients=unconnected)


def square(x: tf.Tensor) -> tf.Tensor:
    """Return x * x, a scalar."""
    return tf.multiply(x, x)


def half_stopped(x: tf.Tensor) -> tf.Tensor:
    """Return x * x, a scalar, with one of the two factors taken for a constant."""
    return tf.multiply(x, tf.stop_gradient(x))


def through_numpy(x: tf.Tensor) -> tf.Tensor:
    """Return x * x, a scalar, computed by NumPy."""
    return tf.constant(x.numpy() ** 2)


def through_an_integer(x: tf.Tensor) -> tf.Tensor:
    """Return x * x, a scalar, for a whole number x."""
    return tf.cast(tf.square(tf.cast(x, "int32")), "float32")


def through_a_variable(x: tf.Tensor) -> tf.Tensor:
    """Return x * x, a scalar, for which x is put into another variable."""
    copy = tf.Variable(0.0)
    copy.assign(x)
    return tf.multiply(copy, copy)


def flat(x: tf.Tensor) -> tf.Tensor:
    """Return 9 for an x above 1, by way of a bound, a scalar."""
    return 9 * tf.minimum(x, 1.0)


def elsewhere(x: tf.Tensor) -> tf.Tensor:
    """Return 9, without a look at x, a scalar."""
    return tf.constant(9.0)


def main() -> None:
    """Square 3 in ways that a tape can follow, and in ways that it cannot."""
    print(f"{'f(x) at x = 3':<32} {'value':>6} {'derivative':>11}")
    rows = {
        "x * x": (square, 3.0),
        "x * stop_gradient(x)": (half_stopped, 3.0),
        "through NumPy": (through_numpy, 3.0),
        "through an int32": (through_an_integer, 3.0),
        "x itself an int32": (square, 3, "int32"),
        "assigned to another variable": (through_a_variable, 3.0),
        "9 * minimum(x, 1)": (flat, 3.0),
        "9": (elsewhere, 3.0),
        '9, with unconnected "zero"': (elsewhere, 3.0, "float32", "zero"),
    }
    for name, row in rows.items():
        gradient = slope(*row)
        print(f"{name:<32} {row[0](tf.Variable(3.0)):>6.1f} {'None' if gradient is None else float(gradient):>11}")


if __name__ == "__main__":
    main()
