"""Files become knowledge: what an import plans for each of them, and what it writes.

Planning takes long and holds nobody up; writing is quick and happens in one transaction. Both take as long as what has
changed: a day whose text is on disk already is not read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from tracker import bundled
from tracker.core.knowledge import Holdings, Plan, Statement, plan
from tracker.core.log import Log, Problem
from tracker.core.log.notebook import place
from tracker.core.quiz import Card
from tracker.files import File
from tracker.files.folder import Silent
from tracker.intake.cards import Made, make
from tracker.intake.changes import Changes, Lint, find_changes, find_source, is_unchanged, part
from tracker.runner.library import Library
from tracker.runner.symbols import Symbols
from tracker.store import deck, documents, ledger, pairs, sources
from tracker.store.deck import Fronts
from tracker.store.journal import Journal
from tracker.store.pairs import Pair
from tracker.store.sources import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as an import found it, and what it does with it."""

    file: File
    plan: Plan
    made: Made
    problems: list[Problem]
    moved_from: str | None = None
    """The path of the same source at its last import, when its file has another one now."""
    unchanged: bool = False
    """Its bytes are those of the last import: it was not read again."""
    changes: Changes = field(default_factory=Changes)
    entries: Counter[str] = field(default_factory=Counter)
    """How many entries of each kind it has."""
    gone: dict[str, str] = field(default_factory=dict)
    """What the keypoints said that no day of it says any more, by their ids."""

    @property
    def silent(self) -> bool:
        """Whether its file is gone, or says nothing but what its folder says."""
        return isinstance(self.file, Silent)

    @property
    def cards(self) -> list[Card]:
        """Those of its new and changed keypoints."""
        return self.made.cards


Told = Mapping[str, Mapping[int, str]]
"""Path of a source -> the line of a keypoint entry -> the keypoint that the learner says stands there."""


def read(
    connection: Connection,
    files: Sequence[File],
    library: Library,
    symbols: Symbols,
    told: Told | None = None,
) -> list[Reading]:
    """Plan the import of files, each on top of the one before.

    Args:
        connection: a transaction, which may only read.
        files: what to import.
        library: where the links of entries lead to.
        symbols: what the identifiers in entries are looked up in.
        told: what the learner says stands where; such an entry is that keypoint, whatever its words are.
    """
    known = {source.path: source for source in sources.sources(connection)}
    before = {file.path: find_source(connection, file, known) for file in files}
    # What is gone may have been found again under another name.
    files = [file for file in files if not isinstance(file, Silent) or before[file.path]]
    changes = {
        file.path: find_changes(connection, file.log, source, Lint(library, symbols))
        for file in files
        if not is_unchanged(file, source := before[file.path])
    }
    holdings = _holdings(connection, files, before, changes, known.values())
    fronts = Fronts(connection)
    readings: list[Reading] = []
    for file in files:
        source = before[file.path]
        if file.path not in changes:
            assert source
            problems = sources.problems_of(connection, source.id)
            readings.append(Reading(file, Plan(untouched=source.keypoints), Made(), problems, unchanged=True))
            continue
        found = changes[file.path]
        known_here = holdings.ledger(file.path, found.here, found.former, (told or {}).get(file.path, {}))
        planned = plan(part(file.log, found), known_here)
        gone = {id: holdings.statements[id].text for id in planned.gone}
        leaving = {id for id in gone if not known_here.elsewhere(id)}
        if source:
            planned.untouched = source.keypoints - len(found.here | holdings.staying[file.path])
        holdings.take(file.path, planned)
        if readings:
            fronts.take(readings[-1].cards)
        moved = source.path if source and source.path != file.path else None
        problems = _problems(connection, file.log, source, found)
        made = make(connection, planned, leaving, fronts)
        readings.append(Reading(file, planned, made, problems, moved, False, found, _entries(connection, found), gone))
    return readings


def write(connection: Connection, readings: Sequence[Reading], now: datetime) -> None:
    """Put what was planned on disk."""
    changed = [reading for reading in readings if not reading.unchanged]
    if changed:
        fates = sum((Counter(reading.plan.counts()) for reading in changed), Counter[str]())
        journal = Journal(connection, now, [reading.file.path for reading in changed], fates)
        for reading in changed:
            _write(connection, journal, reading, now)


def _write(connection: Connection, journal: Journal, reading: Reading, now: datetime) -> None:
    file, plan, changes = reading.file, reading.plan, reading.changes
    if reading.moved_from:
        sources.move_source(connection, journal, reading.moved_from, file.path)
    ours = Path(file.path).is_relative_to(bundled.root() / "content")
    fates = plan.counts()
    holds = sum(fates[fate] for fate in ("new", "kept", "restored", "reworded"))
    id = sources.write_source(
        connection, journal, file.log, file.digest, file.dating, bundled=ours, keypoints=holds, now=now
    )
    sources.drop_days(connection, journal, changes.gone)
    sources.shift_days(connection, journal, changes.shifted)
    ledger.write_keypoints(connection, journal, plan)
    days = sources.write_days(connection, journal, id, changes.fresh, plan.occurrences)
    held = changes.here | {keypoint for _, keypoint in plan.occurrences} - plan.new
    ledger.settle_keypoints(connection, journal, held)
    if not ours:
        deck.claim_cards(connection, journal, {keypoint for _, keypoint in plan.occurrences} - plan.new)
    deck.write_cards(connection, journal, reading.cards, reading.made.again, bundled=ours)
    unsure = [Pair(one.keypoint, one.other, one.similarity, reworded=True) for one in plan.ambiguous if one.other]
    pairs.write_pairs(connection, unsure)
    fresh = plan.fresh
    documents.index(
        connection,
        keypoints=[point.id for point in plan.keypoints if point.id in fresh],
        cards=[card.id for card in reading.cards],
        days=[*days, *changes.gone],
    )


def _entries(connection: Connection, changes: Changes) -> Counter[str]:
    """The entries by kind, without reading the days that are kept."""
    fresh = (entry.kind for day in changes.fresh for entry in sources.with_nested(day.content.entries))
    return sources.count_entries(connection, list(changes.kept)) + Counter(kind.value for kind in fresh)


def _holdings(
    connection: Connection,
    files: Sequence[File],
    before: dict[str, Source | None],
    changes: dict[str, Changes],
    others: Iterable[Source],
) -> Holdings:
    parts = [part(file.log, changes[file.path]) for file in files if file.path in changes]
    keys = (Statement.of(entry).key for part in parts for _, entry in part.keypoints())
    paths = {source.id: path for path, source in before.items() if source} | {other.id: other.path for other in others}
    here = set[str]().union(*(found.here for found in changes.values()))
    gone = set[int]().union(*(found.gone for found in changes.values()))
    return ledger.holdings(connection, keys, here, paths, gone)


def _problems(connection: Connection, log: Log, source: Source | None, changes: Changes) -> list[Problem]:
    """What could not be read as it stands, in the order of the files and lines."""
    found = [*log.found, *(problem for fresh in changes.fresh for problem in fresh.problems)]
    if source:
        found += sources.problems_of(connection, source.id, changes.kept)
    return sorted(found, key=place)
