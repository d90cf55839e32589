"""The tables, as SQLModel declares them. Rows mirror the values of the core and never leave the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without a zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC with its zone."""
        return value.replace(tzinfo=UTC) if value else None


def _moment(*, nullable: bool = False) -> Any:
    return Field(sa_column=Column(Moment, nullable=nullable))


def _json() -> Any:
    return Field(sa_column=Column(JSON, nullable=False))


def _owned_by(parent: str, *, nullable: bool = False) -> Any:
    """A foreign key whose rows are rebuilt with their parent."""
    return Field(sa_column=Column(Integer, ForeignKey(parent, ondelete="CASCADE"), nullable=nullable, index=True))


class SourceRow(SQLModel, table=True):
    """One imported file, or a folder of daily notes."""

    __tablename__ = "source"
    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(unique=True)
    title: str
    digest: str
    dating: str | None
    """How its days get their dates: not at all, from an ISO start date, or from `git`."""
    bundled: bool
    keypoints: int
    """How many it holds."""
    imported_at: datetime = _moment()
    born: int
    """The import that brought it."""


class ImportRow(SQLModel, table=True):
    """One import, as long as it can be taken back."""

    __tablename__ = "import"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _moment()
    paths: list[str] = _json()
    """Of the sources it changed."""
    fates: dict[str, int] = _json()
    """How many keypoints had each fate."""


