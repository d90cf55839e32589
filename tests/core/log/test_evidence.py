"""Texts with days in them: those that somebody lived, and those that nobody did."""

from __future__ import annotations

import pytest

from tracker.core.log import read


def days(text: str) -> int:
    return len(read(text).days)


def many(day: str, count: int = 5) -> str:
    return "".join(day.replace("{}", str(number)) for number in range(1, count + 1))


@pytest.mark.parametrize(
    "text",
    [
        "# 100 days of masks\n\n" + many("## Day {}\nMasks, padding\n\n"),
        "# Masks\n\n" + many("## Day {}\n### Progress\nmasks\n\n"),
        "# Masks\n\n" + many("## Day {}\nI read a chapter about masks.\n\n"),
        "# Masques\n\n" + many("## Jour {}\nAujourd'hui j'ai lu un chapitre.\n\n"),
        "# Masks\n\n" + many("## Day {}\n- [x] chapter {}\n\n"),
        "# Masks\n\n" + many("## 2026-03-0{}\n- A mask is a tensor of booleans.\n\n"),
        "# A plan for masks\n\n" + many("## 2026-03-0{}\n- [x] chapter {}\n\n"),
        many("# Day {}\nmasks\n"),
        "# Masks\n\n" + many("## R1D{}\nmasks and padding and cells\n\n", 3),
        "# Learning log\n\n" + many("## Week {}\n- learned about masks\n\n"),
    ],
    ids=[
        "a title",
        "labels",
        "tales",
        "tales in French",
        "ticks",
        "facts with dates",
        "a plan that came true",
        "days from the first line",
        "rounds",
        "weeks of a log",
    ],
)
def test_days_somebody_lived_make_a_log(text: str) -> None:
    assert days(text) > 2


@pytest.mark.parametrize(
    "text",
    [
        "# Masks\n\n## Timeline\n\n" + many("- **Day {}**: the core of the library\n"),
        "# Masks\n\n" + many("## Day {}\nThe core of the library.\n\n"),
        "# Learning path\n\n" + many("## Day {}\n- Masks\n\n"),
        "# A plan for masks\n\n" + many("## Day {}\n- [x] chapter 1\n- [ ] chapter 2\n- [ ] chapter 3\n\n"),
        "# MaskConf\n\n"
        + many("## Day {} - 2026-03-0{}\n| Time | Room |\n|---|---|\n| 09:00 | a |\n| 10:00 | b |\n\n", 2),
        "# Agenda\n\n" + many("## 2026-03-0{}\nWe spoke about masks.\n\n"),
        "# Itinerary\n\n" + many("## Day {}\nWe walked to the lake.\n\n"),
        "# Masks\n\n| Day | Part |\n|---|---|\n" + many("| {} | [part {}](./part-{}.md) |\n"),
        "# Rounds\n\n" + many("### R1D{}\n\n", 2),
        "# Masks\n\nUpdated: 2026-03-04\n\nA mask is a tensor.\n",
    ],
    ids=[
        "a timeline",
        "a project",
        "a path",
        "a plan with one tick",
        "a conference",
        "minutes",
        "a journey",
        "parts of a course",
        "a round to come",
        "a date of a note",
    ],
)
def test_days_nobody_lived_make_none(text: str) -> None:
    assert days(text) == 0


def test_the_rows_of_a_plan_are_no_days_beside_those_of_a_log() -> None:
    table = "| Day | Topic |\n|---|---|\n"
    plan, log = many("| {} | masks, chapter {} |\n"), many("| Day {} | learned about masks |\n", 3)
    assert days(f"# My log\n\n## Plan\n{table}{plan}\n## Done\n{table}{log}") == 3
