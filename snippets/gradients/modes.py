"""Modes: four ways to a derivative, and what each costs.

Calculus gives a formula, differences give an estimate. Automatic
differentiation gives exact numbers and goes through the program either along
with it (forward mode) or back from its end (reverse mode). One pass forward
follows one input to every output; one pass back follows one output to every input.

Claims:
    holds: Symbolic, numeric, forward and reverse differentiation give the same gradient.
    holds: For the gradient of one output, forward mode needs a pass per input, whereas reverse mode needs one.
    refuted: Reverse mode always needs fewer passes than forward mode.
    holds: A forward pass multiplies the Jacobian by a vector on its right, a reverse pass by one on its left.
    holds: A forward pass through a reverse pass multiplies the Hessian by a vector, in two passes in all.
"""

import tensorflow as tf

STEP = 1e-5


def energy(x: tf.Tensor) -> tf.Tensor:
    """Return the sum of x[i]**2 * sin(x[i]), a scalar, for x of shape (n,)."""
    return tf.reduce_sum(x**2 * tf.sin(x))


def curve(t: tf.Tensor) -> tf.Tensor:
    """Return the point (t, t**2, t**3), shape (3,), for t of shape (1,)."""
    return tf.concat([t, t**2, t**3], axis=0)


def symbolic(x: tf.Tensor) -> tf.Tensor:
    """Return the gradient of `energy` by its formula, shape (n,)."""
    return 2 * x * tf.sin(x) + x**2 * tf.cos(x)


def numeric(function, x: tf.Tensor) -> tf.Tensor:
    """Return the gradient of a scalar function by central differences, shape (n,); two calls per input."""
    steps = STEP * tf.eye(len(x), dtype=x.dtype)
    return tf.stack([(function(x + step) - function(x - step)) / (2 * STEP) for step in steps])


def jacobian_times(function, x: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
    """Go forward once: return J @ vector, shape (m,), for x and vector of shape (n,)."""
    with tf.autodiff.ForwardAccumulator(primals=x, tangents=vector) as accumulator:
        y = function(x)
    return accumulator.jvp(y)


def times_jacobian(function, x: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
    """Go back once: return vector @ J, shape (n,), for x of shape (n,) and the vector of the output's shape (m,)."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x, output_gradients=vector)


def forward(function, x: tf.Tensor) -> tf.Tensor:
    """Return the whole Jacobian, shape (m, n), in n passes, a column in each."""
    return tf.stack([jacobian_times(function, x, axis) for axis in tf.eye(len(x), dtype=x.dtype)], axis=-1)


def reverse(function, x: tf.Tensor, outputs: int) -> tf.Tensor:
    """Return the whole Jacobian, shape (m, n), in m = `outputs` passes, a row in each."""
    return tf.stack([times_jacobian(function, x, axis) for axis in tf.eye(outputs, dtype=x.dtype)])


def hessian_times(function, x: tf.Tensor, vector: tf.Tensor) -> tf.Tensor:
    """Return H @ vector, shape (n,), for a scalar function of x, without the Hessian H."""
    return jacobian_times(lambda point: times_jacobian(function, point, tf.ones([], x.dtype)), x, vector)


class Counted:
    """A function that counts its calls; each call is one pass."""

    def __init__(self, function) -> None:
        """Wrap a function of a tensor."""
        self.function, self.calls = function, 0

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        """Call the function with x, of any shape."""
        self.calls += 1
        return self.function(x)


def main() -> None:
    """Compare the results and the costs."""
    x = tf.constant([0.5, 1.0, 2.0], tf.float64)
    print("gradient of sum(x**2 * sin(x)) at", x.numpy(), "\n")
    counted = [Counted(energy) for _ in range(3)]
    gradients = {
        "symbolic": (symbolic(x), 0),
        "numeric": (numeric(counted[0], x), counted[0].calls),
        "forward": (forward(counted[1], x), counted[1].calls),
        "reverse": (times_jacobian(counted[2], x, tf.ones([], x.dtype)), counted[2].calls),
    }
    for name, (gradient, calls) in gradients.items():
        print(f"{name:<9} {gradient.numpy()!s:<36} calls of the function: {calls}")
    print("\npasses for a whole Jacobian          forward  reverse")
    for name, function, size, outputs in (
        ("one input, three outputs", curve, 1, 3),
        ("five in, five out", tf.sin, 5, 5),
    ):
        along, back = Counted(function), Counted(function)
        forward(along, tf.ones([size]))
        reverse(back, tf.ones([size]), outputs)
        print(f"{name:<36} {along.calls:>7}  {back.calls:>7}")
    print("\nHessian @ [1, 0, 0]:", hessian_times(energy, x, tf.constant([1.0, 0.0, 0.0], x.dtype)).numpy())


if __name__ == "__main__":
    main()
