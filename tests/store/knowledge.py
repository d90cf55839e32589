"""Rows of a knowledge base, put in place one by one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from tracker.store import documents
from tracker.store.database import Database
from tracker.store.tables import CardRow, DayRow, EditRow, EntryRow, KeypointRow, MemoryRow, MergeRow, SourceRow

NewDatabase = Callable[[], AbstractContextManager[Database]]

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Knowledge:
    """Writes rows as an import and a learner would, and keeps their documents in line."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._entries = self._cards = 0

    def source(self, id: int = 1, path: str = "/logs/logs.md", title: str = "Daily logs") -> None:
        said = {"digest": "", "dating": None, "bundled": False, "keypoints": 0, "imported_at": NOW, "born": 0}
        self._insert(SourceRow, id=id, path=path, title=title, **said)

    def day(self, id: int, *did: str, source: int = 1, line: int | None = None, **said: Any) -> None:
        line = 10 * id if line is None else line
        where = {"source_id": source, "position": id, "path": "", "line": line, "date": None}
        kept = {"label": f"Day {id}:", "title": "", "numbers": [id], "tags": [], "resources": []}
        self._insert(DayRow, id=id, filled=True, digest="", born=0, **where | kept | said)
        for text in did:
            self._entry(day_id=id, below=1, keypoint_id=None, kind="activity", text=text)
        documents.index(self.connection, days=[id])

    def keypoint(self, id: str, text: str, *on: int, **said: Any) -> None:
        kept = {"points": [], "snippet": None, "retired": False, "born": 0}
        self._insert(KeypointRow, id=id, text=text, **kept | said)
        for below, day in enumerate(on, 1):
            self._entry(day_id=day, below=below, keypoint_id=id, kind="keypoint", text=None)
        documents.index(self.connection, keypoints=[id])

    def card(self, id: str, keypoint: str, front: str, back: str, *accept: str, **said: Any) -> None:
        kept = {"maker": "cloze", "retired": False, "held": None, "flagged": False, "buried_until": None}
        values = {"kind": "cloze", "front": front, "back": back, "accept": list(accept), "asks": 0, "born": 0}
        self._cards += 1
        self._insert(CardRow, id=id, keypoint_id=keypoint, position=self._cards, **values | kept | said)
        documents.index(self.connection, cards=[id])

    def change(self, row: Any, id: str, **values: Any) -> None:
        """Change a row, though not what it says."""
        if values:
            self.connection.execute(update(row).where(row.id == id).values(**values))

    def edit(self, card: str, front: str, back: str, *accept: str) -> None:
        self._insert(EditRow, card=card, front=front, back=back, accept=list(accept), at=NOW)
        documents.index(self.connection, cards=[card])

    def merge(self, loser: str, winner: str) -> None:
        self._insert(MergeRow, loser=loser, winner=winner, into=winner, at=NOW, cards=[])

    def memory(self, card: str, **said: Any) -> None:
        kept = {"state": "review", "step": None, "stability": 10.0, "difficulty": 5.0, "reps": 3, "lapses": 0}
        days = {
            "due_day": TODAY,
            "due_at": None,
            "last_day": date(2026, 2, 20),
            "last_at": NOW,
            "last_review": "",
        }
        its = kept | days | said
        self._insert(MemoryRow, card=card, **{"since": its["last_day"].toordinal()} | its)

    def _entry(self, **said: Any) -> None:
        self._entries += 1
        self._insert(EntryRow, id=self._entries, section="", snippet=None, **said)

    def _insert(self, row: Any, **values: Any) -> None:
        self.connection.execute(insert(row).values(**values))
