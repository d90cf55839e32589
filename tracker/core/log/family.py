"""Which of the candidates are the markers of the days: the family that best explains the text as a log."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from tracker.core.log.candidates import Candidate, Construct, Outline
from tracker.core.log.claims import Claim, Form, read_last_date
from tracker.core.log.claims.dates import Order, decide_order, resolve
from tracker.core.log.evidence import is_log, under_plans

_CONSTRUCTS = {
    Construct.HEADING: 1.0,
    Construct.SUMMARY: 1.0,
    Construct.BOLD: 0.9,
    Construct.LINE: 0.7,
    Construct.ROW: 0.6,
    Construct.ITEM: 0.6,
}
"""How much a construct looks like the start of something."""
_FORMS = {Form.DAY: 1.0, Form.ROUND: 1.0, Form.DATE: 0.9, Form.WEEK: 0.4, Form.NUMBER: 0.4}
"""How much a form of claim speaks of days."""
_STEADY = 0.6
"""The share of steps in one direction from which a row of claims is a log's."""
_LONGEST_GAP = 400
"""Days that a log may skip at once."""
_BARE_NUMBERS = {Construct.ROW: 3, Construct.BOLD: 4}
"""Where nothing but a number may be a day, and how many of them it takes."""
_LEAST_SHARE = 0.2
"""The share of its lines that a file has in the bullets or rows of its days, if it is a log."""
_MANY = 20
"""Days in bullets or rows that are a log among whatever else."""
_DATE_ENDS = "0123456789)]"
_NUMBERED = re.compile(r"\bv?\d+\.\d+|\bversion|\brelease", re.IGNORECASE)
"""Of a version with its date."""
_SHORT = 80
"""Characters of a line that stands alone and may be a marker."""
_SEPARATOR = re.compile(r"['’]?\s*(?:[:\-–—|(\[,.：、，（]|$)")


@dataclass(slots=True)
class _Family:
    """Candidates of one construct and one form."""

    construct: Construct
    form: Form
    members: list[Candidate]
    order: Order
    score: float = 0.0

    def key(self, candidate: Candidate) -> int | None:
        """Where a candidate stands in the row of days: its number, or its date as days since year 1."""
        if self.form is Form.DATE:
            return _ordinal(candidate, self.order)
        if self.form is Form.WEEK:
            ordinal = _ordinal(candidate, self.order)
            return ordinal if ordinal is not None else candidate.claim.week
        return candidate.claim.numbers[0] if candidate.claim.numbers else None


def find_markers(outline: Outline, lines: Sequence[str]) -> list[Candidate]:
    """The candidates that open the days of a log, in document order; none when the text is no log."""
    real = [candidate for candidate in outline.candidates if not candidate.claim.example]
    examples = len(outline.candidates) - len(real)
    if examples and examples >= len(real):
        return []
    rows = [candidate for candidate in real if candidate.construct is Construct.ROW]
    planned = set(map(id, under_plans(rows, outline)))
    if len(planned) < len(rows):
        real = [candidate for candidate in real if id(candidate) not in planned]
    return _choose(real, outline, lines) or _choose(_dated_at_the_end(outline), outline, lines)


def _dated_at_the_end(outline: Outline) -> list[Candidate]:
    """The headings of a text that end in a date, when they are most of their level: `### Masks (2026-03-04)`."""
    levels = Counter(level for _, level, _ in outline.headings)
    found = []
    for index, level, label in outline.headings:
        if label[-1:] in _DATE_ENDS and not _NUMBERED.search(label) and (last := read_last_date(label)):
            claim = Claim(Form.DATE, (), last[:1], last[1], label)
            found.append(Candidate(index, index + 1, Construct.HEADING, level, claim, label))
    dated = Counter(candidate.level for candidate in found)
    return [candidate for candidate in found if 2 <= dated[candidate.level] >= levels[candidate.level] / 2]


