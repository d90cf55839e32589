"""What the tests of the app share: async tests, and a Study whose runner never imports TensorFlow by itself."""

import asyncio
import inspect
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(autouse=True)
def no_warm_start(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Six seconds of TensorFlow in the background are noted and not spent."""
    from tracker.runner import Runner

    begun: list[str] = []
    monkeypatch.setattr(Runner, "warm", lambda self: begun.append("warm"))
    return begun


@pytest.fixture(scope="session")
def searched_database(empty_database: Path) -> Path:
    """A database in which the snippets are indexed, which takes a search half a second."""
    from tracker.store.database import Database
    from tracker.study import Study

    path = empty_database.with_name("searched.db")
    shutil.copy(empty_database, path)
    with Study(Database(path)) as study:
        study.search("tensor")
    return path


@pytest.fixture
def prepared(home: Path, searched_database: Path) -> None:
    """A data folder that has a database: no app need make or fill one."""
    home.mkdir()
    shutil.copy(searched_database, home / "tracker.db")


@pytest.fixture
def logged(study: "Study", write: Callable[[str, str], Path]) -> Callable[[str], "Study"]:  # noqa: F821
    """A Study that has read one log of the test's own."""

    def read(text: str) -> "Study":  # noqa: F821
        study.import_logs([write("log.md", text)])
        return study

    return read
