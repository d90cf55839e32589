"""How soon a snippet shows its first line: `python tests/benchmarks/bench_runner.py [runs]`.

Prints the middle of the runs on each route beside the budget, and how long the zygote takes to be ready.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tracker.core.snippet import Snippet, Status, parse_snippet
from tracker.runner import Runner

PRINTS = '"""Prints only."""\n\nprint("hello")\n'
EAGER = '"""One eager operation."""\n\nimport tensorflow as tf\n\nprint(tf.ones([2, 2]) @ tf.ones([2, 2]))\n'

# What keeps a snippet off the faster routes; see tracker/runner/source.py.
OFF_THE_SPARE = "# tf.config\n"
OFF_THE_WARM = '# environ "TF_"\n'

SNIPPETS = {"prints only": (PRINTS, 15), "one eager op": (EAGER, 30)}
ROUTES = {"spare": "", "warm": OFF_THE_SPARE, "cold": OFF_THE_WARM}


def write(folder: Path, name: str, source: str) -> Snippet:
    """Write a snippet where a library would have it."""
    path = folder / "snippets" / "bench" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return parse_snippet(f"bench/{name}", str(path), source)


def main(runs: int) -> None:
    """Time every snippet on every route."""
    with tempfile.TemporaryDirectory() as folder, Runner(Path(folder)) as runner:
        started = time.monotonic()
        runner.warm()
        while not runner.ready:
            time.sleep(0.01)
        print(f"zygote ready after {time.monotonic() - started:.2f} s; middle of {runs} runs in ms\n")
        print(f"{'':14}{'route':8}{'first line':>12}{'whole run':>12}{'budget':>10}")
        for title, (source, budget) in SNIPPETS.items():
            for route, mark in ROUTES.items():
                snippet = write(Path(folder), f"{title.replace(' ', '_')}_{route}", source + mark)
                first, whole = [], []
                for _ in range(runs):
                    time.sleep(0.5)  # the next spare is warming, as while a learner reads
                    run = runner.run(snippet)
                    assert (run.status, run.route) == (Status.PASSED, route), run
                    assert run.first_line_seconds is not None
                    first.append(run.first_line_seconds * 1000)
                    whole.append(run.seconds * 1000)
                print(
                    f"{title:14}{route:8}{statistics.median(first):12.1f}{statistics.median(whole):12.1f}"
                    f"{budget if route == 'spare' else '':>10}"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
