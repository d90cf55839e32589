from __future__ import annotations

import pytest

from tracker.core.log.passages import ONLY_LINKS, TERM, body_claim, learned, pieces, says_nothing, topic_of


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("I learned that masks hide padding.", "Masks hide padding."),
        ("Heute habe ich gelernt, dass ein Baum ein Graph ist.", "Ein Baum ein Graph ist."),
        ("A mask hides padding.", "A mask hides padding."),
    ],
)
def test_a_sentence_that_says_what_was_learned_is_that(sentence: str, fact: str) -> None:
    assert learned(sentence) == fact


def test_a_card_in_one_line_is_a_piece_of_its_own() -> None:
    lines = ["some words", "mask :: a tensor", "more words", "and more"]
    assert [(first, list(piece)) for first, piece in pieces(lines, 5)] == [
        (5, ["some words"]),
        (6, ["mask :: a tensor"]),
        (7, ["more words", "and more"]),
    ]


@pytest.mark.parametrize("text", ["", "N/A", "Mon - N/A", "Types of layers:", "#tag", "https://example.org"])
def test_what_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["masks", "A mask hides padding. Its types are:", "Mon - masks"])
def test_what_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("**Masks**", "Masks"),
        ("__💡 Masks:__", "💡 Masks"),
        ("**A mask hides padding.**", None),
        ("**Masks** hide", None),
    ],
)
def test_a_line_in_bold_names_a_topic(line: str, name: str | None) -> None:
    assert topic_of(line) == name


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("day 4 of #365daysofML", (4,)),
        ("🎯 Day 6 & 7 of #challenge", (6, 7)),
        ("Day 12/100", (12,)),
        ("day 3 of my journey through networks", None),
        ("on day 4 of #x", None),
    ],
)
def test_the_line_a_day_opens_with_may_claim_its_numbers(line: str, numbers: tuple[int, ...] | None) -> None:
    assert body_claim(line) == numbers


def test_definitions_and_links_are_told_by_how_they_open() -> None:
    assert all(
        TERM.match(text) for text in ("**Mask:** hides", "**Mask** - hides", "`mask`: hides", "__Mask__ = hides")
    )
    assert not any(TERM.match(text) for text in ("Mask: hides", "**Mask** hides"))
    assert ONLY_LINKS.match("[a](b), ![c](d) | [e](f)")
    assert not ONLY_LINKS.match("see [a](b)")
