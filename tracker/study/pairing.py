"""The verbs of pairs: which keypoints may be one, make two of them one, and part them again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.knowledge.duplicates import duplicates
from tracker.core.quiz import Terms, make_cards
from tracker.core.quiz.following import follow
from tracker.store import deck, documents, ledger, pairs, settings
from tracker.store.deck import Fronts
from tracker.study.base import Base

_LOOKED_AT = "import up to which duplicates were looked for"


@dataclass(frozen=True, slots=True)
class Side:
    """One keypoint of a pair."""

    id: str
    text: str
    present: bool
    """Some source says it."""
    answers: int
    """How many answers its cards have had."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keypoints that may be one: a question to the learner."""

    one: Side
    other: Side
    similarity: float
    """In percent."""
    reworded: bool
    """An import found the other where the one had been and was not sure; otherwise both are in the sources."""


class Pairing(Base):
    """What a learner does with keypoints that may be one."""

    def pairs(self) -> list[Pair]:
        """The pairs to decide on: those that an import was not sure of, then near-duplicates.

        Near-duplicates are looked for among what the imports have brought since the last time.
        """
        self._look_for_duplicates()
        with self.database.reading() as connection:
            found = pairs.open_pairs(connection)
            sides = _sides(connection, {id for pair in found for id in (pair.one, pair.other)})
        return [Pair(sides[pair.one], sides[pair.other], pair.similarity, pair.reworded) for pair in found]

    def _look_for_duplicates(self) -> None:
        with self.database.reading() as connection:
            before = int(settings.setting(connection, _LOOKED_AT) or 0)
            fresh, last = ledger.worded_since(connection, before)
            statements = {point.id: point.statement for point in ledger.live(connection)} if fresh else {}
        if last == before:
            return
        found = [pairs.Pair(*pair, reworded=False) for pair in duplicates(statements, fresh)]
        with self.database.writing() as connection:
            pairs.write_pairs(connection, found)
            settings.write_setting(connection, _LOOKED_AT, str(last))

    def merge(self, one: str, other: str) -> str:
        """Make two keypoints one. Its questions are those of the one that the sources say, or that was answered more.

        A card whose answer both have keeps the longer history. `part` takes it back.

        Args:
            one: a keypoint, by its id or the beginning of it.
            other: another one.

        Returns:
            The id of the keypoint that goes on.

        Raises:
            UserError: there is no such keypoint, or they are one already.
        """
        with self.database.writing() as connection:
            merged = ledger.merged(connection)
            ids = [ledger.keypoint_like(connection, id) for id in (one, other)]
            ids = [merged.get(id, id) for id in ids]
            if ids[0] == ids[1]:
                raise UserError(f"{one} and {other} are one keypoint already")
            sides = _sides(connection, set(ids))
            loser, winner = sorted(ids, key=lambda id: (sides[id].present, sides[id].answers, id == ids[0]))
            pairs.merge(connection, winner, loser, _standing_for(connection, winner, loser), self.now())
            _index(connection, [winner, loser])
        return winner

    def part(self, loser: str) -> None:
        """Make a keypoint that was merged into another one of its own again, with the cards it had.

        Args:
            loser: its id or the beginning of it.

        Raises:
            UserError: it was not merged into another.
        """
        with self.database.writing() as connection:
            id = ledger.keypoint_like(connection, loser)
            merged = ledger.merged(connection)
            if id not in merged:
                raise UserError(f"{loser} is a keypoint of its own")
            _part(connection, id)

    def keep_apart(self, one: str, other: str, *, apart: bool = True) -> None:
        """Ask about two keypoints no more; or, with `apart` False, again."""
        with self.database.writing() as connection:
            ids = [ledger.keypoint_like(connection, id) for id in (one, other)]
            pairs.keep_apart(connection, *ids, apart=apart)


def part_all(connection: Connection, born: int) -> None:
    """Part the keypoints that were merged into one which an import brought."""
    for loser in pairs.merges_into(connection, born):
        _part(connection, loser)


def _part(connection: Connection, loser: str) -> None:
    winner = ledger.merged(connection)[loser]
    pairs.part(connection, loser)
    sides = _sides(connection, {loser})
    if sides[loser].present and not deck.gives_cards(connection, loser):  # it came back while it was merged
        points = ledger.keypoints(connection, [loser])
        made = make_cards(points, Terms.of([points[0].statement]), Fronts(connection).besides({loser}))
        deck.write_cards(connection, None, list(made), [loser])
    _index(connection, [winner, loser])


def _index(connection: Connection, keypoints: list[str]) -> None:
    cards = [card.id for card in deck.cards_of(connection, keypoints)]
    documents.index(connection, keypoints=keypoints, cards=cards)


def _sides(connection: Connection, ids: set[str]) -> dict[str, Side]:
    standing = pairs.standing(connection, sorted(ids))
    return {
        point.id: Side(point.id, point.statement.text, *standing[point.id])
        for point in ledger.keypoints(connection, ids)
    }


def _standing_for(connection: Connection, winner: str, loser: str) -> dict[str, str]:
    """The cards of the loser that were answered, each with an unanswered one of the winner that has the same answer."""
    own, lost = deck.cards_of(connection, [winner]), deck.cards_of(connection, [loser])
    answered = pairs.answered(connection, [card.id for card in [*own, *lost]])
    free = [card for card in own if card.id not in answered]
    followed = follow(free, [card for card in lost if card.id in answered])
    return {after.id: before.id for before, after in zip(free, followed, strict=True) if after.id != before.id}
