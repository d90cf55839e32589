"""The verbs of proofs: find the snippet behind a card, run it, test its claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from tracker.core.errors import UserError
from tracker.core.offers import Offer, mentioned, offers
from tracker.core.proof import Proof, Sighting, Verification
from tracker.core.quiz import CardView
from tracker.core.remembered import KeypointView
from tracker.core.snippet import Claim, Run, Snippet
from tracker.core.uses import uses
from tracker.runner.library import Library
from tracker.runner.runner import versions
from tracker.store import proofs, search
from tracker.study.base import Base


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim of which the tests say something else than the last time."""

    proof: Proof
    cards: tuple[str, ...]
    """The ids of those that were set aside for it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of testing claims."""

    found: tuple[Verification, ...]
    """One for each claim, in the order of the snippets."""
    changed: tuple[Changed, ...] = ()
    restored: tuple[str, ...] = ()
    """The ids of the cards that are asked again, because the tests say again what they said before a change."""


class Proving(Base):
    """What a learner does with snippets."""

    def snippet(self, name: str) -> Snippet:
        """The snippet that a typed name or a link means.

        Raises:
            UserError: there is none.
        """
        try:
            return self.library.find(name)
        except LookupError as error:
            raise UserError(f"{error}; `tracker snippets` lists them") from error

    def proof(self, view: CardView) -> Proof | None:
        """The snippet a card is linked to and the verdict on the linked claim; None without a link that resolves."""
        return self.proofs([view])[0]

    def proofs(self, views: Sequence[CardView]) -> list[Proof | None]:
        """The proof of each card."""
        with self.database.reading() as connection:
            seen = proofs.sightings(connection)
        links = {view.snippet for view in views if view.snippet}
        known = {link: find_proof(self.library, link, seen) for link in links}
        return [known[view.snippet] if view.snippet else None for view in views]

    def snippets(self, name: str | None = None, wanted: str | None = None) -> list[tuple[Snippet, list[Proof]]]:
        """The snippets with what is known of each of their claims, in the order of the docstring.

        Args:
            name: only this one, or those of this topic.
            wanted: only those whose code uses this name of a library, such as `tf.GradientTape`.

        Raises:
            UserError: there is none.
        """
        chosen = self.chosen([name] if name else ())
        found = [snippet for snippet in chosen if wanted is None or uses(snippet.uses, wanted)]
        if wanted and not found:
            raise UserError(f"no snippet uses {wanted!r}; `tracker snippets --json` lists the names they use")
        with self.database.reading() as connection:
            seen = proofs.sightings(connection)
        return [(snippet, [prove(snippet, claim, seen) for claim in snippet.claims]) for snippet in found]

    def offers(self, view: KeypointView) -> list[Offer]:
        """The snippets that use the names which a keypoint mentions; none when it is linked to one."""
        if view.keypoint.snippet:
            return []
        text = "\n".join((view.keypoint.statement.text, *view.points))
        return offers(text, self.library.containing([name.rpartition(".")[2] for name in mentioned(text)]))

    def run(self, snippet: Snippet, on_output: Callable[[str, str], None] | None = None) -> Run:
        """Run a snippet in a process of its own and keep that it ran.

        Args:
            snippet: what to run.
            on_output: called with `stdout` or `stderr` and each piece of text as it arrives.
        """
        run = self.runner.run(snippet, on_output)
        now = self.now()
        try:
            with self.database.writing() as connection:
                proofs.write_run(connection, self.ids.make(now), run, now, self.calendar.day_of(now))
        except UserError as error:
            return replace(run, detail=f"{run.detail}; " * bool(run.detail) + f"not kept: {error}")
        return run

    def chosen(self, names: Sequence[str] = (), *, stale: bool = False) -> list[Snippet]:
        """The snippets that names mean: a topic means all of its snippets, no name means all there are.

        Args:
            names: of snippets or topics.
            stale: only those with a claim that was never tested, or not on what is installed now.

        Raises:
            UserError: there is no such snippet.
        """
        everything = self.library.all()
        chosen = {snippet.id: snippet for name in names for snippet in self._meant(name, everything)}
        snippets = list(chosen.values()) if names else everything
        if not stale:
            return snippets
        with self.database.reading() as connection:
            seen = proofs.sightings(connection)
        return [
            snippet
            for snippet in snippets
            if any(proof.seen is None or proof.stale for proof in (prove(snippet, c, seen) for c in snippet.claims))
        ]

    def verify(self, snippets: Sequence[Snippet], on_result: Callable[[Verification], None] | None = None) -> Verified:
        """Test the claims of snippets and keep what came of it.

        A card that is linked to a claim of which the tests now say something else is set aside: the world has changed,
        and the learner has forgotten nothing. When they say again what they said before, it is asked again.

        Args:
            snippets: those to test.
            on_result: called as soon as a claim is judged; when it raises, the tests are ended, and what was judged by
                then is kept.
        """
        with self.database.reading() as connection:
            seen = proofs.sightings(connection)
        digests = {snippet.id: snippet.digest for snippet in snippets}
        kills = {
            claim: sighting.verification.killed
            for claim, sighting in seen.items()
            if sighting.verification.killed and sighting.digest == digests.get(claim[0])
        }
        heard: list[Verification] = []

        def hear(one: Verification) -> None:
            heard.append(one)
            if on_result:
                on_result(one)

        try:
            found = self.runner.verify(self.library, snippets, hear, kills=kills)
        except BaseException:
            with self.database.writing() as connection:
                self._keep(connection, snippets, heard)
            raise
        with self.database.writing() as connection:
            return self._keep(connection, snippets, found)

    def _keep(self, connection: Connection, snippets: Sequence[Snippet], found: Sequence[Verification]) -> Verified:
        seen, now = proofs.sightings(connection), self.now()
        by_id = {snippet.id: snippet for snippet in snippets}
        sightings = [
            Sighting(one, by_id[one.snippet].digest, versions(), now).after(seen.get((one.snippet, one.claim.text)))
            for one in found
            if one.judged
        ]
        texts = {snippet.id: [claim.text for claim in snippet.claims] for snippet in snippets}
        proofs.write_sightings(connection, sightings, texts)
        links = self._links(connection)
        changed = []
        for sighting in sightings:
            one = sighting.verification
            linked = links.get((one.snippet, one.claim.text), ())
            last = seen.get((one.snippet, one.claim.text))
            if sighting.before and last and sighting.before is not last.before:
                cards = proofs.set_aside(connection, linked)
                changed.append(Changed(Proof(by_id[one.snippet], one.claim, sighting), tuple(cards)))
        now_seen = proofs.sightings(connection)
        standing = {link for claim, of_claim in links.items() if _changed(now_seen.get(claim)) for link in of_claim}
        return Verified(tuple(found), tuple(changed), tuple(proofs.take_back_but(connection, standing)))

    def _links(self, connection: Connection) -> dict[tuple[str, str], list[str]]:
        """By snippet and claim, the links that mean it."""
        known: dict[tuple[str, str], list[str]] = {}
        for link in search.distinct_links(connection):
            proof = find_proof(self.library, link, {})
            if proof and proof.claim:
                known.setdefault((proof.snippet.id, proof.claim.text), []).append(link)
        return known

    def _meant(self, name: str, everything: Sequence[Snippet]) -> list[Snippet]:
        of_topic = [snippet for snippet in everything if snippet.topic == name.strip("/")]
        return of_topic or [self.snippet(name)]


def _changed(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.before is not None


Seen = Mapping[tuple[str, str], Sighting]
"""By snippet and claim text, what its tests said last."""


def find_proof(library: Library, link: str, seen: Seen) -> Proof | None:
    """What a link leads to; None when it leads nowhere."""
    try:
        snippet = library.find(link)
    except LookupError:
        return None
    numbered = {str(number): claim for number, claim in enumerate(snippet.claims, 1)}
    claim = numbered.get(link.partition("#")[2])
    return prove(snippet, claim, seen) if claim else Proof(snippet, None)


def prove(snippet: Snippet, claim: Claim, seen: Seen) -> Proof:
    """A claim with what is known of it."""
    sighting = seen.get((snippet.id, claim.text))
    return Proof(snippet, claim, sighting, tuple(sighting.differences(snippet, versions())) if sighting else ())