def _choose(real: Sequence[Candidate], outline: Outline, lines: Sequence[str]) -> list[Candidate]:
    if not real:
        return []
    text = list(accumulate(map(bool, map(str.strip, lines)), initial=0))
    families = _families(real)
    for family in families:
        family.members = _without_groups(family, real, text)
        family.score = _score(family, text)
    best = max(families, key=lambda family: family.score)
    distinct = len({best.key(member) for member in best.members})
    if not best.score or not is_log(best.members, distinct, outline, lines, text):
        return []
    return _completed(best, real, text)


def _families(candidates: Iterable[Candidate]) -> list[_Family]:
    groups: defaultdict[tuple[Construct, int, Form], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        form = Form.DAY if candidate.claim.form is Form.ROUND else candidate.claim.form
        groups[candidate.construct, candidate.level, form].append(candidate)
    return [
        _Family(construct, form, members, decide_order(date for each in members for date in each.claim.dates[:1]))
        for (construct, _, form), members in groups.items()
    ]


def _without_groups(family: _Family, all: Sequence[Candidate], text: Sequence[int]) -> list[Candidate]:
    """The members that are not merely the headings over single days, as `Days 8-11` is over `Day 8`."""
    following = {id(one): other for one, other in pairwise(all)}
    kept = []
    for member in family.members:
        next = following.get(id(member))
        within = (
            next is not None
            and len(member.claim.numbers) > 1
            and len(next.claim.numbers) < len(member.claim.numbers)
            and set(next.claim.numbers) < set(member.claim.numbers)
            and text[next.index] - text[member.end] <= 1
        )
        if not within:
            kept.append(member)
    return kept


def _score(family: _Family, text: Sequence[int]) -> float:
    members = [member for member in family.members if member.claim.exact]
    if not members or not family.members:
        return 0.0
    keys = [key for key in map(family.key, members) if key is not None]
    if family.form is Form.NUMBER and len(keys) < _BARE_NUMBERS.get(family.construct, len(keys) + 1):
        return 0.0
    if family.construct in (Construct.ROW, Construct.ITEM):
        if len(keys) < 3:
            return 0.0
        dated = any(member.claim.dates for member in members)
        if not dated and sum(member.linked for member in members) > 0.8 * len(members):
            return 0.0
        told = sum(bool(member.after or member.claim.rest or member.claim.dates) for member in members)
        if told < 0.2 * len(members):
            return 0.0
        explained = len(members)
        if explained < _LEAST_SHARE * text[-1] and not (family.form is Form.DAY and explained >= _MANY):
            return 0.0
    else:
        ends = [member.index for member in members[1:]] + [len(text) - 1]
        explained = sum(1 + text[end] - text[min(member.end, end)] for member, end in zip(members, ends, strict=True))
    if family.construct is Construct.LINE and len(members) > 1:
        apart = sum(_is_apart(member, text) for member in members)
        if apart < 0.8 * len(members):
            return 0.0
    steady = _steadiness(keys)
    if len(keys) > 2 and steady < _STEADY:
        return 0.0
    share = min(1.0, explained / max(1, text[-1]))
    distinct = len(set(keys)) + 0.5 * (len(keys) - len(set(keys))) if keys else 0.5 * len(members)
    return distinct * steady * _CONSTRUCTS[family.construct] * _FORMS[family.form] * (0.2 + 0.8 * share)


def _is_apart(line: Candidate, text: Sequence[int]) -> bool:
    """Whether a line is more than the beginning of a sentence about a day."""
    if _SEPARATOR.match(line.label[len(line.claim.span) :]):
        return True
    alone = (
        text[line.index] == text[max(0, line.index - 1)] and text[min(line.end + 1, len(text) - 1)] == text[line.end]
    )
    return alone and line.claim.form is not Form.DATE and len(line.label) <= _SHORT


def _steadiness(keys: Sequence[int]) -> float:
    """The share of steps that go the way most of them go."""
    steps = [after - before for before, after in pairwise(keys)]
    if not steps:
        return 1.0
    return max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)) / len(steps)


