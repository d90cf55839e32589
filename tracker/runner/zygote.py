"""The process that has imported TensorFlow and forks a child for each run of a snippet and each check of its tests.

Forking is safe only while nothing of TensorFlow has run: one eager operation starts threads that a fork would lose, and
the child would hang. So this process imports and executes nothing, and looks before each fork that it has one thread.
Between runs it keeps one spare child that has started the runtime for itself and is used once.

It talks to the app over one socket, a JSON object in each packet:

    {"ready": true}                                        when the import is done
    {"kind": "Job", "job": [...], "spare": true} + stdout, stderr, result
                                                       ->  {"pid": 7, "route": "spare"} or {"refused": "why"}
    {"kill": 7}                                            ends the process group of that run
    {"exit": 7, "code": 0}                                 when that run has ended; minus the signal when one ended it

The end of the socket means that the app is gone, however it went: every run is killed and this process leaves.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

PACKET = 65536


class Zygote:
    """Forks, watches and buries the processes of the runs."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.children: dict[int, int] = {}
        """Process by the descriptor that becomes readable when it ends."""
        self.spare: Spare | None = None

    def serve(self) -> None:
        """Obey until the app is gone."""
        self.tell(ready=True)
        self.spare = self.fork_spare()
        while True:
            readers: list[int | socket.socket] = [self.control, *self.children]
            if self.spare:
                readers.append(self.spare.socket)
            for reader in select.select(readers, [], [])[0]:
                if reader is self.control:
                    if not self.obey():
                        return
                elif reader in self.children:
                    self.bury(reader)
                elif self.spare and reader is self.spare.socket:
                    self.spare.hear()

    def obey(self) -> bool:
        """Do what the next packet says; False when there will be no more."""
        packet, fds, _, _ = socket.recv_fds(self.control, PACKET, 3)
        if not packet:
            for pid in self.children.values():
                kill_group(pid)
            return False
        message = json.loads(packet)
        if "kill" in message:
            if message["kill"] in self.children.values():  # else it has ended, and its number may be another's by now
                kill_group(message["kill"])
        else:
            self.start(message["kind"], message["job"], fds, spare=message["spare"])
            for fd in fds:
                os.close(fd)
        return True

    def start(self, kind: str, job: list[Any], fds: list[int], *, spare: bool) -> None:
        """Hand the job to the spare, or fork a child for it."""
        life = _LIVES[kind]
        if spare and self.spare and self.spare.take(job, fds):
            self.tell(pid=self.spare.pid, route="spare")
            self.spare = None
        elif (threads := thread_count()) > 1:
            self.tell(refused=f"the fork server has {threads} threads")
        else:
            life.prepare()
            self.tell(pid=self.fork(lambda: life.begin(job, fds)), route="warm")

    def fork(self, life: Callable[[], None]) -> int:
        """Fork a child in its own process group that lives `life` and never returns here."""
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                from tracker.runner.child import die_with

                os.setsid()
                die_with(zygote)
                self.let_go()
                gc.enable()
                life()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        self.children[os.pidfd_open(pid)] = pid
        return pid

    def let_go(self) -> None:
        """Close what belongs to the zygote, so that its end is seen even while this child lives."""
        self.control.close()
        for fd in self.children:
            os.close(fd)
        if self.spare:
            self.spare.socket.close()

    def fork_spare(self) -> Spare | None:
        """Fork the child that waits for the next job with the runtime started."""
        if thread_count() > 1:
            return None
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

        def wait_warmed() -> None:
            here.close()
            warm_runtime()
            there.send(b"warmed")
            packet, fds, _, _ = socket.recv_fds(there, PACKET, 3)
            there.close()
            if packet:
                Running.begin(json.loads(packet), fds)

        pid = self.fork(wait_warmed)
        there.close()
        return Spare(pid, here)

    def bury(self, pidfd: int) -> None:
        """Kill what a run has left behind, then free its number and report its end."""
        pid = self.children[pidfd]
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        kill_group(pid)  # while the dead leader still holds the number of the group
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        del self.children[pidfd]
        os.close(pidfd)
        if self.spare and pid == self.spare.pid:  # it died by itself; another one would do the same
            self.spare.socket.close()
            self.spare = None
            return
        self.tell(exit=pid, code=code)
        if self.spare is None:  # only now, so that warming it takes nothing from the run
            self.spare = self.fork_spare()

    def tell(self, **message: object) -> None:
        """Send one packet; when the app is gone, its end is read next."""
        with suppress(OSError):
            self.control.send(json.dumps(message).encode())


