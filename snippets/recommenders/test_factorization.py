import numpy as np
import pytest
import tensorflow as tf

from snippets.recommenders import factorization as mf


@pytest.fixture(scope="module")
def data():
    """Ratings, which of them are known, and the mean of each item."""
    table, known = mf.ratings()
    return table, known, mf.item_means(table, known)


@pytest.fixture(scope="module")
def trained(data):
    """Factors fitted to the known ratings; the first user has none."""
    table, known, means = data
    known = known & (np.arange(mf.USERS) > 0)[:, np.newaxis]
    factors = mf.start()
    mf.train(table - means, known, factors)
    return factors, known


def numpy_error(predicted, table, chosen):
    wrong = [predicted[entry] - table[entry] for entry in zip(*np.nonzero(chosen), strict=True)]
    return np.sqrt(np.mean(np.square(wrong, dtype="float64")))


def test_factors_predict_what_they_have_not_seen(data, trained):
    """holds: Factorization predicts held-out ratings with less than 0.4 of the error of the mean of each item."""
    (table, known, means), (factors, _) = data, trained
    held_out = ~known & (np.arange(mf.USERS) > 0)[:, np.newaxis]
    by_mean = mf.error(means + 0 * table, table, held_out)
    by_factors = mf.error(means + mf.predictions(factors), table, held_out)
    # Sums of a thousand float32 squares.
    assert by_mean == pytest.approx(numpy_error(means + 0 * table, table, held_out), rel=1e-4)
    assert by_factors == pytest.approx(numpy_error(means + mf.predictions(factors), table, held_out), rel=1e-4)
    assert means == pytest.approx(np.nanmean(np.where(known, table, np.nan), axis=0), rel=1e-5)
    assert by_factors < 0.4 * by_mean


def test_zeros_in_place_of_missing_ratings_pull_the_others_down(data):
    """refuted: Missing ratings can be filled with zeros before the factorization."""
    table, known, means = data
    errors = []
    for filled in (np.where(known, table, 0), np.where(known, table - means, 0)):
        factors = mf.start()
        mf.train(filled, np.ones_like(known), factors)
        errors.append(mf.error(mf.predictions(factors) + (means if errors else 0), table, ~known))
    # Half the entries are made up. Raw zeros are worse than no model, zeros for "as the mean" cost most of the gain.
    by_mean = mf.error(means + 0 * table, table, ~known)
    assert errors[0] > by_mean
    assert errors[1] > 0.5 * by_mean


@pytest.mark.parametrize("angle", [0.3, 1.0, np.pi / 2])
def test_turned_factors_predict_the_same(trained, angle):
    """refuted: The factors found are the dimensions of taste, such as humour or romance."""
    factors, _ = trained
    turned = mf.rotated(factors, angle)
    assert np.abs(turned[0] - factors[0]).max() > 0.3
    # The transposed rotation undoes the rotation, but for a float32 rounding of numbers below 10.
    np.testing.assert_allclose(mf.predictions(turned), mf.predictions(factors), atol=1e-4)


def test_a_user_without_ratings_stays_where_the_vector_was(trained):
    """holds: Training leaves the vector of a user without a single rating where it was."""
    (users, _), known = trained
    assert not known[0].any()
    before = mf.start()[0].numpy()
    np.testing.assert_array_equal(users.numpy()[0], before[0])
    assert (np.abs(users.numpy() - before).max(axis=1)[1:] > 1e-3).all()


@pytest.fixture(scope="module")
def of_clicks():
    """Scores fitted to the known clicks, with the missing entries left out and with zeros for them."""
    _, seen = mf.clicks()
    scores = []
    for weights in (seen, np.ones_like(seen)):
        factors = mf.start()
        mf.train(seen.astype("float32"), weights, factors)
        scores.append(mf.predictions(factors))
    return scores


def test_clicks_alone_teach_to_say_yes_to_everything(of_clicks):
    """qualified: Missing entries have to be left out of the loss: ratings have to be, clicks must not be."""
    clicked, seen = mf.clicks()
    left_out, as_zero = of_clicks
    # Where a click is all that is ever seen, the answer 1 is never wrong.
    assert left_out[seen].mean() == pytest.approx(1, abs=0.02)
    assert left_out[~clicked].mean() > 0.8
    assert as_zero[~clicked].mean() < 0.2
    assert mf.separation(as_zero, clicked, seen) > mf.separation(left_out, clicked, seen) + 0.1


def test_ratings_are_predicted_best_when_the_missing_ones_are_left_out(data, trained):
    """qualified: Missing entries have to be left out of the loss: ratings have to be, clicks must not be."""
    (table, known, means), (factors, _) = data, trained
    filled = mf.start()
    mf.train(np.where(known, table - means, 0), np.ones_like(known), filled)
    held_out = ~known & (np.arange(mf.USERS) > 0)[:, np.newaxis]
    left_out, as_zero = (mf.error(means + mf.predictions(found), table, held_out) for found in (factors, filled))
    assert left_out < 0.5 * as_zero


def test_separation_by_hand():
    clicked, seen = np.array([[True, True, False, False]]), np.array([[True, False, False, False]])
    # The hidden click scores 2, the entries never clicked 1 and 2: one is below, one is equal.
    assert mf.separation(np.array([[9.0, 2.0, 1.0, 2.0]]), clicked, seen) == 0.75


def test_a_step_follows_the_weighted_gradient():
    factors = [tf.Variable(tf.ones([mf.USERS, 2])), tf.Variable(tf.ones([mf.ITEMS, 2]))]
    table, weights = np.zeros([mf.USERS, mf.ITEMS], "float32"), np.zeros([mf.USERS, mf.ITEMS])
    weights[3, 5] = 0.5
    mf.train(table, weights, factors, steps=1, learning_rate=mf.ITEMS / 8)
    # The derivative of 0.5 * (u @ i - 0)**2 by u is (u @ i) * i, which is 2 in each component.
    assert factors[0].numpy()[3].tolist() == factors[1].numpy()[5].tolist() == [0.75, 0.75]
    assert (factors[0].numpy() == 1).sum() == 2 * (mf.USERS - 1)
