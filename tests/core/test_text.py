from __future__ import annotations

import random
from time import perf_counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text import Decoded, fold, mend, printable, read_bytes, repair, squash

CODECS = ["mac_roman", "cp1252", "latin_1"]


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text and its repairs."""
    found = read_bytes(data)
    return found.text, found.repairs


def accident(text: str, codec: str = "mac_roman") -> str:
    """What an editor shows that takes UTF-8 for something else; what Windows-1252 does not know stays a control."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


WORDS = """
été déjà là-bas garçon cœur Noël Größe Übung weiß schön ÄRGER niño ¿qué? año corazón São coração às é à
być żółw bąk řeč škola příliš İstanbul ığdır şey Rīga ģimene ștampă țară Việt người học tiếng
привет в мире Київ ελληνικά λόγος α θ π Σ 学习 日本語 ひらがな カタカナ 한국어 שלום مرحبا گچپژ नमस्ते ไทย
“quotes” ‘so’ „so“ « so » it’s – — … 5€ £3 25° ¼ ² × ± © ™ → ≤ ≠ ∑ • ● ■ ✓ ✗ ★ ⚠️ ✅ ❤ 🔑 🎯 👩‍🔬 🇫🇷 𝑥
""".split()
"""What people write in many languages."""

RIGHT_WORDS = """
été déjà là voilà né raté café Noël À É Ó Ô OÙ SÃO MAÇÃ IRMÃ VOCÊ NESTLÉ ZÜRICH SCHÖN SPAẞ Spaß Ö Å Ø Ä Ñ È Í ÁÉÍ
náš kříž blíž KRÍŽ ÚŽASNÝ Úžas İŞ ÎN hâlâ Đà Việt ở 2√π ≈π 25° 5×£3 ¬Ω ∆t привет МИР αβγ 学习 日本 한국 שלום سلام ไทย
🔑 ✅
""".split()
OPENERS = ["", "“", "„", "«", "«\xa0", "‘", "—", "–", "(", "l’", "¿", "…", "*", "`"]
CLOSERS = [
    "",
    "”",
    "“",
    "»",
    "\xa0»",
    "’",
    "’s",
    "…",
    "…”",
    "”…",
    "…\xa0»",
    "—",
    "–",
    ",",
    "®",
    "™",
    "”²",
    "\xa0!",
    "*",
    "`",
]

right_text = st.lists(
    st.tuples(st.sampled_from(OPENERS), st.sampled_from(RIGHT_WORDS), st.sampled_from(CLOSERS)).map("".join)
).map(" ".join)


def accident_bytes(words: list[str]) -> bytes:
    """Words in an encoding of every sort, some of them broken."""
    return b" ".join(word.encode(("utf-8", "cp1252")[index % 2], "replace") for index, word in enumerate(words))


# Bytes


