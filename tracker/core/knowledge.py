"""Keypoints: statements with a lasting identity, and the plan that carries it from one import to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import product

from tracker.core.likeness import matches
from tracker.core.log import Entry, Log
from tracker.core.text import fold


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
        folded = "\n".join(map(fold, self.lines() if self.points else (self.text,)))
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
    number = int.from_bytes(digest)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])


_PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""Ten bits as two digits of base 32 (RFC 4648, section 6)."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the store remembers that the import of one source has to respect."""

    wordings: Mapping[str, str] = field(default_factory=dict)
    """Keys that keypoints have or had, and the keypoint's id: at least those of the text that is planned."""
    here: Mapping[str, Statement] = field(default_factory=dict)
    """What the source said so far, by id, save what it says in days that stay as they are."""
    retired: Container[str] = frozenset()
    """The ids that no source holds any more."""
    elsewhere: Callable[[str], Statement | None] = lambda _: None
    """What a keypoint says that another source holds too, or a day that stays as it is; None for any other id."""
    kept: Set[str] = frozenset()
    """The keypoints of days that stay as they are: at least those that the text which is planned may say too."""


@dataclass(slots=True)
class Holdings:
    """Which source holds which keypoint; kept up to date while the sources of one import are planned in turn.

    It need not know every keypoint there is, only those that the import can touch.
    """

    wordings: dict[str, str] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    """Keypoints by id, as they were written last."""
    holders: dict[str, set[str]] = field(default_factory=dict)
    """The paths of the sources that hold a keypoint."""
    staying: dict[str, set[str]] = field(default_factory=dict)
    """Path of a source -> the keypoints that its days hold which stay as they are."""

    def ledger(self, path: str, here: Iterable[str]) -> Ledger:
        """What an import of the source at `path` has to respect; `here` is what its other days held."""
        kept = self.staying.get(path, set())

        def elsewhere(id: str) -> Statement | None:
            said = id in kept or any(holder != path for holder in self.holders.get(id, ()))
            return self.statements[id] if said else None

        before = {id: self.statements[id] for id in here if id not in kept}
        return Ledger(self.wordings, before, _Retired(self), elsewhere, kept)

    def take(self, path: str, plan: Plan) -> None:
        """Note what a plan does, so that the next source is planned on top of it."""
        for id in plan.gone:
            self.holders[id].discard(path)
        fresh = plan.fresh
        for keypoint in plan.keypoints:
            self.holders.setdefault(keypoint.id, set()).add(path)
            if keypoint.id in fresh:
                self.statements[keypoint.id] = keypoint.statement
        self.wordings.update(plan.wordings)


