"""Dates of lines from real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.blame import align, head, line_dates
from tracker.core.errors import UserError


def git(folder: Path, *arguments: str, **environment: str) -> str:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "A", f"GIT_{role}_EMAIL": "a@example.org"}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=os.environ | identity | environment, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def commit(path: Path, data: str | bytes, when: str) -> None:
    """Write a file and commit it at an author date such as `2026-01-05T23:30:00-0500`."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    git(path.parent, "add", "--", path.name)
    git(path.parent, "commit", "-q", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE="2026-06-01T00:00:00Z")


def dates(path: Path) -> dict[int, str]:
    return line_dates(path, path.read_bytes())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The path of a log in an empty repository."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder / "log.md"


def test_each_line_has_the_day_its_author_wrote_it(log: Path) -> None:
    commit(log, "# Day 1\n- a\n", "2026-01-05T12:00:00Z")
    commit(log, "# Day 1\n- a\n\n# Day 2\n- b\n", "2026-01-06T12:00:00Z")
    assert dates(log) == {1: "2026-01-05", 2: "2026-01-05", 3: "2026-01-06", 4: "2026-01-06", 5: "2026-01-06"}


def test_the_day_is_that_of_the_authors_zone(log: Path) -> None:
    commit(log, "west\n", "2026-01-05T23:30:00-0330")
    commit(log, "west\neast\n", "2026-01-07T00:30:00+1300")
    assert dates(log) == {1: "2026-01-05", 2: "2026-01-07"}


def test_a_line_that_is_not_committed_has_no_date(log: Path) -> None:
    commit(log, "# Day 1\n- a\n# Day 2\n", "2026-01-05T12:00:00Z")
    log.write_text("# Day 0\n# Day 1\n- b\n# Day 2\n# Day 3\n")
    assert dates(log) == {2: "2026-01-05", 4: "2026-01-05"}


def test_a_file_that_is_not_tracked_has_no_dates(log: Path) -> None:
    log.write_text("# Day 1\n")
    assert (dates(log), head(log)) == ({}, "")
    commit(log.with_name("other.md"), "x\n", "2026-01-05T12:00:00Z")
    assert dates(log) == {}


def test_line_ends_do_not_matter(log: Path) -> None:
    commit(log, "# Day 1\n- a\n", "2026-01-05T12:00:00Z")
    log.write_bytes(b"# Day 1\r\n- a\r\n")
    assert dates(log) == {1: "2026-01-05", 2: "2026-01-05"}


def test_a_renamed_file_keeps_the_days_of_its_lines(log: Path) -> None:
    commit(log, "# Day 1\n- a\n", "2026-01-05T12:00:00Z")
    git(log.parent, "mv", "log.md", "days.md")
    commit(log.with_name("days.md"), "# Day 1\n- a\n# Day 2\n", "2026-01-06T12:00:00Z")
    assert dates(log.with_name("days.md")) == {1: "2026-01-05", 2: "2026-01-05", 3: "2026-01-06"}


@pytest.mark.parametrize("name", ["-L1.md", ":(top)log.md", "a b.md", "HEAD", "a\nb.md", "é*.md"])
def test_a_file_may_have_any_name(log: Path, name: str) -> None:
    path = log.with_name(name)
    path.write_text("# Day 1\n")
    git(log.parent, "add", "--all")
    git(log.parent, "commit", "-q", "-m", "x", GIT_AUTHOR_DATE="2026-01-05T12:00:00Z")
    assert dates(path) == {1: "2026-01-05"}


def test_a_date_beyond_the_calendar_is_none(log: Path) -> None:
    commit(log, "# Day 1\n", "@99999999999999 +0000")
    assert dates(log) == {}


def test_the_head_moves_with_each_commit(log: Path) -> None:
    commit(log, "a\n", "2026-01-05T12:00:00Z")
    before = head(log)
    assert before == head(log.parent) == git(log.parent, "rev-parse", "HEAD")
    commit(log, "b\n", "2026-01-06T12:00:00Z")
    assert head(log) != before


def test_outside_a_repository_git_knows_no_dates(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text("# Day 1\n")
    with pytest.raises(UserError, match="not in a git repository"):
        head(tmp_path / "log.md")


def test_without_git_the_learner_is_told(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="not installed"):
        head(log)


def test_a_repository_named_by_a_hook_is_not_asked(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(log, "# Day 1\n", "2026-01-05T12:00:00Z")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    assert dates(log) == {1: "2026-01-05"}


def test_nothing_that_the_repository_configures_is_run(log: Path, tmp_path: Path) -> None:
    commit(log, "# Day 1\n", "2026-01-05T12:00:00Z")
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho $0 >> {ran}\ncat\n")
    script.chmod(0o755)
    for setting in (
        "core.fsmonitor", "core.pager", "pager.blame", "core.sshCommand", "core.editor", "diff.external",
        "filter.f.clean", "filter.f.smudge", "filter.f.process", "diff.d.textconv", "diff.d.command", "gpg.program",
        "alias.blame", "credential.helper",
    ):  # fmt: skip
        git(log.parent, "config", setting, str(script))
    for hook in ("post-index-change", "post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman"):
        (log.parent / ".git" / "hooks").mkdir(exist_ok=True)
        (log.parent / ".git" / "hooks" / hook).symlink_to(script)
    (log.parent / ".gitattributes").write_text("* filter=f diff=d\n")
    log.write_text("# Day 1\n# Day 2\n")
    assert dates(log) == {1: "2026-01-05"}
    assert head(log)
    assert not ran.exists()


lines = st.lists(st.sampled_from([b"a", b"b", b"c", b""]), max_size=8)


@given(lines, lines, lines)
def test_an_unchanged_beginning_and_end_keep_their_dates(
    top: list[bytes], new: list[bytes], bottom: list[bytes]
) -> None:
    committed = [(line, f"{number}") for number, line in enumerate(top + bottom)]
    found = align(committed, [*top, b"new", *new, b"new", *bottom])
    wanted = {number + 1: f"{number}" for number in range(len(top))}
    behind = len(top) + len(new) + 2
    wanted |= {behind + number + 1: f"{len(top) + number}" for number in range(len(bottom))}
    assert wanted.items() <= found.items()


@given(lines, lines)
def test_a_date_is_given_once_and_to_a_line_that_says_the_same(old: list[bytes], new: list[bytes]) -> None:
    found = align([(line, f"{number}") for number, line in enumerate(old)], new)
    assert all(old[int(date)] == new[number - 1] for number, date in found.items())
    assert len(set(found.values())) == len(found)
