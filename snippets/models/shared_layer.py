"""Shared layers: one set of weights, used more than once.

Calling the same layer object on two inputs gives twins: both sides compute with
the same weights, and what one side learns, the other knows. That is how a model
compares two pictures, and how an RNN uses its cell at each step.

Claims:
    holds: A layer that is called twice has its weights once.
    holds: The gradient for a shared weight is the sum of the gradients from each of its uses.
    holds: Twins give equal codes to equal inputs, and their distance does not depend on the order.
    refuted: Two layers that start with equal weights stay equal in training, like a shared one.
"""

import keras
import tensorflow as tf

FEATURES, CODE = 3, 2


def encoder() -> keras.layers.Dense:
    """Return a linear layer from FEATURES to CODE numbers; each begins with the same weights."""
    return keras.layers.Dense(CODE, use_bias=False, kernel_initializer=keras.initializers.GlorotNormal(seed=1))


def comparison(shared: bool) -> keras.Model:
    """Return a model of the squared distance, shape (n, 1), between the codes of two inputs, by one encoder or two."""
    left, right = keras.Input((FEATURES,)), keras.Input((FEATURES,))
    first = encoder()
    second = first if shared else encoder()
    difference = keras.layers.Subtract()([first(left), second(right)])
    return keras.Model([left, right], keras.ops.sum(difference**2, axis=-1, keepdims=True))


def pair(count: int = 4) -> list[tf.Tensor]:
    """Return two different random inputs, each of shape (count, FEATURES)."""
    return [tf.random.stateless_normal([count, FEATURES], seed=[seed, 0]) for seed in (1, 2)]


def gradients(shared: bool, inputs: list) -> list[tf.Tensor]:
    """Return the gradients of the mean distance for each kernel of the model, shape (FEATURES, CODE)."""
    model = comparison(shared)
    kernels = [weight.value for weight in model.weights]
    with tf.GradientTape() as tape:
        distance = tf.reduce_mean(model(inputs))
    return tape.gradient(distance, kernels)


def trained(shared: bool, inputs: list, steps: int = 5, learning_rate: float = 0.05) -> keras.Model:
    """Return the model after it was trained, for some steps, to call all the pairs equal."""
    model = comparison(shared)
    kernels = [weight.value for weight in model.weights]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            distance = tf.reduce_mean(model(inputs))
        for kernel, gradient in zip(kernels, tape.gradient(distance, kernels), strict=True):
            kernel.assign_sub(learning_rate * gradient)
    return model


def main() -> None:
    """Compare two inputs with one encoder, and with two that begin alike."""
    inputs = pair()
    left, right = inputs
    for shared in (True, False):
        model = trained(shared, inputs)
        print("one encoder" if shared else "two encoders that begin alike")
        print("  parameters               ", model.count_params())
        print("  gradients, first row     ", *(gradient[0].numpy() for gradient in gradients(shared, inputs)))
        print("  kernels trained, row 0   ", *(kernel[0] for kernel in model.get_weights()))
        print("  distances after training ", model([left, right]).numpy().ravel())
        print("    the other way round    ", model([right, left]).numpy().ravel())
        print("    from the left to itself", model([left, left]).numpy().ravel())


if __name__ == "__main__":
    main()
