"""Run one snippet at a time in a process of its own."""

from __future__ import annotations

import atexit
import functools
import json
import os
import platform
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tracker.core.proof import Verification
from tracker.core.snippet import Run, Snippet, Status
from tracker.runner import source as scan
from tracker.runner.child import Job
from tracker.runner.library import Library
from tracker.runner.nursery import Nursery
from tracker.runner.output import Capture
from tracker.runner.process import FILE_SIZE, MEMORY_GIB, Fresh, Pipes, Process, attend, ending, run_environment
from tracker.runner.verify import Kills, verify

_OUT_OF_MEMORY = (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGKILL)
"""Exit codes that running out of memory may have; a deep recursion or a kill by hand has them too."""


class Runner:
    """Runs snippets and says how each ended. Its methods may be called from any thread; runs wait for each other.

    A run takes the first of these routes that fits:

    - `spare`: a child that was forked ahead of time and has started TensorFlow. Used once.
    - `warm`: a child forked for this run, with TensorFlow imported but not started.
    - `cold`: a fresh interpreter. For a snippet that sets environment variables that TensorFlow reads at its import,
      while no zygote is ready, and where forking is not safe.

    While the zygote is still importing, a snippet that needs TensorFlow waits for it: its import began earlier than one
    in a fresh interpreter would, and two at once slow each other down. Any other snippet runs cold, in milliseconds.
    """

    def __init__(self, root: Path, *, timeout: float = 60.0, memory_limit_gib: float = MEMORY_GIB) -> None:
        """Prepare to run what lies below `root`; starts nothing.

        Args:
            root: the folder that holds `snippets/`.
            timeout: seconds of wall clock for one run, from the start of its process.
            memory_limit_gib: GiB that each process of a run may hold.
        """
        self.root = root.resolve()
        self.timeout = timeout
        self.memory_limit_gib = memory_limit_gib
        self._turn = threading.Lock()
        """Held for the length of a run."""
        self._state = threading.Lock()
        """Held for moments: guards what follows."""
        self._nursery: Nursery | None = None
        self._process: Process | None = None
        self._cancelled = False
        self._closed = False
        atexit.register(self.close)

    @property
    def ready(self) -> bool:
        """Whether the next run finds TensorFlow imported."""
        return self._nursery is not None and self._nursery.ready

    def warm(self) -> None:
        """Start to import TensorFlow in the background; does nothing when that is done or under way."""
        with self._state:
            if sys.platform != "linux" or self._closed:
                return
            if self._nursery and self._nursery.lost:
                self._nursery.close()
                self._nursery = None
            if self._nursery is None:
                self._nursery = Nursery(run_environment())

    def run(self, snippet: Snippet, on_output: Callable[[str, str], None] | None = None) -> Run:
        """Run a snippet to its end and return what came of it.

        Args:
            snippet: what to run; its file is run as it is now.
            on_output: called in this thread with `stdout` or `stderr` and the text that has just arrived. It may
                `cancel`, but not `run`, which waits for this run. When it raises, the run is ended.

        Raises:
            RuntimeError: this runner is closed. Nothing that the snippet does raises.
        """
        with self._turn, TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as scratch, Pipes() as pipes:
            asked = time.monotonic()
            with self._state:
                if self._closed:
                    raise RuntimeError("the runner is closed")
                self._cancelled = False
            emit = on_output or (lambda stream, text: None)
            stdout = Capture(functools.partial(emit, "stdout"))
            stderr = Capture(functools.partial(emit, "stderr"), drop_noise=True)
            report = bytearray()
            path = str(Path(snippet.path).resolve())
            job = Job(path, str(self.root), scratch, int(self.memory_limit_gib * 2**30), FILE_SIZE)

            process, route = self._launch(job, pipes)
            pipes.close_writers()
            with self._state:
                self._process = process
                if self._cancelled:
                    process.kill()
            try:
                sinks = dict(zip(pipes.readers, (stdout.feed, stderr.feed, report.extend), strict=True))
                code, timed_out = attend(process, sinks, time.monotonic() + self.timeout)
            finally:
                with self._state:
                    self._process = None
            if code is None and self._nursery:  # the zygote no longer answers: its end is the end of its child
                self._nursery.close()
                process.poll()
                self.warm()
            status, detail = self._ending(code, timed_out, bytes(report), stderr.text)
            return Run(
                snippet=snippet.id,
                status=status,
                seconds=time.monotonic() - asked,
                first_line_seconds=None if stdout.first is None else stdout.first - asked,
                route=route,
                box=f"process group, {self.timeout:g} s, {self.memory_limit_gib:g} GiB, scratch folder",
                stdout=stdout.text,
                stderr=stderr.text,
                versions=dict(versions()),
                detail=detail,
            )

    def verify(
        self,
        library: Library,
        snippets: Sequence[Snippet],
        on_result: Callable[[Verification], None] | None = None,
        *,
        kills: Kills | None = None,
    ) -> list[Verification]:
        """Check the claims of snippets, in children of the zygote where there is one; see `tracker.runner.verify`."""
        self.warm()
        return verify(library, snippets, on_result, kills=kills, nursery=self._warm_nursery(wait=True))

    def cancel(self) -> None:
        """End the run that is under way, if any; it returns as died."""
        with self._state:
            self._cancelled = True
            if self._process:
                self._process.kill()

    def close(self) -> None:
        """End every process; the run that is under way returns as died. Nothing can be run afterwards."""
        with self._state:
            self._closed = True
        atexit.unregister(self.close)
        self.cancel()
        # A cancelled run ends at once, but its listener may be waiting for the very thread that closes.
        ended = self._turn.acquire(timeout=1)
        if self._nursery:
            self._nursery.close()
        if ended:
            self._turn.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _launch(self, job: Job, pipes: Pipes) -> tuple[Process, str]:
        """Start the job on the fastest route that fits it."""
        try:
            source = Path(job.path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            source = ""  # the child will say what is wrong with it
        nursery = None if scan.sets_environment(source) else self._warm_nursery(wait=scan.uses_tensorflow(source))
        if nursery and (forked := nursery.fork(job, pipes, spare=not scan.configures_runtime(source))):
            return forked
        script = str(Path(__file__).with_name("child.py"))
        command = [sys.executable, "-P", script, json.dumps(job), str(os.getpid())]
        return Fresh(command, pipes, cwd=job.scratch, env=run_environment()), "cold"

    def _warm_nursery(self, *, wait: bool) -> Nursery | None:
        """The nursery when it is ready, waiting for a start that is under way; a lost one is started anew."""
        nursery = self._nursery
        if nursery is None:
            return None
        deadline = time.monotonic() + (self.timeout if wait else 0)
        while not nursery.ready and nursery.alive and not self._cancelled and time.monotonic() < deadline:
            time.sleep(0.01)
        if nursery.ready:
            return nursery
        if nursery.lost:
            self.warm()
        return None

    def _ending(self, code: int | None, timed_out: bool, report: bytes, stderr: str) -> tuple[Status, str]:
        """What the limits, the exit code and the child's own report say, with one line why it did not pass."""
        memory = f"perhaps out of memory (limit {self.memory_limit_gib:g} GiB)"
        if timed_out:
            return Status.TIMED_OUT, f"stopped after {self.timeout:g} s"
        if code is None or code < 0:
            if self._cancelled and code == -signal.SIGKILL:
                return Status.DIED, "cancelled"
            return Status.DIED, f"{ending(code)}: {memory}" if code in _OUT_OF_MEMORY else ending(code)
        try:
            said = json.loads(report)
            return Status(said["status"]), said["detail"]
        except (ValueError, TypeError, KeyError):  # it left before the report, as by os._exit, or has written into it
            if code == 0:
                return Status.PASSED, ""
            return Status.RAISED, memory if "allocate memory" in stderr else ending(code)


@functools.cache
def versions() -> dict[str, str]:
    """What a result depends on, found without importing any of it."""
    import importlib.metadata  # 40 ms, of which a process that runs nothing has no use

    found = {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    for name in ("tensorflow", "keras", "numpy"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
