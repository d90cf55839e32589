"""What of a text is another text."""

from __future__ import annotations

from rapidfuzz import fuzz

from tracker.core.likeness.side import hunks
from tracker.core.likeness.slips import is_slip
from tracker.core.likeness.words import SOFT, Words


def portion(part: Words, whole: Words) -> set[int]:
    """The places in a whole of the words that a part has from it, in their order; none if it says anything else."""
    window = fuzz.partial_ratio_alignment(part.roots, whole.roots)
    near = range(window.dest_start, window.dest_end) if window else range(0)
    return {near[place] for place in _places(part, whole.only(near))} or _places(part, whole)


def _places(part: Words, whole: Words) -> set[int]:
    found = set(range(len(whole.forms)))
    for gone, come in hunks(part, whole):
        found.difference_update(come)
        for index in gone:
            if part.weights[index] > SOFT:
                slips = (place for place in come if is_slip(part.forms[index], whole.forms[place]))
                if (place := next(slips, None)) is None:
                    return set()
                found.add(place)
    return found
