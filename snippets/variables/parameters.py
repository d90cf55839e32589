"""Parameters: what a layer keeps in its variables.

Training moves numbers that must outlive a call, so layers keep them in
variables. In Keras 3 a weight is a `keras.Variable`, which wraps the variable of
the backend: with TensorFlow a `tf.Variable`, under `.value`. Most of the time the
wrapper is invisible; it shows where code asks for a type.

Claims:
    holds: The weights of a dense layer are one number for each pair of input and output, and one for each output.
    refuted: The kernel of a Keras layer is a `tf.Variable`.
    holds: A Keras variable and the `tf.Variable` in it share their value: assigning to one changes the other.
    refuted: A Keras layer finds each `tf.Variable` among its attributes.
    qualified: A tape gives no gradient for a Keras weight that is not trainable.
"""

import keras
import tensorflow as tf


def dense(inputs: int, units: int) -> keras.layers.Dense:
    """Return a layer whose kernel, shape (inputs, units), and bias, shape (units,), exist already."""
    layer = keras.layers.Dense(units)
    layer.build([None, inputs])
    return layer


def kinds(weight) -> tuple[bool, bool]:
    """Return whether a weight is a `keras.Variable`, and whether it is a `tf.Variable`."""
    return isinstance(weight, keras.Variable), isinstance(weight, tf.Variable)


def after_assign(weight: keras.Variable, value, inside: bool) -> tuple:
    """Assign `value` to the `tf.Variable` inside a weight or to the weight; return both values, as arrays."""
    (weight.value if inside else weight).assign(value)
    return weight.numpy(), weight.value.numpy()


class Scale(keras.layers.Layer):
    """Multiply by one factor, kept in a variable of Keras or in one of TensorFlow."""

    def __init__(self, keras_variable: bool) -> None:
        """Start with the factor 2."""
        super().__init__()
        self.factor = keras.Variable(2.0) if keras_variable else tf.Variable(2.0)

    def call(self, inputs):
        """Return the scaled inputs, of any shape."""
        return inputs * self.factor


def gradient_and_step(layer: keras.layers.Dense, inputs: tf.Tensor, trainable: bool) -> tuple:
    """Make the kernel trainable or not.

    Returns:
        The gradient of the sum of the outputs with respect to the kernel, of the kernel's shape, or None; and whether
        the kernel is among the weights that an optimizer is given.
    """
    layer.kernel.trainable = trainable
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(layer(inputs))
    return tape.gradient(total, layer.kernel.value), any(weight is layer.kernel for weight in layer.trainable_weights)


def gradient_of_square(trainable: bool) -> tf.Tensor | None:
    """Return the derivative of the square of a new weight, a scalar, at 3; None if the tape overlooks the weight."""
    weight = keras.Variable(3.0, trainable=trainable)
    with tf.GradientTape() as tape:
        square = weight.value**2
    return tape.gradient(square, weight.value)


def main() -> None:
    """Open a dense layer and look at what holds its numbers."""
    keras.utils.set_random_seed(0)
    layer = dense(inputs=3, units=2)
    print("weight         shape    numbers  keras.Variable  tf.Variable")
    for weight in layer.weights:
        for name, thing in {weight.name: weight, f"{weight.name}.value": weight.value}.items():
            of_keras, of_tensorflow = kinds(thing)
            size = thing.shape.num_elements()
            print(f"{name:<14} {thing.shape!s:<8} {size:7}  {of_keras!s:<15} {of_tensorflow}")
    print()
    print("assigned to bias.value, then read from bias:", after_assign(layer.bias, [7.0, 8.0], inside=True)[0])
    print()
    for keras_variable in (True, False):
        scale = Scale(keras_variable)
        name = "keras.Variable" if keras_variable else "tf.Variable"
        print(f"layer with a {name:<15} 3 -> {scale(tf.constant(3.0)):.0f}, weights it knows: {len(scale.weights)}")
    print()
    for trainable in (True, False):
        gradient, given = gradient_and_step(layer, tf.ones([1, 3]), trainable)
        print(f"kernel.trainable = {trainable!s:<5}  gradient {gradient.numpy()[0]}, given to the optimizer: {given}")
    for trainable in (True, False):
        gradient = gradient_of_square(trainable)
        print(f"made with trainable={trainable!s:<5}  gradient {gradient if gradient is None else float(gradient)}")


if __name__ == "__main__":
    main()
