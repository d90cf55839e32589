"""How long a year takes to play through: `python tests/benchmarks/bench_simulate.py [RUNS]`.

The budget for the 28 retentions from 0.70 to 0.97 with 10 new cards a day: 0.3 s; for what is owed at one: 50 ms.
"""

import sys
import time
from collections.abc import Callable
from functools import partial

started = time.perf_counter()
import numpy as np  # noqa: E402 - its import is timed

NUMPY = time.perf_counter() - started

from tracker.core.formulas import DEFAULT_PARAMETERS  # noqa: E402
from tracker.model.costs import Costs  # noqa: E402
from tracker.model.simulation import Known, affordable, owed, simulate  # noqa: E402

RETENTIONS = [percent / 100 for percent in range(70, 98)]
COSTS = Costs()


def deck(cards: int) -> Known:
    """Cards known for anything from days to years, none overdue."""
    chance = np.random.default_rng(1)
    stability = np.exp(chance.normal(3, 1.2, cards))
    waited = chance.random(cards)
    return Known(stability, chance.uniform(1, 10, cards), -(waited * stability), (1 - waited) * stability)


def best(work: Callable[[], object], runs: int) -> float:
    """Seconds of the quickest run."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def main(runs: int) -> None:
    """Time a year of each kind, with and without cards that are known already."""
    print(f"import of NumPy {NUMPY * 1000:.0f} ms; best of {runs} runs in ms\n")
    print(f"{'':18}{'year × 28':>12}{'owed':>12}{'affordable':>12}")
    for name, known in {"empty deck": None, "10,000 known": deck(10_000)}.items():
        year = partial(simulate, DEFAULT_PARAMETERS, RETENTIONS, costs=COSTS, known=known)
        options = {"costs": COSTS, "new_per_day": 10, "known": known}
        minutes = owed(DEFAULT_PARAMETERS, 0.9, **options)
        works = [
            year,
            partial(owed, DEFAULT_PARAMETERS, 0.9, **options),
            partial(affordable, DEFAULT_PARAMETERS, 0.9, 0.8 * minutes, **options),
        ]
        times = [best(work, runs) for work in works]
        print(f"{name:18}" + "".join(f"{seconds * 1000:12.0f}" for seconds in times))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
