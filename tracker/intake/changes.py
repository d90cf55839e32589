"""How a file differs from what the last import of it left on disk, day by day."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from pathlib import Path

from sqlalchemy import Connection

from tracker import __version__
from tracker.core.knowledge import FormerDay, Statement
from tracker.core.log import Content, Day, Entry, Log, Problem
from tracker.core.log.notebook import problem_of
from tracker.files import File
from tracker.runner.library import Library
from tracker.runner.symbols import Symbols
from tracker.store import ledger, sources
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
    former: list[FormerDay] = field(default_factory=list)
    """What those said."""

    @property
    def here(self) -> set[str]:
        """The keypoints of the days that are gone."""
        return {entry.keypoint for day in self.former for entry in day.entries}


def find_source(connection: Connection, file: File, known: dict[str, Source]) -> Source | None:
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


def is_unchanged(file: File, source: Source | None) -> bool:
    """Whether there is nothing to read in a file."""
    known = source and (source.path, source.digest, source.dating)
    return known == (file.path, file.digest, file.dating)


def find_changes(connection: Connection, log: Log, source: Source | None, lint: Lint) -> Changes:
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
    found.former.extend(sources.former_days(connection, found.gone))
    return found


def _digest(day: Day) -> str:
    """What is read from a day depends on this, wherever it stands; blank lines before the next day do not matter."""
    said = f"{day.first - day.line}{_said(day)!r}{day.body.rstrip()}"
    return hashlib.blake2b(said.encode(), digest_size=16, salt=_SALT).hexdigest()


def _fresh(stands: Place, digest: str, day: Day | None, content: Content, lint: Lint) -> FreshDay:
    problems = [*content.problems, *lint.problems(content.entries)]
    if day and day.path:
        problems = [problem_of(day, problem.line, problem.message) for problem in problems]
    return FreshDay(stands, digest, day, content, tuple(problems))


@dataclass(frozen=True, slots=True)
class Lint:
    """What is looked up outside of the log: the snippets that entries link to, and the identifiers they name."""

    library: Library
    symbols: Symbols

    def problems(self, entries: Iterable[Entry]) -> Iterator[Problem]:
        """What is wrong with the links and names of entries."""
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


def part(log: Log, changes: Changes) -> Log:
    """A log without the days that are kept."""
    return replace(log, days=tuple(fresh.day for fresh in changes.fresh if fresh.day)) if log.days else log
