from hypothesis import given
from hypothesis import strategies as st

from tracker.core.query import excerpt

LONG = "word " * 40


def hits_of(pieces: tuple[tuple[str, bool], ...]) -> list[str]:
    return [piece for piece, hit in pieces if hit]


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("The tape records.", [(4, 8)]) == (("The ", False), ("tape", True), (" records.", False))


def test_a_text_without_a_hit_shows_its_beginning() -> None:
    assert excerpt(LONG, [])[0][0].startswith("word word")


def test_the_first_hit_of_a_long_text_is_shown_between_whole_words() -> None:
    text = LONG + "tape " + LONG
    pieces = excerpt(text, [(len(LONG), len(LONG) + 4)])
    assert hits_of(pieces) == ["tape"]
    assert pieces[0] == pieces[-1] == ("…", False)
    assert set("".join(piece for piece, _ in pieces).strip("…").split()) == {"word", "tape"}


def test_lines_become_one() -> None:
    assert excerpt("a\n\tb", []) == (("a  b", False),)


def test_hits_that_touch_are_one() -> None:
    assert hits_of(excerpt("gradienttape", [(8, 12), (0, 8), (2, 4)])) == ["gradienttape"]


WITHOUT_DOTS = st.text(st.characters(exclude_characters="…"))


@given(WITHOUT_DOTS, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted).map(tuple)))
def test_an_excerpt_is_a_piece_of_the_text_of_the_width_asked_for(text: str, hits: list[tuple[int, int]]) -> None:
    hits = [(first, last) for first, last in hits if last <= len(text)]
    pieces = excerpt(text, hits, 20)
    shown = "".join(piece for piece, _ in pieces)
    assert shown.removeprefix("…").removesuffix("…") in text.replace("\n", " ").replace("\t", " ")
    assert len(shown) <= 22
    assert all(piece for piece, _ in pieces)