class Spare:
    """A child that waits for its one job."""

    def __init__(self, pid: int, socket: socket.socket) -> None:
        self.pid = pid
        self.socket = socket
        self.warmed = False

    def hear(self) -> None:
        """Read that it is warmed, or the end of the socket when it has died."""
        self.warmed = bool(self.socket.recv(PACKET))

    def take(self, job: list[Any], fds: list[int]) -> bool:
        """Hand it its job; False when it is not warmed or has died."""
        if self.warmed:
            with suppress(OSError), self.socket:
                socket.send_fds(self.socket, [json.dumps(job).encode()], fds)
                return True
        return False


class Running:
    """The life of a child that runs a snippet."""

    @staticmethod
    def prepare() -> None:
        """What it needs is imported."""

    @staticmethod
    def begin(job: list[Any], fds: list[int]) -> NoReturn:
        """Turn this child into the process of a run."""
        from tracker.runner.child import Job, run

        run(Job(*job), _take_streams(fds))


class Checking:
    """The life of a child that runs the tests of a snippet."""

    @staticmethod
    def prepare() -> None:
        """Import pytest once, as soon as there is something to check."""
        if "tracker.runner.report" not in sys.modules:
            _import_own("tracker.runner.report")

    @staticmethod
    def begin(job: list[Any], fds: list[int]) -> NoReturn:
        """Turn this child into the process of a check."""
        from tracker.runner.child import Check
        from tracker.runner.report import check

        check(Check(*job), _take_streams(fds))


_LIVES: dict[str, type[Running | Checking]] = {"Job": Running, "Check": Checking}


def _take_streams(fds: list[int]) -> int:
    """Make the first two descriptors the standard streams; return the third, for the result."""
    stdout, stderr, result = fds
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    os.close(stdout)
    os.close(stderr)
    return result


def _import_own(module: str) -> None:
    """Import a module of the app, of which a snippet knows nothing."""
    sys.path.append(str(Path(__file__).parents[2]))
    importlib.import_module(module)
    sys.path.pop()


def warm_runtime() -> None:
    """Start TensorFlow's threads and kernels with one small operation that draws no random number."""
    import tensorflow as tf

    # Two by two: a product of single numbers takes a shorter way and leaves 30 ms of this to the snippet.
    tf.linalg.matmul(tf.ones([2, 2]), tf.ones([2, 2]))


def kill_group(pid: int) -> None:
    """Kill a child that is not yet buried, with everything in its group."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:  # it was just forked and has no group of its own yet
        os.kill(pid, signal.SIGKILL)


def thread_count() -> int:
    """How many threads this process has, also those that Python knows nothing of."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("\nThreads:")[2].split(maxsplit=1)[0])


def main() -> None:
    """Import once, then serve on the socket whose descriptor is the first argument."""
    os.close(os.pidfd_open(os.getpid()))  # a kernel that cannot do this: leave before anything is promised
    control = socket.socket(fileno=int(sys.argv[1]))
    _import_own("tracker.runner.child")
    gc.disable()  # a fifth of the time of the import
    importlib.import_module("tensorflow")
    importlib.import_module("keras")  # some versions of TensorFlow import it only when it is used
    gc.freeze()  # a collection in a child would copy the pages it shares with this process
    Zygote(control).serve()
    os._exit(0)  # nothing here is worth a second of tearing down


if __name__ == "__main__":
    main()
