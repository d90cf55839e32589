from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.written import (
    Pair,
    is_question,
    is_written,
    opens_answer,
    opens_question,
    read_gaps,
    read_pair,
)


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("Q: What does a mask hide? A: The padding.", "What does a mask hide?", "The padding."),
        ("question: capital of Peru answer: Lima", "capital of Peru", "Lima"),
        ("Q2: first A2: second", "first", "second"),
        ("Q. What hides padding? A. A mask", "What hides padding?", "A mask"),
        ("Q: Que cache un masque ? R: Le bourrage", "Que cache un masque ?", "Le bourrage"),
        ("F: Was ist ein Tensor? A: Ein Feld", "Was ist ein Tensor?", "Ein Feld"),
        ("Frage: Hauptstadt von Peru Antwort: Lima", "Hauptstadt von Peru", "Lima"),
        ("P: ¿Qué es un tensor? R: Un arreglo", "¿Qué es un tensor?", "Un arreglo"),
        ("Domanda: capitale del Perù Risposta: Lima", "capitale del Perù", "Lima"),
        ("В: Что такое тензор? О: массив", "Что такое тензор?", "массив"),
        ("问：什么是张量？答：多维数组", "什么是张量？", "多维数组"),
        ("質問：テンソルとは 回答：多次元配列", "テンソルとは", "多次元配列"),
        ("질문: 텐서란? 답: 다차원 배열", "텐서란?", "다차원 배열"),
        (
            "Q: 12) What is a mask? A: Booleans, as in class B. They hide.",
            "What is a mask?",
            "Booleans, as in class B. They hide.",
        ),
        ("Q: What is `A: x` in YAML? A: a pair", "What is `A: x` in YAML?", "a pair"),
    ],
)
def test_a_question_and_its_answer_are_told_apart_by_their_labels(text: str, front: str, back: str) -> None:
    assert read_pair(text) == Pair(front, back)
    assert is_written(text)


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("mask :: booleans beside a batch", "mask", "booleans beside a batch"),
        ("`a::b` :: a name in a scope", "`a::b`", "a name in a scope"),
        ("What hides padding?::A mask", "What hides padding?", "A mask"),
        ("the unit that keeps a state:: a cell", "the unit that keeps a state", "a cell"),
        ("首都::北京", "首都", "北京"),
        ("Was versteckt Füllzeichen? :: eine Maske", "Was versteckt Füllzeichen?", "eine Maske"),
    ],
)
def test_two_colons_stand_between_a_front_and_its_back(text: str, front: str, back: str) -> None:
    assert read_pair(text) == Pair(front, back)
    assert read_pair(text.replace(" :: ", " ::: ")) == Pair(front, back, both_ways=" :: " in text)


@pytest.mark.parametrize(
    "text",
    [
        "A mask hides padding.",
        "Q: a question nobody answered",
        "Q:",
        "Q: A: Lima",
        "P: 0.91 R: 0.85",
        "K: keys, Q: queries, V: values",
        "Q: Which is a gate? A: update B: batch C: bias",
        "`Q: x A: y`",
        "std::vector grows, tf::Tensor does not",
        "x[::2] takes every other one, as x[ :: 2] does",
        "It listens on ::1 since 12::30, at http://[::1]:80/",
        "`left :: right` is code",
        "map :: (a -> b) -> [a] -> [b]",
        "The :: operator names a scope",
        "In C++ :: is for scopes",
        "rating:: 5",
        "last seen:: Monday",
        "[status :: done]",
        "::: warning",
        "front ::",
        "` :: back",
        ":: back",
        "They are the following::",
    ],
)
def test_colons_and_letters_of_another_meaning_make_no_pair(text: str) -> None:
    assert read_pair(text) is None
    assert not is_written(text)


