"""Next number: predict how a sequence goes on, and know what to compare with.

The simplest forecast repeats the last number. It costs nothing, and it is hard
to beat when the next step is pure chance. Only a network that does better has
found something in the sequence.

Claims:
    holds: On sine waves a trained SimpleRNN makes less than half the error of repeating the last number.
    refuted: A trained network beats repeating the last number on every kind of sequence.
    holds: Two numbers continue a wave of known frequency f exactly: next = 2 * cos(f) * last - the one before.
    refuted: A network that predicts the next number well continues a sequence as well from its own predictions.
"""

import math

import keras
import tensorflow as tf

STEPS = 20


def waves(count: int, seed: int, steps: int = STEPS + 1) -> tf.Tensor:
    """Return sine waves of random phase and frequency, 0.3 to 0.8 radians per step: shape (count, steps)."""
    phase, speed = tf.unstack(tf.random.stateless_uniform([2, count, 1], seed=[seed, 1]))
    return tf.sin(2 * math.pi * phase + (0.3 + 0.5 * speed) * tf.range(steps, dtype=tf.float32))


def walks(count: int, seed: int, steps: int = STEPS + 1) -> tf.Tensor:
    """Return random walks, of which each step is a new random number added to the last: shape (count, steps)."""
    return tf.cumsum(0.3 * tf.random.stateless_normal([count, steps], seed=[seed, 2]), axis=1)


def repeat_last(sequences: tf.Tensor) -> tf.Tensor:
    """Predict that sequences of shape (batch, steps) stay where they are: shape (batch,)."""
    return sequences[:, -1]


def continue_wave(sequences: tf.Tensor, frequency: float) -> tf.Tensor:
    """Predict the next number of waves, (batch, steps), of known frequency in radians per step: shape (batch,)."""
    return 2 * tf.cos(frequency) * sequences[:, -1] - sequences[:, -2]


def trained(sequences: tf.Tensor) -> keras.Model:
    """Return a network from (batch, STEPS) to (batch, 1), trained to predict the last of (batch, STEPS + 1)."""
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Reshape((STEPS, 1)), keras.layers.SimpleRNN(16), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((STEPS,)), *layers])
    model.compile(keras.optimizers.Adam(0.02), loss="mean_squared_error")
    model.fit(sequences[:, :-1], sequences[:, -1:], batch_size=64, epochs=10, verbose=0)
    return model


def mean_squared_error(predict, sequences: tf.Tensor) -> float:
    """Compare predictions from all but the last number of sequences, (batch, steps), with the last."""
    predicted = tf.reshape(predict(sequences[:, :-1]), [-1])
    return float(tf.reduce_mean((predicted - sequences[:, -1]) ** 2))


def errors_on_its_own(model, sequences: tf.Tensor) -> list[float]:
    """Let a model read STEPS numbers of sequences, (batch, steps), and go on from its own predictions.

    Returns:
        The mean squared error of each prediction, steps - STEPS numbers.
    """
    window, errors = sequences[:, :STEPS], []
    for truth in tf.unstack(sequences[:, STEPS:], axis=1):
        predicted = tf.reshape(model(window), [-1, 1])
        errors.append(float(tf.reduce_mean((predicted[:, 0] - truth) ** 2)))
        window = tf.concat([window[:, 1:], predicted], axis=1)
    return errors


def main() -> None:
    """Train on waves and on random walks, compare with repeating the last number, and go on without help."""
    print("mean squared error on new sequences")
    print(f"{'':<14} repeat the last   SimpleRNN")
    for name, make in (("sine waves", waves), ("random walks", walks)):
        model, new = trained(make(256, seed=1)), make(256, seed=2)
        print(f"{name:<14} {mean_squared_error(repeat_last, new):15.4f}   {mean_squared_error(model, new):9.4f}")
        if make is waves:
            alone = errors_on_its_own(model, waves(64, seed=3, steps=STEPS + 8))
    print("\nwaves, from its own predictions")
    for count in (1, 2, 4, 8):
        print(f"{count:6d} ahead     {alone[count - 1]:9.4f}")


if __name__ == "__main__":
    main()
