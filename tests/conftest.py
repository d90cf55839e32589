"""What every test may use: a data folder of its own, a fixed clock, and an open Study."""

import functools
import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from tests.adding import ADDING, TEST

NOW = "2026-03-02T12:00:00+00:00"


def pytest_collection_finish() -> None:
    """Look for garbage less often and not in what is imported, which took a sixth of the time of the app's tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths of data folders. Nothing is made: most tests need none, and a folder for each takes longer than they do."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, which is not there yet, at noon UTC on 2 March 2026."""
    folder = next(homes)
    monkeypatch.setenv("TRACKER_HOME", str(folder))
    monkeypatch.setenv("TRACKER_NOW", NOW)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("TRACKER_DB", raising=False)
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file below the test's folder; its text may be indented."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
        return path

    return write


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let the first process that a test starts compile the program for all others, even where Python is told not to."""
    with pytest.MonkeyPatch.context() as session:
        session.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def libraries_read_once() -> Iterator[None]:
    """Read the names of an installed library once: it does not change, and takes a tenth of a second each time."""
    from tracker.runner import symbols

    with pytest.MonkeyPatch.context() as session:
        session.setattr(symbols, "_read", functools.cache(symbols._read))
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest revision, to copy: migrating one takes longer than most tests do."""
    from tracker.store.database import Database

    path = tmp_path_factory.mktemp("empty") / "tracker.db"
    Database(path).close()
    return path


@pytest.fixture(scope="session")
def new_database(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], AbstractContextManager["Database"]]:  # noqa: F821
    """Open a database that nothing has been written to, as often as a property needs one."""
    from tracker.store.database import Database

    folder, numbers = tmp_path_factory.mktemp("databases"), count()

    @contextmanager
    def opened() -> Iterator[Database]:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(empty_database, path)
        database = Database(path)
        try:
            yield database
        finally:
            database.close()
            path.unlink()

    return opened


@pytest.fixture
def prepared(home: Path, empty_database: Path) -> None:
    """A data folder that has a database: a command need not make one."""
    home.mkdir()
    shutil.copy(empty_database, home)


@pytest.fixture
def study(prepared: None) -> Iterator["Study"]:  # noqa: F821  (imported late, as all above)
    """The façade on a database file of the test's own."""
    from tracker.study import Study

    with Study.open() as opened:
        yield opened


@pytest.fixture
def library(study: "Study", tmp_path: Path, write: Callable[[str, str], Path]) -> "Library":  # noqa: F821
    """A library of one snippet without TensorFlow in place of the bundled one."""
    write("root/snippets/sums/add.py", ADDING)
    write("root/snippets/sums/test_add.py", TEST.replace("{three}", "3"))
    from tracker.runner import Library, Runner

    study.runner.close()
    study.library, study.runner = Library(tmp_path / "root"), Runner(tmp_path / "root")
    study.runner.warm = lambda: None  # nothing here needs TensorFlow, which takes seconds
    return study.library


@pytest.fixture
def world(tmp_path: Path, write: Callable[[str, str], Path], library: "Library") -> Path:  # noqa: F821
    """A file that the second test reads: what it says is outside of the snippet and its test."""
    file = tmp_path / "three"
    file.write_text("3")
    write("root/snippets/sums/test_add.py", TEST.replace("{three}", f"int(Path({str(file)!r}).read_text())"))
    return file


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> "Shelf":  # noqa: F821
    """Where learners with a few cards each get their databases from."""
    from tests.learning import Shelf

    return Shelf(tmp_path_factory.mktemp("shelf"), empty_database)


@pytest.fixture
def learner(shelf: "Shelf") -> Iterator["Learner"]:  # noqa: F821
    """A learner who has not answered anything yet."""
    with shelf.learner() as learner:
        yield learner
