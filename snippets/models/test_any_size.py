import keras
import numpy as np
import pytest

from snippets.models import any_size
from snippets.models.any_size import CHANNELS, CLASSES, FILTERS, KERNEL

SIZES = [(8, 8), (20, 31), (3, 3)]


def in_numpy(pictures, weights):
    """Convolve, average and classify in float64, place by place."""
    kernel, bias, dense, dense_bias = (weight.astype("float64") for weight in weights)
    height, width = pictures.shape[1] - KERNEL + 1, pictures.shape[2] - KERNEL + 1
    means = np.zeros((len(pictures), FILTERS))
    for row in range(height):
        for column in range(width):
            window = pictures[:, row : row + KERNEL, column : column + KERNEL]
            means += np.maximum(np.tensordot(window, kernel, axes=3) + bias, 0) / (height * width)
    return means @ dense + dense_bias


@pytest.fixture(scope="module")
def model():
    """One model for all sizes, with weights none of which is zero."""
    model = any_size.pooled(None, None)
    random = np.random.default_rng(0)
    model.set_weights([random.normal(size=weight.shape) for weight in model.weights])
    return model


@pytest.mark.parametrize("size", SIZES)
def test_one_set_of_weights_serves_every_size(model, size):
    """holds: A convolution with global average pooling classifies pictures of any size with the same weights."""
    pictures = any_size.pictures(*size)
    assert pictures.shape[1:] == (*size, CHANNELS)
    # Sums of a few float32 products near 1; the mean over the places averages their rounding.
    np.testing.assert_allclose(model(pictures), in_numpy(pictures.numpy(), model.get_weights()), atol=1e-5)


def test_pictures_smaller_than_the_kernel_are_refused(model):
    with pytest.raises(ValueError, match="empty output"):
        model(any_size.pictures(2, 2))


def test_the_size_of_the_picture_costs_no_weight():
    """holds: The number of weights of a convolution depends on its kernel and channels, not on the picture."""
    counts = {size: any_size.pooled(*size).layers[1].count_params() for size in [*SIZES, (None, None)]}
    assert set(counts.values()) == {(KERNEL * KERNEL * CHANNELS + 1) * FILTERS}
    assert any_size.pooled(None, None, channels=5).layers[1].count_params() == (KERNEL * KERNEL * 5 + 1) * FILTERS


def test_flattening_makes_the_size_a_part_of_the_weights():
    """refuted: Flattening prepares pictures of any size for a Dense layer."""
    assert any_size.flattened(8, 8).layers[-1].kernel.shape == (6 * 6 * FILTERS, CLASSES)
    assert any_size.flattened(20, 31).layers[-1].kernel.shape == (18 * 29 * FILTERS, CLASSES)
    with pytest.raises(ValueError, match="must be fully-defined"):
        any_size.flattened(None, None)


def test_the_channels_have_to_be_known():
    """refuted: Every entry of the shape of an Input may be None."""
    assert any_size.pooled(None, None).input_shape == (None, None, None, CHANNELS)
    assert any_size.pooled(None, None).output_shape == (None, CLASSES)
    with pytest.raises(TypeError, match="NoneType"):
        any_size.pooled(8, 8, channels=None)


def test_a_functional_model_insists_on_its_sizes():
    """qualified: A model with an Input of 8 x 8 pixels refuses pictures of another size."""
    model = any_size.pooled(8, 8)
    assert model(any_size.pictures(8, 8)).shape[1:] == (CLASSES,)
    with pytest.raises(ValueError, match="incompatible with the layer"):
        model(any_size.pictures(9, 9))


def test_a_sequential_model_leaves_the_check_to_its_layers():
    """qualified: A model with an Input of 8 x 8 pixels refuses pictures of another size."""
    model = any_size.pooled(8, 8, sequential=True)
    assert isinstance(model, keras.Sequential)
    other = any_size.pictures(9, 9)
    np.testing.assert_allclose(model(other), in_numpy(other.numpy(), model.get_weights()), atol=1e-5)
