import math

import numpy as np
import pytest
import tensorflow as tf

from snippets.vision import super_resolution

CHANNELS = np.random.default_rng(0).normal(size=(3, 5, 4)).astype("float32")


def test_channels_become_a_block():
    """holds: `tf.nn.depth_to_space` with block b turns b * b channels of each pixel into a block of b x b pixels."""
    pixels = super_resolution.to_space(CHANNELS)
    assert np.array_equal(super_resolution.by_tensorflow(tf.nn.depth_to_space, CHANNELS)[..., 0], pixels)
    assert pixels.shape == (6, 10)
    for row, column in np.ndindex(3, 5):
        block = pixels[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        assert block.ravel().tolist() == CHANNELS[row, column].tolist()


def test_there_and_back():
    """holds: `tf.nn.depth_to_space` undoes `tf.nn.space_to_depth`: both move values and compute nothing."""
    picture = np.random.default_rng(1).normal(size=(6, 8)).astype("float32")
    moved = super_resolution.by_tensorflow(tf.nn.space_to_depth, picture[..., np.newaxis])
    assert np.array_equal(super_resolution.to_depth(picture), moved)
    assert sorted(moved.ravel()) == sorted(picture.ravel())
    assert moved[1, 2].tolist() == [picture[2, 4], picture[2, 5], picture[3, 4], picture[3, 5]]
    assert np.array_equal(super_resolution.to_space(moved), picture)
    assert np.array_equal(super_resolution.by_tensorflow(tf.nn.depth_to_space, moved)[..., 0], picture)


@pytest.mark.parametrize("largest", [1.0, 255.0])
def test_psnr_by_hand_and_by_tensorflow(largest):
    """holds: PSNR is 10 times the decimal logarithm of the squared range over the mean squared error."""
    original = np.zeros((4, 4), "float32")
    picture = original.copy()
    picture[0, 0], picture[1, 1] = 0.2 * largest, 0.4 * largest
    # The mean squared error is (0.04 + 0.16) / 16 = 1 / 80 of the squared range.
    expected = 10 * math.log10(80)
    assert super_resolution.psnr(picture, original, largest) == pytest.approx(expected, rel=1e-6)
    by_tensorflow = tf.image.psnr(picture[..., None], original[..., None], largest)
    assert float(by_tensorflow) == pytest.approx(expected, rel=1e-5)
    assert super_resolution.psnr(original, original) == math.inf


def test_half_the_error_adds_six_decibels():
    """refuted: Half the error in every pixel doubles the PSNR."""
    picture = super_resolution.waves().astype("float64")
    whole, half = (super_resolution.psnr(picture + error, picture) for error in (0.1, 0.05))
    assert whole == pytest.approx(20)
    # 20 times the decimal logarithm of 2
    assert half - whole == pytest.approx(6.0206, abs=1e-4)


def quality(picture, method):
    return super_resolution.psnr(super_resolution.enlarge(super_resolution.reduce(picture), method), picture)


def test_a_smooth_picture_is_better_restored_by_bicubic_interpolation():
    """qualified: Bicubic enlargement is closer to the original than nearest: for smooth pictures, not for blocks."""
    picture = super_resolution.waves()
    assert np.abs(np.diff(picture)).max() < 0.2
    repeated = np.kron(picture.reshape(16, 2, 16, 2).mean(axis=(1, 3)), np.ones((2, 2)))
    assert quality(picture, "nearest") == pytest.approx(-10 * np.log10(np.mean((repeated - picture) ** 2)), rel=1e-4)
    # Measured: 27, 35 and 42 dB.
    assert quality(picture, "bicubic") > quality(picture, "bilinear") + 3 > quality(picture, "nearest") + 6


def test_blocks_are_better_restored_by_repetition():
    """qualified: Bicubic enlargement is closer to the original than nearest: for smooth pictures, not for blocks."""
    picture = super_resolution.blocks()
    assert np.array_equal(picture[:3, :6], [[0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 0, 0], [1, 1, 0, 0, 1, 1]])
    assert quality(picture, "nearest") == math.inf
    assert quality(picture, "bicubic") < 20
