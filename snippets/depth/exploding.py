"""Exploding gradients: when weights are too large for the width of a layer.

A unit adds up n products, so its output is the root of n times larger than one
product. With weights of variance 1 every layer multiplies the signal, and on the
way back the gradient, until nothing fits into a number. Weights of variance 2/n,
after Kaiming He, keep both at their size in a network of ReLU.

Claims:
    holds: In L ReLU layers, variance 1 in place of He's 2/n makes the inputs' gradient (n/2)**(L/2) times larger.
    holds: On average a ReLU layer multiplies a signal's mean square by n/2 times the variance of its weights.
    holds: `HeNormal` draws weights of variance 2/n, where n is the number of inputs of the layer.
    refuted: Bounded activations such as tanh keep the gradient from exploding.
    refuted: Clipping each component of a gradient keeps its direction, as clipping by the norm does.
"""

import keras
import tensorflow as tf

WIDTH, DEPTH, EXAMPLES = 32, 10, 64
DRAWS = 200


def layers(variance: float, depth: int = DEPTH, seed: int = 0) -> list[tf.Variable]:
    """Return `depth` random weight matrices, each of shape (WIDTH, WIDTH), whose entries have this variance."""
    deviation, shape = variance**0.5, [WIDTH, WIDTH]
    return [tf.Variable(deviation * tf.random.stateless_normal(shape, seed=[seed, level])) for level in range(depth)]


def gradient_by_inputs(weights: list[tf.Variable], activation) -> tuple[float, float]:
    """Go back from a loss that is linear in the outputs of layers, whose weights have shape (WIDTH, WIDTH) each.

    Returns:
        The length of the gradient by the inputs, and the largest absolute output.
    """
    inputs = signal = tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 1])
    direction = tf.random.stateless_normal([EXAMPLES, WIDTH], seed=[7, 2])
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        for matrix in weights:
            signal = activation(signal @ matrix)
        loss = tf.reduce_sum(direction * signal)
    return float(tf.norm(tape.gradient(loss, inputs))), float(tf.reduce_max(tf.abs(signal)))


def growth_of_mean_square(variance: float) -> float:
    """Return by what a layer of ReLU multiplies the mean square of a signal, on average over many layers."""
    signals = tf.random.stateless_normal([DRAWS, EXAMPLES, WIDTH], seed=[7, 3])
    weights = variance**0.5 * tf.random.stateless_normal([DRAWS, WIDTH, WIDTH], seed=[7, 4])
    after = tf.nn.relu(signals @ weights)
    return float(tf.reduce_mean(after**2) / tf.reduce_mean(signals**2))


def he_variance(inputs: int) -> float:
    """Return the variance that keeps the mean square of a signal through a layer of ReLU with so many inputs."""
    return 2 / inputs


def drawn_variance(inputs: int, units: int) -> float:
    """Return the variance of the weights, shape (inputs, units), that HeNormal draws for a layer."""
    weights = keras.initializers.HeNormal(seed=1)((inputs, units))
    return float(tf.math.reduce_variance(weights))


def clipped(gradient, limit: float, by_norm: bool) -> tf.Tensor:
    """Return the gradient, shape (count,), scaled down to the length `limit`, or with each component cut off at it."""
    return tf.clip_by_norm(gradient, limit) if by_norm else tf.clip_by_value(gradient, -limit, limit)


def main() -> None:
    """Compare three sizes of weights in ten and thirty layers, and two ways to clip."""
    names = {"1": 1.0, "1/n": 1 / WIDTH, "2/n (He)": he_variance(WIDTH)}
    print(f"{'variance of':<12}{'mean square':>14}   length of the gradient by the inputs of L layers")
    print(f"{'weights':<12}{'times, a layer':>14}{'ReLU, L = 10':>17}{'tanh, L = 10':>16}{'tanh, L = 30':>16}")
    for name, variance in names.items():
        cases = ((DEPTH, tf.nn.relu), (DEPTH, tf.tanh), (30, tf.tanh))
        sizes = [gradient_by_inputs(layers(variance, depth), activation)[0] for depth, activation in cases]
        shown = f"{sizes[0]:17.1e}{sizes[1]:16.1e}{sizes[2]:16.1e}"
        print(f"{name:<12}{growth_of_mean_square(variance):14.2f}{shown}")
    print(f"\nHeNormal, 200 inputs, 300 units: variance {drawn_variance(200, 300):.5f}, 2/n is {he_variance(200):.5f}")
    print("\ngradient [30, 4] clipped to 5")
    for by_norm, name in ((True, "by its norm"), (False, "by value")):
        first, second = clipped([30.0, 4.0], 5.0, by_norm).numpy()
        print(f"    {name:<12}[{first:.2f}, {second:.2f}]   slope {second / first:.2f} (was {4 / 30:.2f})")


if __name__ == "__main__":
    main()
