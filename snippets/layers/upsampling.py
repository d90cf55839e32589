"""Upsampling: how a picture grows, with weights and without.

UpSampling2D repeats what is there. A transposed convolution learns: each pixel
paints the kernel, times its value, into a larger picture, and where the painted
patches overlap they add up. It is to a convolution what the transposed matrix is to a
matrix: <conv(a), b> = <a, transposed(b)>, so it carries gradients back.

Claims:
    holds: UpSampling2D repeats rows and columns and has no weights.
    holds: A transposed convolution is the adjoint of the convolution with the same kernel.
    holds: The gradient of a convolution for its input is a transposed convolution.
    refuted: A transposed convolution, also called deconvolution, undoes the convolution with its kernel.
    qualified: A transposed convolution whose kernel is all ones turns an even picture into an even one.
"""

import keras
import tensorflow as tf

KERNEL, STRIDE = 3, 2


def repeated(pictures, times: int = 2) -> tf.Tensor:
    """Return pictures of shape (n, height, width, channels) with each pixel `times` times as high and as wide."""
    return keras.layers.UpSampling2D(times)(pictures)


def convolution(kernel: tf.Tensor, stride: int = STRIDE) -> keras.layers.Conv2D:
    """Return a convolution without bias; `kernel` has the shape (size, size, channels in, channels out)."""
    layer = keras.layers.Conv2D(kernel.shape[3], kernel.shape[0], stride, use_bias=False)
    layer.build((None, None, None, kernel.shape[2]))
    layer.set_weights([kernel])
    return layer


def transposed(kernel: tf.Tensor, stride: int = STRIDE) -> keras.layers.Conv2DTranspose:
    """Return the transposed convolution: `kernel` has the shape (size, size, channels out, channels in)."""
    layer = keras.layers.Conv2DTranspose(kernel.shape[2], kernel.shape[0], stride, use_bias=False)
    layer.build((None, None, None, kernel.shape[3]))
    layer.set_weights([kernel])
    return layer


def inner(a: tf.Tensor, b: tf.Tensor) -> tf.Tensor:
    """Return the sum of the products of what stands in the same place of two tensors of one shape."""
    return tf.reduce_sum(a * b)


def gradient_for_input(layer: keras.layers.Conv2D, pictures: tf.Tensor, upstream: tf.Tensor) -> tf.Tensor:
    """Return the gradient of inner(layer(pictures), upstream) for `pictures`, shape (n, height, width, channels)."""
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        value = inner(layer(pictures), upstream)
    return tape.gradient(value, pictures)


def painted(size: int, stride: int, pixels: int = 3) -> tf.Tensor:
    """Transpose an even picture of ones, (pixels, pixels), with a kernel of ones; return a picture without channel."""
    return transposed(tf.ones([size, size, 1, 1]), stride)(tf.ones([1, pixels, pixels, 1]))[0, :, :, 0]


def main() -> None:
    """Enlarge a small picture in both ways."""
    picture = tf.constant([[1.0, 2.0], [3.0, 4.0]])[tf.newaxis, ..., tf.newaxis]
    print("repeated:")
    print(repeated(picture)[0, :, :, 0].numpy())
    kernel = tf.random.stateless_normal([KERNEL, KERNEL, 2, 4], seed=[1, 0])
    a, b = (tf.random.stateless_normal(shape, seed=[2, 0]) for shape in ([1, 9, 9, 2], [1, 4, 4, 4]))
    print()
    print("weights of the transposed convolution:", transposed(kernel).count_params())
    print(f"<conv(a), b>       {inner(convolution(kernel)(a), b):9.4f}")
    print(f"<a, transposed(b)> {inner(a, transposed(kernel)(b)):9.4f}")
    for size in (3, 4):
        print()
        print(f"ones painted by a kernel of {size} x {size} ones with stride 2, the first rows:")
        print(painted(size, stride=2).numpy()[:4].astype(int))


if __name__ == "__main__":
    main()
