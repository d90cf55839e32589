"""Keypoints on disk: what the plan of an import has to know of them, and what it writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, text, update
from sqlmodel import col

from tracker.core.errors import UserError
from tracker.core.knowledge import Holdings, Keypoint, Plan, Statement, mint
from tracker.store.database import as_json, chunks, insert_rows
from tracker.store.journal import Journal
from tracker.store.tables import CardRow, DayRow, EntryRow, KeypointRow, MergeRow, WordingRow


def wordings(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The keypoint of each key that one has or had."""
    if not connection.scalar(select(exists().where(col(WordingRow.key).is_not(None)))):
        return {}
    query = select(col(WordingRow.key), col(WordingRow.keypoint_id))
    return {
        key: keypoint
        for some in chunks(list(keys))
        for key, keypoint in connection.execute(query.where(col(WordingRow.key).in_(some)))
    }


def holdings(
    connection: Connection, keys: Iterable[str], ids: Set[str], paths: Mapping[int, str], gone: Set[int]
) -> Holdings:
    """What is known of the keypoints that an import can touch.

    Args:
        connection: a transaction.
        keys: of the statements that were read.
        ids: the keypoints of the days that do not stay as they are.
        paths: of every source, by its id.
        gone: these days.
    """
    found = Holdings(wordings(connection, keys))
    found.statements = _statements(connection, ids | set(found.wordings.values()))
    # A statement may take up words that another was born with, and then its id is none of those.
    reborn, salt = [key for key, id in found.wordings.items() if id != mint(key, "")], ""
    while reborn:
        born = {mint(key, salt): key for key in reborn}
        taken = _statements(connection, born)
        found.statements |= taken
        reborn, salt = [born[id] for id in taken], salt + "+"
    found.holders = {id: set() for id in found.statements}
    found.staying = {path: set() for path in paths.values()}
    held = select(col(EntryRow.keypoint_id), col(EntryRow.day_id), col(DayRow.source_id))
    held = held.join(DayRow, col(DayRow.id) == col(EntryRow.day_id))
    for some in chunks(list(found.statements)):
        for keypoint, day, source in connection.execute(held.where(col(EntryRow.keypoint_id).in_(some))):
            found.holders[str(keypoint)].add(paths[source])
            if day not in gone:
                found.staying[paths[source]].add(str(keypoint))
    return found


def keypoints_of(connection: Connection, days: Sequence[int]) -> set[str]:
    """The keypoints that some days hold."""
    query = select(col(EntryRow.keypoint_id)).where(col(EntryRow.keypoint_id).is_not(None)).distinct()
    return {str(id) for some in chunks(days) for id in connection.scalars(query.where(col(EntryRow.day_id).in_(some)))}


def write_keypoints(connection: Connection, journal: Journal, plan: Plan) -> None:
    """Write what a plan makes of the keypoints, before the entries that hold them."""
    changed = plan.fresh - plan.new
    journal.keep(col(KeypointRow.id), changed)
    edited = [
        {"key": point.id, "said": point.statement.text, "with": _points(point.statement)}
        for point in plan.keypoints
        if point.id in changed
    ]
    if edited:
        values = {"text": bindparam("said"), "points": bindparam("with"), "retired": False}
        connection.execute(_keypoint().values(**values), edited)
    insert_rows(
        connection,
        KeypointRow,
        "id text points snippet retired born",
        [
            (point.id, point.statement.text, as_json(_points(point.statement)), point.snippet, False, journal.id)
            for point in plan.keypoints
            if point.id in plan.new
        ],
    )
    former = list(wordings(connection, plan.wordings))
    journal.keep(col(WordingRow.key), former)
    for some in chunks(former):
        connection.execute(delete(WordingRow).where(col(WordingRow.key).in_(some)))
    learnt = [(key, keypoint, journal.id) for key, keypoint in plan.wordings.items()]
    insert_rows(connection, WordingRow, "key keypoint_id born", learnt)


