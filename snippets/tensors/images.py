"""Images: pictures as tensors of bytes.

A colour picture is a tensor of shape (height, width, 3): how much red, green and
blue shines at each pixel, one byte each, 0 to 255. Everything that is done to
pictures is arithmetic on such tensors, with two traps: bytes overflow without a
word, and what counts as white depends on the dtype.

Claims:
    holds: Stacking three channels along the last axis, `axis=-1`, makes a picture of shape (height, width, 3).
    holds: A picture survives PNG bit for bit, whereas JPEG changes sharp colours even at quality 100.
    refuted: `tf.image.rgb_to_grayscale` takes the mean of red, green and blue.
    refuted: Adding to the bytes of a picture stops at 255, so no pixel gets darker.
    holds: As float32, white is 255 after `tf.cast`, but 1 after `tf.image.convert_image_dtype`.
"""

import tensorflow as tf

COLOURS = {
    "red": [255, 0, 0],
    "green": [0, 255, 0],
    "blue": [0, 0, 255],
    "white": [255, 255, 255],
    "black": [0, 0, 0],
    "brown": [128, 64, 32],
}
GRAY_WEIGHTS = [0.2989, 0.587, 0.114]
"""How bright red, green and blue look to the eye."""


def from_channels(red, green, blue) -> tf.Tensor:
    """Put three channels, uint8 and each of shape (height, width), together to one picture."""
    return tf.stack([red, green, blue], axis=-1)


def through_file(picture: tf.Tensor, lossless: bool) -> tf.Tensor:
    """Write a uint8 picture as PNG or as JPEG, in memory, and read it again; same shape."""
    if lossless:
        return tf.io.decode_png(tf.io.encode_png(picture))
    return tf.io.decode_jpeg(tf.io.encode_jpeg(picture, quality=100))


def gray(picture: tf.Tensor) -> tf.Tensor:
    """Return the brightness of each pixel of a float32 picture, shape (height, width)."""
    return tf.reduce_sum(picture * GRAY_WEIGHTS, axis=-1)


def brighter(picture: tf.Tensor, step: int, saturate: bool) -> tf.Tensor:
    """Add `step` to every byte of a uint8 picture, as bytes or with room above 255; same shape and dtype."""
    if saturate:
        return tf.saturate_cast(tf.cast(picture, tf.int32) + step, tf.uint8)
    return picture + tf.constant(step, tf.uint8)


def as_floats(picture: tf.Tensor, scale: bool) -> tf.Tensor:
    """Return the picture as float32, same shape, with the same numbers or with white scaled to 1."""
    return tf.image.convert_image_dtype(picture, tf.float32) if scale else tf.cast(picture, tf.float32)


def main() -> None:
    """Send six pixels through files, gray, more light and another dtype."""
    channels = tf.transpose(tf.constant(list(COLOURS.values()), tf.uint8))
    picture = from_channels(*tf.reshape(channels, [3, 2, 3]))
    print("shape", picture.shape, picture.dtype.name)
    print()
    columns = {
        "red green blue": tf.reshape(picture, [6, 3]),
        "after PNG": tf.reshape(through_file(picture, lossless=True), [6, 3]),
        "after JPEG": tf.reshape(through_file(picture, lossless=False), [6, 3]),
        "bytes + 100": tf.reshape(brighter(picture, 100, saturate=False), [6, 3]),
        "saturated": tf.reshape(brighter(picture, 100, saturate=True), [6, 3]),
    }
    print("       " + "".join(f"{name:>15}" for name in columns) + "    gray   mean")
    floats = tf.reshape(as_floats(picture, scale=True), [1, 6, 3])
    grays, means = gray(floats)[0], tf.reduce_mean(floats, axis=-1)[0]
    for row, name in enumerate(COLOURS):
        pixels = "".join("{:>7}{:4}{:4}".format(*column[row].numpy()) for column in columns.values())
        print(f"{name:<7}{pixels}{grays[row]:8.3f}{means[row]:7.3f}")
    print()
    print("white as float32, cast:     ", as_floats(picture, scale=False)[1, 0].numpy())
    print("white as float32, converted:", as_floats(picture, scale=True)[1, 0].numpy())


if __name__ == "__main__":
    main()
