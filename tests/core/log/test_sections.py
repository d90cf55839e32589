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
        ("What did I learn today?", "Keypoints"),
        ("✅ Daily logs", "Daily logs"),
        ("Today's progress", "Daily logs"),
        ("Today’s Progress:", "Daily logs"),
        ("TODAYS PROGRESS", "Daily logs"),
        ("Thoughts", "Thoughts"),
        ("My feelings", "Thoughts"),
        ("Challenges faced:", "Thoughts"),
        ("🌐 Resources", "Resources"),
        ("Link to work", "Resources"),
        ("Github Repo", "Github Repository"),
        ("📝 Message", "Message"),
        ("Next steps", "Plan"),
        ("Tomorrow's plan", "Plan"),
        ("Goals for tomorrow:", "Plan"),
        ("Time spent:", "Details"),
        ("Current streak", "Details"),
    ],
)
def test_people_label_their_sections_in_many_ways(line: str, name: str) -> None:
    section = read_label(line)
    assert section is not None
    assert section.name == name
    assert section.value == ""


@pytest.mark.parametrize(
    "line",
    [
        "# Resources",
        "#### resources ####",
        "- **Resources**",
        "> Resources:",
        "**Resources:**",
        "**Resources**:",
        "**Resources** :",
        "__Resources__",
        "*Resources*",
        "`Resources`",
        "**`Resources`**",
        "<b>Resources:</b>",
        "<strong>Resources</strong>",
        "1. Resources",
        "2) Resources:",
        "3️⃣ Resources",
        "**4. Resources**",
        "🔗 Resources 🔗",
        ":link: Resources",
        "Resources :link:",
        "Resources：",
        "Resources : :",
        "Resource(s)",
        "Resources (optional):",
        "Today's resources",
        "Resources for today",
        "My other resources:",
        "Links & resources",
        "Links and references:",
        "Resources / Links",
        "Resorces:",
        "Resourcse:",
    ],
)
def test_no_decoration_hides_a_label(line: str) -> None:
    section = read_label(line)
    assert section is not None
    assert (section.role, section.value) == (Role.RESOURCES, "")


LANGUAGES = [
    ("Heute gelernt", Role.KEYPOINTS),
    ("Heutiger Fortschritt", Role.ACTIVITIES),
    ("Gedanken", Role.THOUGHTS),
    ("Link(s) zur Arbeit", Role.RESOURCES),
    ("Plan für morgen", Role.PLANS),
    ("Ce que j’ai appris aujourd’hui", Role.KEYPOINTS),
    ("Progrès du jour", Role.ACTIVITIES),
    ("Pensées", Role.THOUGHTS),
    ("Lien vers le travail", Role.RESOURCES),
    ("Demain", Role.PLANS),
    ("Lo que aprendí hoy", Role.KEYPOINTS),
    ("Progreso de hoy", Role.ACTIVITIES),
    ("Pensamientos", Role.THOUGHTS),
    ("Enlace(s) a mi trabajo", Role.RESOURCES),
    ("Próximos pasos", Role.PLANS),
    ("O que aprendi hoje", Role.KEYPOINTS),
    ("Progresso do dia", Role.ACTIVITIES),
    ("Reflexões", Role.THOUGHTS),
    ("Link do trabalho", Role.RESOURCES),
    ("Amanhã", Role.PLANS),
    ("Cosa ho imparato oggi", Role.KEYPOINTS),
    ("Progressi di oggi", Role.ACTIVITIES),
    ("Pensieri", Role.THOUGHTS),
    ("Link al lavoro", Role.RESOURCES),
    ("Vandaag geleerd", Role.KEYPOINTS),
    ("Voortgang van vandaag", Role.ACTIVITIES),
    ("Gedachten", Role.THOUGHTS),
    ("今天学到的", Role.KEYPOINTS),
    ("今日进展", Role.ACTIVITIES),
    ("今天的進展", Role.ACTIVITIES),
    ("學習心得", Role.THOUGHTS),
    ("参考资料", Role.RESOURCES),
    ("明日计划", Role.PLANS),
    ("今日学んだこと", Role.KEYPOINTS),
    ("今日の進捗", Role.ACTIVITIES),
    ("感想", Role.THOUGHTS),
    ("参考リンク", Role.RESOURCES),
    ("明日やること", Role.PLANS),
    ("오늘 배운 것", Role.KEYPOINTS),
    ("오늘 한 일", Role.ACTIVITIES),
    ("느낀 점", Role.THOUGHTS),
    ("참고 자료", Role.RESOURCES),
    ("내일 할 일", Role.PLANS),
    ("Những gì đã học hôm nay", Role.KEYPOINTS),
    ("Tiến độ hôm nay", Role.ACTIVITIES),
    ("Suy nghĩ", Role.THOUGHTS),
    ("Tài liệu tham khảo", Role.RESOURCES),
    ("आज क्या सीखा", Role.KEYPOINTS),
    ("आज की प्रगति", Role.ACTIVITIES),
    ("विचार", Role.THOUGHTS),
    ("Aaj ka progress", Role.ACTIVITIES),
    ("Что я узнал сегодня", Role.KEYPOINTS),
    ("Прогресс за день", Role.ACTIVITIES),
    ("Мысли", Role.THOUGHTS),
    ("Ссылка на работу", Role.RESOURCES),
    ("Планы на завтра", Role.PLANS),
    ("Bugün öğrendiklerim", Role.KEYPOINTS),
    ("Bugünün İlerlemesi", Role.ACTIVITIES),
    ("Düşünceler", Role.THOUGHTS),
    ("Çalışma Linkleri", Role.RESOURCES),
    ("Yang dipelajari hari ini", Role.KEYPOINTS),
    ("Kemajuan hari ini", Role.ACTIVITIES),
    ("Kendala", Role.THOUGHTS),
    ("Rencana besok", Role.PLANS),
]


