"""The same fit with Keras: a layer, `compile` and `fit`.

A parabola is a straight line in two features, x and x**2, so a layer that makes
the features and one `Dense` unit are enough. The layer is registered under a
name, so a saved model can find it again; a lambda could not be found.

Claims:
    holds: A dense unit on the features x and x**2 is a parabola: its kernel and bias are the three coefficients.
    holds: `fit` ends near the least-squares solution, as the loop written by hand does.
    refuted: A `Dense` layer without an activation can learn the parabola from x alone.
    refuted: The loss that `fit` reports for an epoch is the loss at its end.
"""

import keras
import numpy as np

from snippets.quadratic.data import best_coefficients, mean_squared_error, points


@keras.saving.register_keras_serializable("quadratic")
class Powers(keras.layers.Layer):
    """Put x and x**2 side by side: shape (batch, 1) in, shape (batch, 2) out."""

    def call(self, x):
        """Return the two features of each x."""
        return keras.ops.concatenate([x, x**2], axis=1)


def make_model(*, features: bool = True) -> keras.Model:
    """Return an untrained model from x, shape (batch, 1), to y, shape (batch, 1), with or without Powers."""
    initializer = keras.initializers.RandomNormal(seed=1)
    dense = keras.layers.Dense(1, kernel_initializer=initializer)
    return keras.Sequential([keras.Input((1,)), *([Powers()] if features else []), dense])


def fit(
    model: keras.Model, x, y, *, epochs: int = 25, batch_size: int = 32, learning_rate: float = 0.03
) -> list[float]:
    """Train a model on x and y, shape (n,) each; return the loss that Keras reports for each epoch."""
    keras.utils.set_random_seed(0)  # `fit` shuffles with a generator of its own
    model.compile(keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    history = model.fit(np.reshape(x, (-1, 1)), y, epochs=epochs, batch_size=batch_size, verbose=0)
    return history.history["loss"]


def coefficients(model: keras.Model) -> list[float]:
    """Return the coefficients of x**2, x and 1 out of the weights of the dense unit."""
    kernel, bias = model.layers[-1].get_weights()
    linear, square = kernel[:, 0]
    return [float(square), float(linear), float(bias[0])]


def predict(model: keras.Model, x) -> np.ndarray:
    """Return the predictions for x, both of shape (n,)."""
    return model.predict(np.reshape(x, (-1, 1)), verbose=0)[:, 0]


def main() -> None:
    """Fit the parabola, and try it without the feature x**2."""
    x, y = points()
    model = make_model()
    losses = fit(model, x, y)
    for number in (1, 5, 10, 25):
        print(f"epoch {number:2}  reported loss {losses[number - 1]:8.3f}")
    print(f"loss at the end         {np.mean((predict(model, x) - y) ** 2):8.3f}")
    best = best_coefficients(x, y)
    print(f"least squares           {mean_squared_error(best, x, y):8.3f}")
    print("coefficients of x**2, x, 1:", [round(number, 3) for number in coefficients(model)])
    print("least squares:             ", best.round(3).tolist())
    line = make_model(features=False)
    fit(line, x, y)
    print(f"without x**2 the loss ends at {np.mean((predict(line, x) - y) ** 2):.3f}")


if __name__ == "__main__":
    main()
