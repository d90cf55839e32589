"""How long it takes to open, ask and answer: `python tests/benchmarks/bench_reviews.py [CARDS [DUE]]`.

The budgets: with 100,000 cards an answer is on disk, with full sync, within 0.5 ms (median) and 2 ms (99th percentile);
with 1,000,000 cards of which 50,000 are due, the first card is there within 5 ms of opening. Beside them stands what
SQLite takes by itself for a select, an update and an insert in one transaction.
"""

from __future__ import annotations

import math
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from tracker.core.schedule import Rating
from tracker.store.database import Database, insert_rows
from tracker.store.tables import CardRow, KeypointRow, MemoryRow
from tracker.study import Study

TODAY = date(2026, 3, 2)
ANSWERS = 1000
OPENED = 21


def fill(path: Path, cards: int, due: int) -> None:
    """A deck of cards that were all answered before, one in ten of them a sibling; so many are due, some for weeks."""
    chance = random.Random(1)
    database = Database(path)
    with database.writing() as connection:
        ids = [f"c{number:015}" for number in range(cards)]
        keypoints = [f"k{number:015}" for number in range(cards) if number % 10]
        insert_rows(
            connection,
            KeypointRow,
            "id text points retired born",
            [(id, f"Statement {id}.", "[]", False, 1) for id in keypoints],
        )
        insert_rows(
            connection,
            CardRow,
            "id keypoint_id position maker kind front back accept asks retired born flagged answered",
            [
                (id, f"k{one if one % 10 else one + 1:015}", one, "m", "basic", f"{id}?", "!", "[]", one, 0, 1, 0, 1)
                for one, id in enumerate(ids)
            ],
        )
        insert_rows(
            connection,
            MemoryRow,
            "card state stability difficulty due_day last_day last_at last_review reps lapses since",
            [memory(id, chance, overdue=number < due) for number, id in enumerate(ids)],
        )
    database.close()


def memory(id: str, chance: random.Random, *, overdue: bool) -> tuple[object, ...]:
    stability = math.exp(chance.uniform(0, 6.5))
    interval = max(1, round(stability * chance.uniform(0.9, 1.1)))
    late = int(chance.expovariate(1 / 20)) if overdue else -1 - int(chance.uniform(0, interval))
    due = TODAY - timedelta(days=late)
    last = due - timedelta(days=interval)
    at = f"{last.isoformat()} 12:00:00.000000"
    difficulty = chance.uniform(1, 10)
    return id, "review", stability, difficulty, due.isoformat(), last.isoformat(), at, "", 5, 0, last.toordinal()


def timed(times: int, work: Callable[[], object]) -> list[float]:
    """Milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1e3)
    return took


def print_times(name: str, took: list[float]) -> None:
    print(f"{name:<58}{median(took):>9.3f}{quantiles(took, n=100)[98]:>9.3f} ms")


def main(cards: int, due: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        os.environ["TRACKER_NOW"] = datetime.combine(TODAY, datetime.min.time(), UTC).replace(hour=12).isoformat()
        os.environ["TZ"] = "UTC"
        fill(path, cards, due)
        print(f"{cards:,} cards, {due:,} due{'median':>50}{'p99':>9}")
        Study(Database(path)).close()

        def opened() -> None:
            study = Study(Database(path))
            assert study.ask(study.start())
            study.close()

        print_times("open, line up a sitting, next card", timed(OPENED, opened))
        study = Study(Database(path))
        print_times("line up a sitting, next card", timed(OPENED, lambda: study.ask(study.start())))
        study.choose("reviews_per_day", "9999")
        sitting = study.start()
        candidate, _ = study.ask(sitting) or (None, None)
        assert candidate
        print_times("what each rating would leave", timed(200, lambda: study.outlook(candidate)))
        took = []
        for number in range(ANSWERS):
            asked = sitting.next(study.now())
            assert asked
            start = time.perf_counter()
            assert study.answer(sitting, asked, Rating(1 + number % 4), 3.0)
            took.append((time.perf_counter() - start) * 1e3)
        print_times("answer, committed", took)
        study.close()
        print_times("SQLite alone: select, update, insert, commit", floor(path))


def floor(path: Path) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    ids = iter([row[0] for row in connection.execute("SELECT card FROM memory LIMIT 2000")][::2])
    number = iter(range(ANSWERS))

    def answer() -> None:
        card, review = next(ids), f"floor{next(number)}"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SELECT * FROM memory WHERE card = ?", (card,)).fetchone()
        connection.execute(
            "UPDATE memory SET stability = stability + 1, due_day = '2026-05-01' WHERE card = ?", (card,)
        )
        connection.execute(
            "INSERT INTO review (id, card, at, day, rating, seconds, graded, device) "
            "VALUES (?, ?, '2026-03-02 12:00:00.000000', '2026-03-02', 3, 3, 's', 'd')",
            (review, card),
        )
        connection.execute("COMMIT")

    took = timed(ANSWERS, answer)
    connection.close()
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000, int(sys.argv[2]) if sys.argv[2:] else 5_000)
