import numpy as np
import pytest

from snippets.quadratic import save
from snippets.quadratic.keras_fit import Powers, make_model, predict

X = np.linspace(-3, 3, 7, dtype="float32")


@pytest.fixture
def model():
    """Return the parabola x**2 + 2 x - 8 without training."""
    model = make_model()
    model.layers[-1].set_weights([np.array([[2.0], [1.0]]), np.array([-8.0])])
    return model


def test_a_name_without_ending_is_refused(model, tmp_path):
    """outdated: `model.save("my_new_model")` saves a model."""
    with pytest.raises(ValueError, match=r"\.keras"):
        save.save(model, f"{tmp_path}/my_new_model")
    assert not list(tmp_path.iterdir())
    save.save(model, f"{tmp_path}/my_new_model.keras")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_loaded_model_predicts_the_same(model, tmp_path):
    """holds: The model that is loaded from a `.keras` file predicts exactly what the saved one predicts."""
    path = tmp_path / "quadratic.keras"
    save.save(model, str(path))
    assert path.is_file()
    loaded = save.load(str(path))
    assert loaded is not model
    np.testing.assert_array_equal(predict(loaded, X), predict(model, X))
    # Integers are exact in float32.
    np.testing.assert_array_equal(predict(loaded, X), (X + 4) * (X - 2))


def test_a_registered_layer_is_found_again(model, tmp_path):
    """holds: The loaded model has a layer of the registered class, without `custom_objects`."""

    class Stranger(save.keras.layers.Layer):
        def call(self, x):
            return x

    for name, saved in {
        "known": model,
        "strange": save.keras.Sequential([save.keras.Input((1,)), Stranger()]),
    }.items():
        save.save(saved, f"{tmp_path}/{name}.keras")
    assert len(list(tmp_path.iterdir())) == 2
    assert isinstance(save.load(f"{tmp_path}/known.keras").layers[0], Powers)
    with pytest.raises(TypeError, match="Stranger"):
        save.load(f"{tmp_path}/strange.keras")


def test_an_export_predicts_the_same(model, tmp_path):
    """holds: An export predicts the same without the class of the layer."""
    save.export(model, str(tmp_path))
    graphs = tmp_path / "saved_model.pb"
    assert graphs.is_file()
    # Integers are exact in float32.
    np.testing.assert_array_equal(save.serve(str(tmp_path), X), (X + 4) * (X - 2))
    assert b"quadratic>Powers" not in graphs.read_bytes()
