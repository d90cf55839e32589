"""What happens inside the process that runs one snippet: confine it, run it, say how it ended.

A fresh interpreter runs this file by its path (the cold route); a child of the zygote calls `run` (the warm routes).
Both therefore behave alike. Only the standard library is imported, and nothing of `tracker`, so that a fresh
interpreter prints its first line soon and the snippet finds a clean one.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import re
import resource
import runpy
import signal
import sys
import threading
import traceback
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, NoReturn, TextIO

_PR_SET_PDEATHSIG = 1

_DEVICES = re.compile(r"\{\{.*?\}\}|\[Op:.*")
"""What TensorFlow puts around the message of an error: the node and its device, the operation and its empty name."""


class Job(NamedTuple):
    """One snippet to run and the limits to run it in."""

    path: str
    root: str
    """The folder that holds `snippets/`: it goes on `sys.path`, so that one snippet can import another."""
    scratch: str
    """The working directory."""
    memory: int
    """Bytes each process may hold."""
    file_size: int
    """Bytes each written file may have."""


class Check(NamedTuple):
    """A file of tests to run with pytest and the limits to run it in."""

    path: str
    root: str
    """The folder that holds `snippets/`."""
    scratch: str
    """The working directory."""
    memory: int
    """Bytes each process may hold."""
    file_size: int
    """Bytes each written file may have."""
    only: tuple[str, ...] = ()
    """The test functions to run; without any, all of them."""


class Ending(NamedTuple):
    """How the snippet ended, as the parent is told."""

    status: str
    detail: str
    exit_code: int


def run(job: Job, result: int) -> NoReturn:
    """Run the snippet in this process, write how it ended to the descriptor `result` as JSON, and exit."""
    process = os.getpid()
    os.set_inheritable(result, False)
    os.chdir(job.scratch)
    confine(job.memory, job.file_size)
    sys.argv = [job.path]
    sys.path.insert(0, job.root)
    sys.stdout = sys.__stdout__ = _open_stream(1)  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = _open_stream(2)  # type: ignore[misc, assignment]
    if numpy_random := sys.modules.get("numpy.random"):
        numpy_random.seed()  # else each fork draws the same numbers
    ending = _execute(job.path)
    if os.getpid() == process:  # a fork in the snippet ends here too
        os.write(result, json.dumps(ending._asdict()).encode())
    leave(ending.exit_code)


def confine(memory: int, file_size: int) -> None:
    """Limit this process and those it starts.

    Memory is limited by `RLIMIT_DATA`, the private memory that can be written, and not by `RLIMIT_AS`, the address
    space: TensorFlow maps 1.2 GB of libraries that cost nothing, and a Keras fit with XLA needs 2.7 GB of addresses
    for 0.5 GB of data. Running out then looks the same as anywhere: MemoryError, ResourceExhaustedError, or a signal.
    """
    for kind, limit in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123 - pathlib is not loaded yet
        score.write("1000")  # when the machine itself runs out, the snippet goes and not the app


def die_with(parent: int) -> None:
    """Let the kernel kill this process when its parent dies, even by SIGKILL.

    The kernel means the thread that started this process: it has to live as long as the run.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the kernel was told
            os._exit(1)


def leave(exit_code: int) -> NoReturn:
    """Wait for threads, run exit handlers and flush like an interpreter, without tearing down thousands of modules."""
    with suppress(BaseException):
        threading._shutdown()  # type: ignore[attr-defined]
    with suppress(BaseException):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(BaseException):
            stream.flush()
    ctypes.CDLL(None).fflush(None)
    os._exit(exit_code)


def _open_stream(fd: int) -> TextIO:
    """A text stream that shows each line as it comes; into a pipe Python would hold back 8 KiB.

    It is a new one because that of a forked process still takes the pipe for the file that the zygote had there.
    """
    return open(fd, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def _execute(path: str) -> Ending:
    """Run the file as `__main__`: from its real path, because AutoGraph reads the source."""
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as leaving:
        return _exited(leaving.code)
    except BaseException as error:
        # The snippet's objects are still there: without more memory even the report might fail.
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
        # The frames of this file and of runpy mean nothing to the learner.
        frames = _frames_of(path, error.__traceback__)
        sys.excepthook(type(error), error.with_traceback(frames), frames)
        return Ending("failed" if isinstance(error, AssertionError) else "raised", _describe(error), 1)
    return Ending("passed", "", 0)


def _exited(code: object) -> Ending:
    """What `sys.exit(code)` means: nothing or 0 is success, a number a failure, anything else a message."""
    if code is None or code == 0:
        return Ending("passed", "", 0)
    if isinstance(code, int):
        return Ending("raised", f"exit status {code}", code & 0xFF)
    print(code, file=sys.stderr)
    return Ending("raised", f"exit: {code}", 1)


def _frames_of(path: str, frames: TracebackType | None) -> TracebackType | None:
    while frames and frames.tb_frame.f_code.co_filename != path:
        frames = frames.tb_next
    return frames


def _describe(error: BaseException) -> str:
    """One line: the exception, its message or the source of a bare `assert`, and the line of the snippet."""
    try:
        message = next(iter(_DEVICES.sub("", str(error)).strip().splitlines()), "")
    except Exception:
        message = ""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, AssertionError) and not message and frames:
        message = frames[-1].line or ""
    text = f"{type(error).__name__}: {message}" if message else type(error).__name__
    if frames:
        own = [frame.lineno for frame in frames if frame.filename == frames[0].filename]
        text += f" (line {own[-1]})"
    out_of_memory = isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError"
    return f"out of memory: {text}" if out_of_memory else text


if __name__ == "__main__":
    die_with(int(sys.argv[2]))
    run(Job(*json.loads(sys.argv[1])), int(sys.argv[3]))
