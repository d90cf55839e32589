"""Numeric gradients: the slope, measured by taking a step.

The gradient of a function lists its rates of change along the axes. Together
they tell the rate in every direction, and the direction of the steepest way up.
A rate can be measured without any calculus: step to both sides and compare. Yet
the step must be neither too long (the curve bends) nor too short (numbers round).

Claims:
    holds: The rate of change in a direction of length 1 is the dot product of that direction and the gradient.
    holds: No direction rises faster than the gradient, and its length is the rate in its own direction.
    holds: Halving the step divides the error of a central difference by 4, that of a forward difference by 2.
    refuted: The shorter the step, the more exact is a difference quotient.
"""

import math

import tensorflow as tf

POINT = (0.5, 1.0)


def height(point: tf.Tensor) -> tf.Tensor:
    """Return x**2 * y + sin(y) at points of shape (..., 2); the result has shape (...)."""
    x, y = tf.unstack(point, axis=-1)
    return x**2 * y + tf.sin(y)


def gradient(point: tf.Tensor) -> tf.Tensor:
    """Return the gradient of `height` at a point; both have shape (2,)."""
    with tf.GradientTape() as tape:
        tape.watch(point)
        result = height(point)
    return tape.gradient(result, point)


def directions(count: int) -> tf.Tensor:
    """Return float64 directions of length 1 all around the circle, shape (count, 2), from the x axis on."""
    angles = 2 * math.pi * tf.range(count, dtype=tf.float64) / count
    return tf.stack([tf.cos(angles), tf.sin(angles)], axis=-1)


def forward_difference(function, at: tf.Tensor, step: tf.Tensor, length: float) -> tf.Tensor:
    """Return the rate of change from a point to the next, one `length` along `step`, shape (..., 2)."""
    return (function(at + length * step) - function(at)) / length


def central_difference(function, at: tf.Tensor, step: tf.Tensor, length: float) -> tf.Tensor:
    """Return the rate of change between the points to both sides, one `length` along `step` away, shape (..., 2)."""
    return (function(at + length * step) - function(at - length * step)) / (2 * length)


def rates(point: tf.Tensor, steps: tf.Tensor) -> tf.Tensor:
    """Return the rates of change of `height` at a point, shape (2,), in directions of shape (count, 2)."""
    return central_difference(height, point, steps, length=1e-5)


def errors(difference, lengths: list[float], dtype: str = "float64") -> list[float]:
    """Return how far a difference quotient is from the derivative of sin at 1, for each length of the step."""
    at, step = tf.constant(1.0, dtype), tf.constant(1.0, dtype)
    return [abs(float(difference(tf.sin, at, step, length)) - math.cos(1.0)) for length in lengths]


def main() -> None:
    """Look around a point, then shorten the step."""
    point = tf.constant(POINT, tf.float64)
    uphill = gradient(point)
    print(f"gradient at {POINT}: {uphill.numpy().round(4)}, of length {float(tf.norm(uphill)):.4f}")
    print("\nangle   rate of change")
    for number, rate in enumerate(rates(point, directions(12)).numpy()):
        print(f"{30 * number:>4}   {rate:8.4f} {'-' if rate < 0 else '+'} {'#' * round(abs(10 * rate))}")
    print("\nerror of   forward   central   forward   central")
    print("step       float64   float64   float32   float32")
    lengths = [10.0**-exponent for exponent in range(1, 9)]
    columns = [
        errors(difference, lengths, dtype)
        for dtype in ("float64", "float32")
        for difference in (forward_difference, central_difference)
    ]
    for length, *row in zip(lengths, *columns, strict=True):
        print(f"{length:.0e}    " + "   ".join(f"{error:7.0e}" for error in row))


if __name__ == "__main__":
    main()
