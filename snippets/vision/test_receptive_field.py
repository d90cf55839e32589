import numpy as np
import pytest

from snippets.vision import receptive_field
from snippets.vision.receptive_field import stack


def seen_by_walking(sizes, dilations):
    """Return the distances that one offset of each kernel can add up to."""
    distances = {0}
    for size, dilation in zip(sizes, dilations, strict=True):
        offsets = [dilation * offset for offset in range(-(size // 2), size // 2 + 1)]
        distances = {distance + offset for distance in distances for offset in offsets}
    return sorted(distances)


@pytest.mark.parametrize(("depth", "pixels"), [(1, 3), (2, 5), (3, 7)])
def test_each_layer_adds_a_pixel_on_either_side(depth, pixels):
    """holds: One, two and three stacked 3 x 3 convolutions see 3, 5 and 7 pixels across."""
    model = stack([3] * depth)
    assert receptive_field.width(model) == pixels
    assert np.count_nonzero(receptive_field.influence(model)) == pixels**2, "a square is seen"


def test_two_small_kernels_do_with_fewer_weights():
    """holds: Two 3 x 3 convolutions see as far as one 5 x 5 convolution and have fewer weights: 18 to 25."""
    two, one = stack([3, 3]), stack([5])
    assert receptive_field.seen(two) == receptive_field.seen(one) == [-2, -1, 0, 1, 2]
    assert (two.count_params(), one.count_params()) == (2 * 3 * 3, 5 * 5)


def test_growing_dilations_see_far():
    """holds: With dilations of 1, 2 and 4, three 3 x 3 convolutions see 15 pixels across."""
    model = stack([3, 3, 3], [1, 2, 4])
    # Each layer adds its dilation on either side: 1 + 2 * (1 + 2 + 4).
    assert receptive_field.width(model) == 15
    assert receptive_field.seen(model) == seen_by_walking([3, 3, 3], [1, 2, 4]) == list(range(-7, 8))
    assert model.count_params() == stack([3, 3, 3]).count_params()


def test_equal_dilations_leave_holes():
    """refuted: A stack of dilated convolutions sees every pixel of its receptive field."""
    model = stack([3, 3, 3], [2, 2, 2])
    assert receptive_field.width(model) == 13
    assert receptive_field.seen(model) == seen_by_walking([3, 3, 3], [2, 2, 2]) == list(range(-6, 7, 2))


def test_the_middle_counts_most():
    """refuted: All pixels of a receptive field count alike for the output."""
    influence = receptive_field.influence(stack([3, 3, 3]))
    # The number of ways from a pixel to the output: the coefficients of (1 + x + x**2)**3 in both directions.
    ways = np.polynomial.polynomial.polypow([1, 1, 1], 3)
    assert ways.tolist() == [1, 3, 6, 7, 6, 3, 1]
    assert influence.max() == 49
    assert influence[influence > 0].tolist() == np.outer(ways, ways).ravel().tolist()
    assert receptive_field.influence(stack([7])).max() == 1, "in one kernel of ones, all count alike"
