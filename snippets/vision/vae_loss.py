"""VAE loss: the price of a code, and a gradient through chance.

The encoder of a variational autoencoder answers with a normal distribution of
codes, not with one code. Training pays for every distance of it from N(0, 1),
measured by the KL divergence, and needs the gradient of a random draw. The trick
is to draw from N(0, 1), which needs no gradient, and to scale and move the draw.

Claims:
    holds: The KL divergence of N(m, s) from N(0, 1) is (m**2 + s**2 - 1) / 2 - ln s.
    holds: The KL divergence is zero for N(0, 1) alone.
    qualified: No gradient flows through a random draw: through m + s * noise one does, through a category none.
    refuted: `tf.random.normal` blocks the gradients of its mean and standard deviation.
    holds: The gradient through m + s * noise is on average that of the expected value.
"""

import tensorflow as tf


def kl_divergence(mean, deviation):
    """Return by the formula how far N(mean, deviation) is from N(0, 1), in nats."""
    return (mean**2 + deviation**2 - 1) / 2 - tf.math.log(deviation)


def log_density(value, mean, deviation):
    """Return the logarithm of the density of N(mean, deviation), but for a constant."""
    return -(((value - mean) / deviation) ** 2) / 2 - tf.math.log(deviation)


def kl_by_drawing(mean: float, deviation: float, count: int) -> float:
    """Estimate the KL divergence: the mean difference of two log densities, over draws from the first."""
    draws = reparameterised(mean, deviation, count)
    return float(tf.reduce_mean(log_density(draws, mean, deviation) - log_density(draws, 0.0, 1.0)))


def reparameterised(mean, deviation, count: int) -> tf.Tensor:
    """Draw from N(mean, deviation) by moving draws from N(0, 1); shape (count,)."""
    return mean + deviation * tf.random.stateless_normal([count], seed=[3, 4])


def built_in(mean, deviation, count: int) -> tf.Tensor:
    """Draw from N(mean, deviation) by one call; shape (count,)."""
    return tf.random.stateless_normal([count], seed=[3, 4], mean=mean, stddev=deviation)


def category(first, second, count: int) -> tf.Tensor:
    """Draw 0 or 1, whose logits are given, as float32; shape (count,)."""
    draws = tf.random.stateless_categorical([[first, second]], count, seed=[3, 4])
    return tf.cast(draws[0], tf.float32)


def gradients_of_mean_square(draw, first: float, second: float, count: int) -> list[float | None]:
    """Return the derivatives of the mean of the squared draws with respect to the two parameters, or None."""
    parameters = [tf.Variable(first), tf.Variable(second)]
    with tf.GradientTape() as tape:
        mean_square = tf.reduce_mean(draw(*parameters, count) ** 2)
    return [None if gradient is None else float(gradient) for gradient in tape.gradient(mean_square, parameters)]


def main() -> None:
    """Compare the formula with draws and ask draws for gradients."""
    print("mean   deviation   KL by formula   by 100 000 draws")
    for mean, deviation in ((0.0, 1.0), (1.0, 1.0), (0.0, 0.5), (-0.5, 2.0)):
        formula, drawn = kl_divergence(mean, deviation), kl_by_drawing(mean, deviation, 100_000)
        print(f"{mean:4}{deviation:12}{formula:16.4f}{drawn:19.4f}")
    print("\ngradient of the mean of z**2 at m = 1.5, s = 0.5; expected are 2 m = 3 and 2 s = 1")
    print(f"  {'draw':16}   by m    by s")
    for name, draw in (("m + s * noise", reparameterised), ("stateless_normal", built_in), ("category", category)):
        gradients = gradients_of_mean_square(draw, 1.5, 0.5, 100_000)
        print(
            f"  {name:16}", "".join(f"{'None' if gradient is None else f'{gradient:.3f}':>8}" for gradient in gradients)
        )


if __name__ == "__main__":
    main()
