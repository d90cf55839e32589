"""A quadratic model: three variables and a formula.

A model is a function with numbers in it that can be changed. The formula decides
what can be learned, the three variables hold what has been learned, and the
loss says how far the predictions are off.

Claims:
    holds: The model has three trainable variables: the coefficients of x**2, of x and of 1.
    holds: The same seed starts with the same coefficients, between 0 and 5; another seed starts with others.
    holds: Decorating `__call__` with `tf.function` computes the same parabola in a graph.
    refuted: A model that starts at random is about as good as the constant mean of y.
"""

import tensorflow as tf

from snippets.quadratic.data import parabola, picture, points


class Quadratic(tf.Module):
    """square * x**2 + linear * x + constant."""

    def __init__(self, seed: int = 22):
        super().__init__()
        start = tf.random.stateless_uniform([3], seed=[seed, 0], minval=0.0, maxval=5.0)
        self.square = tf.Variable(start[0])
        self.linear = tf.Variable(start[1])
        self.constant = tf.Variable(start[2])

    @tf.function
    def __call__(self, x):
        """Return the height of the parabola at each x, float32, shape (n,)."""
        return self.square * x**2 + self.linear * x + self.constant

    def coefficients(self) -> list[float]:
        """Return the coefficients of x**2, x and 1."""
        return [float(variable) for variable in (self.square, self.linear, self.constant)]


def mean_squared_error(predictions, targets) -> tf.Tensor:
    """Return the mean of the squared differences of two tensors of shape (n,), a scalar."""
    return tf.reduce_mean(tf.square(predictions - targets))


def untrained_errors(seed: int = 22) -> tuple[float, float]:
    """Return the mean squared error of an untrained model, and that of predicting the mean of y everywhere."""
    x, y = points()
    return float(mean_squared_error(Quadratic(seed)(x), y)), float(mean_squared_error(tf.reduce_mean(y), y))


def main() -> None:
    """Draw an untrained model above the parabola that it is to find."""
    x, y = points()
    model = Quadratic()
    print("o untrained model    . true parabola")
    print(picture(x, parabola(x), model(x)))
    print()
    print("coefficients of x**2, x, 1:", [round(number, 3) for number in model.coefficients()])
    print(f"mean squared error:         {mean_squared_error(model(x), y):.1f}")
    print(f"predicting the mean of y:   {untrained_errors()[1]:.1f}")


if __name__ == "__main__":
    main()
