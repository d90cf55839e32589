import json
from collections.abc import Iterator, Set
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.store.knowledge import NOW, TODAY, Knowledge
from tracker.core.errors import UserError
from tracker.core.query import FIELDS, STATES, Found, QueryError, parse
from tracker.core.query.parser import DEEPEST, MOST_TERMS
from tracker.core.schedule import Memory, Scheduler, Settings, State
from tracker.core.snippet import Claim, Snippet, Verdict, linked_snippet
from tracker.store import documents, search
from tracker.store.database import Database
from tracker.store.filters import Known
from tracker.store.tables import CardRow, KeypointRow

LINK = "../snippets/gradients/tape.py#1"
TAPE = Snippet("gradients/tape", "The tape", "It plays back.", (Claim("it ends", Verdict.REFUTED),), "", "")


class Library:
    """Links as a library of one snippet with a refuted claim resolves them."""

    def verdict(self, value: str) -> Set[str]:
        return {LINK, TAPE.id} if value == "refuted" else set()

    def snippet(self, prefix: str) -> Set[str]:
        return {link for link in (LINK, TAPE.id) if (linked_snippet(link) or link).startswith(prefix)}


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = Database("sqlite://")
    yield database
    database.close()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        Knowledge(connection).source()
        yield connection
        connection.rollback()


@pytest.fixture
def knowledge(connection: Connection) -> Knowledge:
    return Knowledge(connection)


@pytest.fixture
def log(knowledge: Knowledge) -> Knowledge:
    """Three days, a note in a source of its own, and a snippet."""
    knowledge.day(11, "read the guide", tags=["Keras", "ml/vision"], date="2026-01-05")
    knowledge.day(12, date="2026-01-06")
    knowledge.day(13, tags=["keras"])
    knowledge.source(2, "/notes/ideas.md", "Ideas")
    knowledge.day(20, line=0, label="", title="Thoughts", numbers=[], source=2)
    knowledge.keypoint("tape", "A GradientTape records operations.", 11, 13, snippet=LINK)
    knowledge.keypoint("mask", "A mask hides padding.", 12)
    knowledge.keypoint("idea", "Padding is a habit.", 20)
    knowledge.card("c1", "tape", "A ____ records operations.", "GradientTape")
    knowledge.card("c2", "mask", "What hides padding?", "A mask.", maker="question")
    documents.index_snippets(knowledge.connection, [TAPE])
    return knowledge


def found(knowledge: Knowledge, text: str, **options: int) -> list[Found]:
    return search.search(knowledge.connection, parse(text), Known(TODAY, Library()), **options)


def ids(knowledge: Knowledge, text: str, **options: int) -> list[str]:
    return [one.id for one in found(knowledge, text, **options)]


def cards(knowledge: Knowledge, text: str) -> list[str]:
    return search.cards_matching(knowledge.connection, parse(text), Known(TODAY, Library()))


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Call `tape.gradient` once.",
            ["tape", "gradient", "tape.gradient", '"tape gradient"', "tape.gradient()"],
        ),
        ("A GradientTape records.", ["GradientTape", "gradienttape", "gradient", "tape", "gradient tape", "Gradient*"]),
        ("See tf.data.TFRecordDataset.", ["record", "tf.data", "dataset", "TFRecordDataset", "tf.data.TFRec*"]),
        ("Use reduce_mean on float32.", ["reduce_mean", "mean", "float", "float32", "reduce_m*"]),
        ("Conv2DTranspose grows.", ["conv", "transpose", "Conv2DTranspose", "conv2d*", "2D"]),
        ("Tensors compute gradients", ["tensor", "computes", "computation", "gradient"]),
        ("Un café crème", ["cafe", "CAFÉ", "creme"]),
        ("C++ and f(x) in std::vector", ["C++", "f(x)", "std::vector", "vector"]),
        ("梯度下降法更新参数。", ["梯度", "下降", "梯度下降", "参数", "法", "梯*", '"梯度 下降"']),
        ("勾配テープは計算を記録する", ["テープ", "勾配", "記録", "計算を"]),
        ("텐서를 곱한다", ["텐서", "텐서를", "곱한다"]),
        ("用GradientTape计算", ["gradient", "GradientTape", "计算", "用GradientTape"]),
        ("हिन्दी में टेंसर", ["टेंसर", "हिन्दी", "टेंस*"]),
        ("Градиенты функции", ["градиенты", "функ*"]),
    ],
)
def test_a_statement_is_found_by_its_words_and_by_the_parts_of_its_names(
    knowledge: Knowledge, text: str, words: list[str]
) -> None:
    knowledge.keypoint("k", text)
    knowledge.keypoint("other", "Something else is said here.")
    for word in words:
        assert ids(knowledge, word) == ["k"], word


