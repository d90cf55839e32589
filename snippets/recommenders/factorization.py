"""Matrix factorization: every user and every item a short vector of taste.

Most entries of a table of ratings are missing: nobody has seen every film. If taste
has few dimensions, a rating is about the inner product of a vector for the user and
one for the item, and the known entries are enough to find the vectors. What the
missing entries mean decides the loss: an unknown rating is not a bad one.

Claims:
    holds: Factorization predicts held-out ratings with less than 0.4 of the error of the mean of each item.
    refuted: Missing ratings can be filled with zeros before the factorization.
    refuted: The factors found are the dimensions of taste, such as humour or romance.
    holds: Training leaves the vector of a user without a single rating where it was.
    qualified: Missing entries have to be left out of the loss: ratings have to be, clicks must not be.
"""

import numpy as np
import tensorflow as tf

USERS, ITEMS, FACTORS = 60, 40, 2
KNOWN = 0.5
"""The share of the ratings that are there to learn from; the others are held out."""


def ratings() -> tuple[np.ndarray, np.ndarray]:
    """Return ratings, mostly between 0 and 6, float32, and which are known, both of shape (USERS, ITEMS)."""
    random = np.random.default_rng(4)
    users, items = random.normal(size=(USERS, FACTORS)), random.normal(size=(ITEMS, FACTORS))
    taste = users @ items.T + random.normal(scale=0.1, size=(USERS, ITEMS))
    return (3 + taste).astype("float32"), random.random((USERS, ITEMS)) < KNOWN


def start() -> list[tf.Variable]:
    """Return random vectors for the users, shape (USERS, FACTORS), and for the items, shape (ITEMS, FACTORS)."""
    return [
        tf.Variable(0.6 + 0.3 * tf.random.stateless_normal([count, FACTORS], seed=[6, count]))
        for count in (USERS, ITEMS)
    ]


def train(table, weights, factors: list[tf.Variable], steps: int = 200, learning_rate: float = 0.2) -> None:
    """Fit users @ items.T to a table, in place.

    Args:
        table: float32, shape (USERS, ITEMS).
        weights: how much each entry counts, 0 for not at all, shape (USERS, ITEMS).
        factors: the vectors of the users and those of the items.
        steps: how many steps of gradient descent to take, on all entries.
        learning_rate: factor on the gradient of the sum of squared errors, divided by the number of items.
    """
    users, items = factors
    weights = tf.cast(weights, tf.float32)

    @tf.function
    def descend():
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                loss = tf.reduce_sum(weights * (users @ tf.transpose(items) - table) ** 2) / ITEMS
            for factor, gradient in zip(factors, tape.gradient(loss, factors), strict=True):
                factor.assign_sub(learning_rate * gradient)

    descend()


def predictions(factors) -> np.ndarray:
    """Return the inner product of each user with each item, shape (USERS, ITEMS)."""
    users, items = factors
    return (users @ tf.transpose(items)).numpy()


def item_means(table, known) -> np.ndarray:
    """Return the mean of the known ratings of each item, shape (ITEMS,)."""
    return (table * known).sum(axis=0) / known.sum(axis=0)


def error(predicted, table, chosen) -> float:
    """Return the root mean squared error over the chosen entries; all have shape (USERS, ITEMS)."""
    return float(np.sqrt(np.mean((predicted - table)[chosen] ** 2)))


def clicks() -> tuple[np.ndarray, np.ndarray]:
    """Return what was clicked and which clicks are known, both of shape (USERS, ITEMS): the rest says nothing."""
    table, known = ratings()
    clicked = table > 4
    return clicked, clicked & known


def separation(scores, clicked, known) -> float:
    """Return how often a hidden click has a higher score than an entry never clicked; 0.5 is chance, ties are half.

    All arguments have shape (USERS, ITEMS).
    """
    hidden, never = scores[clicked & ~known], scores[~clicked]
    differences = hidden[:, np.newaxis] - never
    return float(((differences > 0) + 0.5 * (differences == 0)).mean())


def rotated(factors, angle: float) -> list[tf.Tensor]:
    """Return the same vectors seen from axes turned by an angle in radians; FACTORS is 2."""
    turn = tf.constant([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], tf.float32)
    return [factor @ turn for factor in factors]


def main() -> None:
    """Predict held-out ratings in three ways and hidden clicks in two."""
    table, known = ratings()
    means = item_means(table, known)
    left_out, filled = start(), start()
    train(table - means, known, left_out)
    train(np.where(known, table - means, 0), np.ones_like(known), filled)
    print("error of the held-out ratings")
    print(f"    mean of each item                  {error(means + 0 * table, table, ~known):.3f}")
    print(f"    and factors, missing left out      {error(means + predictions(left_out), table, ~known):.3f}")
    print(f"    and factors, missing taken as 0    {error(means + predictions(filled), table, ~known):.3f}")
    for name, factors in (("found", left_out), ("turned by 1 radian", rotated(left_out, 1.0))):
        numbers = "  ".join(f"{number:6.3f}" for number in factors[0][0].numpy())
        print(f"first user, {name:<20} {numbers}   first rating {(means + predictions(factors))[0, 0]:.3f}")
    clicked, seen = clicks()
    print(f"\n{'mean score of':<24}   known clicks   hidden clicks   no clicks   hidden above none")
    for name, weights in (("missing left out", seen), ("missing taken as 0", np.ones_like(seen))):
        factors = start()
        train(seen.astype("float32"), weights, factors)
        scores = predictions(factors)
        of_seen, of_hidden, of_none = (scores[part].mean() for part in (seen, clicked & ~seen, ~clicked))
        share = separation(scores, clicked, seen)
        print(f"    {name:<20}{of_seen:15.2f}{of_hidden:16.2f}{of_none:12.2f}{share:20.0%}")


if __name__ == "__main__":
    main()
