"""The verbs of the learner's hand: edit a card, flag it, and say that it is not to be asked. No import undoes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.quiz import Card, CardView
from tracker.core.quiz.edits import edited
from tracker.store import cards, documents, hand
from tracker.study.base import Base


class Hand(Base):
    """What a learner does with single cards, by their ids. What was answered and when it is due stays."""

    def edit_card(
        self, id: str, front: str | None = None, back: str | None = None, accept: Sequence[str] | None = None
    ) -> CardView:
        """Ask a card in other words; None leaves a part as it is.

        Another back without accepted answers of its own brings those that follow from it, where the card had some.

        Raises:
            UserError: the front or the back is empty, or another card asks that already.
        """
        with self.database.writing() as connection:
            before = cards.card(connection, id).card
            card = edited(before, front=front, back=back, accept=accept)
            if card.front != before.front and (other := hand.asking(connection, card)):
                raise UserError(f"card {other[:8]} asks this already; nothing was changed")
            return self._ask(connection, card)

    def own_card(self, id: str) -> Card:
        """A card as its maker asks it, whatever the learner made of it."""
        with self.database.reading() as connection:
            return hand.own(connection, id)

    def reset_card(self, id: str) -> CardView:
        """Ask a card in the words of its maker again."""
        with self.database.writing() as connection:
            return self._ask(connection, hand.own(connection, id))

    def suspend(self, ids: Sequence[str]) -> list[CardView]:
        """Ask cards no more until they are restored.

        Raises:
            UserError: one of them stands for a keypoint that was merged; then nothing is done.
        """
        return self._handle(ids, lambda connection: hand.hold(connection, ids, "suspended"))

    def drop_cards(self, ids: Sequence[str]) -> list[CardView]:
        """Ask cards never again: they are no good. Raises as `suspend` does."""
        return self._handle(ids, lambda connection: hand.hold(connection, ids, "dropped"))

    def bury(self, ids: Sequence[str]) -> list[CardView]:
        """Ask cards no more before the learner's next day. Raises as `suspend` does."""
        tomorrow = self.calendar.day_of(self.now()) + timedelta(days=1)
        return self._handle(ids, lambda connection: hand.bury(connection, ids, tomorrow))

    def restore(self, ids: Sequence[str]) -> list[CardView]:
        """Ask cards again that were suspended, dropped or buried. Raises as `suspend` does."""
        return self._handle(ids, lambda connection: hand.restore(connection, ids))

    def flag(self, id: str, on: bool = True) -> CardView:
        """Mark a card to come back to, or take the mark off."""
        with self.database.writing() as connection:
            hand.flag(connection, id, on)
            try:
                return cards.card(connection, id)
            except KeyError as error:
                raise UserError("this card was taken away with the import that brought it") from error

    def _ask(self, connection: Connection, card: Card) -> CardView:
        """Ask a card like this from now on."""
        hand.write_edit(connection, card, self.now())
        documents.index(connection, cards=[card.id])
        return cards.card(connection, card.id)

    def _handle(self, ids: Sequence[str], deed: Callable[[Connection], None]) -> list[CardView]:
        with self.database.writing() as connection:
            for id in hand.resting(connection, ids):
                raise UserError(f"card {id[:8]} is of a keypoint merged into another; nothing was done")
            deed(connection)
            try:
                return cards.of_ids(connection, ids)
            except KeyError as error:
                raise UserError("this card was taken away with the import that brought it") from error
