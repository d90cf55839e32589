"""Context window: how far back a token can look.

Attention over w tokens sees those w tokens and nothing else: not a little of
the rest, nothing. The gradient of an output with respect to an input says what
the output can see, so ask it.

Claims:
    holds: The gradient of an output with respect to a token outside its window is exactly zero.
    refuted: A model with layers of window w sees w tokens.
    refuted: A longer window needs a larger attention layer.
    refuted: A recurrent network has a window too: the gradient of a token 30 steps back is exactly zero.
"""

import keras
import numpy as np
import tensorflow as tf

WIDTH = 4


def sequence(tokens: int) -> tf.Tensor:
    """Return random float32 tokens of shape (1, tokens, WIDTH)."""
    return tf.random.stateless_normal([1, tokens, WIDTH], seed=[8, 3])


def window_mask(tokens: int, window: int) -> tf.Tensor:
    """Return a mask of shape (tokens, tokens): each token may look at itself and at `window` - 1 tokens before it."""
    position = tf.range(tokens)
    back = position[:, tf.newaxis] - position
    return (back >= 0) & (back < window)


def attention_layers(count: int, window: int):
    """Return a function on (1, tokens, WIDTH): layers of self-attention, each within the window."""
    keras.utils.set_random_seed(1)
    layers = [keras.layers.MultiHeadAttention(1, key_dim=WIDTH) for _ in range(count)]

    def run(tokens):
        mask = window_mask(tokens.shape[1], window)[tf.newaxis]
        for layer in layers:
            tokens = layer(tokens, tokens, attention_mask=mask)
        return tokens

    return run


def recurrent_layer() -> keras.layers.GRU:
    """Return a layer that reads (1, tokens, WIDTH) step by step, of the same shape out."""
    keras.utils.set_random_seed(1)
    return keras.layers.GRU(WIDTH, return_sequences=True)


def influence(run, tokens: tf.Tensor) -> np.ndarray:
    """Return how much each of the tokens, (1, tokens, WIDTH), moves the last output: its gradient, shape (tokens,)."""
    with tf.GradientTape() as tape:
        tape.watch(tokens)
        last = tf.reduce_sum(run(tokens)[:, -1])
    return tf.reduce_max(tf.abs(tape.gradient(last, tokens)), axis=-1)[0].numpy()


def reach(layers: int, window: int) -> int:
    """Return how many tokens the last output can see: each layer adds a window, less the token it starts from."""
    return layers * (window - 1) + 1


def parameters(window: int) -> int:
    """Return the number of parameters of one attention layer that has looked at a full window."""
    layer = keras.layers.MultiHeadAttention(1, key_dim=WIDTH)
    tokens = sequence(window)
    layer(tokens, tokens)
    return layer.count_params()


def main() -> None:
    """Draw what the last of 16 tokens can see."""
    tokens = sequence(16)
    models = {
        "1 layer, window 4": attention_layers(1, window=4),
        "2 layers, window 4": attention_layers(2, window=4),
        "3 layers, window 4": attention_layers(3, window=4),
        "GRU": recurrent_layer(),
    }
    print("■ the last output depends on the token, · its gradient is exactly 0\n")
    print(f"{'':<20} oldest  ...  newest   seen   gradient of the oldest token")
    for name, run in models.items():
        sizes = influence(run, tokens)
        drawn = "".join("■" if size else "·" for size in sizes)
        print(f"{name:<20} {drawn:<22} {np.count_nonzero(sizes):6d}   {sizes[0]:.1e}")
    print("\nlayers * (window - 1) + 1:", *(reach(layers, window=4) for layers in (1, 2, 3)))
    print("parameters of attention on 2, 20 and 200 tokens:", *(parameters(window) for window in (2, 20, 200)))


if __name__ == "__main__":
    main()
