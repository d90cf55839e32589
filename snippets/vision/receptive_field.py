"""Receptive field: the pixels that one output of a stack of convolutions can see.

A 3 x 3 kernel sees three pixels across. The layer above it sees three outputs of
such kernels, so five pixels, and so on: depth makes small kernels see far. The
gradient of one output with respect to the picture shows which pixels count, and
how much.

Claims:
    holds: One, two and three stacked 3 x 3 convolutions see 3, 5 and 7 pixels across.
    holds: Two 3 x 3 convolutions see as far as one 5 x 5 convolution and have fewer weights: 18 to 25.
    holds: With dilations of 1, 2 and 4, three 3 x 3 convolutions see 15 pixels across.
    refuted: A stack of dilated convolutions sees every pixel of its receptive field.
    refuted: All pixels of a receptive field count alike for the output.
"""

import keras
import numpy as np
import tensorflow as tf

PIXELS = 21


def stack(sizes, dilations=None) -> keras.Sequential:
    """Return convolutions of the given kernel sizes, one channel each, whose weights are all 1, without bias."""
    layers = [
        keras.layers.Conv2D(1, size, padding="same", dilation_rate=dilation, use_bias=False, kernel_initializer="ones")
        for size, dilation in zip(sizes, dilations or [1] * len(sizes), strict=True)
    ]
    return keras.Sequential([keras.Input((PIXELS, PIXELS, 1)), *layers])


def influence(model: keras.Sequential) -> np.ndarray:
    """Return how much each pixel counts for the output in the middle, shape (PIXELS, PIXELS)."""
    picture = tf.zeros([1, PIXELS, PIXELS, 1])
    with tf.GradientTape() as tape:
        tape.watch(picture)
        middle = model(picture)[0, PIXELS // 2, PIXELS // 2, 0]
    return tape.gradient(middle, picture)[0, :, :, 0].numpy()


def seen(model: keras.Sequential) -> list[int]:
    """Return which pixels of the middle row count, as distances from the middle."""
    return (np.flatnonzero(influence(model)[PIXELS // 2]) - PIXELS // 2).tolist()


def width(model: keras.Sequential) -> int:
    """Return how many pixels lie between the outermost ones seen, both included."""
    distances = seen(model)
    return max(distances) - min(distances) + 1


def main() -> None:
    """Show what stacks of convolutions see."""
    print("kernels   dilations   weights   pixels across   the middle row")
    for sizes, dilations in (
        ([3], [1]),
        ([3, 3], [1, 1]),
        ([5], [1]),
        ([3, 3, 3], [1, 1, 1]),
        ([3, 3, 3], [1, 2, 4]),
        ([3, 3, 3], [2, 2, 2]),
    ):
        model = stack(sizes, dilations)
        distances = seen(model)
        row = "".join(".#"[distance in distances] for distance in range(-(PIXELS // 2), PIXELS // 2 + 1))
        print(f"{sizes!s:10}{dilations!s:12}{model.count_params():7}   {width(model):13}   {row}")
    print("\nhow often each pixel counts for the output in the middle of three 3 x 3 convolutions:")
    for counts in influence(stack([3, 3, 3]))[7:14, 7:14].astype(int):
        print("  " + "".join(f"{count:4}" for count in counts))


if __name__ == "__main__":
    main()
