"""Attention: every token takes a weighted mean of what all tokens offer.

Each token asks a question (query), carries a label (key) and has something to
say (value). The dot product of a query with every key says how well they fit; a
softmax turns the fits into weights; the answer is the weighted mean of the values.

Claims:
    holds: Each head of `keras.layers.MultiHeadAttention` computes softmax(q @ k.T / sqrt(d)) @ v.
    holds: The attention weights of a query are positive and add up to 1 over the keys.
    refuted: The division by sqrt(d) changes little: without it the softmax is about as soft.
    refuted: Self-attention without positions knows the order of the tokens.
    refuted: Splitting attention into more heads of width d / heads takes more parameters.
"""

import keras
import tensorflow as tf

TOKENS, WIDTH, HEADS = 5, 8, 2


def attention_weights(query: tf.Tensor, key: tf.Tensor, scaled: bool = True) -> tf.Tensor:
    """Return how much each query, (..., queries, d), takes of each key, (..., keys, d); shape (..., queries, keys)."""
    fit = tf.matmul(query, key, transpose_b=True)
    if scaled:
        fit /= tf.sqrt(float(key.shape[-1]))
    return tf.nn.softmax(fit, axis=-1)


def attention(query: tf.Tensor, key: tf.Tensor, value: tf.Tensor) -> tf.Tensor:
    """Return the weighted mean of the values, (..., keys, d), for each query: shape (..., queries, d)."""
    return attention_weights(query, key) @ value


def multi_head(heads: int = HEADS, width: int = WIDTH) -> keras.layers.MultiHeadAttention:
    """Return a built layer for tokens of shape (batch, tokens, width) that splits the width among its heads."""
    keras.utils.set_random_seed(2)
    layer = keras.layers.MultiHeadAttention(heads, key_dim=width // heads, bias_initializer="normal")
    layer.build((None, None, width), (None, None, width))
    return layer


def multi_head_by_hand(weights, tokens: tf.Tensor) -> tf.Tensor:
    """Compute self-attention with the `weights` of a layer; tokens and result have shape (batch, tokens, width)."""
    query, key, value = (
        tf.einsum("btw,whd->bhtd", tokens, kernel) + bias[:, tf.newaxis]
        for kernel, bias in zip(weights[0:6:2], weights[1:6:2], strict=True)
    )
    return tf.einsum("bhtd,hdw->btw", attention(query, key, value), weights[6]) + weights[7]


def embeddings(batch: int = 1, tokens: int = TOKENS, width: int = WIDTH) -> tf.Tensor:
    """Return random float32 tokens of shape (batch, tokens, width), each number with variance 1."""
    return tf.random.stateless_normal([batch, tokens, width], seed=[4, 2])


def largest_weight(width: int, scaled: bool) -> float:
    """Return the mean over 500 random queries of the largest of their weights on 8 random keys."""
    query = tf.random.stateless_normal([500, 1, width], seed=[1, 1])
    key = tf.random.stateless_normal([500, 8, width], seed=[2, 2])
    return float(tf.reduce_mean(tf.reduce_max(attention_weights(query, key, scaled), axis=-1)))


def reorder(layer, tokens: tf.Tensor, order: list[int]) -> tuple[tf.Tensor, tf.Tensor]:
    """Reorder tokens, (batch, tokens, width), before the layer and after it; return both results, of that shape."""
    shuffled = tf.gather(tokens, order, axis=1)
    return layer(shuffled, shuffled), tf.gather(layer(tokens, tokens), order, axis=1)


def parameters(heads: int, width: int) -> int:
    """Return the parameters of multi-head attention: three projections to all heads and one back to the width."""
    inner = heads * (width // heads)
    return 3 * (width * inner + inner) + inner * width + width


def main() -> None:
    """Compare with Keras, look at the weights, leave out the scale and shuffle the tokens."""
    layer, tokens = multi_head(), embeddings()
    difference = tf.reduce_max(tf.abs(multi_head_by_hand(layer.weights, tokens) - layer(tokens, tokens)))
    print(f"by hand and by Keras differ by at most {difference:.0e}\n")
    print("weights of 5 queries (rows) on 5 keys        sum")
    for row in attention_weights(tokens, tokens)[0].numpy():
        print("   ".join(f"{weight:5.3f}" for weight in row), f"     {row.sum():.3f}")
    print("\nlargest of 8 weights       d = 4    d = 64   d = 1024")
    for name, scaled in (("with 1 / sqrt(d)", True), ("without", False)):
        print(f"{name:<24}", "".join(f"{largest_weight(width, scaled):8.2f}" for width in (4, 64, 1024)))
    before, after = reorder(layer, tokens, [4, 2, 0, 1, 3])
    print(f"\nshuffle before or after attention: differs by at most {tf.reduce_max(tf.abs(before - after)):.0e}")
    print("parameters with 1, 2, 4, 8 heads: ", *(multi_head(heads).count_params() for heads in (1, 2, 4, 8)))


if __name__ == "__main__":
    main()
