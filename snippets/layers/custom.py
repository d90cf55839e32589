"""Custom layers: what Keras has to know to make, save and load one.

A layer is remade from its configuration, the arguments of `__init__`, and only
then given its saved weights. `build` runs when the first input has arrived, so
weights made there can take their shape from it.

Claims:
    holds: A weight made in `build` takes its shape from the first input, whereas `__init__` has to be told.
    outdated: A custom layer cannot be saved and loaded unless it defines `get_config`.
    holds: An argument that `get_config` leaves out falls back to its default when the layer is loaded.
    refuted: A loaded layer has the attributes that the saved one had at last, not those it was made with.
    refuted: A `tf.Variable` in an attribute of a layer is one of the weights of the layer.
"""

import tempfile

import keras
import tensorflow as tf


class Scale(keras.layers.Layer):
    """Multiply by a factor that is an argument, and then each feature by a weight of its own."""

    def __init__(self, factor: float = 1.0, **options):
        super().__init__(**options)
        self.factor = factor

    def build(self, shape):
        """Make one weight for each feature of an input of `shape`, (n, features)."""
        self.feature_scale = self.add_weight(shape=shape[-1:], initializer="random_normal")

    def call(self, batch):
        """Return the scaled batch, shape (n, features)."""
        return batch * self.factor * self.feature_scale


class Told(keras.layers.Layer):
    """Do without `build`: the number of features is an argument."""

    def __init__(self, features: int):
        super().__init__()
        self.feature_scale = self.add_weight(shape=(features,), initializer="ones")

    def call(self, batch):
        """Return the scaled batch, shape (n, features)."""
        return batch * self.feature_scale


class Explicit(Scale):
    """Say what is saved."""

    def get_config(self):
        """Return the arguments of `__init__`."""
        return {**super().get_config(), "factor": self.factor}


class Forgetful(Explicit):
    """Leave the factor out of what is saved."""

    def get_config(self):
        """Return some of the arguments of `__init__`."""
        config = super().get_config()
        config.pop("factor")
        return config


class Holder(keras.layers.Layer):
    """Hold a variable made by `make`, such as tf.Variable."""

    def __init__(self, make):
        super().__init__()
        self.held = make(2.0)


def weight_shapes(layer: keras.layers.Layer, batch) -> tuple[list, list]:
    """Return the shapes of the layer's weights before it is called on `batch`, shape (n, features), and after."""
    before = [tuple(weight.shape) for weight in layer.weights]
    layer(batch)
    return before, [tuple(weight.shape) for weight in layer.weights]


def reloaded(layer: Scale, features: int = 2) -> Scale:
    """Save a model of one layer to a file and return the layer of the model that is loaded from there."""
    model = keras.Sequential([keras.Input((features,)), layer])
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/model.keras")
        known = {kind.__name__: kind for kind in (Scale, Explicit, Forgetful)}
        return keras.saving.load_model(f"{folder}/model.keras", custom_objects=known).layers[0]


def changed_and_reloaded(layer: Scale, factor: float) -> Scale:
    """Set the attribute of the layer, then save and load it."""
    layer.factor = factor
    return reloaded(layer)


def weights_held(make) -> int:
    """Return how many weights a layer has that holds a variable made by `make` in an attribute."""
    return len(Holder(make).weights)


def main() -> None:
    """Make layers, then save and load them."""
    keras.utils.set_random_seed(0)
    batch = tf.ones([1, 3])
    print("weights before, after the first input")
    print("  made in build   ", *weight_shapes(Scale(), batch))
    print("  made in __init__", *weight_shapes(Told(3), batch))
    print()
    print("factor                 made with   set to   loaded")
    for kind in (Scale, Explicit, Forgetful):
        print(f"{kind.__name__:<25} 3.0             {reloaded(kind(3.0)).factor:8}")
        print(f"{kind.__name__:<25} 3.0      7.0    {changed_and_reloaded(kind(3.0), 7.0).factor:8}")
    print()
    for name, make in {"tf.Variable": tf.Variable, "keras.Variable": keras.Variable}.items():
        print(f"weights of a layer that holds a {name:<15}", weights_held(make))


if __name__ == "__main__":
    main()
