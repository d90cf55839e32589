"""Ranking metrics: how good is a list of recommendations?

Nobody looks at item 500, so a recommender is judged by the first k items it lists.
Precision and recall count how many of those are relevant. NDCG also asks where they
stand: an item further down gets less attention, so it earns less.

Claims:
    holds: Precision@k divides the hits among the first k by k; recall@k divides them by all relevant items.
    refuted: Precision@k and recall@k are higher when the relevant items stand further up within the first k.
    holds: NDCG@k is 1 in the ideal order and falls if an irrelevant item overtakes a relevant one of the top k.
    refuted: A perfect ranking has a precision@k of 1.
    refuted: The model with the smaller error of predicted ratings ranks the items better.
"""

import tensorflow as tf


def ranked(scores, relevance, k: int) -> tf.Tensor:
    """Return the relevance of the k items with the highest scores, best first, shape (k,); both have shape (items,)."""
    return tf.gather(tf.constant(relevance, tf.float64), tf.math.top_k(scores, k).indices)


def precision(scores, relevance, k: int) -> float:
    """Return the share of the first k items whose relevance is above 0; scores and relevance have shape (items,)."""
    return float(tf.reduce_mean(tf.cast(ranked(scores, relevance, k) > 0, tf.float64)))


def recall(scores, relevance, k: int) -> float:
    """Return the share of the relevant items that are among the first k; both arguments have shape (items,)."""
    found = tf.math.count_nonzero(ranked(scores, relevance, k))
    return float(found / tf.math.count_nonzero(relevance))


def discounted_gain(gains: tf.Tensor) -> tf.Tensor:
    """Return the sum of the gains, shape (k,), each divided by log2(place + 1), places counted from 1."""
    places = tf.range(1, len(gains) + 1, dtype=tf.float64)
    return tf.reduce_sum(gains * tf.math.log(tf.constant(2.0, tf.float64)) / tf.math.log(places + 1))


def ndcg(scores, relevance, k: int) -> float:
    """Return the discounted gain of the first k items as a share of that of the best order; shapes as above."""
    ideal = ranked(tf.constant(relevance, tf.float64), relevance, k)
    return float(discounted_gain(ranked(scores, relevance, k)) / discounted_gain(ideal))


def root_mean_squared_error(predicted, ratings) -> float:
    """Return the error of predicted ratings; both have shape (items,)."""
    return float(tf.sqrt(tf.reduce_mean((tf.constant(predicted) - tf.constant(ratings)) ** 2)))


def main() -> None:
    """Score orders of the same ten items, then two models that predict ratings."""
    print("x is relevant, the ten items in the order listed; k = 5")
    print(f"{'':<14}{'precision':>10}{'recall':>10}{'NDCG':>10}")
    for order in ("xxx.......", "x.x.x.....", "..xxx.....", "xx.......x", ".......xxx", "xxxxxxxx.."):
        scores, relevance = tf.range(10, 0, -1), [float(item == "x") for item in order]
        row = (metric(scores, relevance, 5) for metric in (precision, recall, ndcg))
        print(f"{order:<14}" + "".join(f"{value:10.3f}" for value in row))
    ratings = [5.0, 4.0, 2.0, 1.0]
    models = {"all near 3": [3.1, 3.2, 3.3, 3.4], "right order, too high": [9.0, 8.0, 6.0, 5.0]}
    print(f"\n{'ratings 5 4 2 1 predicted':<28}error    NDCG")
    for name, predicted in models.items():
        print(f"{name:<28}{root_mean_squared_error(predicted, ratings):5.2f}   {ndcg(predicted, ratings, 4):5.3f}")


if __name__ == "__main__":
    main()
