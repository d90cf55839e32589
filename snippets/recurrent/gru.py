"""GRU: gates like those of an LSTM, without the second memory.

A GRU has one state. The update gate z mixes the old state with a candidate for
the new one, and the reset gate r says how much of the old state the candidate
may use: state = z * state + (1 - z) * candidate. Two gates and a candidate make
three sets of weights, where an LSTM has four.

Claims:
    holds: A GRU computes state = z * state + (1 - z) * candidate, with a reset gate inside the candidate.
    refuted: A GRU has 3 * n * (m + n + 1) parameters by default, three times a SimpleRNN.
    refuted: An update gate near 1 makes a Keras GRU take over the candidate.
    refuted: `reset_after` only changes the speed of a GRU.
"""

import keras
import tensorflow as tf

FEATURES, UNITS = 3, 2


def layer(reset_after: bool = True, units: int = UNITS, features: int = FEATURES) -> keras.layers.GRU:
    """Return a layer for inputs of shape (batch, steps, features) whose weights are all random, the bias too."""
    built = keras.layers.GRU(units, return_sequences=True, reset_after=reset_after)
    built.build((None, None, features))
    shapes = [weight.shape for weight in built.weights]
    built.set_weights([tf.random.stateless_normal(shape, seed=[1, i]) for i, shape in enumerate(shapes)])
    return built


def sequences(batch: int = 2, steps: int = 6) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, steps, FEATURES)."""
    return tf.random.stateless_normal([batch, steps, FEATURES], seed=[5, 5])


def step(weights, inputs: tf.Tensor, state: tf.Tensor, reset_after: bool = True) -> tf.Tensor:
    """Return the next state, (batch, units), after inputs of shape (batch, features).

    The weights are a kernel, (features, 3 * units), a recurrent kernel, (units, 3 * units), and a bias: two rows of
    3 * units with `reset_after`, for the input and for the state, else one.
    """
    kernel, recurrent_kernel, bias = weights
    bias, recurrent_bias = tf.unstack(bias) if reset_after else (bias, tf.zeros_like(bias))
    from_input = tf.split(inputs @ kernel + bias, 3, axis=-1)
    from_state = tf.split(state @ recurrent_kernel + recurrent_bias, 3, axis=-1)
    z = tf.sigmoid(from_input[0] + from_state[0])
    r = tf.sigmoid(from_input[1] + from_state[1])
    if reset_after:
        candidate = tf.tanh(from_input[2] + r * from_state[2])
    else:
        candidate = tf.tanh(from_input[2] + (r * state) @ tf.split(recurrent_kernel, 3, axis=-1)[2])
    return z * state + (1 - z) * candidate


def states(weights, inputs: tf.Tensor, reset_after: bool = True) -> tf.Tensor:
    """Run the cell over `inputs`, shape (batch, steps, features); return all states, shape (batch, steps, units)."""
    state = tf.zeros([inputs.shape[0], weights[1].shape[0]])
    history = []
    for one in tf.unstack(inputs, axis=1):
        state = step(weights, one, state, reset_after)
        history.append(state)
    return tf.stack(history, axis=1)


def parameters(features: int, units: int, reset_after: bool = True) -> int:
    """Return the number of parameters: three SimpleRNNs, and with `reset_after` a second bias for each."""
    biases = 2 if reset_after else 1
    return 3 * units * (features + units + biases)


def with_update_gate(logit: float, start: float, candidate: float) -> float:
    """Take one step from the state `start` with a given logit of the update gate and of the candidate."""
    bias = tf.constant([[logit, 0.0, candidate], [0.0, 0.0, 0.0]])
    weights = [tf.zeros([1, 3]), tf.zeros([1, 3]), bias]
    return float(step(weights, tf.zeros([1, 1]), tf.constant([[start]]))[0, 0])


def main() -> None:
    """Compare cell and layer, count parameters, turn the update gate and move the reset gate."""
    inputs = sequences()
    print("reset_after   cell - layer   bias     parameters   first state of the last step")
    for reset_after in (True, False):
        run = layer(reset_after)
        outputs = run(inputs)
        difference = tf.reduce_max(tf.abs(states(run.weights, inputs, reset_after) - outputs))
        shape = str(tuple(run.weights[2].shape))
        print(f"{reset_after!s:<14}{difference:<15.0e}{shape:<9}{run.count_params():<13}{outputs[0, -1, 0]:.4f}")
    print("\nold state 0.8, candidate -0.6")
    for logit in (-10.0, -1.0, 0.0, 1.0, 10.0):
        new = with_update_gate(logit, start=0.8, candidate=-0.6931472)
        print(f"update gate {tf.sigmoid(logit):5.3f}: new state {new:6.3f}")


if __name__ == "__main__":
    main()
