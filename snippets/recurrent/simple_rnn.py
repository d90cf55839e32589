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
    """Return a layer for inputs of shape (batch, steps, FEATURES) whose weights are all random, the bias too."""
    built = keras.layers.SimpleRNN(UNITS, return_sequences=True)
    built.build((None, None, FEATURES))
    shapes = [weight.shape for weight in built.weights]
    built.set_weights([0.5 * tf.random.stateless_normal(shape, seed=[seed, i]) for i, shape in enumerate(shapes)])
    return built


def sequences(batch: int = 2, steps: int = 6) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, steps, FEATURES)."""
    return tf.random.stateless_normal([batch, steps, FEATURES], seed=[9, 9])


def parameters(features: int, units: int) -> int:
    """Return the size of a kernel, (features, units), a recurrent kernel, (units, units), and a bias, (units,)."""
    return units * (features + units + 1)


def states(inputs: tf.Tensor, kernel, recurrent_kernel, bias) -> tf.Tensor:
    """Run the cell over `inputs`, shape (batch, steps, features); return all states, shape (batch, steps, units)."""
    state = tf.zeros([inputs.shape[0], bias.shape[0]])
    history = []
    for step in tf.unstack(inputs, axis=1):
        state = tf.tanh(step @ kernel + state @ recurrent_kernel + bias)
        history.append(state)
    return tf.stack(history, axis=1)


def changed_steps(run, inputs: tf.Tensor, step: int) -> list[int]:
    """Return the steps whose output under `run` changes when `step` of the inputs, (batch, steps, features), does."""
    nudge = tf.one_hot(step, inputs.shape[1])[:, tf.newaxis]
    changed = run(inputs + nudge) != run(inputs)
    return tf.where(tf.reduce_any(changed, axis=[0, 2]))[:, 0].numpy().tolist()


def stack(return_sequences: bool) -> keras.Model | None:
    """Put one SimpleRNN on another; return None when the second refuses what the first hands on."""
    first = keras.layers.SimpleRNN(UNITS, return_sequences=return_sequences)
    try:
        return keras.Sequential([keras.Input((None, FEATURES)), first, keras.layers.SimpleRNN(UNITS)])
    except ValueError:
        return None


def in_two_halves(run: keras.layers.SimpleRNN, inputs: tf.Tensor, carry: bool) -> tf.Tensor:
    """Run the first half of `inputs`, (batch, steps, FEATURES), then the second, from the first's state if `carry`.

    Returns:
        The outputs of the second half, shape (batch, steps - steps // 2, UNITS).
    """
    middle = inputs.shape[1] // 2
    first = run(inputs[:, :middle])
    return run(inputs[:, middle:], initial_state=first[:, -1] if carry else None)


def main() -> None:
    """Compare the cell with the layer, follow a change through time, cut a sequence in two and stack two layers."""
    run, inputs = layer(), sequences()
    difference = tf.reduce_max(tf.abs(states(inputs, *run.weights) - run(inputs)))
    print(f"own cell and layer differ by at most {difference:.0e}")
    print(f"parameters: {run.count_params()}, computed: {UNITS} * ({FEATURES} + {UNITS} + 1)")
    print("\nchange the input of    outputs of steps 0-5 that change")
    for step in range(6):
        changed = changed_steps(run, inputs, step)
        print(f"step {step}                 {' '.join('■' if other in changed else '·' for other in range(6))}")
    print("\nlast output of the whole sequence: ", run(inputs)[0, -1].numpy())
    print("second half, state handed on:      ", in_two_halves(run, inputs, carry=True)[0, -1].numpy())
    print("second half, from zero:            ", in_two_halves(run, inputs, carry=False)[0, -1].numpy())
    print()
    for return_sequences in (True, False):
        result = "works" if stack(return_sequences) else "ValueError: it wants (batch, steps, features)"
        print(f"a layer on one with return_sequences={return_sequences!s:<5}  {result}")


if __name__ == "__main__":
    main()
