"""What is remembered of keypoints when a source is imported again."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.core.knowledge.statement import Statement

if TYPE_CHECKING:
    from tracker.core.knowledge.plan import Plan


@dataclass(frozen=True, slots=True)
class FormerEntry:
    """Where a keypoint stood in a day."""

    keypoint: str
    section: str


@dataclass(frozen=True, slots=True)
class FormerDay:
    """A day as it was at the last import."""

    label: str
    numbers: tuple[int, ...]
    date: str | None
    """ISO."""
    entries: tuple[FormerEntry, ...]
    """Its keypoints in document order."""


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
    days: Sequence[FormerDay] = ()
    """The days of this source that are gone or changed, as they were, in document order; evidence of place."""
    told: Mapping[int, str] = field(default_factory=dict)
    """The line of an entry -> the keypoint that the learner says it is."""
    strays: Mapping[str, Statement] = field(default_factory=dict)
    """What other sources lost in the same import, by id."""


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
    strays: set[str] = field(default_factory=set)
    """The keypoints that sources lost which were planned already, and that none took up since."""

    def ledger(
        self,
        path: str,
        here: Iterable[str],
        days: Sequence[FormerDay] = (),
        told: Mapping[int, str] | None = None,
    ) -> Ledger:
        """What an import of a source has to respect.

        Args:
            path: of the source.
            here: what its days held that do not stay as they are.
            days: these days, as they were.
            told: the keypoints that the learner says stand in some lines.
        """
        kept = self.staying.get(path, set())

        def elsewhere(id: str) -> Statement | None:
            said = id in kept or any(holder != path for holder in self.holders.get(id, ()))
            return self.statements[id] if said else None

        before = {id: self.statements[id] for id in here if id not in kept}
        strays = {id: self.statements[id] for id in sorted(self.strays)}
        return Ledger(self.wordings, before, _Retired(self), elsewhere, kept, days, told or {}, strays)

    def take(self, path: str, plan: Plan) -> None:
        """Note what a plan does, so that the next source is planned on top of it."""
        for id in plan.gone:
            self.holders[id].discard(path)
            if not self.holders[id]:
                self.strays.add(id)
        fresh = plan.fresh
        for keypoint in plan.keypoints:
            self.holders.setdefault(keypoint.id, set()).add(path)
            self.strays.discard(keypoint.id)
            if keypoint.id in fresh:
                self.statements[keypoint.id] = keypoint.statement
        self.wordings.update(plan.wordings)


class _Retired(Container[str]):
    """The keypoints that no source holds, without counting them."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def __contains__(self, id: object) -> bool:
        return id in self._holdings.statements and not self._holdings.holders.get(str(id))
