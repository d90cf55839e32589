"""Runs of snippets, what was seen of their claims, and the cards that rest on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlmodel import col

from tracker.core.proof import Sighting, Verification
from tracker.core.snippet import Claim, Run, Status, Verdict
from tracker.store.database import chunks
from tracker.store.tables import CardRow, ClaimRow, KeypointRow, RunRow


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


def write_sightings(connection: Connection, sightings: Iterable[Sighting], claims: Mapping[str, Sequence[str]]) -> None:
    """Put the last sighting of each claim in place of an older one.

    Args:
        connection: an open transaction.
        sightings: what was seen.
        claims: by each snippet, the texts of its claims; what was seen of others is forgotten.
    """
    for snippet, texts in claims.items():
        gone = (col(ClaimRow.snippet) == snippet) & col(ClaimRow.text).not_in(texts)
        connection.execute(delete(ClaimRow).where(gone))
    for sighting in sightings:
        found = sighting.verification
        same = (col(ClaimRow.snippet) == found.snippet) & (col(ClaimRow.text) == found.claim.text)
        connection.execute(delete(ClaimRow).where(same))
        row = _packed(sighting) | {"at": sighting.at, "before": sighting.before and _packed(sighting.before)}
        connection.execute(insert(ClaimRow).values(snippet=found.snippet, text=found.claim.text, **row))


def sightings(connection: Connection) -> dict[tuple[str, str], Sighting]:
    """The last sighting of each claim, by snippet and claim text."""
    table: Any = ClaimRow.__table__  # type: ignore[attr-defined]
    return {
        (row["snippet"], row["text"]): _unpacked({**row}, row["before"])
        for row in connection.execute(select(table)).mappings()
    }


def _packed(sighting: Sighting) -> dict[str, Any]:
    found = sighting.verification
    return {
        "verdict": found.claim.verdict.value,
        "passed": found.passed,
        "killed": found.killed,
        "seconds": found.seconds,
        "detail": found.detail,
        "digest": sighting.digest,
        "versions": dict(sighting.versions),
        "at": sighting.at.isoformat(),
    }


def _unpacked(row: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Sighting:
    at = row["at"]
    return Sighting(
        Verification(
            row["snippet"],
            Claim(row["text"], Verdict(row["verdict"])),
            passed=row["passed"],
            killed=row["killed"],
            seconds=row["seconds"],
            detail=row["detail"],
        ),
        digest=row["digest"],
        versions=row["versions"],
        at=datetime.fromisoformat(at) if isinstance(at, str) else at,
        before=_unpacked({**before, "snippet": row["snippet"], "text": row["text"]}) if before else None,
    )


def set_aside(connection: Connection, links: Collection[str]) -> list[str]:
    """Ask no more what is linked to a claim of which the world has changed; return the ids of these cards."""
    asked = col(CardRow.held).is_(None) & ~col(CardRow.retired)
    return _hold(connection, col(KeypointRow.snippet).in_(links) & asked, "changed")


def take_back_but(connection: Connection, links: Collection[str]) -> list[str]:
    """Ask again what was set aside, but for what is linked like this; return the ids of these cards."""
    elsewhere = func.coalesce(col(KeypointRow.snippet), "").not_in(links)
    return _hold(connection, elsewhere & (col(CardRow.held) == "changed"), None)


def _hold(connection: Connection, which: ColumnElement[bool], why: str | None) -> list[str]:
    query = select(col(CardRow.id)).join(KeypointRow, col(KeypointRow.id) == col(CardRow.keypoint_id))
    ids = list(connection.scalars(query.where(which).order_by(col(CardRow.position))))
    for some in chunks(ids):
        connection.execute(update(CardRow).where(col(CardRow.id).in_(some)).values(held=why))
    return ids
