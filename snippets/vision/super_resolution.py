"""Super-resolution: more pixels, and how good they are.

Enlarging a picture means guessing the pixels in between. Interpolation guesses
by rule; networks learn to guess, and often make several channels first that
`depth_to_space` lays out as pixels. PSNR says in decibels how close the result
comes to the original: it grows as the mean squared error shrinks.

Claims:
    holds: `tf.nn.depth_to_space` with block b turns b * b channels of each pixel into a block of b x b pixels.
    holds: `tf.nn.depth_to_space` undoes `tf.nn.space_to_depth`: both move values and compute nothing.
    holds: PSNR is 10 times the decimal logarithm of the squared range over the mean squared error.
    refuted: Half the error in every pixel doubles the PSNR.
    qualified: Bicubic enlargement is closer to the original than nearest: for smooth pictures, not for blocks.
"""

import numpy as np
import tensorflow as tf

BLOCK, SIZE = 2, 32


def waves() -> np.ndarray:
    """Return a smooth picture, float32 from 0 to 1, shape (SIZE, SIZE)."""
    rows, columns = np.mgrid[:SIZE, :SIZE] / (SIZE - 1)
    return (0.5 + 0.5 * np.sin(2 * np.pi * rows) * np.cos(3 * np.pi * columns)).astype("float32")


def blocks() -> np.ndarray:
    """Return a chessboard of squares of BLOCK x BLOCK pixels, float32, shape (SIZE, SIZE)."""
    rows, columns = np.mgrid[:SIZE, :SIZE] // BLOCK
    return ((rows + columns) % 2).astype("float32")


def to_depth(picture) -> np.ndarray:
    """Turn blocks of pixels into channels: shape (height, width) becomes (height / 2, width / 2, 4)."""
    return np.stack([picture[row::BLOCK, column::BLOCK] for row, column in np.ndindex(BLOCK, BLOCK)], axis=-1)


def to_space(channels) -> np.ndarray:
    """Turn channels into blocks of pixels: shape (height, width, 4) becomes (2 * height, 2 * width)."""
    height, width, count = channels.shape
    picture = np.zeros((BLOCK * height, BLOCK * width), channels.dtype)
    for channel in range(count):
        row, column = channel // BLOCK, channel % BLOCK
        picture[row::BLOCK, column::BLOCK] = channels[:, :, channel]
    return picture


def by_tensorflow(operation, values) -> np.ndarray:
    """Apply `tf.nn.space_to_depth` or `tf.nn.depth_to_space` to values of shape (height, width, channels)."""
    return operation(values[np.newaxis], block_size=BLOCK)[0].numpy()


def reduce(picture) -> np.ndarray:
    """Average each block of pixels: shape (height, width) becomes (height / 2, width / 2)."""
    return to_depth(picture).mean(axis=-1)


def enlarge(picture, method: str) -> np.ndarray:
    """Double height and width of a picture, shape (height, width), by a method of `tf.image.resize`."""
    size = [BLOCK * picture.shape[0], BLOCK * picture.shape[1]]
    return np.clip(tf.image.resize(picture[..., np.newaxis], size, method=method)[..., 0], 0.0, 1.0)


def psnr(picture, original, largest: float = 1.0) -> float:
    """Return the peak signal-to-noise ratio in decibels of two pictures of one shape, values from 0 to `largest`."""
    squared_error = np.mean((np.asarray(picture, "float64") - original) ** 2)
    return float(10 * np.log10(largest**2 / squared_error)) if squared_error else np.inf


def main() -> None:
    """Lay out channels as pixels, then shrink and enlarge two pictures."""
    channels = np.arange(8).reshape(1, 2, 4)
    print("channels of two pixels:", *channels[0].tolist())
    print("by hand, as pixels:    ", *to_space(channels).tolist())
    pixels = by_tensorflow(tf.nn.depth_to_space, channels)
    print("by depth_to_space:     ", *pixels[..., 0].tolist())
    print("space_to_depth of that:", *by_tensorflow(tf.nn.space_to_depth, pixels)[0].tolist())
    print("\nPSNR in dB after shrinking and enlarging")
    print("method      waves   blocks")
    for method in ("nearest", "bilinear", "bicubic"):
        scores = [psnr(enlarge(reduce(picture), method), picture) for picture in (waves(), blocks())]
        print(f"{method:10}" + "".join(f"{score:7.1f}" for score in scores))
    print("\nPSNR of an error of e in each pixel")
    for error in (0.2, 0.1, 0.05):
        print(f"e = {error:<5}{psnr(waves() + error, waves()):7.1f}")


if __name__ == "__main__":
    main()
