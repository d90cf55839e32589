from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.query import FIELDS, And, Comparison, Dates, Filter, Not, Numbers, Or, Phrase, QueryError, Word, parse
from tracker.core.query.parser import DEEPEST, MOST_TERMS

A, B, C = Word("a"), Word("b"), Word("c")

PIECES = [
    *("a", "grad*", "tape.gradient", "f(x", "f(x)", "C++", "->", "--json", "or", "OR", "and", "-", "(", ")", " "),
    *('"', "“", "梯度", "ü", "\x00", "\ud800", "std::vector", "https://keras.io", "tag:", "tags:", "day:", "11..14"),
    *("..", "*", ":"),
    *(field.example for field in FIELDS),
]
SOME = st.lists(st.sampled_from(PIECES))
TYPED = st.one_of(st.text(), SOME.map("".join), SOME.map(" ".join))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b or c)", And((A, Or((B, C))))),
        ("a (b c)", And((A, B, C))),
        ("a or (b or c)", Or((A, B, C))),
        ("-a b", And((Not(A), B))),
        ("-(a or b) c", And((Not(Or((A, B))), C))),
        ('"a  b" c', And((Phrase("a b"), C))),
        ("“a b”", Phrase("a b")),
        ('-"a b"', Not(Phrase("a b"))),
        ("grad*", Word("grad", prefix=True)),
        ("a -b", And((A, Not(B)))),
    ],
)
def test_words_phrases_and_brackets_make_a_tree(text: str, term: object) -> None:
    assert parse(text).term == term


CODE = [
    "tape.gradient",
    "tf.*",
    "C++",
    "--json",
    "-1",
    "https://keras.io",
    "std::vector",
    "tf:function",
    "f(x,y)",
    "x=5",
]


@pytest.mark.parametrize("text", CODE)
def test_what_stands_in_code_is_a_word(text: str) -> None:
    word = parse(text).term
    if isinstance(word, Not):
        word = word.term
    assert isinstance(word, Word)
    assert word.text in text


@pytest.mark.parametrize(("text", "same"), [("a -> b", "a b"), ("a - b", "a b"), ("a -== b", "a b"), ('a "++"', "a")])
def test_what_has_neither_letters_nor_digits_is_passed_over(text: str, same: str) -> None:
    assert parse(text) == parse(same)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_query_has_no_term(text: str) -> None:
    assert parse(text).term is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tag:keras", "keras"),
        ("tag:#keras", "keras"),
        ('tag:"deep learning"', "deep learning"),
        ("TAG:keras", "keras"),
        ("day:12", Numbers(12, 12)),
        ("day:11..14", Numbers(11, 14)),
        ("day:..5", Numbers(None, 5)),
        ("day:5..", Numbers(5, None)),
        ("day:2026-01-05", Dates(date(2026, 1, 5), date(2026, 1, 5))),
        ("day:2026-01-05..2026-01-09", Dates(date(2026, 1, 5), date(2026, 1, 9))),
        ("source:notes.md", "notes.md"),
        ("kind:Card", "card"),
        ("is:due", "due"),
        ("verdict:refuted", "refuted"),
        ("snippet:gradients/tape", "gradients/tape"),
        ("stability<7", Comparison("<", 7)),
        ("lapses>=3", Comparison(">=", 3)),
        ("reps=1", Comparison("=", 1)),
        ("recall<0.8", Comparison("<", 0.8)),
        ("recall<80%", Comparison("<", 0.8)),
    ],
)
def test_a_field_has_a_value(text: str, value: object) -> None:
    found = parse(text).term
    assert isinstance(found, Filter)
    assert found.value == value


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_every_field_is_a_query(field: object) -> None:
    example = field.example  # type: ignore[attr-defined]
    assert str(parse(example)) == example


@pytest.mark.parametrize(
    ("text", "says", "position"),
    [
        ("day:14..11", "day:14..11 runs backwards (at character 1)", 0),
        ("a day:2026-02-03..2026-01-01", "runs backwards", 2),
        ("day:2026-02-30", "does not exist", 0),
        ("day:soon", "is neither a number such as 12", 0),
        ("day:1..2026-01-01", "is neither a number", 0),
        ("day:..", "neither a first nor a last day", 0),
        ("a tag:", "tag: needs a value right behind it, such as tag:keras", 2),
        ("tags:keras", "did you mean tag:?", 0),
        ("stabilty<7", "did you mean stability?", 0),
        ("is:suspend", "did you mean suspended?", 0),
        ("kind:deck", "kind:deck is none of keypoint, card, day, note, snippet", 0),
        ("verdict:wrong", "is none of holds", 0),
        ("recall:0.8", "needs a comparison, such as recall<0.8", 0),
        ("recall<80", "between 0 and 1", 0),
        ("lapses>=", "needs a number", 0),
        ("lapses>=many", "needs a number", 0),
        ("is=due", "needs a colon, such as is:due", 0),
        ('a "b c', "this quote is not closed (at character 3)", 2),
        ("(a", "this ( is not closed", 0),
        ("a)", "this ) closes nothing", 1),
        ("a ()", "nothing between these brackets", 2),
        ("a or", "or needs a term on both sides", 2),
        ("or a", "or needs a term on both sides", 0),
        ("a and or b", "and needs a term on both sides", 2),
        (" ->", "nothing to look for in -> (at character 2)", 1),
        ("t*", "give two letters before the *", 0),
        ("(" * (DEEPEST + 1) + "a", "brackets are open", DEEPEST),
        ("a " * (MOST_TERMS + 1), "more than 64 terms", 2 * MOST_TERMS),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(text: str, says: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert str(caught.value).endswith(f"(at character {position + 1})")
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a gra", And((A, Word("gra", prefix=True)))),
        ("a gra ", And((A, Word("gra")))),
        ("a or", And((A, Word("or", prefix=True)))),
        ("t", Word("t")),
        ("-gra", Not(Word("gra", prefix=True))),
        ("gra) ", None),
    ],
)
def test_the_last_word_of_a_query_that_is_being_typed_may_go_on(text: str, term: object) -> None:
    if term is None:
        with pytest.raises(QueryError):
            parse(text, live=True)
    else:
        assert parse(text, live=True).term == term


@given(TYPED, st.booleans())
def test_any_text_is_a_query_or_a_query_error_and_what_it_says_can_be_read_again(text: str, live: bool) -> None:
    try:
        query = parse(text, live=live)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert "\n" not in str(error)
    else:
        assert parse(str(query)) == query


def test_the_filters_of_a_query_are_found_wherever_they_stand() -> None:
    query = parse("a (is:due or -(is:new b)) -tag:x")
    assert [str(one) for one in query.filters()] == ["is:due", "is:new", "tag:x"]
    assert list(parse("").filters()) == []


LONG = ["(" * 200_000, "-(" * 100_000, "a" * 500_000 + ":", '"' * 200_001, "- " * 200_000 + "a", "a(" * 200_000]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:3])
def test_a_long_query_is_read_in_no_time(text: str) -> None:
    with suppress(QueryError):
        assert parse(text)
