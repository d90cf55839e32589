"""Digits: pictures to learn from, drawn instead of downloaded.

A classifier needs pictures that differ although they mean the same. Ten small
glyphs, each moved, faded and covered with noise, are enough to see a model
learn in a second. Set MNIST to True to use the handwritten digits instead: the
first call downloads them, 11 MB.

Claims:
    holds: Equal seeds draw equal pictures; another seed draws the same digits otherwise.
    holds: A picture is the glyph of its label, moved by at most one pixel, faded to 60-100 % and made noisy.
    refuted: Choosing the closest mean picture still tells nearly all digits when they may move by one pixel.
    holds: Training and test pictures come from one distribution and share no picture.
"""

import keras
import numpy as np

MNIST = False
SIZE = 10
"""Height and width of a drawn picture; those of MNIST have 28."""
MIDDLE = np.array([1, 2])
"""Where a glyph that does not move begins: row and column."""

# Seven rows of five pixels, a hexadecimal number for each row.
GLYPHS = (
    "0e 11 13 15 19 11 0e",
    "04 0c 04 04 04 04 0e",
    "0e 11 01 02 04 08 1f",
    "1f 02 04 02 01 11 0e",
    "02 06 0a 12 1f 02 02",
    "1f 10 1e 01 01 11 0e",
    "06 08 10 1e 11 11 0e",
    "1f 01 02 04 08 08 08",
    "0e 11 11 0e 11 11 0e",
    "0e 11 11 0f 01 02 0c",
)


def glyph(digit: int) -> np.ndarray:
    """Return the picture of a digit without noise: zeros and ones, float32, shape (7, 5)."""
    rows = [f"{int(row, base=16):05b}" for row in GLYPHS[digit].split()]
    return np.array([[int(pixel) for pixel in row] for row in rows], "float32")


def draw(labels, seed: int, *, shift: int = 1, noise: float = 0.15) -> np.ndarray:
    """Draw one picture for each label.

    Args:
        labels: digits, shape (n,).
        seed: equal seeds draw equal pictures.
        shift: by how many pixels a glyph may move from the middle, up, down, left and right.
        noise: standard deviation of what is added to each pixel.

    Returns:
        Brightness from 0 to 1, float32, shape (n, SIZE, SIZE).
    """
    random = np.random.default_rng(seed)
    pictures = np.zeros((len(labels), SIZE, SIZE), "float32")
    for picture, label in zip(pictures, labels, strict=True):
        top, left = MIDDLE + random.integers(-shift, shift + 1, size=2)
        picture[top : top + 7, left : left + 5] = random.uniform(0.6, 1.0) * glyph(label)
        picture += random.normal(0.0, noise, picture.shape)
    return np.clip(pictures, 0.0, 1.0)


def digits(count: int, seed: int, *, classes=range(10), **drawing) -> tuple[np.ndarray, np.ndarray]:
    """Draw `count` random digits out of `classes`.

    Returns:
        Pictures, float32 from 0 to 1, shape (count, SIZE, SIZE), and their labels, int32, shape (count,).
    """
    labels = np.random.default_rng([seed, 1]).choice(np.array(classes, "int32"), size=count)
    return draw(labels, seed, **drawing), labels


def training_and_test(train: int = 1000, test: int = 500, *, classes=range(10)):
    """Return (pictures, labels) to train on and (pictures, labels) to test on: drawn ones, or MNIST's when it is True.

    Pictures are float32 from 0 to 1, shape (count, height, width); labels are int32, shape (count,).
    """
    if not MNIST:
        return digits(train, seed=1, classes=classes), digits(test, seed=2, classes=classes)
    parts = []
    for count, (pictures, labels) in zip((train, test), keras.datasets.mnist.load_data(), strict=True):
        chosen = np.flatnonzero(np.isin(labels, list(classes)))[:count]
        parts.append((pictures[chosen].astype("float32") / 255, labels[chosen].astype("int32")))
    return tuple(parts)


def as_text(picture) -> str:
    """Return a picture of shape (height, width) as lines of characters from blank to full."""
    shades = np.array(list(" .:*#"))
    return "\n".join("".join(row) for row in shades[np.round(4 * np.asarray(picture)).astype(int)])


def mean_pictures(shift: int) -> np.ndarray:
    """Return the mean picture of each digit over 1000 pictures, shape (10, SIZE, SIZE)."""
    pictures, labels = digits(1000, seed=1, shift=shift)
    return np.stack([pictures[labels == digit].mean(axis=0) for digit in range(10)])


def nearest_mean_accuracy(shift: int) -> float:
    """Label 500 other pictures by the closest mean picture; return the share of right labels."""
    pictures, labels = digits(500, seed=2, shift=shift)
    distances = ((pictures[:, None] - mean_pictures(shift)) ** 2).sum(axis=(2, 3))
    return float((distances.argmin(axis=1) == labels).mean())


def beside(pictures) -> str:
    """Return pictures of shape (n, height, width) as text, one beside the other."""
    rows = zip(*(as_text(picture).splitlines() for picture in pictures), strict=True)
    return "\n".join("  ".join(row).rstrip() for row in rows)


def main() -> None:
    """Draw some digits, then the mean pictures of a digit that stays in its place and of one that moves."""
    print("drawn: 1, 2, 3, 5, 8")
    print(beside(draw([1, 2, 3, 5, 8], seed=0)))
    print("mean of all 3s when they stay, and when they move by up to 1 pixel")
    print(beside([mean_pictures(shift)[3] for shift in (0, 1)]))
    for shift in (0, 1):
        print(f"moved by up to {shift}: the closest mean tells {nearest_mean_accuracy(shift):4.0%} of the digits")


if __name__ == "__main__":
    main()
