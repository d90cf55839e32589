"""Languages: a character RNN that tells English, German and Spanish apart.

Nobody tells the network a word. It reads a few letters, one by one, and has to
say which language they come from. Whether it has learned anything shows only on
sentences that it has never read, and against the best guess without reading.

Claims:
    holds: A character RNN names the language of unread sentences far more often than always naming the commonest.
    refuted: With three languages, a guess without reading is right one time in three at best.
    refuted: Cutting text into overlapping pieces and then holding out a quarter of the pieces makes a fair test.
    holds: The same network reads pieces of any length, and is right more often on longer ones.
"""

import keras
import numpy as np
import tensorflow as tf

TEXTS = {
    "English": """the baker opens his shop long before the sun is up
        we walked along the river until the rain began to fall
        nobody knows where the old clock in the hall came from
        she writes a short letter to her brother every week
        the children built a bridge of wood across the stream
        there is still some bread on the table in the kitchen
        he forgot his hat on the train and never saw it again
        the cat watches the birds through the open window
        a strong wind blew the leaves over the garden wall""",
    "German": """der bäcker öffnet seinen laden lange vor dem frühstück
        wir gingen am fluss entlang bis es zu regnen begann
        niemand weiß woher die alte uhr in der diele stammt
        sie schreibt ihrem bruder jede woche einen kurzen brief
        die kinder bauten eine brücke aus holz über den bach
        auf dem tisch in der küche liegt noch etwas brot
        er vergaß seinen hut im zug und sah ihn nie wieder""",
    "Spanish": """el panadero abre su tienda mucho antes de que salga el sol
        caminamos junto al río hasta que empezó a llover
        nadie sabe de dónde vino el viejo reloj de la sala
        ella escribe una carta corta a su hermano cada semana
        los niños hicieron un puente de madera sobre el arroyo
        todavía queda algo de pan en la mesa de la cocina
        olvidó su sombrero en el tren y no lo volvió a ver""",
}
LENGTH, STRIDE = 20, 3


def pieces(sentences: list[str], length: int = LENGTH) -> list[str]:
    """Cut sentences into overlapping pieces of `length` characters, each STRIDE characters after the one before."""
    return [text[start : start + length] for text in sentences for start in range(0, len(text) - length + 1, STRIDE)]


def split(items: list) -> tuple[list, list]:
    """Hold out every fourth item, from the first on; return the rest and the held out."""
    return [item for number, item in enumerate(items) if number % 4], items[::4]


def labelled(part: int, length: int = LENGTH) -> tuple[tf.Tensor, np.ndarray]:
    """Return the pieces of the sentences to learn from (part 0) or held out (part 1), and their languages.

    Returns:
        Code points, shape (pieces, length), and the number of the language in TEXTS, shape (pieces,).
    """
    by_language = [pieces(split([line.strip() for line in text.splitlines()])[part], length) for text in TEXTS.values()]
    texts = tf.constant([piece for of_language in by_language for piece in of_language])
    codes = tf.strings.unicode_decode(texts, "UTF-8").to_tensor()
    return codes, np.repeat(np.arange(len(TEXTS)), [len(of_language) for of_language in by_language])


def trained(codes: tf.Tensor, languages: np.ndarray) -> keras.Model:
    """Train on code points, (pieces, length), and languages, (pieces,); the model gives logits, (pieces, 3)."""
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((None,), dtype="int32"), keras.layers.Embedding(256, 8)])
    for layer in (keras.layers.Dropout(0.3), keras.layers.GRU(24), keras.layers.Dense(len(TEXTS))):
        model.add(layer)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss=loss)
    model.fit(codes, languages, batch_size=64, epochs=20, verbose=0)
    return model


def accuracy(model, codes: tf.Tensor, languages: np.ndarray) -> float:
    """Return how often the largest logit for code points, (pieces, length), is at the language, (pieces,)."""
    return float(np.mean(np.argmax(model(codes), axis=-1) == languages))


def largest_class(languages: np.ndarray) -> float:
    """Return how often always naming the commonest of the languages, shape (pieces,), is right."""
    return float(np.bincount(languages).max() / len(languages))


def leaked(split_first: bool) -> float:
    """Return the share of held-out English pieces that have half of their letters in a piece to learn from."""
    sentences = [line.strip() for line in TEXTS["English"].splitlines()]
    learn, test = map(pieces, split(sentences)) if split_first else split(pieces(sentences))
    half = LENGTH // 2
    known = {piece[start : start + half] for piece in learn for start in range(LENGTH - half + 1)}
    return float(np.mean([piece[:half] in known or piece[-half:] in known for piece in test]))


def main() -> None:
    """Train on three quarters of the sentences and test on the others."""
    codes, languages = labelled(part=0)
    model = trained(codes, languages)
    print(f"pieces to learn from: {len(codes)}, of {LENGTH} characters each\n")
    print("length   unread pieces   commonest language   network")
    for length in (5, 10, 20):
        unread, truth = labelled(part=1, length=length)
        print(f"{length:6d}   {len(unread):13d}   {largest_class(truth):18.2f}   {accuracy(model, unread, truth):7.2f}")
    print("\nfrom unread sentences")
    named = np.argmax(model(unread), axis=-1)
    for number in range(0, len(unread), 12):
        text = "".join(map(chr, unread[number].numpy()))
        print(f"{text}   is {list(TEXTS)[truth[number]]}, taken for {list(TEXTS)[named[number]]}")
    print("\nheld-out pieces that share half of their letters with a piece to learn from")
    print(f"sentences held out: {leaked(split_first=True):4.0%}\npieces held out:    {leaked(split_first=False):4.0%}")


if __name__ == "__main__":
    main()
