from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest

from tests.runner.helpers import is_running, wait_until
from tracker.core.snippet import Status
from tracker.runner import Runner


def test_what_a_snippet_prints_is_its_output(runner, write):
    run = runner.run(
        write("""
            import sys
            print("to the reader ∂")
            print("to the side", file=sys.stderr)
        """)
    )
    assert (run.status, run.stdout, run.stderr, run.detail) == (
        Status.PASSED,
        "to the reader ∂\n",
        "to the side\n",
        "",
    )
    assert 0 < run.first_line_seconds <= run.seconds


def test_a_silent_snippet_has_no_first_line(runner, write):
    run = runner.run(write("pass"))
    assert (run.status, run.stdout, run.first_line_seconds) == (Status.PASSED, "", None)


def test_each_line_is_passed_on_while_the_snippet_runs(runner, write, tmp_path):
    answer = tmp_path / "answer"
    snippet = write(f"""
        import pathlib, sys, time
        print("one")
        print("two", file=sys.stderr)
        while not pathlib.Path({str(answer)!r}).exists():
            time.sleep(0.01)
        print("three")
    """)
    heard = []

    def hear(stream, text):
        heard.append((stream, text))
        if len(heard) == 2:
            answer.touch()

    run = runner.run(snippet, hear)
    assert run.status is Status.PASSED
    assert sorted(heard[:2]) == [("stderr", "two\n"), ("stdout", "one\n")]
    assert heard[2:] == [("stdout", "three\n")]
    assert run.first_line_seconds < run.seconds


