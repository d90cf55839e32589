import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.query import parse
from tracker.core.query.hits import Hits


def hits(query: str, text: str) -> list[str]:
    return sorted({text[first:last] for first, last in Hits(parse(query)).places(text)})


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("tape", "The tape and the Tapes.", ["Tapes", "tape"]),
        ("compute", "It computes a computation.", ["computation", "computes"]),
        ("running", "It runs and ran.", ["runs"]),
        ("tensor", "A tensorflow is no tensor.", ["tensor"]),
        ("gra*", "A gradient of a graph.", ["gradient", "graph"]),
        ("tape", "A GradientTape records.", ["Tape"]),
        ("GradientTape", "A GradientTape or a gradient tape.", ["GradientTape", "gradient tape"]),
        ("tape.gradient", "Call `tape.gradient(y)`, not the gradient.", ["tape.gradient"]),
        ('"records the"', "It records the tape, the records.", ["records the"]),
        ("tape -mask or (loss rate)", "tape mask loss rate", ["loss", "rate", "tape"]),
        ("cafe", "Un café", ["café"]),
        ("梯度", "随机梯度下降", ["梯度"]),
        ("tape day:3", "tape day 3", ["tape"]),
        ("float", "a float32", ["float"]),
        ("kind:card", "kind card", []),
        ("", "tape", []),
    ],
)
def test_the_words_of_a_query_are_found_where_they_stand(query: str, text: str, found: list[str]) -> None:
    assert hits(query, text) == found


@given(st.lists(st.sampled_from("tape tapes taping Tape_ta tap x1 (tape) GradientTape a".split())).map(" ".join))
def test_a_single_word_is_found_where_it_is_found_among_others(text: str) -> None:
    alone, among = Hits(parse("tape")), Hits(parse('tape or "no where"'))
    assert sorted(alone.places(text)) == sorted(among.places(text))


@given(st.text(), st.text(min_size=1))
def test_every_place_is_in_the_text(text: str, word: str) -> None:
    for first, last in Hits(parse(f'"{word}"' if word.isalnum() else "a1")).places(text):
        assert 0 <= first < last <= len(text)
