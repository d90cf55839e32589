import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.layers import upsampling

KERNEL = tf.random.stateless_normal([3, 3, 2, 4], seed=[1, 0])


def convolved(picture, kernel, stride):
    """Convolve one picture, shape (height, width, channels), in float64."""
    size, kernel = kernel.shape[0], kernel.numpy().astype("float64")
    rows = range(0, picture.shape[0] - size + 1, stride)
    columns = range(0, picture.shape[1] - size + 1, stride)
    return np.array(
        [[np.tensordot(picture[r : r + size, c : c + size], kernel, axes=3) for c in columns] for r in rows]
    )


def painted(picture, kernel, stride):
    """Paint the kernel into a larger picture, pixel by pixel, in float64."""
    size, kernel = kernel.shape[0], kernel.numpy().astype("float64")
    height, width = ((length - 1) * stride + size for length in picture.shape[:2])
    large = np.zeros((height, width, kernel.shape[2]))
    for row, column in np.ndindex(*picture.shape[:2]):
        top, left = stride * row, stride * column
        large[top : top + size, left : left + size] += kernel @ picture[row, column]
    return large


@pytest.fixture
def pair():
    """A picture that a convolution with stride 2 reads to its last row, and one of the shape it returns."""
    return [tf.random.stateless_normal(shape, seed=[2, 0]) for shape in ([1, 9, 7, 2], [1, 4, 3, 4])]


@pytest.mark.parametrize("times", [2, 3])
def test_upsampling_repeats(pair, times):
    """holds: UpSampling2D repeats rows and columns and has no weights."""
    expected = pair[0].numpy().repeat(times, axis=1).repeat(times, axis=2)
    np.testing.assert_array_equal(upsampling.repeated(pair[0], times), expected)
    assert keras.layers.UpSampling2D(times).weights == []


def test_a_transposed_convolution_paints_its_kernel(pair):
    layer = upsampling.transposed(KERNEL, stride=2)
    assert layer.count_params() == 3 * 3 * 2 * 4
    # Sums of at most 16 float32 products near 1.
    np.testing.assert_allclose(layer(pair[1])[0], painted(pair[1][0].numpy(), KERNEL, 2), atol=1e-5)


def test_it_is_the_adjoint(pair):
    """holds: A transposed convolution is the adjoint of the convolution with the same kernel."""
    a, b = pair
    by_hand = np.sum(convolved(a[0].numpy(), KERNEL, 2) * b[0].numpy())
    left = upsampling.inner(upsampling.convolution(KERNEL, stride=2)(a), b)
    right = upsampling.inner(a, upsampling.transposed(KERNEL, stride=2)(b))
    # Sums of about a thousand float32 products near 1.
    assert float(left) == pytest.approx(by_hand, abs=1e-3)
    assert float(right) == pytest.approx(by_hand, abs=1e-3)
    assert abs(by_hand) > 1


def test_it_carries_the_gradient_back(pair):
    """holds: The gradient of a convolution for its input is a transposed convolution."""
    a, upstream = pair
    gradient = upsampling.gradient_for_input(upsampling.convolution(KERNEL, stride=2), a, upstream)
    # Sums of at most 16 float32 products near 1.
    np.testing.assert_allclose(gradient[0], painted(upstream[0].numpy(), KERNEL, 2), atol=1e-5)
    np.testing.assert_allclose(gradient, upsampling.transposed(KERNEL, stride=2)(upstream), atol=1e-5)


def test_it_restores_the_shape_and_not_the_values(pair):
    """refuted: A transposed convolution, also called deconvolution, undoes the convolution with its kernel."""
    picture = pair[0]
    back = upsampling.transposed(KERNEL)(upsampling.convolution(KERNEL)(picture))
    expected = painted(convolved(picture[0].numpy(), KERNEL, 2), KERNEL, 2)
    np.testing.assert_allclose(back[0], expected, rtol=1e-4, atol=1e-4)
    assert back.shape == picture.shape
    assert np.abs(back - picture).max() > 1


@pytest.mark.parametrize(("size", "stride", "inside"), [(3, 2, {1, 2, 4}), (4, 2, {4}), (2, 2, {1}), (5, 3, {1, 2, 4})])
def test_overlaps_are_even_if_the_stride_divides_the_kernel(size, stride, inside):
    """qualified: A transposed convolution whose kernel is all ones turns an even picture into an even one."""
    edge = size - stride  # fewer patches overlap at the border
    picture = upsampling.painted(size, stride, pixels=5).numpy()
    assert set(np.unique(picture[edge : len(picture) - edge, edge : len(picture) - edge])) == inside
    assert (len(inside) == 1) == (size % stride == 0)
