"""A keypoint is edited where it stands: in the Markdown, and only there."""

import codecs
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlmodel import col

from tracker.core.errors import UserError
from tracker.core.log import Log
from tracker.files.passage import count_lines, leaves_the_rest, read_log
from tracker.store.tables import KeypointRow
from tracker.study import SourceLine, Study

Write = Callable[[str, str], Path]

LOG = """\
# Day 1
🔑 Keypoints
- A tensor is an immutable array with a fixed type.
- A mask hides what
  a layer must not see.
  - It has the shape of its input.
- A gradient points uphill.

# Day 2
🔑 Keypoints
- A variable is a tensor that can change.
"""


def keypoint(study: Study, words: str) -> str:
    """The id of the keypoint that says some words."""
    said = select(col(KeypointRow.id)).where(col(KeypointRow.text).contains(words))
    with study.database.reading() as connection:
        (id,) = connection.scalars(said)
    return str(id)


def imported(study: Study, path: Path) -> Callable[[str], SourceLine]:
    """Import a file or folder; gives the line that says some words."""
    study.import_logs([path])
    return lambda words: study.source_line(keypoint(study, words))


def lines(place: SourceLine) -> tuple[int, str]:
    return place.line, place.text


def keypoint_lines(log: Log) -> list[int]:
    return [entry.line for _, entry in log.keypoints()]


# Where it stands


def test_a_keypoint_is_shown_as_it_stands_in_its_file(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)
    assert (found("array").path, found("array").source) == (str(path), str(path))
    assert lines(found("array")) == (3, "- A tensor is an immutable array with a fixed type.")
    assert lines(found("variable")) == (11, "- A variable is a tensor that can change.")


def test_a_wrapped_keypoint_is_shown_whole_and_without_what_is_nested_under_it(study: Study, write: Write) -> None:
    found = imported(study, write("log.md", LOG))
    assert lines(found("mask")) == (4, "- A mask hides what\n  a layer must not see.")


def test_the_first_place_counts_when_a_keypoint_stands_in_several(study: Study, write: Write) -> None:
    first = write("b.md", "# Day 1\n- x\n\n# Day 2\n🔑 Keypoints\n- A mask hides a part.\n")
    write("a.md", "# Day 1\n🔑 Keypoints\n- A mask hides a part.\n")
    imported(study, first)
    found = imported(study, first.with_name("a.md"))
    assert (found("mask").path, found("mask").line) == (str(first), 6)


def test_of_several_keypoints_in_one_line_the_first_leads(study: Study, write: Write) -> None:
    text = "# Day 1\n- I read a book. A mask is a tensor that hides. A cat is an animal that sleeps.\n"
    found = imported(study, write("log.md", text))
    assert found("mask").text == found("cat").text == text.split("\n")[1]
    assert (found("mask").leads, found("cat").leads) == (True, False)


@pytest.mark.parametrize(
    ("text", "words", "line", "said"),
    [
        ("Q: What is a mask?\nA: A tensor that\nhides a part.\n", "mask", 3, "all"),
        (
            "## What is a mask?\n\nA tensor that hides a part.\n\n## Next\n",
            "mask",
            3,
            "## What is a mask?\n\nA tensor ",
        ),
        ("| Name | What |\n|---|---|\n| mask | a tensor that hides |\n", "mask", 5, "| mask | a tensor that hides |"),
        (
            "<ul>\n<li>A mask is a tensor that hides.</li>\n</ul>\n",
            "mask",
            4,
            "<li>A mask is a tensor that hides.</li>",
        ),
        ("mask :: a tensor that hides a part\n", "mask", 3, "mask :: a tensor that hides a part"),
        ("**Mask**: a tensor that hides a part.\n", "hides", 3, "**Mask**: a tensor that hides a part."),
        ("> A mask is a tensor\n> that hides a part.\n", "mask", 3, "> A mask is a tensor\n> that hides a part."),
        ("A mask is a tensor. It hides.\n\nA cat is an animal.\n", "mask", 3, "A mask is a tensor. It hides."),
        ("- A mask hides.\n  ```\n  code\n  ```\n- A cat sleeps.\n", "mask", 3, "- A mask hides."),
    ],
)
def test_any_construct_is_shown_with_the_lines_it_takes(
    study: Study, write: Write, text: str, words: str, line: int, said: str
) -> None:
    found = imported(study, write("log.md", "# Day 1\n🔑 Keypoints\n" + text))(words)
    assert found.line == line
    assert found.text == text.rstrip() if said == "all" else found.text.startswith(said)


