import numpy as np
import pytest
import tensorflow as tf

from snippets.vision import pooling

PICTURE = np.random.default_rng(0).normal(size=(6, 8)).astype("float32")


def windows(picture):
    """Return the values of each window, shape (rows of windows, columns of windows, 4)."""
    height, width = picture.shape
    return picture.reshape(height // 2, 2, width // 2, 2).swapaxes(1, 2).reshape(height // 2, width // 2, 4)


def test_each_output_is_the_largest_of_four():
    """holds: Max pooling gives the largest value of each window."""
    expected = windows(PICTURE).max(axis=-1)
    np.testing.assert_array_equal(pooling.pool(PICTURE), expected)
    assert pooling.pool(np.array([[1, 2, 9], [4, 3, 9]], "float32")).numpy().tolist() == [[4]], (
        "an odd column is left out"
    )


@pytest.mark.parametrize("column", range(5))
def test_a_dot_may_move_within_its_window_only(column):
    """qualified: Max pooling ignores small movements: it does as long as each largest value stays in its window."""
    before, after = (pooling.pool(pooling.dot(1, place)).numpy() for place in (column, column + 1))
    assert np.argmax(before[0]) == column // 2
    assert (before == after).all() == (column // 2 == (column + 1) // 2)


def test_three_of_five_moves_by_one_are_ignored_and_none_by_two():
    """qualified: Max pooling ignores small movements: it does as long as each largest value stays in its window."""
    # Columns 0, 2 and 4 begin a window, so a step to the right stays in it.
    assert pooling.share_ignored(1) == 3 / 5
    assert pooling.share_ignored(2) == 0


def test_the_gradient_goes_to_the_largest_value():
    """holds: The gradient of max pooling goes to the largest value of a window, of average pooling to all alike."""
    chosen = windows(pooling.gradient(PICTURE))
    assert (chosen == (windows(PICTURE) == windows(PICTURE).max(axis=-1, keepdims=True))).all()
    assert (pooling.gradient(PICTURE, tf.nn.avg_pool2d) == 1 / 4).all()


def test_a_small_change_of_another_value_changes_nothing():
    """holds: The gradient of max pooling goes to the largest value of a window, of average pooling to all alike."""
    step = 1e-3
    for place in np.ndindex(2, 4):
        nudged = PICTURE.astype("float64")
        nudged[place] += step
        largest, mean = (windows(nudged).max(axis=-1).sum(), windows(nudged).mean(axis=-1).sum())
        slopes = (
            (largest - windows(PICTURE.astype("float64")).max(axis=-1).sum()) / step,
            (mean - windows(PICTURE.astype("float64")).mean(axis=-1).sum()) / step,
        )
        # Both are linear around the picture: only float64 rounding, 1e-15 / step, is left.
        assert pooling.gradient(PICTURE)[place] == pytest.approx(slopes[0], abs=1e-9)
        assert pooling.gradient(PICTURE, tf.nn.avg_pool2d)[place] == pytest.approx(slopes[1], abs=1e-9)


def test_one_of_equal_values_takes_the_whole_gradient():
    """refuted: When the values of a window are equal, max pooling shares the gradient among them."""
    # The first one takes it, row by row, in each of two windows.
    assert pooling.gradient(np.ones((2, 4), "float32")).tolist() == [[1, 0, 1, 0], [0, 0, 0, 0]]
    x = tf.ones([4])
    with tf.GradientTape() as tape:
        tape.watch(x)
        largest = tf.reduce_max(x)
    assert tape.gradient(largest, x).numpy().tolist() == [1 / 4] * 4, "reduce_max does share it"


@pytest.mark.parametrize("kind", [tf.nn.max_pool2d, tf.nn.avg_pool2d])
def test_padding_is_left_out_of_account(kind):
    """refuted: With "same" padding, a pooling window that hangs over the border counts the padding as zeros."""
    pooled = pooling.pool(-np.ones((3, 3), "float32"), kind, padding="SAME").numpy()
    # With zeros there would be -1/2 or -1/4 in the last row and column of averages, and 0 as the largest.
    assert pooled.tolist() == [[-1, -1], [-1, -1]]
    assert pooling.pool(-np.ones((3, 3), "float32"), kind, padding="VALID").shape == (1, 1)
