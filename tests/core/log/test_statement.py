from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.statement import (
    is_activity,
    is_definition,
    is_feeling,
    is_lead_in,
    is_noise,
    is_placeholder,
    is_plan,
    is_statement,
)

QUESTIONS = (is_placeholder, is_activity, is_statement, is_definition, is_plan, is_feeling, is_lead_in, is_noise)


@pytest.mark.parametrize(
    "text",
    ["", "-", "...", "…", "N/A", "n/a.", "(none)", "TODO", "... nothing ...", "无", "なし", "없음", "нет", "rien"],
)
def test_a_placeholder_stands_for_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["nothing new", "none of it", "N/A values", "A tensor is immutable."])
def test_a_text_that_says_something_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


ACTIVITIES = [
    "Watched a talk about graphs",
    "Finally finished the chapter on trees",
    "Designed the header of the page",
    "Created two tables",
    "Used Flask for the first time",
    "Day 12 - 🚀 Learning about sockets",
    "Sat - 2h - Practiced joins",
    "We prepared the slides",
    "i can't get the proxy to work",
    "Sockets are new to me",
    "Today sockets were the subject",
    "Heute habe ich einen Baum gebaut",
    "Aujourd'hui j’ai revu les boucles",
    "J'ai enfin compris la récursion",
    "Terminé le chapitre sur les arbres",
    "Hoy aprendí a ordenar listas",
    "Practiqué con matrices",
    "Estudei grafos",
    "Assisti uma aula sobre filas",
    "Oggi ho studiato i grafi",
    "Vandaag heb ik geoefend",
    "今天学习了排序算法",
    "完成第三章的练习",
    "今日は木構造を勉強しました",
    "スタックを実装した",
    "오늘은 그래프를 공부했다",
    "문제를 세 개 풀었다",
    "Сегодня изучил графы",
    "Написала тесты для очереди",
    "Bugün grafları öğrendim",
    "Hôm nay tôi đọc về đồ thị",
    "Hari ini saya belajar graf",
    "आज मैंने ग्राफ पढ़ा",
]


@pytest.mark.parametrize("text", ACTIVITIES)
def test_what_the_learner_did_is_an_activity_and_no_statement(text: str) -> None:
    assert is_activity(text)
    assert not is_statement(text)


STATEMENTS = [
    "A queue is first in, first out.",
    "Caching speeds up repeated calls",
    "Shuffling randomly reorders the rows",
    "Joins match rows of two tables",
    "Hash tables require a good hash",
    "Link functions map a mean to the real line",
    "Learning rate decay shrinks the steps",
    "Prepared statements prevent injections",
    "READ COMMITTED allows phantom rows",
    "Read locks are shared by all readers",
    "学习率太大时损失会发散",
    "Adding noise reduces overfitting",
    "Built on a heap, a priority queue yields the smallest item first",
    "A cursor that points to a row of the result",
    "Recall: share of the positives that were found",
    "Heap - a tree whose parents are never larger",
    "Area = width * height",
    "Stack vs queue: the end that an item leaves from",
    "The index i is the place of a row, i.e. a number",
    "A type I error is a false alarm",
    "`continue` skips the rest of the body",
    "Use `del` to remove a name",
    "Ein Baum ist ein Graph ohne Kreis",
    "Un arbre est un graphe sans cycle",
    "Un árbol es un grafo sin ciclos",
    "Uma fila é uma lista",
    "Un albero è un grafo",
    "Een boom is een graaf zonder kring",
    "栈是后进先出的结构",
    "佇列可以用鏈結串列實作",
    "スタックは後入れ先出しです",
    "キューは先に入れたものを先に返す",
    "스택은 나중에 넣은 것을 먼저 꺼낸다",
    "큐는 배열로 만들 수 있음",
    "Дерево — это граф без циклов",
    "Функция возвращает число",
    "Ağaç döngüsüz bir graftır",
    "Cây là đồ thị không có chu trình",
    "Pohon adalah graf tanpa siklus",
    "पेड़ एक ग्राफ है",
]


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_so_is_a_statement_and_no_activity(text: str) -> None:
    assert is_statement(text)
    assert not is_activity(text)


