"""Attention masks: who may look at whom.

An encoder reads the whole sentence at once, so each token may look at all. A
decoder learns to continue a text, so a token that could see the next one would
only copy it: a causal mask lets it look at itself and at earlier tokens.

Claims:
    holds: With a causal mask, changing a token leaves the outputs of all earlier tokens exactly as they were.
    holds: Without a mask, changing one token changes the output of every token.
    holds: Of the n * n pairs of n tokens, a causal mask lets n * (n + 1) / 2 through.
    refuted: Setting the weights of hidden tokens to zero after the softmax hides them.
    holds: `use_causal_mask=True` and a lower triangle as `attention_mask` make Keras compute the same.
"""

import keras
import numpy as np
import tensorflow as tf

TOKENS, WIDTH = 6, 4


def full_mask(tokens: int) -> tf.Tensor:
    """Return the mask of an encoder, all True, shape (tokens, tokens)."""
    return tf.ones([tokens, tokens], tf.bool)


def causal_mask(tokens: int) -> tf.Tensor:
    """Return the mask of a decoder, shape (tokens, tokens): row q is True at column k when token q may look at k."""
    position = tf.range(tokens)
    return position[:, tf.newaxis] >= position


def embeddings(tokens: int = TOKENS) -> tf.Tensor:
    """Return random float32 tokens of shape (tokens, WIDTH)."""
    return tf.random.stateless_normal([tokens, WIDTH], seed=[5, 1])


def attention_weights(tokens: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
    """Return the weights, (tokens, tokens), of tokens, (tokens, width): hidden ones get -inf before the softmax."""
    fit = tokens @ tf.transpose(tokens) / tf.sqrt(float(tokens.shape[-1]))
    return tf.nn.softmax(tf.where(mask, fit, -np.inf), axis=-1)


def masked_too_late(tokens: tf.Tensor, mask: tf.Tensor) -> tf.Tensor:
    """Return weights, (tokens, tokens), of which the hidden ones are set to zero only after the softmax."""
    return tf.where(mask, attention_weights(tokens, full_mask(len(tokens))), 0.0)


def attend(tokens: tf.Tensor, mask: tf.Tensor, weigh=attention_weights) -> tf.Tensor:
    """Return the outputs of self-attention, shape (tokens, width), whose weights `weigh` finds."""
    return weigh(tokens, mask) @ tokens


def changed_outputs(tokens: tf.Tensor, mask: tf.Tensor, changed: int, weigh=attention_weights) -> list[int]:
    """Return the tokens, of (tokens, width), whose output changes when the token `changed` does."""
    nudged = tokens + tf.one_hot(changed, len(tokens))[:, tf.newaxis]
    differs = attend(tokens, mask, weigh) != attend(nudged, mask, weigh)
    return tf.where(tf.reduce_any(differs, axis=-1))[:, 0].numpy().tolist()


def keras_outputs(tokens: tf.Tensor, **mask) -> tf.Tensor:
    """Run Keras on tokens, (tokens, width), with `use_causal_mask` or `attention_mask`: shape (tokens, width)."""
    keras.utils.set_random_seed(1)
    layer = keras.layers.MultiHeadAttention(1, key_dim=WIDTH)
    return layer(tokens[tf.newaxis], tokens[tf.newaxis], **mask)[0]


def picture(mask: tf.Tensor) -> list[str]:
    """Draw a mask, shape (queries, keys), one line for each query."""
    return [" ".join("■" if allowed else "·" for allowed in row) for row in mask.numpy()]


def main() -> None:
    """Draw both masks, change a token under each of them, and mask too late."""
    tokens, masks = embeddings(), {"encoder": full_mask(TOKENS), "decoder": causal_mask(TOKENS)}
    print("who (row) looks at whom (column)")
    print("    ".join(f"{name:<11}" for name in masks).rstrip())
    for row in zip(*map(picture, masks.values()), strict=True):
        print("    ".join(row))
    print("   ".join(f"{tf.math.count_nonzero(mask):2d} of 36   " for mask in masks.values()).rstrip())
    print("\noutputs that change with")
    for changed in (0, 3, 5):
        of_masks = [str(changed_outputs(tokens, mask, changed)) for mask in masks.values()]
        print(f"token {changed}   encoder {of_masks[0]:<20} decoder {of_masks[1]}")
    print("\ndecoder, weights of token 1        sum")
    for name, weigh in (("-inf before softmax", attention_weights), ("zero after softmax", masked_too_late)):
        row = weigh(tokens, masks["decoder"])[1].numpy()
        leaks = changed_outputs(tokens, masks["decoder"], 5, weigh) != [5]
        print(f"{name:<20} {row[0]:.2f} {row[1]:.2f}    {row.sum():.2f}   token 5 leaks: {'yes' if leaks else 'no'}")


if __name__ == "__main__":
    main()
