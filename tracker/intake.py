"""Files become knowledge: what an import plans for each of them, and what it writes.

Planning takes long and holds nobody up; writing is quick and happens in one transaction.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from tracker import bundled
from tracker.core.knowledge import Holdings, Plan, Statement, plan
from tracker.core.log import Log, Problem
from tracker.core.quiz import Card, Terms, make_cards
from tracker.core.text import fold
from tracker.files import File
from tracker.runner.library import Library
from tracker.store import sources
from tracker.store.sources import Source


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


def read(connection: Connection, files: Sequence[File], library: Library) -> list[Reading]:
    """Plan the import of files, each on top of the one before."""
    known = {source.path: source for source in sources.sources(connection)}
    changed = any(file.path not in known or known[file.path].digest != file.digest for file in files)
    holdings = sources.holdings(connection) if changed else Holdings()
    fronts = sources.fronts(connection) if changed else {}
    readings = []
    for file in files:
        source = known.get(file.path)
        if source and source.digest == file.digest:
            kept = Plan(kept=sources.keypoints_of(connection, source.id))
            readings.append(Reading(file, kept, [], sources.problems_of(connection, source.id), unchanged=True))
            continue
        moved = None if source else _moved(file, known.values(), holdings)
        if moved:
            known.pop(moved)
            holdings.held[file.path] = holdings.held.pop(moved, set())
        planned = plan(file.log, holdings.ledger(file.path))
        holdings.take(file.path, planned)
        cards = _cards(planned, fronts)
        fronts.update((fold(card.front), card.keypoint) for card in cards)
        problems = sorted([*file.log.problems, *_link_problems(file.log, library)], key=lambda problem: problem.line)
        readings.append(Reading(file, planned, cards, problems, moved_from=moved))
    return readings


def write(connection: Connection, reading: Reading, now: datetime) -> None:
    """Put what was planned for one file on disk."""
    if reading.unchanged:
        return
    file = reading.file
    if reading.moved_from:
        sources.move_source(connection, reading.moved_from, file.path)
    ours = Path(file.path).is_relative_to(bundled.root() / "content")
    id = sources.write_source(connection, file.log, file.digest, reading.problems, bundled=ours, now=now)
    sources.write_entries(connection, id, file.log, reading.plan)
    sources.write_cards(connection, reading.cards, reading.plan.fresh)


def _cards(planned: Plan, fronts: Mapping[str, str]) -> list[Card]:
    fresh = planned.fresh
    terms = Terms.of([keypoint.statement for keypoint in planned.keypoints])
    return list(make_cards((point for point in planned.keypoints if point.id in fresh), terms, _Asked(fronts, fresh)))


class _Asked(Container[str]):
    """The fronts in use, those of the keypoints whose cards are being made again left out."""

    def __init__(self, fronts: Mapping[str, str], besides: Container[str]) -> None:
        self._fronts = fronts
        self._besides = besides

    def __contains__(self, front: object) -> bool:
        keypoint = self._fronts.get(str(front))
        return keypoint is not None and keypoint not in self._besides


def _moved(file: File, known: Iterable[Source], holdings: Holdings) -> str | None:
    """The path that a file had at its last import.

    It is one that is gone now, and that held the same bytes or at least half of the same statements.
    """
    gone = [source for source in known if not Path(source.path).exists()]
    if not gone:
        return None
    ids = {holdings.wordings.get(Statement.of(entry).key) for _, entry in file.log.entries()}
    for source in gone:
        held = holdings.held.get(source.path, set())
        if source.digest == file.digest or (held and 2 * len(held & ids) >= len(held)):
            return source.path
    return None


def _link_problems(log: Log, library: Library) -> Iterable[Problem]:
    for _, entry in log.entries():
        if entry.snippet:
            try:
                library.find(entry.snippet)
            except LookupError as error:
                yield Problem(entry.line, str(error))
