"""Simple RNN: one cell, applied to each step of a sequence.

The cell mixes the input of a step with the state left by the step before:
state = tanh(input @ kernel + state @ recurrent_kernel + bias). The same weights
serve every step, and the state is all that one step tells the next.

Claims:
    holds: `keras.layers.SimpleRNN` applies tanh(x @ kernel + state @ recurrent_kernel + bias) step by step.
    holds: A SimpleRNN of n units on m features has n * (m + n + 1) parameters, however long the sequence.
    holds: The output of a step depends on the steps up to it and on no later step.
    refuted: SimpleRNN layers can be stacked as they are, for each passes on a whole sequence by default.
    refuted: A SimpleRNN layer remembers its state from one call to the next by default.
"""

import keras
import tensorflow as tf

FEATURES, UNITS = 3, 4


def layer(seed: int = 0) -> keras.layers.SimpleRNN:
    """Return a built layer whose weights are all random, the bias too."""
    built = keras.layers.SimpleRNN(UNITS, return_sequences=True)
    built.build((None, None, FEATURES))
    shapes = [weight.shape for weight in built.weights]
    built.set_weights([0.5 * tf.random.stateless_normal(shape, seed=[seed, i]) for i, shape in enumerate(shapes)])
    return built


def sequences(batch: int = 2, steps: int = 6) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, steps, FEATURES)."""
    return tf.random.stateless_normal([batch, steps, FEATURES], seed=[9, 9])


def states(inputs: tf.Tensor, kernel, recurrent_kernel, bias) -> tf.Tensor:
    """Run the cell over `inputs`, (batch, steps, features); return all states, (batch, steps, units)."""
    state = tf.zeros([inputs.shape[0], bias.shape[0]])
    history = []
    for step in tf.unstack(inputs, axis=1):
        state = tf.tanh(step @ kernel + state @ recurrent_kernel + bias)
        history.append(state)
    return tf.stack(history, axis=1)


def changed_steps(run, inputs: tf.Tensor, step: int) -> list[int]:
    """Return the steps whose output under `run` changes when the input of `step` does."""
    nudge = tf.one_hot(step, inputs.shape[1])[tf.newaxis, :, tf.newaxis]
    difference = tf.abs(run(inputs + nudge) - run(inputs))
    return tf.where(tf.reduce_max(difference, axis=[0, 2]) > 0)[:, 0].numpy().tolist()


def stack(return_sequences: bool) -> keras.Model:
    """Put one SimpleRNN on another; raise ValueError when the first hands on its last state only."""
    first = keras.layers.SimpleRNN(UNITS, return_sequences=return_sequences)
    return keras.Sequential([keras.Input((None, FEATURES)), first, keras.layers.SimpleRNN(UNITS)])


def in_two_halves(run: keras.layers.SimpleRNN, inputs: tf.Tensor, carry: bool) -> tf.Tensor:
    """Run the first half, then the second, from the state of the first if `carry`; return the second's outputs."""
    middle = inputs.shape[1] // 2
    first = run(inputs[:, :middle])
    return run(inputs[:, middle:], initial_state=first[:, -1] if carry else None)


def main() -> None:
    """Compare the cell with the layer and follow a change through time."""
    run, inputs = layer(), sequences()
    whole = run(inputs)
    print(
        f"largest difference between cell and layer: {tf.reduce_max(tf.abs(states(inputs, *run.weights) - whole)):.0e}"
    )
    print("parameters:", run.count_params(), "=", f"{UNITS} * ({FEATURES} + {UNITS} + 1)")
    for step in (0, 3, 5):
        print(f"a change at step {step} reaches the outputs of steps {changed_steps(run, inputs, step)}")
    print("last output, whole sequence:         ", whole[0, -1].numpy())
    print("second half with the state handed on:", in_two_halves(run, inputs, carry=True)[0, -1].numpy())
    print("second half alone:                   ", in_two_halves(run, inputs, carry=False)[0, -1].numpy())
    print("stacked with return_sequences:       ", stack(return_sequences=True).output_shape)
    try:
        stack(return_sequences=False)
    except ValueError as error:
        print("stacked without:                     ", type(error).__name__)


if __name__ == "__main__":
    main()
