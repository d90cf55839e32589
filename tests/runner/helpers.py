"""Snippets written by the tests, and a look at the processes of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from tracker.core.snippet import Snippet, parse_snippet


def write_snippet(root: Path, id: str, source: str) -> Snippet:
    """Write a snippet below `root`; a title is added when the source has no docstring."""
    source = dedent(source).lstrip()
    if not source.startswith('"""'):
        source = f'"""A snippet of the tests."""\n{source}'
    path = root / "snippets" / f"{id}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return parse_snippet(id, str(path), source)


def is_running(pid: int) -> bool:
    """Whether a process exists and is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants(pid: int) -> set[int]:
    """Every process below this one."""
    children = {
        int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()
    }
    return children.union(*(descendants(child) for child in children))


def wait_until(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether the condition becomes true in time; it is not asked again afterwards."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False