@pytest.mark.parametrize(
    ("source", "status", "detail"),
    [
        ("import sys; sys.exit()", Status.PASSED, ""),
        ("import sys; sys.exit(0)", Status.PASSED, ""),
        ("import os; os._exit(0)", Status.PASSED, ""),
        ("import sys; sys.exit(3)", Status.RAISED, "exit status 3"),
        ("import sys; sys.exit('no data')", Status.RAISED, "exit: no data"),
        ("import os; os._exit(3)", Status.RAISED, "exit status 3"),
        ("assert 1 + 1 == 3", Status.FAILED, "AssertionError: assert 1 + 1 == 3 (line 2)"),
        ("assert False, 'they differ\\nhere'", Status.FAILED, "AssertionError: they differ (line 2)"),
        ("raise ValueError('bad shape')", Status.RAISED, "ValueError: bad shape (line 2)"),
        ("def f():\n    {}['x']\nf()", Status.RAISED, "KeyError: 'x' (line 3)"),
        ("import json; json.loads('')", Status.RAISED, "JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        ("raise KeyboardInterrupt", Status.RAISED, "KeyboardInterrupt (line 2)"),
        ("import os; os.kill(os.getpid(), 9)", Status.DIED, "SIGKILL: perhaps out of memory (limit 8 GiB)"),
        ("import os; os.kill(os.getpid(), 15)", Status.DIED, "SIGTERM"),
        ("import os; os.kill(os.getpid(), 40)", Status.DIED, "signal 40"),
        ("import os; os.abort()", Status.DIED, "SIGABRT: perhaps out of memory (limit 8 GiB)"),
    ],
)
def test_the_way_it_ends_is_its_status(runner, write, source, status, detail):
    run = runner.run(write(source))
    assert run.status is status
    assert run.detail.startswith(detail)
    assert bool(run.detail) is bool(detail)


def test_a_traceback_begins_in_the_snippet(runner, write):
    snippet = write("""
        def divide():
            return 1 / 0
        divide()
    """)
    trace = runner.run(snippet).stderr.splitlines()
    assert trace[:2] == ["Traceback (most recent call last):", f'  File "{snippet.path}", line 4, in <module>']
    assert trace[-1] == "ZeroDivisionError: division by zero"
    assert not any("runpy" in line or "child.py" in line for line in trace)


def test_a_file_that_is_not_python_raises_without_frames_of_the_runner(runner, write):
    snippet = write("pass")
    Path(snippet.path).write_text("def broken(:\n")
    run = runner.run(snippet)
    assert run.status is Status.RAISED
    assert run.detail.startswith("SyntaxError: invalid syntax")
    assert "^" in run.stderr
    assert "runpy" not in run.stderr


def test_a_file_that_is_gone_raises(runner, write):
    snippet = write("pass")
    Path(snippet.path).unlink()
    run = runner.run(snippet)
    assert run.status is Status.RAISED
    assert run.detail.startswith("FileNotFoundError")


def test_an_endless_loop_is_stopped_at_the_limit(runner, write):
    runner.timeout = 2
    run = runner.run(write("print('begun')\nwhile True: pass"))
    assert (run.status, run.stdout, run.detail) == (Status.TIMED_OUT, "begun\n", "stopped after 2 s")
    assert 2 <= run.seconds < 5


def test_an_endless_printer_is_stopped_and_its_output_cut(runner, write):
    runner.timeout = 1
    heard = []
    run = runner.run(write("while True: print('x' * 100)"), lambda stream, text: heard.append(text))
    assert run.status is Status.TIMED_OUT
    assert run.seconds < 5
    assert run.stdout.endswith("\n[cut here: more than 1,000,000 characters]\n")
    assert len(run.stdout) < 1_000_100
    assert "".join(heard) == run.stdout


def test_a_snippet_that_prints_more_than_is_kept_still_ends(runner, write):
    run = runner.run(write("for _ in range(3000): print('x' * 999)"))
    assert run.status is Status.PASSED
    assert len(run.stdout) < 1_000_100


def test_bytes_that_are_no_text_are_shown_as_such(runner, write):
    run = runner.run(write(r"import sys; sys.stdout.buffer.write(b'a\xffb\n')"))
    assert (run.status, run.stdout) == (Status.PASSED, "a\ufffdb\n")


def test_there_is_nobody_to_answer_a_question(runner, write):
    run = runner.run(write("input('your name? ')"))
    assert run.status is Status.RAISED
    assert run.detail.startswith("EOFError")


def test_it_works_in_an_empty_folder_that_is_deleted_afterwards(runner, write):
    run = runner.run(
        write("""
            import os
            print(os.getcwd(), os.listdir())
            open("notes.txt", "w").write("x")
        """)
    )
    folder, _, names = run.stdout.strip().partition(" ")
    assert run.status is Status.PASSED
    assert names == "[]"
    assert not Path(folder).exists()


def test_one_snippet_can_import_another(runner, write):
    other = write("ANSWER = 42")
    run = runner.run(write(f"from snippets.tests import {other.id.partition('/')[2]} as other; print(other.ANSWER)"))
    assert (run.status, run.stdout) == (Status.PASSED, "42\n")


def test_it_is_the_main_program_with_its_own_file_and_no_arguments(runner, write):
    snippet = write("import sys\nprint(__name__, __file__, sys.argv, sys.path[0])")
    assert runner.run(snippet).stdout == f"__main__ {snippet.path} ['{snippet.path}'] {runner.root}\n"


def test_nothing_of_the_app_can_be_imported_by_accident(runner, write):
    """The folders of the runner are not on the path: `library` and `child` are free names."""
    run = runner.run(write("import library"))
    assert run.detail.startswith("ModuleNotFoundError: No module named 'library'")


def test_a_thread_and_an_exit_handler_finish_as_in_any_program(runner, write):
    run = runner.run(
        write("""
            import atexit, threading, time
            atexit.register(print, "goodbye")
            threading.Thread(target=lambda: (time.sleep(0.2), print("thread"))).start()
            print("main")
        """)
    )
    assert (run.status, run.stdout) == (Status.PASSED, "main\nthread\ngoodbye\n")


def test_a_fork_in_the_snippet_does_not_speak_for_it(runner, write):
    run = runner.run(
        write("""
            import os, sys
            if child := os.fork():
                os.waitpid(child, 0)
                print("parent")
            else:
                sys.exit(3)
        """)
    )
    assert (run.status, run.stdout) == (Status.PASSED, "parent\n")


def test_a_process_that_outlives_the_snippet_is_killed(runner, write):
    run = runner.run(
        write("""
            import subprocess, sys
            print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid)
        """)
    )
    assert run.status is Status.PASSED
    assert run.seconds < 5
    assert wait_until(lambda: not is_running(int(run.stdout)), 2)


def test_a_process_that_left_the_group_does_not_hold_up_the_end(runner, write):
    run = runner.run(
        write("""
            import subprocess, sys
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"], start_new_session=True)
        """)
    )
    assert run.status is Status.PASSED
    assert run.seconds < 10


@pytest.mark.parametrize("food", ["bytearray(1 << 24)", "str(len(hoard))"])
def test_a_snippet_that_eats_memory_is_out_of_memory(root, write, food):
    """Many small objects leave no room even for the report, unless the limit is lifted for it."""
    with Runner(root, memory_limit_gib=0.25) as runner:
        run = runner.run(
            write(f"""
                hoard = []
                while True:
                    hoard.append({food})
            """)
        )
    assert run.status is Status.RAISED
    assert run.detail.startswith("out of memory: MemoryError")
    assert run.stderr.splitlines()[-1] == "MemoryError"
    assert "0.25 GiB" in run.box


def test_a_runaway_writer_cannot_fill_the_disk(runner, write):
    run = runner.run(write("open('big', 'w').truncate(1 << 40)"))
    assert run.status is Status.RAISED
    assert run.detail.startswith("OSError: [Errno 27] File too large")


def test_a_run_can_be_cancelled_from_another_thread(runner, write):
    snippet = write("""
        import time
        print("begun")
        time.sleep(60)
    """)
    run = runner.run(snippet, lambda stream, text: threading.Thread(target=runner.cancel).start())
    assert (run.status, run.stdout, run.detail) == (Status.DIED, "begun\n", "cancelled")
    assert run.seconds < 5
    assert runner.run(write("print('next')")).status is Status.PASSED


def test_cancelling_when_nothing_runs_does_nothing(runner, write):
    runner.cancel()
    assert runner.run(write("print('runs')")).status is Status.PASSED


def test_a_listener_that_fails_ends_the_run(runner, write):
    snippet = write("import os, time; print(os.getpid()); time.sleep(60)")
    pids = []

    def listen(stream, text):
        pids.append(int(text))
        raise LookupError("no widget")

    with pytest.raises(LookupError, match="no widget"):
        runner.run(snippet, listen)
    assert wait_until(lambda: not is_running(pids[0]), 2)
    assert runner.run(write("print('next')")).stdout == "next\n"


def test_runs_from_two_threads_wait_for_each_other(runner, write):
    snippet = write("import time; print(time.time()); time.sleep(0.2); print(time.time())")
    runs = []
    threads = [threading.Thread(target=lambda: runs.append(runner.run(snippet))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spans = sorted([float(time) for time in run.stdout.split()] for run in runs)
    assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_closing_ends_the_run_that_is_under_way(root, write):
    runner = Runner(root)
    snippet = write("import time; print('begun'); time.sleep(60)")
    run = runner.run(snippet, lambda stream, text: threading.Thread(target=runner.close).start())
    assert run.status is Status.DIED
    with pytest.raises(RuntimeError, match="closed"):
        runner.run(snippet)


def test_a_listener_that_waits_for_the_closing_thread_does_not_block_it(root, write):
    runner = Runner(root)
    started, closed = threading.Event(), threading.Event()

    def listen(stream, text):
        started.set()
        closed.wait()

    runs = []
    snippet = write("import time; print('begun'); time.sleep(60)")
    thread = threading.Thread(target=lambda: runs.append(runner.run(snippet, listen)))
    thread.start()
    started.wait()
    runner.close()
    closed.set()
    thread.join()
    assert [run.status for run in runs] == [Status.DIED]


def test_a_runner_that_was_not_warmed_runs_cold(cold, write):
    run = cold.run(write("print('hello')"))
    assert run.route == "cold"
    assert not cold.ready
    assert run.box == "process group, 60 s, 8 GiB, scratch folder"
    assert set(run.versions) == {"python", "platform", "tensorflow", "keras", "numpy"}


def test_a_variable_that_tensorflow_reads_at_its_import_gets_a_fresh_interpreter(warm, write):
    run = warm.run(write("import os, sys; os.environ['TF_TEST'] = '1'; print('tensorflow' in sys.modules)"))
    assert (run.route, run.stdout) == ("cold", "False\n")


def test_a_setting_that_must_come_first_gets_a_runtime_that_has_not_started(warm, write):
    run = warm.run(
        write("""
            import tensorflow as tf
            tf.config.threading.set_inter_op_parallelism_threads(1)
            print(tf.config.threading.get_inter_op_parallelism_threads())
        """)
    )
    assert (run.status, run.route, run.stdout) == (Status.PASSED, "warm", "1\n")


def test_the_spare_is_used_once_and_another_one_takes_its_place(warm, write):
    snippet = write("import os; print(os.getpid())")
    assert wait_until(lambda: warm.run(snippet).route == "spare", 10)
    assert warm.run(snippet).route == "warm", "the next spare is still warming"
    assert wait_until(lambda: warm.run(snippet).route == "spare", 10)


def test_each_fork_draws_its_own_random_numbers(warm, write):
    snippet = write("import random, numpy as np; print(random.random(), np.random.rand())")
    first, second = warm.run(snippet).stdout.split(), warm.run(snippet).stdout.split()
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_tensorflow_prints_the_same_on_every_route(cold, warm, write):
    """AutoGraph needs the real source, and `tf.print` writes from C++."""
    snippet = write("""
        import sys
        import keras
        import numpy as np
        import tensorflow as tf

        @tf.function
        def sign(x):
            if x > 0:
                tf.print("positive", output_stream=sys.stdout)
                return 1
            tf.print("negative", x, output_stream=sys.stderr)
            return -1

        keras.utils.set_random_seed(1)
        print(sign(tf.constant(3.0)).numpy(), sign(tf.constant(-2.0)).numpy())
        model = keras.Sequential([keras.layers.Dense(3, activation="tanh"), keras.layers.Dense(1)])
        model.compile("adam", "mse")
        history = model.fit(np.ones((8, 2)), np.ones(8), epochs=2, verbose=0)
        print([float(loss) for loss in history.history["loss"]], tf.random.normal([2]).numpy())
        tf.constant([1.0]) @ tf.constant([1.0])
    """)
    marked = write(f"# tf.config\n{Path(snippet.path).read_text()}")
    cold_run, spare_run, warm_run = cold.run(snippet), warm.run(snippet), warm.run(marked)
    assert [run.route for run in (cold_run, spare_run, warm_run)] == ["cold", "spare", "warm"]
    assert cold_run.status is Status.RAISED
    assert cold_run.stdout == warm_run.stdout == spare_run.stdout
    assert cold_run.stdout.splitlines()[:2] == ["positive", "1 -1"]
    assert cold_run.stderr == spare_run.stderr
    assert cold_run.stderr.splitlines()[0] == "negative -2"
    assert cold_run.detail == spare_run.detail
    assert cold_run.detail.startswith("InvalidArgumentError: In[0] ")
