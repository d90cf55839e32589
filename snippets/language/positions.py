"""Positions: telling attention where a token stands.

Attention takes a weighted mean, and a mean does not care about order. So each
token gets the time of many clocks added to it: pairs of sine and cosine that
turn fast in the first columns and slowly in the last. Moving on by k tokens
turns every hand by a fixed angle, wherever one starts.

Claims:
    refuted: A mean of attention outputs tells "dog bites man" from "man bites dog" without positions.
    holds: Sinusoidal positions k tokens apart differ by one rotation, the same at every position.
    holds: The dot product of two sinusoidal positions depends on their distance only.
    refuted: Sinusoidal positions become longer vectors the further back a token stands.
"""

import numpy as np
import tensorflow as tf

WIDTH = 8
WORDS = {"dog": 0, "bites": 1, "man": 2}


def frequencies(width: int = WIDTH) -> tf.Tensor:
    """Return the angle, in radians, by which each pair of columns turns from token to token: shape (width / 2,)."""
    return 10000.0 ** (-tf.range(0, width, 2, dtype=tf.float64) / width)


def sinusoids(positions, width: int = WIDTH) -> tf.Tensor:
    """Return sine and cosine of each pair, in turn, for positions of shape (n,): float64, shape (n, width)."""
    angles = tf.cast(positions, tf.float64)[:, tf.newaxis] * frequencies(width)
    return tf.reshape(tf.stack([tf.sin(angles), tf.cos(angles)], axis=-1), [-1, width])


def rotation(shift: int, width: int = WIDTH) -> tf.Tensor:
    """Return the matrix, shape (width, width), by which to multiply any position to move it on by `shift` tokens."""
    blocks = np.zeros([width, width])
    for pair, angle in enumerate(shift * frequencies(width).numpy()):
        place = slice(2 * pair, 2 * pair + 2)
        blocks[place, place] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return tf.constant(blocks)


def similarity(length: int) -> tf.Tensor:
    """Return the dot products of all pairs of positions: shape (length, length)."""
    encoded = sinusoids(tf.range(length))
    return encoded @ tf.transpose(encoded)


def meaning(sentence: str, positions: bool) -> tf.Tensor:
    """Return the mean output of self-attention over the words of a sentence: shape (WIDTH,)."""
    words = [WORDS[word] for word in sentence.split()]
    tokens = tf.gather(tf.random.stateless_normal([len(WORDS), WIDTH], seed=[6, 4], dtype=tf.float64), words)
    if positions:
        tokens += sinusoids(tf.range(len(words)))
    weights = tf.nn.softmax(tokens @ tf.transpose(tokens) / WIDTH**0.5, axis=-1)
    return tf.reduce_mean(weights @ tokens, axis=0)


def main() -> None:
    """Draw the clocks, compare two sentences and turn a position on."""
    shades = " .:-=+*#%@"
    print("position   columns 0-15 of 16, from -1 (blank) to 1 (@)")
    for position in (0, 1, 2, 3, 4, 20, 21):
        row = sinusoids([position], width=16)[0].numpy()
        print(f"{position:8d}   {' '.join(shades[round((value + 1) * 4.5)] for value in row)}")
    print()
    for positions in (False, True):
        one, other = (meaning(text, positions) for text in ("dog bites man", "man bites dog"))
        name = "with positions" if positions else "without"
        print(f"dog bites man - man bites dog, {name:<14}: {tf.norm(one - other):.4f}")
    print()
    for start in (0, 5, 500):
        error = tf.norm(sinusoids([start]) @ rotation(3) - sinusoids([start + 3]))
        print(f"position {start:3d} turned by the angles of 3 tokens is position {start + 3:3d}: off by {error:.0e}")
    print("\ndistance      0      1      2      3      4      5")
    for row in (0, 7):
        print(f"from {row}  ", " ".join(f"{value:6.3f}" for value in similarity(13)[row, row : row + 6]))
    print("lengths of positions 0, 10, 1000:", *(f"{tf.norm(sinusoids([at])):.3f}" for at in (0, 10, 1000)))


if __name__ == "__main__":
    main()
