"""Bidirectional LSTM: one layer reads forwards, another reads backwards.

When the whole sentence is there, a word can be judged by what follows it as well
as by what came before. `keras.layers.Bidirectional` runs two layers, turns the
outputs of the backward one round again, and puts both side by side.

Claims:
    holds: A bidirectional layer joins the outputs of one layer and of another that ran on the reversed sequence.
    holds: The first half of an output sees the steps up to its own, the second half its own and all later ones.
    refuted: The two directions share their weights.
    refuted: Without `return_sequences`, a bidirectional layer gives the last step of its sequence of outputs.
    holds: In the second of two bidirectional layers, both halves of every output depend on every step.
"""

import keras
import tensorflow as tf

FEATURES, UNITS, STEPS = 3, 2, 5


def bidirectional(return_sequences: bool = True, seed: int = 0) -> keras.layers.Bidirectional:
    """Return a built layer from (batch, steps, FEATURES) to outputs with 2 * UNITS numbers: forward, then backward."""
    keras.utils.set_random_seed(seed)
    layer = keras.layers.Bidirectional(keras.layers.LSTM(UNITS, return_sequences=return_sequences))
    layer.build((None, STEPS, FEATURES))
    return layer


def deep() -> keras.Sequential:
    """Return two bidirectional layers in a stack, from (batch, STEPS, FEATURES) to (batch, STEPS, 2 * UNITS)."""
    second = keras.layers.Bidirectional(keras.layers.LSTM(UNITS, return_sequences=True))
    return keras.Sequential([keras.Input((STEPS, FEATURES)), bidirectional(), second])


def sequences(batch: int = 2) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, STEPS, FEATURES)."""
    return tf.random.stateless_normal([batch, STEPS, FEATURES], seed=[2, 5])


def by_hand(layer: keras.layers.Bidirectional, inputs: tf.Tensor) -> tf.Tensor:
    """Run the two layers of a bidirectional one on (batch, steps, features): shape (batch, steps, 2 * UNITS)."""
    forward = keras.layers.LSTM(UNITS, return_sequences=True)
    backward = keras.layers.LSTM(UNITS, return_sequences=True)
    for own, theirs in ((forward, layer.forward_layer), (backward, layer.backward_layer)):
        own.build(inputs.shape)
        own.set_weights(theirs.get_weights())
    reversed_outputs = backward(tf.reverse(inputs, axis=[1]))
    return tf.concat([forward(inputs), tf.reverse(reversed_outputs, axis=[1])], axis=-1)


def last_outputs(outputs: tf.Tensor) -> tf.Tensor:
    """Pick what each direction gave last, shape (batch, 2 * UNITS), from outputs of (batch, steps, 2 * UNITS)."""
    return tf.concat([outputs[:, -1, :UNITS], outputs[:, 0, UNITS:]], axis=-1)


def seen_steps(run, inputs: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return which steps of the inputs, (1, STEPS, FEATURES), the two halves of each output depend on.

    Returns:
        For each half a bool of shape (STEPS, STEPS): a row for each output, a column for each input.
    """
    repeated = tf.repeat(inputs, STEPS, axis=0)
    one_step_each = tf.eye(STEPS)[:, :, tf.newaxis]
    changed = run(repeated + one_step_each) != run(repeated)
    forward, backward = (tf.reduce_any(half, axis=-1) for half in tf.split(changed, 2, axis=-1))
    return tf.transpose(forward), tf.transpose(backward)


def parameters(features: int, units: int) -> int:
    """Return the number of parameters: those of an LSTM, twice."""
    return 2 * 4 * (units * (units + features) + units)


def main() -> None:
    """Compare with two layers, show what each half sees, and where the last outputs come from."""
    layer, inputs = bidirectional(), sequences(batch=1)
    outputs = layer(inputs)
    print(f"two LSTMs and the layer differ by at most {tf.reduce_max(tf.abs(by_hand(layer, inputs) - outputs)):.0e}")
    print(f"parameters: {layer.count_params()}, a single LSTM has {layer.forward_layer.count_params()}\n")
    print("seen by the output of     one layer                  two layers")
    print("                          forward      backward      forward      backward")
    seen = [*seen_steps(layer, inputs), *seen_steps(deep(), inputs)]
    for step in range(STEPS):
        drawn = [" ".join("■" if one else "·" for one in half[step].numpy()) for half in seen]
        print(f"step {step:<20} {'     '.join(drawn)}")
    last = bidirectional(return_sequences=False)
    print("\noutput at step 4:          ", outputs[0, -1].numpy().round(3))
    print("output at step 0:          ", outputs[0, 0].numpy().round(3))
    print("without return_sequences:  ", last(inputs)[0].numpy().round(3))


if __name__ == "__main__":
    main()
