"""Span corruption: gaps in a text, and a second text that fills them.

T5 was trained this way: each span of hidden tokens becomes one sentinel in the
input, and the target lists every sentinel with the tokens behind it. Both are
made by one function: the target is the text with the *other* tokens hidden.

Claims:
    holds: A hidden span of any length becomes one sentinel, and each sentinel of a text is another token.
    qualified: Corrupting a text with the opposite mask gives its target.
    holds: Filling the gaps of the input with the spans of the target gives the text back.
    refuted: The decoder has to produce the whole text again.
    refuted: Two hidden spans always cost two sentinels.
"""

import tensorflow as tf

VOCABULARY = 100
"""Sentinels are the last ids of the vocabulary, counted down as in T5: 99, 98, ..."""
TEXT = tuple("an old lighthouse keeper feeds every passing gull by hand at dawn".split())


def spans(length: int, *hidden: range) -> tf.Tensor:
    """Return a mask, bool, shape (length,), that is True in the given ranges."""
    return tf.constant([any(position in span for span in hidden) for position in range(length)])


def corrupt(tokens: tf.Tensor, hidden: tf.Tensor) -> tf.Tensor:
    """Replace each span of tokens, shape (tokens,), where `hidden` is True, by a sentinel; return what is left."""
    before = tf.concat([[False], hidden[:-1]], axis=0)
    starts = hidden & ~before
    sentinels = VOCABULARY - tf.cumsum(tf.cast(starts, tf.int32))
    return tf.boolean_mask(tf.where(starts, sentinels, tokens), starts | ~hidden)


def example(tokens: tf.Tensor, hidden: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the input and the target of training, both of a shape (shorter,)."""
    return corrupt(tokens, hidden), corrupt(tokens, ~hidden)


def restore(corrupted: tf.Tensor, target: tf.Tensor, sentinels: int) -> list[int]:
    """Put the spans of a target, shape (m,), where a corrupted text, shape (n,), has sentinels; return all ids."""
    fillings, span = {}, []
    for token in target.numpy().tolist():
        if token >= VOCABULARY - sentinels:
            fillings[token] = span = []
        else:
            span.append(token)
    return [part for token in corrupted.numpy().tolist() for part in fillings.get(token, [token])]


def main() -> None:
    """Corrupt a sentence, print both halves and put them together again."""
    tokens = tf.range(len(TEXT))

    def words(ids) -> str:
        return " ".join(f"<{VOCABULARY - 1 - n}>" if n >= len(TEXT) else TEXT[n] for n in ids)

    settings = {
        "one word": [range(2, 3)],
        "two spans": [range(2, 4), range(8, 10)],
        "neighbours": [range(2, 4), range(4, 6)],
    }
    print("text:", " ".join(TEXT))
    for name, hidden in settings.items():
        corrupted, target = example(tokens, spans(len(TEXT), *hidden))
        print(f"\n{name}: {len(corrupted)} tokens in, {len(target)} tokens out")
        print("  input :", words(corrupted.numpy()))
        print("  target:", words(target.numpy()))
        print("  again :", words(restore(corrupted, target, sentinels=10)))


if __name__ == "__main__":
    main()
