from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, delete, select, update
from sqlmodel import col

from tests.store.knowledge import Knowledge
from tracker.core.snippet import Claim, Snippet, Verdict
from tracker.store import documents
from tracker.store.database import Database
from tracker.store.tables import CardRow, DayRow, DocumentRow, EditRow, EntryRow, KeypointRow

TAPE = Snippet(
    "gradients/tape", "A tape", "It records.", (Claim("the tape ends", Verdict.REFUTED),), "/x/snippets/tape.py", ""
)


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


def said(connection: Connection, kind: str) -> dict[str, str]:
    query = select(col(DocumentRow.ref), col(DocumentRow.text)).where(col(DocumentRow.kind) == kind)
    return {row.ref: row.text for row in connection.execute(query.order_by(col(DocumentRow.id)))}


def matching(connection: Connection, words: str) -> list[str]:
    found = connection.exec_driver_sql(
        "SELECT ref FROM document WHERE id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ?)", (words,)
    )
    return list(found.scalars())


def check(connection: Connection) -> None:
    """Raises when the index is not in line with the documents."""
    connection.exec_driver_sql("INSERT INTO document_fts (document_fts, rank) VALUES ('integrity-check', 1)")


def test_a_keypoint_says_its_line_and_its_points(knowledge: Knowledge) -> None:
    knowledge.keypoint("k", "A tape records:", points=[["operations", [["in order", []]]], ["variables", []]])
    assert said(knowledge.connection, "keypoint") == {"k": "A tape records:\noperations\nin order\nvariables"}


def test_a_card_says_what_it_asks_and_what_it_takes_for_an_answer(knowledge: Knowledge) -> None:
    knowledge.keypoint("k", "A tape records.")
    knowledge.card("c", "k", "A ____ records.", "tape", "tape", "gradient tape")
    assert said(knowledge.connection, "card") == {"c": "A ____ records.\ntape\ngradient tape"}


def test_a_card_says_what_the_learner_made_of_it(knowledge: Knowledge) -> None:
    knowledge.keypoint("k", "A tape records.")
    knowledge.card("c", "k", "A ____ records.", "tape", "gradient tape")
    knowledge.edit("c", "What records\x1b[31m?", "the tape")
    assert said(knowledge.connection, "card") == {"c": "What records?\nthe tape"}
    knowledge.connection.execute(delete(EditRow))
    documents.index(knowledge.connection, cards=["c"])
    assert said(knowledge.connection, "card") == {"c": "A ____ records.\ntape\ngradient tape"}


def test_a_day_says_what_was_done_and_where_it_points_to(knowledge: Knowledge) -> None:
    said_too = {"title": "Tapes", "tags": ["keras", "100Days"], "resources": [[3, "the guide", "https://example.org"]]}
    knowledge.day(4, "read about tapes", "drew one", **said_too)
    expected = "Day 4: Tapes\nread about tapes\ndrew one\nthe guide\n#keras #100Days"
    assert said(knowledge.connection, "day") == {"4": expected}


def test_a_title_that_the_label_has_is_said_once(knowledge: Knowledge) -> None:
    knowledge.day(4, label="Day 4: Tapes", title="Tapes")
    assert said(knowledge.connection, "day") == {"4": "Day 4: Tapes"}


def test_a_note_without_a_title_is_called_like_its_source(knowledge: Knowledge) -> None:
    knowledge.day(7, line=0, label="")
    assert said(knowledge.connection, "note") == {"7": "Daily logs"}
    assert said(knowledge.connection, "day") == {}


def test_a_document_keeps_its_place_when_its_row_changes_and_goes_with_it(knowledge: Knowledge) -> None:
    connection = knowledge.connection
    for id in "ab":
        knowledge.keypoint(id, f"What a tape of {id} does.")
    connection.execute(update(KeypointRow).where(col(KeypointRow.id) == "a").values(text="What a GradientTape does."))
    documents.index(connection, keypoints=["b", "a"])
    assert list(said(connection, "keypoint")) == ["a", "b"]
    assert matching(connection, "gradient") == ["a"]
    connection.execute(delete(KeypointRow).where(col(KeypointRow.id) == "a"))
    documents.index(connection, keypoints=["a", "b", "never there"])
    assert matching(connection, "gradient OR tape") == ["b"]
    check(connection)


