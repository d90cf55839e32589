"""Lines as the bytes of a file have them: one written anew, every other byte as it was."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UserError
from tracker.core.text import read_bytes
from tracker.files.line import Lines
from tracker.files.overwriting import overwrite

TEXT = st.text(st.sampled_from("ab -*#>|`:.é’→😀中\t\u200bÃ©\x1b["), max_size=12)
LINES = st.lists(st.tuples(TEXT, st.sampled_from(["\n", "\r\n", "\r"])), min_size=1, max_size=6)
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "cp1252": b"",
}


def written(lines: list[tuple[str, str]], encoding: str) -> bytes:
    return ENCODINGS[encoding] + "".join(map("".join, lines)).encode(encoding, "replace")


def is_text(data: bytes) -> bool:
    try:
        read_bytes(data)
    except ValueError:
        return False
    return True


def rewritten(data: bytes, first: int, text: str, count: int = 1) -> bytes:
    lines = Lines(data)
    return lines.with_lines(first, count, lines.wrapped(first, count, text))


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


# Bytes


@given(st.one_of(st.binary(max_size=80), st.builds(written, LINES, st.sampled_from(sorted(ENCODINGS)))), st.data())
def test_a_line_written_with_its_own_text_gives_the_same_bytes(data: bytes, choose: st.DataObject) -> None:
    if is_text(data):
        lines = Lines(data)
        first = choose.draw(st.integers(1, len(lines.shown)))
        count = choose.draw(st.integers(1, len(lines.shown) - first + 1))
        assert lines.with_lines(first, count, lines.shown[first - 1 : first - 1 + count]) == data


@given(st.one_of(st.binary(max_size=80), st.builds(written, LINES, st.sampled_from(sorted(ENCODINGS)))), st.data())
def test_the_bytes_before_and_after_a_line_stay(data: bytes, choose: st.DataObject) -> None:
    if is_text(data):
        lines = Lines(data)
        first = choose.draw(st.integers(1, len(lines.shown)))
        before, after = (
            "".join(line + end for line, end in zip(lines.written[part], lines.ends[part], strict=True))
            for part in (slice(first - 1), slice(first, None))
        )
        new = lines.with_lines(first, 1, ["new"])
        assert new.startswith(lines.mark + before.encode(lines.encoding, "surrogateescape"))
        assert new.endswith(("new" + lines.ends[first - 1] + after).encode(lines.encoding, "surrogateescape"))


@given(st.one_of(st.binary(max_size=80), st.builds(written, LINES, st.sampled_from(sorted(ENCODINGS)))))
def test_lines_are_counted_as_the_reader_counts_them(data: bytes) -> None:
    if is_text(data):
        lines = Lines(data)
        assert len(lines.shown) == len(lines.written) == len(lines.ends)
        assert "\n".join(lines.shown) == read_bytes(data).text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_line_is_written_in_the_encoding_of_its_file(encoding: str) -> None:
    data = written([("- café", "\r\n"), ("- naïve", "\r"), ("- déjà vu", "")], encoding)
    new = written([("- café", "\r\n"), ("- “façade”", "\r"), ("- déjà vu", "")], encoding)
    assert rewritten(data, 2, "- “façade”") == new


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="in Windows-1252, which has no →; save it as UTF-8"):
        rewritten("- café".encode("cp1252"), 1, "- a → b")
    with pytest.raises(ValueError, match="is no character"):
        rewritten(b"- a", 1, "- \ud800")


def test_mojibake_is_shown_mended_and_stays_in_the_other_lines() -> None:
    data = "- un café noir\n- un thé vert\n".encode().decode("cp1252").encode()
    lines = Lines(data)
    assert lines.text(1, 2) == "- un café noir\n- un thé vert"
    assert rewritten(data, 2, "- un thé noir") == "- un cafÃ© noir\n- un thé noir\n".encode()


def test_bytes_that_are_no_text_stay_in_the_other_lines() -> None:
    assert (
        rewritten("- é\n- a".encode() + b"\xff\n- b\n", 3, "- ü") == "- é\n- a".encode() + b"\xff\n" + "- ü\n".encode()
    )


def test_what_cannot_be_printed_is_not_written() -> None:
    assert rewritten(b"- a\n", 1, "- b\x1b[2J\x07\u202e\x85c") == b"- b c\n"


# Wrapped lines


@pytest.mark.parametrize(
    ("old", "count", "text", "new"),
    [
        ("- a\r\n- b\r\n", 1, "- c\nd\n  e", "- c\r\n  d\r\n  e\r\n- b\r\n"),
        ("12. a", 1, "12. c\nd", "12. c\n    d"),
        ("> a\n> b\n", 2, "> c\nd\n> e", "> c\n> d\n> e\n"),
        ("> - a\n", 1, "> - c\nd", "> - c\n>   d\n"),
        ("- a\r    b\n- c", 2, "- d\r\ne\rf\n", "- d\r    e\r    f\n- c"),
        ("- a\r\n  b\n- c", 2, "- d", "- d\n- c"),
        ("a\n\nb\n", 3, "c\n\nd", "c\n\nd\n"),
    ],
)
def test_lines_that_go_on_are_indented_as_those_before_were(old: str, count: int, text: str, new: str) -> None:
    assert rewritten(old.encode(), 1, text, count) == new.encode()


# The disk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_bytes(b"old")
    return path


def test_a_file_keeps_its_permissions_and_nothing_is_left_beside_it(file: Path) -> None:
    file.chmod(0o640)
    overwrite(file, b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert names(file.parent) == ["log.md"]


def test_a_link_stays_one_and_leads_to_the_new_bytes(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.md"
    link.parent.mkdir()
    link.symlink_to(file)
    overwrite(link, b"old", b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(link.parent) == ["link.md"]


def test_what_somebody_else_wrote_meanwhile_stays(file: Path) -> None:
    with pytest.raises(UserError, match=r"log\.md has changed meanwhile"):
        overwrite(file, b"older", b"new")
    assert file.read_bytes() == b"old"
    assert names(file.parent) == ["log.md"]


def test_a_file_that_may_not_be_written_stays(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(UserError, match="read-only"):
        overwrite(file, b"old", b"new")
    assert file.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_stays(file: Path) -> None:
    file.parent.chmod(0o555)
    with pytest.raises(UserError, match="cannot be written"):
        overwrite(file, b"old", b"new")
    file.parent.chmod(0o755)
    assert file.read_bytes() == b"old"


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        overwrite(tmp_path / "gone.md", b"old", b"new")
    assert names(tmp_path) == []
