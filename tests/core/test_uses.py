from __future__ import annotations

import pytest

from tracker.core.uses import names_in, uses

PROGRAM = """
import numpy as np
import tensorflow as tf
from keras import layers as kl
from tensorflow.keras import Model
from snippets.data.digits import draw


def f(x):
    with tf.GradientTape() as tape:
        y = kl.Dense(3)(x.shape)
    x.assign_add(y)
    return tape.gradient(np.linalg.norm(y), draw(x)), Model
"""
NAMES = names_in(PROGRAM)


def test_names_are_those_of_the_modules_they_come_from() -> None:
    assert {"tf.GradientTape", "keras.layers.Dense", "np.linalg.norm", "keras.Model", ".gradient"} <= NAMES


@pytest.mark.parametrize(
    "wanted",
    [
        *["tf.GradientTape", "GradientTape", "tensorflow.GradientTape", "`tf.GradientTape()`", "tf"],
        *[
            "keras.layers",
            "tf.keras.layers.Dense",
            "tensorflow.keras.Model",
            "layers.Dense",
            "np.linalg",
            "numpy.linalg",
        ],
        *["assign_add", "tf.Variable.assign_add", "tape.gradient", "Variable.assign_add"],
    ],
)
def test_a_name_is_found_however_it_is_written(wanted: str) -> None:
    assert uses(NAMES, wanted)


@pytest.mark.parametrize(
    "wanted", ["tf.Gradient", "tf.gradient", "tf.shape", "keras.layers.LSTM", "Tape", "tf.keras.Sequential", "", "."]
)
def test_a_name_that_is_not_used_is_not_found(wanted: str) -> None:
    assert not uses(NAMES, wanted)
