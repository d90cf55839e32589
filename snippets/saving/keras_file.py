"""Keras files: save a model to go on, export it to serve.

A `.keras` file holds a model's configuration, weights and optimizer, so training
can continue. An export holds graphs for predicting and nothing to train with.
What a configuration cannot describe, such as a lambda, does not travel safely.

Claims:
    outdated: `model.save` with the path of a folder writes a SavedModel there.
    holds: A `.keras` file brings back a model that trains on as if it had never been saved.
    holds: `model.export` writes a SavedModel whose `serve` predicts but which cannot be trained.
    refuted: A function taken from a loaded SavedModel works without the loaded object.
    qualified: A model with a `Lambda` layer can be loaded from its `.keras` file.
"""

import tempfile

import keras
import numpy as np
import tensorflow as tf

INPUTS = np.linspace(-1, 1, 24, dtype="float32").reshape(8, 3)
TARGETS = INPUTS.sum(axis=1, keepdims=True)


def make_model(seed: int = 0) -> keras.Model:
    """Return a small compiled model from 3 numbers to 1, with an optimizer that remembers past gradients."""
    kernel = keras.initializers.RandomNormal(seed=seed)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer=kernel)])
    model.compile(keras.optimizers.Adam(0.1), loss="mean_squared_error")
    return model


def train(model: keras.Model, epochs: int) -> None:
    """Fit the model to the sum of its inputs, in one batch per epoch."""
    model.fit(INPUTS, TARGETS, epochs=epochs, batch_size=8, shuffle=False, verbose=0)


def save(model: keras.Model, path: str) -> None:
    """Save a model at `path`; Keras 3 raises a ValueError unless the name ends in .keras or .h5."""
    model.save(path)


def save_and_load(model: keras.Model, folder: str, *, safe_mode: bool = True) -> keras.Model:
    """Return the model that comes back from a `.keras` file."""
    save(model, f"{folder}/model.keras")
    return keras.saving.load_model(f"{folder}/model.keras", safe_mode=safe_mode)


def export(model: keras.Model, folder: str):
    """Export a model and return what `tf.saved_model.load` makes of it."""
    model.export(folder, verbose=False)
    return tf.saved_model.load(folder)


def serve(folder: str, inputs, *, keep: bool = True) -> np.ndarray:
    """Load an export and call its `serve`, shape (n, 3) to (n, 1), with the loaded object kept or let go."""
    loaded = tf.saved_model.load(folder)
    function = loaded.serve
    if not keep:
        del loaded
    return function(inputs).numpy()


def lambda_model() -> keras.Model:
    """Return a model that doubles 3 numbers with a Python lambda."""
    return keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: 2 * x)])


def outcome(action, *arguments, **options) -> str:
    """Do something and return "works" or the name of the error."""
    try:
        action(*arguments, **options)
    except (ValueError, AssertionError) as error:
        return type(error).__name__
    return "works"


def main() -> None:
    """Save, load, export and serve one model."""
    model = make_model()
    train(model, epochs=5)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("model", "model.h5", "model.keras"):
            print(f"save as {name:<28}", outcome(save, model, f"{folder}/{name}"))
        loaded = save_and_load(model, folder)
        exported = export(model, f"{folder}/export")
        print("prediction of the model             ", model.predict(INPUTS[:1], verbose=0).item())
        print("                  .keras, loaded    ", loaded.predict(INPUTS[:1], verbose=0).item())
        print("                  export, served    ", serve(f"{folder}/export", INPUTS[:1]).item())
        print("can be fitted: .keras / export      ", hasattr(loaded, "fit"), "/", hasattr(exported, "fit"))
        kept = [outcome(serve, f"{folder}/export", INPUTS[:1], keep=keep) for keep in (True, False)]
        print("serve, loaded object kept / let go  ", " / ".join(kept))
        print("load a Lambda layer                 ", outcome(save_and_load, lambda_model(), folder))
        unsafe = outcome(save_and_load, lambda_model(), folder, safe_mode=False)
        print("load a Lambda layer, safe_mode=False", unsafe)


if __name__ == "__main__":
    main()
