"""Keras models: three ways to write one function.

Sequential stacks layers, the functional API connects them into a graph, and a
subclass runs them in code of its own. The weights decide what is computed, not
the style. What differs is how much Keras knows before any data arrives.

Claims:
    holds: Sequential, functional and subclassed models with equal weights give equal outputs.
    holds: A model has no weights until it is built: by an Input, or else by the first batch.
    outdated: A Sequential model without an Input has no summary: asking for one raises an error.
    refuted: A Keras layer is a `tf.Module`.
    refuted: A KerasTensor is a `tf.Tensor`, so TensorFlow functions accept it.
"""

import keras
import tensorflow as tf

INPUTS, HIDDEN, OUTPUTS = 3, 4, 2


def sequential(with_input: bool = True) -> keras.Model:
    """Stack the two layers; without an Input the model waits for its first batch."""
    layers = [keras.layers.Dense(HIDDEN, activation="relu"), keras.layers.Dense(OUTPUTS)]
    return keras.Sequential([keras.Input((INPUTS,)), *layers] if with_input else layers)


def functional() -> keras.Model:
    """Connect the layers from a symbolic input to a symbolic output."""
    inputs = keras.Input((INPUTS,))
    hidden = keras.layers.Dense(HIDDEN, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(OUTPUTS)(hidden))


class Subclassed(keras.Model):
    """Run the layers in Python code."""

    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(HIDDEN, activation="relu")
        self.output_layer = keras.layers.Dense(OUTPUTS)

    def call(self, batch):
        """Map a float32 batch of shape (n, INPUTS) to (n, OUTPUTS)."""
        return self.output_layer(self.hidden(batch))


def outputs_with(model: keras.Model, weights: list, batch) -> tf.Tensor:
    """Give `model` the kernels and biases in `weights`; return what it makes of `batch`, shape (n, INPUTS)."""
    model(batch)  # a model that is not built yet has no weights to set
    model.set_weights(weights)
    return model(batch)


def weight_counts(model: keras.Model, batch) -> tuple[int, int]:
    """Return how many weight arrays the model has before its first batch and after it."""
    before = len(model.weights)
    model(batch)
    return before, len(model.weights)


def summary(model: keras.Model) -> str:
    """Return the table that `model.summary()` prints."""
    lines = []
    model.summary(print_fn=lines.append)
    return "\n".join(lines)


def is_module(layer: keras.layers.Layer) -> bool:
    """Return whether a layer or a model is a module in the sense of TensorFlow."""
    return isinstance(layer, tf.Module)


def applied_to_symbol(function):
    """Apply `function` to the input of a functional model; return the result, or None if it refuses a KerasTensor."""
    symbol = keras.Input((INPUTS,))
    try:
        return function(symbol)
    except ValueError:
        return None


def main() -> None:
    """Compare the styles on one batch, then ask what Keras knows before any data."""
    batch = tf.constant([[1.0, -2.0, 3.0]])
    keras.utils.set_random_seed(0)
    weights = functional().get_weights()
    for model in (sequential(), sequential(with_input=False), functional(), Subclassed()):
        counts = weight_counts(model, batch)
        print(f"{model.name:<14} weights before, after data: {counts}  {outputs_with(model, weights, batch).numpy()}")
    print()
    print("summary before any data: ", summary(sequential(with_input=False)).count("(unbuilt)"), "unbuilt layers")
    print("a layer is a tf.Module:  ", is_module(keras.layers.Dense(OUTPUTS)))
    for name, function in {"keras.ops.sum": keras.ops.sum, "tf.reduce_sum": tf.reduce_sum}.items():
        result = applied_to_symbol(function)
        print(f"{name} gives ".ljust(25), "nothing, for it refuses" if result is None else type(result).__name__)


if __name__ == "__main__":
    main()
