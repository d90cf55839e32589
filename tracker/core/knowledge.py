"""Keypoints: statements with a lasting identity, and the plan that carries it from one import to the next."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from tracker.core.log import Entry, Kind, Log
from tracker.core.text import fold

CLOSE = 85.0
"""Similarity in percent from which a new wording may be an old statement."""
CLEAR = 8.0
"""How far in percent the best match must be ahead of the second best to be taken without asking."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a keypoint says: one line, and the points nested under it."""

    text: str
    points: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> Statement:
        """The statement of an entry, without where it stands."""
        return cls(entry.text, tuple(cls.of(child) for child in entry.children))

    def lines(self) -> Iterator[str]:
        """Its own line, then those of its points, depth first."""
        yield self.text
        for point in self.points:
            yield from point.lines()

    @property
    def key(self) -> str:
        """What identifies the wording: a digest of the folded lines."""
        folded = "\n".join(fold(line) for line in self.lines())
        return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Keypoint:
    """A statement worth knowing that keeps its id through every edit."""

    id: str
    statement: Statement
    snippet: str | None = None
    """The snippet link as the log gives it."""


def mint(*parts: str) -> str:
    """A lasting id of 16 characters.

    It is a digest of what the thing was when first seen, so two devices that read the same log mint the same ids and
    their reviews can be merged.
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).digest()
    return base64.b32encode(digest).decode().lower()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the store remembers that the import of one source has to respect."""

    wordings: Mapping[str, str] = field(default_factory=dict)
    """Every key a keypoint ever had, and that keypoint's id."""
    here: Mapping[str, Statement] = field(default_factory=dict)
    """The keypoints this source holds so far, by id."""
    retired: Container[str] = frozenset()
    """The ids that no source holds any more."""
    elsewhere: Callable[[str], Statement | None] = lambda _: None
    """What a keypoint says that another source holds too; None for any other id."""


@dataclass(slots=True)
class Holdings:
    """Which source holds which keypoint; kept up to date while the sources of one import are planned in turn."""

    wordings: dict[str, str] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    """Every keypoint by id, as it was written last."""
    held: dict[str, set[str]] = field(default_factory=dict)
    """Path of a source -> the ids of its keypoints."""
    holders: Counter[str] = field(default_factory=Counter)
    """How many sources hold a keypoint."""

    def ledger(self, path: str) -> Ledger:
        """What the import of the source at `path` has to respect."""
        mine = self.held.get(path, set())

        def elsewhere(id: str) -> Statement | None:
            return self.statements[id] if self.holders[id] > (id in mine) else None

        here = {id: self.statements[id] for id in mine}
        return Ledger(self.wordings, here, _Retired(self), elsewhere)

    def take(self, path: str, plan: Plan) -> None:
        """Note what a plan does, so that the next source is planned on top of it."""
        ids, fresh = {keypoint.id for keypoint in plan.keypoints}, plan.fresh
        self.holders.subtract(self.held.get(path, ()))
        self.holders.update(ids)
        self.held[path] = ids
        for keypoint in plan.keypoints:
            if keypoint.id in fresh:
                self.statements[keypoint.id] = keypoint.statement
                self.wordings[keypoint.statement.key] = keypoint.id


class _Retired(Container[str]):
    """The keypoints that no source holds, without counting them."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def __contains__(self, id: object) -> bool:
        return id in self._holdings.statements and not self._holdings.holders[str(id)]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A statement found again in other words."""

    keypoint: str
    old: str
    new: str
    similarity: float


@dataclass(slots=True)
class Plan:
    """What an import of one source does to the knowledge base."""

    keypoints: list[Keypoint] = field(default_factory=list)
    """One for each statement of the source, in document order."""
    occurrences: list[tuple[Entry, str]] = field(default_factory=list)
    """Each keypoint entry with the id of its keypoint."""
    new: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    retouched: set[str] = field(default_factory=set)
    """Those of the kept that are written differently now, or as they once were."""
    restored: set[str] = field(default_factory=set)
    reworded: list[Rewording] = field(default_factory=list)
    ambiguous: list[Rewording] = field(default_factory=list)
    """Statements taken as new although they might be an old one."""
    gone: set[str] = field(default_factory=set)
    held: frozenset[str] = frozenset()
    """The keypoints this source held before."""

    @property
    def fresh(self) -> set[str]:
        """The keypoints whose cards have to be made again."""
        return self.new | self.restored | self.retouched | {rewording.keypoint for rewording in self.reworded}

    def counts(self) -> dict[str, int]:
        """How many keypoints each fate has."""
        return {
            "new": len(self.new),
            "kept": len(self.kept),
            "restored": len(self.restored),
            "reworded": len(self.reworded),
            "ambiguous": len(self.ambiguous),
            "gone": len(self.gone),
        }


