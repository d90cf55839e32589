from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log import Day, read
from tracker.core.log.daily import Name, read_daily, read_names
from tracker.core.log.notebook import DailyProblem, gather


def said(*paths: str, above: str = "") -> dict[str, tuple[tuple[int, ...], str | None]]:
    """What each path says: numbers and date."""
    split = {tuple(path.split("/")): path for path in paths}
    names = read_names(list(split), tuple(above.split("/")))
    return {split[parts]: (name.numbers, name.date) for parts, name in names.items()}


def day(text: str, name: Name | None = None) -> Day:
    log = read_daily(read(text), text, name)
    assert log
    return log.days[0]


DATED = Name("2026-11-20", (), "2026-11-20")
NUMBERED = Name("day-12", (12,), None)


# Names


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-20",
        "2026_11_20",
        "2026.11.20",
        "20261120",
        "20-11-2026",
        "2026-11-20 Friday",
        "Friday 2026-11-20",
        "2026-11-20-topic",
        "2026-11-20 - topic of the day",
        "20 November 2026",
        "Nov 20, 2026",
        "journals/2026_11_20",
        "2026/11/20",
        "2026/11/20-topic",
        "2026/11/2026-11-20",
        "2026/November/20",
        "2026/11-20",
        "2026-11/20",
        "2026-11-20/README",
        "deep/down/2026/11/20",
    ],
)
def test_a_path_may_say_a_date_in_any_usual_spelling(path: str) -> None:
    assert said(path) == {path: ((), "2026-11-20")}


@pytest.mark.parametrize(
    "path",
    ["Day 12", "day-12", "day_12", "Day12", "day-12-loops", "Jour 12", "第12天", "day12/README", "week 2/Day 12"],
)
def test_a_path_may_say_the_number_of_a_day(path: str) -> None:
    assert said(path) == {path: ((12,), None)}


def test_a_name_may_say_both() -> None:
    assert said("2026-11-20 Day 12") == {"2026-11-20 Day 12": ((12,), "2026-11-20")}


@pytest.mark.parametrize(
    "path",
    ["README", "notes", "log", "2026", "2026-11", "2026-W47", "week-3", "1.2.3-shapes", "3 ways", "202611200830"],
)
def test_other_names_say_no_day(path: str) -> None:
    assert said(path) == {}


def test_a_day_the_calendar_does_not_have_is_no_date() -> None:
    assert said("2026-02-30") == {}


def test_the_folder_above_may_hold_the_year_and_the_month() -> None:
    assert said("20", above="home/me/2026/11") == {"20": ((), "2026-11-20")}
    assert said("11/20", above="home/me/2026") == {"11/20": ((), "2026-11-20")}


def test_the_folder_above_does_not_make_days_of_its_files() -> None:
    assert said("README", "notes", above="home/2026-11-20") == {}


def test_the_other_names_settle_the_order_of_day_and_month() -> None:
    assert said("03-04-2026", "25-04-2026")["03-04-2026"] == ((), "2026-04-03")
    assert said("03-04-2026", "04-25-2026")["03-04-2026"] == ((), "2026-03-04")


def test_bare_numbers_are_days_when_most_files_beside_them_are_such() -> None:
    assert said("001", "002", "README") == {"001": ((1,), None), "002": ((2,), None)}
    assert said("a/1", "a/2", "b/1", "b/x", "b/y", "c/7") == {"a/1": ((1,), None), "a/2": ((2,), None)}
    assert said("2025", "2026") == {}


# What a note says


def test_a_note_named_by_a_date_is_that_day() -> None:
    text = "- A tensor is an array.\n\nmore"
    assert day(text, DATED) == Day(1, "2026-11-20", (), "2026-11-20", "", text, 1)


def test_the_first_heading_names_the_day_and_leaves_its_text() -> None:
    found = day("\n# Masks and **losses**\n- A mask hides.\n", DATED)
    assert (found.heading, found.body, found.first) == ("Masks and losses", "- A mask hides.\n", 3)


@pytest.mark.parametrize(("written", "read"), [("# Masks ##", "Masks"), ("## C#", "C#"), ("# # #", "#"), ("# ##", "")])
def test_a_heading_may_be_closed_by_its_marks(written: str, read: str) -> None:
    assert day(f"{written}\ntext", DATED).heading == read


