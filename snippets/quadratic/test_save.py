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
    loaded = save.save_and_load(model, str(tmp_path))
    assert loaded is not model
    np.testing.assert_array_equal(predict(loaded, X), predict(model, X))
    # Integers are exact in float32.
    np.testing.assert_array_equal(predict(loaded, X), (X + 4) * (X - 2))
    assert (tmp_path / "quadratic.keras").is_file()


def test_a_registered_layer_is_found_again(model, tmp_path):
    """holds: The loaded model has a layer of the registered class, without `custom_objects`."""
    loaded = save.save_and_load(model, str(tmp_path))
    assert [type(layer) for layer in loaded.layers] == [type(layer) for layer in model.layers]
    assert isinstance(loaded.layers[0], Powers)
    with pytest.raises(TypeError, match="Powers"):
        save_and_load_a_stranger(str(tmp_path))


def save_and_load_a_stranger(folder):
    class Powers(save.keras.layers.Layer):
        def call(self, x):
            return x

    save.save_and_load(save.keras.Sequential([save.keras.Input((1,)), Powers()]), folder)


def test_an_export_predicts_the_same(model, tmp_path):
    """holds: An export predicts the same without the class of the layer."""
    # Integers are exact in float32.
    np.testing.assert_array_equal(save.serve(model, str(tmp_path), X), (X + 4) * (X - 2))
    assert b"quadratic>Powers" not in (tmp_path / "saved_model.pb").read_bytes()
