from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.sections import SECTIONS, Role, read_label


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Keypoints", "Keypoints"),
        ("🔑 Key points:", "Keypoints"),
        ("**Takeaways**", "Keypoints"),
        ("__Key learnings__:", "Keypoints"),
        ("What I learned", "Keypoints"),
        ("✅ Daily logs", "Daily logs"),
        ("Today's progress", "Daily logs"),
        ("Today’s Progress:", "Daily logs"),
        ("🌐 Resources", "Resources"),
        ("Link to work", "Resources"),
        ("Github Repo", "Github Repository"),
        ("📝 Message", "Message"),
        ("Thoughts", "Message"),
        ("Next steps", "Plan"),
        ("Tomorrow's plan", "Plan"),
    ],
)
def test_people_label_their_sections_in_many_ways(line: str, name: str) -> None:
    section = read_label(line)
    assert section is not None
    assert section.name == name
    assert section.value == ""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Thoughts: a slow day", "a slow day"),
        ("**Thoughts:** a slow day", "a slow day"),
        ("**Thoughts**: a slow day", "a slow day"),
        ("Thoughts : a slow day", "a slow day"),
        ("Thoughts： a slow day", "a slow day"),
        ("Thoughts - a slow day", "a slow day"),
        ("Thoughts: **very** slow_er `a*b`", "**very** slow_er `a*b`"),
    ],
)
def test_a_label_may_carry_its_text_on_the_same_line(line: str, value: str) -> None:
    section = read_label(line)
    assert section is not None
    assert section.role is Role.ASIDE
    assert section.value == value


@pytest.mark.parametrize(
    "line",
    [
        "Code-generating graphs are traced once",
        "Note-taking helps memory",
        "Keypoints of the lecture on graphs",
        "Progressive growing of networks",
        "A tensor is immutable",
        "",
        "Notes " * 100,
    ],
)
def test_a_line_that_says_more_is_no_label(line: str) -> None:
    assert read_label(line) is None


def test_each_role_but_topics_has_a_label() -> None:
    assert {role for _, role, _ in SECTIONS} == set(Role) - {Role.TOPIC}


@given(st.text())
def test_any_line_can_be_asked(line: str) -> None:
    read_label(line)
