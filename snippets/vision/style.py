"""Style: the Gram matrix tells which patterns a picture has, and not where.

In neural style transfer, a network turns a picture into channels, each the answer
to one small pattern. The Gram matrix averages, for each pair of channels, their
product over all positions: it says how often two patterns come together. The
positions are gone, and that is why texture can be moved to another scene.

Claims:
    holds: The Gram matrix of c channels has shape (c, c), whatever the size of the picture.
    holds: Entry (i, j) of the Gram matrix is the mean over all positions of channel i times channel j.
    refuted: When the style loss of two sets of features is zero, they are equal.
    refuted: Shuffling the pixels of a picture leaves its style as it is.
    holds: Gradient descent on the style loss alone gives noise the style of a picture, in another arrangement.
"""

import numpy as np
import tensorflow as tf

PATTERNS = np.array(
    [[[1, 1], [-1, -1]], [[1, -1], [1, -1]], [[1, -1], [-1, 1]], [[1, 1], [1, 1]]],
    "float32",
)
"""Four small patterns: horizontal edge, vertical edge, diagonal, brightness; shape (4, 2, 2)."""


def stripes(size: int = 12) -> tf.Tensor:
    """Return horizontal stripes, two pixels dark and two bright, shape (size, size)."""
    rows = tf.range(size) // 2 % 2
    return tf.cast(tf.repeat(rows[:, tf.newaxis], size, axis=1), tf.float32)


def features(picture: tf.Tensor) -> tf.Tensor:
    """Ask for each pattern at each place: shape (height, width) becomes (height - 1, width - 1, 4)."""
    kernel = tf.transpose(PATTERNS, [1, 2, 0])[:, :, tf.newaxis, :]
    return tf.nn.relu(tf.nn.conv2d(picture[tf.newaxis, :, :, tf.newaxis], kernel, strides=1, padding="VALID"))[0]


def gram(maps: tf.Tensor) -> tf.Tensor:
    """Return the Gram matrix, shape (channels, channels), of feature maps, shape (height, width, channels)."""
    positions = tf.reshape(maps, [-1, maps.shape[-1]])
    return tf.matmul(positions, positions, transpose_a=True) / positions.shape[0]


def style_loss(maps: tf.Tensor, others: tf.Tensor) -> tf.Tensor:
    """Return the mean squared difference of two Gram matrices, given the features, shape (height, width, channels)."""
    return tf.reduce_mean((gram(maps) - gram(others)) ** 2)


def shuffled(picture: tf.Tensor, seed: int = 0) -> tf.Tensor:
    """Permute the positions of a picture or of feature maps, shape (height, width, ...); channels stay together."""
    positions = tf.reshape(picture, [-1, *picture.shape[2:]])
    order = np.random.default_rng(seed).permutation(positions.shape[0])
    return tf.reshape(tf.gather(positions, order), picture.shape)


def imitate(picture: tf.Tensor, steps: int, learning_rate: float = 2.0) -> tf.Tensor:
    """Start from noise of the shape of the picture and descend its style loss; return where it ends, from 0 to 1."""
    target, result = features(picture), tf.Variable(tf.random.stateless_uniform(picture.shape, seed=[1, 2]))

    @tf.function
    def descend():
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                loss = style_loss(features(result), target)
            result.assign(tf.clip_by_value(result - learning_rate * tape.gradient(loss, result), 0.0, 1.0))

    descend()
    return result.value()


def main() -> None:
    """Compare stripes with shuffled stripes and with noise that takes on their style."""
    picture = stripes()
    maps = features(picture)
    made = {"noise": imitate(picture, 0), "imitation": imitate(picture, 300), "shuffled": shuffled(picture)}
    print("   ".join(f"{name:12}" for name in ("stripes", *made)))
    for rows in zip(picture, *made.values(), strict=True):
        print("   ".join("".join(" .:*#"[round(4 * float(pixel))] for pixel in row) for row in rows))
    print("\nstyle loss to the stripes:")
    for name, other in made.items():
        print(f"  {name:20} {style_loss(features(other), maps):.4f}")
    print(f"  {'shuffled features':20} {style_loss(shuffled(maps), maps):.4f}")


if __name__ == "__main__":
    main()
