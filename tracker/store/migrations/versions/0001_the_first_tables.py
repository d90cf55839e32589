"""The first tables."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations import fts

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String()
WRITTEN_ONCE = ("review", "retraction")


def born() -> sa.Column[int]:
    """The import that brought a row."""
    return sa.Column("born", sa.Integer, nullable=False)


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("path", TEXT, nullable=False, unique=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("dating", TEXT),
        sa.Column("bundled", sa.Boolean, nullable=False),
        sa.Column("keypoints", sa.Integer, nullable=False),
        sa.Column("imported_at", sa.DateTime, nullable=False),
        born(),
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("paths", sa.JSON, nullable=False),
        sa.Column("fates", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "former",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("import.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("row", sa.JSON, nullable=False),
    )
    op.create_table(
        "day",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("date", TEXT),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("numbers", sa.JSON, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("resources", sa.JSON, nullable=False),
        sa.Column("filled", sa.Boolean, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        born(),
    )
    op.create_table(
        "problem",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("day_id", sa.Integer, sa.ForeignKey("day.id", ondelete="CASCADE"), index=True),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("below", sa.Integer, nullable=False),
        sa.Column("message", TEXT, nullable=False),
    )
    op.create_table(
        "keypoint",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("points", sa.JSON, nullable=False),
        sa.Column("snippet", TEXT),
        sa.Column("retired", sa.Boolean, nullable=False),
        born(),
    )
    op.create_table(
        "wording",
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("keypoint_id", TEXT, sa.ForeignKey("keypoint.id"), nullable=False, index=True),
        born(),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day_id", sa.Integer, sa.ForeignKey("day.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("below", sa.Integer, nullable=False),
        sa.Column("keypoint_id", TEXT, sa.ForeignKey("keypoint.id"), index=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("section", TEXT, nullable=False),
        sa.Column("text", TEXT),
        sa.Column("snippet", TEXT),
    )
    op.create_table(
        "card",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("keypoint_id", TEXT, sa.ForeignKey("keypoint.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("maker", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("front", TEXT, nullable=False),
        sa.Column("back", TEXT, nullable=False),
        sa.Column("accept", sa.JSON, nullable=False),
        sa.Column("asks", sa.BigInteger, nullable=False, index=True),
        sa.Column("retired", sa.Boolean, nullable=False),
        born(),
        sa.Column("held", TEXT),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("buried_until", sa.Date),
        sa.Column("answered", sa.Boolean, nullable=False, server_default="0"),
    )
    op.create_index("asked", "card", ["answered", "position"], sqlite_where=sa.text("retired = 0 AND held IS NULL"))
    op.create_table(
        "edit",
        sa.Column("card", TEXT, sa.ForeignKey("card.id"), primary_key=True),
        sa.Column("front", TEXT, nullable=False),
        sa.Column("back", TEXT, nullable=False),
        sa.Column("accept", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "merge",
        sa.Column("loser", TEXT, sa.ForeignKey("keypoint.id"), primary_key=True),
        sa.Column("winner", TEXT, sa.ForeignKey("keypoint.id"), nullable=False, index=True),
        sa.Column("into", TEXT, sa.ForeignKey("keypoint.id"), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("cards", sa.JSON, nullable=False),
    )
    op.create_table(
        "pair",
        sa.Column("one", TEXT, sa.ForeignKey("keypoint.id"), primary_key=True),
        sa.Column("other", TEXT, sa.ForeignKey("keypoint.id"), primary_key=True, index=True),
        sa.Column("similarity", sa.Float, nullable=False),
        sa.Column("reworded", sa.Boolean, nullable=False),
        sa.Column("apart", sa.Boolean, nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("ref", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("names", TEXT, nullable=False),
        sa.UniqueConstraint("kind", "ref"),
    )
    fts.create(op)
    op.create_table(
        "memory",
        sa.Column("card", TEXT, sa.ForeignKey("card.id"), primary_key=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("due_at", sa.DateTime),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("last_at", sa.DateTime, nullable=False),
        sa.Column("last_review", TEXT, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False, index=True),
        sa.Column("since", sa.Integer, nullable=False),
    )
    op.create_index("steps", "memory", ["due_at"], sqlite_where=sa.text("due_at IS NOT NULL"))
    op.create_index("waiting", "memory", ["due_day", "due_at", "since", "stability", "card"])
    op.create_table(
        "review",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("card", TEXT, sa.ForeignKey("card.id"), nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("graded", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("here", sa.Boolean, nullable=False, server_default="1"),
        sa.Column("follows", TEXT),
        sa.Column("state", TEXT),
        sa.Column("step", sa.Integer),
        sa.Column("due_day", sa.Date),
        sa.Column("due_at", sa.DateTime),
    )
    op.create_table(
        "retraction",
        sa.Column("review_id", TEXT, sa.ForeignKey("review.id"), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("device", TEXT, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("snippet", TEXT, nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("route", TEXT, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("snippet", TEXT, primary_key=True),
        sa.Column("text", TEXT, primary_key=True),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("killed", TEXT, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("before", sa.JSON),
    )
    op.create_table(
        "setting",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", TEXT, nullable=False),
    )
    op.create_table(
        "choice",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in WRITTEN_ONCE:
            for deed in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'a {table} is written once'); END"
                )


def downgrade() -> None:
    knowledge = "document pair merge edit card entry wording keypoint problem day former import source"
    for table in f"choice setting claim run retraction review memory {knowledge}".split():
        op.drop_table(table)
