"""Saving the fit: a file to go on with and an export to serve.

The last step of the chain. A Keras 3 model is saved under a name that ends in
.keras and comes back with its layers; a layer of your own comes back if it is
registered. `export` writes graphs for a server, which needs no layer at all.

Claims:
    outdated: `model.save("my_new_model")` saves a model.
    holds: The model that is loaded from a `.keras` file predicts exactly what the saved one predicts.
    holds: The loaded model has a layer of the registered class, without `custom_objects`.
    holds: An export predicts the same without the class of the layer.
"""

import tempfile

import keras
import numpy as np
import tensorflow as tf

from snippets.quadratic.data import points
from snippets.quadratic.keras_fit import coefficients, fit, make_model, predict


def save(model: keras.Model, path: str) -> None:
    """Save a model at `path`, which must end in .keras (or .h5, the older format)."""
    model.save(path)


def load(path: str) -> keras.Model:
    """Return the model that comes back from the file at `path`."""
    return keras.saving.load_model(path)


def export(model: keras.Model, folder: str) -> None:
    """Write the graphs and weights of a model to `folder`."""
    model.export(folder, verbose=False)


def serve(folder: str, x) -> np.ndarray:
    """Load an export and return its predictions for x, both of shape (n,)."""
    loaded = tf.saved_model.load(folder)
    return loaded.serve(np.reshape(x, (-1, 1)).astype("float32")).numpy()[:, 0]


def main() -> None:
    """Fit, save, load and serve."""
    x, y = points()
    model = make_model()
    fit(model, x, y, epochs=20)
    some = np.array([-3.0, 0.0, 3.0], "float32")
    with tempfile.TemporaryDirectory() as folder:
        try:
            save(model, f"{folder}/my_new_model")
        except ValueError as error:
            print(type(error).__name__, "-", str(error).split(".")[0])
        save(model, f"{folder}/quadratic.keras")
        loaded = load(f"{folder}/quadratic.keras")
        export(model, f"{folder}/export")
        print("layers after loading:   ", [type(layer).__name__ for layer in loaded.layers])
        print("coefficients:           ", [round(number, 3) for number in coefficients(loaded)])
        print(f"{'x':<24}", some)
        print("the model predicts      ", predict(model, some))
        print("the loaded one          ", predict(loaded, some))
        print("the export serves       ", serve(f"{folder}/export", some))


if __name__ == "__main__":
    main()
