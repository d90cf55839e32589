"""The app's end of the zygote: start it, ask it for a child, end it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker.runner.child import Check, Job
from tracker.runner.process import GRACE, Pipes

_PACKET = 65_536


class Nursery:
    """A zygote that has TensorFlow, or will have it in a few seconds. Its methods may be called from any thread."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Start the zygote and return at once."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        """Held while the socket is read."""
        self._ready = False
        self._exits: dict[int, int] = {}
        """The exit codes of children that nobody has asked for yet."""
        with theirs:
            self._zygote = subprocess.Popen(
                # -P: no folder of ours before the standard library on its path.
                [sys.executable, "-P", str(Path(__file__).with_name("zygote.py")), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=env,
                start_new_session=True,  # ctrl+c in the terminal is for the app
            )

    @property
    def alive(self) -> bool:
        """Whether the zygote runs, ready or not."""
        return self._zygote.poll() is None

    @property
    def ready(self) -> bool:
        """Whether TensorFlow is imported and the zygote still runs."""
        with self._lock:
            if not self._ready:
                self._hear()
        return self._ready and self.alive

    @property
    def lost(self) -> bool:
        """Whether the zygote ended after it had been ready; one that never was would fail again."""
        return self._ready and not self.alive

    def fork(self, job: Job | Check, pipes: Pipes, *, spare: bool) -> tuple[Forked, str] | None:
        """Start the job in a child of the zygote.

        Args:
            job: what to run, or which tests.
            pipes: their writing ends go to the child.
            spare: whether a child that has started the runtime will do.

        Returns:
            The child and `spare` or `warm`; None when the zygote may not fork, is gone, or does not answer.
        """
        message = {"kind": type(job).__name__, "job": job, "spare": spare}
        answer = {}
        with self._lock, suppress(OSError):
            self._control.settimeout(GRACE)
            socket.send_fds(self._control, [json.dumps(message).encode()], pipes.writers)
            answer = self._hear(GRACE)
        if not answer:
            self._zygote.kill()  # else it might still start what soon runs elsewhere
        return (Forked(self, answer["pid"]), answer["route"]) if "pid" in answer else None

    def exit_code(self, pid: int) -> int | None:
        """The exit code of a child; None while it runs."""
        with self._lock:
            self._hear()
            if pid in self._exits:
                return self._exits.pop(pid)
        if self.alive:
            return None
        # The kernel has killed the child with the zygote, but not what the child has started.
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        return -signal.SIGKILL

    def kill(self, pid: int) -> None:
        """Kill a child with its process group, if it still runs."""
        with suppress(OSError):
            self._control.send(json.dumps({"kill": pid}).encode())

    def close(self) -> None:
        """End the zygote; the kernel ends its children."""
        self._control.close()
        self._zygote.kill()
        self._zygote.wait()

    def _hear(self, seconds: float = 0.0) -> dict[str, Any]:
        """Note what the zygote tells by itself until it answers; empty when it does not in time, or is gone."""
        while message := self._receive(seconds):
            if "exit" in message:
                self._exits[message["exit"]] = message["code"]
            elif "ready" in message:
                self._ready = True
            else:
                return message
        return {}

    def _receive(self, seconds: float) -> dict[str, Any]:
        with suppress(OSError):
            self._control.settimeout(seconds)
            packet = self._control.recv(_PACKET)
            return json.loads(packet) if packet else {}
        return {}


class Forked:
    """A child of the zygote."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self.pid = pid

    def poll(self) -> int | None:  # noqa: D102 - see Process
        return self._nursery.exit_code(self.pid)

    def kill(self) -> None:  # noqa: D102 - see Process
        self._nursery.kill(self.pid)