class _Retired(Container[str]):
    """The keypoints that no source holds, without counting them."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def __contains__(self, id: object) -> bool:
        return id in self._holdings.statements and not self._holdings.holders.get(str(id))


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
    """One for each statement of the text that was read, in document order."""
    occurrences: list[tuple[Entry, str]] = field(default_factory=list)
    """Each keypoint entry with the id of its keypoint."""
    new: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    untouched: int = 0
    """How many more are kept, that only days hold which stay as they are."""
    retouched: set[str] = field(default_factory=set)
    """Those of the kept that are written differently now, or as they once were."""
    restored: set[str] = field(default_factory=set)
    reworded: list[Rewording] = field(default_factory=list)
    ambiguous: list[Rewording] = field(default_factory=list)
    """Statements taken as new although they might be an old one."""
    gone: set[str] = field(default_factory=set)
    wordings: dict[str, str] = field(default_factory=dict)
    """The keys that the ledger has yet to learn, each with its keypoint."""

    @property
    def fresh(self) -> set[str]:
        """The keypoints whose cards have to be made again."""
        return self.new | self.restored | self.retouched | {rewording.keypoint for rewording in self.reworded}

    def counts(self) -> dict[str, int]:
        """How many keypoints each fate has."""
        return {
            "new": len(self.new),
            "kept": len(self.kept) + self.untouched,
            "restored": len(self.restored),
            "reworded": len(self.reworded),
            "ambiguous": len(self.ambiguous),
            "gone": len(self.gone),
        }


def plan(log: Log, ledger: Ledger) -> Plan:
    """Decide for every keypoint entry of a log which keypoint it is.

    The log may be a part: the days that are not on disk as they are, while `ledger.kept` has what the others say of it.
    The fates are those of the whole.
    """
    entries = [entry for _, entry in log.keypoints()]
    statements = [Statement.of(entry) for entry in entries]
    keys = [statement.key for statement in statements]
    said = dict(zip(reversed(keys), reversed(statements), strict=True))
    said = {key: said[key] for key in keys}  # in document order, each as it is said first
    ids = _known(said, ledger)
    result = Plan()
    found = set(ids.values())
    lost = {id: old for id, old in ledger.here.items() if id not in found and not ledger.elsewhere(id)}
    unknown = {key: new for key, new in said.items() if key not in ids}
    for match in matches(_flat(unknown), _flat(lost)) if lost else ():
        key, id = match.new, match.old
        rewording = Rewording(id, lost[id].text, unknown[key].text, match.similarity)
        if match.clear:
            ids[key] = result.wordings[key] = id
            result.reworded.append(rewording)
        else:
            result.ambiguous.append(rewording)
    for key in unknown:
        if key not in ids:
            ids[key] = result.wordings[key] = _mint_free(key, ledger, result.new)
            result.new.add(ids[key])
    links: dict[str, str] = {}
    for entry, key in zip(entries, keys, strict=True):
        result.occurrences.append((entry, ids[key]))
        if link := snippet_of(entry):
            links.setdefault(key, link)
    result.keypoints = [Keypoint(ids[key], statement, links.get(key)) for key, statement in said.items()]
    seen = set(ids.values())
    result.restored = {id for id in seen if id in ledger.retired} - result.new
    reworded = {rewording.keypoint for rewording in result.reworded}
    result.kept = (seen | ledger.kept) - result.new - result.restored - reworded
    result.retouched = {point.id for point in result.keypoints if point.id in result.kept and _differs(point, ledger)}
    result.gone = set(ledger.here) - seen
    return result


def snippet_of(entry: Entry) -> str | None:
    """The snippet link of an entry, wherever it stands in it."""
    if entry.snippet or not entry.children:
        return entry.snippet
    return next((link for child in entry.children if (link := snippet_of(child))), None)


def _known(said: Mapping[str, Statement], ledger: Ledger) -> dict[str, str]:
    """The keypoint of each key that the ledger has.

    A former wording is its keypoint come back, unless somebody still says it as it was written last: then the two are
    different statements, and the former wording is treated as one never seen.
    """
    ids = {key: ledger.wordings[key] for key in said if key in ledger.wordings}
    present: dict[str, str] = {}
    for key, id in ids.items():
        other, mine = ledger.elsewhere(id), ledger.here.get(id)
        if said[key] in (other, mine):
            present[id] = key
        elif other and other.key != key:
            present[id] = other.key
        elif mine and mine.key in ids:
            present[id] = mine.key
        present.setdefault(id, key)
    return {key: id for key, id in ids.items() if present[id] == key}


def _differs(keypoint: Keypoint, ledger: Ledger) -> bool:
    return keypoint.statement != ledger.here.get(keypoint.id, keypoint.statement)


def _mint_free(key: str, ledger: Ledger, new: Container[str]) -> str:
    """An id not yet in use: a statement may take up words that another one was born with."""
    salt = ""
    while (id := mint(key, salt)) in new or id in ledger.here or ledger.elsewhere(id) or id in ledger.retired:
        salt += "+"
    return id


def _flat(statements: Mapping[str, Statement]) -> dict[str, str]:
    """Statements as the texts that are compared."""
    return {name: fold(" ".join(statement.lines())) for name, statement in statements.items()}
