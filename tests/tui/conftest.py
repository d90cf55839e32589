"""What the tests of the app share: async tests, and a Study whose runner never imports TensorFlow by itself."""

import asyncio
import inspect
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


@pytest.fixture
def logged(study: "Study", write: Callable[[str, str], Path]) -> Callable[[str], "Study"]:  # noqa: F821
    """A Study that has read one log of the test's own."""

    def read(text: str) -> "Study":  # noqa: F821
        study.import_logs([write("log.md", text)])
        return study

    return read
