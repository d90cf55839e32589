from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.log.inline import Inline, easy_text, parsed_text, read_inline
from tracker.core.text import printable, squash


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a **bold** and *soft* word", "a bold and soft word"),
        ("a __bold__ and _soft_ word", "a __bold__ and soft word"),
        ("a __Bold__ label", "a Bold label"),
        ("one line\nand the next", "one line and the next"),
        ("one line  \nand the next", "one line and the next"),
        ("first<br>second", "first second"),
        ("five \\* six", "five * six"),
        ("less &lt; more &amp; so on", "less < more & so on"),
        ("  spaced   out ", "spaced out"),
        ("a_name_with_underscores", "a_name_with_underscores"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_marks_are_lifted_and_lines_joined(source: str, text: str) -> None:
    assert read_inline(source).text == text


@pytest.mark.parametrize("name", ["__init__", "__call__", "__array_ufunc__"])
def test_a_dunder_name_keeps_its_underscores(name: str) -> None:
    assert read_inline(f"Python calls {name} on a new object").text == f"Python calls {name} on a new object"
    assert read_inline(f"Python calls `{name}` on it").text == f"Python calls `{name}` on it"


def test_code_keeps_its_marks_and_everything_in_it() -> None:
    source = "`x = 1 # comment` and `pip install git+https://a.b/c` and `a*b*c` and `[not](a/link)`"
    inline = read_inline(source)
    assert inline.text == source
    assert (inline.links, inline.tags, inline.snippet) == ([], [], None)


def test_tags_at_the_end_are_lifted_out() -> None:
    inline = read_inline("Dropout zeroes activations. #regularisation #365days\n#ml")
    assert inline.text == "Dropout zeroes activations."
    assert inline.tags == ["regularisation", "365days", "ml"]


def test_tags_alone_leave_nothing() -> None:
    assert read_inline("#ml #365days").text == ""


@pytest.mark.parametrize("unit", ["#a ", "x #a", "# !!!", "*", "[", "(", "http://", "day ", "7", "`", "_"])
@pytest.mark.parametrize("end", ["", "!"])
def test_a_long_text_takes_no_long_time(unit: str, end: str) -> None:
    start = perf_counter()
    read_inline("x " + unit * (100_000 // len(unit)) + end)
    assert perf_counter() - start < 10


def test_a_tag_inside_the_sentence_leaves_its_word() -> None:
    inline = read_inline("The #softmax function sums to one")
    assert inline.text == "The softmax function sums to one"
    assert inline.tags == ["softmax"]


@pytest.mark.parametrize("text", ["C# is a language", "issue #12 is open", "F# and C#", "a#b", "rank # of a row"])
def test_a_number_sign_is_not_always_a_tag(text: str) -> None:
    inline = read_inline(text)
    assert inline.text == text
    assert inline.tags == []


def test_a_link_leaves_its_words() -> None:
    inline = read_inline("See the [guide to **tensors**](https://example.org/guide) first")
    assert inline.text == "See the guide to tensors first"
    assert inline.links == [("guide to tensors", "https://example.org/guide")]


@pytest.mark.parametrize("source", ["Read https://example.org/a_b.", "Read <https://example.org/a_b>"])
def test_a_bare_address_is_lifted_out(source: str) -> None:
    inline = read_inline(source)
    assert inline.text == "Read"
    assert inline.links == [("", "https://example.org/a_b")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("More in [my notes](notes.md)", "More in my notes"),
        ("More in [my notes](notes/day1)", "More in my notes"),
        ("More in [notes.md](notes.md)", "More in notes.md"),
        ("[Keras](docs/keras) is the high-level API", "Keras is the high-level API"),
        ("The [x](../../etc/passwd) axis", "The x axis"),
        ("The [tape](gradients/tape.py) is used once", "The tape is used once"),
    ],
)
def test_a_link_to_a_page_beside_the_log_is_text(source: str, text: str) -> None:
    inline = read_inline(source)
    assert (inline.text, inline.links, inline.snippet) == (text, [], None)


TAPE = "../snippets/gradients/tape.py#2"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (f"[`tf.rank`]({TAPE}) gives the number of dimensions.", "`tf.rank` gives the number of dimensions."),
        (f"The [**tape**]({TAPE}) is used once.", "The tape is used once."),
        (f"The [tape]({TAPE}) and `tf.rank`", "The tape and `tf.rank`"),
        (f"The [tape]({TAPE}) is used once. [run]({TAPE})", "The tape is used once."),
        (f"First [run]({TAPE}), then read the [guide](https://example.org)", "First run, then read the guide"),
    ],
)
def test_the_words_of_a_snippet_link_stay_in_their_sentence(source: str, text: str) -> None:
    inline = read_inline(source)
    assert (inline.text, inline.snippet) == (text, TAPE)


