"""A training loop from scratch: 150 epochs of small batches.

Each step takes 32 points, asks the tape how the loss changes with each
coefficient, and moves the coefficients a little the other way. An epoch is one
pass over all points. All of it is one graph: `tf.function` turns the
Python loops over `tf.range` into loops of the graph.

Claims:
    holds: Training takes three random coefficients to near 1, 2 and -8.
    holds: The loss ends near the variance of the noise, which no model can predict.
    refuted: With a constant learning rate, batches end exactly at the least-squares solution.
    holds: With all points in one batch an epoch is a single step, and gets less far than seven small steps.
"""

import tensorflow as tf

from snippets.quadratic.data import COUNT, NOISE, best_coefficients, points
from snippets.quadratic.model import Quadratic, mean_squared_error


def train(
    model: Quadratic, x, y, *, epochs: int = 150, batch_size: int = 32, learning_rate: float = 0.01
) -> list[float]:
    """Train in place on shuffled batches of x and y, shape (n,) each; return the loss after each epoch."""

    @tf.function
    def run():
        losses = tf.TensorArray(tf.float32, epochs)
        for epoch in tf.range(epochs):
            order = tf.random.experimental.stateless_shuffle(tf.range(COUNT), seed=[1, epoch])
            for start in tf.range(0, COUNT, batch_size):
                batch = order[start : start + batch_size]
                with tf.GradientTape() as tape:
                    loss = mean_squared_error(model(tf.gather(x, batch)), tf.gather(y, batch))
                for variable, gradient in zip(model.variables, tape.gradient(loss, model.variables), strict=True):
                    variable.assign_sub(learning_rate * gradient)
            losses = losses.write(epoch, mean_squared_error(model(x), y))
        return losses.stack()

    return run().numpy().tolist()


def distance(coefficients, others) -> float:
    """Return by how much two sets of three coefficients differ at most."""
    return max(abs(one - other) for one, other in zip(coefficients, others, strict=True))


def main() -> None:
    """Watch the loss fall to the variance of the noise."""
    x, y = points()
    model = Quadratic()
    print(f"before     loss {mean_squared_error(model(x), y):7.3f}")
    losses = train(model, x, y)
    for number in (1, 5, 10, 20, 40, 80, 150):
        print(f"epoch {number:3}  loss {losses[number - 1]:7.3f}  " + "#" * round(losses[number - 1]))
    print(f"variance of the noise {NOISE**2:.3f}")
    print()
    print("coefficients of x**2, x, 1:", [round(number, 3) for number in model.coefficients()])
    print("least squares:             ", best_coefficients(x, y).round(3).tolist())
    whole = Quadratic()
    train(whole, x, y, batch_size=COUNT)
    print("all points in one batch:   ", [round(number, 3) for number in whole.coefficients()])


if __name__ == "__main__":
    main()