class FormerRow(SQLModel, table=True):
    """A row as it was before an import changed it or took it out, but for what the learner alone decides."""

    __tablename__ = "former"
    import_id: int = Field(
        sa_column=Column(Integer, ForeignKey("import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    name: str = Field(primary_key=True)
    """Of the table."""
    key: str = Field(primary_key=True)
    """Its primary key as text."""
    row: dict[str, Any] = _json()
    """Its columns, or those that were changed."""


class DayRow(SQLModel, table=True):
    """One day of a source, or all of a note without days; it stays as it is while its digest does."""

    __tablename__ = "day"
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _owned_by("source.id")
    position: int
    """Counts the days of the source in document order."""
    path: str
    """Where it stands in a folder of daily notes; empty in a file."""
    line: int
    """The line of its marker; 0 for a note."""
    date: str | None
    label: str
    title: str
    numbers: list[int] = _json()
    tags: list[str] = _json()
    resources: list[list[Any]] = _json()
    """Each as [lines below the marker, title, url]."""
    filled: bool
    digest: str
    """Of all that what is read from it depends on; empty for a note."""
    born: int
    """The import that brought it."""


class ProblemRow(SQLModel, table=True):
    """Something in a source that could not be read as it stands."""

    __tablename__ = "problem"
    id: int | None = Field(default=None, primary_key=True)
    source_id: int = _owned_by("source.id")
    day_id: int | None = _owned_by("day.id", nullable=True)
    """The day it is part of; none when it is a problem of the days as a row."""
    path: str
    """Without a day, where it is in a folder of daily notes; empty in a file."""
    below: int
    """Lines below the marker of the day; without a day, the line itself."""
    message: str


class KeypointRow(SQLModel, table=True):
    """A statement with a lasting id; never deleted."""

    __tablename__ = "keypoint"
    id: str = Field(primary_key=True)
    text: str
    points: list[Any] = _json()
    snippet: str | None
    retired: bool
    born: int
    """The import that brought it."""


class WordingRow(SQLModel, table=True):
    """The ledger: every wording a keypoint ever had."""

    __tablename__ = "wording"
    key: str = Field(primary_key=True)
    keypoint_id: str = Field(foreign_key="keypoint.id", index=True)
    born: int
    """The import that brought it."""


class EntryRow(SQLModel, table=True):
    """One entry of a day; with a keypoint it is an occurrence of it. Those of one day are in the order of their ids."""

    __tablename__ = "entry"
    id: int | None = Field(default=None, primary_key=True)
    day_id: int = _owned_by("day.id")
    below: int
    """Lines below the marker of its day, so that a day that moves takes it along."""
    keypoint_id: str | None = Field(default=None, foreign_key="keypoint.id", index=True)
    kind: str
    section: str
    text: str | None
    """None for a keypoint, which has its own."""
    snippet: str | None


class CardRow(SQLModel, table=True):
    """One question; never deleted, because reviews point to it."""

    __tablename__ = "card"
    id: str = Field(primary_key=True)
    keypoint_id: str = Field(foreign_key="keypoint.id", index=True)
    position: int
    """New cards are asked in this order."""
    maker: str
    kind: str
    front: str
    back: str
    accept: list[str] = _json()
    asks: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    """A digest of the folded front: no two cards in use ask the same."""
    retired: bool
    """Its keypoint is gone or no longer gives it."""
    born: int
    """The import that brought it."""
    held: str | None
    """Why it is not asked: `suspended` or `dropped` by the learner, its keypoint is `merged` into another, its proof
    has `changed`."""
    flagged: bool
    """The learner wants to come back to it."""
    buried_until: date | None
    """It is not asked before this learner's day."""
    answered: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=text("0")))
    """It has a memory: kept here too, so that an index can hold the new cards alone."""


class EditRow(SQLModel, table=True):
    """What the learner made of a card: it is asked like this, whatever its maker would ask."""

    __tablename__ = "edit"
    card: str = Field(primary_key=True, foreign_key="card.id")
    front: str
    back: str
    accept: list[str] = _json()
    at: datetime = _moment()


class MergeRow(SQLModel, table=True):
    """Two keypoints that the learner made one. The loser keeps its identity, so that they can be parted again."""

    __tablename__ = "merge"
    loser: str = Field(primary_key=True, foreign_key="keypoint.id")
    winner: str = Field(foreign_key="keypoint.id", index=True)
    """The keypoint that is asked: never a loser itself."""
    into: str = Field(foreign_key="keypoint.id")
    """The one it was merged with, which may have been merged since."""
    at: datetime = _moment()
    cards: list[dict[str, Any]] = _json()
    """The cards of the loser that stand for one of the winner's now, as they were, with the other's id as `for`."""


class PairRow(SQLModel, table=True):
    """Two keypoints that may be one."""

    __tablename__ = "pair"
    one: str = Field(primary_key=True, foreign_key="keypoint.id")
    """The older of the two."""
    other: str = Field(primary_key=True, foreign_key="keypoint.id", index=True)
    similarity: float
    """In percent."""
    reworded: bool
    """One may be the other in new words, as an import found; otherwise both are in the sources."""
    apart: bool
    """The learner has said that they are two."""


class DocumentRow(SQLModel, table=True):
    """What can be found by its words: the text of a row of another table, or of a snippet."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("kind", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    """`keypoint`, `card`, `day`, `note` or `snippet`."""
    ref: str
    """Its id in the table of its kind."""
    text: str
    names: str
    """The parts of the names in it, which nobody types with the rest."""


class MemoryRow(SQLModel, table=True):
    """What FSRS holds about a card: can be folded again from the reviews."""

    __tablename__ = "memory"
    card: str = Field(primary_key=True, foreign_key="card.id")
    state: str
    step: int | None
    stability: float
    difficulty: float
    due_day: date
    due_at: datetime | None = _moment(nullable=True)
    last_day: date
    last_at: datetime = _moment()
    last_review: str
    reps: int
    lapses: int = Field(index=True)
    since: int
    """The last day as a number, for arithmetic that every database can do."""


class ReviewRow(SQLModel, table=True):
    """One answer: inserted, never changed, never deleted (triggers hold this)."""

    __tablename__ = "review"
    id: str = Field(primary_key=True)
    card: str = Field(foreign_key="card.id", index=True)
    at: datetime = _moment()
    day: date = Field(index=True)
    rating: int
    seconds: float
    graded: str
    device: str
    here: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=text("1")))
    """It was given to this database, not taken over from another: undo takes back only these."""
    follows: str | None
    state: str | None
    step: int | None
    due_day: date | None
    due_at: datetime | None = _moment(nullable=True)


class RetractionRow(SQLModel, table=True):
    """An answer taken back; the review itself stays."""

    __tablename__ = "retraction"
    review_id: str = Field(primary_key=True, foreign_key="review.id")
    at: datetime = _moment()
    device: str


class RunRow(SQLModel, table=True):
    """One execution of a snippet."""

    __tablename__ = "run"
    id: str = Field(primary_key=True)
    snippet: str = Field(index=True)
    at: datetime = _moment()
    day: date
    status: str
    seconds: float
    route: str
    versions: dict[str, str] = _json()


class ClaimRow(SQLModel, table=True):
    """The last verification of a claim."""

    __tablename__ = "claim"
    snippet: str = Field(primary_key=True)
    text: str = Field(primary_key=True)
    verdict: str
    passed: bool
    killed: str
    seconds: float
    detail: str
    digest: str
    versions: dict[str, str] = _json()
    at: datetime = _moment()
    before: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True)))
    """The last one that said otherwise: the world has changed."""


class SettingRow(SQLModel, table=True):
    """What belongs to this database rather than to the program, such as the id of the device."""

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str


class ChoiceRow(SQLModel, table=True):
    """A setting that the learner chose; of two devices, the later choice counts."""

    __tablename__ = "choice"
    name: str = Field(primary_key=True)
    value: str
    """As it is written."""
    at: datetime = _moment()


_STEP = text("due_at IS NOT NULL")
Index("steps", MemoryRow.due_at, sqlite_where=_STEP)  # type: ignore[arg-type]
_WAITING: Any = (MemoryRow.due_day, MemoryRow.due_at, MemoryRow.since, MemoryRow.stability, MemoryRow.card)
Index("waiting", *_WAITING)
_ASKED = text("retired = 0 AND held IS NULL")
Index("asked", CardRow.answered, CardRow.position, sqlite_where=_ASKED)  # type: ignore[arg-type]
