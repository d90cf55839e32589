"""Confusion matrix: what accuracy hides when one class is rare.

Of a thousand people ten are ill. A test that calls everybody healthy is right 99
times in 100 and finds nobody. Four counts tell the whole story: the ill that were
found and missed, the healthy that were left alone and alarmed. Precision, recall
and F1 are fractions of those counts, each answering a question of its own.

Claims:
    refuted: An accuracy of 99 % shows that a classifier has learned to find a class.
    holds: Precision is the share of the alarms that are right, recall the share of the positives that are found.
    refuted: F1 is the arithmetic mean of precision and recall, so a high precision makes up for a low recall.
    refuted: The precision of a test is a property of the test alone.
    refuted: A higher threshold gives a higher precision and a lower recall.
"""

import tensorflow as tf


def confusion(truth, said) -> tf.Tensor:
    """Return the counts of each (true, said) pair of classes, shape (2, 2): rows are the truth, columns the answers.

    Both arguments hold 0 (negative) or 1 (positive), shape (count,).
    """
    return tf.math.confusion_matrix(truth, said, num_classes=2)


def scores(counts) -> dict[str, float]:
    """Return accuracy, precision, recall and F1 of a confusion matrix, shape (2, 2); 0 where nothing is counted."""
    (true_negatives, false_positives), (false_negatives, true_positives) = tf.cast(counts, tf.float64)
    everybody = true_negatives + false_positives + false_negatives + true_positives
    precision = tf.math.divide_no_nan(true_positives, true_positives + false_positives)
    recall = tf.math.divide_no_nan(true_positives, true_positives + false_negatives)
    return {
        "accuracy": float((true_negatives + true_positives) / everybody),
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(tf.math.divide_no_nan(2 * precision * recall, precision + recall)),
    }


def expected_counts(people: float, ill: float, recall: float, false_alarms: float) -> tf.Tensor:
    """Return the confusion matrix to expect, float64, shape (2, 2), from three shares.

    Args:
        people: how many are tested.
        ill: the share of them that is ill.
        recall: the share of the ill whom the test finds.
        false_alarms: the share of the healthy whom it alarms.
    """
    sick, healthy = people * ill, people * (1 - ill)
    rows = [[healthy * (1 - false_alarms), healthy * false_alarms], [sick * (1 - recall), sick * recall]]
    return tf.constant(rows, tf.float64)


def scores_above(threshold: float, truth, probabilities) -> dict[str, float]:
    """Return the scores when a probability from `threshold` on counts as positive; both have shape (count,)."""
    return scores(confusion(truth, tf.cast(tf.constant(probabilities) >= threshold, tf.int32)))


def main() -> None:
    """Score four classifiers by their counts, one of them for three populations, one for five thresholds."""
    rare = [1] * 10 + [0] * 990
    answers = {
        "all healthy": [0] * 1000,
        "all ill": [1] * 1000,
        "finds one": [1] + [0] * 999,
        "finds nine": [1] * 9 + [0] * 971 + [1] * 20,
    }
    truth, probabilities = [0, 1, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.5, 0.4, 0.2]
    tables = {
        "10 of 1000 are ill": {name: scores(confusion(rare, said)) for name, said in answers.items()},
        "95 % of the ill found, 5 % false alarms": {
            f"{ill:.0%} are ill": scores(expected_counts(1000, ill, recall=0.95, false_alarms=0.05))
            for ill in (0.5, 0.1, 0.01)
        },
        "true 0 1 1 0 1 0, said .9 .8 .7 .5 .4 .2": {
            f"threshold {threshold}": scores_above(threshold, truth, probabilities)
            for threshold in (0.3, 0.6, 0.75, 0.85)
        },
    }
    for title, rows in tables.items():
        print(f"{title:<42}{'accuracy':>10}{'precision':>11}{'recall':>8}{'F1':>8}")
        for name, found in rows.items():
            accuracy, precision, recall, f1 = found.values()
            print(f"    {name:<38}{accuracy:10.3f}{precision:11.3f}{recall:8.3f}{f1:8.3f}")


if __name__ == "__main__":
    main()
