"""Training objectives: what a language model is asked to guess.

Text is its own teacher: hide a token and ask for it. Masked language modelling
(MLM) hides some tokens of a sentence and shows both sides; causal language
modelling (CLM) asks every position for the token that comes next.

Claims:
    holds: The loss of masked language modelling ignores what is predicted at tokens that were not hidden.
    holds: The target of causal language modelling is the text itself, moved one token to the left.
    refuted: A batch without a hidden token has a masked language modelling loss of 0.
    holds: A model that finds all V tokens equally likely has a loss of ln(V), so a perplexity of V.
    refuted: Both objectives learn from equally many guesses per sentence.
"""

import keras
import tensorflow as tf

VOCABULARY = ("[MASK]", "the", "cat", "sat", "on", "a", "warm", "stove")
TEXT = (1, 2, 3, 4, 5, 6, 7)
MASK = 0


def token_losses(targets: tf.Tensor, logits: tf.Tensor) -> tf.Tensor:
    """Return the cross-entropy in nats of each target, (tokens,), under logits of (tokens, vocabulary): (tokens,)."""
    return keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)


def hide(tokens: tf.Tensor, hidden: tf.Tensor) -> tf.Tensor:
    """Return the tokens, shape (tokens,), with MASK where `hidden`, bool, shape (tokens,), is True."""
    return tf.where(hidden, MASK, tokens)


def masked_loss(tokens: tf.Tensor, logits: tf.Tensor, hidden: tf.Tensor) -> float:
    """Return the mean loss over the hidden tokens, for logits of shape (tokens, vocabulary)."""
    weights = tf.cast(hidden, tf.float32)
    return float(tf.reduce_sum(weights * token_losses(tokens, logits)) / tf.reduce_sum(weights))


def shifted(tokens: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return what the model reads and what it should guess at each position, both of shape (tokens - 1,)."""
    return tokens[:-1], tokens[1:]


def causal_loss(tokens: tf.Tensor, logits: tf.Tensor) -> float:
    """Return the mean loss of guessing each next token, for logits of shape (tokens - 1, vocabulary)."""
    _, targets = shifted(tokens)
    return float(tf.reduce_mean(token_losses(targets, logits)))


def guesses(tokens: tf.Tensor, hidden: tf.Tensor) -> tuple[int, int]:
    """Return how many tokens of shape (tokens,) masked and causal modelling ask for."""
    return int(tf.math.count_nonzero(hidden)), len(shifted(tokens)[1])


def sure(tokens: tf.Tensor, logit: float = 5.0) -> tf.Tensor:
    """Return logits, shape (tokens, vocabulary), of a model that is nearly sure of `tokens`, shape (tokens,)."""
    return logit * tf.one_hot(tokens, len(VOCABULARY))


def main() -> None:
    """Print what each objective shows and asks, and what some guesses cost."""
    tokens, hidden = tf.constant(TEXT), tf.constant([False, True, False, False, False, False, True])
    reads, targets = shifted(tokens)
    rows = {
        "MLM reads": [VOCABULARY[token] for token in hide(tokens, hidden)],
        "MLM guesses": [VOCABULARY[token] if asked else "·" for token, asked in zip(tokens, hidden, strict=True)],
        "CLM reads": [VOCABULARY[token] for token in reads],
        "CLM guesses": [VOCABULARY[token] for token in targets],
    }
    for name, words in rows.items():
        print(f"{name:<12} {' '.join(f'{word:<7}' for word in words)}".rstrip())
    print("\nguesses of MLM and CLM:", *guesses(tokens, hidden))
    models = {
        "all tokens equally likely": tf.zeros([len(tokens), len(VOCABULARY)]),
        "nearly sure of all the right ones": sure(tokens),
        "nearly sure of the hidden ones only": sure(hide(tokens, ~hidden)),
    }
    print(f"\n{'loss in nats':<36}    MLM    CLM")
    for name, logits in models.items():
        print(f"{name:<36} {masked_loss(tokens, logits, hidden):6.3f} {causal_loss(tokens, logits[1:]):6.3f}")
    print(f"{'nothing hidden, so 0 / 0':<36} {masked_loss(tokens, sure(tokens), tf.zeros_like(hidden)):6.3f}")


if __name__ == "__main__":
    main()
