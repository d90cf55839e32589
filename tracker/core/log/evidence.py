"""What speaks for a text being a log: the words of its headings, and somebody who tells what was done.

Plans, courses, journeys and lists of changes have days, too. Nobody has lived those.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from tracker.core.log.blocks.tables import read_cells
from tracker.core.log.candidates import Candidate, Construct, Outline, plain
from tracker.core.log.claims import Form
from tracker.core.log.sections import Role, read_label
from tracker.core.log.statement import is_activity, is_statement

_SHORT_PREAMBLE = 20
"""Lines of text before the only day of a file."""
_FIRST_LINES = 3
"""Lines of text before the only date of a file."""
_FEW = 3
"""Days of a first round that make no log when nothing is said in them."""
_NEAR = 40
"""Lines of a day that are looked through for labels."""

_LOG = re.compile(
    r"\b(?:\w*logs?|logbook|logbuch|logbog|journal|diary|progress|til|today i|journey|challenge|tagebuch|\w*tagebuch"
    r"|di[aá]rio|diario|bit[aá]cora|dagbok|dagbog|records?|my \d+|notes|notas)\b"
    r"|\b(?:learning|study|studying|daily)\b(?!\W{1,3}(?:plans?|paths?|guides?|schedules?|road ?maps?|goals?"
    r"|objectives?|resources?|materials?|routines?|stand-?ups?|templates?)\b)"
    r"|\d+ ?-?days? ?of|\d+ ?jours|\d+ ?d[ií]as"
    r"|学習|学习|日记|日記|日志|打卡|记录|ログ|학습|기록|일지|공부|дневник|журнал|日々|成果",
    re.IGNORECASE,
)
"""What people call a log, in headings."""
_PUBLIC = re.compile(
    r"\b(?:change ?-?logs?|release notes?|releases?|news|minutes|agenda|schedule|itinerar\w+|program(?:me)?"
    r"|benchmark\w*|(?:table of )?contents|sommaire|inhalt|syllabus|curricul\w+)\b"
    r"|目次|更新日志|変更履歴|커리큘럼|スケジュール",
    re.IGNORECASE,
)
"""What people call a text for others with days in it."""
_PLAN = re.compile(
    r"\b(?:road ?maps?|time ?(?:table|line)s?|milestones?|(?:implementation|next) steps?|workout|plan(?:ning)?|outline"
    r"|planificaci[oó]n|plane?[aj]amento|pianificazione|lernplan|zeitplan|ablauf|nächste schritte|calendrier|cronograma"
    r"|pr[oó]ximos pas\w+|próximos passos|rencana)\b|план|кроки|时间线|日程|计划|計[畫劃]|計画|大纲|일정|계획|kế hoạch",
    re.IGNORECASE,
)
"""What people call days to come; where somebody tells what was done, they have come."""
_CHANGES = re.compile(
    r"\W*(?:added|changed|fixed|removed|deprecated|security|breaking changes?|bug ?fixes|features|enhancements)\W*$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\W*v?\d+\.\d+(?:\.\d+)*\b")
_LESSON = re.compile(
    r"\W*(?:(?:(?:coding|daily) )?(?:exercises?|assignments?|homework|quiz|prerequisites|solutions?|tasks)"
    r"|(?:learning )?objectives?|deliverables?|theory|(?:(?:in|out)put|sample) (?:format|(?:in|out)put)"
    r"|objectifs?|tâches|цели?|задачи|теория|критерии|目标|任务)\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\s*\|\s*\d{1,2}[:.h]\d\d\b")
"""A row of a timetable."""
_TICKED = re.compile(r"\s*[-*+] \[[xX]\]")
_PART = re.compile(r"\]\((?!https?:)[^)\n]+\)")
"""A link to another part of the same work."""
_EXAMPLE_HOST = re.compile(r"//\S{0,20}\b(?:example|exemple|ejemplo)\.")
_FIRST_PERSON = re.compile(r"\b(?:I|my|today)\b")
_DAYS_COLUMN = re.compile(
    r"\b(?:days?|d[ií]as?|jours?|tag|dag|giorno|date|datum|fecha|data)\b|天|日|день|дата", re.IGNORECASE
)


def is_log(
    members: Sequence[Candidate], distinct: int, outline: Outline, lines: Sequence[str], text: Sequence[int]
) -> bool:
    """Whether a text with these days is a log.

    Args:
        members: the candidates of its best family.
        distinct: how many different days they claim.
        outline: all that was found in the text.
        lines: the text.
        text: how many lines before each have something in them.
    """
    first = members[0]
    above = [label for index, _, label in outline.headings if index < first.index]
    called = any(_LOG.search(label) for label in above)
    names = _names(first, outline)
    if any(map(_PUBLIC.search, names)) or _is_something_else(members, outline, lines):
        return False
    if first.claim.form is Form.NUMBER and first.construct is Construct.ROW:
        cells = read_cells(plain(outline.header))
        if not (_DAYS_COLUMN.search(cells[0]) or (called and len(cells) > 2)):
            return False
        parts = sum(bool(_PART.search(lines[member.index])) for member in members)
        if 5 * parts > 4 * len(members) and not _is_told(members, lines):
            return False
    dates = sum(bool(member.claim.dates) for member in members)
    if first.claim.form is Form.ROUND and len(members) < _FEW and text[-1] - text[first.index] <= 2 * len(members):
        return _is_told(members, lines) and not any(map(_EXAMPLE_HOST.search, lines))
    if first.claim.form is Form.WEEK and 2 * dates < len(members):
        return called and (_has_known_label(first.end, lines) or _is_told(members, lines))
    if distinct < 2 and not _stands_early(first, called, lines, text):
        return False
    if any(map(_PLAN.search, names)):
        open = sum("[ ]" in line for line in lines)
        return dates > 0 and open <= sum(map(bool, map(_TICKED.match, lines))) and _is_told(members, lines)
    begins = not above and text[min(each.index for each in (first, *outline.candidates[:1]))] <= _FIRST_LINES
    if called or begins or any(member.claim.form is Form.ROUND for member in members):
        return True
    return _has_known_label(first.end, lines) or _is_told(members, lines) or (dates > 0 and _states(members, lines))


def under_plans(days: Sequence[Candidate], outline: Outline) -> list[Candidate]:
    """Those of the candidates that stand under a heading that says they are to come."""
    planned = [bool(_PLAN.search(label)) for _, _, label in outline.headings]
    if not any(planned):
        return []
    starts = [index for index, _, _ in outline.headings]
    above = ((day, bisect_left(starts, day.index) - 1) for day in days)
    return [day for day, place in above if place >= 0 and planned[place]]


def _stands_early(day: Candidate, called: bool, lines: Sequence[str], text: Sequence[int]) -> bool:
    """Whether the only day of a text comes soon enough to be what the text is about."""
    before = text[day.index]
    if day.claim.form is Form.DATE:
        if all(len(written.parts) == 2 and len(written.orders) > 1 for written in day.claim.dates):
            return False
        return before <= _FIRST_LINES and (called or day.construct is not Construct.LINE)
    return before <= _SHORT_PREAMBLE or (before <= 3 * _SHORT_PREAMBLE and _has_known_label(day.end, lines))


def _names(first: Candidate, outline: Outline) -> list[str]:
    """The title of the text and the heading over its days, where they do not speak of a log."""
    level = first.level if first.construct is Construct.HEADING else 7
    above = [(at, label) for index, at, label in outline.headings if index < first.index]
    title = next((label for at, label in above if at <= 2), "")
    over = next((label for at, label in reversed(above) if at < level), "")
    return [label for label in (title, over) if not _LOG.search(_PUBLIC.sub(" ", label))]


def _is_something_else(members: Sequence[Candidate], outline: Outline, lines: Sequence[str]) -> bool:
    """Whether the headings and boxes within the days are those of changes, lessons or things to do."""
    first = members[0].index
    below = Counter(label for index, _, label in outline.headings if index > first)
    changes = _count(_CHANGES, below)
    if changes and 2 * changes >= below.total() and 3 * changes >= len(members):
        return True
    if 4 * _count(_VERSION, below) > len(members):
        return True
    bold = Counter(line for line in lines[first:] if line.startswith("**"))
    lessons = _count(_LESSON, below) + _count(_LESSON, bold)
    if (
        2 * lessons >= len(members) > 1
        and not any(map(_FIRST_PERSON.search, lines[first:]))
        and not _has_done_label(below)
    ):
        return True
    if len([line for line in lines[first:] if "|" in line and _HOUR.match(line)]) >= 2 * len(members):
        return True
    open = len([line for line in lines if "[ ]" in line])
    return open >= max(5, len(members)) and not any(map(_TICKED.match, lines)) and not _has_prose(lines, first)


def _count(pattern: re.Pattern[str], texts: Counter[str]) -> int:
    """How many of the texts, most of which come again and again, begin as the pattern says."""
    return sum(times for text, times in texts.items() if pattern.match(text))


def _has_prose(lines: Sequence[str], first: int) -> bool:
    """Whether more than tasks, headings and links stands among the days."""
    said = 0
    for line in lines[first:]:
        words = line.strip()
        if words and words[0] not in "#|<" and "[ ]" not in words[:6] and len(words.split()) > 5:
            said += 1
    return said > 3


def _has_done_label(headings: Iterable[str]) -> bool:
    labels = (read_label(heading) for heading in headings if not _LESSON.match(heading))
    return any(label is not None and label.role is Role.ACTIVITIES for label in labels)


def _has_known_label(start: int, lines: Sequence[str]) -> bool:
    labels = (read_label(line) for line in lines[start : start + _NEAR] if line)
    return any(label is not None and label.role is not Role.META for label in labels)


def _is_told(members: Sequence[Candidate], lines: Sequence[str]) -> bool:
    """Whether somebody says what was done, or ticks it off, on one line for every three days at least."""
    return _enough(members, (_is_done(line) for line in lines[members[0].index :]))


def _is_done(line: str) -> bool:
    if _TICKED.match(line):
        return True
    words = _said(line)
    return is_activity(words.rpartition(": ")[2] if words[:4].lower() == "day " else words)


def _states(members: Sequence[Candidate], lines: Sequence[str]) -> bool:
    """Whether facts are noted, on one line for every three days at least."""
    return _enough(members, (is_statement(_said(line)) for line in lines[members[0].index :]))


def _said(line: str) -> str:
    return plain(line).lstrip("-*+•|>#0123456789.: \t")


def _enough(members: Sequence[Candidate], found: Iterable[bool]) -> bool:
    wanted = (len(members) + 2) // 3
    return sum(islice(filter(None, found), wanted)) == wanted
