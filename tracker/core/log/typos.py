"""Words that are one slip of the finger away from a word for day."""

from __future__ import annotations

_ORDINARY = frozenset(
    "dab dad dai dak dal dam dan dao dap dar das daw dax daly dart data date dash dasy dawn davy dais danny dali dray "
    "dry dey die dim dig did dip div dir dial diag diane diary dia's days' dog dug tab tan tap tar tax tags tage gun "
    "your hour four tour pour jury hard hair harm hare giron dats dams dads draw dear".split()
)
_NEIGHBOURS = {"a": "sqzw", "y": "tugh", "d": "sfexc", "i": "uojk", "g": "fhtbv", "t": "rygf"}


def is_one_edit_from(word: str, target: str) -> bool:
    """Whether one slip makes `word` of `target`: a letter doubled, dropped, swapped or the key beside it hit.

    The first letter has to be right, and words that mean something else are no slips.
    """
    if word in _ORDINARY or word[0] != target[0] or abs(len(word) - len(target)) > 1 or len(word) < 3:
        return False
    place = next(
        (i for i, (ours, theirs) in enumerate(zip(word, target)) if ours != theirs), min(len(word), len(target))
    )
    if len(word) < len(target):
        return word[place:] == target[place + 1 :]
    if len(word) > len(target):
        return word[place + 1 :] == target[place:] and (word[place] == word[place - 1] or len(target) > 3)
    if word[place:] == target[place + 1 : place + 2] + target[place : place + 1] + target[place + 2 :]:
        return word != target
    beside = len(target) > 3 or word[place] in _NEIGHBOURS.get(target[place], "")
    return word[place + 1 :] == target[place + 1 :] and beside
