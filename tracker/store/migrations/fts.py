"""The full-text index, which only SQLite has: its words stand in `document`, and triggers keep the two in step."""

from __future__ import annotations

from typing import Any

DDL = (
    # Hindi writes its vowels as marks: without them among the characters of a token, each word would fall apart.
    """CREATE VIRTUAL TABLE document_fts USING fts5(
        text, names, content='document', content_rowid='id',
        tokenize="porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )""",
    """CREATE TRIGGER document_indexed AFTER INSERT ON document BEGIN
        INSERT INTO document_fts (rowid, text, names) VALUES (new.id, new.text, new.names);
    END""",
    """CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
        INSERT INTO document_fts (document_fts, rowid, text, names) VALUES ('delete', old.id, old.text, old.names);
    END""",
    """CREATE TRIGGER document_changed AFTER UPDATE ON document BEGIN
        INSERT INTO document_fts (document_fts, rowid, text, names) VALUES ('delete', old.id, old.text, old.names);
        INSERT INTO document_fts (rowid, text, names) VALUES (new.id, new.text, new.names);
    END""",
)


def create(op: Any) -> None:
    """Make the index of the table `document`, which is there and empty.

    Args:
        op: alembic's operations.
    """
    if op.get_bind().dialect.name == "sqlite":
        for statement in DDL:
            op.get_bind().exec_driver_sql(statement)
