import math

import numpy as np
import pytest

from snippets.language import positions

# float64: the angles are at most 1000, known to 1e-13.
CLOSE = 1e-10


def by_hand(position, width):
    """Write the formula out: sin and cos of position / 10000 ** (column / width), in turn."""
    angles = [position / 10000 ** (column / width) for column in range(0, width, 2)]
    return [f(angle) for angle in angles for f in (math.sin, math.cos)]


@pytest.mark.parametrize("width", [2, 8])
def test_the_formula(width):
    expected = [by_hand(position, width) for position in (0, 1, 700)]
    np.testing.assert_allclose(positions.sinusoids([0, 1, 700], width), expected, atol=CLOSE)


def test_without_positions_the_order_is_lost():
    """refuted: A mean of attention outputs tells "dog bites man" from "man bites dog" without positions."""
    one, other = (positions.meaning(text, positions=False) for text in ("dog bites man", "man bites dog"))
    np.testing.assert_allclose(one, other, atol=1e-12)
    assert np.abs(one - positions.meaning("dog bites dog", positions=False)).max() > 0.1, "words do matter"
    one, other = (positions.meaning(text, positions=True) for text in ("dog bites man", "man bites dog"))
    assert np.abs(one - other).max() > 0.01


@pytest.mark.parametrize("shift", [1, 3, -2])
@pytest.mark.parametrize("start", [2, 10, 500])
def test_a_shift_is_one_rotation_everywhere(start, shift):
    """holds: Sinusoidal positions k tokens apart differ by one rotation, the same at every position."""
    matrix = positions.rotation(shift, width=8).numpy()
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(8), atol=CLOSE)
    assert np.linalg.det(matrix) == pytest.approx(1)
    np.testing.assert_allclose(by_hand(start, 8) @ matrix, by_hand(start + shift, 8), atol=CLOSE)


def test_dot_products_depend_on_the_distance():
    """holds: The dot product of two sinusoidal positions depends on their distance only."""
    similarity = positions.similarity(20).numpy()
    for distance in range(20):
        # cos(a) cos(b) + sin(a) sin(b) = cos(a - b) in each pair of columns.
        expected = sum(math.cos(distance / 10000 ** (column / 8)) for column in range(0, 8, 2))
        np.testing.assert_allclose(np.diagonal(similarity, distance), expected, atol=CLOSE)
        np.testing.assert_allclose(np.diagonal(similarity, -distance), expected, atol=CLOSE)


@pytest.mark.parametrize("width", [2, 8, 64])
def test_all_positions_have_one_length(width):
    """refuted: Sinusoidal positions become longer vectors the further back a token stands."""
    # sin ** 2 + cos ** 2 = 1 in each of width / 2 pairs.
    lengths = np.linalg.norm(positions.sinusoids([0, 1, 17, 1000], width), axis=-1)
    np.testing.assert_allclose(lengths, math.sqrt(width / 2), atol=CLOSE)
