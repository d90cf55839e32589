"""Convolution: one small kernel that slides over the whole picture.

At each place the kernel is multiplied with the pixels below it and the products
are added up, so an output says how much its surroundings look like the kernel.
The same weights serve every place. That saves parameters, and what has been
learned in one corner is known in all the others.

Claims:
    holds: `tf.nn.conv2d` adds up the products of the kernel with the pixels below it, over all input channels.
    refuted: `tf.nn.conv2d` computes what mathematics calls a convolution.
    qualified: The output of a convolution moves along with its picture, if by a multiple of the stride.
    holds: At stride s, n pixels give ceil(n / s) outputs with "same" padding, ceil((n - k + 1) / s) with "valid".
    refuted: With "same" padding, a picture of one brightness gives outputs of one value.
"""

import numpy as np
import tensorflow as tf

EDGE = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], "float32").reshape(3, 3, 1, 1)
"""A kernel that answers where it is brighter on the right than on the left; shape (3, 3, 1, 1)."""


def by_loops(picture: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide a kernel of shape (rows, columns, channels, filters) over a picture of shape (height, width, channels).

    Returns:
        One sum of products for each place and filter, shape (height - rows + 1, width - columns + 1, filters).
    """
    rows, columns, _, filters = kernel.shape
    output = np.zeros((picture.shape[0] - rows + 1, picture.shape[1] - columns + 1, filters))
    for top in range(output.shape[0]):
        for left in range(output.shape[1]):
            patch = picture[top : top + rows, left : left + columns]
            output[top, left] = np.tensordot(patch, kernel, axes=3)
    return output


def by_tensorflow(picture, kernel, stride: int = 1, padding: str = "VALID") -> np.ndarray:
    """Do the same with TensorFlow; return shape (output height, output width, filters)."""
    return tf.nn.conv2d(picture[np.newaxis], kernel, strides=stride, padding=padding)[0].numpy()


def flipped(kernel: np.ndarray) -> np.ndarray:
    """Turn a kernel of shape (rows, columns, channels, filters) upside down and left to right."""
    return kernel[::-1, ::-1]


def output_size(pixels: int, kernel: int, stride: int, padding: str) -> int:
    """Return how many outputs `pixels` in a row have, by the formula."""
    places = pixels if padding == "SAME" else pixels - kernel + 1
    return -(-places // stride)


def moves_along(picture, kernel, shift: int, stride: int) -> bool:
    """Move a picture `shift` pixels to the right and say whether its output moves `shift // stride` places.

    The picture, shape (height, width, channels), should be dark near its left and right borders.
    """
    before = by_tensorflow(picture, kernel, stride)
    after = by_tensorflow(np.roll(picture, shift, axis=1), kernel, stride)
    return np.allclose(np.roll(before, shift // stride, axis=1), after, atol=1e-4)


def main() -> None:
    """Find the edges of a square, then move it and pad it."""
    square = np.zeros((8, 10, 1), "float32")
    square[2:6, 3:7] = 1.0
    edges = by_tensorflow(square, EDGE, padding="SAME")[..., 0]
    print("a square              its left (>) and right (<) edges")
    for pixels, row in zip(square[..., 0], edges, strict=True):
        print("".join(".#"[int(pixel)] for pixel in pixels) + 12 * " " + "".join(".><"[int(np.sign(x))] for x in row))
    difference = np.abs(by_loops(square, EDGE)[..., 0] - edges[1:-1, 1:-1]).max()
    print(f"\nlargest difference between loops and tf.nn.conv2d: {difference}")
    for name, kernel in (("kernel", EDGE), ("flipped kernel", flipped(EDGE))):
        print(f"output at the left edge, {name}: {by_tensorflow(square, kernel)[2, 2, 0]:.0f}")
    dot = np.zeros((3, 16, 1), "float32")
    dot[1, 7] = 1.0
    print("output moves along with a dot:")
    for stride, shift in ((1, 1), (2, 2), (2, 1)):
        print(f"  stride {stride}, moved by {shift}: {moves_along(dot, EDGE, shift, stride)}")
    print("outputs of 10 pixels, kernel 3:")
    for padding, stride in (("SAME", 1), ("VALID", 1), ("SAME", 2), ("VALID", 2)):
        print(f"  {padding:5} stride {stride}: {output_size(10, 3, stride, padding)}")


if __name__ == "__main__":
    main()