@pytest.mark.parametrize(
    "text",
    [
        "Graph basics",
        "Trees",
        "stacks, queues, heaps",
        "List methods (append, insert, pop)",
        "Install the driver",
        "Create a page",
        "Lesson 4: trees of any height",
        "Project: a small shop for plants",
        "Course: Deep Graphs From The Ground Up",
        "Types of trees",
        "What is a heap?",
        "There are three kinds of trees:",
        "queue = Queue(maxsize=3)",
        "机器学习教程",
        "알고리즘 문제 풀기",
        "12:30",
        "",
    ],
)
def test_a_name_a_task_or_a_question_states_nothing(text: str) -> None:
    assert not is_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tomorrow I will write the tests",
        "Next: trees",
        "TODO: close the file",
        "I want to learn Rust",
        "Going to start the next chapter",
        "Demain je vais revoir les arbres",
        "Mañana voy a practicar",
        "Morgen lerne ich weiter",
        "明天继续学习",
        "내일은 트리를 공부할 것이다",
        "Завтра буду писать тесты",
        "Besok saya akan belajar",
    ],
)
def test_a_plan_is_still_to_be_done(text: str) -> None:
    assert is_plan(text)


@pytest.mark.parametrize(
    "text", ["A heap is a tree", "Nextflow runs pipelines", "The next layer is dense", "Read a book"]
)
def test_what_is_so_or_done_is_no_plan(text: str) -> None:
    assert not is_plan(text)


@pytest.mark.parametrize(
    "text", ["I feel tired", "It was fun!", "Sometimes we feel lonely", "My internet is slow", "excited"]
)
def test_a_feeling_says_nothing_of_the_subject(text: str) -> None:
    assert is_feeling(text)


@pytest.mark.parametrize(
    "text", ["I feel that recursion is a loop", "Good hashes spread keys", "Trees are fun", "A heap"]
)
def test_a_feeling_about_a_subject_may_hold_a_fact(text: str) -> None:
    assert not is_feeling(text)


@pytest.mark.parametrize("text", ["There are three kinds of trees:", "**We need to know:**", "有三种树：", "Steps :"])
def test_a_lead_in_announces_what_follows(text: str) -> None:
    assert is_lead_in(text)


@pytest.mark.parametrize("text", ["There are three kinds: binary, red and black", "What a day :smile:", "A heap.", ""])
def test_a_text_that_goes_on_is_no_lead_in(text: str) -> None:
    assert not is_lead_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/a?b=c",
        "[Home](#top) | [Next](day-2.md)",
        "[![build](https://example.com/a.svg)](https://example.com)",
        "#100DaysOfCode #python @someone",
        "#100DaysOfCode Day 3: trees at last",
        "Day 3 of #66DaysOfData is done",
        "![a tree](tree.png)",
        "⬆ Back to top",
        "---",
        "12 March 2021",
        "2021-03-12",
        "Sat, Mar 13th",
        "<br>",
    ],
)
def test_links_tags_dates_and_navigation_are_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    "text", ["Trees", "A heap is a tree [1](https://example.com)", "栈", "`#include` reads a file"]
)
def test_words_about_a_subject_are_no_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize(
    "unit", ["!", " ", "# !!!", "*", "[", "have ", "day ", "7", "http://", "![[", "a: ", "した", "<"]
)
@pytest.mark.parametrize("end", ["", "x"])
def test_a_long_text_takes_no_long_time(unit: str, end: str) -> None:
    text = unit * (100_000 // len(unit)) + end
    start = perf_counter()
    for ask in QUESTIONS:
        ask(text)
    assert perf_counter() - start < 2


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    for ask in QUESTIONS:
        ask(text)


@given(st.text())
def test_nothing_is_an_activity_and_a_statement(text: str) -> None:
    assert not (is_activity(text) and is_statement(text))


@pytest.mark.parametrize(
    "text", ["A mask hides padding.", "The `tf.Tape` watches variables.", "Each cell forgets words."]
)
def test_a_whole_sentence_about_one_thing_is_a_statement(text: str) -> None:
    assert is_statement(text)


@pytest.mark.parametrize("text", ["The course notes.", "The basics of classes.", "Masks classes.", "The first lessons"])
def test_a_title_with_a_full_stop_is_none(text: str) -> None:
    assert not is_statement(text)
