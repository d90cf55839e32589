"""The filters of a query as conditions of SQL.

They speak of a document `d`, and of the card `c`, the keypoint `k` and the memory `m` that belong to it, if there are
any. Dates are ISO texts and lists are JSON, as SQLite keeps them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection
from sqlmodel import col, select

from tracker.core.query import And, Comparison, Dates, Filter, Not, Numbers, Or, Term
from tracker.core.schedule import Settings
from tracker.store.match import expression
from tracker.store.tables import DayRow, SourceRow

HIDDEN = ("retired", "merged", "dropped")
"""States that are left out, unless a query asks for them."""
_FEW_DAYS = 100
"""Up to so many, the documents of the days are gathered first; else each document is asked whether it is of them."""


class Links(Protocol):
    """What the library of snippets knows. Links are as the log writes them; a snippet's id stands for itself."""

    def verdict(self, value: str) -> Set[str]:
        """The links to claims with a verdict, and the ids of the snippets that have one."""

    def snippet(self, prefix: str) -> Set[str]:
        """The links to the snippets whose id begins so, and their ids."""


class Known(NamedTuple):
    """What a query is asked about, besides the database."""

    today: date
    """The learner's day, on which cards are due."""
    links: Links
    """What the library of snippets knows."""
    settings: Settings = Settings()


