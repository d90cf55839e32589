"""GAN loss: the game of a generator and a discriminator, on a table.

The discriminator says how likely an example is real; the generator wants to be
believed. Real networks hide what the game is about, so here examples are a few
symbols, both distributions are tables, and the discriminator is one logit for
each symbol. Then the best moves are known exactly.

Claims:
    holds: The best discriminator answers p_data / (p_data + p_generator).
    holds: When the generator has the distribution of the data, the best discriminator loss is 2 ln 2.
    holds: The best discriminator loss is 2 ln 2 minus twice the Jensen-Shannon divergence of both tables.
    refuted: A generator that minimises ln(1 - D) learns most from a discriminator that is sure.
    holds: The slope of -ln D with respect to the logit is nearly -1 where D is nearly 0.
"""

import tensorflow as tf

DATA = [0.1, 0.2, 0.3, 0.4]
"""How often each of four symbols occurs."""


def discriminator_loss(logits, data, generator) -> tf.Tensor:
    """Return the mean of -ln D on real examples plus that of -ln(1 - D) on generated ones.

    Args:
        logits: how sure the discriminator is that a symbol is real, shape (symbols,); D is their sigmoid.
        data: how often each symbol is real, shape (symbols,).
        generator: how often each symbol is generated, shape (symbols,).
    """
    real = tf.nn.sigmoid_cross_entropy_with_logits(tf.ones_like(logits), logits)
    fake = tf.nn.sigmoid_cross_entropy_with_logits(tf.zeros_like(logits), logits)
    return tf.reduce_sum(data * real) + tf.reduce_sum(generator * fake)


@tf.function
def best_logits(data, generator, steps: int = 300) -> tf.Tensor:
    """Train a discriminator against a fixed generator by gradient descent; return its logits, shape (symbols,)."""
    logits = tf.zeros_like(data)
    for _ in tf.range(steps):
        with tf.GradientTape() as tape:
            tape.watch(logits)
            loss = discriminator_loss(logits, data, generator)
        # The curvature is (p_data + p_generator) D (1 - D); dividing by the first factor makes all symbols alike.
        logits -= 2.0 * tape.gradient(loss, logits) / (data + generator)
    return logits


def saturating_loss(logits) -> tf.Tensor:
    """Return ln(1 - D), of the shape of the logits: what the generator minimises in the game as it was first stated."""
    return -tf.nn.softplus(logits)


def non_saturating_loss(logits) -> tf.Tensor:
    """Return -ln D, of the shape of the logits: what is minimised in practice."""
    return tf.nn.softplus(-logits)


def slope(loss, logit: float) -> float:
    """Return the derivative of a generator loss with respect to the logit of a generated example."""
    logit = tf.constant(logit)
    with tf.GradientTape() as tape:
        tape.watch(logit)
        value = loss(logit)
    return float(tape.gradient(value, logit))


def main() -> None:
    """Train discriminators against three generators, then ask what the generator can learn."""
    data = tf.constant(DATA)
    print("generator                  best D                 loss")
    for generator in ([0.25, 0.25, 0.25, 0.25], [0.4, 0.3, 0.2, 0.1], DATA):
        logits = best_logits(data, tf.constant(generator))
        answers = " ".join(f"{answer:.2f}" for answer in tf.sigmoid(logits))
        print(f"{generator!s:25}  {answers}    {discriminator_loss(logits, data, generator):.4f}")
    print(f"2 ln 2 = {2 * tf.math.log(2.0):.4f}\n")
    print("D of a fake   gradient of ln(1 - D)   gradient of -ln D")
    for logit in (-8.0, -4.0, 0.0, 4.0):
        print(
            f"{tf.sigmoid(logit):11.4f}{slope(saturating_loss, logit):24.4f}{slope(non_saturating_loss, logit):20.4f}"
        )


if __name__ == "__main__":
    main()
