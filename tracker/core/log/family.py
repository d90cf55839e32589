"""Which of the candidates are the markers of the days: the family that best explains the text as a log."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from tracker.core.log.candidates import Candidate, Construct, Outline, plain
from tracker.core.log.claims import Form
from tracker.core.log.dates import Order, decide_order, resolve
from tracker.core.log.sections import Role, read_label

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
_SHORT_PREAMBLE = 20
"""Lines of text before the only day of a file."""
_NOT_A_LOG = re.compile(
    r"\b(?:change ?-?log|release notes|road ?map|syllabus|curriculum|schedule|time ?table|agenda|itinerary|lernplan|rencana"
    r"|(?:study|learning|lesson|course|meal|workout|training|diet) ?(?:plan|outline)|plan (?:of|for|de)|plano de"
    r"|(?:day|week|month)s? plan|plan d.[ée]tudes?)\b|学习计划|學習計[畫劃]|学習計画|更新日志|変更履歴|계획",
    re.IGNORECASE,
)
"""What the title of a plan or of a list of changes says."""
_CHANGES = re.compile(
    r"\W*(?:added|changed|fixed|removed|deprecated|security|breaking changes?|bug ?fixes|features|enhancements)\W*$",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\W*(?:(?:coding |daily )?(?:exercises?|assignments?|homework|quiz|prerequisites|solutions?)|(?:learning )?objectives)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|today)\b")
_DAYS_TABLE = re.compile(
    r"\b(?:days?|d[ií]as?|jours?|tag|dag|giorno|date|datum|fecha|data)\b|天|日|день|дата", re.IGNORECASE
)
_LOG_TITLE = re.compile(
    r"\b(?:logs?|journal|diary|progress|days?|daily|til|journey|challenge|tagebuch|diario|diário)\b|日", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[:\-–—|(\[,.：、，（]|$)")


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
    if not real or 2 * examples >= len(outline.candidates) or _is_something_else(outline, lines, real):
        return []
    text = list(accumulate((bool(line and not line.isspace()) for line in lines), initial=0))
    families = _families(real)
    for family in families:
        family.members = _without_groups(family, real, text)
        family.score = _score(family, text)
    best = max(families, key=lambda family: family.score)
    if not best.score or not _is_log(best, outline, lines, text):
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
        apart = sum(bool(_SEPARATOR.match(member.label[len(member.claim.span) :])) for member in members)
        if apart < 0.8 * len(members):
            return 0.0
    steady = _steadiness(keys)
    if len(keys) > 2 and steady < _STEADY:
        return 0.0
    share = min(1.0, explained / max(1, text[-1]))
    distinct = len(set(keys)) + 0.5 * (len(keys) - len(set(keys))) if keys else 0.5 * len(members)
    return distinct * steady * _CONSTRUCTS[family.construct] * _FORMS[family.form] * (0.2 + 0.8 * share)


def _steadiness(keys: Sequence[int]) -> float:
    """The share of steps that go the way most of them go."""
    steps = [after - before for before, after in pairwise(keys)]
    if not steps:
        return 1.0
    return max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)) / len(steps)


def _is_something_else(outline: Outline, lines: Sequence[str], candidates: Sequence[Candidate]) -> bool:
    """Whether the text says of itself that it is a plan, a course or a list of changes."""
    first = candidates[0].index
    title = next((text for index, level, text in outline.headings if index < first and level <= 2), "")
    if _NOT_A_LOG.search(title):
        return True
    below = [text for index, _, text in outline.headings if index > first]
    changes = sum(bool(_CHANGES.match(text)) for text in below)
    if changes and 2 * changes >= len(below) and changes >= len(candidates) / 3:
        return True
    exercises = sum(bool(_COURSE.match(text)) for text in below)
    if 2 * exercises >= len(candidates) > 1 and not any(_FIRST_PERSON.search(line) for line in lines[first:]):
        return True
    tasks = [line.lstrip()[2:5].lower() for line in lines if line.lstrip()[2:5].lower() in ("[ ]", "[x]")]
    return len(tasks) >= max(5, len(candidates)) and tasks.count("[x]") == 0 and not _any_prose(lines, first)


def _any_prose(lines: Sequence[str], first: int) -> bool:
    """Whether anything but tasks, headings and links stands among the days."""
    said = 0
    for line in lines[first:]:
        words = line.strip()
        if words and words[0] not in "#|<" and "[ ]" not in words[:6] and len(words.split()) > 5:
            said += 1
    return said > 3


def _is_log(family: _Family, outline: Outline, lines: Sequence[str], text: Sequence[int]) -> bool:
    members = family.members
    first = members[0]
    titles = " ".join(label for _, level, label in outline.headings if level <= 2)
    if family.form is Form.NUMBER and family.construct is Construct.ROW:
        cells = plain(outline.header).strip("| ").split("|")
        if not (_DAYS_TABLE.search(cells[0]) or (_LOG_TITLE.search(titles) and len(cells) > 2)):
            return False
    if family.form is Form.WEEK and sum(bool(member.claim.dates) for member in members) < len(members) / 2:
        return bool(_LOG_TITLE.search(titles)) and _known_labels(first.end, lines) > 0
    if len({family.key(member) for member in members}) > 1:
        return True
    before = text[first.index]
    if family.form is Form.DATE and before > 3:
        return False
    return before <= _SHORT_PREAMBLE or (before <= 3 * _SHORT_PREAMBLE and _known_labels(first.end, lines) > 0)


def _known_labels(start: int, lines: Sequence[str]) -> int:
    """How many of the next lines are labels of a day's sections."""
    labels = (read_label(line) for line in lines[start : start + 40] if line)
    return sum(label is not None and label.role is not Role.TOPIC for label in labels)


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
        and (other.construct is not Construct.LINE or _SEPARATOR.match(other.label[len(other.claim.span) :]))
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
        if any(_fits(other, before, after, key, up) for key, up in zip(keys, rising, strict=True)):
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