class Condition(NamedTuple):
    """A piece of SQL with the values for its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """Makes conditions of terms."""

    connection: Connection
    known: Known

    def of(self, term: Term) -> Condition:
        """What a document has to be for a term to find it."""
        if match := expression(term):
            return Condition("d.id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ?)", (match,))
        match term:
            case Filter(field):
                sql, values = _FILTERS[field](self, term)
                # Said like this, SQLite keeps to the order of the documents: it can stop when a page is full.
                return Condition(f"ifnull({sql}, 0)" if kinds(term) == _CARDS else sql, values)
            case Not(inner):
                sql, values = self.of(inner)
                return Condition(f"NOT ifnull({sql}, 0)", values)
            case And(terms):
                return joined(" AND ", [self.of(one) for one in terms])
            case Or(terms):
                return joined(" OR ", [self.of(one) for one in terms])
        raise AssertionError(term)

    def shown(self, asked_for: Set[str]) -> Condition:
        """That a document is in none of the hidden states, save those that are asked for."""
        hidden = [_STATES[state] for state in HIDDEN if state not in asked_for]
        return joined(" AND ", [Condition(f"NOT ifnull({sql}, 0)") for sql in hidden])


def kinds(term: Term) -> frozenset[str]:
    """The kinds of documents that a term can find: at least those."""
    match term:
        case Filter("kind", str(value)):
            return frozenset({value})
        case Filter("is", str(value)) if value in ("retired", "merged"):
            return _SAID
        case Filter(field):
            return _KINDS.get(field, _CARDS)
        case And(terms):
            return frozenset.intersection(*map(kinds, terms))
        case Or(terms):
            return frozenset.union(*map(kinds, terms))
    return _ALL


def joined(operator: str, conditions: Sequence[Condition]) -> Condition:
    """Conditions with an operator between."""
    if not conditions:
        return Condition("1")
    sql = operator.join(f"({one.sql})" for one in conditions)
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def _tag(its: Conditions, wanted: Filter) -> Condition:
    """A tag, or one below it: `tag:ml` finds `#ml/vision` too."""
    name = str(wanted.value).casefold()

    def has(tags: list[str]) -> bool:
        return any(tag == name or tag.startswith(f"{name}/") for tag in map(str.casefold, tags))

    said = its.connection.exec_driver_sql("SELECT DISTINCT tags FROM day WHERE tags != '[]'").scalars()
    lists = [text for text in said if has(json.loads(text))]
    return _of(its, Condition(f"tags IN {_LIST}", (json.dumps(lists),)))


def _day(its: Conditions, wanted: Filter) -> Condition:
    value = wanted.value
    assert isinstance(value, Numbers | Dates)
    ends = [(sign, end) for sign, end in ((">=", value.first), ("<=", value.last)) if end is not None]
    if isinstance(value, Dates):
        return _of(
            its, Condition(" AND ".join(f"date {sign} ?" for sign, _ in ends), tuple(str(end) for _, end in ends))
        )
    one, each = (" AND ".join(f"{number} {sign} ?" for sign, _ in ends) for number in (_ONLY_NUMBER, "value"))
    sql = f"iif(instr(numbers, ','), EXISTS (SELECT 1 FROM json_each(numbers) WHERE {each}), numbers != '[]' AND {one})"
    return _of(its, Condition(sql, tuple(end for _, end in ends) * 2))


def _source(its: Conditions, wanted: Filter) -> Condition:
    part = str(wanted.value).casefold()
    known = its.connection.execute(select(col(SourceRow.id), col(SourceRow.path), col(SourceRow.title)))
    ids = [id for id, path, title in known if part in path.casefold() or part in title.casefold()]
    within = its.connection.scalars(select(col(DayRow.path)).where(col(DayRow.path) != "").distinct())
    paths = [path for path in within if part in path.casefold()]
    return _of(its, Condition(f"(source_id IN {_LIST} OR path IN {_LIST})", (json.dumps(ids), json.dumps(paths))))


def _of(its: Conditions, days: Condition) -> Condition:
    """That a document is a day of these, or that its keypoint is said on one."""
    query = f"SELECT id FROM day WHERE {days.sql} LIMIT {_FEW_DAYS + 1}"
    found = list(its.connection.exec_driver_sql(query, days.values).scalars())
    if len(found) > _FEW_DAYS:
        said = "SELECT 1 FROM entry JOIN day ON day.id = entry.day_id WHERE entry.keypoint_id = k.id"
        day = "SELECT 1 FROM day WHERE d.kind IN ('day', 'note') AND id = CAST(d.ref AS INTEGER)"
        return Condition(f"EXISTS ({said} AND {days.sql}) OR EXISTS ({day} AND {days.sql})", days.values * 2)
    refs = (json.dumps(found), json.dumps(list(map(str, found))))
    documents = its.connection.exec_driver_sql(_OF_DAYS, refs).scalars()
    return Condition(f"d.id IN {_LIST}", (json.dumps(list(documents)),))


def _kind(its: Conditions, wanted: Filter) -> Condition:
    return Condition("d.kind = ?", (wanted.value,))


def _is(its: Conditions, wanted: Filter) -> Condition:
    sql = _STATES[str(wanted.value)].format(leech=its.known.settings.leech or math.inf)
    return Condition(sql, (its.known.today.isoformat(),) * sql.count("?"))


def _verdict(its: Conditions, wanted: Filter) -> Condition:
    return _linked(its.known.links.verdict(str(wanted.value)))


def _snippet(its: Conditions, wanted: Filter) -> Condition:
    return _linked(its.known.links.snippet(str(wanted.value)))


def _linked(links: Set[str]) -> Condition:
    these = json.dumps(sorted(links))
    return Condition(f"k.snippet IN {_LIST} OR d.kind = 'snippet' AND d.ref IN {_LIST}", (these, these))


def _maker(its: Conditions, wanted: Filter) -> Condition:
    beginning = str(wanted.value).casefold()
    return Condition("substr(c.maker, 1, ?) = ?", (len(beginning), beginning))


def _compared(value: str) -> Callable[[Conditions, Filter], Condition]:
    def condition(its: Conditions, wanted: Filter) -> Condition:
        assert isinstance(wanted.value, Comparison)
        return Condition(f"{value} {wanted.value.sign} ?", (wanted.value.number,))

    return condition


def _recall(its: Conditions, wanted: Filter) -> Condition:
    """R = (1 + factor·t/S)^-decay falls as t/S grows: a bound on the one is a bound on the other, the other way round.

    A whole percent is equal to what rounds to it. There is no recall on the day of an answer, t = 0.
    """
    assert isinstance(wanted.value, Comparison)
    sign, chance = wanted.value.sign, wanted.value.number
    bounds = [("<=", chance + 0.005), (">=", chance - 0.005)] if sign == "=" else [(sign, chance)]
    elapsed = "(julianday(?) - julianday(m.last_day))"
    today, decay = its.known.today.isoformat(), its.known.settings.parameters[-1]
    return joined(
        " AND ",
        [
            Condition(f"{elapsed} >= 1", (today,)),
            *(
                Condition(f"{elapsed} / m.stability {_TURNED[sign]} ?", (today, _elapsed_at(chance, decay)))
                for sign, chance in bounds
            ),
        ],
    )


def _due(its: Conditions, wanted: Filter) -> Condition:
    assert isinstance(wanted.value, Comparison)
    sql = f"julianday(m.due_day) - julianday(?) {wanted.value.sign} ?"
    return Condition(sql, (its.known.today.isoformat(), wanted.value.number))


def _elapsed_at(recall: float, decay: float) -> float:
    """How many stabilities it takes for recall to fall so far."""
    if recall <= 0:
        return math.inf
    return (math.pow(recall, -1 / decay) - 1) / (math.pow(0.9, -1 / decay) - 1)


_ONLY_NUMBER = "CAST(substr(numbers, 2) AS INTEGER)"
"""Of a day with one number, such as `[12]`: reading that as JSON takes three times as long."""
_LIST = "(SELECT value FROM json_each(?))"
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_DAYS = f"""
    WITH said AS (SELECT keypoint_id AS id FROM entry WHERE day_id IN {_LIST} AND keypoint_id IS NOT NULL)
    SELECT id FROM document WHERE kind = 'keypoint' AND ref IN (SELECT id FROM said)
    UNION ALL
    SELECT id FROM document WHERE kind = 'card'
        AND ref IN (SELECT card.id FROM card WHERE keypoint_id IN (SELECT id FROM said))
    UNION ALL
    SELECT id FROM document WHERE kind IN ('day', 'note') AND ref IN {_LIST}
