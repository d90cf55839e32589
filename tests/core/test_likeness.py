import random

from hypothesis import given
from hypothesis import strategies as st

from tracker.core import likeness
from tracker.core.likeness import Match, matches

WORDS = "tensor graph layer mask token stores joins splits scales dense sparse shared frozen causal deep".split()


def sentences(count: int) -> dict[str, str]:
    """As many sentences of common words with a number each, as a learner would write them."""
    chance = random.Random(1)
    return {
        str(number): f"a {' '.join(chance.choices(WORDS, k=8))} of step {number * 7} in the end"
        for number in range(count)
    }


def test_a_text_in_slightly_other_words_is_found_again() -> None:
    (match,) = matches({"new": "a mask hides all padding"}, {"old": "a mask hides the padding", "other": "a tape"})
    assert (match.new, match.old, match.clear) == ("new", "old", True)
    assert 85 < match.similarity < 95


def test_a_text_far_from_all_is_not() -> None:
    assert list(matches({"new": "a gate lets through"}, {"old": "a mask hides the padding"})) == []


def test_a_text_close_to_two_is_not_clear() -> None:
    (match,) = matches(
        {"new": "one layer has ten units"}, {"a": "one layer has six units", "b": "one layer has two units"}
    )
    assert not match.clear


def test_two_texts_close_to_one_are_not_clear() -> None:
    found = matches(
        {"a": "one layer has six units", "b": "one layer has two units"}, {"old": "one layer has ten units"}
    )
    assert [match.clear for match in found] == [False, False]


def test_every_one_of_many_texts_is_found_again_after_a_word_was_replaced_in_all() -> None:
    old = sentences(5000)
    new = {name: text.replace("in the end", "at the end") for name, text in old.items()}
    assert {match.new: match.old for match in matches(new, old)} == {name: name for name in old}


texts = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    max_size=12,
)


@given(texts, texts)
def test_a_clear_match_is_one_of_a_kind(new: dict[str, str], old: dict[str, str]) -> None:
    found: list[Match] = [match for match in matches(new, old) if match.clear]
    assert len({match.old for match in found}) == len({match.new for match in found}) == len(found)
    assert all(match.similarity >= likeness.CLOSE for match in found)