@pytest.mark.parametrize(
    "typed",
    ["度下", "tape.g", "radient", '"gradient records"', '"tape pooling"', "records -tape", "tape other", '"++"  x*y'],
)
def test_a_statement_is_not_found_by_what_it_does_not_say(knowledge: Knowledge, typed: str) -> None:
    knowledge.keypoint("k", "A GradientTape records; MaxPooling shrinks. 梯度，参数下")
    assert ids(knowledge, typed) == []


TERMS = (
    "optimizer optimization normalization regularization quantization initializer computation embedding tokenization "
    "probability sparsity dependency inference performance convolutional activation evaluation generator iterator "
    "trainable dropout shuffling batches libraries classes copies learned dimensional efficient statement arguments "
    "transformer vectorized currently usefulness attention differentiable sequential recurrent"
).split()


@pytest.mark.parametrize("term", TERMS)
def test_a_word_is_found_by_each_of_its_beginnings(knowledge: Knowledge, term: str) -> None:
    knowledge.keypoint("k", f"The {term} counts.")
    for end in range(2, len(term) + 1):
        assert ids(knowledge, f"{term[:end]}*") == ["k"], term[:end]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tape mask", []),
        ("tape or mask", ["mask", "tape"]),
        ("padding -mask", ["idea"]),
        ("padding (mask or habit)", ["idea", "mask"]),
        ("padding -(mask or habit)", []),
        ('"hides padding"', ["mask"]),
        ("-padding kind:keypoint", ["tape"]),
        ("padding source:ideas", ["idea"]),
        ("(tape or source:ideas) kind:keypoint", ["idea", "tape"]),
        ("(tape day:11) or (mask day:11) or kind:note", ["20", "tape"]),
    ],
)
def test_terms_are_put_together(log: Knowledge, query: str, expected: list[str]) -> None:
    assert sorted(one.id for one in found(log, query) if one.kind != "snippet") == expected


# --- what is found -------------------------------------------------------------------------------------------------


def test_a_keypoint_comes_with_its_first_place_and_with_its_hits(log: Knowledge) -> None:
    first = found(log, "record gradient")[0]
    assert (first.kind, first.id, first.text) == ("keypoint", "tape", "A GradientTape records operations.")
    assert (first.source, first.day, first.line) == ("/logs/logs.md", "Day 11:", 111)
    assert [piece for piece, hit in first.excerpt if hit] == ["Gradient", "records"]
    assert "".join(piece for piece, _ in first.excerpt) == first.text


def test_days_notes_and_snippets_come_with_their_place(log: Knowledge) -> None:
    places = [
        (one.kind, one.id, one.text, one.source, one.day, one.line) for one in found(log, "guide or thoughts or plays")
    ]
    assert sorted(places) == [
        ("day", "11", "Day 11:", "/logs/logs.md", "Day 11:", 110),
        ("note", "20", "Thoughts", "/notes/ideas.md", "", 0),
        ("snippet", "gradients/tape", "The tape", "snippets/gradients/tape.py", "", 1),
    ]


def test_a_daily_note_is_placed_in_its_folder(knowledge: Knowledge) -> None:
    knowledge.day(1, path="2026/01-05.md")
    knowledge.keypoint("k", "A tape records.", 1)
    assert found(knowledge, "tape")[0].source == "/logs/logs.md/2026/01-05.md"
    assert ids(knowledge, "source:01-05 kind:keypoint") == ["k"]


