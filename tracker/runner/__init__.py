"""Processes: run and verify snippets outside this process.

A snippet is a program, so it gets what a program needs and what keeps a mistake in it from spreading: a process of its
own in its own process group, an empty standard input, a scratch folder that is deleted afterwards, a wall-clock limit,
a limit on the memory of each process and on the size of each file, and bounded capture of what it prints. When the run
ends, however it ends, its whole process group is killed; when the app dies, the process of the run dies with it.

What this protects against: an endless loop, an endless print, a runaway allocation or file, a crash of TensorFlow, a
helper process that is forgotten, `sys.exit`, a changed working directory or TensorFlow setting.

What it does not protect against: bad intent. This is no security sandbox. The code runs as the same user, reads the
same files and environment, reaches the network, may write many files outside its scratch folder, may start many
processes, and a process that leaves its group (`setsid`) is not found again. Run only code you would run by hand.

Linux has every confinement and the warm start. Other POSIX systems run each snippet in a fresh interpreter, with a
memory limit only as far as the system honours `RLIMIT_DATA`, and without dying when the app is killed.
"""

from tracker.runner.library import Library, Problem
from tracker.runner.runner import Runner, versions
from tracker.runner.verify import verify

__all__ = ["Library", "Problem", "Runner", "verify", "versions"]
