"""The verbs of proofs: find the snippet behind a card, run it, test its claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.snippet import Claim, Run, Snippet, Verdict, Verification
from tracker.runner.library import Library
from tracker.runner.runner import versions
from tracker.runner.verify import verify
from tracker.store import proofs
from tracker.study.base import Base


@dataclass(frozen=True, slots=True)
class Proof:
    """The snippet a card is linked to, and what its test last said about the linked claim."""

    snippet: Snippet
    claim: Claim | None
    verdict: Verdict
    """`untested` until the claim's test has passed on the snippet as it is now."""


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
            seen = proofs.verifications(connection)
        links = {view.snippet for view in views if view.snippet}
        known = {link: find_proof(self.library, link, seen) for link in links}
        return [known[view.snippet] if view.snippet else None for view in views]

    def snippets(self) -> list[tuple[Snippet, list[Verification]]]:
        """Every snippet with what is known of each of its claims, in the order of the docstring."""
        with self.database.reading() as connection:
            seen = proofs.verifications(connection)
        known = []
        for snippet in self.library.all():
            claims = []
            for claim in snippet.claims:
                found, digest = seen.get((snippet.id, claim.text), (None, ""))
                current = found if found and digest == snippet.digest else None
                claims.append(current or Verification(snippet.id, claim, verified=False, seconds=0.0))
            known.append((snippet, claims))
        return known

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

    def verify(
        self, names: Sequence[str] = (), on_result: Callable[[Verification], None] | None = None
    ) -> list[Verification]:
        """Test the claims of the named snippets, of all of them without names, and keep what came of it.

        Raises:
            UserError: there is no such snippet.
        """
        chosen = [self.snippet(name) for name in names] or self.library.all()
        found = verify(self.library, chosen, on_result)
        digests = {snippet.id: snippet.digest for snippet in chosen}
        with self.database.writing() as connection:
            proofs.write_verifications(connection, found, digests, versions(), self.now())
        return found


Seen = Mapping[tuple[str, str], tuple[Verification, str]]
"""By snippet and claim, what its test said last, and the digest of the snippet then."""


def find_proof(library: Library, link: str, seen: Seen) -> Proof | None:
    """What a link leads to; None when it leads nowhere."""
    try:
        snippet = library.find(link)
    except LookupError:
        return None
    numbered = {str(number): claim for number, claim in enumerate(snippet.claims, 1)}
    claim = numbered.get(link.partition("#")[2])
    return Proof(snippet, claim, verdict_of(snippet, claim, seen) if claim else Verdict.UNTESTED)


def verdict_of(snippet: Snippet, claim: Claim, seen: Seen) -> Verdict:
    """The verdict that a claim's test has shown on the snippet as it is now, else `untested`."""
    found, digest = seen.get((snippet.id, claim.text), (None, ""))
    return claim.verdict if found and found.verified and digest == snippet.digest else Verdict.UNTESTED
