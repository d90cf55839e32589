"""The process that runs the tests of snippets with pytest and reports each one as it ends.

Arguments: the parent's process id, memory and file size limits, the folder that holds `snippets/`, a folder for
temporary files, the tests, and the descriptor to report to. Each line written there is one JSON object:

- `{"found": [[id, path, docstring], ...]}`: the tests, after the collection;
- `{"broken": path, "detail": "SyntaxError: ..."}`: a file that cannot be collected;
- `{"ended": id, "seconds": 0.1, "detail": ""}`: a test has ended; without a detail it has passed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest


class Reporter:
    """A pytest plugin."""

    def __init__(self, root: Path, fd: int) -> None:
        self._root = root
        self._fd = fd
        self._seconds = 0.0
        self._detail = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported."""
        if report.failed:
            detail = str(report.longrepr).strip().splitlines()[-1].removeprefix("E").strip()
            self._tell(broken=str(self._root / report.nodeid.partition("::")[0]), detail=detail)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """All tests are known; a file that ends the process while it is imported does not come this far."""
        self._tell(found=[[item.nodeid, str(item.path), _docstring(item)] for item in items])

    def pytest_runtest_logstart(self) -> None:
        """A test begins."""
        self._seconds, self._detail = 0.0, ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of a test: its fixtures, itself, its cleaning up."""
        self._seconds += report.duration
        if not report.passed and not self._detail:
            self._detail = _why(report)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """A test has ended."""
        self._tell(ended=nodeid, seconds=self._seconds, detail=self._detail)

    def _tell(self, **message: object) -> None:
        os.write(self._fd, f"{json.dumps(message)}\n".encode())


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


def main() -> NoReturn:
    """Confine this process and run the tests in it."""
    parent, memory, file_size, root, scratch, tests, fd = sys.argv[1:]
    sys.path.append(str(Path(__file__).parents[2]))
    from tracker.runner.child import confine, die_with, leave

    sys.path.pop()  # a snippet knows nothing of the app
    die_with(int(parent))
    confine(int(memory), int(file_size))
    os.set_inheritable(int(fd), False)
    sys.path.insert(0, root)
    # No configuration file, no cache folder, nothing written beside the tests: their folder may be read-only.
    options = ["-c", os.devnull, f"--rootdir={root}", "--import-mode=importlib", f"--basetemp={scratch}/pytest"]
    options += ["-p", "no:cacheprovider", "--continue-on-collection-errors", "-q", "--tb=short"]
    leave(pytest.main(options + json.loads(tests), plugins=[Reporter(Path(root), int(fd))]))


if __name__ == "__main__":
    main()