def test_a_keypoint_that_no_source_holds_any_more_has_no_place(knowledge: Knowledge) -> None:
    knowledge.keypoint("k", "A tape records.")
    assert [(one.source, one.day, one.line) for one in found(knowledge, "tape")] == [("", "", 0)]


def test_a_card_is_left_out_when_its_keypoint_is_found_too(log: Knowledge) -> None:
    assert ids(log, "padding mask") == ["mask"]
    assert ids(log, "day:12") == ["mask", "12"]
    assert ids(log, "padding kind:card") == ["c2"]
    log.edit("c2", "Which layer conceals zeros?", "A mask.")
    assert ids(log, "conceals") == ["c2"]


def test_the_closest_statement_comes_first(knowledge: Knowledge) -> None:
    knowledge.keypoint("long", "There is a tape somewhere among the many other things that this line goes on about.")
    knowledge.keypoint("short", "A tape records.")
    knowledge.keypoint("name", "A GradientTape records.")
    assert ids(knowledge, "tape") == ["short", "name", "long"]


def test_a_page_follows_the_one_before(knowledge: Knowledge) -> None:
    for number in range(7):
        knowledge.keypoint(f"k{number}", f"Tape {'very ' * number} much.")
    pages = [ids(knowledge, "tape", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert pages == [["k0", "k1", "k2"], ["k3", "k4", "k5"], ["k6"], []]
    pages = [ids(knowledge, "kind:keypoint", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert pages == [["k0", "k1", "k2"], ["k3", "k4", "k5"], ["k6"], []]


@pytest.mark.parametrize("query", ["tape", "tape kind:keypoint"])
def test_of_a_very_common_word_the_newest_keypoints_are_ranked_first(knowledge: Knowledge, query: str) -> None:
    connection = knowledge.connection
    values = {"points": [], "snippet": None, "retired": False, "born": 0}
    texts = ["Tape.", *["A tape that says a little more."] * search.RANKED, "The tape."]
    rows = [{"id": f"k{number}", "text": text, **values} for number, text in enumerate(texts)]
    connection.execute(KeypointRow.__table__.insert(), rows)  # type: ignore[attr-defined]
    documents.index(connection, keypoints=[row["id"] for row in rows])
    everything = ids(knowledge, query, limit=2 * search.RANKED)
    assert len(everything) == len(set(everything)) == search.RANKED + 2
    assert everything[0] == rows[-1]["id"]
    assert everything[search.RANKED] == rows[0]["id"]


def test_an_empty_query_finds_nothing(log: Knowledge) -> None:
    assert found(log, "") == []


# --- filters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag:keras", ["tape", "11", "13"]),
        ("tag:#ML", ["tape", "11"]),
        ("tag:vision", []),
        ("day:12", ["mask", "12"]),
        ("day:11..12", ["tape", "mask", "11", "12"]),
        ("day:13..", ["tape", "13"]),
        ("day:..11", ["tape", "11"]),
        ("day:2026-01-06", ["mask", "12"]),
        ("day:2026-01-01..2026-01-05", ["tape", "11"]),
        ("source:LOGS kind:keypoint", ["tape", "mask"]),
        ("source:ideas", ["idea", "20"]),
        ("source:nowhere", []),
        ("kind:day", ["11", "12", "13"]),
        ("kind:note", ["20"]),
        ("kind:snippet", ["gradients/tape"]),
        ("kind:card", ["c1", "c2"]),
        ("verdict:refuted", ["tape", "gradients/tape"]),
        ("verdict:holds", []),
        ("snippet:gradients", ["tape", "gradients/tape"]),
        ("snippet:layers", []),
        ("maker:clo", ["c1"]),
        ("tag:keras -day:11", ["13"]),
        ("-tag:keras kind:keypoint", ["mask", "idea"]),
        ("kind:card day:12", ["c2"]),
        ("kind:card kind:day", []),
        ("kind:day is:new", []),
    ],
)
def test_filters_narrow_in_the_order_of_the_log(log: Knowledge, query: str, expected: list[str]) -> None:
    assert ids(log, query) == expected


def test_more_days_than_are_gathered_are_asked_one_by_one(knowledge: Knowledge) -> None:
    for number in range(1, 152):
        knowledge.day(number, tags=["keras"] if number > 1 else [])
    knowledge.keypoint("k", "A tape records.", 1, 100)
    knowledge.keypoint("other", "A tape ends.", 1)
    assert ids(knowledge, "tape tag:keras") == ["k"]
    assert len(ids(knowledge, "day:2..", limit=500)) == 1 + 150


@pytest.mark.parametrize(
    ("state", "card", "memory"),
    [
        ("due", {}, {}),
        ("due", {"buried_until": TODAY}, {"due_day": TODAY - timedelta(5)}),
        ("new", {}, None),
        ("learning", {}, {"state": "learning"}),
        ("learning", {}, {"state": "relearning"}),
        ("review", {}, {"due_day": TODAY + timedelta(1)}),
        ("leech", {}, {"lapses": 8}),
        ("suspended", {"held": "suspended"}, {}),
        ("buried", {"buried_until": TODAY + timedelta(1)}, {}),
        ("dropped", {"held": "dropped"}, {}),
        ("flagged", {"flagged": True}, {}),
        ("retired", {"retired": True}, {}),
        ("merged", {"held": "merged"}, {}),
    ],
)
def test_a_card_is_found_by_its_state(
    log: Knowledge, state: str, card: dict[str, object], memory: dict[str, object] | None
) -> None:
    log.memory("c1", due_day=TODAY + timedelta(3), state="asleep", lapses=2)
    log.change(CardRow, "c2", **card)
    if memory is not None:
        log.memory("c2", **memory)
    assert ids(log, f"is:{state}") == ["c2"]
    assert cards(log, f"is:{state} padding") == ["c2"]
    assert cards(log, f"-is:{state}") == ["c1"]


@pytest.mark.parametrize(
    ("card", "memory"),
    [
        ({"held": "suspended"}, {}),
        ({"retired": True}, {}),
        ({"buried_until": TODAY + timedelta(1)}, {}),
        ({}, {"due_day": TODAY + timedelta(1)}),
        ({}, None),
    ],
)
def test_a_card_that_is_not_asked_today_is_not_due(
    log: Knowledge, card: dict[str, object], memory: dict[str, object] | None
) -> None:
    log.change(CardRow, "c2", **card)
    if memory is not None:
        log.memory("c2", **memory)
    assert ids(log, "is:due") == []


def test_a_card_that_was_edited_is_found_by_that(log: Knowledge) -> None:
    log.edit("c1", "What records?", "A tape.")
    assert ids(log, "is:edited") == ["c1"]


@pytest.mark.parametrize("kind", ["retired", "merged"])
def test_a_keypoint_that_is_not_there_any_more_is_found_only_when_asked_for(log: Knowledge, kind: str) -> None:
    if kind == "retired":
        log.change(KeypointRow, "mask", retired=True)
    else:
        log.merge("mask", "tape")
    assert ids(log, "mask kind:keypoint") == []
    assert ids(log, "kind:keypoint") == ["tape", "idea"]
    assert ids(log, f"is:{kind}") == ["mask"]
    assert ids(log, f"mask is:{kind}") == ["mask"]
    assert "mask" in ids(log, f"padding or is:{kind}")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stability<7", ["c1"]),
        ("stability<=6.5", ["c1"]),
        ("stability>6.5", ["c2"]),
        ("difficulty>=8", ["c2"]),
        ("lapses=2", ["c2"]),
        ("reps>3", ["c2"]),
        ("interval<5", ["c1"]),
        ("interval=20", ["c2"]),
        ("-stability<7 kind:card", ["c2"]),
    ],
)
def test_a_card_is_found_by_what_its_memory_holds(log: Knowledge, query: str, expected: list[str]) -> None:
    last = TODAY - timedelta(10)
    log.memory("c1", stability=6.5, difficulty=3.0, lapses=0, reps=3, last_day=last, due_day=last + timedelta(4))
    log.memory("c2", stability=40.0, difficulty=9.0, lapses=2, reps=7, last_day=last, due_day=last + timedelta(20))
    assert ids(log, query) == expected


