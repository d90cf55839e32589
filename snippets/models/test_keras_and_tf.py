from importlib import import_module
from importlib.metadata import version

import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models import keras_and_tf


@pytest.mark.parametrize("part", keras_and_tf.PARTS)
def test_both_names_lead_to_the_same_classes_but_for_a_single_one(part):
    """qualified: A class of `tf.keras` is the very same object as the class of that name in `keras`."""
    assert keras_and_tf.differing(part) == (["AlphaDropout"] if part == "layers" else [])
    assert len(keras_and_tf.classes(getattr(keras, part))) > 10


def test_the_exception_is_kept_for_old_models():
    """qualified: A class of `tf.keras` is the very same object as the class of that name in `keras`."""
    (name,) = keras_and_tf.differing("layers")
    assert "legacy" in getattr(tf.keras.layers, name).__module__
    assert "legacy" not in getattr(keras.layers, name).__module__


def test_layers_of_both_names_make_one_model():
    layers = [keras.Input((2,)), tf.keras.layers.Rescaling(2.0), keras.layers.Rescaling(3.0)]
    np.testing.assert_array_equal(keras.Sequential(layers)(np.ones((1, 2))), [[6.0, 6.0]])


def test_the_versions_are_equal():
    """outdated: `keras` and `tf.keras` come in different versions."""
    assert keras_and_tf.same_version()
    # What the package manager has installed under the name of Keras is what TensorFlow shows.
    assert tf.keras.__version__ == version("keras") != tf.__version__


def test_a_name_of_tf_keras_may_be_missing_in_keras():
    """refuted: Every name in `tf.keras` exists in `keras` too, so one import can replace the other."""
    assert {"RandomHeight", "RandomWidth", "ThresholdedReLU"} <= set(keras_and_tf.only_in_tf_keras("layers"))
    assert keras_and_tf.only_in_tf_keras("optimizers") == []
    # The same loss goes by its short name on one side and by its long name on the other.
    assert "mse" in keras_and_tf.only_in_tf_keras("losses")
    assert tf.keras.losses.mse is keras.losses.mean_squared_error
    with pytest.raises(AttributeError):
        keras.losses.mse  # noqa: B018


@pytest.mark.parametrize("path", ["estimator", "keras.estimator", "compat.v1.estimator"])
def test_there_are_no_estimators(path):
    """outdated: TensorFlow offers Estimators next to Keras as a high-level interface."""
    assert not keras_and_tf.found(tf, path)
    with pytest.raises(ImportError):
        import_module("tensorflow_estimator")


@pytest.mark.parametrize("path", ["layers.GroupNormalization", "optimizers.AdamW", "metrics.F1Score"])
def test_keras_has_what_addons_had(path):
    """outdated: Group normalization, AdamW and the F1 score need TensorFlow Addons."""
    assert keras_and_tf.found(keras, path)
    with pytest.raises(ImportError):
        import_module("tensorflow_addons")


def test_not_all_of_addons_has_moved():
    assert not keras_and_tf.found(keras, "optimizers.Lookahead")


def test_the_f1_score_is_the_harmonic_mean_of_precision_and_recall():
    score = keras.metrics.F1Score(threshold=0.5, average="micro")
    # Two hits, one false alarm and two misses: precision 2/3, recall 2/4.
    truth, guess = [[1.0], [1.0], [0.0], [1.0], [1.0]], [[0.9], [0.9], [0.9], [0.1], [0.1]]
    # One float32 division.
    assert float(score(np.array(truth), np.array(guess))) == pytest.approx(2 / (3 / 2 + 4 / 2), rel=1e-6)
