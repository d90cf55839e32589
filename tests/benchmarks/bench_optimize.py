"""How long the learner's own parameters take: `python tests/benchmarks/bench_optimize.py [REVIEWS …]`.

Each line is a simulated learner whose reviews are read as the store hands them over, in processes of their own
(medians): the seconds of a processor to import NumPy, to read and sort, to fit four fifths, and for all that `tracker
optimize` does with the reviews, for which the budgets are; and the most memory held. Then the log loss on the fifth
held out: of that fit, of the true parameters, of the defaults and, with `fsrs[optimizer]` installed and not too many
reviews, of what py-fsrs finds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.learners import Learner

sys.path.insert(0, str(Path(__file__).parents[2]))

BUDGETS = {1_000: 0.1, 10_000: 0.15, 100_000: 0.2, 1_000_000: 0.7}
"""Seconds, by reviews."""
MEBIBYTES = 100
LEARNERS, ROUNDS = 2, 3
PY_FSRS_UP_TO = 10_000
"""Reviews; it takes a minute for so many."""
RECORDS_IN_A_CHUNK = 4_096
NOON = datetime(1, 1, 1, 12, tzinfo=UTC)


def chunks(path: Path) -> Iterator[bytes]:
    """Whole records, many at once."""
    from tracker.model.records import WIDTH

    with path.open("rb") as file:
        while chunk := file.read(WIDTH * RECORDS_IN_A_CHUNK):
            yield chunk


def work(path: Path) -> None:
    """In a process of its own: read, fit and optimise, and print what that took."""
    marks = [time.process_time()]
    from tracker.model.fit import fit
    from tracker.model.histories import Histories
    from tracker.model.optimize import optimize, split_day

    marks.append(time.process_time())
    histories = Histories.read(chunks(path))
    marks.append(time.process_time())
    found = fit(histories, until=split_day(histories))
    marks.append(time.process_time())
    # What is laid out once must not be found done.
    histories = Histories(histories.card, histories.day, histories.rating, histories.seconds)
    marks.append(time.process_time())
    optimize(histories)
    marks.append(time.process_time())
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    seconds = [after - before for before, after in pairwise(marks)]
    print(json.dumps([seconds[0], seconds[1], seconds[2], seconds[4], peak, found.passes, found.parameters]))


def write(simulated: Learner, path: Path) -> None:
    """A learner's reviews as the store hands them over."""
    start = datetime(1, 1, 1)
    columns = (simulated.card, simulated.moment, simulated.day, simulated.rating, simulated.seconds)
    with path.open("w") as file:
        for card, moment, day, rating, seconds in zip(*(column.tolist() for column in columns), strict=True):
            at = start + timedelta(microseconds=moment - 86_400_000_000)
            hundredths = 100_000_000 + round(seconds * 100)
            file.write(f"{card:020x}{at:%Y-%m-%d %H:%M:%S.%f}{date.fromordinal(day)}{rating}{hundredths}")


def by_py_fsrs(simulated: Learner, since: int) -> tuple[float, ...] | None:
    """What py-fsrs's optimiser finds in the reviews before a day; None when it is not there."""
    try:
        from fsrs import Optimizer, Rating, ReviewLog

        Optimizer([])
    except ImportError:
        return None
    rows = zip(simulated.card.tolist(), simulated.day.tolist(), simulated.rating.tolist(), strict=True)
    # Whole days apart but for the order on a day.
    logs = [
        ReviewLog(card, Rating(rating), NOON + timedelta(days=day - 1, microseconds=count), None)
        for count, (card, day, rating) in enumerate(rows)
        if day < since
    ]
    return tuple(Optimizer(logs).compute_optimal_parameters())


def main(sizes: list[int]) -> None:
    """Print a line for each learner."""
    print(
        f"{'reviews':>9} {'import':>7} {'read':>6} {'fit':>6} {'all':>6} {'budget':>6} {'MiB':>5} {'passes':>6}",
        end=" ",
    )
    print(f"{'fit':>8} {'true':>8} {'defaults':>8} {'py-fsrs':>8}   (budget {MEBIBYTES} MiB)")
    for size in sizes:
        for seed in range(LEARNERS):
            line(size, seed)


def line(size: int, seed: int) -> None:
    """One learner."""
    simulated = learner(size, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records"
        write(simulated, path)
        command = [sys.executable, __file__, "--work", str(path)]
        rounds = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(ROUNDS)]
    importing, reading, fitting, everything, peak = (median(one[place] for one in rounds) for place in range(5))
    histories = simulated.histories()
    since = split_day(histories)
    held_out = HeldOut.of(histories, since)
    candidates = [tuple(rounds[0][6]), simulated.parameters, DEFAULT_PARAMETERS]
    if size <= PY_FSRS_UP_TO and (theirs := by_py_fsrs(simulated, since)):
        candidates.append(theirs)
    losses = (held_out.scores(recalls(histories, weights)[held_out.scored]).log_loss for weights in candidates)
    budget = f"{BUDGETS[size]:6.2f}" if size in BUDGETS else "     –"
    print(f"{size:9,} {importing:7.3f} {reading:6.3f} {fitting:6.3f} {everything:6.3f} {budget} {peak:5.0f}", end="")
    print(f" {rounds[0][5]:6}", *(f"{loss:8.5f}" for loss in losses), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
    else:
        from tests.benchmarks.learners import learner
        from tracker.core.formulas import DEFAULT_PARAMETERS
        from tracker.model.histories import recalls
        from tracker.model.optimize import split_day
        from tracker.model.scores import HeldOut

        main([int(size) for size in sys.argv[1:]] or list(BUDGETS))
