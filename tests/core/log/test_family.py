"""Which lines open the days of a log: the texts speak for themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log import Log, read


def days(text: str) -> list[tuple[int, ...]]:
    return [day.numbers for day in read(text).days]


def lines(text: str) -> list[int]:
    return [day.line for day in read(text).days]


def dates(text: str) -> list[str | None]:
    return [day.date for day in read(text).days]


# One family in any construct

CONSTRUCTS = {
    "headings": "## Day {}\nread about masks\n",
    "underlined lines": "Day {}\n---\nread about masks\n",
    "bold lines": "**Day {}**\n\nread about masks\n",
    "bold lines that go on": "**Day {}:** read about masks\n\n",
    "tagged headings": "<h3>Day {}</h3>\n\nread about masks\n",
    "tagged headings on lines of their own": '<h2 align="center">\n\nDay {}\n\n</h2>\nread about masks\n',
    "summaries": "<details>\n<summary>Day {}</summary>\n\nread about masks\n\n</details>\n",
    "plain lines": "Day {}\nread about masks\n\n",
    "plain lines that go on": "Day {}: read about masks\n\n",
    "bullets": "- Day {}: read about masks\n",
    "bold bullets": "* **Day {}** - read about masks\n",
    "ticked tasks": "- [x] Day {} - read about masks\n",
    "code spans in headings": "### `Day {}`\nread about masks\n",
    "links in headings": "### [Day {}](https://example.org/{})\nread about masks\n",
    "bold numbers": "**00{}**\n\n- read about masks\n",
    "emoji and all": "## 📅 Day {} 🔥\nread about masks\n",
}


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_days_are_found_in_whatever_construct_they_stand(construct: str) -> None:
    log = read("# My log\n\n" + "".join(construct.replace("{}", str(number)) for number in range(1, 6)))
    assert [day.numbers for day in log.days] == [(1,), (2,), (3,), (4,), (5,)]
    assert [entry.text for _, entry in log.entries()] == ["read about masks"] * 5


@pytest.mark.parametrize(
    "row",
    [
        "| Day {} | masks | read about masks |",
        "| {} | masks | read about masks |",
        "| 2026-03-0{} | masks | read about masks |",
    ],
)
def test_the_rows_of_a_table_may_be_the_days(row: str) -> None:
    log = read("# Log\n\n| Day | Topic | Done |\n|---|---|---|\n" + "".join(f"{row.format(n)}\n" for n in range(1, 5)))
    assert [(day.line, day.title) for day in log.days] == [(5, "masks"), (6, "masks"), (7, "masks"), (8, "masks")]
    assert next((entry.line, entry.text) for _, entry in log.entries()) == (5, "read about masks")


@pytest.mark.parametrize(
    "marker",
    ["2026-03-0{}", "0{}.03.2026", "March {}, 2026", "Tuesday, {} March 2026", "2026年3月{}日", "{} de marzo de 2026"],
)
def test_dates_alone_make_a_log(marker: str) -> None:
    text = "".join(f"## {marker.format(number)}\nread about masks\n" for number in range(1, 5))
    assert dates(text) == [f"2026-03-0{number}" for number in range(1, 5)]
    assert days(text) == [()] * 4


@pytest.mark.parametrize(
    "word",
    [
        "Tag {}",
        "Jour {} :",
        "Día {}",
        "Dia {}",
        "Giorno {}",
        "Dag {}",
        "第{}天",
        "{}日目",
        "{}일차",
        "Ngày {}",
        "दिन {}",
        "День {}",
        "{}. Gün",
        "Hari ke-{}",
        "R1D{}",
        "DAY-{}",
        "Day #{}",
    ],
)
def test_people_count_days_in_their_own_language(word: str) -> None:
    assert days("".join(f"## {word.format(number)}\nmasks\n" for number in range(1, 5))) == [(1,), (2,), (3,), (4,)]


def test_the_newest_day_may_come_first() -> None:
    assert days("# Day 3\na\n# Day 2\nb\n# Day 1\nc\n") == [(3,), (2,), (1,)]


def test_a_log_may_begin_again() -> None:
    text = "".join(f"## Day {number}\nmasks\n" for number in (1, 2, 3, 1, 2, 3, 4))
    log = read(text)
    assert [day.numbers for day in log.days] == [(1,), (2,), (3,), (1,), (2,), (3,), (4,)]
    assert log.problems == ()


def test_the_first_day_of_a_log_is_a_log() -> None:
    assert days("# My log\n\nSome words on why.\n\n## Day 1\nread about masks\n") == [(1,)]


def test_the_level_of_the_headings_may_change() -> None:
    assert days("#### Day 1\na\n#### Day 2\nb\n### Day 3\nc\n### Day 4\nd\n### Day 5\ne\n") == [
        (1,),
        (2,),
        (3,),
        (4,),
        (5,),
    ]


def test_the_construct_may_change_halfway() -> None:
    text = "## Day 1\na\n\n## Day 2\nb\n\n## Day 3\nc\n\n**Day 4**\n\nd\n\n**Day 5**\n\ne\n"
    assert days(text) == [(1,), (2,), (3,), (4,), (5,)]


def test_a_misspelt_day_counts_where_it_is_missing() -> None:
    assert days("## Day 1\na\n## Dya 2\nb\n## Day 3\nc\n") == [(1,), (2,), (3,)]


# Candidates that lose

LOG = "".join(f"## Day {number}\nread about masks and padding\n\n" for number in range(1, 6))
FIVE = [(1,), (2,), (3,), (4,), (5,)]


@pytest.mark.parametrize(
    "other",
    [
        "- [Day 1](#day-1)\n- [Day 2](#day-2)\n- [Day 3](#day-3)\n\n",
        "[`Day 1`](#day-1) [`Day 2`](#day-2)\n\n",
        "| Day | |\n|---|---|\n| Day 1 | [go](#day-1) |\n| Day 2 | [go](#day-2) |\n| Day 3 | [go](#day-3) |\n\n",
        "<!--\n## Day 0\nwhat I did\n-->\n\n",
        "```python\n# Day 6\n# Day 7\n# Day 8\n```\n\n",
        "## Day X: DD/MM/YYYY\n\n**Progress:**\n\n",
        "## Day 0: February 30, 2016 (Example 1)\n\nFixed a bug.\n\n",
        "1. one\n2. two\n3. three\n\n",
        "> Day 9 was great, said a friend.\n\n",
    ],
    ids=[
        "contents",
        "a grid",
        "a table of contents",
        "a comment",
        "code",
        "a template",
        "an example",
        "a list",
        "a quote",
    ],
)
def test_what_only_looks_like_a_day_opens_none(other: str) -> None:
    assert days("# Log\n\n" + other + LOG) == FIVE


def test_a_heading_over_days_is_none() -> None:
    text = "## Days 1-2: masks\n### Day 1\na\n### Day 2\nb\n## Days 3-4\n### Day 3\nc\n### Day 4\nd\n"
    assert lines(text) == [2, 4, 7, 9]


def test_a_range_with_text_of_its_own_is_a_day() -> None:
    assert days("## Day 1\na\n## Days 2-4: a course\nwatched all of it\n## Day 5\nb\n") == [(1,), (2, 3, 4), (5,)]


def test_a_smaller_heading_within_its_day_is_none() -> None:
    text = "## Day 1\na\n### Day 1 - exercises\nb\n## Day 2\nc\n### Day 2 - exercises\nd\n## Day 3\ne\n"
    assert lines(text) == [1, 5, 9]


def test_the_first_line_of_a_day_may_say_another_day_and_opens_none() -> None:
    text = "".join(f"# Day {n}\n🎯 day {n + 50} of #100days\n- read about masks\n\n" for n in range(1, 5))
    assert days(text) == [(1,), (2,), (3,), (4,)]


def test_months_over_the_days_end_the_day_before() -> None:
    log = read("# March\n## Day 1\nread about masks\n# April\nA month of rest.\n## Day 2\nread about cells\n")
    assert [entry.text for _, entry in log.entries()] == ["read about masks", "read about cells"]


def test_a_template_at_the_end_belongs_to_no_day() -> None:
    text = "## Day 1\nread about masks\n\n## Day 2\nread about cells\n\n## Template (YYYY-MM-DD)\n- what I did\n"
    assert [entry.text for _, entry in read(text).entries()] == ["read about masks", "read about cells"]


def test_a_fence_that_is_never_closed_hides_no_day() -> None:
    assert days("## Day 1\n```python\nx = 1\n\n## Day 2\nb\n\n## Day 3\nc\n") == [(1,), (2,), (3,)]


def test_a_fence_is_not_closed_by_the_end_of_another_one() -> None:
    text = "## Day 1\n```\nx = 1\n\n## Day 2\nread a\n```sql\nselect 1\n```\n\n## Day 3\nread b\n"
    assert days(text) == [(1,), (2,), (3,)]


# Texts that are no log

NO_LOGS = {
    "changes": "# Changelog\n\n## 2026-03-02\n### Added\n- masks\n\n## 2026-02-01\n### Fixed\n- cells\n",
    "versions": "# Versions\n\n## [1.2.0] - 2026-03-02\n- masks\n\n## [1.1.0] - 2026-02-01\n- cells\n",
    "a course": "# 30 days of masks\n\n| # Day | Topic |\n|---|---|\n"
    + "".join(f"| 0{n} | [Part {n}](./0{n}.md) |\n" for n in range(1, 9)),
    "lessons": "".join(f"## Day {n}: masks\nRead this chapter.\n### Exercises\n1. Write one.\n\n" for n in range(1, 6)),
    "a plan": "# Study plan\n\n" + "".join(f"## Day {n}\n- [ ] read chapter {n}\n" for n in range(1, 6)),
    "tasks to do": "# Masks\n\n" + "".join(f"## Day {n}\n- [ ] read chapter {n}\n" for n in range(1, 9)),
    "a template": "# Log\n\n### Day 0: February 30, 2016 (Example 1)\nFixed.\n\n### Day 1: June 27, Monday\nFixed.\n",
    "questions": "# Questions\n\n#### 1) What is a mask?\nA tensor.\n\n#### 2) What is a cell?\nA layer.\n",
    "chapters": "# Notes\n\n## 1. Masks\n- A mask is a tensor.\n\n## 2. Cells\n- A cell has a state.\n",
    "an introduction": "# A challenge\n\nCode for 100 days.\n\n- Day 1 is the hardest.\n- 30 days make a habit.\n",
}


@pytest.mark.parametrize("text", NO_LOGS.values(), ids=NO_LOGS)
def test_a_text_that_is_no_log_has_no_days(text: str) -> None:
    assert days(text) == []


# Problems


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in read(text).problems]


def test_a_day_that_is_there_twice_is_a_problem() -> None:
    assert problems("# Day 1\na\n# Day 2\nb\n# Day 2\nc\n# Day 3\n") == [(5, "day 2 is there twice, first in line 3")]


def test_an_early_day_that_comes_again_is_no_beginning_when_the_count_goes_on() -> None:
    text = "".join(f"# Day {number}\na\n" for number in (1, 2, 3, 2, 4, 5))
    assert problems(text) == [(7, "day 2 is there twice, first in line 3")]


def test_a_number_that_jumps_back_is_a_problem() -> None:
    assert problems("# Day 7\na\n# Day 9\nb\n# Day 8\nc\n# Day 10\nd\n") == [(5, "day 8 comes after day 9")]


def test_a_date_that_runs_backwards_is_a_problem() -> None:
    text = "## 2026-03-01\na\n## 2026-03-04\nb\n## 2026-03-03\nc\n## 2026-03-05\nd\n"
    assert problems(text) == [(5, "2026-03-03 comes after 2026-03-04: the dates run backwards")]


def test_a_date_the_calendar_does_not_have_is_a_problem_and_no_date() -> None:
    text = "## Day 1: 2026-02-29\na\n## Day 2: 2026-03-01\nb\n"
    assert dates(text) == [None, "2026-03-01"]
    assert problems(text) == [(1, "the calendar has no 2026-02-29")]


def test_the_whole_file_tells_the_order_of_day_and_month() -> None:
    text = "## 11/3/2026\na\n## 12/3/2026\nb\n## 13/3/2026\nc\n"
    assert dates(text) == ["2026-03-11", "2026-03-12", "2026-03-13"]


def test_the_marks_of_a_merge_are_a_problem_and_open_nothing() -> None:
    text = "## Day 1\na\n<<<<<<< HEAD\n## Day 2\nb\n=======\n## Day 2\nc\n>>>>>>> other\n## Day 3\nd\n"
    log = read(text)
    assert [day.line for day in log.days] == [1, 4, 7, 10]
    assert [problem.line for problem in log.problems] == [3, 7]
    assert [entry.text for _, entry in log.entries()] == ["a", "b", "c", "d"]


# Any log at all

markers = st.sampled_from(["## Day {}", "**Day {}**", "- Day {}: ", "| {} | ", "Day {}", "## 2026-01-{}", "R1D{}"])
fillers = st.sampled_from(
    ["", "\n", "text\n", "- item\n", "```\n", "<!--\n", "-->\n", "|---|---|\n", "---\n", "> quote\n"]
)
logs = st.lists(st.tuples(markers, st.integers(0, 40), fillers, fillers), max_size=20).map(
    lambda rows: "".join(f"{marker.format(number)}\n{one}{other}" for marker, number, one, other in rows)
)


@given(logs)
def test_days_stand_in_order_and_hold_only_their_own_lines(text: str) -> None:
    log: Log = read(text)
    starts = [day.line for day in log.days]
    assert starts == sorted(set(starts))
    ends = [*starts[1:], text.count("\n") + 2]
    for day, after in zip(log.days, ends, strict=False):
        assert all(day.line <= entry.line < after for entry in day.entries)