@pytest.mark.parametrize("heading", ["# 2026-11-20", "## Friday, 20 November 2026", "2026-11-20"])
def test_a_heading_that_only_repeats_the_date_is_no_title(heading: str) -> None:
    found = day(f"{heading}\n- A mask hides.\n", DATED)
    assert (found.heading, found.body, found.first) == ("", "- A mask hides.\n", 2)


def test_a_heading_may_add_what_the_name_lacks() -> None:
    found = day("# 2026-11-20: Masks\ntext", NUMBERED)
    assert (found.numbers, found.date, found.heading) == ((12,), "2026-11-20", "Masks")
    found = day("# Day 12 - Masks\ntext", DATED)
    assert (found.numbers, found.date, found.heading) == ((12,), "2026-11-20", "Masks")


def test_a_label_or_a_sentence_at_the_top_stays_in_the_text() -> None:
    for text in ("# Keypoints\n- A mask hides.\n", "Day 3 was about masks.\n", "A mask hides.\n", "", "\n\n"):
        found = day(text, DATED)
        assert (found.heading, found.body, found.first) == ("", text, 1)


def test_front_matter_gives_date_and_title_and_is_no_text() -> None:
    text = "---\ntitle: Masks\ndate: 2026-11-20T08:00:00+01:00\n---\n\n# Hidden\n- A mask hides.\n"
    found = day(text)
    assert (found.label, found.date, found.heading) == ("2026-11-20", "2026-11-20", "Masks")
    assert (found.body, found.first) == ("- A mask hides.\n", 7)
    assert [entry.line for entry in found.entries] == [7]


def test_the_name_is_believed_more_than_the_front_matter() -> None:
    assert day("---\ndate: 2025-01-01\n---\ntext", DATED).date == "2026-11-20"


def test_a_name_and_a_heading_that_disagree_are_a_problem() -> None:
    text = "---\ntitle: x\n---\n\n# 2026-11-21\ntext"
    log = read_daily(read(text), text, DATED)
    assert log
    (problem,) = log.found
    assert (problem.line, log.days[0].date) == (5, "2026-11-20")
    assert "says 2026-11-20" in problem.message and "2026-11-21" in problem.message


def test_a_file_with_days_of_its_own_is_no_daily_note() -> None:
    text = "# Day 1\n- a\n\n# Day 2\n- b\n"
    assert read_daily(read(text), text, DATED) is None


def test_a_file_that_says_no_day_is_no_daily_note() -> None:
    for text in ("text", "---\ntitle: x\n---\ntext", "---\ndate: soon\n---\ntext"):
        assert read_daily(read(text), text, None) is None


@given(st.text(st.sampled_from("-#: \nDay12060a*"), max_size=60))
def test_the_body_of_a_note_is_the_end_of_its_text_and_begins_where_it_says(text: str) -> None:
    log = read_daily(read(text), text, DATED)
    if log:
        (found,) = log.days
        assert text.endswith(found.body)
        assert found.body in ("", "\n".join(text.split("\n")[found.first - 1 :]))


# A folder


def test_the_notes_of_a_folder_are_in_the_order_of_their_days() -> None:
    names = {"b": DATED, "a": DATED, "c": NUMBERED, "d": Name("2025-01-01", (), "2025-01-01")}
    notes = {path: note for path, name in names.items() if (note := read_daily(read("text"), "text", name))}
    log = gather("/notes", "notes", notes)
    assert [(each.path, each.date) for each in log.days] == [
        ("d", "2025-01-01"), ("a", "2026-11-20"), ("b", "2026-11-20"), ("c", None),
    ]  # fmt: skip
    assert (log.path, log.title, log.notes, log.problems) == ("/notes", "notes", (), ())


def test_the_problems_of_a_folder_name_the_file() -> None:
    note = read_daily(read("# 2026-11-21\n"), "# 2026-11-21\n", DATED)
    assert note
    log = gather("/notes", "notes", {"2026-11-20.md": note})
    assert log.problems == (DailyProblem(1, note.found[0].message, "2026-11-20.md"),)
