"""One zygote for all tests that need TensorFlow: its import takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.runner.helpers import wait_until, write_snippet
from tracker.core.snippet import Snippet
from tracker.runner import Runner


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("root")


@pytest.fixture
def write(root: Path, numbers: count[int]) -> Callable[[str], Snippet]:
    return lambda source: write_snippet(root, f"tests/idea_{next(numbers)}", source)


@pytest.fixture(scope="session")
def numbers() -> count[int]:
    return count()


@pytest.fixture(scope="session")
def warm(root: Path) -> Iterator[Runner]:
    with Runner(root) as runner:
        runner.warm()
        assert wait_until(lambda: runner.ready, 120)
        yield runner


@pytest.fixture(scope="session")
def cold(root: Path) -> Iterator[Runner]:
    with Runner(root) as runner:
        yield runner


@pytest.fixture(params=["cold", "warm"])
def runner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A runner on each route; a test may set another limit on it."""
    runner: Runner = request.getfixturevalue(request.param)
    monkeypatch.setattr(runner, "timeout", runner.timeout)
    return runner
