"""LSTM: a cell with a memory of its own and three gates around it.

A gate is a number between 0 and 1 for each unit: how much to write (input gate),
how much to keep (forget gate), how much to show (output gate). The memory is
changed by adding, not by another tanh, and that lets it last:
cell = forget * cell + input * candidate, and output = output gate * tanh(cell).

Claims:
    holds: An LSTM computes cell = f * cell + i * tanh(...) and output = o * tanh(cell), with sigmoid gates.
    holds: The columns of LSTM weights serve input gate, forget gate, candidate and output gate, in this order.
    holds: An LSTM of n units on m features has 4 * (n * (n + m) + n) parameters, four times a SimpleRNN.
    refuted: All biases of a new LSTM layer are zero.
    refuted: The cell state of an LSTM stays between -1 and 1, as its output does.
"""

import keras
import tensorflow as tf

FEATURES, UNITS = 3, 2
PARTS = ("input", "forget", "candidate", "output")


def layer(seed: int = 0) -> keras.layers.LSTM:
    """Return a layer for inputs of shape (batch, steps, FEATURES) whose weights are all random, the bias too."""
    built = keras.layers.LSTM(UNITS, return_sequences=True)
    built.build((None, None, FEATURES))
    shapes = [weight.shape for weight in built.weights]
    built.set_weights([tf.random.stateless_normal(shape, seed=[seed, i]) for i, shape in enumerate(shapes)])
    return built


def sequences(batch: int = 2, steps: int = 6) -> tf.Tensor:
    """Return random float32 sequences of shape (batch, steps, FEATURES)."""
    return tf.random.stateless_normal([batch, steps, FEATURES], seed=[7, 7])


def step(weights, inputs: tf.Tensor, output: tf.Tensor, cell: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Take one step with `inputs`, shape (batch, features); return the new output and cell state, (batch, units)."""
    kernel, recurrent_kernel, bias = weights
    i, f, candidate, o = tf.split(inputs @ kernel + output @ recurrent_kernel + bias, len(PARTS), axis=-1)
    cell = tf.sigmoid(f) * cell + tf.sigmoid(i) * tf.tanh(candidate)
    return tf.sigmoid(o) * tf.tanh(cell), cell


def outputs(weights, inputs: tf.Tensor) -> tf.Tensor:
    """Run the cell over `inputs`, shape (batch, steps, features); return all outputs, shape (batch, steps, units)."""
    output = cell = tf.zeros([inputs.shape[0], weights[1].shape[0]])
    history = []
    for one in tf.unstack(inputs, axis=1):
        output, cell = step(weights, one, output, cell)
        history.append(output)
    return tf.stack(history, axis=1)


def parameters(features: int, units: int) -> int:
    """Return the number of parameters: one set of SimpleRNN weights for each part."""
    return len(PARTS) * (units * (units + features) + units)


def initial_biases(unit_forget_bias: bool = True) -> dict[str, list[float]]:
    """Return the bias that each part of a new layer starts with: one number for each unit."""
    new = keras.layers.LSTM(UNITS, unit_forget_bias=unit_forget_bias)
    new.build((None, None, FEATURES))
    return {part: bias.numpy().tolist() for part, bias in zip(PARTS, tf.split(new.weights[2], 4), strict=True)}


def held(**biases: float) -> list[tf.Tensor]:
    """Return kernel, recurrent kernel and bias, shape (4 * UNITS,): all 0 but for the bias of some parts."""
    bias = tf.repeat([float(biases.get(part, 0)) for part in PARTS], UNITS)
    return [tf.zeros([FEATURES, 4 * UNITS]), tf.zeros([UNITS, 4 * UNITS]), bias]


def last_states(weights, steps: int, cell: float) -> tuple[float, float]:
    """Take `steps` steps from a cell state; return the last output and the last cell state of the first unit."""
    inputs, output, cell = tf.zeros([1, FEATURES]), tf.zeros([1, UNITS]), tf.fill([1, UNITS], cell)
    for _ in range(steps):
        output, cell = step(weights, inputs, output, cell)
    return float(output[0, 0]), float(cell[0, 0])


def main() -> None:
    """Compare the cell with the layer, hold one gate after the other, and count with a cell state."""
    run, inputs = layer(), sequences()
    difference = tf.reduce_max(tf.abs(outputs(run.weights, inputs) - run(inputs)))
    print(f"own cell and layer differ by at most {difference:.0e}")
    print(f"parameters: {run.count_params()} counted, {parameters(FEATURES, UNITS)} computed")
    print("biases of a new layer:", ", ".join(f"{part} {bias[0]:.0f}" for part, bias in initial_biases().items()))
    print("\none step from cell state 5                  cell    output")
    settings = {
        "nothing held: gates 0.5, candidate 0": {},
        "forget gate open": {"forget": 100},
        "forget gate shut": {"forget": -100},
        "output gate shut": {"output": -100},
        "candidate 1, input gate open": {"candidate": 100, "input": 100},
    }
    for name, biases in settings.items():
        output, cell = last_states(held(**biases), steps=1, cell=5.0)
        print(f"{name:<40} {cell:7.3f}   {output:7.3f}")
    counter = held(input=100, forget=100, candidate=100, output=100)
    print("\nall gates open, candidate 1: the cell state counts the steps, the output cannot")
    for steps in (1, 2, 10, 50):
        output, cell = last_states(counter, steps, cell=0.0)
        print(f"{steps:5d} steps: cell {cell:5.1f}, output {output:.3f}")


if __name__ == "__main__":
    main()