def test_plain_utf8_needs_no_repair() -> None:
    assert decode("naïve 🔑 key\n".encode()) == ("naïve 🔑 key\n", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_tells_the_encoding_and_is_gone(encoding: str) -> None:
    assert decode("# Day 1\n- π is a number".encode(encoding)) == ("# Day 1\n- π is a number", [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_become_one(end: str) -> None:
    assert decode(end.join(["one", "two", "", "four"]).encode()) == ("one\ntwo\n\nfour", [])


def test_bytes_that_are_no_utf8_are_taken_for_windows_1252() -> None:
    assert decode("a “café” – 5 €".encode("cp1252")) == ("a “café” – 5 €", ["windows-1252"])


@pytest.mark.parametrize(
    ("data", "text", "lines"),
    [
        ("学习\n张量 ".encode() + b"\xe9 ok\n" + "图\n".encode(), "学习\n张量 \ufffd ok\n图\n", (2,)),
        ("учить\r\nслово\r\n".encode() + b"\xff\xfe\x80", "учить\nслово\n\ufffd", (3,)),
        (b"\xffit\xe2\x80\x99s a \xf0\x9f\x94 key \xf0\x9f\x94\x91", "\ufffdit’s a \ufffd key 🔑", (1,)),
        (b"plain\n\ncut \xf0\x9f\x94", "plain\n\ncut \ufffd", (3,)),
        (b"cut \xe2\x80", "cut \ufffd", (1,)),
    ],
)
def test_a_few_bytes_that_are_no_text_leave_the_rest_utf8(data: bytes, text: str, lines: tuple[int, ...]) -> None:
    assert read_bytes(data) == Decoded(text, [], lines)


def test_bytes_that_are_no_text_are_reported_in_windows_1252_too() -> None:
    assert read_bytes(b"caf\xe9\n" * 9 + b"na\xefve \x81") == Decoded(
        "café\n" * 9 + "naïve \ufffd", ["windows-1252"], (10,)
    )


def test_a_replacement_character_that_was_saved_is_no_undecodable_byte() -> None:
    assert read_bytes("a \ufffd b é".encode()) == Decoded("a \ufffd b é", [], ())


@given(st.lists(st.sampled_from([word for word in WORDS if not word.isascii()]), min_size=2), st.data())
def test_one_bad_byte_spoils_one_place(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    lines = ["\n".join(words[:place]).encode(), b"\xff", "\n".join(words[place:]).encode()]
    read = read_bytes(b"\n".join(lines))
    assert read.repairs == []
    assert read.undecodable == (read.text[: read.text.index("\ufffd")].count("\n") + 1,)
    assert read.text.replace("\ufffd", "") == printable(b"\n".join((lines[0], b"", lines[2])).decode())


def test_a_byte_order_mark_between_files_put_together_vanishes() -> None:
    assert read_bytes("# One\n".encode("utf-8-sig") + "# Two é\n".encode("utf-8-sig")).text == "# One\n# Two é\n"


def test_windows_1252_beside_some_utf8_is_read_as_both() -> None:
    data = "naïve façade à Zürich, ".encode("cp1252") + "été".encode()
    assert read_bytes(data) == Decoded("naïve façade à Zürich, été", ["windows-1252", "cp1252"], ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_refused_with_a_way_out(encoding: str) -> None:
    with pytest.raises(ValueError, match=r"^not a text file: it seems to be UTF-16 .* save it as UTF-8$"):
        read_bytes("# Day 1\n- π is a number\n".encode(encoding))


def test_utf32_is_refused_with_a_way_out() -> None:
    with pytest.raises(ValueError, match=r"^not a text file that can be read: it is UTF-32; save it as UTF-8$"):
        read_bytes("# Day 1".encode("utf-32"))


@pytest.mark.parametrize("data", [b"text\0more", b"\0", b"\xff\xfea\0\0\0", b"\xff\xfea", b"\xff\xfe\0\xd8"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a text file"):
        decode(data)


@pytest.mark.parametrize("noise", [random.Random(1).randbytes(4000).replace(b"\0", b""), b"\x81\x8d" * 50])
def test_noise_is_refused_even_without_a_nul(noise: bytes) -> None:
    with pytest.raises(ValueError, match="not a text file"):
        decode(noise)


@pytest.mark.parametrize("stray", [b"\x81", b"\x1b", b"\x07", b"\x0c\t\r\n" * 20])
def test_windows_1252_may_hold_a_stray_byte(stray: bytes) -> None:
    text = "Ein Übungsblatt über Größen, naïve façades – “déjà vu” à 5 €.\n" * 3
    assert decode(text.encode("cp1252") + stray)[0].startswith(text)


@given(st.one_of(st.binary(), st.text().map(str.encode), st.lists(st.sampled_from(WORDS)).map(accident_bytes)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, repairs, undecodable = read_bytes(data)
    except ValueError:
        return
    assert decode(data) == (text, repairs)
    assert "\r" not in text
    assert text == printable(text)
    assert text.encode().decode() == text
    assert undecodable == tuple(sorted(set(undecodable)))
    assert not undecodable or undecodable[-1] <= text.count("\n") + 1


# Repairs


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("emoji", ["🎯", "🔥", "✅", "🔑", "🔗", "📝", "🌐", "⚙️", "👩‍🔬", "⚠️", "❤️", "➡️", "⭐"])
def test_an_emoji_read_in_another_encoding_comes_back(emoji: str, codec: str) -> None:
    text, repairs = decode(f"{accident(emoji, codec)} Keypoints".encode())
    assert text == f"{emoji} Keypoints"
    assert [accident(emoji, codec) for codec in repairs] == [accident(emoji, codec)]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_read_in_another_encoding_comes_back(word: str, codec: str) -> None:
    assert repair(accident(f"read {word} again", codec)) == f"read {word} again"


@pytest.mark.parametrize("once", CODECS)
@pytest.mark.parametrize("twice", CODECS)
def test_an_accident_that_happened_twice_is_mended_twice(once: str, twice: str) -> None:
    assert repair(accident(accident("🔑 a “naïve” key", once), twice)) == "🔑 a “naïve” key"


@pytest.mark.parametrize("codec", CODECS)
def test_an_accident_that_happened_three_times_is_mended_three_times(codec: str) -> None:
    assert repair(accident(accident(accident("it’s — 🔑", codec), codec), codec)) == "it’s — 🔑"


def test_undefined_bytes_of_windows_1252_show_as_controls() -> None:
    assert mend("â\x9d¤ â€œsoâ€\x9d Ã\x81rbol") == ("❤ “so” Árbol", {"cp1252"})


def test_every_codec_that_was_mended_is_named() -> None:
    data = f"{accident('🔑')} {accident('é', 'cp1252')} {accident('✅', 'latin_1')}".encode()
    assert decode(data) == ("🔑 é ✅", ["cp1252", "latin_1", "mac_roman"])


def test_mojibake_inside_right_text_is_mended_alone() -> None:
    right = "l’été “né” MAÇÃ… so"
    assert repair(f"{right} {accident('é', 'cp1252')}t{accident('é')} {right}") == f"{right} été {right}"
    assert repair(f"“{accident('été', 'cp1252')}” é{accident('🔑')}é") == "“été” é🔑é"


def test_unclear_mojibake_is_mended_beside_clear_mojibake() -> None:
    assert repair(accident("年", "cp1252")) == accident("年", "cp1252")
    assert repair(accident("2020年10月", "cp1252")) == "2020年10月"


@pytest.mark.parametrize(
    "text",
    [
        "C O N C L U S Ã O",
        "SÃO PAULO À LA CARTE",
        "« né » et « raté\xa0» l’épisode",
        "„Spaß“ „schön“ “Ö” ‘Ä’ «É» „náš“",
        "É… Ó – Ô, Å… HÄ… MAQUÉ’s",
        "—à—é—à",
        "2√π + √∞ ≈ π, ¬Ω, ∆π, 4288×… 5×£35",
        "a letra Ã… “Ã”, “Â”",
        "T•Ø•R•Ü•S",
        "äöüß ÄÖÜẞ œàâçèéîïùûêŒÀÂÇÈÉÎÏÙÛÊ",
        "e\u0301te\u0301 nai\u0308ve",
    ],
)
def test_what_only_looks_like_an_accident_stays(text: str) -> None:
    assert mend(text) == (text, set())


@given(right_text)
def test_right_text_is_never_touched(text: str) -> None:
    assert mend(text) == (text, set())


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_never_touched(text: str) -> None:
    assert repair(text) == text
    assert decode(text.encode())[1] == [] if "\0" not in text else True


@given(st.text(st.sampled_from("Ã©Â\x80€âœ”‚Äôú√ ab’éÉ…\n")))
def test_repairing_twice_repairs_no_more(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), st.lists(st.sampled_from(CODECS), max_size=2))
def test_an_accident_is_undone_or_left_but_never_made_worse(text: str, codecs: list[str]) -> None:
    stages = [text]
    for codec in codecs:
        stages.append(accident(stages[-1], codec))
    mended = repair(stages[-1]).split(" ")
    assert all(word in words for word, *words in zip(mended, *(stage.split(" ") for stage in stages), strict=True))


@pytest.mark.parametrize("part", ["Â", "é", "Ã©", "é\xa0»", "‚Ä", "’é", "Ã©b ‚Äôx ", "\uf8ffü", "Ãƒ", "\n’é"])
def test_repairing_takes_linear_time(part: str) -> None:
    start = perf_counter()
    repair(part * 20_000)
    assert perf_counter() - start < 10


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


@pytest.mark.parametrize("pile", ["\u0316\u0301", "\uff9e\u0300", "\u0f73\u0316", "\u0344\u0316"])
def test_a_pile_of_marks_takes_no_long_time(pile: str) -> None:
    start = perf_counter()
    assert len(fold("a" + pile * 50_000)) < 100
    assert perf_counter() - start < 2


@given(st.text())
def test_folding_is_normalising_for_text_that_people_write(text: str) -> None:
    assert fold(text) == fold(normalize("NFKC", text))


def test_squashing_leaves_single_spaces() -> None:
    assert squash("  a \n\t b  ") == "a b"
