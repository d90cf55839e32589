import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.test_blame import commit, git
from tracker.core.errors import UserError
from tracker.core.log.notebook import place
from tracker.files import File, Folder, read_all

Write = Callable[[str, str], Path]


@dataclass
class Known:
    """What the store remembers of a source."""

    digest: str
    dating: str | None = None


def names(paths: list[Path], globs: Sequence[str] = ()) -> list[str]:
    return [Path(file.path).name for file in read_all(paths, globs=globs)[0]]


def folder_of(files: Sequence[File]) -> Folder:
    (folder,) = (file for file in files if isinstance(file, Folder))
    return folder


def remember(files: Sequence[File]) -> dict[str, Known]:
    """What an import of the files leaves behind."""
    return {file.path: Known(file.digest, file.dating) for file in files}


@pytest.fixture
def vault(write: Write, tmp_path: Path) -> Path:
    """A folder of two daily notes, a monthly log and a note."""
    write("vault/journals/2026_11_20.md", "- A tensor is an array.\n")
    write("vault/journals/2026_11_19.md", "# Masks\n- A mask hides.\n")
    write("vault/2026-10.md", "# 2026-10-01\n- a\n\n# 2026-10-02\n- b\n")
    write("vault/pages/ideas.md", "- A gradient is a slope.\n")
    return tmp_path / "vault"


# Which files a path means


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


# Folders of daily notes


def test_the_daily_notes_of_a_folder_are_one_source_and_the_others_sources_of_their_own(vault: Path) -> None:
    files, refused = read_all([vault])
    assert ([Path(file.path).name for file in files], refused) == (["vault", "2026-10.md", "ideas.md"], [])
    log = folder_of(files).log
    assert (log.path, log.title) == (str(vault), "vault")
    assert [(day.path, day.date, day.heading) for day in log.days] == [
        ("journals/2026_11_19.md", "2026-11-19", "Masks"),
        ("journals/2026_11_20.md", "2026-11-20", ""),
    ]
    assert [len(file.log.days) for file in files] == [2, 2, 0]


def test_a_daily_note_with_days_of_its_own_is_a_source_of_its_own(write: Write, vault: Path) -> None:
    write("vault/2026-11-21.md", "# Day 1\n- a\n\n# Day 2\n- b\n")
    files = read_all([vault])[0]
    assert "2026-11-21.md" in [Path(file.path).name for file in files]
    assert len(folder_of(files).log.days) == 2


def test_a_date_in_the_front_matter_makes_a_daily_note(write: Write, tmp_path: Path) -> None:
    write("notes/masks.md", "---\ndate: 2026-11-20\n---\n- A mask hides.\n")
    write("notes/other.md", "---\ntitle: x\n---\n- A mask hides.\n")
    files = read_all([tmp_path / "notes"])[0]
    assert [day.path for day in folder_of(files).log.days] == ["masks.md"]
    assert [Path(file.path).name for file in files] == ["notes", "other.md"]


def test_one_daily_note_is_a_log_of_one_day(write: Write) -> None:
    ((note,), _) = read_all([write("2026-11-20.md", "- A mask hides.\n")])
    assert [(day.date, day.path) for day in note.log.days] == [("2026-11-20", "")]


def test_bare_numbers_are_days_in_a_folder_of_them_and_under_a_year(write: Write, tmp_path: Path) -> None:
    write("count/001.md", "- a\n")
    write("count/002.md", "- b\n")
    assert [day.numbers for day in folder_of(read_all([tmp_path / "count"])[0]).log.days] == [(1,), (2,)]
    write("2026/11/20.md", "- a\n")
    for path in ("2026/11/20.md", "2026/11", "2026"):
        assert [day.date for day in read_all([tmp_path / path])[0][0].log.days] == ["2026-11-20"]


def test_what_note_programs_keep_for_themselves_is_left_out(write: Write, vault: Path) -> None:
    write("vault/.obsidian/2026-11-01.md", "- a\n")
    write("vault/.trash/2026-11-02.md", "- a\n")
    write("vault/logseq/config.edn", "{}")
    write("vault/logseq/bak/journals/2026_11_20.md", "- a\n")
    write("vault/templates/daily.md", "# {{date}}\n- \n")
    write("vault/Templates/2026-01-01.md", "# <% tp.date.now() %>\n")
    write("vault/templates/about.md", "- A template is a form.\n")
    files = read_all([vault])[0]
    assert [Path(file.path).name for file in files] == ["vault", "2026-10.md", "ideas.md", "about.md"]
    assert len(folder_of(files).log.days) == 2


