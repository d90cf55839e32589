"""Mixed models: a subclass in a stack in a graph.

Every model is a layer, so the three ways to write models can be nested. Weights
are found however deep they lie. Structure is not: to the model around it, an
inner model is one layer, and a subclass is code that nobody can look into.

Claims:
    holds: A subclassed model in a Sequential one in a functional one computes the composition of all three.
    holds: The outer model finds and trains the weights of every model within.
    refuted: The layers of an outer model include the layers of the models within it.
    refuted: A subclassed model that branches on the values of its input can be used in a functional model.
    refuted: A layer that `call` makes anew each time is trained like any other.
"""

import keras
import tensorflow as tf

FEATURES, HIDDEN = 3, 4


class Inner(keras.Model):
    """Two layers in a list."""

    def __init__(self):
        super().__init__()
        self.steps = [keras.layers.Dense(HIDDEN, "relu"), keras.layers.Dense(FEATURES)]

    def call(self, batch):
        """Return the batch, shape (n, FEATURES), plus what the layers make of it."""
        hidden, output = self.steps
        return batch + output(hidden(batch))


class Branching(keras.Model):
    """Choose by value in Python, or by `keras.ops`."""

    def __init__(self, in_python: bool):
        super().__init__()
        self.in_python = in_python

    def call(self, batch):
        """Return the batch, any shape, with its sign changed if its sum is negative."""
        total = keras.ops.sum(batch)
        if self.in_python:
            return batch if total > 0 else -batch
        return keras.ops.where(total > 0, batch, -batch)


class Forgetting(keras.layers.Layer):
    """Use a layer that is lost after the call."""

    def call(self, batch):
        """Return shape (n, 1) for a batch of shape (n, features)."""
        return keras.layers.Dense(1)(batch)


def nested() -> keras.Model:
    """Return a functional model with a Sequential one that begins with a subclass; a batch (n, FEATURES) to (n, 1)."""
    stack = keras.Sequential([Inner(), keras.layers.Rescaling(0.5)])
    inputs = keras.Input((FEATURES,))
    return keras.Model(inputs, keras.layers.Dense(1)(stack(inputs)))


def gradients(model: keras.Model, batch) -> list[tf.Tensor | None]:
    """Return the gradient of the sum of the outputs for each weight that the model finds, in the weight's shape."""
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(model(batch))
    return tape.gradient(total, [weight.value for weight in model.trainable_weights])


def kinds(model: keras.Model, deep: bool) -> list[str]:
    """Return the kinds of the layers that a model reports, and those of the models among them if `deep`."""
    found = []
    for layer in model.layers:
        found.append(type(layer).__name__)
        if deep and isinstance(layer, keras.Model):
            found += kinds(layer, deep)
    return found


def functional(model: keras.Model) -> keras.Model:
    """Use `model` as a layer of a functional model."""
    inputs = keras.Input((FEATURES,))
    return keras.Model(inputs, model(inputs))


def main() -> None:
    """Nest models and look into them."""
    keras.utils.set_random_seed(0)
    batch = tf.constant([[1.0, -2.0, -3.0]])
    model = nested()
    print("layers of the outer model:", ", ".join(kinds(model, deep=False)))
    print("all layers within:        ", ", ".join(kinds(model, deep=True)))
    print("weights and their gradients:")
    for weight, gradient in zip(model.trainable_weights, gradients(model, batch), strict=True):
        print(f"  {weight.path.split('/', 1)[-1]:<32} {weight.shape!s:<8} length {float(tf.norm(gradient)):.4f}")
    print()
    for in_python in (True, False):
        print(f"branch in Python: {in_python!s:<5}  called directly", Branching(in_python)(batch).numpy())
        try:
            print("                         as a layer     ", functional(Branching(in_python))(batch).numpy())
        except TypeError:
            print("                         as a layer      raises a TypeError")
    layer = Forgetting()
    print()
    print("a layer made in call, two calls:", layer(batch).numpy().ravel(), layer(batch).numpy().ravel())
    print("its weights:", layer.weights)


if __name__ == "__main__":
    main()
