from __future__ import annotations

import random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text import decode, fold, printable, repair, squash


def accident(text: str) -> str:
    """What an editor shows that takes UTF-8 for MacRoman."""
    return text.encode().decode("mac_roman")


RIGHT = "äöüß éèñ çå “quotes” – — … € ± π ∞ 学习 учить 🔑"
"""Characters people write on purpose; those that MacRoman has are no UTF-8 when taken one by one."""

right_text = st.text(st.sampled_from(RIGHT + " ab\n"))


# Bytes


def test_plain_utf8_needs_no_repair() -> None:
    assert decode("naïve 🔑 key\n".encode()) == ("naïve 🔑 key\n", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding_and_is_gone(encoding: str) -> None:
    assert decode("# Day 1\n- π is a number".encode(encoding)) == ("# Day 1\n- π is a number", [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_become_one(end: str) -> None:
    assert decode(end.join(["one", "two", "", "four"]).encode()) == ("one\ntwo\n\nfour", [])


def test_bytes_that_are_no_utf8_are_taken_for_windows_1252() -> None:
    assert decode("a “café” – 5 €".encode("cp1252")) == ("a “café” – 5 €", ["cp1252"])


@pytest.mark.parametrize("data", [b"text\0more", b"\0", b"\xff\xfea\0\0\0", b"\xff\xfea", b"\xff\xfe\0\xd8"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a text file"):
        decode(data)


def test_noise_is_refused_even_without_a_nul() -> None:
    noise = random.Random(1).randbytes(4000).replace(b"\0", b"")
    with pytest.raises(ValueError, match="not a text file"):
        decode(noise)


@pytest.mark.parametrize("stray", [b"\x81", b"\x1b", b"\x07", b"\x0c\t\r\n" * 20])
def test_windows_1252_may_hold_a_stray_byte(stray: bytes) -> None:
    text = "Ein Übungsblatt über Größen, naïve façades – “déjà vu” à 5 €.\n" * 3
    assert decode(text.encode("cp1252") + stray)[0].startswith(text)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ValueError:
        return
    assert "\r" not in text
    assert text == printable(text)


# Repairs


@pytest.mark.parametrize("emoji", ["🎯", "🔥", "✅", "🔑", "🔗", "📝", "🌐", "⚙️", "👩‍🔬"])
def test_an_emoji_read_as_mac_roman_comes_back(emoji: str) -> None:
    assert decode(f"{accident(emoji)} Keypoints".encode()) == (f"{emoji} Keypoints", ["mac_roman"])


def test_an_accident_that_happened_twice_is_mended_twice() -> None:
    assert repair(accident(accident("🔑 key"))) == "🔑 key"


def test_each_run_is_judged_by_itself() -> None:
    assert repair(f"{accident('é')} and é, {accident('🔗')} and “so”") == "é and é, 🔗 and “so”"


def test_a_run_that_is_only_half_an_accident_stays() -> None:
    text = accident("🔑") + "é"
    assert repair(text) == text


@given(right_text)
def test_right_text_is_never_touched(text: str) -> None:
    alone = "x".join(text)
    assert repair(alone) == alone


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_never_touched(text: str) -> None:
    assert repair(text) == text
    assert decode(text.encode())[1] == [] if "\0" not in text else True


@given(st.text())
def test_repairing_twice_repairs_no_more(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(st.text(st.characters(min_codepoint=128, exclude_categories=["Cs"]), max_size=6))
def test_every_accident_is_undone(text: str) -> None:
    assert repair(accident(text)) == repair(text)


# What reaches the screen


@pytest.mark.parametrize(
    "escape",
    [
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;a title\x07",
        "\x1b]8;;http://a.b\x1b\\",
        "\x1bc",
        "\x1b(B",
        "\x1b",
        "\x9b",
        "\x08",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\ufeff",
        "\u200b",
        "\u2060",
        "\u00ad",
    ],
)
def test_escapes_and_direction_controls_leave_no_trace(escape: str) -> None:
    assert printable(f"one{escape} two") == "one two"


@pytest.mark.parametrize("text", ["👩\u200d🔬", "नि\u200dत", "می\u200cخواهم", "⚙\ufe0f"])
def test_what_emoji_and_scripts_are_joined_with_stays(text: str) -> None:
    assert printable(text) == text


def test_tabs_and_line_ends_stay() -> None:
    assert printable("a\tb\nc") == "a\tb\nc"


@pytest.mark.parametrize("line_end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_what_only_some_call_a_line_end_becomes_a_space(line_end: str) -> None:
    assert printable(f"one{line_end}two") == "one two"


def test_an_unfinished_escape_ends_with_its_line() -> None:
    assert printable("a\x1b]0;no end\nb") == "a\nb"


@given(st.text(st.sampled_from("\x1b[]0;mP\\ab\n\x07\x9b\u202e")))
def test_lines_keep_their_numbers(text: str) -> None:
    assert printable(text).count("\n") == text.count("\n")
    assert "\x1b" not in printable(text)


# Words for comparing


@pytest.mark.parametrize(
    "other",
    [
        "a tensor IS immutable",
        "A  tensor\tis\nimmutable",
        "A tensor is immutable.",
        "A tensor is immutable …",
        "A `tensor` is immutable",
        "A _tensor_ is immutable",
        "Ａ ｔｅｎｓｏｒ is immutable",
        "A\u00a0tensor is immutable",
        "\ufeffA ten\u00adsor\u2060 is\u200b immutable.\u200b",
        "A \u200b_tensor_\u200b is immutable",
    ],
)
def test_folding_forgets_how_a_statement_is_dressed(other: str) -> None:
    assert fold(other) == fold("A tensor is immutable")


@pytest.mark.parametrize(
    ("one", "other"),
    [("is it immutable?", "is it immutable"), ("x * y", "x y"), ("snake_case", "snakecase"), ("C#", "C")],
)
def test_folding_keeps_what_carries_meaning(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_long_run_of_underscores_takes_no_long_time() -> None:
    start = perf_counter()
    assert fold("w" + "_" * 100_000 + "x") == "w" + "_" * 100_000 + "x"
    assert perf_counter() - start < 2


def test_squashing_leaves_single_spaces() -> None:
    assert squash("  a \n\t b  ") == "a b"
