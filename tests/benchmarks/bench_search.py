"""How long a search takes beside FTS5's own ranking: `python tests/benchmarks/bench_search.py [KEYPOINTS]`.

The words of the statements are as unequal as those of a language (Zipf). The budget for 100,000 keypoints: half of the
searches within 1 ms, all but one in a hundred within 20 ms. A first import of ten years may spend 0.6 s on documents.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Set
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Connection

from tracker.core.query import parse
from tracker.store import documents
from tracker.store.database import Database, insert_rows
from tracker.store.filters import Known
from tracker.store.search import search
from tracker.store.tables import CardRow, DayRow, EntryRow, KeypointRow, MemoryRow, SourceRow

TODAY = date(2026, 3, 2)
EACH = 200
"""Queries of a sort."""
A_DAY = 10
"""Keypoints."""


class NoLinks:
    """A library without snippets."""

    def verdict(self, value: str) -> Set[str]:
        return set()

    def snippet(self, prefix: str) -> Set[str]:
        return set()


class Language:
    """Words of which each is said half as often as the one of half its rank."""

    def __init__(self, words: int) -> None:
        self.chance = random.Random(1)
        self.words = list(dict.fromkeys(self._word() for _ in range(words)))
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def _word(self) -> str:
        syllables = (self.chance.choice("bcdfghklmnprstvwz") + self.chance.choice("aeiou") for _ in range(4))
        return "".join(list(syllables)[: self.chance.randint(2, 4)]) + self.chance.choice("nrstlm")

    def sentence(self) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(8, 24)))

    def among(self, first: int, last: int) -> str:
        """A word of some rank."""
        return self.words[self.chance.randrange(first, last)]


def write(connection: Connection, language: Language, keypoints: int) -> list[str]:
    """Put keypoints, a card for every second one, and a memory for every second card in their tables."""
    chance = language.chance
    texts = [language.sentence() for _ in range(keypoints)]
    ids = [f"{chance.getrandbits(80):020x}" for _ in texts]
    days = range(1, keypoints // A_DAY + 1)
    insert_rows(
        connection,
        SourceRow,
        "id path title digest bundled keypoints imported_at born",
        [(1, "/logs/logs.md", "Daily logs", "", False, keypoints, "2026-03-01 00:00:00.000000", 1)],
    )
    insert_rows(
        connection,
        DayRow,
        "id source_id position path line date label title numbers tags resources filled digest born",
        [
            (day, 1, day, "", day * 20, None, f"Day {day}:", "", f"[{day}]", tags, "[]", True, "", 1)
            for day in days
            for tags in ['["keras"]' if day % 50 == 0 else '["365days"]']
        ],
    )
    insert_rows(
        connection,
        KeypointRow,
        "id text points retired born",
        [(id, text, "[]", False, 1) for id, text in zip(ids, texts, strict=True)],
    )
    insert_rows(
        connection,
        EntryRow,
        "day_id below keypoint_id kind section",
        [(at // A_DAY + 1, at % A_DAY, id, "keypoint", "") for at, id in enumerate(ids) if at // A_DAY + 1 in days],
    )
    asked = list(enumerate(zip(ids, texts, strict=True)))[::2]
    insert_rows(
        connection,
        CardRow,
        "id keypoint_id position maker kind front back accept asks retired born flagged",
        [
            (f"c{id}", id, at, "cloze", "cloze", f"{text} ____", text[:8], "[]", at, False, 1, False)
            for at, (id, text) in asked
        ],
    )
    insert_rows(
        connection,
        MemoryRow,
        "card state stability difficulty due_day last_day last_at last_review reps lapses since",
        [
            (
                f"c{id}",
                "review",
                chance.uniform(1, 300),
                chance.uniform(1, 10),
                due,
                "2026-01-01",
                "2026-01-01 12:00:00",
                "",
                5,
                at % 10,
                0,
            )
            for at, (id, _) in asked[::2]
            for due in [(TODAY + timedelta(chance.randint(-20, 200))).isoformat()]
        ],
    )
    return ids


def queries(language: Language, days: int) -> Iterator[tuple[str, str]]:
    """The sort and the text of each query."""
    rare, mid = (5000, len(language.words)), (200, 2000)
    makers: dict[str, Callable[[], str]] = {
        "rare word": lambda: language.among(*rare),
        "middling word": lambda: language.among(*mid),
        "two words": lambda: f"{language.among(20, 300)} {language.among(*mid)}",
        "either of two words": lambda: f"{language.among(*mid)} or {language.among(*rare)}",
        "one without the other": lambda: f"{language.among(*mid)} -{language.among(0, 30)}",
        "phrase": lambda: f'"{language.among(0, 50)} {language.among(0, 50)}"',
        "beginning": lambda: language.among(*mid)[: language.chance.randint(3, 5)] + "*",
        "one of the 30 commonest": lambda: language.among(0, 30),
        "word and day": lambda: f"{language.among(20, 300)} day:{language.chance.randint(1, days)}..",
        "word and few days": lambda: f"{language.among(20, 300)} day:{language.chance.randint(1, days)}",
        "word and tag": lambda: f"{language.among(*mid)} tag:keras",
        "word and state of the card": lambda: f"{language.among(*mid)} {language.chance.choice(STATES)}",
        "a day": lambda: f"day:{language.chance.randint(1, days)}",
        "a state of cards": lambda: language.chance.choice(STATES),
    }
    for sort, make in makers.items():
        for _ in range(EACH):
            yield sort, make()


STATES = ("is:due", "is:new", "is:leech", "stability<7", "recall<0.8", "kind:card")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of work; what else the machine does in the meantime does not count."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def ours(connection: Connection, text: str) -> object:
    """A search, from the text of the query to the results."""
    return search(connection, parse(text), Known(TODAY, NoLinks()))


def plain(connection: Connection, text: str) -> object:
    """The same as FTS5 gives it: every match ranked, with the hits marked."""
    query = "SELECT rowid, highlight(document_fts, 0, '<', '>') FROM document_fts WHERE document_fts MATCH ?"
    return connection.exec_driver_sql(f"{query} ORDER BY rank LIMIT 20", (text,)).all()


def report(name: str, times: list[float], plainly: list[float]) -> None:
    """One line of the table."""
    beside = f"{median(plainly):12.2f}{median(times) / median(plainly):9.2f}" if plainly else ""
    print(f"{name:28}{median(times):9.2f}{quantiles(times, n=100)[98]:9.2f}{max(times):9.2f}{beside}")


def main() -> None:
    """Print the times of each sort of query and of all together, and their ratio to the plainest query of FTS5."""
    keypoints = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    language = Language(16_000)
    days = range(1, keypoints // A_DAY + 1)
    times: dict[str, list[float]] = {}
    plainly: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "tracker.db")
        with database.writing() as connection:
            ids = write(connection, language, keypoints)
            cards = [f"c{id}" for id in ids[::2]]
            indexed = timed(lambda: documents.index(connection, keypoints=ids, cards=cards, days=days))
        asked = list(queries(language, len(days)))
        random.Random(2).shuffle(asked)
        with database.reading() as connection:
            ours(connection, "warm")
            for sort, text in asked:
                times.setdefault(sort, []).append(timed(partial(ours, connection, text)))
                if not _OURS.search(text):
                    plainly.setdefault(sort, []).append(timed(partial(plain, connection, text)))
        database.close()
    written = len(ids) + len(cards) + len(days)
    print(f"{keypoints} keypoints; {written} documents were indexed in {indexed / 1000:.2f} s\n")
    print(f"{f'{len(asked)} queries':28}{'p50 ms':>9}{'p99 ms':>9}{'most':>9}{'FTS5 p50':>12}{'ratio':>9}")
    for sort, taken in times.items():
        report(sort, taken, plainly.get(sort, []))
    report("all", [one for taken in times.values() for one in taken], [])


_OURS = re.compile(r"[:<]| or | -")
"""What only our language has."""

if __name__ == "__main__":
    main()
