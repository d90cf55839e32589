import numpy as np
import pytest

from snippets.vision import convolution

RANDOM = np.random.default_rng(0)
PICTURE = RANDOM.normal(size=(9, 11, 2)).astype("float32")
KERNEL = RANDOM.normal(size=(3, 4, 2, 5)).astype("float32")


def by_fourier(picture, kernel, flip):
    """Convolve in float64 by the convolution theorem; without the flip, correlate. Places without padding only."""
    height, width, channels = picture.shape
    rows, columns, _, filters = kernel.shape
    turned = kernel[::-1, ::-1] if not flip else kernel
    output = np.zeros((height + rows - 1, width + columns - 1, filters))
    for channel in range(channels):
        for index in range(filters):
            spectra = [
                np.fft.fft2(part.astype("float64"), output.shape[:2])
                for part in (picture[..., channel], turned[..., channel, index])
            ]
            output[..., index] += np.fft.ifft2(spectra[0] * spectra[1]).real
    return output[rows - 1 : height, columns - 1 : width]


def test_the_loops_and_tensorflow_correlate():
    """holds: `tf.nn.conv2d` adds up the products of the kernel with the pixels below it, over all input channels."""
    expected = by_fourier(PICTURE, KERNEL, flip=False)
    assert expected.shape == (7, 8, 5)
    # Sums of 24 products of size 1 in float32.
    np.testing.assert_allclose(convolution.by_loops(PICTURE, KERNEL), expected, atol=1e-5)
    np.testing.assert_allclose(convolution.by_tensorflow(PICTURE, KERNEL), expected, atol=1e-5)


def test_one_output_by_hand():
    """holds: `tf.nn.conv2d` adds up the products of the kernel with the pixels below it, over all input channels."""
    picture = np.array([[[1, 10], [2, 20]], [[3, 30], [4, 40]]], "float32")
    kernel = np.array([[[1, 1], [0, 2]], [[0, 0], [5, 0]]], "float32").reshape(2, 2, 2, 1)
    # (1 + 10) + 2 * 20 + 5 * 4
    assert convolution.by_tensorflow(picture, kernel).item() == 71
    assert convolution.by_loops(picture, kernel).item() == 71


def test_the_convolution_of_mathematics_needs_a_flipped_kernel():
    """refuted: `tf.nn.conv2d` computes what mathematics calls a convolution."""
    expected = by_fourier(PICTURE, KERNEL, flip=True)
    assert np.abs(convolution.by_tensorflow(PICTURE, KERNEL) - expected).max() > 1.0
    flipped = convolution.by_tensorflow(PICTURE, convolution.flipped(KERNEL))
    np.testing.assert_allclose(flipped, expected, atol=1e-5)


def test_the_fourier_reference_is_the_convolution_of_numpy():
    row, kernel = PICTURE[:1, :, :1], KERNEL[:1, :, :1, :1]
    expected = np.convolve(row.ravel(), kernel.ravel(), mode="valid")
    np.testing.assert_allclose(by_fourier(row, kernel, flip=True).ravel(), expected, atol=1e-5)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_output_moves_along_with_shifts_by_multiples_of_the_stride(stride):
    """qualified: The output of a convolution moves along with its picture, if by a multiple of the stride."""
    picture = np.zeros((9, 27, 2), "float32")
    picture[:, 9:16] = PICTURE[:, :7]
    kernel = KERNEL[:, :3]
    moves = {shift for shift in range(1, 7) if convolution.moves_along(picture, kernel, shift, stride)}
    assert moves == set(range(stride, 7, stride))


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
def test_the_number_of_outputs(padding):
    """holds: At stride s, n pixels give ceil(n / s) outputs with "same" padding, ceil((n - k + 1) / s) with "valid"."""
    for pixels in (5, 6, 9):
        for size in (1, 2, 3):
            for stride in (1, 2, 3):
                picture, kernel = np.ones((pixels, pixels, 1), "float32"), np.ones((size, size, 1, 1), "float32")
                expected = convolution.output_size(pixels, size, stride, padding)
                assert convolution.by_tensorflow(picture, kernel, stride, padding).shape == (expected, expected, 1)
                places = pixels if padding == "SAME" else pixels - size + 1
                assert expected == np.ceil(places / stride)


def test_the_border_of_an_even_picture_stands_out():
    """refuted: With "same" padding, a picture of one brightness gives outputs of one value."""
    picture, kernel = np.ones((5, 6, 1), "float32"), np.ones((3, 3, 1, 1), "float32")
    outputs = convolution.by_tensorflow(picture, kernel, padding="SAME")[..., 0]
    # The kernel covers four pixels of the picture in a corner, six at a side and nine inside; beyond are zeros.
    expected = np.full((5, 6), 9)
    expected[[0, -1]] = 6
    expected[:, [0, -1]] = 6
    expected[[0, 0, -1, -1], [0, -1, 0, -1]] = 4
    assert outputs.tolist() == expected.tolist()
    assert np.ptp(convolution.by_tensorflow(picture, kernel, padding="VALID")) == 0
