"""Reuse: a layer is a function that owns variables.

A model is two things: the forward computation and the variables in it. What
counts as one layer is decided by the object, not by how often it is called: the
same object called again works with the same variables, and learns from both calls.

Claims:
    holds: Models with the same forward computation and equal variables give equal outputs.
    holds: A layer that is called twice has one set of variables; two layers have a set each.
    refuted: The list `[layer] * 3` holds three layers.
    holds: The gradient of a shared variable is the sum of the gradients of its uses.
    refuted: Models that share a layer can be trained without changing each other.
"""

import numpy as np
import tensorflow as tf


class Dense(tf.Module):
    """tanh(x @ kernel + bias), from vectors of `size` numbers to vectors of `size` numbers."""

    def __init__(self, size: int, seed: int):
        super().__init__()
        random = np.random.default_rng(seed)
        self.kernel = tf.Variable(random.normal(size=(size, size)).astype("float32"))
        self.bias = tf.Variable(random.normal(size=size).astype("float32"))

    def __call__(self, x):
        """Return an output for each row of x, shape (batch, size)."""
        return tf.tanh(x @ self.kernel + self.bias)


class Stack(tf.Module):
    """Layers, each fed by the one before."""

    def __init__(self, layers: list[Dense]):
        super().__init__()
        self.layers = layers

    def __call__(self, x):
        """Send x, shape (batch, size), through the layers; return the same shape."""
        for layer in self.layers:
            x = layer(x)
        return x


def make_stack(size: int, depth: int, seed: int, *, shared: bool) -> Stack:
    """Return a stack that calls one layer `depth` times, or `depth` layers that begin with equal values."""
    return Stack([Dense(size, seed)] * depth if shared else [Dense(size, seed) for _ in range(depth)])


def kernel_gradients(stack: Stack, x) -> list[np.ndarray]:
    """Return the gradient of the summed outputs for each kernel of the stack, shape (size, size) each."""
    kernels = [variable for variable in stack.trainable_variables if len(variable.shape) == 2]
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(stack(x))
    return [gradient.numpy() for gradient in tape.gradient(total, kernels)]


def move(model: tf.Module, step: float) -> None:
    """Add `step` to every variable of the model, as training would add something."""
    for variable in model.trainable_variables:
        variable.assign_add(tf.fill(variable.shape, step))


def main() -> None:
    """Compare a layer that is called three times with three layers of equal values."""
    x = tf.constant([[1.0, -1.0]])
    print(f"{'':<15}{'output':<18} variables   gradients, first element of each kernel")
    for name, shared in (("[layer] * 3", True), ("three layers", False)):
        stack = make_stack(2, depth=3, seed=0, shared=shared)
        gradients = "  ".join(f"{gradient[0, 0]:.4f}" for gradient in kernel_gradients(stack, x))
        print(f"{name:<15}{stack(x).numpy()[0].round(4)!s:<18} {len(stack.variables)}           {gradients}")
    print()
    common = Dense(2, seed=1)
    first, second = Stack([Dense(2, seed=2), common]), Stack([Dense(2, seed=3), common])
    print("second model                     ", second(x).numpy()[0])
    move(first, step=0.5)
    print("after the first model has learned", second(x).numpy()[0])


if __name__ == "__main__":
    main()
