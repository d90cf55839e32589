"""The verbs of search: find what the learner knows by its words and by how it stands."""

from __future__ import annotations

import time
from collections.abc import Set
from functools import cached_property

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.proof import Proof
from tracker.core.query import Found, Query, QueryError, parse
from tracker.core.quiz import CardView
from tracker.runner.library import Library
from tracker.store import cards, documents, proofs, search, settings
from tracker.store.filters import Known
from tracker.study.base import Base
from tracker.study.proving import Seen, find_proof, prove

_SNIPPETS_INDEXED = "snippets indexed"
_LOOK_AGAIN = 1.0
"""Seconds in which no snippet is expected to change."""


class Searching(Base):
    """What a learner does to find something again."""

    def search(self, query: str, *, live: bool = False, limit: int = 20, offset: int = 0) -> list[Found]:
        """Find keypoints, cards, days, notes and snippets, the best first.

        Args:
            query: in the language of `tracker.core.query`.
            live: the learner is still typing: the last word may go on.
            limit: how many to give.
            offset: how many to pass over.

        Raises:
            UserError: the query is wrong; the line says what and where.
        """
        read = _read(query, live=live)
        self._index_snippets()
        with self.database.reading() as connection:
            known = Known(self.calendar.day_of(self.now()), _Links(self.library, connection), self.settings)
            return search.search(connection, read, known, limit=limit, offset=offset)

    def cards(self, query: str = "") -> list[CardView]:
        """The cards that a query finds, in the order of their log.

        What is retired, dropped or merged is left out, unless the query asks for it (`is:dropped`).

        Raises:
            UserError: the query is wrong; the line says what and where.
        """
        with self.database.reading() as connection:
            if _read(query).term is None:
                return cards.cards(connection)
            return cards.of_ids(connection, self._matching(connection, query))

    def ids_of(self, query: str, *, live: bool = False) -> list[str]:
        """The ids of the cards that `cards` gives; `live` as in `search`."""
        with self.database.reading() as connection:
            return self._matching(connection, query, live=live)

    def _matching(self, connection: Connection, query: str, *, live: bool = False) -> list[str]:
        known = Known(self.calendar.day_of(self.now()), _Links(self.library, connection), self.settings)
        return search.cards_matching(connection, _read(query, live=live), known)

    def _index_snippets(self) -> None:
        """Index the snippets when their files are others than those that are indexed.

        When another process is writing, they stay as they were indexed last, and the next search tries again.
        """
        if time.monotonic() < self._snippets_looked_at + _LOOK_AGAIN:
            return
        stamp = self.library.stamp()
        self._snippets_looked_at = time.monotonic()
        if stamp == self._snippets_indexed:
            return
        with self.database.reading() as connection:
            known = settings.setting(connection, _SNIPPETS_INDEXED)
        if known != stamp:
            try:
                with self.database.writing() as connection:
                    documents.index_snippets(connection, self.library.all())
                    settings.write_setting(connection, _SNIPPETS_INDEXED, stamp)
            except UserError:
                return
        self._snippets_indexed = stamp

    _snippets_indexed = ""
    _snippets_looked_at = float("-inf")


class _Links:
    """What the library knows of snippets and of the links to them; looked up when a query asks."""

    def __init__(self, library: Library, connection: Connection) -> None:
        self._library = library
        self._connection = connection

    def verdict(self, value: str) -> Set[str]:
        of_links = {link for link, proof in self._proofs.items() if proof.claim and proof.verdict == value}
        return of_links | {
            snippet.id
            for snippet in self._library.all()
            if any(prove(snippet, claim, self._seen).verdict == value for claim in snippet.claims)
        }

    def snippet(self, prefix: str) -> Set[str]:
        of_links = {link for link, proof in self._proofs.items() if proof.snippet.id.startswith(prefix)}
        return of_links | {snippet.id for snippet in self._library.all() if snippet.id.startswith(prefix)}

    @cached_property
    def _seen(self) -> Seen:
        return proofs.sightings(self._connection)

    @cached_property
    def _proofs(self) -> dict[str, Proof]:
        links = search.distinct_links(self._connection)
        return {link: proof for link in links if (proof := find_proof(self._library, link, self._seen))}


def _read(query: str, *, live: bool = False) -> Query:
    try:
        return parse(query, live=live)
    except QueryError as error:
        raise UserError(str(error)) from error