@pytest.mark.parametrize(
    ("end", "closing"),
    [
        (f" [run]({TAPE})", ""),
        (f" [run `tape.py`]({TAPE}).", "."),
        (f". [run]({TAPE}) #autodiff", "."),
        (f". [claim]({TAPE}) [proof]({TAPE})", "."),
        (f". **[run]({TAPE})** https://example.org/tape", "."),
        (f" ([proof]({TAPE})).", "."),
        (f" ([claim]({TAPE}), [proof]({TAPE})).", "."),
        (f". [run]({TAPE}) 🔥", ". 🔥"),
    ],
)
def test_the_words_of_a_snippet_link_that_ends_the_text_only_name_the_link(end: str, closing: str) -> None:
    inline = read_inline(f"The tape `t` is used once{end}")
    assert (inline.text, inline.snippet) == (f"The tape `t` is used once{closing}", TAPE)


def test_brackets_of_code_stay_beside_a_snippet_link() -> None:
    assert read_inline(f"Call f() or g( ). [run]({TAPE})").text == "Call f() or g( )."


@pytest.mark.parametrize("target", ["../snippets/gradients/tape.py", "snippets/gradients/tape.py#2"])
def test_the_link_to_a_snippet_is_lifted_out_with_its_words(target: str) -> None:
    inline = read_inline(f"The tape is used once. [run]({target})")
    assert inline.text == "The tape is used once."
    assert inline.snippet == target
    assert inline.links == []


def test_a_web_address_is_no_snippet_even_when_it_ends_like_one() -> None:
    assert read_inline("[it](https://example.org/snippets/gradients/tape.py)").snippet is None


def test_an_image_says_nothing() -> None:
    assert read_inline("before ![a plot](plot.png) after").text == "before after"


@pytest.mark.parametrize(
    "hidden", ["&#8238;", "&#x202e;", "&lrm;", "&#x2066;", "&ZeroWidthSpace;", "&shy;", "&#xfeff;"]
)
def test_what_cannot_be_seen_does_not_come_in_as_an_entity(hidden: str) -> None:
    inline = read_inline(
        f"A ten{hidden}sor [gu{hidden}ide](https://example.org/) https://example.org/{hidden} #t{hidden}f"
    )
    assert inline.text == "A tensor guide"
    assert inline.links == [("guide", "https://example.org/"), ("", "https://example.org/")]
    assert inline.tags == ["tf"]


def test_an_emoji_keeps_its_joiner() -> None:
    assert read_inline("A 👩&zwj;🔬 tests").text == "A 👩\u200d🔬 tests"


@given(st.text())
def test_any_text_becomes_one_line(source: str) -> None:
    text = read_inline(source).text
    assert text == " ".join(text.split())
    assert text == printable(text)


def test_a_sentence_linked_as_a_whole_is_still_said() -> None:
    found = read_inline("[A tensor never changes its values](../snippets/tensors/immutable.py#1)")
    assert (found.text, found.snippet) == ("A tensor never changes its values", "../snippets/tensors/immutable.py#1")


