"""Vanishing gradients: why the first layers of a deep network may not learn.

On its way back to the first layer the gradient passes every layer above: it is
multiplied by their weights and by the derivatives of their activations. Where those
factors are below one, little arrives. The sigmoid contributes at most a quarter, ReLU
with weights of the right size about one.

Claims:
    holds: In ten sigmoid layers with weights of variance 1/n, the first gradient is below 1e-5 of the last.
    holds: In ten layers of ReLU with He's weights the first and the last gradient are within a factor of 10.
    holds: A layer of sigmoids multiplies a gradient by at most a quarter of its weights' largest singular value.
    refuted: ReLU keeps the gradient from vanishing, whatever the size of the weights.
    refuted: In a ReLU network without biases, smaller weights starve the first layers more than the last.
"""

import tensorflow as tf

WIDTH, EXAMPLES = 32, 64


def layers(depth: int, variance: float, seed: int = 0) -> list[tf.Variable]:
    """Return `depth` random weight matrices, each of shape (WIDTH, WIDTH), whose entries have this variance."""
    shape = [WIDTH, WIDTH]
    return [
        tf.Variable(variance**0.5 * tf.random.stateless_normal(shape, seed=[seed, level])) for level in range(depth)
    ]


def backward(weights: list[tf.Variable], activation) -> tuple[list[tf.Tensor], list[tf.Tensor]]:
    """Run random inputs through the layers and go back from a loss that is linear in the outputs.

    Returns:
        The gradient by the weights of each layer, shape (WIDTH, WIDTH) each, and the gradient by what flows between
        the layers, from the inputs to the outputs, shape (EXAMPLES, WIDTH) each.
    """
    signals = [tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 1])]
    direction = tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 2])
    with tf.GradientTape() as tape:
        tape.watch(signals[0])
        for matrix in weights:
            signals.append(activation(signals[-1] @ matrix))
        loss = tf.reduce_sum(direction * signals[-1])
    by_weights, by_signals = tape.gradient(loss, [weights, signals])
    return by_weights, by_signals


def sizes(gradients) -> list[float]:
    """Return the length of each gradient, of any shape: the root of the sum of its squares."""
    return [float(tf.norm(gradient)) for gradient in gradients]


def bound(matrix, steepest: float = 0.25) -> float:
    """Return the most by which a layer can multiply the length of a gradient on its way back.

    Args:
        matrix: the weights of the layer, shape (inputs, units).
        steepest: the greatest derivative of its activation, 0.25 for the sigmoid.
    """
    return float(steepest * tf.linalg.svd(matrix, compute_uv=False)[0])


def weight_times_gradient(weights, gradients) -> list[float]:
    """Return, for each layer, the sum of each weight times its gradient; both hold one (WIDTH, WIDTH) a layer."""
    return [float(tf.reduce_sum(pair[0] * pair[1])) for pair in zip(weights, gradients, strict=True)]


def main() -> None:
    """Compare how much of the gradient reaches each layer."""
    depth = 10
    rows = {
        "sigmoid, variance 1/n": (1 / WIDTH, tf.sigmoid),
        "tanh, variance 1/n": (1 / WIDTH, tf.tanh),
        "ReLU, variance 2/n (He)": (2 / WIDTH, tf.nn.relu),
        "ReLU, variance 1/n": (1 / WIDTH, tf.nn.relu),
    }
    print(f"{'length of the gradient of the':<32}weights of layer               inputs for")
    print(f"{f'{depth} layers':<28}" + "".join(f"{level:10d}" for level in (1, 4, 7, 10)) + f"{'1 of outputs':>16}")
    for name, (variance, activation) in rows.items():
        by_weights, by_signals = map(sizes, backward(layers(depth, variance), activation))
        shown = "".join(f"{size:10.1e}" for size in by_weights[::3])
        print(f"{name:<28}{shown}{by_signals[0] / by_signals[-1]:16.1e}")
    print("\nsum of weight * gradient in layers 1 to 10 of ReLU, variance 1/n")
    weights = layers(depth, 1 / WIDTH)
    products = weight_times_gradient(weights, backward(weights, tf.nn.relu)[0])
    print("    " + "  ".join(f"{product:.4f}" for product in products))


if __name__ == "__main__":
    main()
