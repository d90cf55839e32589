"""How alembic runs here: on the connection that `Database` hands over, inside its transaction."""

import sqlmodel
from alembic import context

import tracker.store.tables  # noqa: F401  (declares the tables)


def include_object(item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """Leave the tables of the full-text index to the migrations that make them."""
    return not (kind == "table" and "_fts" in (name or ""))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=sqlmodel.SQLModel.metadata,
    render_as_batch=True,
    include_object=include_object,
)
context.run_migrations()
