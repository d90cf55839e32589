"""Residual connections: each block adds to the signal instead of replacing it.

A block computes h + branch(h). Going back, the gradient has two ways: through the
branch, where it may shrink, and along the sum, where it passes unchanged. So the
first of thirty blocks still learns. But a sum that keeps the gradient from
vanishing can also make it grow, unless the branches are kept small.

Claims:
    holds: In thirty sigmoid layers the first gradient is below 1e-15 of the last, with residuals above a tenth.
    holds: A residual block whose branch has zero weights is the identity, forward and backward.
    holds: The Jacobian of a residual block is the identity plus the Jacobian of its branch.
    refuted: With residual connections the gradient keeps its size, whatever the branches do.
    refuted: A residual connection between different shapes raises an error.
"""

import tensorflow as tf

WIDTH, DEPTH, EXAMPLES = 32, 30, 64


def layers(variance: float, depth: int = DEPTH) -> list[tf.Variable]:
    """Return `depth` random weight matrices, each of shape (WIDTH, WIDTH), whose entries have this variance."""
    shape = [WIDTH, WIDTH]
    return [tf.Variable(variance**0.5 * tf.random.stateless_normal(shape, seed=[0, level])) for level in range(depth)]


def block(signal, matrix, activation, residual: bool) -> tf.Tensor:
    """Return activation(signal @ matrix), plus the signal if `residual`.

    The signal has shape (examples, inputs), the matrix (inputs, units).
    """
    branch = activation(signal @ matrix)
    return signal + branch if residual else branch


def gradients(weights: list[tf.Variable], activation, residual: bool, scale: float = 1.0) -> list[float]:
    """Return the length of the gradient by each weight matrix, of a loss that is linear in the outputs.

    `scale` multiplies the output of every activation.
    """
    signal = tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 1])
    direction = tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 2])
    with tf.GradientTape() as tape:
        for matrix in weights:
            signal = block(signal, matrix, lambda values: scale * activation(values), residual)
        loss = tf.reduce_sum(direction * signal)
    return [float(tf.norm(gradient)) for gradient in tape.gradient(loss, weights)]


def jacobian(matrix, activation, point, residual: bool) -> tf.Tensor:
    """Return the derivative of each output by each input of a block at a point, shape (units, inputs).

    The matrix has shape (inputs, units), the point (inputs,).
    """
    point = tf.constant(point)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(point)
        outputs = tf.unstack(block(point[tf.newaxis], matrix, activation, residual)[0])
    return tf.stack([tape.gradient(output, point) for output in outputs])


def main() -> None:
    """Compare the gradients of thirty layers with and without residual connections."""
    cases = {
        "sigmoid, plain": (1 / WIDTH, tf.sigmoid, False, 1.0),
        "sigmoid, residual": (1 / WIDTH, tf.sigmoid, True, 1.0),
        "ReLU (He), plain": (2 / WIDTH, tf.nn.relu, False, 1.0),
        "ReLU (He), residual": (2 / WIDTH, tf.nn.relu, True, 1.0),
        "ReLU (He), residual, / depth": (2 / WIDTH, tf.nn.relu, True, 1 / DEPTH),
    }
    print(f"{'gradient of layer':<30}{1:>9}{10:>10}{20:>10}{30:>10}")
    for name, (variance, activation, residual, scale) in cases.items():
        sizes = gradients(layers(variance), activation, residual, scale)
        print(f"{name:<30}" + "".join(f"{sizes[level - 1]:10.1e}" for level in (1, 10, 20, 30)))
    matrix, point = tf.constant([[0.5, -1.0], [2.0, 0.0]]), [1.0, 0.2]
    print()
    for name, residual in (("branch", False), ("block", True)):
        rows = jacobian(matrix, tf.tanh, point, residual).numpy()
        print(f"Jacobian of a {name:<8}" + "   ".join(f"[{first:6.3f} {second:6.3f}]" for first, second in rows))
    broadcast = block(tf.ones([2, 3]), tf.ones([3, 1]), tf.tanh, residual=True)
    print(f"\nsignal of shape (2, 3) + branch of shape (2, 1) = block of shape {broadcast.shape}")


if __name__ == "__main__":
    main()
