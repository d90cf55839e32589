import math

import numpy as np
import pytest

from snippets.recommenders import ranking

SCORES = [0.9, 0.1, 0.8, 0.3, 0.7, 0.2]
"""In the order of the scores the items are 0, 2, 4, 3, 5, 1."""


def listed(order):
    """Return falling scores and the relevance of a list such as x.x, x being relevant."""
    return list(range(len(order), 0, -1)), [float(item == "x") for item in order]


def test_precision_and_recall_by_hand():
    """holds: Precision@k divides the hits among the first k by k; recall@k divides them by all relevant items."""
    # Items 0, 1, 3 and 4 are relevant; the first three of the list are 0, 2 and 4, so there are two hits.
    relevance = [1.0, 1.0, 0.0, 1.0, 1.0, 0.0]
    assert ranking.precision(SCORES, relevance, 3) == pytest.approx(2 / 3)
    assert ranking.recall(SCORES, relevance, 3) == 2 / 4
    assert ranking.precision(SCORES, relevance, 1) == 1
    assert ranking.recall(SCORES, relevance, 6) == 1


@pytest.mark.parametrize("order", ["xx...xx", "x...xxx", "...xxxx", "x.x.x.x"])
def test_the_order_within_the_first_k_does_not_count(order):
    """refuted: Precision@k and recall@k are higher when the relevant items stand further up within the first k."""
    scores, relevance = listed(order)
    hits = order[:5].count("x")
    places = [place for place, item in enumerate(order[:5]) if item == "x"]
    found = [metric(scores, relevance, 5) for metric in (ranking.precision, ranking.recall)]
    assert found == pytest.approx([hits / 5, hits / 4])
    best = "x" * hits + "." * (5 - hits) + order[5:]
    assert [metric(*listed(best), 5) for metric in (ranking.precision, ranking.recall)] == found
    # NDCG is the one that tells them apart.
    assert (ranking.ndcg(*listed(best), 5) > ranking.ndcg(scores, relevance, 5)) == (places != list(range(hits)))


def test_ndcg_by_hand():
    """holds: NDCG@k is 1 in the ideal order and falls if an irrelevant item overtakes a relevant one of the top k."""
    # In the order of the scores the relevances are 3, 0, 1, 0, 0, 2; the ideal order is 3, 2, 1.
    relevance = [3.0, 2.0, 0.0, 0.0, 1.0, 0.0]
    gain, ideal = 3 / math.log2(2) + 1 / math.log2(4), 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert ranking.ndcg(SCORES, relevance, 3) == pytest.approx(gain / ideal)
    assert ranking.ndcg(relevance, relevance, 3) == 1


@pytest.mark.parametrize("place", range(1, 6))
def test_one_relevant_item_earns_less_further_down(place):
    """holds: NDCG@k is 1 in the ideal order and falls if an irrelevant item overtakes a relevant one of the top k."""
    order = "." * (place - 1) + "x" + "." * (6 - place)
    assert ranking.ndcg(*listed(order), 5) == pytest.approx(1 / math.log2(place + 1))


def test_a_perfect_ranking_may_have_a_low_precision():
    """refuted: A perfect ranking has a precision@k of 1."""
    scores, relevance = listed("xx......")
    assert ranking.ndcg(scores, relevance, 5) == 1
    assert ranking.recall(scores, relevance, 5) == 1
    assert ranking.precision(scores, relevance, 5) == 2 / 5
    # With more relevant items than places it is the recall that cannot be 1.
    scores, relevance = listed("xxxxxxxx..")
    assert ranking.precision(scores, relevance, 5) == 1
    assert ranking.recall(scores, relevance, 5) == 5 / 8


def test_the_smaller_error_may_come_with_the_worst_order():
    """refuted: The model with the smaller error of predicted ratings ranks the items better."""
    ratings, near, far = [5.0, 4.0, 2.0, 1.0], [3.1, 3.2, 3.3, 3.4], [9.0, 8.0, 6.0, 5.0]
    small, large = (ranking.root_mean_squared_error(predicted, ratings) for predicted in (near, far))
    # Errors of 1.9, 0.8, 1.3 and 2.4 against four times 4; float32 holds seven digits.
    assert small == pytest.approx(math.sqrt((1.9**2 + 0.8**2 + 1.3**2 + 2.4**2) / 4), rel=1e-6)
    assert large == 4
    assert small < large
    discounts = [1 / math.log2(place + 1) for place in range(1, 5)]
    worst, best = np.dot([1, 2, 4, 5], discounts), np.dot([5, 4, 2, 1], discounts)
    assert ranking.ndcg(near, ratings, 4) == pytest.approx(worst / best)
    assert ranking.ndcg(far, ratings, 4) == 1
