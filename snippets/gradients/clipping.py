"""Clipping: gradients that are too long, wrong or undefined, put right.

One steep place can throw a model far away, so long gradients are shortened before
a step. How they are shortened matters: only a common factor keeps the direction.
And where the chain rule itself gives a useless number, the way back can be
rewritten, by `tf.custom_gradient` or by a formula without the bad spot.

Claims:
    refuted: `tf.clip_by_value` shortens a gradient and keeps its direction, like `tf.clip_by_norm`.
    holds: `tf.clip_by_global_norm` multiplies all gradients by one factor, so their proportions stay.
    holds: With `global_clipnorm=c`, a step of plain SGD moves parameters by at most the learning rate times c.
    holds: `tf.custom_gradient` replaces the derivative of a function and leaves its value.
    refuted: The branch that `tf.where` does not choose has no effect on the gradient.
"""

import keras
import tensorflow as tf


def clipped(gradient: tf.Tensor, by: str, limit: float) -> tf.Tensor:
    """Return a gradient, shape (n,), with each element or with its norm, as `by` says, limited to `limit`."""
    if by == "value":
        return tf.clip_by_value(gradient, -limit, limit)
    return tf.clip_by_norm(gradient, limit)


def together(gradients: list[tf.Tensor], limit: float) -> list[tf.Tensor]:
    """Do what `tf.clip_by_global_norm` does: limit the norm of all gradients, of any shapes, taken as one vector."""
    norm = tf.sqrt(tf.add_n([tf.reduce_sum(gradient**2) for gradient in gradients]))
    factor = tf.minimum(limit / norm, 1.0)
    return [factor * gradient for gradient in gradients]


def one_by_one(gradients: list[tf.Tensor], limit: float) -> list[tf.Tensor]:
    """Limit the norm of each gradient; they keep their shapes, which may differ."""
    return [tf.clip_by_norm(gradient, limit) for gradient in gradients]


def sgd_step(gradients: list[tf.Tensor], learning_rate: float, limit: float | None) -> list[tf.Tensor]:
    """Return how far SGD moves parameters of the gradients' shapes when it may limit the global norm."""
    variables = [keras.Variable(keras.initializers.Zeros(), gradient.shape) for gradient in gradients]
    optimizer = keras.optimizers.SGD(learning_rate, global_clipnorm=limit)
    optimizer.apply(gradients, variables)
    return [variable.value for variable in variables]


@tf.custom_gradient
def reversed_on_the_way_back(x: tf.Tensor):
    """Return x, of any shape; a tape gets the negated gradient."""

    def back(upstream: tf.Tensor) -> tf.Tensor:
        """Return the gradient by x for the gradient by the result; both have the shape of x."""
        return tf.negative(upstream)

    return tf.identity(x), back


def logarithm(x: tf.Tensor) -> tf.Tensor:
    """Return the logarithm of each positive element and 0 for the others; any shape."""
    return tf.where(x > 0, tf.math.log(x), 0.0)


def safe_logarithm(x: tf.Tensor) -> tf.Tensor:
    """Return the same, but never take the logarithm of an element that is not positive; any shape."""
    return tf.where(x > 0, tf.math.log(tf.where(x > 0, x, 1.0)), 0.0)


def derivative(function, points: list[float]) -> list[float]:
    """Return the derivative of an elementwise function at each point."""
    x = tf.constant(points)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return tape.gradient(y, x).numpy().tolist()


def main() -> None:
    """Shorten gradients, then put a way back right."""
    gradient = tf.constant([3.0, 4.0, 0.3])
    print(f"{'gradient':<24} {gradient.numpy()}")
    for by in ("value", "norm"):
        print(f"{f'clipped by {by} to 1':<24} {clipped(gradient, by, 1.0).numpy().round(2)}")
    gradients = [tf.constant([3.0, 4.0]), tf.constant([12.0])]
    print("\ntwo gradients           ", *[part.numpy() for part in gradients], "with a global norm of 13")
    print("clipped together to 1.3 ", *[part.numpy().round(2) for part in together(gradients, 1.3)])
    print("clipped one by one      ", *[part.numpy().round(2) for part in one_by_one(gradients, 1.3)])
    print("a step of SGD           ", *[part.numpy().round(2) for part in sgd_step(gradients, 1.0, 1.3)])
    print("\nderivatives at           [0.0, 4.0]")
    print("where(x > 0, log(x), 0) ", derivative(logarithm, [0.0, 4.0]))
    print("without log(0)          ", derivative(safe_logarithm, [0.0, 4.0]))
    print("x, reversed on the way  ", derivative(reversed_on_the_way_back, [0.0, 4.0]))


if __name__ == "__main__":
    main()