@pytest.mark.parametrize("days", [0, 1, 3, 9, 10, 11, 40, 400])
@pytest.mark.parametrize("stability", [0.4, 10.0, 900.0])
def test_recall_is_what_the_scheduler_says(log: Knowledge, days: int, stability: float) -> None:
    last = TODAY - timedelta(days)
    log.memory("c1", stability=stability, last_day=last)
    memory = Memory("c1", State.REVIEW, None, stability, 5.0, TODAY, None, last, NOW, "", 3, 0)
    recall = Scheduler(Settings()).recall(memory, TODAY)
    for percent in (1, 50, 80, 90, 95, 99):
        chance = percent / 100
        assert ids(log, f"recall<{percent}%") == (["c1"] if recall is not None and recall < chance - 1e-12 else [])
        assert ids(log, f"recall>={percent}%") == (["c1"] if recall is not None and recall >= chance - 1e-12 else [])
    if recall is not None:
        assert ids(log, f"recall={recall:.2f}") == ["c1"]
    assert ids(log, "recall<0") == []


# --- cards ---------------------------------------------------------------------------------------------------------


def test_cards_are_listed_in_the_order_of_their_log(log: Knowledge) -> None:
    assert cards(log, "") == ["c1", "c2"]
    assert cards(log, "padding") == ["c2"]
    assert cards(log, "padding or operations") == ["c1", "c2"]
    assert cards(log, "-padding") == ["c1"]
    assert cards(log, "tag:keras") == ["c1"]
    assert cards(log, "kind:day") == []


