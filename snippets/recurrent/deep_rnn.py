"""Deep RNN: recurrent layers in a stack, each reading the states of the one below.

One cell has to do everything in a single step: read, remember, answer. In a
stack every cell has a state of its own, and the states of one cell are the
inputs of the next. Time runs one way and depth the other, so the stack is a
grid of states, and each needs only its neighbours on the left and below.

Claims:
    holds: Stacked SimpleRNN layers compute what one cell computes on the sequence of states of another.
    refuted: The upper layer of a deep RNN can start only when the lower one has read the whole sequence.
    holds: The parameters of an upper layer depend on the units below it and not on the features of the input.
    qualified: Every layer of a deep RNN needs `return_sequences=True`.
"""

import keras
import tensorflow as tf

FEATURES, UNITS, STEPS = 2, (4, 3), 6


def deep_rnn(units=UNITS, features: int = FEATURES, lower: bool = True, upper: bool = True) -> keras.Model:
    """Return a stack of two layers from (batch, steps, features) to (batch, steps, units[1]).

    `lower` and `upper` are the `return_sequences` of the layers. The biases are random too, lest zeros hide mistakes.
    """
    keras.utils.set_random_seed(1)
    first = keras.layers.SimpleRNN(units[0], return_sequences=lower, bias_initializer="normal")
    second = keras.layers.SimpleRNN(units[1], return_sequences=upper, bias_initializer="normal")
    return keras.Sequential([keras.Input((None, features)), first, second])


def sequences(batch: int = 2, steps: int = STEPS) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, steps, FEATURES)."""
    return tf.random.stateless_normal([batch, steps, FEATURES], seed=[3, 1])


def cell(weights, below: tf.Tensor, state: tf.Tensor) -> tf.Tensor:
    """Return the next state, shape (batch, units), from one step of the layer below, shape (batch, features)."""
    kernel, recurrent_kernel, bias = weights
    return tf.tanh(below @ kernel + state @ recurrent_kernel + bias)


def zero_state(weights, inputs: tf.Tensor) -> tf.Tensor:
    """Return zeros of shape (batch, units)."""
    return tf.zeros([inputs.shape[0], weights[-1].shape[0]])


def layer_by_layer(stack: list, inputs: tf.Tensor) -> tf.Tensor:
    """Run each cell over the whole sequence, (batch, steps, features), before the next cell starts."""
    for weights in stack:
        state, states = zero_state(weights, inputs), []
        for below in tf.unstack(inputs, axis=1):
            state = cell(weights, below, state)
            states.append(state)
        inputs = tf.stack(states, axis=1)
    return inputs


def step_by_step(stack: list, inputs: tf.Tensor) -> tf.Tensor:
    """Run all cells on one step of the sequence, (batch, steps, features), before the next step arrives."""
    states, outputs = [zero_state(weights, inputs) for weights in stack], []
    for below in tf.unstack(inputs, axis=1):
        for depth, weights in enumerate(stack):
            states[depth] = below = cell(weights, below, states[depth])
        outputs.append(below)
    return tf.stack(outputs, axis=1)


def parameters(features: int, units) -> list[int]:
    """Return the number of parameters of each layer of a stack."""
    inputs = [features, *units[:-1]]
    return [own * (below + own + 1) for below, own in zip(inputs, units, strict=True)]


def output_shape(lower: bool, upper: bool) -> tuple | None:
    """Return the shape that a stack gives out when its layers return sequences or not; None if it cannot be built."""
    try:
        return deep_rnn(lower=lower, upper=upper).output_shape
    except ValueError:
        return None


def main() -> None:
    """Run a stack in two orders, count its parameters and leave out `return_sequences`."""
    model, inputs = deep_rnn(), sequences()
    stack = [layer.weights for layer in model.layers]
    for name, run in (("layer by layer", layer_by_layer), ("step by step", step_by_step)):
        difference = tf.reduce_max(tf.abs(run(stack, inputs) - model(inputs)))
        print(f"own cells, {name:<15} differ from Keras by at most {difference:.0e}")
    print("\nparameters of the layers, from below")
    for features in (2, 200):
        print(f"{features:5d} features, units 4 and 3: {parameters(features, UNITS)}")
    print("\nreturn_sequences of the lower and the upper layer -> shape of the output")
    for lower in (True, False):
        for upper in (True, False):
            print(f"   {lower!s:<5} {upper!s:<5} -> {output_shape(lower, upper) or 'ValueError'}")


if __name__ == "__main__":
    main()
