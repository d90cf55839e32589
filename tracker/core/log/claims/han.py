"""Days and weeks in Chinese, Japanese and Korean, where no blank parts the words."""

from __future__ import annotations

import re

from tracker.core.log.claims.counts import LONGEST_RANGE
from tracker.core.log.claims.numerals import HAN, read_numeral
from tracker.core.log.claims.opening import Opening

_HAN_NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,7}})"
_HAN_DAY = re.compile(
    rf"(?:第\s*+(?P<larger>{_HAN_NUMBER})\s*+(?P<unit>[轮輪期季周週])[\s,·:-]{{0,4}}+)?"
    rf"(?P<prefix>[第제])?\s*+(?P<numbers>{_HAN_NUMBER}(?:(?:일\s?차|日目|天)?\s*+[、,~\-和与與到至及と]\s*+第?{_HAN_NUMBER})*+)"
    r"\s*+(?P<suffix>天目|天|日目|日|일\s?차|일째|일)(?:/第?\d+天)?"
)
_HAN_WEEK = re.compile(
    rf"(?:第\s*+(?P<first>{_HAN_NUMBER})\s*+个?(?:周|週|星期)|(?P<second>{_HAN_NUMBER})\s*+(?:週目|周目|주\s?차))"
)
_HAN_PART = re.compile(rf"(?P<range>[~\-到至])?\s*+第?(?P<number>{_HAN_NUMBER})")


def read_han_day(opening: Opening) -> bool:
    """`第12天`, `12日目`, `12일차`, `第一轮第三天`. Without a sign of counting, `3天` are three days."""
    match = _HAN_DAY.match(opening.line, opening.end)
    if not match or not (match["prefix"] or match["suffix"][1:]):
        return False
    numbers: list[int] = []
    for part in _HAN_PART.finditer(match["numbers"]):
        number = read_numeral(part["number"])
        if number is None or (numbers and not 0 < number - numbers[-1] <= LONGEST_RANGE):
            return False
        numbers += range(numbers[-1] + 1, number + 1) if part["range"] else [number]
    if match["larger"] and not opening.numbers:
        larger = read_numeral(match["larger"])
        if match["unit"] in "周週":
            opening.week = larger
        else:
            opening.round = larger
    return opening.take_days(tuple(numbers), match.end())


def read_han_week(opening: Opening) -> bool:
    """`第3周`, `3週目`, `3주차`."""
    match = _HAN_WEEK.match(opening.line, opening.end)
    if not match:
        return False
    number = read_numeral(match["first"] or match["second"])
    return number is not None and opening.take_week(number, match.end())
