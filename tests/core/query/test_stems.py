import pytest

from tracker.core.query.stems import alike, completions


@pytest.mark.parametrize(
    ("beginning", "word"),
    [
        ("optimi", "optimize"),
        ("computa", "computation"),
        ("embedd", "embedding"),
        ("trainabl", "trainable"),
        ("tf.optimi", "tf.optimize"),
        ("Regulariz", "Regularize"),
    ],
)
def test_a_beginning_goes_on_to_words(beginning: str, word: str) -> None:
    assert word in completions(beginning)
    assert all(one.startswith(beginning) for one in completions(beginning))


@pytest.mark.parametrize("beginning", ["tf", "3", "ma", "梯度", "tf.", "t"])
def test_what_has_no_ending_begun_does_not_go_on(beginning: str) -> None:
    assert completions(beginning) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tape", "tapes"),
        ("compute", "computation"),
        ("run", "running"),
        ("copy", "copies"),
        ("probability", "probable"),
    ],
)
def test_forms_of_a_word_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("tensor", "tensorflow"), ("tape", "taste"), ("a", "as"), ("mask", "task")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert not alike(one, other)
