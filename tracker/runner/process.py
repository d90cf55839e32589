"""A child process as its parent sees it: three pipes to read, an end to wait for, a group to kill."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, Self

GRACE = 5.0
"""Seconds in which a killed process has to be gone."""

MEMORY_GIB = 8.0
"""GiB that each process may hold when nothing else is asked for."""

FILE_SIZE = 1 << 30
"""Bytes of each written file: room for a data set or a model, none for an endless writer."""

_CHUNK = 65_536


def run_environment() -> dict[str, str]:
    """The environment of every run: one BLAS thread, without which the zygote may not fork, for equal results."""
    return os.environ | {"OPENBLAS_NUM_THREADS": "1"}


class Process(Protocol):
    """A process that runs in a group of its own."""

    def poll(self) -> int | None:
        """None while it runs, then its exit code, or minus the signal that ended it; its group is then gone too."""

    def kill(self) -> None:
        """Kill the whole group, from any thread; harmless when it has ended."""


class Pipes:
    """The pipes for stdout, stderr and the result of one child: it writes, this process reads."""

    def __init__(self) -> None:
        pairs = [os.pipe() for _ in range(3)]
        self.readers = [reader for reader, _ in pairs]
        self.writers = [writer for _, writer in pairs]

    def close_writers(self) -> None:
        """Forget the child's ends, so that their end is seen here when the child is gone."""
        while self.writers:
            os.close(self.writers.pop())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_writers()
        for reader in self.readers:
            os.close(reader)


class Fresh:
    """A process that was started as a new program."""

    def __init__(self, command: Sequence[str], pipes: Pipes, *, cwd: str, env: Mapping[str, str]) -> None:
        """Start `command` with the writing end of the result pipe as its last argument."""
        stdout, stderr, result = pipes.writers
        self._lock = threading.Lock()
        self._popen = subprocess.Popen(
            [*command, str(result)],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            pass_fds=[result],
            cwd=cwd,
            env=env,
            start_new_session=True,
        )

    def poll(self) -> int | None:  # noqa: D102 - see Process
        with self._lock:
            running = self._popen.returncode is None
            code = self._popen.poll()
            if running and code is not None:
                # What is left of the group keeps the number of the group taken.
                self._kill_group()
            return code

    def kill(self) -> None:  # noqa: D102 - see Process
        with self._lock:
            if self._popen.returncode is None:
                self._kill_group()

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):  # macOS forbids it when all have ended
            os.killpg(self._popen.pid, signal.SIGKILL)


def attend(process: Process, sinks: Mapping[int, Callable[[bytes], None]], deadline: float) -> tuple[int | None, bool]:
    """Hand what arrives to the sinks until the process has ended, at the latest at the deadline.

    Args:
        process: killed at the deadline, and when a sink raises.
        sinks: what takes the bytes of each descriptor; it gets `b""` at the end.
        deadline: on the clock of `time.monotonic`.

    Returns:
        Its exit code, None when it could not be killed within the grace; and whether the deadline has passed.
    """
    code = None
    with selectors.DefaultSelector() as selector:
        for fd, sink in sinks.items():
            os.set_blocking(fd, False)
            selector.register(fd, selectors.EVENT_READ, sink)
        try:
            while (code := process.poll()) is None and (left := deadline - time.monotonic()) > 0:
                # All pipes at their end means that the process is about to end, if it has not closed them itself.
                tick = 0.05 if selector.get_map() else 0.001
                for key, _ in selector.select(min(tick, left)):
                    if not _feed(key.fd, key.data):
                        selector.unregister(key.fd)
            timed_out = code is None
        finally:
            if code is None:
                process.kill()
                code = _wait(process)
        for key in selector.get_map().values():
            # What was written last. A pipe holds no more than this, unless someone who left the group still writes.
            for _ in range(16):
                if not _feed(key.fd, key.data):
                    break
            key.data(b"")
    return code, timed_out


def _wait(process: Process) -> int | None:
    deadline = time.monotonic() + GRACE
    while (code := process.poll()) is None and time.monotonic() < deadline:
        time.sleep(0.001)
    return code


def _feed(fd: int, sink: Callable[[bytes], None]) -> bool:
    """Read once; False when there is nothing more for now or for ever."""
    try:
        chunk = os.read(fd, _CHUNK)
    except BlockingIOError:
        return False
    sink(chunk)
    return bool(chunk)


def ending(code: int | None) -> str:
    """An exit code of `attend` in words."""
    if code is None:
        return "it could not be killed"
    try:
        return f"exit status {code}" if code >= 0 else signal.Signals(-code).name
    except ValueError:  # real-time signals have no names
        return f"signal {-code}"
