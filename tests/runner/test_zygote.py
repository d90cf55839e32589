from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.runner.helpers import descendants, is_running, wait_until
from tracker.core.snippet import Status
from tracker.runner import Runner

USES_TENSORFLOW = "import tensorflow as tf\nprint(tf.constant(7).numpy())"


@pytest.fixture(scope="module")
def own(root):
    """A runner whose zygote may be killed."""
    with Runner(root) as runner:
        before = descendants(os.getpid())
        runner.warm()
        assert wait_until(lambda: runner.ready, 120)
        yield runner, lambda: min(descendants(os.getpid()) - before)


def test_while_it_starts_only_a_snippet_that_needs_tensorflow_waits_for_it(root, write):
    with Runner(root) as runner:
        runner.warm()
        printing = runner.run(write("print(7)"))
        assert (printing.status, printing.route) == (Status.PASSED, "cold")
        assert not runner.ready
        waiting = runner.run(write(USES_TENSORFLOW))
        assert (waiting.status, waiting.stdout) == (Status.PASSED, "7\n")
        assert waiting.route in ("warm", "spare")
        assert runner.ready


def test_warming_twice_starts_one(own):
    runner, pid = own
    zygote = pid()
    runner.warm()
    assert pid() == zygote


def test_when_it_is_killed_the_run_dies_with_it_and_the_next_one_is_cold(own, write):
    runner, pid = own
    snippet = write("""
        import os, subprocess, sys, time
        print(os.getpid(), subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid)
        time.sleep(60)
    """)
    zygote = pid()
    run = runner.run(snippet, lambda stream, text: os.kill(zygote, signal.SIGKILL))
    assert run.status is Status.DIED
    assert wait_until(lambda: not any(is_running(int(pid)) for pid in run.stdout.split()), 2)
    assert not runner.ready
    after = runner.run(write("print(7)"))
    assert (after.status, after.route, after.stdout) == (Status.PASSED, "cold", "7\n")
    assert is_running(pid()), "another one has been started"
    assert pid() != zygote


def test_closing_leaves_no_process(root, write):
    before = descendants(os.getpid())
    with Runner(root) as runner:
        runner.warm()
        assert descendants(os.getpid()) > before
    assert descendants(os.getpid()) == before


APP = """
import sys
import time
from pathlib import Path
from tests.runner.helpers import write_snippet
from tracker.runner import Runner

root = Path(sys.argv[1])
forever = write_snippet(root, "tests/forever", '''
    import os, subprocess, sys, time
    {grandchild}
    print(os.getpid())
    time.sleep(600)
''')
runner = Runner(root)
if {warm}:
    runner.warm()
    while not runner.ready:
        time.sleep(0.01)
runner.run(forever, lambda stream, text: print("begun", flush=True))
"""
GRANDCHILD = 'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])'


@pytest.mark.parametrize(("warm", "grandchild", "processes"), [(False, "", 1), (True, GRANDCHILD, 4)])
def test_when_the_app_is_killed_no_process_stays(tmp_path, warm, grandchild, processes):
    """Cold: the snippet. Warm: the zygote, its spare, the snippet and the program that it has started."""
    source = APP.format(warm=warm, grandchild=grandchild)
    env = os.environ | {"TMPDIR": str(tmp_path)}  # the scratch folder stays when nobody is left to delete it
    with subprocess.Popen([sys.executable, "-c", source, tmp_path], stdout=subprocess.PIPE, text=True, env=env) as app:
        assert app.stdout.readline() == "begun\n"
        below = descendants(app.pid)
        app.kill()
    assert len(below) == processes or (warm and len(below) == processes - 1), "the spare may be the snippet"
    assert wait_until(lambda: not any(map(is_running, below)), 5)


def test_an_app_that_ends_without_closing_leaves_no_process(tmp_path):
    source = """
import os, sys
from pathlib import Path
from tests.runner.helpers import descendants
from tracker.runner import Runner
runner = Runner(Path(sys.argv[1]))
runner.warm()
print(*descendants(os.getpid()))
"""
    app = subprocess.run([sys.executable, "-c", source, tmp_path], stdout=subprocess.PIPE, text=True, check=True)
    [zygote] = map(int, app.stdout.split())
    assert wait_until(lambda: not is_running(zygote), 2)


def test_a_process_with_threads_does_not_fork(tmp_path, write, root, monkeypatch):
    """Standing in for TensorFlow: an import that starts a thread, as one that executes an operation would."""
    (tmp_path / "keras.py").write_text("")
    (tmp_path / "tensorflow.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=[60], daemon=True).start()"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Runner(root) as runner:
        runner.warm()
        assert wait_until(lambda: runner.ready)
        run = runner.run(write("print(7)"))
    assert (run.status, run.route, run.stdout) == (Status.PASSED, "cold", "7\n")


def test_a_machine_without_tensorflow_runs_cold(tmp_path, write, root, monkeypatch):
    (tmp_path / "tensorflow.py").write_text("raise ImportError('not for this processor')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Runner(root) as runner:
        runner.warm()
        run = runner.run(write("import tensorflow"))
    assert (run.status, run.route) == (Status.RAISED, "cold")
    assert run.detail.startswith("ImportError: not for this processor")


def test_the_app_never_imports_tensorflow():
    source = "import sys, tracker.runner; print({'tensorflow', 'keras', 'numpy', 'pytest'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, check=True)
    assert found.stdout == "set()\n"
