import numpy as np
import pytest
import tensorflow as tf

from snippets.vision import style

MAPS = tf.random.stateless_normal([5, 6, 3], seed=[0, 0])


@pytest.mark.parametrize(("height", "width"), [(1, 1), (5, 6), (20, 3)])
def test_the_gram_matrix_has_a_row_and_a_column_for_each_channel(height, width):
    """holds: The Gram matrix of c channels has shape (c, c), whatever the size of the picture."""
    for channels in (2, 4):
        assert style.gram(tf.ones([height, width, channels])).numpy().tolist() == np.ones([channels, channels]).tolist()


def test_each_entry_is_a_mean_of_products():
    """holds: Entry (i, j) of the Gram matrix is the mean over all positions of channel i times channel j."""
    maps = MAPS.numpy().astype("float64")
    expected = [[np.mean(maps[:, :, i] * maps[:, :, j]) for j in range(3)] for i in range(3)]
    # Means of 30 products of size 1 in float32.
    np.testing.assert_allclose(style.gram(MAPS), expected, atol=1e-6)
    two = np.zeros((2, 2, 2), "float32")
    two[0, 0], two[0, 1] = [2, 3], [4, 0]
    # (4 + 16) / 4, 2 * 3 / 4 and 9 / 4
    assert style.gram(tf.constant(two)).numpy().tolist() == [[5, 1.5], [1.5, 2.25]]


def test_features_at_other_places_have_the_same_style():
    """refuted: When the style loss of two sets of features is zero, they are equal."""
    moved = style.shuffled(MAPS)
    assert np.abs(moved - MAPS).max() > 1
    assert np.array_equal(np.unique(moved, axis=None), np.unique(MAPS, axis=None))
    # The same float32 products, added up in another order: differences of 1e-7, squared.
    assert float(style.style_loss(moved, MAPS)) < 1e-12
    # One channel against another would show: the patterns then come together elsewhere.
    apart = tf.concat([style.shuffled(MAPS[..., :1]), MAPS[..., 1:]], axis=-1)
    assert float(style.style_loss(apart, MAPS)) > 1e-4


def test_shuffled_pixels_make_other_patterns():
    """refuted: Shuffling the pixels of a picture leaves its style as it is."""
    picture = style.stripes()
    mixed = style.shuffled(picture)
    assert sorted(mixed.numpy().ravel()) == sorted(picture.numpy().ravel())
    before, after = style.gram(style.features(picture)).numpy(), style.gram(style.features(mixed)).numpy()
    # Horizontal stripes have no vertical edges and no diagonals.
    assert (np.diag(before) > 0).tolist() == [True, False, False, True]
    assert (np.diag(after) > 0.1).all()
    assert float(style.style_loss(style.features(mixed), style.features(picture))) > 0.1


def test_the_patterns_of_stripes_by_hand():
    """refuted: Shuffling the pixels of a picture leaves its style as it is."""
    maps = style.features(style.stripes()).numpy()
    # Brightness of the rows 0, 0, 1, 1, 0, ...: a bright row above a dark one is an edge of 2, two bright rows give 4.
    assert maps[:, 0].tolist()[:5] == [[0, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 4], [2, 0, 0, 2], [0, 0, 0, 0]]
    assert np.ptp(maps, axis=1).max() == 0


def test_noise_takes_on_the_style():
    """holds: Gradient descent on the style loss alone gives noise the style of a picture, in another arrangement."""
    picture = style.stripes()
    maps = style.features(picture)
    noise, result = style.imitate(picture, steps=0), style.imitate(picture, steps=300)
    before, after = (float(style.style_loss(style.features(made), maps)) for made in (noise, result))
    assert after < before / 20
    assert np.abs(result - picture).mean() > 0.2, "this is not the picture"
