"""Padding: sequences of different lengths in one batch.

A batch is a rectangle, so short sequences are filled up with zeros. A layer
cannot know that these zeros mean nothing: it goes on computing, unless a mask
tells it which steps to skip. A skipped step hands on the state as it was.

Claims:
    refuted: Zeros after the end of a sequence leave the last state of an RNN as it was.
    holds: With a mask, the last state after a padded sequence is that after the sequence alone.
    qualified: Zeros before the start of a sequence need no mask.
    refuted: `keras.layers.Masking` skips every step in which a feature is zero.
    refuted: A mask reaches an RNN through whatever stands between.
"""

import keras
import tensorflow as tf

FEATURES, UNITS = 2, 3


def rnn(bias: float = 0.5) -> keras.layers.SimpleRNN:
    """Return a layer from (batch, steps, FEATURES) to the last state, (batch, UNITS), with one value as every bias."""
    keras.utils.set_random_seed(1)
    return keras.layers.SimpleRNN(UNITS, bias_initializer=keras.initializers.Constant(bias))


def sequence(steps: int = 3) -> tf.Tensor:
    """Return one random float32 sequence of shape (1, steps, FEATURES)."""
    return tf.random.stateless_normal([1, steps, FEATURES], seed=[3, 3])


def padded(inputs: tf.Tensor, before: int = 0, after: int = 0) -> tf.Tensor:
    """Add steps of zeros before and after sequences, shape (batch, steps, features)."""
    return tf.pad(inputs, [[0, 0], [before, after], [0, 0]])


def last_state(inputs: tf.Tensor, masked: bool, bias: float = 0.5) -> tf.Tensor:
    """Run the layer on sequences, shape (batch, steps, FEATURES), behind a Masking layer or not: (batch, UNITS)."""
    if masked:
        inputs = keras.layers.Masking(0.0)(inputs)
    return rnn(bias)(inputs)


def skipped_steps(inputs: tf.Tensor) -> list[int]:
    """Return the steps of the first sequence, (batch, steps, features), that a Masking layer tells others to skip."""
    kept = keras.layers.Masking(0.0).compute_mask(inputs)
    return tf.where(~kept[0])[:, 0].numpy().tolist()


def mask_after(between) -> list[bool] | None:
    """Return the mask on the word ids 5, 7, 0, 0 after an embedding and `between`, or None if it is gone."""
    embedding = keras.layers.Embedding(10, FEATURES, mask_zero=True)
    mask = getattr(between(embedding(tf.constant([[5, 7, 0, 0]]))), "_keras_mask", None)
    return None if mask is None else mask[0].numpy().tolist()


def main() -> None:
    """Pad a sequence on both sides, with and without a mask, and follow a mask through layers."""
    inputs = sequence()
    rows = {
        "alone": (inputs, False),
        "2 zeros after": (padded(inputs, after=2), False),
        "2 zeros after, masked": (padded(inputs, after=2), True),
        "2 zeros before": (padded(inputs, before=2), False),
        "2 zeros before, masked": (padded(inputs, before=2), True),
    }
    print(f"{'last state of the sequence':<28} with bias 0.5             without bias")
    for name, (given, masked) in rows.items():
        states = [last_state(given, masked, bias)[0].numpy() for bias in (0.5, 0.0)]
        print(f"{name:<28}", "     ".join(" ".join(f"{number:6.3f}" for number in state) for state in states))
    holes = tf.constant([[[1.0, 2.0], [0.0, 3.0], [0.0, 0.0], [4.0, 0.0]]])
    print("\nsteps (1, 2) (0, 3) (0, 0) (4, 0): Masking skips", skipped_steps(holes))
    print("\nmask of the word ids 5 7 0 0 after an embedding and")
    for name, between in (
        ("Dropout", keras.layers.Dropout(0.1)),
        ("Dense", keras.layers.Dense(2)),
        ("* 2", lambda outputs: outputs * 2),
        ("tf.nn.relu", tf.nn.relu),
    ):
        print(f"{name:<28}", mask_after(between))


if __name__ == "__main__":
    main()
