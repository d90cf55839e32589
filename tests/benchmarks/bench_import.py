"""How long a log takes to import beside markdown-it-py's own parse: `python tests/benchmarks/bench_import.py [YEARS]`.

The budgets for ten years (about 6 MB): the first import 1.5 times the parse, an unchanged log 100 ms, one day added 5 %
of the first import.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

NOUNS = "tensor variable gradient tape graph layer model optimizer loss metric mask token kernel batch queue".split()
NAMES = "constant Variable shape rank function matmul reshape cast stack concat gather where zeros ones range".split()
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
                f"`tf.{chance.choice(NAMES)}` of the {phrase()} needs before its {phrase()} can be used again."
            )
        lines += ["", "🌐 Resources", f"[guide {day}](https://example.org/{day})", ""]
    return "\n".join(lines)


def added_at_the_top(text: str, day: int) -> str:
    """The log with one more day before the others: every line moves."""
    title, first, rest = text.partition("# Day 1\n")
    (newest,) = ("# Day " + part for part in log(day).split("# Day ")[-1:])
    return f"{title}{newest}\n{first}{rest}"


def edited_in_the_middle(text: str, days: int) -> str:
    """The log with a bullet of its middle day in other words."""
    step = f"of step {days // 2 * 7 + 3}, which"
    assert text.count(step) == 1
    return text.replace(step, f"{step} indeed")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def stages(path: Path) -> dict[str, float]:
    """The seconds that each stage of an import takes."""
    from tracker import files, intake
    from tracker.study import Study

    found: list[files.File] = []
    readings: list[intake.Reading] = []
    with Study.open() as study:

        def find() -> None:
            found.extend(files.read_all([path])[0])
            assert found[0].log.days

        def plan() -> None:
            with study.database.reading() as connection:
                readings.extend(intake.read(connection, found, study.library, study.symbols))

        def write() -> None:
            with study.database.writing() as connection:
                intake.write(connection, readings, study.now())

        return {
            "find the days": seconds(find),
            "read, plan and make cards": seconds(plan),
            "write": seconds(write),
        }


def parts(path: Path) -> dict[str, float]:
    """The seconds that the parts of the middle stage take for a whole log."""
    from tracker import files
    from tracker.core.knowledge import Ledger, Plan, plan
    from tracker.core.quiz import Terms, make_cards

    log = files.read_all([path])[0][0].log
    planned: list[Plan] = []

    def cards() -> None:
        keypoints = planned[0].keypoints
        list(make_cards(keypoints, Terms.of([keypoint.statement for keypoint in keypoints])))

    return {
        "  read all days": seconds(lambda: [day.content for day in log.days]),
        "  plan": seconds(lambda: planned.append(plan(log, Ledger()))),
        "  make cards": seconds(cards),
    }


def imports(path: Path, days: int) -> dict[str, float]:
    """The seconds of each import of a log that grows from day to day."""
    from tracker.study import Study

    def timed(text: str) -> float:
        path.write_text(text)
        with Study.open() as study:
            return seconds(lambda: study.import_logs([path]))

    text = log(days)
    return {
        "first import": timed(text),
        "unchanged": timed(text),
        "one day added at the end": timed(text := log(days + 1)),
        "one day added at the top": timed(text := added_at_the_top(text, days + 2)),
        "one edited in the middle": timed(edited_in_the_middle(text, days)),
    }


def main() -> None:
    """Print the times of one process and their ratios, and how they grow with the log."""
    years = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    days = int(years * 365)
    text = log(days)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.md"

        def afresh() -> None:
            os.environ["TRACKER_HOME"] = tempfile.mkdtemp(dir=folder)

        afresh()
        small = imports(path, days // 10)
        afresh()
        path.write_text(text)
        whole = stages(path) | parts(path)
        path.write_text(log(days + 1))
        added = stages(path)
        afresh()
        parse = seconds(lambda: MarkdownIt().parse(text))
        large = imports(path, days)
    first = large["first import"]
    print(f"{days} days, {len(text) / 1e6:.1f} MB; markdown-it-py parses them in {parse:.2f} s\n")
    print(f"{'stage':28}{'s':>8}  x the parse  s with one day added")
    for name, taken in whole.items():
        print(f"{name:28}{taken:8.2f}{taken / parse:8.2f}" + (f"{added[name]:16.3f}" if name in added else ""))
    print(f"\n{'import':28}{'s':>8}  x the parse  % of first  {days // 10} days")
    for name, taken in large.items():
        print(f"{name:28}{taken:8.3f}{taken / parse:8.2f}{taken / first * 100:14.1f}{small[name]:10.3f}")
    print("\nbudgets: first 1.5 x the parse; unchanged 0.1 s; each of the others 5 % of the first")


if __name__ == "__main__":
    main()
