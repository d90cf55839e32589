"""Symbolic tensors: shapes that flow before the data do.

A KerasTensor has a shape and a dtype but no numbers. Layers and `keras.ops`
compute with such shapes, so a functional model is checked while it is written.
Whatever needs a number, be it an `if` or a derivative, has to wait for data.

Claims:
    holds: Keras infers the shape of a result from a KerasTensor, and a size it cannot know stays None.
    holds: Shapes that do not fit raise a ValueError before any data exist.
    refuted: A gradient tape can watch a KerasTensor and differentiate with respect to it.
    refuted: An `if` can test a KerasTensor, as it can test a tensor.
    refuted: Operations of TensorFlow have no place in a functional model, for they refuse KerasTensors.
"""

import keras
import tensorflow as tf

FEATURES = 4


def convolved_shape(width: int | None, kernel: int, stride: int) -> tuple:
    """Return the shape, (batch, width, filters), of a convolution over sequences of `width`, None if unknown."""
    symbol = keras.Input((width, FEATURES))
    return keras.layers.Conv1D(2, kernel, strides=stride)(symbol).shape


def product_shape(left: tuple, right: tuple) -> tuple:
    """Return the shape of the matrix product of two symbols of the given shapes; ValueError if they do not fit."""
    return keras.ops.matmul(keras.KerasTensor(left), keras.KerasTensor(right)).shape


def derivative_of_square(x):
    """Return the derivative of x**2, recorded by a tape that was asked to watch `x`; any shape."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = keras.ops.square(x)
    return tape.gradient(y, x)


def size(x) -> str:
    """Say whether the scalar `x` is larger than 1."""
    if x > 1:
        return "large"
    return "small"


class Square(keras.layers.Layer):
    """Hide an operation of TensorFlow in a layer."""

    def call(self, batch):
        """Return the squares of the numbers, shape (n, FEATURES) as `batch`."""
        return tf.square(batch)


def squaring_model() -> keras.Model:
    """Return a functional model that squares a batch of shape (n, FEATURES)."""
    symbol = keras.Input((FEATURES,))
    return keras.Model(symbol, Square()(symbol))


def main() -> None:
    """Compute with shapes, then try what needs numbers."""
    print("convolution with a kernel of 3 and a stride of 2")
    for width in (20, 21, None):
        print(f"  width {width!s:<5} ->", convolved_shape(width, kernel=3, stride=2))
    print("(3, 4) @ (4, 9)    ->", product_shape((3, 4), (4, 9)))
    print("squares by TensorFlow in a layer:", squaring_model()(tf.constant([[1.0, 2.0, 3.0, 4.0]])).numpy())
    print()
    print(f"{'':<22}{'of a tensor':<15}of a KerasTensor")
    number, symbol = tf.constant(3.0), keras.KerasTensor(())
    for name, action in {"derivative of x**2": derivative_of_square, "if x > 1": size}.items():
        try:
            outcome = action(symbol)
        except (TypeError, ValueError) as error:
            outcome = type(error).__name__
        value = action(number)
        print(f"{name:<22}{value.numpy() if tf.is_tensor(value) else value!s:<15}{outcome}")
    try:
        product_shape((3, 4), (5, 9))
    except ValueError as error:
        print("(3, 4) @ (5, 9) raises", type(error).__name__)


if __name__ == "__main__":
    main()
