"""GradientTape: the derivative of x**2, recorded and played back.

TensorFlow records the operations inside the `with` block that touch a watched
tensor. Asking the tape for a gradient walks that record backwards with the
chain rule, so the answer belongs to the values seen while recording.

Claims:
    holds: `tape.gradient` gives the derivative of the recorded computation.
    holds: A tape is used up by its first gradient: asking it again raises a RuntimeError.
    holds: A tape made with `persistent=True` can be asked for gradients more than once.
    refuted: Assigning to a variable after recording changes the gradient.
    holds: The gradient with respect to a constant is None unless the tape watches the constant.
"""

import tensorflow as tf


def gradient_of_square(point: float) -> float:
    """Return the derivative of x**2 at `point`."""
    x = tf.Variable(point)
    with tf.GradientTape() as tape:
        y = x**2
    return float(tape.gradient(y, x))


def gradients_of_square_and_cube(point: float, persistent: bool = False) -> list[float]:
    """Ask one tape for two derivatives at `point`: of x**2, then of x**3; RuntimeError unless it is `persistent`."""
    x = tf.Variable(point)
    with tf.GradientTape(persistent=persistent) as tape:
        square = x**2
        cube = x**3
    return [float(tape.gradient(y, x)) for y in (square, cube)]


def gradient_after_assign(recorded: float, assigned: float) -> tuple[float, float]:
    """Record x**2 at `recorded`, then set x to `assigned`; return the gradient and x."""
    x = tf.Variable(recorded)
    with tf.GradientTape() as tape:
        y = x**2
    x.assign(assigned)
    return float(tape.gradient(y, x)), float(x)


def gradient_of_constant(point: float, watch: bool) -> float | None:
    """Return the derivative of x**2 at a constant, or None when the tape knows of no connection."""
    x = tf.constant(point)
    with tf.GradientTape() as tape:
        if watch:
            tape.watch(x)
        y = tf.square(x)
    gradient = tape.gradient(y, x)
    return None if gradient is None else float(gradient)


def main() -> None:
    """Ask tapes for gradients, also in the ways that fail."""
    print("    x   x**2   d(x**2)/dx")
    for point in (-1.0, 0.0, 0.5, 3.0):
        print(f"{point:5.1f}  {point**2:5.2f}   {gradient_of_square(point):10.1f}")
    print()
    print("x**2 and x**3 at 3, persistent tape:", gradients_of_square_and_cube(3.0, persistent=True))
    try:
        gradients_of_square_and_cube(3.0)
    except RuntimeError as error:
        print("x**2 and x**3 at 3, ordinary tape:  ", type(error).__name__)
    gradient, now = gradient_after_assign(recorded=3.0, assigned=5.0)
    print(f"recorded at 3, assigned {now:.0f} since:      ", gradient)
    print("constant 3, not watched:            ", gradient_of_constant(3.0, watch=False))
    print("constant 3, watched:                ", gradient_of_constant(3.0, watch=True))


if __name__ == "__main__":
    main()