def _completed(best: _Family, candidates: Sequence[Candidate], text: Sequence[int]) -> list[Candidate]:
    """The members of the best family, and the other candidates that fill a gap between them."""
    markers = sorted((member for member in best.members if member.claim.exact), key=_index)
    taken = {id(marker) for marker in markers}
    others = [
        other
        for other in candidates
        if id(other) not in taken
        and other.claim.form in (Form.DAY, Form.ROUND, Form.DATE)
        and (other.construct not in (Construct.ITEM, Construct.ROW) or other.construct is best.construct)
        and (other.construct is not Construct.LINE or _is_apart(other, text))
    ]
    if not others:
        return markers
    keys: tuple[Callable[[Candidate], int | None], ...] = (best.key,)
    if best.form is not Form.DATE:
        keys = (best.key, lambda candidate: _ordinal(candidate, best.order))
    rising = [_is_rising([key(marker) for marker in markers]) for key in keys]
    added: list[Candidate] = []
    runs: defaultdict[tuple[int, Construct, int], list[Candidate]] = defaultdict(list)
    place = 0
    for other in others:
        while place < len(markers) and markers[place].index < other.index:
            place += 1
        before = added[-1] if added and (place == 0 or added[-1].index > markers[place - 1].index) else None
        before = before or (markers[place - 1] if place else None)
        after = markers[place] if place < len(markers) else None
        if before and before.construct is not other.construct and text[other.index] == text[before.end]:
            continue  # the first line of a day may say once more which day it is
        fits = any(_fits(other, before, after, key, up) for key, up in zip(keys, rising, strict=True))
        if fits or any(_is_same_date(other, near, best.order) for near in (before, after) if near):
            added.append(other)
        elif other.claim.exact and other.construct not in (Construct.ITEM, Construct.ROW, Construct.LINE):
            runs[place, other.construct, other.level].append(other)
    for run in runs.values():
        numbers = [key for key in map(best.key, run) if key is not None]
        if len(run) >= 3 and len(numbers) == len(run) and len(set(numbers)) == len(run) and _steadiness(numbers) == 1:
            ends = [each.index for each in run[1:]]
            if all(text[end] - text[each.end] > 0 for each, end in zip(run, ends, strict=False)):
                added += run
    return sorted([*markers, *added], key=_index)


def _fits(
    other: Candidate,
    before: Candidate | None,
    after: Candidate | None,
    key: Callable[[Candidate], int | None],
    rising: bool,
) -> bool:
    """Whether a candidate lies between its neighbours in the row of days as it does in the text."""
    here = key(other)
    if here is None:
        return False
    if not rising:
        before, after = after, before
    low = key(before) if before else None
    high = key(after) if after else None
    if (
        before
        and low is not None
        and other.claim.numbers
        and before.claim.numbers
        and key(other) in other.claim.numbers
    ):
        low, here_high = before.claim.numbers[-1], other.claim.numbers[-1]
    else:
        here_high = here
    if low is None and high is None:
        return False
    return (low is None or low < here <= low + _LONGEST_GAP) and (
        high is None or high - _LONGEST_GAP <= here_high < high
    )


def _is_same_date(one: Candidate, other: Candidate, order: Order) -> bool:
    """Whether two markers of one kind open two entries of the same date."""
    at = _ordinal(one, order)
    return (
        at is not None and at == _ordinal(other, order) and (one.construct, one.level) == (other.construct, other.level)
    )


def _is_rising(keys: Sequence[int | None]) -> bool:
    known = [key for key in keys if key is not None]
    return sum(after >= before for before, after in pairwise(known)) * 2 >= len(known) - 1


def _ordinal(candidate: Candidate, order: Order) -> int | None:
    for written in candidate.claim.dates[:1]:
        if iso := resolve(written, order):
            return date.fromisoformat(iso).toordinal()
        year, month, day = written.read(written.settle(order))
        if not year and written.is_valid(written.settle(order)):
            return date(2000, month, day).toordinal()
    return None


def _index(candidate: Candidate) -> int:
    return candidate.index
