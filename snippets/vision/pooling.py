"""Max pooling: keep the largest value of each window and forget where in it it was.

A convolution says how much every place looks like a pattern. Pooling asks only
whether the pattern is somewhere in a window: the picture shrinks, later layers
see more of it, and small movements matter less.

Claims:
    holds: Max pooling gives the largest value of each window.
    qualified: Max pooling ignores small movements: it does as long as each largest value stays in its window.
    holds: The gradient of max pooling goes to the largest value of a window, of average pooling to all alike.
    refuted: When the values of a window are equal, max pooling shares the gradient among them.
    refuted: With "same" padding, a pooling window that hangs over the border counts the padding as zeros.
"""

import numpy as np
import tensorflow as tf


def pool(picture, pooling=tf.nn.max_pool2d, padding: str = "VALID") -> tf.Tensor:
    """Reduce each 2 x 2 window of a picture to one value.

    Args:
        picture: shape (height, width).
        pooling: `tf.nn.max_pool2d` or `tf.nn.avg_pool2d`.
        padding: "VALID" leaves out an odd last row and column, "SAME" makes windows of them.

    Returns:
        shape (height / 2, width / 2), rounded down or, with "SAME", up.
    """
    return pooling(picture[tf.newaxis, :, :, tf.newaxis], ksize=2, strides=2, padding=padding)[0, :, :, 0]


def gradient(picture, pooling=tf.nn.max_pool2d) -> np.ndarray:
    """Return how the sum of all outputs changes with each value of the picture, shape (height, width)."""
    picture = tf.constant(picture)
    with tf.GradientTape() as tape:
        tape.watch(picture)
        total = tf.reduce_sum(pool(picture, pooling))
    return tape.gradient(total, picture).numpy()


def dot(row: int, column: int, size: int = 6) -> np.ndarray:
    """Return a dark picture with one bright pixel, shape (size, size), float32."""
    picture = np.zeros((size, size), "float32")
    picture[row, column] = 1.0
    return picture


def share_ignored(shift: int, size: int = 6) -> float:
    """Return the share of dots in a row whose pooled picture stays the same when they move right by `shift`."""
    starts = range(size - shift)
    same = [np.array_equal(pool(dot(0, start)), pool(dot(0, start + shift))) for start in starts]
    return sum(same) / len(same)


def main() -> None:
    """Pool a small picture, follow gradients back, and move a dot."""
    picture = np.array([[1, 2, 5, 5], [4, 3, 5, 5]], "float32")
    print("picture:                     ", *picture.tolist())
    print("max of each window:          ", *pool(picture).numpy().tolist())
    print("average of each window:      ", *pool(picture, tf.nn.avg_pool2d).numpy().tolist())
    print("gradient of max pooling:     ", *gradient(picture).tolist())
    print("gradient of average pooling: ", *gradient(picture, tf.nn.avg_pool2d).tolist())
    print()
    for column in (2, 3, 4):
        row = dot(0, column)
        print(f"dot in column {column}: {row[0].astype(int)}  pooled: {pool(row)[0].numpy().astype(int)}")
    for shift in (1, 2):
        print(f"moved by {shift}: {share_ignored(shift):.0%} of the dots are pooled to the same picture")
    print()
    print("largest value of a window that hangs over the border of -1 -1 -1:", end=" ")
    print(pool(-np.ones((2, 3), "float32"), padding="SAME").numpy()[0, -1])


if __name__ == "__main__":
    main()
