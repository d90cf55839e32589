"""Check claims: run the tests beside the snippets, see what they say, and see that they could say otherwise."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.core.mutants import Mutant, mutants, reached
from tracker.core.proof import Verification
from tracker.core.snippet import Claim, Snippet, parse_claim
from tracker.runner.child import Check
from tracker.runner.library import Library
from tracker.runner.nursery import Nursery
from tracker.runner.output import Capture
from tracker.runner.process import FILE_SIZE, MEMORY_GIB, Fresh, Pipes, Process, attend, ending, run_environment

MOST_MUTANTS = 60
"""How many mutants of one snippet are tried for the claims that have killed none yet."""

_WORKERS = min(os.cpu_count() or 1, 4)

Kills = Mapping[tuple[str, str], str]
"""By snippet and text of a claim, the mutant that its tests are known to kill."""


def verify(
    library: Library,
    snippets: Sequence[Snippet],
    on_result: Callable[[Verification], None] | None = None,
    *,
    kills: Kills | None = None,
    nursery: Nursery | None = None,
    timeout: float = 300.0,
) -> list[Verification]:
    """Run the tests of these snippets, those of each snippet in a process of their own, and judge each of their claims.

    A test speaks for the claim that its docstring repeats, verdict and words. A claim has passed when at least one test
    speaks for it and all that do have passed. It is verified when one of these tests then fails an assertion on a
    mutant of the snippet: otherwise they would pass whatever the snippet did.

    Args:
        library: where the snippets are.
        snippets: which to check.
        on_result: called in this thread as soon as a claim is judged; when it raises, the tests are ended.
        kills: what need not be shown again.
        nursery: forks the processes when it is there; each is started as a new program otherwise.
        timeout: seconds for the tests of one snippet; on a mutant, soon after they would have ended.

    Returns:
        One verification for each claim, in the order of the snippets.
    """
    bench = _Bench(library, nursery, timeout)
    judged: dict[str, list[Verification]] = {}
    with ThreadPoolExecutor(_WORKERS) as workers:
        waiting = {workers.submit(bench.judge, snippet, kills or {}): snippet for snippet in snippets}
        try:
            for done in as_completed(waiting):
                judged[waiting[done].id] = done.result()
                for verification in done.result():
                    if on_result:
                        on_result(verification)
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            bench.stop()
            raise
    return [verification for snippet in snippets for verification in judged[snippet.id]]


@dataclass
class _Test:
    """One test that was collected; a test with parameters is several."""

    function: str
    claim: Claim | None
    """The claim that its docstring states."""
    ended: bool = False
    seconds: float = 0.0
    detail: str = ""
    denied: bool = False
    """It failed an assertion of its own."""
    skipped: bool = False


@dataclass
class _Said:
    """What one run of a file of tests has said."""

    tests: dict[str, _Test] = field(default_factory=dict)
    reason: str = ""
    """Why there are no tests, or why those that have not ended have not."""
    complete: bool = False
    """The file was collected, or cannot be, and every test has ended."""

    def of(self, claim: Claim) -> list[_Test]:
        """The tests that speak for a claim."""
        return [test for test in self.tests.values() if test.claim == claim]


class _Bench:
    """Where the tests of snippets are run."""

    def __init__(self, library: Library, nursery: Nursery | None, timeout: float) -> None:
        self._library = library
        self._nursery = nursery
        self._timeout = timeout
        self._lock = threading.Lock()
        self._running: set[Process] = set()
        self._stopped = False

    def stop(self) -> None:
        """End all tests; those that are asked for later do not begin."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def judge(self, snippet: Snippet, kills: Kills) -> list[Verification]:
        """Run the tests of a snippet and judge each of its claims."""
        test = self._library.test_path(snippet)
        if not test.is_file():
            return [Verification(snippet.id, claim, detail=f"there is no {test.name}") for claim in snippet.claims]
        said = self._ask(test, self._library.root, self._timeout)
        found = [_judged(snippet, claim, said) for claim in snippet.claims]
        return list(self._shown_to_fail(snippet, test, found, said, kills))

    def _shown_to_fail(
        self, snippet: Snippet, test: Path, found: Sequence[Verification], said: _Said, kills: Kills
    ) -> Iterator[Verification]:
        """Each verification with the mutant that its tests kill."""
        known = {one.claim: kills.get((snippet.id, one.claim.text), "") for one in found if one.passed}
        pending = {claim: {asked.function for asked in said.of(claim)} for claim in known if not known[claim]}
        if pending:
            known.update(self._killed(snippet, test, pending, said))
        for one in found:
            if known.get(one.claim) == "":
                yield replace(one, detail="its tests assert nothing that fails on a mutant of the snippet")
            else:
                yield replace(one, killed=known.get(one.claim, ""))

    def _killed(
        self, snippet: Snippet, test: Path, pending: dict[Claim, set[str]], said: _Said
    ) -> Iterator[tuple[Claim, str]]:
        """The claims whose tests fail an assertion on a mutant, each with the first such mutant."""
        source = Path(snippet.path).read_text(encoding="utf-8")
        uses = reached(source, test.read_text(encoding="utf-8"))
        patience = min(self._timeout, 15 + 4 * sum(one.seconds for one in said.tests.values()))

        def asked(mutant: Mutant) -> set[str]:
            waiting = set().union(*pending.values())
            return {function for function in waiting if mutant.definition in uses.get(function, ())}

        worth_trying = ((mutant, only) for mutant in mutants(source) if (only := asked(mutant)))
        for mutant, only in itertools.islice(worth_trying, MOST_MUTANTS):
            with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
                copy = self._copied(snippet, test, mutant, Path(folder))
                answer = self._ask(copy, Path(folder), patience, tuple(sorted(only)))
            for claim in list(pending):
                if any(one.denied for one in answer.of(claim)):
                    del pending[claim]
                    yield claim, f"line {mutant.line}: {mutant.before} → {mutant.after}"
            if not pending:
                return

    def _copied(self, snippet: Snippet, test: Path, mutant: Mutant, folder: Path) -> Path:
        """Lay out the mutant with everything its test needs; return where the test is."""
        root = self._library.root
        beside = (file for file in test.parent.iterdir() if file.is_file())
        for file in dict.fromkeys((*self._library.files(snippet), *beside)):
            place = folder / file.relative_to(root)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        (folder / Path(snippet.path).relative_to(root)).write_text(mutant.source, encoding="utf-8")
        return folder / test.relative_to(root)

    def _ask(self, test: Path, root: Path, timeout: float, only: tuple[str, ...] = ()) -> _Said:
        """Run a file of tests, or some of its functions, and listen."""
        said = _Said()
        with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as scratch, Pipes() as pipes:
            job = Check(str(test), str(root), scratch, int(MEMORY_GIB * 2**30), FILE_SIZE, only)
            stdout, stderr = Capture(lambda text: None), Capture(lambda text: None, drop_noise=True)
            with self._lock:
                if self._stopped:
                    said.reason = "stopped"
                    return said
                process = self._start(job, pipes)
                self._running.add(process)
            pipes.close_writers()
            try:
                sinks = dict(zip(pipes.readers, (stdout.feed, stderr.feed, _listener(said)), strict=True))
                code, timed_out = attend(process, sinks, time.monotonic() + timeout)
            finally:
                with self._lock:
                    self._running.discard(process)
        if not said.complete:
            last = (stderr.text or stdout.text).strip().splitlines()[-1:]
            early = ": ".join(["the tests ended early", ending(code), *last])
            said.reason = f"not finished after {timeout:g} s" if timed_out else early
        return said

    def _start(self, job: Check, pipes: Pipes) -> Process:
        if self._nursery and (forked := self._nursery.fork(job, pipes, spare=False)):
            return forked[0]
        script = str(Path(__file__).with_name("report.py"))
        command = [sys.executable, "-P", "-B", script, json.dumps(job), str(os.getpid())]
        return Fresh(command, pipes, cwd=job.scratch, env=run_environment())


def _listener(said: _Said) -> Callable[[bytes], None]:
    """What takes the bytes that the process of the tests reports."""
    rest = b""

    def hear(chunk: bytes) -> None:
        nonlocal rest
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:  # a test has written to a descriptor that is not its own
                continue
            if "found" in message:
                said.tests = {id: _Test(function, parse_claim(text)) for id, function, text in message["found"]}
            elif "broken" in message:
                said.reason = message["broken"]
            elif test := said.tests.get(message["ended"]):
                test.ended, test.seconds, test.skipped = True, message["seconds"], message["skipped"]
                test.detail, test.denied = message["detail"], message["denied"]
            said.complete = bool(said.reason) or all(test.ended for test in said.tests.values())

    return hear


def _judged(snippet: Snippet, claim: Claim, said: _Said) -> Verification:
    tests = said.of(claim)
    failed = next((test.detail for test in tests if test.detail), "")
    passed = bool(tests) and all(test.ended and not test.detail for test in tests)
    return Verification(
        snippet.id,
        claim,
        passed=passed,
        seconds=sum(test.seconds for test in tests),
        detail="" if passed else failed or said.reason or "no test names this claim",
        judged=said.complete and not any(test.skipped for test in tests),
    )
