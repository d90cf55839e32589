"""Tokens: from text to numbers, and how much of the text survives.

A network reads numbers, so text is cut into pieces and each piece gets an id.
Words keep sequences short but leave some words without an id; bytes can spell
everything but make sequences long. What is lost here no model gets back.

Claims:
    holds: `TextVectorization` gives every word that it has not seen the id 1, so unknown words are all alike.
    refuted: The ids of `TextVectorization` give a text back as long as all its words are known.
    holds: 257 ids, one for each byte and 0 for padding, give any text back exactly.
    holds: `TextVectorization` pads a batch with the id 0 up to its longest text.
    refuted: `tf.strings.length` counts characters by default.
"""

import keras
import tensorflow as tf

CORPUS = ("The tide comes in.", "The tide goes out.", "The moon pulls the tide.")


def word_ids(simplify: bool = True) -> keras.layers.TextVectorization:
    """Return a layer from texts, shape (batch,), to ids of the words of CORPUS, shape (batch, longest in words).

    By default, and with `simplify`, upper case and punctuation are removed.
    """
    layer = keras.layers.TextVectorization(standardize="lower_and_strip_punctuation" if simplify else None)
    layer.adapt(tf.constant(CORPUS))
    return layer


def encode_words(layer: keras.layers.TextVectorization, *texts: str) -> list[list[int]]:
    """Return the ids of each text, all padded to one length."""
    return layer(tf.constant(texts)).numpy().tolist()


def decode_words(layer: keras.layers.TextVectorization, ids: list[int]) -> str:
    """Look the ids up and join the words."""
    vocabulary = layer.get_vocabulary()
    return " ".join(vocabulary[number] for number in ids).strip()


def encode_bytes(text: str) -> list[int]:
    """Return the UTF-8 bytes of a text, each plus one, for 0 is left to padding."""
    return (tf.cast(tf.io.decode_raw(text, tf.uint8), tf.int32) + 1).numpy().tolist()


def decode_bytes(ids: list[int]) -> str:
    """Put a text together from its ids, without the padding."""
    return bytes(number - 1 for number in ids if number > 0).decode()


def lengths(text: str) -> tuple[int, int]:
    """Return the length of a text in bytes, as TensorFlow counts by default, and in characters."""
    return int(tf.strings.length(text)), int(tf.strings.length(text, unit="UTF8_CHAR"))


def main() -> None:
    """Encode sentences both ways, look at what comes back, and count bytes."""
    layer = word_ids()
    print("vocabulary:", ", ".join(f"{n} {word or '(padding)'}" for n, word in enumerate(layer.get_vocabulary())))
    texts = ("The tide goes out.", "THE TIDE", "The cat goes out!", "The dog goes out?")
    print(f"\n{'text':<20} {'word ids':<18} back from the ids")
    for text, ids in zip(texts, encode_words(layer, *texts), strict=True):
        print(f"{text:<20} {ids!s:<18} {decode_words(layer, ids)}")
    print(f"\n{'text':<20} {'bytes':>5} {'chars':>6}   back from the bytes")
    for text in ("The cat goes out!", "Zwölf Boxkämpfer", "海に月", "🌊"):
        size, count = lengths(text)
        print(f"{text:<20} {size:5d} {count:6d}   {decode_bytes(encode_bytes(text))}")


if __name__ == "__main__":
    main()
