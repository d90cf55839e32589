import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.core.errors import UserError
from tracker.files import File, read_all

Write = Callable[[str, str], Path]


def names(paths: list[Path]) -> list[str]:
    return [Path(file.path).name for file in read_all(paths)[0]]


def test_a_folder_means_the_markdown_below_it(write: Write, tmp_path: Path) -> None:
    for name in ("notes/b.md", "notes/a.MD", "notes/deep/c.markdown", "notes/d.txt", "notes/.hidden/e.md"):
        write(name, "# Day 1\n")
    assert names([tmp_path / "notes"]) == ["a.MD", "b.md", "c.markdown"]


def test_a_named_file_may_have_any_ending(write: Write) -> None:
    assert names([write("log.txt", "# Day 1\n")]) == ["log.txt"]


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("log.md", "# Day 1\n")
    assert names([path, tmp_path / "." / "log.md", tmp_path]) == ["log.md"]


def test_one_unreadable_file_of_a_folder_is_left_out_by_name(write: Write, tmp_path: Path) -> None:
    write("notes/good.md", "# Day 1\n")
    (tmp_path / "notes" / "bad.md").write_bytes(b"\0\1\2")
    files, refused = read_all([tmp_path / "notes"])
    assert [Path(file.path).name for file in files] == ["good.md"]
    assert len(refused) == 1 and "bad.md: not a text file" in refused[0]


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\0", b"\xff\xfe\x00\xd8\x00", b"PK\3\4\0"])
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(data)
    with pytest.raises(UserError, match="not a text file"):
        read_all([path])


def test_a_missing_path_and_a_folder_without_markdown_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file or folder"):
        read_all([tmp_path / "missing"])
    with pytest.raises(UserError, match="no Markdown"):
        read_all([tmp_path])


def test_an_empty_file_is_a_note_that_says_nothing(write: Write) -> None:
    log = File(write("log.md", "")).log
    assert (log.days, log.notes, log.problems) == ((), (), ())


def test_what_is_no_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path / "pipe.md", Path("/dev/zero")):
        with pytest.raises(UserError, match="not a file"):
            read_all([path])


def test_a_file_of_an_absurd_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(UserError, match="larger than 100 MB"):
        read_all([path])


def test_a_name_that_cannot_be_kept_or_found_is_refused(tmp_path: Path) -> None:
    bad = Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xff.md"))
    bad.write_text("# Day 1\n")
    with pytest.raises(UserError, match="not valid UTF-8"):
        read_all([bad])
    with pytest.raises(UserError, match="too long"):
        read_all([tmp_path / ("a" * 300)])
    (tmp_path / "good.md").write_text("# Day 1\n")
    files, refused = read_all([tmp_path])
    assert (names([tmp_path / "good.md"]), len(files), len(refused)) == (["good.md"], 1, 1)


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.md").symlink_to(tmp_path / "log.md")
    with pytest.raises(UserError, match=r"log\.md"):
        read_all([tmp_path / "log.md"])
