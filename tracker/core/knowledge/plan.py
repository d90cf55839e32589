"""The plan of an import: which keypoint each statement of a log is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.core.knowledge.ledger import Ledger
from tracker.core.knowledge.matching import Match, Matches, find
from tracker.core.knowledge.places import Places, identity
from tracker.core.knowledge.statement import Keypoint, Statement, mint, snippet_of
from tracker.core.likeness import Words, compare
from tracker.core.log import Day, Entry, Log


@dataclass(frozen=True, slots=True)
class Rewording:
    """A statement found again in other words."""

    keypoint: str
    old: str
    new: str
    similarity: float
    """In percent."""
    other: str | None = None
    """The keypoint that the statement was taken for instead, when it is not clear that it is this one."""


@dataclass(frozen=True, slots=True)
class Split:
    """A statement that was made several."""

    keypoint: str
    """It goes on with one of the parts."""
    old: str
    parts: tuple[str, ...]
    """The keypoints of all parts in document order."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Several statements that were made one."""

    keypoint: str
    """The one that goes on."""
    others: tuple[str, ...]
    new: str


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
    moved: set[str] = field(default_factory=set)
    """Those of the kept and reworded that stand in another day of the source than before, as far as is known."""
    restored: set[str] = field(default_factory=set)
    reworded: list[Rewording] = field(default_factory=list)
    """With those that go on with a part of what they were, or with what they were merged into."""
    split: list[Split] = field(default_factory=list)
    merged: list[Merger] = field(default_factory=list)
    ambiguous: list[Rewording] = field(default_factory=list)
    """Statements taken as new although they might be an old one, each with up to three of those.

    Also what was said once in the words of a keypoint that goes on in others.
    """
    gone: set[str] = field(default_factory=set)
    wordings: dict[str, str] = field(default_factory=dict)
    """The keys that the ledger has yet to learn, each with its keypoint."""

    @property
    def fresh(self) -> set[str]:
        """The keypoints whose cards have to be made again."""
        return self.new | self.restored | self.retouched | {rewording.keypoint for rewording in self.reworded}

    @property
    def heirs(self) -> dict[str, tuple[str, ...]]:
        """For each of the fresh keypoints those whose cards it may take over."""
        found = {id: () if id in self.new else (id,) for id in self.fresh}
        for split in self.split:
            found |= dict.fromkeys(split.parts, (split.keypoint,))
        return found | {merger.keypoint: (merger.keypoint, *merger.others) for merger in self.merged}

    def counts(self) -> dict[str, int]:
        """How many keypoints each fate has, and how often some were split or merged.

        The first four add up to the keypoints that the source holds.
        """
        return {
            "new": len(self.new),
            "kept": len(self.kept) + self.untouched,
            "restored": len(self.restored),
            "reworded": len(self.reworded),
            "moved": len(self.moved),
            "split": len(self.split),
            "merged": len(self.merged),
            "ambiguous": len({rewording.other for rewording in self.ambiguous}),
            "gone": len(self.gone),
        }


def plan(log: Log, ledger: Ledger) -> Plan:
    """Decide for every keypoint entry of a log which keypoint it is.

    The log may be a part: the days that are not on disk as they are, while `ledger.kept` has what the others say of it.
    The fates are those of the whole.
    """
    found = list(log.keypoints())
    statements = [Statement.of(entry) for _, entry in found]
    keys = [statement.key for statement in statements]
    said = dict(zip(reversed(keys), reversed(statements), strict=True))
    said = {key: said[key] for key in keys}  # in document order, each as it is said first
    entries = [(day, entry, key) for (day, entry), key in zip(found, keys, strict=True)]
    told = _told(entries, ledger)
    ids = _known(said, ledger, told)
    result = Plan()
    _follow_told(result, told, said, ledger)
    _find_again(result, entries, said, ids, ledger)
    links: dict[str, str] = {}
    for _, entry, key in entries:
        result.occurrences.append((entry, ids[key]))
        if link := snippet_of(entry):
            links.setdefault(key, link)
    result.keypoints = [Keypoint(ids[key], statement, links.get(key)) for key, statement in said.items()]
    seen = set(ids.values())
    reworded = {rewording.keypoint for rewording in result.reworded}
    result.restored = {id for id in seen if id in ledger.retired} - result.new - reworded
    result.kept = (seen | ledger.kept) - result.new - result.restored - reworded
    result.retouched = {point.id for point in result.keypoints if point.id in result.kept and _differs(point, ledger)}
    result.moved = _moved(entries, ids, ledger) & (result.kept | reworded) - ledger.kept
    result.gone = set(ledger.here) - seen
    return result


_Entries = Sequence[tuple[Day | None, Entry, str]]
"""The keypoint entries of a log, each with its day and the key of what it says."""


def _told(entries: _Entries, ledger: Ledger) -> dict[str, str]:
    """The keys of which the learner says which keypoint they are; neither can be said twice."""
    found: dict[str, str] = {}
    for _, entry, key in entries if ledger.told else ():
        id = ledger.told.get(entry.line)
        if id and key not in found and id not in found.values():
            found[key] = id
    return found


def _known(said: Mapping[str, Statement], ledger: Ledger, told: Mapping[str, str]) -> dict[str, str]:
    """The keypoint of each key that the learner has told, or that the ledger has.

    A former wording is its keypoint come back, unless somebody still says it as it was written last: then the two are
    different statements, and the former wording is treated as one never seen.
    """
    taken = set(told.values())
    ids = {key: id for key in said if key not in told and (id := ledger.wordings.get(key)) and id not in taken}
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
    return {key: id for key, id in ids.items() if present[id] == key} | dict(told)


