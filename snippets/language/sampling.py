"""Sampling: from the numbers of a language model to its next token.

The model gives a logit for each token of the vocabulary. A softmax makes them
probabilities; what is then picked is up to you: always the best (greedy), or at
random, with a temperature that sharpens or flattens, from all or from the best k.

Claims:
    holds: A temperature T raises each probability to the power 1 / T, then scales them to add up to 1.
    holds: As the temperature goes to 0, sampling becomes greedy; as it grows, all tokens become equally likely.
    refuted: A high temperature can make the second-best token more likely than the best.
    holds: Top-k sampling divides the k largest probabilities by their sum and gives the others none.
    refuted: Greedy decoding finds the most probable sequence.
"""

import itertools

import tensorflow as tf

VOCABULARY = ("tea", "cake", "rain", "moon", "gravel")
LOGITS = (2.0, 1.5, 0.5, 0.0, -2.0)
FIRST = (0.5, 0.4, 0.1)
"""Probabilities of three tokens at the start of a text."""
NEXT = ((0.4, 0.3, 0.3), (0.1, 0.9, 0.0), (0.2, 0.2, 0.6))
"""In row i, the probabilities of what follows token i."""


def probabilities(logits, temperature: float = 1.0) -> tf.Tensor:
    """Return the probability of each token for logits of shape (tokens,), float64, shape (tokens,)."""
    return tf.nn.softmax(tf.cast(logits, tf.float64) / temperature)


def top_k(logits, k: int) -> tf.Tensor:
    """Return probabilities, shape (tokens,), that are left when only the k largest logits, (tokens,), may win."""
    logits = tf.cast(logits, tf.float64)
    smallest = tf.math.top_k(logits, k).values[-1]
    return tf.nn.softmax(tf.where(logits >= smallest, logits, -float("inf")))


def draw(probability: tf.Tensor, count: int, seed: int = 0) -> tf.Tensor:
    """Draw tokens with the given probabilities, shape (tokens,); return how often each came, int32, (tokens,)."""
    drawn = tf.random.stateless_categorical(tf.math.log(probability)[tf.newaxis], count, seed=[seed, 1])[0]
    return tf.math.bincount(tf.cast(drawn, tf.int32), minlength=len(probability))


def sequence_probability(first: int, second: int) -> float:
    """Return the probability of a text of two tokens: that of the first, times that of the second after it."""
    return FIRST[first] * NEXT[first][second]


def greedy() -> tuple[int, int]:
    """Take the most probable token, and then the one that is most probable after it."""
    first = int(tf.argmax(FIRST))
    return first, int(tf.argmax(NEXT[first]))


def best() -> tuple[int, int]:
    """Try all texts of two tokens and return the most probable one."""
    return max(itertools.product(range(3), repeat=2), key=lambda pair: sequence_probability(*pair))


def main() -> None:
    """Print the probabilities under several settings, draw from them, and beat greedy decoding."""
    print(f"{'':<18}", "".join(f"{word:>8}" for word in VOCABULARY))
    print(f"{'logits':<18}", "".join(f"{logit:8.1f}" for logit in LOGITS))
    for temperature in (0.1, 0.5, 1.0, 2.0, 100.0):
        row = probabilities(LOGITS, temperature).numpy()
        print(f"temperature {temperature:<6.1f}", "".join(f"{number:8.3f}" for number in row))
    print(f"{'top 2':<18}", "".join(f"{number:8.3f}" for number in top_k(LOGITS, k=2).numpy()))
    print("\n1000 draws")
    for name, probability in (("temperature 1.0", probabilities(LOGITS)), ("top 2", top_k(LOGITS, k=2))):
        print(f"{name:<18}", "".join(f"{count:8d}" for count in draw(probability, 1000).numpy()))
    print("\ntexts of two tokens")
    for name, pair in (("greedy", greedy()), ("best", best())):
        first, second = pair
        print(f"{name:<7} {first} {second}: {FIRST[first]} * {NEXT[first][second]} = {sequence_probability(*pair):.2f}")


if __name__ == "__main__":
    main()
