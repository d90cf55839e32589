"""How long a log takes to import beside markdown-it-py's own parse: `python tests/benchmarks/bench_import.py [YEARS]`.

The budgets for ten years (about 6 MB): the first import 1.5 times the parse, an unchanged log 100 ms, one day added 5 %
of the first import.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

NOUNS = "tensor variable gradient tape graph layer model optimizer loss metric mask token kernel batch queue".split()
VERBS = "stores computes returns records shapes joins splits scales shifts updates".split()
ADJECTIVES = "dense sparse ragged static dynamic shared frozen causal deep shallow".split()


def log(days: int) -> str:
    """A log with about nine bullets a day, the same for the same number of days."""
    chance = random.Random(1)

    def phrase() -> str:
        return f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}"

    lines = ["# Daily logs", ""]
    for day in range(1, days + 1):
        lines += [f"# Day {day}", f"🎯 day {day} of #3650days", "", "✅ Daily logs", "---"]
        lines += [f"- read about the {phrase()} and the {phrase()}", f"- tried a {phrase()} on paper", ""]
        lines += ["🔑 Keypoints", "---"]
        for number in range(7):
            lines.append(
                f"- A {phrase()} {chance.choice(VERBS)} the {phrase()} of step {day * 7 + number}, which the "
                f"`tf.{chance.choice(NOUNS)}_{number}` of the {phrase()} needs before its {phrase()} can be used again."
            )
        lines += ["", "🌐 Resources", f"[guide {day}](https://example.org/{day})", ""]
    return "\n".join(lines)


def main() -> None:
    """Print the times of one process and their ratios."""
    days = int(float(sys.argv[1]) * 365) if len(sys.argv) > 1 else 3650
    text = log(days)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRACKER_HOME"] = folder
        from tracker.study import Study

        path = Path(folder) / "log.md"

        def timed(text: str) -> float:
            path.write_text(text)
            with Study.open() as study:
                began = time.perf_counter()
                study.import_logs([path])
                return time.perf_counter() - began

        began = time.perf_counter()
        MarkdownIt().parse(text)
        parse = time.perf_counter() - began
        first = timed(text)
        unchanged = timed(text)
        added = timed(log(days + 1))
    print(f"{days} days, {len(text) / 1e6:.1f} MB")
    print(f"markdown-it-py's parse {parse:8.2f} s")
    print(f"first import           {first:8.2f} s   {first / parse:5.2f} x the parse       (budget 1.5)")
    print(f"unchanged              {unchanged * 1000:8.0f} ms                            (budget 100 ms)")
    print(f"one day added          {added:8.2f} s   {added / first * 100:5.1f} % of the first    (budget 5 %)")


if __name__ == "__main__":
    main()
