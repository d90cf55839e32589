from __future__ import annotations

import time
from pathlib import Path
from textwrap import dedent

import pytest

from tests.tui.helpers import press, running, shown, strike, until, words
from tracker.runner import Library, Runner
from tracker.tui.widgets.output import Output

LOG = """
    # Day 1
    Keypoints
    - `range` yields the integers below its argument in order. [proof](../snippets/python/counting.py#1)
    - `tf.stack` joins tensors along a new axis.
    """
HEAD = '''"""Counting: what a loop prints.

Because it is short.

Claims:
    holds: range(3) yields 0, 1 and 2.
"""
'''


@pytest.fixture
def proved(logged, tmp_path):
    """A Study with one card that is linked to a snippet, which does what the test wants."""

    def make(source):
        path = tmp_path / "snippets" / "python" / "counting.py"
        path.parent.mkdir(parents=True)
        path.write_text(HEAD + dedent(source))
        study = logged("")
        study.library = Library(tmp_path)
        study.runner.close()
        study.runner = Runner(tmp_path)
        return logged(LOG)

    return make


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


async def test_the_back_names_the_proof_and_its_verdict(proved):
    async with running(proved("print(1)"), review=True) as pilot:
        assert "Proof" not in shown(pilot)
        await press(pilot, "space")
        assert "Proof Counting: what a loop prints" in words(pilot)
        assert "holds range(3) yields 0, 1 and 2." in words(pilot)
        assert "not verified here yet: tracker verify" in words(pilot)


async def test_a_claim_that_is_false_says_so_before_it_is_verified(proved, monkeypatch):
    monkeypatch.setattr("tests.tui.test_output.HEAD", HEAD.replace("holds:", "refuted:"))
    study = proved("print(1)")
    async with running(study, review=True) as pilot:
        await press(pilot, "space")
        assert "refuted range(3) yields 0, 1 and 2." in words(pilot)
        assert "✓" not in shown(pilot)
        assert "not verified here yet: tracker verify" in words(pilot)


async def test_a_card_without_a_link_offers_no_run(proved, no_warm_start):
    async with running(proved("print(1)"), review=True) as pilot:
        assert "r Run" in words(pilot)
        await press(pilot, "space", "4")
        assert "r Run" not in words(pilot)
        await press(pilot, "r")
        assert not pilot.app.screen.query_one(Output).display


async def test_tensorflow_is_warmed_for_a_card_with_a_snippet_and_not_at_start(proved, no_warm_start):
    async with running(proved("print(1)")) as pilot:
        assert no_warm_start == []
        await press(pilot, "enter")
        assert no_warm_start == ["warm"]


async def test_output_shows_while_the_snippet_runs(proved, tmp_path):
    source = f"""
        import pathlib, sys, time
        print("first line [red]not red[/red]")
        print("to the side \\x1b[31m", file=sys.stderr)
        print("unfinished", end="", flush=True)
        while not pathlib.Path({str(tmp_path / "go")!r}).exists():
            time.sleep(0.01)
        print(" business")
        """
    study = proved(source)
    async with running(study, (100, 40), review=True) as pilot:
        await press(pilot, "space", "r")
        await until(pilot, lambda: "unfinished" in shown(pilot) and "to the side" in shown(pilot))
        assert "first line [red]not red[/red]" in shown(pilot)
        assert "running" in shown(pilot)
        (tmp_path / "go").touch()
        await until(pilot, lambda: "✓ passed" in shown(pilot))
        assert "unfinished business" in shown(pilot)
        assert "cold" in shown(pilot)
        assert "\x1b" not in shown(pilot)
    assert study.streaks().ran.days == 1


async def test_an_exception_is_told_with_its_line(proved):
    async with running(proved("raise ValueError('no [such] luck')"), (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "✗ raised" in shown(pilot))
        assert "ValueError: no [such] luck" in words(pilot)


async def test_an_endless_snippet_is_cancelled_while_everything_else_goes_on(proved):
    study = proved("import os\nprint('pid', os.getpid(), flush=True)\nwhile True: pass")
    async with running(study, (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "pid " in shown(pilot))
        pid = int(shown(pilot).split("pid ")[1].split()[0])
        await press(pilot, "space")
        assert "1 Again" in shown(pilot)
        await until(pilot, lambda: "esc Cancel" in words(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "✗ cancelled" in shown(pilot))
        assert not alive(pid)
        await until(pilot, lambda: "esc Close" in words(pilot))
        await press(pilot, "escape")
        assert "cancelled" not in shown(pilot)
        await until(pilot, lambda: "esc Today" in words(pilot))


async def test_a_second_run_replaces_the_first(proved, tmp_path):
    source = f"""
        import os, time
        with open({str(tmp_path / "pids")!r}, "a") as pids:
            print(os.getpid(), file=pids)
        print("run", os.getpid(), flush=True)
        time.sleep(60)
        """
    study = proved(source)
    pids = tmp_path / "pids"

    def started():
        return [int(pid) for pid in pids.read_text().split()] if pids.exists() else []

    async with running(study, (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, started)
        strike(pilot, "r", "r")
        await until(pilot, lambda: len(started()) >= 2 and alive(started()[-1]))
        await until(pilot, lambda: f"run {started()[-1]}" in shown(pilot))
        assert [alive(pid) for pid in started()] == [False] * (len(started()) - 1) + [True]
    assert not any(map(alive, started()))


async def test_the_next_card_ends_the_run_of_the_last(proved):
    study = proved("import os, time\nprint('pid', os.getpid(), flush=True)\ntime.sleep(60)")
    async with running(study, (100, 40), review=True) as pilot:
        await press(pilot, "space", "r")
        await until(pilot, lambda: "pid " in shown(pilot))
        pid = int(shown(pilot).split("pid ")[1].split()[0])
        await press(pilot, "4")
        assert "joins tensors" in shown(pilot)
        assert not pilot.app.screen.query_one(Output).display
        await until(pilot, lambda: not alive(pid))


async def test_keys_answer_at_once_while_a_snippet_floods_the_screen(proved):
    study = proved("while True: print('x' * 40)")
    async with running(study, (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "xxxx" in shown(pilot))
        began = time.monotonic()
        await press(pilot, "space")
        assert "1 Again" in shown(pilot)
        assert time.monotonic() - began < 2
        await press(pilot, "c")
        await until(pilot, lambda: "cancelled" in shown(pilot))


async def test_a_progress_bar_that_overwrites_itself_is_one_line(proved):
    source = "for n in range(5): print(f'\\rstep {n}', end='')\nprint('\\rdone  ')"
    async with running(proved(source), (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "passed" in shown(pilot))
        assert "done" in shown(pilot)
        assert "step" not in shown(pilot)


async def test_output_wraps_anew_when_the_terminal_changes(proved):
    async with running(proved("print(' '.join(['word'] * 30))"), (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "passed" in shown(pilot))
        await pilot.resize_terminal(50, 40)
        await press(pilot, "space")
        assert words(pilot).count("word") == 30


async def test_waiting_for_tensorflow_is_explained(proved):
    source = "import time\ntime.sleep(0.8)\nprint('here')  # as tensorflow would"
    async with running(proved(source), (100, 40), review=True) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "importing TensorFlow (once)" in shown(pilot))
        await until(pilot, lambda: "passed" in shown(pilot))