"""

_STATES = {
    "due": "NOT c.retired AND c.held IS NULL AND (c.buried_until IS NULL OR c.buried_until <= ?) AND m.due_day <= ?",
    "new": "c.id IS NOT NULL AND m.card IS NULL",
    "learning": "m.state IN ('learning', 'relearning')",
    "review": "m.state = 'review'",
    "leech": "m.lapses >= {leech}",
    "suspended": "c.held = 'suspended'",
    "buried": "c.buried_until > ?",
    "dropped": "c.held = 'dropped'",
    "changed": "c.held = 'changed'",
    "flagged": "c.flagged",
    "edited": "EXISTS (SELECT 1 FROM edit WHERE edit.card = c.id)",
    "retired": "coalesce(c.retired, k.retired)",
    "merged": "c.held = 'merged' OR d.kind = 'keypoint' AND EXISTS (SELECT 1 FROM merge WHERE loser = d.ref)",
}

_FILTERS: dict[str, Callable[[Conditions, Filter], Condition]] = {
    "tag": _tag,
    "day": _day,
    "source": _source,
    "kind": _kind,
    "is": _is,
    "verdict": _verdict,
    "snippet": _snippet,
    "maker": _maker,
    "stability": _compared("m.stability"),
    "difficulty": _compared("m.difficulty"),
    "recall": _recall,
    "lapses": _compared("m.lapses"),
    "reps": _compared("m.reps"),
    "interval": _compared("(julianday(m.due_day) - julianday(m.last_day))"),
    "due": _due,
}
"""A row for each of the fields of a query."""

_ALL = frozenset({"keypoint", "card", "day", "note", "snippet"})
_CARDS = frozenset({"card"})
_SAID = frozenset({"keypoint", "card"})
_KINDS = {
    **dict.fromkeys(("tag", "day", "source"), _ALL - {"snippet"}),
    **dict.fromkeys(("verdict", "snippet"), _SAID | {"snippet"}),
}
"""What the fields can find that are not said of cards alone."""
