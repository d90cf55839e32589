"""Sequential models: layers in a row.

A Sequential model is the composition of its layers: what one returns, the next
receives. Once the shape of the input is known, Keras connects the layers as the
functional API does, so a built stack can also be taken apart.

Claims:
    holds: A Sequential model composes its layers in the order of the list, so another order is another function.
    qualified: A Sequential model takes one input tensor, as an Input declares it.
    refuted: Every layer of a Sequential model must return a single tensor.
    qualified: The output of any layer of a Sequential model can become the output of a new model.
    refuted: The layers of a Sequential model are fixed as soon as it is built.
"""

import keras
import tensorflow as tf


class Split(keras.layers.Layer):
    """Turn one tensor into two: the positive parts of the numbers, and the negative parts."""

    def call(self, batch):
        """Return two tensors of the shape of `batch`, whose sum it is."""
        return tf.maximum(batch, 0.0), tf.minimum(batch, 0.0)


def both_orders(one: keras.layers.Layer, other: keras.layers.Layer, batch) -> tuple[tf.Tensor, tf.Tensor]:
    """Stack two layers, then the same two the other way round; apply both stacks to `batch`, shape (n, features)."""
    return keras.Sequential([one, other])(batch), keras.Sequential([other, one])(batch)


def joined(tensors: list, declare: bool) -> tf.Tensor:
    """Hand several tensors, each of shape (n, features), to a stack that begins by joining them side by side.

    Raises ValueError when each of them is declared by an Input.
    """
    inputs = [keras.Input(tensor.shape[1:]) for tensor in tensors] if declare else []
    return keras.Sequential([*inputs, keras.layers.Concatenate()])(tensors)


def split_and_added(batch) -> tf.Tensor:
    """Split a batch of shape (n, features) within a stack and add the two parts again."""
    return keras.Sequential([keras.Input(batch.shape[1:]), Split(), keras.layers.Add()])(batch)


def stack(declare: bool = True) -> keras.Sequential:
    """Return a stack that adds 1 to two features and then doubles them; without an Input it is not built yet."""
    layers = [keras.layers.Rescaling(1.0, offset=1.0, name="add_one"), keras.layers.Rescaling(2.0, name="double")]
    return keras.Sequential([keras.Input((2,)), *layers] if declare else layers)


def outputs_of_layers(model: keras.Sequential, batch) -> list[tf.Tensor]:
    """Return the output of each layer, shape (n, units), by a new model; raise AttributeError when not built."""
    return keras.Model(model.inputs, [layer.output for layer in model.layers])([batch])


def after_pop_and_add(model: keras.Sequential, layer: keras.layers.Layer, batch) -> tf.Tensor:
    """Exchange the last layer of a model for `layer`; return its outputs for `batch` then, shape (n, units)."""
    model.pop()
    model.add(layer)
    return model(batch)


def main() -> None:
    """Stack layers, then take the stack apart."""
    batch = tf.constant([[3.0, -4.0]])
    add_one, double = stack().layers
    print("input                  ", batch.numpy())
    one_way, other_way = both_orders(add_one, double, batch)
    print("add 1, then double     ", one_way.numpy())
    print("double, then add 1     ", other_way.numpy())
    print("split, then add        ", split_and_added(batch).numpy())
    print("two tensors, no Input  ", joined([batch, batch], declare=False).numpy())
    try:
        joined([batch, batch], declare=True)
    except ValueError as error:
        print("two tensors, two Inputs", type(error).__name__)
    print()
    model = stack()
    for layer, output in zip(model.layers, outputs_of_layers(model, batch), strict=True):
        print(f"output of {layer.name:<13}", output.numpy())
    try:
        outputs_of_layers(stack(declare=False), batch)
    except AttributeError as error:
        print("outputs before building", type(error).__name__)
    print("last layer exchanged   ", after_pop_and_add(model, keras.layers.Rescaling(10.0), batch).numpy())


if __name__ == "__main__":
    main()
