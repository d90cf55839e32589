"""The full-text index, which only SQLite has: its words stand in `document`, whose rows are written once.

No trigger takes new rows in: after each statement that could be undone FTS5 writes out what it has gathered, and a row
at a time that takes four times as long as all of them at once (`documents.index` does that).
"""

from __future__ import annotations

from typing import Any

DDL = (
    # Hindi writes its vowels as marks: without them among the characters of a token, each word would fall apart.
    """CREATE VIRTUAL TABLE document_fts USING fts5(
        text, names, content='document', content_rowid='id',
        tokenize="porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )""",
    """CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
        INSERT INTO document_fts (document_fts, rowid, text, names) VALUES ('delete', old.id, old.text, old.names);
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