def plan(log: Log, ledger: Ledger) -> Plan:
    """Decide for every keypoint entry of a log which keypoint it is."""
    entries = [entry for _, entry in log.entries() if entry.kind is Kind.KEYPOINT]
    statements = [Statement.of(entry) for entry in entries]
    keys = [statement.key for statement in statements]
    ids = _known(keys, ledger)
    result = Plan(held=frozenset(ledger.here))
    found = set(ids.values())
    lost = {id: old for id, old in ledger.here.items() if id not in found and not ledger.elsewhere(id)}
    unknown = {key: new for key, new in zip(keys, statements, strict=True) if key not in ids}
    for key, rewording, clear in _closest(unknown, lost):
        if clear:
            ids[key] = rewording.keypoint
            result.reworded.append(rewording)
        else:
            result.ambiguous.append(rewording)
    seen: set[str] = set()
    for entry, statement, key in zip(entries, statements, keys, strict=True):
        if key not in ids:
            ids[key] = _mint_free(key, ledger, result.new)
            result.new.add(ids[key])
        id = ids[key]
        result.occurrences.append((entry, id))
        if id not in seen:
            seen.add(id)
            result.keypoints.append(Keypoint(id, statement, _snippet(entry)))
    result.restored = {id for id in seen if id in ledger.retired} - result.new
    result.kept = seen - result.new - result.restored - {rewording.keypoint for rewording in result.reworded}
    result.retouched = {point.id for point in result.keypoints if point.id in result.kept and _differs(point, ledger)}
    result.gone = set(ledger.here) - seen
    return result


def _known(keys: Iterable[str], ledger: Ledger) -> dict[str, str]:
    """The keypoint of each key that the ledger has.

    A former wording is its keypoint come back, unless somebody still says it as it was written last: then the two are
    different statements, and the former wording is treated as one never seen.
    """
    ids = {key: ledger.wordings[key] for key in keys if key in ledger.wordings}
    said: dict[str, str] = {}
    for key, id in ids.items():
        if (other := ledger.elsewhere(id)) and other.key != key:
            said[id] = other.key
        elif (mine := ledger.here.get(id)) and mine.key in ids:
            said[id] = mine.key
        said.setdefault(id, key)
    return {key: id for key, id in ids.items() if said[id] == key}


def _differs(keypoint: Keypoint, ledger: Ledger) -> bool:
    return keypoint.statement != ledger.here.get(keypoint.id, keypoint.statement)


def _mint_free(key: str, ledger: Ledger, new: Container[str]) -> str:
    """An id not yet in use: a statement may take up words that another one was born with."""
    salt = ""
    while (id := mint(key, salt)) in new or id in ledger.here or ledger.elsewhere(id) or id in ledger.retired:
        salt += "+"
    return id


def _closest(unknown: Mapping[str, Statement], lost: Mapping[str, Statement]) -> Iterable[tuple[str, Rewording, bool]]:
    """For each unknown wording that is close to a lost one: the rewording, and whether it is clear from both sides."""
    if not unknown or not lost:
        return
    new = {key: _flat(statement) for key, statement in unknown.items()}
    old = {id: _flat(statement) for id, statement in lost.items()}
    for key, text in new.items():
        found = process.extract(text, old, scorer=fuzz.ratio, score_cutoff=CLOSE - CLEAR, limit=2)
        if not found or found[0][1] < CLOSE:
            continue
        was, similarity, keypoint = found[0]
        rivals = process.extract(was, new, scorer=fuzz.ratio, score_cutoff=CLOSE - CLEAR, limit=2)
        clear = rivals[0][2] == key and _ahead(found) and _ahead(rivals)
        yield key, Rewording(keypoint, lost[keypoint].text, unknown[key].text, similarity), clear


def _ahead(found: Sequence[tuple[str, float, str]]) -> bool:
    return len(found) < 2 or found[0][1] - found[1][1] >= CLEAR


def _flat(statement: Statement) -> str:
    return fold(" ".join(statement.lines()))


def _snippet(entry: Entry) -> str | None:
    return entry.snippet or next((link for child in entry.children if (link := _snippet(child))), None)
