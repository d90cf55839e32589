import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import tracker.store.tables
from tracker.core.errors import UserError
from tracker.store import ledger
from tracker.store.database import HEAD, Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


def opened(path: Path) -> Database:
    return Database(path)


def test_a_new_file_gets_every_table_of_the_declaration(path: Path) -> None:
    declared = SQLModel.metadata.tables.keys() | {"alembic_version"}
    with opened(path).reading() as connection:
        made = inspect(connection).get_table_names()
        assert [name for name in made if name not in declared and not name.startswith("document_fts")] == []
        opts = {"include_name": lambda name, kind, _: kind != "table" or name in declared}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), SQLModel.metadata) == []


def test_the_program_reads_the_newest_revision() -> None:
    migrations = Path(tracker.store.tables.__file__).with_name("migrations")
    assert ScriptDirectory(str(migrations)).get_current_head() == HEAD


def test_it_writes_ahead_with_foreign_keys_and_full_sync(path: Path) -> None:
    with opened(path).reading() as connection:
        names = ("journal_mode", "foreign_keys", "synchronous")
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names] == ["wal", 1, 2]


def test_opening_it_again_keeps_what_is_in_it(path: Path) -> None:
    with opened(path).writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('name', 'value')")
    with opened(path).reading() as connection:
        assert connection.exec_driver_sql("SELECT * FROM setting").all() == [("name", "value")]


def test_a_block_that_raises_leaves_no_trace(path: Path) -> None:
    database = opened(path)
    with pytest.raises(RuntimeError), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('name', 'value')")
        raise RuntimeError
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT * FROM setting").all() == []


@pytest.mark.parametrize("deed", ["UPDATE review SET rating = 4", "DELETE FROM review"])
def test_a_review_is_written_once(path: Path, deed: str) -> None:
    database = opened(path)
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO keypoint VALUES ('k', 'text', '[]', NULL, 0, 1)")
        connection.exec_driver_sql(
            "INSERT INTO card VALUES ('c', 'k', 1, 'm', 'basic', 'front', 'back', '[]', 5, 0, 1, NULL, 0, NULL, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO review (id, card, at, day, rating, seconds, graded, device) "
            "VALUES ('r', 'c', '2026-03-02 12:00:00', '2026-03-02', 3, 4.0, 'self', 'd')"
        )
    with pytest.raises(IntegrityError, match="written once"), database.writing() as connection:
        connection.exec_driver_sql(deed)


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.write_bytes(b"these are my notes, not a database " * 40)
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"tracker\.db is not a tracker database"):
        opened(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_named(path: Path) -> None:
    opened(path).close()
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"), opened(path).reading() as connection:
        connection.exec_driver_sql("PRAGMA integrity_check").all()
        connection.exec_driver_sql("SELECT * FROM setting, source, day, keypoint, card").all()


def test_a_database_of_another_program_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE source (whatever)")
    with pytest.raises(UserError, match="tables that are not tracker's"):
        opened(path)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("source",)]


def test_a_database_of_a_newer_program_is_refused(path: Path) -> None:
    with opened(path).writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match="newer tracker"):
        opened(path)


def test_a_locked_database_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.store.database._PRAGMAS", ("foreign_keys=ON", "busy_timeout=50"))
    database = opened(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="in use by another program"), database.writing():
        pass
    other.execute("ROLLBACK")
    with database.writing():
        pass


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        opened(tmp_path / "missing" / "tracker.db")


@pytest.mark.parametrize(
    "address",
    ["nonsense", "nosuch://here/there", "postgresql://me:secret@localhost:abc/db", "mysql://me:secret@host/db"],
)
def test_an_address_that_means_nothing_is_named_without_its_password(address: str) -> None:
    with pytest.raises(UserError, match="TRACKER_DB") as refused:
        Database(address)
    assert "secret" not in str(refused.value)


def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%20d"
    folder.mkdir()
    opened(folder / "tracker.db").close()
    assert (folder / "tracker.db").is_file()


@pytest.mark.parametrize("revision", ["0000", ""])
def test_a_revision_that_nobody_made_is_refused(path: Path, revision: str) -> None:
    with opened(path).writing() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(UserError, match="newer tracker"):
        opened(path)


def test_a_row_that_cannot_be_read_is_called_damage(path: Path) -> None:
    database = opened(path)
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO keypoint VALUES ('k', 'text', 'not json', NULL, 0, 1)")
    with pytest.raises(UserError, match="damaged"), database.reading() as connection:
        ledger.holdings(connection, [], {"k"}, {}, set())
