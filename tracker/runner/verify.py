"""Check claims: run the tests beside the snippets and see what they say."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.core.snippet import Claim, Snippet, Verification, parse_claim
from tracker.runner.library import Library
from tracker.runner.output import Capture
from tracker.runner.process import FILE_SIZE, MEMORY_GIB, Fresh, Pipes, attend, ending, run_environment

_UNTESTED = "no test names this claim"


@dataclass
class _Test:
    """One test that was collected; a test with parameters is several."""

    path: str
    claim: Claim | None
    """The claim that its docstring states."""
    ended: bool = False
    seconds: float = 0.0
    detail: str = ""


def verify(
    library: Library,
    snippets: Sequence[Snippet],
    on_result: Callable[[Verification], None] | None = None,
    *,
    timeout: float = 600.0,
) -> list[Verification]:
    """Run the tests of these snippets, all in one process, and judge each of their claims.

    A test speaks for the claim that its docstring repeats, verdict and words. A claim is verified when at least one
    test speaks for it and all that do have passed.

    Args:
        library: where the snippets are.
        snippets: which to check.
        on_result: called as soon as a claim is judged; when it raises, the tests are ended.
        timeout: seconds for everything; a claim that was not judged by then is not verified.

    Returns:
        One verification for each claim, in the order of the snippets. A test file that is missing, cannot be collected
        or takes the process down makes its claims unverified, with the reason in `detail`.
    """
    docket = _Docket(library, snippets, on_result or (lambda verification: None))
    present = [path for path in docket.paths if Path(path).is_file()]
    for path in docket.paths:
        if path not in present:
            docket.judge(path, f"there is no {Path(path).name}")
    if present:
        reason = _run_tests(library.root, present, docket, timeout)
        for path in present:
            docket.judge(path, reason)
    return docket.verifications


class _Docket:
    """The claims to judge and what the tests have said so far."""

    def __init__(
        self, library: Library, snippets: Sequence[Snippet], on_result: Callable[[Verification], None]
    ) -> None:
        self._snippets = {str(library.test_path(snippet)): snippet for snippet in snippets}
        self._on_result = on_result
        self._tests: dict[str, _Test] = {}
        self._judged: dict[str, list[Verification]] = {}
        self._rest = b""

    @property
    def paths(self) -> list[str]:
        """The test files, in the order of the snippets."""
        return list(self._snippets)

    @property
    def verifications(self) -> list[Verification]:
        """What was judged, in the order of the snippets."""
        return [verification for path in self._snippets for verification in self._judged.get(path, ())]

    def hear(self, chunk: bytes) -> None:
        """Take what the test process reports."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "found" in message:
                self._tests = {id: _Test(path, parse_claim(text)) for id, path, text in message["found"]}
                for path in set(self._snippets) - {test.path for test in self._tests.values()}:
                    self.judge(path, _UNTESTED)
            elif "broken" in message:
                self.judge(message["broken"], message["detail"])
            else:
                test = self._tests[message["ended"]]
                test.ended, test.seconds, test.detail = True, message["seconds"], message["detail"]
                if all(other.ended for other in self._of(test.path)):
                    self.judge(test.path, _UNTESTED)

    def judge(self, path: str, reason: str) -> None:
        """Judge every claim of the snippet that is tested by this file, once.

        Args:
            path: the test file.
            reason: why a claim is not verified when no test has failed.
        """
        if path in self._snippets and path not in self._judged:
            self._judged[path] = list(self._verdicts(path, reason))
            for verification in self._judged[path]:
                self._on_result(verification)

    def _verdicts(self, path: str, reason: str) -> Iterator[Verification]:
        snippet = self._snippets[path]
        for claim in snippet.claims:
            tests = [test for test in self._of(path) if test.claim == claim]
            failed = next((test.detail for test in tests if test.detail), "")
            verified = bool(tests) and all(test.ended and not test.detail for test in tests)
            seconds = sum(test.seconds for test in tests)
            yield Verification(snippet.id, claim, verified, seconds, "" if verified else failed or reason)

    def _of(self, path: str) -> list[_Test]:
        return [test for test in self._tests.values() if test.path == path]


def _run_tests(root: Path, paths: Sequence[str], docket: _Docket, timeout: float) -> str:
    """Run the test files in one process and return why a test that has not ended by then has not."""
    with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as scratch, Pipes() as pipes:
        script = str(Path(__file__).with_name("report.py"))
        limits = [str(os.getpid()), str(int(MEMORY_GIB * 2**30)), str(FILE_SIZE)]
        command = [sys.executable, "-P", "-B", script, *limits, str(root), scratch, json.dumps(paths)]
        env = {name: value for name, value in run_environment().items() if not name.startswith("PYTEST_")}
        env["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        process = Fresh(command, pipes, cwd=scratch, env=env)
        pipes.close_writers()
        stdout, stderr = Capture(lambda text: None), Capture(lambda text: None, drop_noise=True)
        sinks = dict(zip(pipes.readers, (stdout.feed, stderr.feed, docket.hear), strict=True))
        code, timed_out = attend(process, sinks, time.monotonic() + timeout)
    if timed_out:
        return f"not finished after {timeout:g} s"
    last = (stderr.text or stdout.text).strip().splitlines()[-1:]
    return ": ".join(["the tests ended early", ending(code), *last])