def test_a_bullet_that_is_only_the_label_of_a_link_says_nothing() -> None:
    assert read_inline("[run it](../snippets/tensors/immutable.py#1)").text == ""


def test_struck_text_loses_its_tildes() -> None:
    assert (
        read_inline("It is ~~never~~ often `~~x~~` and ~~`y`~~, about ~5").text
        == "It is never often `~~x~~` and `y`, about ~5"
    )


@pytest.mark.parametrize(
    "source", ["==marked== words", "{{c1::Paris}} is a capital", "a term :: its meaning", "key:: value", "text ^a1b2c3"]
)
def test_marks_that_the_reader_asks_for_pass_through(source: str) -> None:
    assert read_inline(source).text == source


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See [[Tides]] first", "See Tides first"),
        ("See [[Moon/Tides#Spring|spring tides]] first", "See spring tides first"),
        ("See [[Tides#Neap]]", "See Tides"),
        ("before ![[tide.png]] after", "before after"),
        (
            "`[[no]]` and m[[mask]] and [[1, 2], [3, 4]] and [[0]]",
            "`[[no]]` and m[[mask]] and [[1, 2], [3, 4]] and [[0]]",
        ),
    ],
)
def test_a_link_between_notes_leaves_its_words(source: str, text: str) -> None:
    assert read_inline(source).text == text


def test_a_link_in_brackets_is_no_link_between_notes() -> None:
    inline = read_inline("Said there [[source]](https://example.org)")
    assert (inline.text, inline.links) == ("Said there [source]", [("[source]", "https://example.org")])


def test_emoji_written_as_words_are_decoration() -> None:
    assert (
        read_inline(":snake: Python :fire: is `a :x: b` at 10:30:00 in a::b:c:").text
        == "Python is `a :x: b` at 10:30:00 in a::b:c:"
    )


def test_a_link_of_html_is_a_link() -> None:
    inline = read_inline('See <a class="x" href="https://example.org/a">the <b>guide</b></a> and <a href="#top">up</a>')
    assert inline.text == "See the guide and up"
    assert inline.links == [("the guide", "https://example.org/a")]


def test_pictures_are_counted() -> None:
    assert read_inline("![a](a.png) and ![b](b.png)").images == 2


def test_a_text_too_long_for_the_parser_keeps_its_words_and_its_code() -> None:
    source = "word " * 3000 + "[[`a*b`](x)"
    assert read_inline(source).text == source


@pytest.mark.parametrize(
    "unit", ["![", "[", "*", "**a ", "<", "_", "`", "[a](", "&#", "<a ", "~~", "[[a", ":a", "![a](b)"]
)
@pytest.mark.parametrize("length", [9_990, 1_000_000])
def test_no_markup_is_too_deep_or_too_long(unit: str, length: int) -> None:
    start = perf_counter()
    read_inline(unit * (length // len(unit)))
    assert perf_counter() - start < 10


PIECES = [
    *" \n*`_.,:()![]<&\\x2é🔥-~«»", "**", "***", "``", "__", "ab", " *", "* ", " **", "** ", "`x`", "` y `", "&amp;",
    "\u3000", "(**", "(*", "[x](http://a.b)", "[x y](https://a.b/c_d?e=f#1)", "[http://a](http://a)", "[x](y.md)",
    "a_b", "[ ] ",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_read_without_the_parser_is_read_as_the_parser_would(source: str) -> None:
    easy, parsed = Inline(), Inline()
    text = easy_text(source, easy)
    if text is not None:
        assert squash(text) == squash(parsed_text(source, parsed))
        assert easy == parsed


@pytest.mark.parametrize(
    "source",
    [
        "plain words, a_name and 2 * 3 < 7 & more!",
        "`tf.a_b` is **bold**, *soft*: `x`\nand - [x] done (**so**)",
        "**Label:** text",
        "[guide](https://example.org/a_b)",
    ],
)
def test_common_markup_takes_no_parser(source: str) -> None:
    assert easy_text(source, Inline()) is not None