def _follow_told(result: Plan, told: Mapping[str, str], said: Mapping[str, Statement], ledger: Ledger) -> None:
    """Note what the learner has told and the ledger does not say."""
    for key, id in told.items():
        if ledger.wordings.get(key) != id:
            result.wordings[key] = id
        old = ledger.here.get(id) or ledger.elsewhere(id)
        if old and old.key != key:
            likeness = compare(Words.of(old.lines()), Words.of(said[key].lines()))
            result.reworded.append(Rewording(id, old.text, said[key].text, likeness.similarity))


def _find_again(
    result: Plan, entries: _Entries, said: Mapping[str, Statement], ids: dict[str, str], ledger: Ledger
) -> None:
    """Give an id to each statement that is not known: of one that this source has lost, or another, or a new one."""
    found: list[tuple[Matches, dict[str, Statement]]] = []
    for statements in (ledger.here, ledger.strays):
        lost = _lost(statements, ids, ledger)
        unknown = [key for key in said if key not in ids]
        if lost and unknown:
            matches = _matches(unknown, lost, said, Places(entries, ids, ledger.days))
            found.append((matches, lost))
            _take(result, matches, said, lost, ids)
    for key in said:
        if key not in ids:
            ids[key] = result.wordings[key] = _mint_free(key, ledger, result.new)
            result.new.add(ids[key])
    taken = set(ids.values())
    for matches, former in found:
        for split in matches.split:
            parts = tuple(ids[key] for key in split.parts)
            result.split.append(Split(split.whole, former[split.whole].text, parts))
        for key, id, similarity in matches.unclear:
            if ids[key] in result.new and id not in taken:
                result.ambiguous.append(Rewording(id, former[id].text, said[key].text, similarity, ids[key]))
    _note_former(result, said, ids, ledger)


def _note_former(result: Plan, said: Mapping[str, Statement], ids: Mapping[str, str], ledger: Ledger) -> None:
    """Note the new statements that are former wordings of keypoints which go on in other words."""
    former = {key: id for key in said if ids[key] in result.new and (id := ledger.wordings.get(key))}
    if not former:
        return
    now = {id: said[key] for key, id in ids.items() if key in said}
    for key, id in former.items():
        if present := now.get(id) or ledger.elsewhere(id):
            likeness = compare(Words.of(present.lines()), Words.of(said[key].lines()))
            result.ambiguous.append(Rewording(id, present.text, said[key].text, likeness.similarity, ids[key]))


def _lost(statements: Mapping[str, Statement], ids: Mapping[str, str], ledger: Ledger) -> dict[str, Statement]:
    """Those of some statements that nobody says any more, in the order they stood in, as far as is known."""
    found = set(ids.values())
    lost = {id: said for id, said in statements.items() if id not in found and not ledger.elsewhere(id)}
    if len(lost) < 2:
        return lost
    places = {
        entry.keypoint: number for number, entry in enumerate(entry for day in ledger.days for entry in day.entries)
    }
    return {id: lost[id] for id in sorted(lost, key=lambda id: (places.get(id, len(places)), id))}


def _matches(
    unknown: Iterable[str], lost: Mapping[str, Statement], said: Mapping[str, Statement], places: Places
) -> Matches:
    now = {key: Words.of(statement.lines()) for key, statement in said.items()}
    former = {id: Words.of(statement.lines()) for id, statement in lost.items()}
    counts = Counter(form for words in (*now.values(), *former.values()) for form in set(words.forms))
    return find({key: now[key] for key in unknown}, former, places, counts)


def _take(
    result: Plan,
    matches: Matches,
    said: Mapping[str, Statement],
    lost: Mapping[str, Statement],
    ids: dict[str, str],
) -> None:
    """Let the statements go on that were found again."""
    found = [
        *matches.reworded,
        *(Match(split.best, split.whole, split.similarity) for split in matches.split),
        *(Match(merger.whole, merger.best, merger.similarity) for merger in matches.merged),
    ]
    places = {key: place for place, key in enumerate(said)}
    for key, id, similarity in sorted(found, key=lambda match: places[match.key]):
        ids[key] = result.wordings[key] = id
        result.reworded.append(Rewording(id, lost[id].text, said[key].text, similarity))
    for merger in matches.merged:
        others = tuple(part for part in merger.parts if part != merger.best)
        result.merged.append(Merger(merger.best, others, said[merger.whole].text))


def _moved(entries: _Entries, ids: Mapping[str, str], ledger: Ledger) -> set[str]:
    """The keypoints that stand in other days than before."""
    if not ledger.days:
        return set()
    before: defaultdict[str, set[str]] = defaultdict(set)
    for day in ledger.days:
        for entry in day.entries:
            before[entry.keypoint].add(identity(day))
    now: defaultdict[str, set[str]] = defaultdict(set)
    for present, _, key in entries:
        now[ids[key]].add(identity(present))
    return {id for id, days in now.items() if id in before and days.isdisjoint(before[id])}


def _differs(keypoint: Keypoint, ledger: Ledger) -> bool:
    return keypoint.statement != ledger.here.get(keypoint.id, keypoint.statement)


def _mint_free(key: str, ledger: Ledger, new: Container[str]) -> str:
    """An id not yet in use: a statement may take up words that another one was born with."""
    salt = ""
    while (id := mint(key, salt)) in new or id in ledger.here or ledger.elsewhere(id) or id in ledger.retired:
        salt += "+"
    return id
