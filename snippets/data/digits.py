"""Digits: pictures to learn from, drawn instead of downloaded.

A classifier needs pictures that differ although they mean the same. Ten small
glyphs, each moved, faded and covered with noise, are enough to see a model
learn in a second. Set MNIST to True to use the handwritten digits instead: the
first call downloads them, 11 MB.

Claims:
    holds: Equal seeds draw equal pictures, and another seed draws others.
    holds: Each picture is the glyph of its label, moved by at most one pixel, faded and covered with noise.
    refuted: A picture is closest to the mean picture of its own label, however the glyphs are moved.
    holds: Training and test pictures come from one distribution and share no picture.
"""

import keras
import numpy as np

MNIST = False
SIZE = 10
"""Height and width of a drawn picture; those of MNIST have 28."""

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
    rows = [int(row, 16) for row in GLYPHS[digit].split()]
    return np.array([[row >> (4 - column) & 1 for column in range(5)] for row in rows], "float32")


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
        top, left = random.integers(-shift, shift + 1, size=2) + (1, 2)
        picture[top : top + 7, left : left + 5] = random.uniform(0.6, 1.0) * glyph(label)
    return np.clip(pictures + random.normal(0.0, noise, pictures.shape), 0.0, 1.0).astype("float32")


def digits(count: int, seed: int, *, classes=range(10), **drawing) -> tuple[np.ndarray, np.ndarray]:
    """Draw `count` random digits out of `classes`.

    Returns:
        Pictures, float32 from 0 to 1, shape (count, SIZE, SIZE), and their labels, int32, shape (count,).
    """
    labels = np.random.default_rng([seed, 1]).choice(np.array(classes, "int32"), count)
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


def nearest_mean_accuracy(shift: int) -> float:
    """Label 500 pictures by the closest mean picture of 1000 others; return the share of right labels."""
    (pictures, labels), (others, truth) = digits(1000, seed=1, shift=shift), digits(500, seed=2, shift=shift)
    means = np.stack([pictures[labels == digit].mean(axis=0) for digit in range(10)])
    distances = ((others[:, None] - means) ** 2).sum(axis=(2, 3))
    return float((distances.argmin(axis=1) == truth).mean())


def main() -> None:
    """Draw some digits and label others by their closest mean."""
    for row in zip(*(as_text(picture).splitlines() for picture in draw([1, 2, 3, 5, 8], seed=0)), strict=True):
        print("  ".join(row))
    print()
    for shift in (0, 1):
        print(f"moved by up to {shift}: {nearest_mean_accuracy(shift):.1%} are closest to the mean of their label")


if __name__ == "__main__":
    main()
