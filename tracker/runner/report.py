"""The process that runs one file of tests with pytest and reports each test as it ends.

Each line that is reported is one JSON object:

- `{"found": [[id, function, docstring], ...]}`: the tests, after the collection;
- `{"broken": "SyntaxError: ..."}`: the file cannot be collected;
- `{"ended": id, "seconds": 0.1, "detail": "", "denied": false, "skipped": false}`: a test has ended; without a detail
  it has passed; denied is an assertion that did not hold, as opposed to any other error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from tracker.runner.child import Check


class Reporter:
    """A pytest plugin."""

    def __init__(self, only: tuple[str, ...], fd: int) -> None:
        self._only = only
        self._fd = fd
        self._seconds = 0.0
        self._detail = ""
        self._denied = False
        self._skipped = False

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported."""
        if report.failed:
            self._tell(broken=str(report.longrepr).strip().splitlines()[-1].removeprefix("E").strip())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """All tests are known; a file that ends the process while it is imported does not come this far."""
        if self._only:
            items[:] = [item for item in items if _function(item) in self._only]
        self._tell(found=[[item.nodeid, _function(item), _docstring(item)] for item in items])

    def pytest_runtest_logstart(self) -> None:
        """A test begins."""
        self._seconds, self._detail, self._denied, self._skipped = 0.0, "", False, False

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """One phase has ended, with an exception or without.

        An assertion counts when the test or a library it compares with makes it, and not the snippet itself. That
        nothing was raised where it should have been counts too.
        """
        if call.excinfo and call.when == "call":
            by = Path(call.excinfo.traceback[-1].path)
            own = by == item.path or "snippets" not in by.parts
            self._denied = own and call.excinfo.errisinstance((AssertionError, pytest.fail.Exception))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of a test: its fixtures, itself, its cleaning up."""
        self._seconds += report.duration
        self._skipped = self._skipped or report.skipped
        if not report.passed and not self._detail:
            self._detail = _why(report)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """A test has ended."""
        self._tell(ended=nodeid, seconds=self._seconds, detail=self._detail, denied=self._denied, skipped=self._skipped)

    def _tell(self, **message: object) -> None:
        os.write(self._fd, f"{json.dumps(message)}\n".encode())


def _function(item: pytest.Item) -> str:
    return getattr(item, "originalname", None) or item.name


def _docstring(item: pytest.Item) -> str:
    return getattr(item, "obj", None).__doc__ or ""


def _why(report: pytest.TestReport) -> str:
    """One line: why the test was skipped, or the line of its error that says what was compared."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2]
    crash = getattr(report.longrepr, "reprcrash", None)
    message = str(crash.message if crash else report.longrepr or report.outcome)
    # pytest explains an assertion below it in indented lines that start with a plus.
    lines = [line.strip() for line in message.splitlines() if line.strip() and not line.startswith(" +")]
    return next((line for line in reversed(lines) if "assert " in line), lines[-1])


def check(job: Check, fd: int) -> NoReturn:
    """Confine this process, run the tests in it, report to the descriptor and exit."""
    from tracker.runner.child import confine, leave

    os.set_inheritable(fd, False)
    os.chdir(job.scratch)
    confine(job.memory, job.file_size)
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    sys.path.insert(0, job.root)
    # No configuration file, no cache folder, nothing written beside the tests: their folder may be read-only.
    options = ["-c", os.devnull, f"--rootdir={job.root}", "--import-mode=importlib", f"--basetemp={job.scratch}/pytest"]
    options += ["-p", "no:cacheprovider", "-q", "--tb=short", "-W", "ignore::pytest.PytestUnknownMarkWarning"]
    leave(pytest.main([*options, job.path], plugins=[Reporter(job.only, fd)]))


def main() -> NoReturn:
    """Check what the arguments say: the job as JSON, the parent's process id, the descriptor to report to."""
    job, parent, fd = sys.argv[1:]
    sys.path.append(str(Path(__file__).parents[2]))
    from tracker.runner.child import Check, die_with

    sys.path.pop()  # a snippet knows nothing of the app
    die_with(int(parent))
    check(Check(*json.loads(job)), int(fd))


if __name__ == "__main__":
    main()