def test_the_links_of_keypoints_are_listed_once(log: Knowledge) -> None:
    log.keypoint("more", "A tape ends.", snippet=LINK)
    assert search.distinct_links(log.connection) == {LINK}


# --- any query -----------------------------------------------------------------------------------------------------

PIECES = [
    *("tape", "padding", "opera*", "tf.*", "C++", '"a mask"', "-mask", "or", "and", "(", ")", "-(", "梯度", "::"),
    *("AND", "NOT", "NEAR", "rowid:1", "text:x", "^tape", "{a}", "'", '""', "*", "\x00", "ↀ", "฿1", "\ud800", "🎯"),
    *(field.example for field in FIELDS),
    *(f"is:{state}" for state in STATES),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_can_be_searched(log: Knowledge, field: object) -> None:
    example = field.example  # type: ignore[attr-defined]
    for text in (example, f"-{example}", f"{example} or tape", f"tape {example}"):
        found(log, text)
        cards(log, text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES)).map(" ".join), st.text()), st.booleans())
def test_any_query_that_can_be_read_can_be_searched(log: Knowledge, text: str, live: bool) -> None:
    try:
        query = parse(text, live=live)
    except QueryError:
        return
    known = Known(TODAY, Library())
    results = search.search(log.connection, query, known, limit=100)
    assert len({(one.kind, one.id) for one in results}) == len(results)
    listed = search.cards_matching(log.connection, query, known)
    assert {one.id for one in results if one.kind == "card"} <= set(listed)
    json.dumps([one.excerpt for one in results])


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"optimi{number}* trai*" for number in range(MOST_TERMS // 2)),
        " or ".join(f"tape{number}" for number in range(MOST_TERMS)),
        "(tape -" * DEEPEST + "mask" + ")" * DEEPEST,
        "(is:due or -" * DEEPEST + "mask" + ")" * DEEPEST,
    ],
    ids=lambda text: text[:10],
)
def test_the_longest_and_the_deepest_query_can_be_searched(log: Knowledge, text: str) -> None:
    found(log, text)
    cards(log, text)


def test_another_database_says_that_it_cannot_search() -> None:
    elsewhere = cast("Connection", SimpleNamespace(dialect=SimpleNamespace(name="postgresql")))
    with pytest.raises(UserError, match="needs its own SQLite database"):
        search.search(elsewhere, parse("tape"), Known(TODAY, Library()))
