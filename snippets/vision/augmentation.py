"""Augmentation: new training pictures from old ones, with the same label.

A moved cat is still a cat. Random changes that keep the label multiply the
pictures and teach a model what does not matter. Which changes keep the label is
knowledge about the task, and nobody but you can supply it.

Claims:
    qualified: A turned or mirrored picture keeps its label: an 8 does, a 6 upside down is a 9.
    qualified: More pictures by augmentation make a classifier better: moved ones do, those upside down do harm.
    refuted: Called without `training`, a random layer of Keras leaves pictures as they are.
    refuted: A random layer with a seed changes a picture in the same way in every call.
    holds: With equal seeds, a stateless random operation changes a picture and its mask alike.
"""

import keras
import numpy as np
import tensorflow as tf

from snippets.data.digits import draw, glyph

ROW = np.array([[[[0], [1], [2], [3]]]], "float32")
"""A picture 0 1 2 3 that shows whether it has been mirrored; shape (1, 1, 4, 1)."""


def upside_down(pictures: np.ndarray) -> np.ndarray:
    """Turn pictures, shape (..., height, width), by 180 degrees."""
    return pictures[..., ::-1, ::-1]


def mirrored(pictures: np.ndarray) -> np.ndarray:
    """Exchange left and right of pictures, shape (..., height, width)."""
    return pictures[..., ::-1]


def reads_as(picture: np.ndarray) -> int | None:
    """Return the digit whose glyph a picture of shape (7, 5) is, up to three pixels, or None."""
    distances = [np.abs(picture - glyph(digit)).sum() for digit in range(10)]
    return int(np.argmin(distances)) if min(distances) <= 3 else None


def moved(pictures: np.ndarray) -> np.ndarray:
    """Move pictures by up to one pixel: shape (count, height, width) becomes (9 * count, height, width)."""
    ways = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return np.concatenate([np.roll(pictures, way, axis=(1, 2)) for way in ways])


def moved_and_upside_down(pictures: np.ndarray) -> np.ndarray:
    """Move pictures and turn them too: shape (count, height, width) becomes (18 * count, height, width)."""
    return np.concatenate([moved(pictures), upside_down(moved(pictures))])


def accuracy_with(augment, train: int = 100, test: int = 500) -> float:
    """Train on digits in the middle, changed by `augment`, and test on moved ones; return the share of right labels.

    The classifier gives a picture the label of the nearest training picture.
    """
    labels, truth = np.arange(train) % 10, np.arange(test) % 10
    known = augment(draw(labels, seed=1, shift=0, noise=0.3))
    rows, others = known.reshape(len(known), -1), draw(truth, seed=2, shift=1, noise=0.3).reshape(test, -1)
    distances = (rows**2).sum(axis=1) - 2 * others @ rows.T
    return float(np.mean(labels[np.argmin(distances, axis=1) % train] == truth))


def left_pixels(calls: int, seed: int = 1, training: bool | None = None) -> list[int]:
    """Pass the row 0 1 2 3 through one `RandomFlip` again and again; return the pixel at the left each time."""
    layer = keras.layers.RandomFlip("horizontal", seed=seed)
    rows = [layer(ROW) if training is None else layer(ROW, training=training) for _ in range(calls)]
    return [int(row[0, 0, 0, 0]) for row in rows]


def picture_and_mask(seed: tuple[int, int], mask_seed: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Mirror a picture and its mask at random; return both, each of shape (1, 4)."""
    picture = tf.image.stateless_random_flip_left_right(ROW[0], seed)
    mask = tf.image.stateless_random_flip_left_right(ROW[0] >= 2, mask_seed)
    return picture[..., 0].numpy(), mask[..., 0].numpy()


def main() -> None:
    """Turn digits, compare augmentations, and call random layers."""
    print("digit       ", *range(10))
    for change in (mirrored, upside_down):
        readings = [reads_as(change(glyph(digit))) for digit in range(10)]
        print(f"{change.__name__:12}", *("-" if reading is None else reading for reading in readings))
    print("\nlabels of moved digits that are right, after training on digits in the middle")
    for name, augment in (
        ("as they are", lambda pictures: pictures),
        ("moved", moved),
        ("moved, upside down too", moved_and_upside_down),
    ):
        print(f"  {name:24}{accuracy_with(augment):.1%}")
    print("\nleft pixel of 0 1 2 3 after each of ten calls of RandomFlip")
    for training in (False, True, None):
        print(
            f"  {f'training={training}' if training is not None else 'by default':24}",
            *left_pixels(10, training=training),
        )
    print("\npicture and mask, one seed: ", *picture_and_mask((1, 1), (1, 1)))
    print("picture and mask, two seeds:", *picture_and_mask((1, 1), (1, 0)))


if __name__ == "__main__":
    main()
