import numpy as np
import pytest
import tensorflow as tf

from snippets.tensors import images

PIXELS = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[255, 255, 255], [0, 0, 0], [128, 64, 32]]], "uint8")
NOISE = np.random.default_rng(0).integers(0, 256, (16, 8, 3), "uint8")
PICTURES = pytest.mark.parametrize("picture", [PIXELS, NOISE], ids=["six pixels", "noise"])


@PICTURES
def test_the_last_axis_is_the_colour(picture):
    """holds: Stacking three channels along the last axis, `axis=-1`, makes a picture of shape (height, width, 3)."""
    red, green, blue = (picture[:, :, position] for position in range(3))
    built = images.from_channels(red, green, blue)
    assert built.shape == picture.shape
    np.testing.assert_array_equal(built, picture)


@PICTURES
def test_png_is_exact_and_jpeg_is_not(picture):
    """holds: A picture survives PNG bit for bit, whereas JPEG changes sharp colours even at quality 100."""
    assert np.array_equal(images.through_file(picture, lossless=True), picture)
    again = images.through_file(picture, lossless=False)
    assert again.shape == picture.shape
    # JPEG keeps one colour for four pixels: some channel is off by more than a quarter of the range.
    assert np.abs(again - picture.astype(float)).max() > 64


def test_a_picture_of_one_gray_survives_jpeg():
    flat = np.full((16, 16, 3), 77, "uint8")
    assert np.array_equal(images.through_file(flat, lossless=False), flat)


@PICTURES
def test_gray_weighs_the_colours(picture):
    """refuted: `tf.image.rgb_to_grayscale` takes the mean of red, green and blue."""
    floats = (picture / 255).astype("float32")
    by_tensorflow = tf.image.rgb_to_grayscale(floats)[..., 0]
    # Three products in float32 are off by 1e-7.
    np.testing.assert_allclose(images.gray(floats), by_tensorflow, atol=1e-6)
    assert np.abs(by_tensorflow - floats.mean(axis=-1)).max() > 0.2


def test_the_weights_are_those_of_a_television_standard():
    # ITU-R BT.601 has 0.299, 0.587 and 0.114, which sum to 1.
    np.testing.assert_allclose(images.gray(np.eye(3, dtype="float32")[None]), [[0.299, 0.587, 0.114]], atol=2e-4)


@PICTURES
@pytest.mark.parametrize("step", [100, 200])
def test_bytes_start_again_at_zero(picture, step):
    """refuted: Adding to the bytes of a picture stops at 255, so no pixel gets darker."""
    sums = picture.astype(int) + step
    np.testing.assert_array_equal(images.brighter(picture, step, saturate=False), sums % 256)
    np.testing.assert_array_equal(images.brighter(picture, step, saturate=True), np.minimum(sums, 255))


@PICTURES
def test_white_is_255_or_one(picture):
    """holds: As float32, white is 255 after `tf.cast`, but 1 after `tf.image.convert_image_dtype`."""
    np.testing.assert_array_equal(images.as_floats(picture, scale=False), picture.astype("float32"))
    # One multiplication by 1/255, rounded: a relative 1e-7.
    np.testing.assert_allclose(images.as_floats(picture, scale=True), picture / 255, rtol=2e-7)
