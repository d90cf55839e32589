"""Words that are one word misspelt."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from tracker.core.likeness.thesaurus import are_opposed, stem

_SHORTEST = 4
"""Letters of the shortest word that is taken for a slip."""
_TWO_SLIPS = 9
"""Letters from which a word may have two."""
_NAME = 8
"""Letters from which a name may have one."""
_VOWELS, _MANY_LETTERS = "aeiou", 8
"""A wrong vowel is a slip in a word of so many letters: in shorter ones it is most often another word."""
_ENDING = re.compile(r"[aeiouy][^aeiouy](?:es?|s)$")
"""A last syllable in which the vowel is the meaning: `nitrate` and `nitrite`, `amylase` and `amylose`."""
_NOT_ONLY_LETTERS = re.compile(r"[\d._]|^\W")


@lru_cache(maxsize=1 << 15)  # texts of one log are laid beside each other in many pairs
def is_slip(one: str, other: str) -> bool:
    """Whether one of two words is most likely the other, misspelt by a slip of the finger.

    Two letters change places, one is missing or too much, or is one beside it on the keyboard or one that sounds alike.
    The first letter stays, unless it changed places with the second. A name may have letters more, fewer or in another
    order inside, but no others, and no digit is a slip.
    """
    shorter = min(len(one), len(other))
    if (
        one == other
        or shorter < _SHORTEST
        or abs(len(one) - len(other)) > 2
        or are_lookalikes(one, other)
        or are_opposed(one, other)
    ):
        return False
    if _NOT_ONLY_LETTERS.search(one) or _NOT_ONLY_LETTERS.search(other):
        return _same_name_misspelt(one, other)
    one, other = _plain(one), _plain(other)
    if one[0] != other[0] and one[:2] != other[1::-1]:
        return False
    return _is_typed(one, other, 2 if shorter >= _TWO_SLIPS else 1)


def are_lookalikes(one: str, other: str) -> bool:
    """Whether two words that look like one misspelt are both words."""
    one, other = stem(one), stem(other)
    return one != other and bool(_LOOKS.get(one, set()) & _LOOKS.get(other, set()))


def _same_name_misspelt(one: str, other: str) -> bool:
    if [char for char in one if not char.isalpha()] != [char for char in other if not char.isalpha()]:
        return False
    if min(len(one), len(other)) < _NAME or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    return (len(one) != len(other) or sorted(one) == sorted(other)) and _is_typed(one, other, 1)


def _plain(word: str) -> str:
    """Without the accents that are often left out; an umlaut or a tilde makes another letter."""
    if word.isascii():
        return word
    return "".join(char if char in "äöüñ" else unicodedata.normalize("NFD", char)[0] for char in word)


def _is_typed(one: str, other: str, slips: int, at: int = 0, place: int = 0) -> bool:
    """Whether two words from a place on are one after at most so many slips; two that touch are none."""
    while one[at : at + 1] == other[place : place + 1] != "":
        at, place = at + 1, place + 1
    if one[at:] == other[place:]:
        return True
    ways = []
    if one[at : at + 2] == other[place : place + 2][::-1]:
        ways.append((2, 2))
    if one[at : at + 1] + other[place : place + 1] in _NEAR and _may_change(one, other, at, place):
        ways.append((1, 1))
    ways += [(1, 0), (0, 1)]
    for gone, come in ways if slips else ():
        left, right = one[at + gone :], other[place + come :]
        if left == right or (left[:1] == right[:1] and _is_typed(one, other, slips - 1, at + gone, place + come)):
            return True
    return False


def _may_change(one: str, other: str, at: int, place: int) -> bool:
    if one[at] not in _VOWELS or other[place] not in _VOWELS:
        return True
    ending = _ENDING.search(one)
    return min(len(one), len(other)) >= _MANY_LETTERS and not (ending and ending.start() == at)


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qaz wsx edc rfv tgb yhn ujm", "azertyuiop", "qwertzuiop")
"""Rows and columns of the keyboards in use."""
_SOUNDS = "sz sc cz ck ae ai ao ei eo io eu iy ou dt bp gj mn bv fv"
_NEAR = frozenset(
    pair
    for one, other in [pair for row in _KEYS for pair in pairwise(row)] + [(two[0], two[1]) for two in _SOUNDS.split()]
    for pair in (one + other, other + one)
)

_LOOKALIKES = """
    causal casual | trail trial | form from | model modal mode node | score store | sample simple | loss less lost lose
    state stage stale slate | stride strike stripe | mask mark task | rank rang rand | sparse spare | batch patch bath
    layer later | scalar scaler | shape share | value valve | filed field | taken token | weight height
    affect effect | mean median | stack slack stock | rate rage | grate gate | parse parser | tensor tension
    trained traced | trace train | united untied | angel angle | diary dairy | conversation conservation
    regression repression | sigmoid sigma | inference interference | quite quiet | lose loose | then than
    there three | through though thorough | word world | count court | slice splice | string strong | unit unite
    point paint print | read reads | sort soft | part port | adaption adoption | discreet discrete
    principal principle | complement compliment | desert dessert | statistic statistical stochastic | compute commute
    fold gold | load lead | bound round | line link | padding pudding | pool pole | cross gross | learn lean
    clean clear | hear heat head | perception reception | ileum ilium | prostate prostrate | ureter urethra
"""
_LOOKS: dict[str, set[int]] = {}
for _number, _group in enumerate(_LOOKALIKES.replace("\n", "|").split("|")):
    for _word in _group.split():
        _LOOKS.setdefault(stem(_word), set()).add(_number)
