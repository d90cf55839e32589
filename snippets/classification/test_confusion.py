import keras
import numpy as np
import pytest

from snippets.classification import confusion

RARE = [1] * 10 + [0] * 990


def drawn(count=400, seed=5):
    """Return a truth of which 20 % are positive, and answers that are right four times in five."""
    random = np.random.default_rng(seed)
    truth = (random.random(count) < 0.2).astype(int)
    return truth, np.where(random.random(count) < 0.8, truth, 1 - truth)


def test_the_counts_are_those_of_a_loop():
    truth, said = drawn()
    counts = np.zeros((2, 2), int)
    for pair in zip(truth, said, strict=True):
        counts[pair] += 1
    np.testing.assert_array_equal(confusion.confusion(truth, said), counts)


def test_calling_everybody_healthy_is_99_percent_accurate():
    """refuted: An accuracy of 99 % shows that a classifier has learned to find a class."""
    blind = confusion.scores(confusion.confusion(RARE, [0] * 1000))
    assert blind == {"accuracy": 0.99, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    # Nine found and twenty alarmed: of less accuracy, and of far more use.
    useful = confusion.scores(confusion.confusion(RARE, [1] * 9 + [0] * 971 + [1] * 20))
    assert useful["accuracy"] == pytest.approx(979 / 1000)
    assert useful["recall"] == 0.9


def test_precision_and_recall_by_hand():
    """holds: Precision is the share of the alarms that are right, recall the share of the positives that are found."""
    # Four positives, of which three are found; five alarms, of which three are right.
    truth, said = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 1, 0, 0, 0, 0]
    assert confusion.confusion(truth, said).numpy().tolist() == [[4, 2], [1, 3]]
    found = confusion.scores(confusion.confusion(truth, said))
    assert found["precision"] == 3 / 5
    assert found["recall"] == 3 / 4
    assert found["accuracy"] == 7 / 10
    # 2 TP / (2 TP + FP + FN).
    assert found["f1"] == pytest.approx(6 / 9)


def test_precision_and_recall_agree_with_keras():
    """holds: Precision is the share of the alarms that are right, recall the share of the positives that are found."""
    truth, said = drawn()
    found = confusion.scores(confusion.confusion(truth, said))
    # Keras computes in float32.
    assert found["precision"] == pytest.approx(float(keras.metrics.Precision()(truth, said)), rel=1e-6)
    assert found["recall"] == pytest.approx(float(keras.metrics.Recall()(truth, said)), rel=1e-6)
    assert found["precision"] != pytest.approx(found["recall"], abs=0.05)


def test_f1_stays_near_the_smaller_of_the_two():
    """refuted: F1 is the arithmetic mean of precision and recall, so a high precision makes up for a low recall."""
    # One of the ten is found, without a false alarm: precision 1, recall 0.1, average 0.55.
    found = confusion.scores(confusion.confusion(RARE, [1] + [0] * 999))
    assert (found["precision"], found["recall"]) == (1.0, 0.1)
    assert found["f1"] == pytest.approx(2 / (1 / 1 + 1 / 0.1))
    assert found["f1"] < 0.19
    assert found["f1"] <= 2 * min(found["precision"], found["recall"])


@pytest.mark.parametrize(("ill", "precision"), [(0.5, 0.95), (0.1, 19 / 28), (0.01, 19 / 118)])
def test_alarms_of_one_test_are_worth_less_where_the_illness_is_rare(ill, precision):
    """refuted: The precision of a test is a property of the test alone."""
    found = confusion.scores(confusion.expected_counts(1000, ill, recall=0.95, false_alarms=0.05))
    # Bayes: 0.95 p / (0.95 p + 0.05 (1 - p)), so 19/20, 19/28 and 19/118.
    assert found["precision"] == pytest.approx(precision)
    assert found["recall"] == pytest.approx(0.95)
    # The accuracy is no help either: it is the same in every population.
    assert found["accuracy"] == pytest.approx(0.95)


def test_a_higher_threshold_can_lower_the_precision():
    """refuted: A higher threshold gives a higher precision and a lower recall."""
    truth, probabilities = [0, 1, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.5, 0.4, 0.2]
    rows = [confusion.scores_above(threshold, truth, probabilities) for threshold in (0.3, 0.45, 0.6, 0.75, 0.85)]
    assert [row["precision"] for row in rows] == pytest.approx([3 / 5, 2 / 4, 2 / 3, 1 / 2, 0])
    # Only the recall goes one way, and it may also stay.
    assert [row["recall"] for row in rows] == pytest.approx([1, 2 / 3, 2 / 3, 1 / 3, 0])


def test_a_probability_at_the_threshold_counts():
    assert confusion.scores_above(0.5, [1, 0], [0.5, 0.25])["recall"] == 1
