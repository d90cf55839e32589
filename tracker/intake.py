"""Files become knowledge: what an import plans for each of them, and what it writes.

Planning takes long and holds nobody up; writing is quick and happens in one transaction. Both take as long as what has
changed: a day whose text is on disk already is not read again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from sqlalchemy import Connection

from tracker import __version__, bundled
from tracker.core.knowledge import Holdings, Plan, Statement, plan
from tracker.core.log import Content, Day, Entry, Log, Problem
from tracker.core.log.notebook import place, problem_of
from tracker.core.quiz import Card, Terms, make_cards
from tracker.files import File
from tracker.runner.library import Library
from tracker.runner.symbols import Symbols
from tracker.store import deck, ledger, sources
from tracker.store.deck import Fronts
from tracker.store.journal import Journal
from tracker.store.sources import FreshDay, KnownDay, Place, Source

_SALT = __version__.encode()[:16]
"""Another version may read the same text otherwise."""
_STANDS = {"path", "line", "first", "date"}
"""The fields of a day that say where it stands; the others say what it says."""
_said = attrgetter(*(field.name for field in fields(Day) if field.name not in _STANDS | {"body"}))


@dataclass(frozen=True, slots=True)
class Changes:
    """How the days of a source differ from those on disk, and which keypoints that concerns."""

    fresh: list[FreshDay] = field(default_factory=list)
    kept: dict[int, Place] = field(default_factory=dict)
    """The days on disk that are as they were, by id, and where they stand now."""
    shifted: dict[int, Place] = field(default_factory=dict)
    """Those of them that stood elsewhere."""
    gone: list[int] = field(default_factory=list)
    """The ids of the other days on disk."""
    here: set[str] = field(default_factory=set)
    """The keypoints of the days that are gone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as an import found it, and what it does with it."""

    file: File
    plan: Plan
    cards: list[Card]
    """Those of its new and changed keypoints."""
    problems: list[Problem]
    moved_from: str | None = None
    """The path of the same source at its last import, when its file has another one now."""
    unchanged: bool = False
    """Its bytes are those of the last import: it was not read again."""
    changes: Changes = field(default_factory=Changes)


def read(connection: Connection, files: Sequence[File], library: Library, symbols: Symbols) -> list[Reading]:
    """Plan the import of files, each on top of the one before.

    Args:
        connection: a transaction, which may only read.
        files: what to import.
        library: where the links of entries lead to.
        symbols: what the identifiers in entries are looked up in.
    """
    known = {source.path: source for source in sources.sources(connection)}
    before = {file.path: _before(connection, file, known) for file in files}
    changes = {
        file.path: _changes(connection, file.log, source, _Lint(library, symbols))
        for file in files
        if not _unchanged(file, source := before[file.path])
    }
    holdings = _holdings(connection, files, before, changes, known.values())
    fronts = Fronts(connection)
    readings: list[Reading] = []
    for file in files:
        source = before[file.path]
        if file.path not in changes:
            assert source
            problems = sources.problems_of(connection, source.id)
            readings.append(Reading(file, Plan(untouched=source.keypoints), [], problems, unchanged=True))
            continue
        found = changes[file.path]
        planned = plan(_part(file.log, found), holdings.ledger(file.path, found.here))
        if source:
            planned.untouched = source.keypoints - len(found.here | holdings.staying[file.path])
        holdings.take(file.path, planned)
        if readings:
            fronts.take(readings[-1].cards)
        moved = source.path if source and source.path != file.path else None
        problems = _problems(connection, file.log, source, found)
        readings.append(Reading(file, planned, _cards(planned, fronts), problems, moved, changes=found))
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
    sources.write_days(connection, journal, id, changes.fresh, plan.occurrences)
    held = changes.here | {keypoint for _, keypoint in plan.occurrences} - plan.new
    ledger.settle_keypoints(connection, journal, held)
    deck.write_cards(connection, journal, reading.cards, plan.fresh - plan.new)


def _before(connection: Connection, file: File, known: dict[str, Source]) -> Source | None:
    """The source that a file was at its last import, taken out of those that are known.

    When its path is new, it may be one whose file is gone: one that held the same bytes, or at least half of the same
    days or statements.
    """
    if file.path in known:
        return known.pop(file.path)
    missing = [source for source in known.values() if not Path(source.path).exists()]
    if not missing:
        return None
    digests = {_digest(day) for day in file.log.days}
    keys = (Statement.of(entry).key for _, entry in file.log.keypoints())
    said: set[str] | None = None
    for source in missing:
        days = sources.days_of(connection, source.id)
        same = source.digest == file.digest or _half([day.digest for day in days if day.filled], digests)
        if not same:
            said = set(ledger.wordings(connection, keys).values()) if said is None else said
            same = _half(ledger.keypoints_of(connection, [day.id for day in days]), said)
        if same:
            return known.pop(source.path)
    return None


def _half(some: Sequence[str] | set[str], others: set[str]) -> bool:
    return bool(some) and 2 * sum(one in others for one in some) >= len(some)


def _unchanged(file: File, source: Source | None) -> bool:
    known = source and (source.path, source.digest, source.dating)
    return known == (file.path, file.digest, file.dating)


def _changes(connection: Connection, log: Log, source: Source | None, lint: _Lint) -> Changes:
    """Find the days that are on disk as they are, and read the others."""
    known: defaultdict[str, deque[KnownDay]] = defaultdict(deque)
    for old in sources.days_of(connection, source.id) if source else ():
        known[old.digest].append(old)
    found = Changes()
    for position, day in enumerate(log.days):
        stands, digest = Place(position, day.path, day.line, day.date), _digest(day)
        if known[digest]:
            old = known[digest].popleft()
            found.kept[old.id] = stands
            if old.place != stands:
                found.shifted[old.id] = stands
        else:
            found.fresh.append(_fresh(stands, digest, day, day.content, lint))
    if not log.days:
        found.fresh.append(_fresh(Place(0, "", 0, None), "", None, log.note, lint))
    found.gone.extend(old.id for rest in known.values() for old in rest)
    found.here.update(ledger.keypoints_of(connection, found.gone))
    return found


def _digest(day: Day) -> str:
    """What is read from a day depends on this, wherever it stands; blank lines before the next day do not matter."""
    said = f"{day.first - day.line}{_said(day)!r}{day.body.rstrip()}"
    return hashlib.blake2b(said.encode(), digest_size=16, salt=_SALT).hexdigest()


def _fresh(stands: Place, digest: str, day: Day | None, content: Content, lint: _Lint) -> FreshDay:
    problems = [*content.problems, *lint.problems(content.entries)]
    if day and day.path:
        problems = [problem_of(day, problem.line, problem.message) for problem in problems]
    return FreshDay(stands, digest, day, content, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Lint:
    """What is looked up outside of the log: the snippets that entries link to, and the identifiers they name."""

    library: Library
    symbols: Symbols

    def problems(self, entries: Iterable[Entry]) -> Iterator[Problem]:
        for entry in entries:
            if entry.snippet:
                try:
                    self.library.find(entry.snippet)
                except LookupError as error:
                    yield Problem(entry.line, str(error))
            for message in self.symbols.problem(entry.text):
                yield Problem(entry.line, message)
            if entry.children:
                yield from self.problems(entry.children)


def _part(log: Log, changes: Changes) -> Log:
    """A log without the days that are kept."""
    return replace(log, days=tuple(fresh.day for fresh in changes.fresh if fresh.day)) if log.days else log


def _holdings(
    connection: Connection,
    files: Sequence[File],
    before: dict[str, Source | None],
    changes: dict[str, Changes],
    others: Iterable[Source],
) -> Holdings:
    parts = [_part(file.log, changes[file.path]) for file in files if file.path in changes]
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


def _cards(planned: Plan, fronts: Fronts) -> list[Card]:
    """The cards of the keypoints that need new ones."""
    fresh = planned.fresh
    terms = Terms.of([keypoint.statement for keypoint in planned.keypoints])
    keypoints = (keypoint for keypoint in planned.keypoints if keypoint.id in fresh)
    return list(make_cards(keypoints, terms, fronts.besides(fresh)))
