"""Long memory: what is left of a gradient after 100 steps.

To learn from the first step of a sequence, the gradient has to travel back
through all the steps between. Each of them multiplies it: by the recurrent
weight and the slope of tanh in a simple RNN, by the forget gate in an LSTM. A
hundred factors below 1 leave nothing, above 1 they explode.

Claims:
    holds: With a recurrent weight of 0.5, a simple RNN keeps less than 1e-29 of a gradient over 100 steps.
    qualified: The gradient of a simple RNN vanishes over many steps.
    holds: An LSTM whose forget gate is open keeps most of a gradient over 100 steps.
    refuted: A new LSTM layer carries gradients over 100 steps, for its forget gate starts open.
"""

import keras
import tensorflow as tf

STEPS = 100


def simple_rnn(recurrent_weight: float) -> keras.layers.SimpleRNN:
    """Return one unit on one feature, (batch, steps, 1) to (batch, 1): state = tanh(x + weight * state)."""
    layer = keras.layers.SimpleRNN(1)
    layer.build((None, None, 1))
    layer.set_weights([tf.constant(weight) for weight in ([[1.0]], [[recurrent_weight]], [0.0])])
    return layer


def lstm(forget_bias: float) -> keras.layers.LSTM:
    """Return one unit on one feature, (batch, steps, 1) to (batch, 1), of which only the candidate sees the input."""
    layer = keras.layers.LSTM(1)
    layer.build((None, None, 1))
    candidate, forget = tf.constant([[0.0, 0.0, 1.0, 0.0]]), tf.constant([0.0, forget_bias, 0.0, 0.0])
    layer.set_weights([candidate, tf.zeros([1, 4]), forget])
    return layer


def gradients(layer, steps: int = STEPS) -> tf.Tensor:
    """Return the derivative of the last output by each of `steps` inputs, all of them 0: shape (steps,)."""
    inputs = tf.zeros([1, steps, 1])
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        output = layer(inputs)
    return tape.gradient(output, inputs)[0, :, 0]


def kept(layer, steps: int = STEPS) -> float:
    """Return the gradient to the first of `steps` inputs as a part of the gradient to the last of them."""
    of_steps = gradients(layer, steps)
    return float(of_steps[0] / of_steps[-1])


def initial_forget_bias() -> float:
    """Return the bias that the forget gate of a new LSTM layer starts with."""
    layer = keras.layers.LSTM(1)
    layer.build((None, None, 1))
    return float(layer.weights[2][1])


def main() -> None:
    """Print what is left of a gradient 1, 10 and 99 steps back."""
    models = {
        "simple RNN, recurrent weight 0.5": simple_rnn(0.5),
        "simple RNN, recurrent weight 0.9": simple_rnn(0.9),
        "simple RNN, recurrent weight 1.0": simple_rnn(1.0),
        "simple RNN, recurrent weight 1.1": simple_rnn(1.1),
        "LSTM, forget bias 1 (gate 0.73), new": lstm(initial_forget_bias()),
        "LSTM, forget bias 5 (gate 0.993)": lstm(5.0),
        "LSTM, forget bias 10 (gate 0.99995)": lstm(10.0),
    }
    print(f"{'gradient to the input that lies back':<37}     1 step   10 steps   {STEPS - 1} steps")
    for name, layer in models.items():
        of_steps = gradients(layer)
        print(f"{name:<37}", *(f"{of_steps[-1 - back] / of_steps[-1]:10.1e}" for back in (1, 10, STEPS - 1)))


if __name__ == "__main__":
    main()
