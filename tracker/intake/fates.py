"""What an import does to keypoints, told one by one: the plan as a learner reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.intake.reading import Reading


class Fate(NamedTuple):
    """What becomes of one keypoint, or of a few at once."""

    fate: str
    """`reworded`, `split`, `merged`, `ambiguous`, `restored`, `moved` or `gone`."""
    keypoint: str
    """The id that goes on, or ends."""
    old: tuple[str, ...]
    """What was said."""
    new: tuple[str, ...]
    """What is said now."""
    similarity: float | None = None
    """In percent; below 100, as the words differ."""


_CLOSEST = 99.0


def fates(reading: Reading) -> Iterator[Fate]:
    """Tell what becomes of the keypoints of a source, but for those that are new or kept where they were.

    What is gone and may be something new is told once, as ambiguous.
    """
    plan = reading.plan
    texts = {point.id: point.statement.text for point in plan.keypoints}
    split = {found.keypoint for found in plan.split}
    merged = {found.keypoint: found for found in plan.merged}
    for found in plan.reworded:
        if found.keypoint in merged:
            others = merged[found.keypoint].others
            yield Fate("merged", found.keypoint, (found.old, *map(reading.gone.__getitem__, others)), (found.new,))
        elif found.keypoint not in split:
            yield Fate("reworded", found.keypoint, (found.old,), (found.new,), min(found.similarity, _CLOSEST))
    for parted in plan.split:
        yield Fate("split", parted.keypoint, (parted.old,), tuple(texts[id] for id in parted.parts))
    for found in plan.ambiguous:
        yield Fate("ambiguous", found.keypoint, (found.old,), (found.new,), min(found.similarity, _CLOSEST))
    for fate, ids in (("restored", plan.restored), ("moved", plan.moved)):
        for id, text in texts.items():
            if id in ids:
                yield Fate(fate, id, (), (text,))
    taken = {id for found in plan.merged for id in found.others} | {found.keypoint for found in plan.ambiguous}
    for id, text in reading.gone.items():
        if id not in taken:
            yield Fate("gone", id, (text,), ())
