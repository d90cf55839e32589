import numpy as np
import pytest

from snippets.saving import keras_file


def by_hand(model):
    """Compute the predictions in float64 from the kernel and the bias."""
    kernel, bias = (weight.astype("float64") for weight in model.get_weights())
    return keras_file.INPUTS @ kernel + bias


def test_a_path_without_an_ending_is_refused(tmp_path):
    """outdated: `model.save` with the path of a folder writes a SavedModel there."""
    with pytest.raises(ValueError, match=r"\.keras"):
        keras_file.save(keras_file.make_model(), f"{tmp_path}/model")
    keras_file.save(keras_file.make_model(), f"{tmp_path}/model.keras")
    assert [path.name for path in tmp_path.iterdir()] == ["model.keras"]


@pytest.mark.slow
def test_a_loaded_model_trains_on_as_if_it_had_not_been_saved(tmp_path):
    """holds: A `.keras` file brings back a model that trains on as if it had never been saved."""
    straight, saved = keras_file.make_model(), keras_file.make_model()
    keras_file.train(straight, epochs=3)
    keras_file.train(saved, epochs=3)
    loaded = keras_file.save_and_load(saved, str(tmp_path))
    assert loaded is not saved
    keras_file.train(straight, epochs=3)
    keras_file.train(loaded, epochs=3)
    # The same float32 operations in the same order, so not even rounding may differ.
    for expected, weight in zip(straight.get_weights(), loaded.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, expected)
    fresh = keras_file.make_model()
    fresh.set_weights(saved.get_weights())
    keras_file.train(fresh, epochs=3)
    assert not np.allclose(fresh.get_weights()[0], straight.get_weights()[0], atol=1e-3), (
        "Adam's memory would not matter"
    )


def test_an_export_predicts_and_does_no_more(tmp_path):
    """holds: `model.export` writes a SavedModel whose `serve` predicts but which cannot be trained."""
    model = keras_file.make_model()
    exported = keras_file.export(model, str(tmp_path))
    # Sums of three products below 1 in float32.
    np.testing.assert_allclose(keras_file.serve(str(tmp_path), keras_file.INPUTS), by_hand(model), atol=1e-6)
    assert (tmp_path / "saved_model.pb").is_file()
    assert not hasattr(exported, "fit")
    with pytest.raises(ValueError, match="not supported"):
        keras_file.keras.saving.load_model(str(tmp_path))


def test_a_served_function_needs_the_loaded_object(tmp_path):
    """refuted: A function taken from a loaded SavedModel works without the loaded object."""
    keras_file.export(keras_file.make_model(), str(tmp_path))
    assert keras_file.outcome(keras_file.serve, str(tmp_path), keras_file.INPUTS, keep=False) == "AssertionError"
    assert keras_file.outcome(keras_file.serve, str(tmp_path), keras_file.INPUTS, keep=True) == "works"


def test_a_lambda_is_loaded_only_when_trusted(tmp_path):
    """qualified: A model with a `Lambda` layer can be loaded from its `.keras` file."""
    with pytest.raises(ValueError, match="Lambda"):
        keras_file.save_and_load(keras_file.lambda_model(), str(tmp_path))
    trusted = keras_file.save_and_load(keras_file.lambda_model(), str(tmp_path), safe_mode=False)
    np.testing.assert_array_equal(trusted(keras_file.INPUTS), 2 * keras_file.INPUTS)