@pytest.mark.parametrize(
    ("globs", "found"),
    [
        (["journals/*.md"], ["vault"]),
        (["journals/"], ["vault"]),
        (["*.md"], ["vault", "2026-10.md", "ideas.md"]),
        (["./*.md"], ["2026-10.md"]),
        (["pages/**"], ["ideas.md"]),
        (["**/pages/*.md", "2026-1?.md"], ["2026-10.md", "ideas.md"]),
        (["i*"], ["ideas.md"]),
    ],
)
def test_patterns_narrow_what_a_folder_gives(vault: Path, globs: list[str], found: list[str]) -> None:
    assert names([vault], globs) == found


def test_a_folder_of_nothing_but_templates_has_nothing_to_import(write: Write, tmp_path: Path) -> None:
    write("templates/daily.md", "# {{date}}\n")
    with pytest.raises(UserError, match="nothing to import but templates"):
        read_all([tmp_path])


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_opened_is_left_out_by_name(vault: Path) -> None:
    (vault / "pages" / "ideas.md").chmod(0)
    (vault / "journals").chmod(0)
    files, refused = read_all([vault])
    (vault / "journals").chmod(0o700)
    assert [Path(file.path).name for file in files] == ["2026-10.md"]
    assert [line.partition(": ")[2] for line in refused] == ["permission denied"] * 2