def test_what_follows_may_be_the_back() -> None:
    assert read_pair("Q: Name the gates.", "• update\n• reset") == Pair("Name the gates.", "• update\n• reset")
    assert read_pair("Q: Name the gates. A: two", "• update") == Pair("Name the gates.", "two\n• update")
    assert read_pair("gates ::", "• update") == Pair("gates", "• update")


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("The ==mask== hides the ==padding==.", [("mask", "", ""), ("padding", "", "")]),
        ("这是==重点==内容", [("重点", "", "")]),
        ("An ==a=b== is one gap", [("a=b", "", "")]),
        ("{{c1::Lima::a city}} is in {{c2::Peru}}", [("Lima", "a city", "1"), ("Peru", "", "2")]),
        (r"{{c1::\frac{a}{b}}} is a ratio", [(r"\frac{a}{b}", "", "1")]),
        ("{{c1::`a::b`}} is a name", [("`a::b`", "", "1")]),
        ("{{cloze Lima}} is in Peru", [("Lima", "", "")]),
        ("The ==`tf.where`== op picks", [("`tf.where`", "", "")]),
    ],
)
def test_gaps_are_read_as_the_programs_write_them(text: str, gaps: list[tuple[str, str, str]]) -> None:
    assert [(gap.answer, gap.hint, gap.number) for gap in read_gaps(text)] == gaps
    assert is_written(text)


@pytest.mark.parametrize(
    "text",
    [
        "a == b and c == d",
        "x==1 and y==2",
        "x ==1 and y ==2",
        "=== a title ===",
        "1, 2 ==> 3, a <== b ==",
        "`a ==b== c`",
        "==a bullet that is marked as a whole==",
        "Use {{ name }} in a {{template}}",
        "{{c1::}} is empty",
        "{{c1::open",
    ],
)
def test_comparisons_arrows_and_templates_are_no_gaps(text: str) -> None:
    assert read_gaps(text) == []
    assert not is_written(text)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Q: What hides padding?", "What hides padding?"),
        ("**Q:** What hides padding?", "What hides padding?"),
        ("**Question 3**: what", "what"),
        ("**Q: What hides padding?**", "**What hides padding?**"),
        ("Q:", ""),
        ("F: Wozu?", "Wozu?"),
        ("F: 0.8", None),
        ("Q. done", None),
        ("Questions: none", None),
        ("A: a mask", None),
    ],
)
def test_a_line_opens_a_question(line: str, rest: str | None) -> None:
    assert opens_question(line) == rest


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("A: a mask", "a mask"),
        ("__Answer:__ a mask", "a mask"),
        ("R. un masque", "un masque"),
        ("答：掩码", "掩码"),
        ("A:", ""),
        ("And: more", None),
        ("A mask: booleans", None),
    ],
)
def test_a_line_opens_an_answer(line: str, rest: str | None) -> None:
    assert opens_answer(line) == rest


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("What does a mask hide?", True),
        ("What does a mask hide? [source] (a book)", True),
        ("12) What is a mask [source]", True),
        ("3. Was ist eine Maske", True),
        ("**What hides padding?** [[source](https://example.org/?q=mask)]", True),
        ("什么是掩码？", True),
        ("1. What I learned", False),
        ("What did I learn?", False),
        ("What went well?", False),
        ("Why?", False),
        ("Masks", False),
        ("Is it? Yes, it is", False),
    ],
)
def test_a_heading_asks_when_it_ends_so_or_is_a_numbered_question(heading: str, asks: bool) -> None:
    assert is_question(heading) is asks


PIECES = "Q: |A: |Q. |? |问：|答：|::|:::| :: |==|===|{{c1::|::hint|}}|{{cloze |`|**|a|mask|1) |[|]|\u4e00| |\n".split(
    "|"
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_can_be_looked_at(text: str) -> None:
    pair, gaps = read_pair(text), read_gaps(text)
    assert is_written(text) == (pair is not None or bool(gaps))
    assert pair is None or (pair.front.strip() and pair.back.strip())
    assert all(gap.answer.strip() and gap.answer in text[gap.start : gap.end] for gap in gaps)
    assert all(gap.end <= after.start for gap, after in pairwise(gaps))
    for look in (opens_question, opens_answer, is_question):
        look(text)


LONG = "{{c1::|{{c1::a::|==a|::|a:: |Q: ? A: |?[(|`|{|==a== |*_".split("|")


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    for opening in ("", "Q: x? ", "==a "):
        is_written(opening + text)
    is_question(text)
    opens_question(text)