def settle_keypoints(connection: Connection, journal: Journal | None, ids: Set[str]) -> None:
    """Bring keypoints in line with their entries, once these are written.

    A keypoint links to the first snippet that one of its entries links to; one without entries is retired with its
    cards. The entries of a keypoint that was merged into another count for that one too.

    Args:
        connection: a writing transaction.
        journal: of the import; None when the learner has merged or parted keypoints.
        ids: the keypoints whose entries may have changed.
    """
    winners = {loser: winner for loser, winner in merged(connection).items() if loser in ids}
    occurrences = (
        select(col(EntryRow.keypoint_id), col(MergeRow.winner), col(EntryRow.snippet))
        .join(DayRow, col(DayRow.id) == col(EntryRow.day_id))
        .join(MergeRow, col(MergeRow.loser) == col(EntryRow.keypoint_id), isouter=True)
        .order_by(col(DayRow.source_id), col(DayRow.position), col(EntryRow.id))
    )
    known = select(col(KeypointRow.id), col(KeypointRow.snippet), col(KeypointRow.retired))
    for some in chunks(sorted(ids | set(winners.values()))):
        losers = select(col(MergeRow.loser)).where(col(MergeRow.winner).in_(some))
        links: dict[str, str | None] = {}
        said = col(EntryRow.keypoint_id).in_(some) | col(EntryRow.keypoint_id).in_(losers)
        for id, winner, link in connection.execute(occurrences.where(said)):
            for keypoint in (id, winner):
                if keypoint:
                    links[keypoint] = links.get(keypoint) or link
        present = connection.execute(known.where(col(KeypointRow.id).in_(list(links))))
        moved = [{"key": id, "link": links[id]} for id, link, gone in present if gone or link != links[id]]
        lost = [id for id in some if id not in links]
        if journal:
            journal.keep(col(KeypointRow.id), [*(str(one["key"]) for one in moved), *lost])
            journal.keep(col(CardRow.keypoint_id), lost)
        if moved:
            connection.execute(_keypoint().values(snippet=bindparam("link"), retired=False), moved)
        if lost:
            connection.execute(update(KeypointRow).where(col(KeypointRow.id).in_(lost)).values(retired=True))
            connection.execute(update(CardRow).where(col(CardRow.keypoint_id).in_(lost)).values(retired=True))


def merged(connection: Connection) -> dict[str, str]:
    """The keypoints that the learner has merged into others: loser -> winner."""
    return dict(connection.execute(select(col(MergeRow.loser), col(MergeRow.winner))).all())


def keypoints(connection: Connection, ids: Iterable[str]) -> list[Keypoint]:
    """Keypoints by their ids, in the order of these."""
    wanted = list(ids)
    query = select(col(KeypointRow.id), col(KeypointRow.text), col(KeypointRow.points), col(KeypointRow.snippet))
    found = {
        id: Keypoint(id, _statement(text, points), snippet)
        for some in chunks(wanted)
        for id, text, points, snippet in connection.execute(query.where(col(KeypointRow.id).in_(some)))
    }
    return [found[id] for id in wanted if id in found]


def live(connection: Connection) -> list[Keypoint]:
    """The keypoints that some source says and that were not merged into others, in the order of their first import."""
    known = select(col(KeypointRow.id), col(KeypointRow.text), col(KeypointRow.points), col(KeypointRow.snippet))
    own = ~col(KeypointRow.retired) & col(KeypointRow.id).not_in(select(col(MergeRow.loser)))
    rows = connection.execute(known.where(own).order_by(col(KeypointRow.born), text("keypoint.rowid")))
    return [Keypoint(id, _statement(said, points), snippet) for id, said, points, snippet in rows]


def worded_since(connection: Connection, id: int) -> tuple[set[str], int]:
    """The keypoints that got a wording in the imports after one, and the last of these."""
    query = select(col(WordingRow.keypoint_id), col(WordingRow.born)).where(col(WordingRow.born) > id)
    found = connection.execute(query).all()
    return {keypoint for keypoint, _ in found}, max((born for _, born in found), default=id)


def keypoint_like(connection: Connection, prefix: str) -> str:
    """The one keypoint whose id begins with `prefix`.

    Raises:
        UserError: there is none, or more than one.
    """
    query = select(col(KeypointRow.id)).where(col(KeypointRow.id).startswith(prefix, autoescape=True)).limit(2)
    found = list(connection.scalars(query)) if prefix else []
    if len(found) != 1:
        raise UserError(f"{prefix!r} begins more than one id; give more of it" if found else f"no keypoint {prefix!r}")
    return found[0]


def _keypoint() -> Any:
    return update(KeypointRow.__table__).where(col(KeypointRow.id) == bindparam("key"))  # type: ignore[attr-defined]


def _statements(connection: Connection, ids: Iterable[str]) -> dict[str, Statement]:
    return {point.id: point.statement for point in keypoints(connection, ids)}


def _points(statement: Statement) -> list[Any]:
    return [[point.text, _points(point)] for point in statement.points]


def _statement(text: str, points: list[Any]) -> Statement:
    return Statement(text, tuple(_statement(*point) for point in points))
