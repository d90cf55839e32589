import numpy as np
import pytest

from snippets.recurrent import languages


@pytest.fixture(scope="module")
def model():
    return languages.trained(*languages.labelled(part=0))


@pytest.mark.slow
def test_the_network_beats_the_commonest_language(model):
    """holds: A character RNN names the language of unread sentences far more often than always naming the commonest."""
    codes, truth = languages.labelled(part=1)
    guess = np.mean(truth == np.bincount(truth).argmax())
    # 82 pieces: a share of 0.75 has a standard deviation of 0.05.
    assert languages.accuracy(model, codes, truth) > guess + 0.15


def test_held_out_sentences_are_not_learned_from():
    """holds: A character RNN names the language of unread sentences far more often than always naming the commonest."""
    (learn, _), (test, _) = languages.labelled(part=0), languages.labelled(part=1)
    assert not {bytes(row) for row in learn.numpy()} & {bytes(row) for row in test.numpy()}


def test_the_commonest_of_unequal_classes_is_more_than_a_third():
    """refuted: With three languages, a guess without reading is right one time in three at best."""
    assert languages.largest_class(np.array([0, 0, 0, 1, 2])) == 3 / 5
    _, truth = languages.labelled(part=1)
    counts = [np.sum(truth == language) for language in range(3)]
    assert languages.largest_class(truth) == max(counts) / sum(counts) > 0.36


def test_overlapping_pieces_leak():
    """refuted: Cutting text into overlapping pieces and then holding out a quarter of the pieces makes a fair test."""
    assert languages.leaked(split_first=False) > 0.9
    assert languages.leaked(split_first=True) < 0.1


def test_a_quarter_is_held_out():
    learn, test = languages.split(list(range(12)))
    assert test == [0, 4, 8]
    assert sorted(learn + test) == list(range(12))
    assert languages.pieces(["abcdefgh"], length=5) == ["abcde", "defgh"]


@pytest.mark.slow
def test_longer_pieces_are_easier(model):
    """holds: The same network reads pieces of any length, and is right more often on longer ones."""
    short, long = (languages.accuracy(model, *languages.labelled(part=1, length=length)) for length in (5, 20))
    # The difference of two shares of about 100 pieces has a standard deviation of 0.07, and here it is 0.19.
    assert long > short + 0.1
