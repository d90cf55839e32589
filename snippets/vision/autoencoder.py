"""Autoencoder: a picture through a narrow code and back.

An encoder squeezes the pixels into a few numbers, a decoder restores the picture
from them, and the picture itself is the target, so no labels are needed. What
comes back shows what the training pictures have in common. Without activation
functions the best that can be reached is known: principal components.

Claims:
    holds: An autoencoder of 8 units restores unseen digits with less than half the error of their mean.
    holds: No linear autoencoder of k units has less training error than k principal components.
    holds: With hidden ReLU layers, 8 units restore digits with less error than 8 principal components.
    refuted: The code units of a trained linear autoencoder are the principal components.
    refuted: A trained autoencoder restores any picture.
"""

import keras
import numpy as np
import tensorflow as tf

from snippets.data.digits import as_text, training_and_test

STEPS = 200


def pictures() -> tuple[np.ndarray, np.ndarray]:
    """Return pictures to train on and others, float32, each of shape (count, height, width)."""
    (training, _), (others, _) = training_and_test(train=500, test=200)
    return training, others


def flat(pictures: np.ndarray) -> np.ndarray:
    """Turn pictures, shape (count, height, width), into rows of pixels, shape (count, pixels)."""
    return pictures.reshape(len(pictures), -1)


def autoencoder(pixels: int, units: int, hidden: int = 0) -> keras.Sequential:
    """Return an autoencoder of `pixels` with a code of `units`; linear unless it has hidden ReLU units."""
    between = [keras.layers.Dense(hidden, activation="relu")] if hidden else []
    after = [keras.layers.Dense(hidden, activation="relu")] if hidden else []
    code, output = keras.layers.Dense(units, name="code"), keras.layers.Dense(pixels)
    return keras.Sequential([keras.Input((pixels,)), *between, code, *after, output])


def train(model: keras.Sequential, rows: np.ndarray, steps: int = STEPS) -> keras.Sequential:
    """Take steps of Adam on all rows, shape (count, pixels), with the rows themselves as targets."""
    optimizer = keras.optimizers.Adam(0.01)
    optimizer.build(model.trainable_variables)

    @tf.function
    def run(rows):
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((model(rows) - rows) ** 2)
            optimizer.apply(tape.gradient(loss, model.trainable_variables))

    run(tf.constant(rows))
    return model


def error(restored, rows) -> float:
    """Return the mean squared difference of pixels, given two arrays of shape (count, pixels)."""
    return float(np.mean((restored - rows) ** 2))


def principal_directions(rows: np.ndarray, count: int) -> np.ndarray:
    """Return the orthogonal directions in which rows, shape (n, pixels), vary most; shape (count, pixels)."""
    return np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)[2][:count]


def by_components(rows: np.ndarray, others: np.ndarray, count: int) -> np.ndarray:
    """Restore `others`, shape (m, pixels), from as many principal components of `rows`, shape (n, pixels)."""
    mean, directions = rows.mean(axis=0), principal_directions(rows, count)
    return mean + (others - mean) @ directions.T @ directions


def main() -> None:
    """Restore unseen digits in four ways, from eight numbers each."""
    keras.utils.set_random_seed(0)
    training, others = pictures()
    rows, unseen = flat(training), flat(others)
    pixels = rows.shape[1]
    restored = {
        "mean picture": np.broadcast_to(rows.mean(axis=0), unseen.shape),
        "8 components": by_components(rows, unseen, 8),
        "8 linear units": np.array(train(autoencoder(pixels, 8), rows)(unseen)),
        "8 units, ReLU": np.array(train(autoencoder(pixels, 8, hidden=64), rows)(unseen)),
    }
    print("error on unseen digits:")
    for name, result in restored.items():
        print(f"  {name:15} {error(result, unseen):.4f}")
    print("\n" + "   ".join(f"{name:14}" for name in ("digit", *restored)))
    shape = others[0].shape
    shown = [others[0]] + [np.clip(result[0].reshape(shape), 0.0, 1.0) for result in restored.values()]
    step = -(-shape[1] // 14)
    for line in zip(*(as_text(picture[::step, ::step]).splitlines() for picture in shown), strict=True):
        print("   ".join(f"{part:14}" for part in line).rstrip())


if __name__ == "__main__":
    main()