def test_ten_thousand_files_are_read_one_by_one(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.md").write_text("- a\n")
    files, refused = read_all([tmp_path])
    assert (len(files), refused, len(folder_of(files).log.days)) == (1, [], 10_000)


def test_bytes_that_are_no_text_are_told_by_their_line_and_file(tmp_path: Path) -> None:
    data = "é – ü\n- é\n".encode() + b"- a \xff b\n"
    (tmp_path / "log.md").write_bytes(data)
    (tmp_path / "2026-11-20.md").write_bytes(data)
    folder, log = read_all([tmp_path])[0]
    assert [(place(problem), problem.message) for file in (log, folder) for problem in file.log.problems] == [
        (("", 3), "some bytes are no text; \ufffd stands for them"),
        (("2026-11-20.md", 3), "some bytes are no text; \ufffd stands for them"),
    ]


def test_what_note_programs_write_between_the_lines_is_no_text(write: Write) -> None:
    path = write("2026-11-20.md", "title:: x\n\n- A tensor is an immutable array.\n  id:: 65a1\n")
    (day,) = read_all([path])[0][0].log.days
    assert [(entry.line, entry.text) for entry in day.entries] == [(3, "A tensor is an immutable array.")]


def test_patterns_that_match_nothing_are_named(vault: Path) -> None:
    with pytest.raises(UserError, match="no Markdown files that match x or y"):
        read_all([vault], globs=["x", "y"])


def test_a_file_and_a_folder_inside_a_folder_that_is_named_too_are_read_once(vault: Path) -> None:
    inside = [vault / "journals" / "2026_11_20.md", vault / "journals", vault / "pages" / "ideas.md", vault]
    assert names([*inside, vault]) == names([vault])
    assert len(folder_of(read_all(inside)[0]).log.days) == 2


def test_links_that_lead_in_a_circle_do_no_harm(vault: Path) -> None:
    (vault / "again").symlink_to(vault)
    (vault / "journals" / "2026_11_21.md").symlink_to("2026_11_20.md")
    (vault / "2026-11-22.md").symlink_to("2026-11-22.md")
    (vault / "gone.md").symlink_to("nowhere.md")
    files, refused = read_all([vault])
    assert len(folder_of(files).log.days) == 2
    assert len(refused) == 2


def test_a_file_name_may_hold_a_line_break(vault: Path) -> None:
    (vault / "2026-11-21\nx.md").write_text("- a\n")
    log = folder_of(read_all([vault])[0]).log
    assert (log.days[-1].date, log.days[-1].label) == ("2026-11-21", "2026-11-21 x")


def test_a_daily_note_that_cannot_be_read_is_left_out_each_time(vault: Path) -> None:
    (vault / "2026-11-21.md").write_bytes(b"\0\1\2")
    first, refused = read_all([vault])
    again, refused_again = read_all([vault], known=remember(first))
    assert [file.digest for file in again] == [file.digest for file in first]
    assert refused == refused_again
    assert len(refused) == 1
    assert len(folder_of(again).log.days) == 2


# What has not changed


def test_what_has_not_changed_is_not_decoded(vault: Path) -> None:
    first = read_all([vault])[0]
    again = read_all([vault], known=remember(first))[0]
    assert [file.path for file in again] == [file.path for file in first]
    assert not any("text" in vars(file) for file in again)
    assert [file.log for file in again] == [file.log for file in first]


def test_a_note_that_changes_changes_only_its_source(write: Write, vault: Path) -> None:
    known = remember(read_all([vault])[0])
    write("vault/journals/2026_11_20.md", "- A tensor is a list.\n")
    changed = [file.path for file in read_all([vault], known=known)[0] if file.digest != known[file.path].digest]
    assert changed == [str(vault)]


def test_a_folder_whose_last_daily_note_is_gone_says_nothing_any_more(vault: Path) -> None:
    known = remember(read_all([vault])[0])
    for note in (vault / "journals").iterdir():
        note.unlink()
    assert folder_of(read_all([vault], known=known)[0]).log.days == ()
    assert names([vault]) == ["2026-10.md", "ideas.md"]


def test_a_note_that_was_a_source_of_its_own_says_nothing_beside_its_folder(vault: Path) -> None:
    note = vault / "journals" / "2026_11_20.md"
    alone = read_all([note])[0]
    first = read_all([vault], known=remember(alone))[0]
    absorbed = next(file for file in first if file.path == str(note))
    assert absorbed.log.days == ()
    assert len(folder_of(first).log.days) == 2
    again = read_all([vault], known=remember(first))[0]
    assert [file.path for file in again] == [str(vault), str(vault / "2026-10.md"), str(vault / "pages" / "ideas.md")]
    assert len(folder_of(again).log.days) == 2


# Dates


COUNTED = "# Day 1\n- a\n\n# Day 3\n- b\n"


def dates(files: Sequence[File]) -> list[str | None]:
    return [day.date for file in files for day in file.log.days]


def test_a_start_date_is_remembered_until_it_is_forgotten(write: Write) -> None:
    log = write("log.md", COUNTED)
    plain = read_all([log])[0]
    dated = read_all([log], dating="2026-01-05", known=remember(plain))[0]
    assert (dates(plain), dates(dated)) == ([None, None], ["2026-01-05", "2026-01-07"])
    again = read_all([log], known=remember(dated))[0]
    assert (dates(again), again[0].dating) == (dates(dated), "2026-01-05")
    forgotten = read_all([log], dating="log", known=remember(dated))[0]
    assert (dates(forgotten), forgotten[0].dating) == ([None, None], None)


def test_a_file_that_was_renamed_keeps_its_dates(write: Write) -> None:
    log = write("log.md", COUNTED)
    known = remember(read_all([log], dating="2026-01-05")[0])
    moved = log.rename(log.with_name("days.md"))
    assert dates(read_all([moved], known=known)[0]) == ["2026-01-05", "2026-01-07"]
    log.write_text(COUNTED)
    assert dates(read_all([moved], known=known)[0]) == [None, None]


def test_a_folder_that_only_counts_is_dated_too(write: Write, tmp_path: Path) -> None:
    for number in (1, 2, 10):
        write(f"notes/day-{number}.md", "- a\n")
    log = folder_of(read_all([tmp_path / "notes"], dating="2026-01-05")[0]).log
    assert [(day.path, day.date) for day in log.days] == [
        ("day-1.md", "2026-01-05"),
        ("day-2.md", "2026-01-06"),
        ("day-10.md", "2026-01-14"),
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def test_git_dates_the_days_of_a_file_and_of_a_folder(repository: Path) -> None:
    commit(repository / "log.md", "# Day 1\n- a\n", "2026-01-05T12:00:00Z")
    commit(repository / "log.md", "# Day 1\n- a\n\n# Day 2\n- b\n", "2026-01-07T12:00:00Z")
    commit(repository / "day-9.md", "- c\n", "2026-01-09T12:00:00Z")
    folder, log = read_all([repository], dating="git")[0]
    assert (dates([log]), dates([folder])) == (["2026-01-05", "2026-01-07"], ["2026-01-09"])


def test_a_commit_brings_the_dates_that_a_line_waited_for(repository: Path) -> None:
    log = repository / "log.md"
    commit(log, "# Day 1\n- a\n", "2026-01-05T12:00:00Z")
    log.write_text("# Day 1\n- a\n\n# Day 2\n- b\n")
    before = read_all([log], dating="git")[0]
    known = remember(before)
    assert dates(before) == ["2026-01-05", None]
    commit(log, log.read_text(), "2026-01-07T12:00:00Z")
    after = read_all([log], known=known)[0]
    assert dates(after) == ["2026-01-05", "2026-01-07"]
    assert after[0].digest != before[0].digest


def test_a_file_outside_a_repository_cannot_be_dated_by_git(write: Write) -> None:
    with pytest.raises(UserError, match="not in a git repository"):
        read_all([write("log.md", COUNTED)], dating="git")