def test_the_lines_of_a_folder_are_those_of_its_notes(study: Study, write: Write, tmp_path: Path) -> None:
    write("notes/2026-01-01.md", "---\ntags: x\n---\n## Keypoints\n- A tensor is an array.\n")
    note = write("notes/2026-01-02.md", "## Keypoints\n- A mask hides.\n")
    found = imported(study, tmp_path / "notes")("mask")
    assert (found.path, found.source, found.line) == (str(note), str(tmp_path / "notes"), 2)
    study.rewrite(found, "- A mask covers.")
    assert note.read_text() == "## Keypoints\n- A mask covers.\n"
    assert lines(study.source_line(found.keypoint)) == (2, "- A mask covers.")


def test_what_cannot_be_shown_is_refused_in_one_line(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("array")
    with pytest.raises(UserError, match="no source holds this keypoint"):
        study.source_line("none")
    path.write_text(LOG + "\n")
    with pytest.raises(UserError, match=r"log\.md has changed since it was imported; import it again"):
        study.source_line(found.keypoint)
    path.unlink()
    with pytest.raises(UserError, match="no such file"):
        study.source_line(found.keypoint)


def test_the_log_that_comes_with_the_program_is_left_alone(study: Study) -> None:
    study.welcome()
    with pytest.raises(UserError, match=r"logs\.md comes with tracker"):
        study.source_line(study.cards()[0].card.keypoint)


# Rewriting


def test_a_rewritten_keypoint_keeps_its_identity_and_every_other_byte_stays(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("array")
    done = study.rewrite(found, "- A tensor is an immutable array with one type.")
    assert path.read_text() == LOG.replace("with a fixed type", "with one type")
    assert keypoint(study, "one type") == found.keypoint
    assert [rewording.keypoint for rewording in done.readings[0].plan.reworded] == [found.keypoint]


def test_a_keypoint_keeps_its_identity_and_its_cards_however_different_the_words_are(
    study: Study, write: Write
) -> None:
    found = imported(study, write("log.md", LOG))("array")
    before = {view.card.id for view in study.cards() if view.card.keypoint == found.keypoint}
    done = study.rewrite(found, "- An optimizer is a rule that moves every weight.")
    assert keypoint(study, "optimizer") == found.keypoint
    assert done.readings[0].plan.counts()["reworded"] == 1
    assert before
    assert study.source_line(found.keypoint).line == found.line


def test_of_several_keypoints_in_a_line_the_one_that_is_edited_stays_itself(study: Study, write: Write) -> None:
    text = "# Day 1\n- I read a book. A mask is a tensor that hides. A cat is an animal that sleeps.\n"
    found = imported(study, write("log.md", text))
    mask, cat = found("mask"), found("cat")
    study.rewrite(cat, cat.text.replace("that sleeps", "that always sleeps"))
    assert (keypoint(study, "mask"), keypoint(study, "cat")) == (mask.keypoint, cat.keypoint)
    mask = study.source_line(mask.keypoint)
    study.rewrite(mask, mask.text.replace("A mask is a tensor that hides", "Dropout is a layer that forgets"))
    assert (keypoint(study, "Dropout"), keypoint(study, "cat")) == (mask.keypoint, cat.keypoint)


def test_a_keypoint_may_take_the_words_of_another(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)
    array, variable = found("array"), found("variable")
    study.rewrite(array, variable.text)
    path.write_text(path.read_text() + "\n# Day 3\n- x\n")
    again = study.import_logs([path]).readings[0].plan.counts()
    assert (again["new"], again["gone"]) == (0, 0)
    assert study.source_line(array.keypoint).line == array.line


def test_a_wrapped_keypoint_may_be_wrapped_otherwise(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    study.rewrite(imported(study, path)("mask"), "- A mask hides\nwhat a layer\nmust not see.")
    assert path.read_text() == LOG.replace("hides what\n  a layer must", "hides\n  what a layer\n  must")
    study.rewrite(study.source_line(keypoint(study, "mask")), "- A mask hides what a layer must not see.")
    assert path.read_text() == LOG.replace("hides what\n  a layer", "hides what a layer")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_keeps_its_encoding_and_its_line_ends(study: Study, tmp_path: Path, encoding: str, end: str) -> None:
    text = "# Day 1\n## Key points\n- Un café est noir.\n- Le thé est vert."
    path = tmp_path / "log.md"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    study.rewrite(imported(study, path)("thé"), "- Le thé est… noir.")
    assert path.read_bytes() == text.replace("est vert", "est… noir").replace("\n", end).encode(encoding)


def test_mojibake_is_edited_mended(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    text = "# Day 1\n## Key points\n- Un café est noir.\n- Le thé est vert.\n"
    path.write_bytes(text.encode().decode("cp1252").encode())
    found = imported(study, path)("thé")
    assert found.text == "- Le thé est vert."
    study.rewrite(found, "- Le thé est noir.")
    assert path.read_bytes() == text.encode().decode("cp1252").encode().replace(
        "- Le thÃ© est vert.".encode(), "- Le thé est noir.".encode()
    )


def test_a_character_that_the_encoding_lacks_leaves_the_file(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_bytes("# Day 1\n## Key points\n- Un café est noir.\n".encode("cp1252"))
    found = imported(study, path)("café")
    with pytest.raises(UserError, match=r"log\.md: it is in Windows-1252, which has no →"):
        study.rewrite(found, "- Un café → noir.")
    assert study.source_line(found.keypoint) == found


NO_KEYPOINT = r"log\.md: this text would not be read as a keypoint"
OTHERS = r"log\.md: with this text other lines would be read otherwise"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A heading of its own", NO_KEYPOINT),
        ("# Day 9", NO_KEYPOINT),
        ("- A mask hides.\n# Day 9", OTHERS),
        ("- A mask hides. <!-- open", OTHERS),
        ("```\nopen", NO_KEYPOINT),
        ("<!-- open", NO_KEYPOINT),
        ("| a | b |", NO_KEYPOINT),
        ("-", NO_KEYPOINT),
        ("- [ ] hide the padding", NO_KEYPOINT),
        ("- I hid the padding", NO_KEYPOINT),
        ("https://example.org", NO_KEYPOINT),
        ("<<<<<<< HEAD", NO_KEYPOINT),
    ],
)
def test_a_text_that_would_be_read_as_something_else_leaves_the_file(
    study: Study, write: Write, text: str, said: str
) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("array")
    with pytest.raises(UserError, match=said):
        study.rewrite(found, text)
    assert path.read_text() == LOG


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_text_is_refused(study: Study, write: Write, text: str) -> None:
    found = imported(study, write("log.md", LOG))("array")
    with pytest.raises(UserError, match="an empty line would delete the keypoint"):
        study.rewrite(found, text)
    assert study.source_line(found.keypoint) == found


def test_a_second_item_is_refused(study: Study, write: Write) -> None:
    path = write("log.md", "# Day 1\n\n## Keypoints\n- `tf.rank` gives the number of axes.\n")
    study.import_logs([path])
    before = path.read_text()
    place = study.source_line(study.cards()[0].card.keypoint)
    with pytest.raises(UserError, match="one item at a time"):
        study.rewrite(place, f"{place.text}\n- A mask hides padding.")
    assert path.read_text() == before


def test_a_file_that_changed_since_it_was_shown_is_not_written(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("array")
    path.write_text("x" + LOG)
    with pytest.raises(UserError, match=r"log\.md has changed since"):
        study.rewrite(found, "- New.")
    assert path.read_text() == "x" + LOG
    path.unlink()
    with pytest.raises(UserError, match="no such file"):
        study.rewrite(found, "- New.")


def test_a_linked_file_stays_a_link(study: Study, write: Write, tmp_path: Path) -> None:
    path = write("real/log.md", LOG)
    path.chmod(0o600)
    link = tmp_path / "log.md"
    link.symlink_to(path)
    study.rewrite(imported(study, link)("array"), "- A tensor is an immutable array of one type.")
    assert link.is_symlink()
    assert "one type" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_read_only_file_is_left_alone(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    path.chmod(0o400)
    with pytest.raises(UserError, match=r"log\.md: read-only"):
        study.rewrite(imported(study, path)("array"), "- A tensor is an immutable array.")
    assert path.read_text() == LOG


def test_the_file_is_as_it_was_when_its_import_fails(
    study: Study, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("array")
    event.listen(study.database.engine, "checkout", lambda used, *_: used.execute("PRAGMA busy_timeout=50"))
    with (
        Study.open() as other,
        other.database.writing(),
        pytest.raises(UserError, match="in use by another program"),
    ):
        study.rewrite(found, "- A tensor is an array.")
    assert path.read_text() == LOG
    assert study.source_line(found.keypoint) == found


def test_its_own_text_changes_nothing(study: Study, write: Write) -> None:
    path = write("log.md", LOG)
    found = imported(study, path)("mask")
    before = path.stat()
    assert study.rewrite(found, found.text).readings[0].unchanged
    assert path.stat() == before


# What is read from the lines

PIECES = [
    "# Day 1", "# Day 2", "## Keypoints", "- A mask hides a part.", "  and more of it.", "  - A point of it.", "",
    "A mask is a tensor. It hides.", "Q: What is a mask?", "A: A tensor.", "mask :: a tensor", "```", "> A mask hides.",
    "| a | b |", "|---|---|", "| mask | hides |", "<li>A mask hides.</li>", "**Mask**: a tensor that hides.", "Today:",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join)
NEW = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)


@given(TEXTS)
def test_a_keypoint_takes_at_least_its_line_and_none_of_the_next(text: str) -> None:
    log = read_log(text.encode(), None)
    found = sorted(set(keypoint_lines(log)))
    for line, after in pairwise([*found, text.count("\n") + 2]):
        assert 1 <= count_lines(log, line) <= after - line


def test_an_item_does_not_take_the_next_one_in() -> None:
    old, new = (read_log(f"{mark} A mask.\n  - A point of it.".encode(), None) for mark in ("  -", "-"))
    assert keypoint_lines(old) == [1, 2]
    assert not leaves_the_rest(old, new, 1, 1, 1)


@given(TEXTS, NEW, st.data())
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_what_leaves_the_rest_leaves_the_other_keypoints(text: str, new: list[str], choose: st.DataObject) -> None:
    log = read_log(text.encode(), None)
    if found := keypoint_lines(log):
        line = choose.draw(st.sampled_from(found))
        count = count_lines(log, line)
        rows = text.split("\n")
        rows[line - 1 : line - 1 + count] = new
        written = read_log("\n".join(rows).encode(), None)
        if leaves_the_rest(log, written, line, count, len(new)):
            end, moved = line + count, len(new) - count
            stay = [one if one < line else one + moved for one in found if not line <= one < end]
            assert [one for one in keypoint_lines(written) if not line <= one < end + moved] == stay
            assert [day.numbers for day in written.days] == [day.numbers for day in log.days]


def test_the_byte_order_mark_is_no_part_of_the_first_line(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(codecs.BOM_UTF8 + b"- A mask hides a part.")
    found = imported(study, path)("mask")
    assert lines(found) == (1, "- A mask hides a part.")
    study.rewrite(found, "- A mask covers a part.")
    assert path.read_bytes() == codecs.BOM_UTF8 + b"- A mask covers a part."
