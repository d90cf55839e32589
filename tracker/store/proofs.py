"""Runs of snippets and verifications of their claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from tracker.core.snippet import Claim, Run, Status, Verdict, Verification
from tracker.store.tables import ClaimRow, RunRow


def write_run(connection: Connection, id: str, run: Run, at: datetime, day: date) -> None:
    """Keep that a snippet ran and how it ended; its output is not kept."""
    connection.execute(
        insert(RunRow).values(
            id=id,
            snippet=run.snippet,
            at=at,
            day=day,
            status=run.status.value,
            seconds=run.seconds,
            route=run.route,
            versions=run.versions,
        )
    )


def days_run(connection: Connection) -> list[date]:
    """The learner's days on which at least one snippet passed."""
    query = select(col(RunRow.day)).where(col(RunRow.status) == Status.PASSED.value).distinct()
    return list(connection.scalars(query))


def write_verifications(
    connection: Connection,
    verifications: Iterable[Verification],
    digests: dict[str, str],
    versions: dict[str, str],
    at: datetime,
) -> None:
    """Put the last verification of each claim in place of an older one."""
    for found in verifications:
        same = (col(ClaimRow.snippet) == found.snippet) & (col(ClaimRow.text) == found.claim.text)
        connection.execute(delete(ClaimRow).where(same))
        connection.execute(
            insert(ClaimRow).values(
                snippet=found.snippet,
                text=found.claim.text,
                verdict=found.claim.verdict.value,
                verified=found.verified,
                seconds=found.seconds,
                detail=found.detail,
                digest=digests[found.snippet],
                versions=versions,
                at=at,
            )
        )


def verifications(connection: Connection) -> dict[tuple[str, str], tuple[Verification, str]]:
    """The last verification of each claim and the digest of the source it saw, by snippet and claim text."""
    query = select(
        col(ClaimRow.snippet),
        col(ClaimRow.text),
        col(ClaimRow.verdict),
        col(ClaimRow.verified),
        col(ClaimRow.seconds),
        col(ClaimRow.detail),
        col(ClaimRow.digest),
    )
    return {
        (snippet, text): (Verification(snippet, Claim(text, Verdict(verdict)), verified, seconds, detail), digest)
        for snippet, text, verdict, verified, seconds, detail, digest in connection.execute(query)
    }