def test_a_day_whose_id_is_used_again_for_a_note_is_a_note(knowledge: Knowledge) -> None:
    knowledge.day(1, "read")
    knowledge.connection.execute(delete(EntryRow))
    knowledge.connection.execute(delete(DayRow))
    knowledge.day(1, line=0, label="", title="Notes")
    assert (said(knowledge.connection, "day"), said(knowledge.connection, "note")) == ({}, {"1": "Notes"})


def test_more_documents_than_one_statement_takes_are_written_in_their_order(knowledge: Knowledge) -> None:
    connection = knowledge.connection
    ids = [f"k{number}" for number in range(1200)]
    values = {"points": [], "snippet": None, "retired": False, "born": 0}
    rows = [{"id": id, "text": f"What {id} does.", **values} for id in ids]
    connection.execute(KeypointRow.__table__.insert(), rows)  # type: ignore[attr-defined]
    documents.index(connection, keypoints=reversed(ids))
    assert list(said(connection, "keypoint")) == ids[::-1]
    check(connection)


def test_the_kinds_stand_on_shelves_of_their_own(knowledge: Knowledge) -> None:
    knowledge.day(1)
    knowledge.keypoint("k", "A tape records.")
    knowledge.card("c", "k", "A ____ records.", "tape")
    documents.index_snippets(knowledge.connection, [TAPE])
    query = select(col(DocumentRow.kind)).order_by(col(DocumentRow.id))
    assert list(knowledge.connection.scalars(query)) == ["card", "day", "snippet", "keypoint"]


def test_a_snippet_says_its_docstring_and_its_id_until_it_is_gone(connection: Connection) -> None:
    documents.index_snippets(connection, [TAPE])
    assert said(connection, "snippet") == {
        "gradients/tape": "A tape\nIt records.\nrefuted: the tape ends\ngradients/tape"
    }
    documents.index_snippets(connection, [])
    assert said(connection, "snippet") == {}
    check(connection)


def test_a_rebuild_gives_the_same_documents_in_the_same_order(knowledge: Knowledge) -> None:
    connection = knowledge.connection
    knowledge.day(1, "read about float32")
    knowledge.day(2, line=0)
    for id in ("z", "a", "m"):
        knowledge.keypoint(id, f"A GradientTape of {id} records.", 1)
        knowledge.card(f"c{id}", id, f"What does {id} do?", "It records.")
    documents.index_snippets(connection, [TAPE])
    query = select(col(DocumentRow.id), col(DocumentRow.kind), col(DocumentRow.ref), col(DocumentRow.text))
    before = connection.execute(query.order_by(col(DocumentRow.id))).all()
    connection.execute(delete(DocumentRow).where(col(DocumentRow.kind) != "snippet"))
    documents.rebuild(connection)
    after = connection.execute(query.order_by(col(DocumentRow.id))).all()
    assert {row[1:] for row in after} == {row[1:] for row in before}
    assert list(said(connection, "keypoint")) == ["z", "a", "m"]
    check(connection)


def test_a_rebuild_mends_what_has_no_row_and_what_is_not_in_the_index(knowledge: Knowledge) -> None:
    connection = knowledge.connection
    knowledge.keypoint("k", "A tape records.")
    knowledge.card("c", "k", "A ____ records.", "tape")
    connection.execute(delete(CardRow))
    connection.exec_driver_sql("INSERT INTO document_fts (document_fts) VALUES ('delete-all')")
    assert matching(connection, "records") == []
    documents.rebuild(connection)
    assert matching(connection, "records") == ["k"]
    check(connection)