@pytest.mark.parametrize(("label", "role"), LANGUAGES)
@pytest.mark.parametrize("written", ["{}", "### {}", "**{}:** …", "**{}**: …", "{}：…", "- {} : …"])
def test_labels_are_known_in_many_languages(label: str, role: Role, written: str) -> None:
    section = read_label(written.format(label))
    assert section is not None
    assert section.role is role
    assert section.value == ("…" if "…" in written else "")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Thoughts: a slow day", "a slow day"),
        ("**Thoughts:** a slow day", "a slow day"),
        ("**Thoughts**: a slow day", "a slow day"),
        ("**Thoughts: a slow day**", "a slow day"),
        ("**Thoughts: ** a slow day", "a slow day"),
        ("**Thoughts** A slow day", "A slow day"),
        ("Thoughts : a slow day", "a slow day"),
        ("Thoughts : : a slow day", "a slow day"),
        ("Thoughts： a slow day", "a slow day"),
        ("Thoughts - a slow day", "a slow day"),
        ("Thoughts – a slow day", "a slow day"),
        ("Thoughts:- a slow day", "a slow day"),
        ("Thoughts:-1 is an index", "-1 is an index"),
        ("Thougths: a slow day", "a slow day"),
        ("Toughts: a slow day", "a slow day"),
        ("Thoughts: **very** slow_er `a*b`", "**very** slow_er `a*b`"),
        ("**Thoughts:** **very** slow", "**very** slow"),
    ],
)
def test_a_label_may_carry_its_text_on_the_same_line(line: str, value: str) -> None:
    section = read_label(line)
    assert section is not None
    assert section.role is Role.THOUGHTS
    assert section.value == value


@pytest.mark.parametrize(
    "line",
    [
        "Code-generating graphs are traced once",
        "Note-taking helps memory",
        "Keypoints of the lecture on graphs",
        "Progressive growing of networks",
        "Progress bars are drawn by tqdm",
        "Link functions map a mean to the line",
        "**Links** map one file to another",
        "**Notes** are kept in a folder",
        "Thoughts on attention",
        "A tensor is immutable",
        "What I learned about graphs in the course:",
        "Lesson 3:",
        "Course 2: convolution",
        "**💡 Topic:** recursion",
        "Responsive pages:",
        "[Resources](resources.md)",
        "**[Notes](notes.md)** on graphs",
        "https://example.com/notes",
        "12:30",
        ":notes:",
        "",
        "**",
        "Notes " * 100,
    ],
)
def test_a_line_that_says_more_is_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    "line", ["**Code:** what a machine runs", "**Message:** data sent", "Status: a number", "Code"]
)
def test_a_bullet_may_define_what_elsewhere_is_a_label(line: str) -> None:
    assert read_label(line)
    assert read_label(line, bullet=True) is None


@pytest.mark.parametrize("line", ["**Today's Progress**: loops", "Notes: a tensor is immutable", "Code:", "Resources"])
def test_a_bullet_may_be_a_label(line: str) -> None:
    assert read_label(line, bullet=True) == read_label(line) is not None


def test_each_role_but_topics_has_a_label() -> None:
    assert {role for _, role, _ in SECTIONS} == set(Role) - {Role.TOPIC}


@given(st.text())
def test_any_line_can_be_asked(line: str) -> None:
    read_label(line)
    read_label(f"**{line}**: {line}", bullet=True)


@given(st.sampled_from(LANGUAGES), st.text(alphabet="abcXYZ 一か한я.,;`*_"))
def test_what_follows_a_label_is_kept(label: tuple[str, Role], value: str) -> None:
    section = read_label(f"{label[0]}: x{value}x")
    assert section is not None
    assert section.value == f"x{value}x"
