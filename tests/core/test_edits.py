"""A learner edits a log, version after version, and the keypoints keep their ids.

Three hundred edits of eight kinds are applied at random to a log of two hundred keypoints, in which every sentence has
several lures: sentences of the same shape that say something else.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tracker.core.knowledge import FormerDay, FormerEntry, Ledger, Plan, Statement, plan
from tracker.core.log import Log, read

DAYS = 40
KEYPOINTS = 200
EDITS = 300
VERSIONS = 10

CELLS = {"GRU": "two", "LSTM": "three", "MinimalRNN": "one", "NasCell": "four"}
FILLS = {"zeros": "zeros", "ones": "ones", "eye": "ones on the diagonal", "fill": "one given value"}
AXES = ["batch", "time", "channel", "height", "width", "feature"]
LAYERS = ["Dense", "Conv1D", "Conv2D", "Embedding", "Attention", "Dropout", "LayerNormalization"]
RULES = ["Adam", "RMSprop", "Adagrad", "Momentum", "Nadam", "Lion", "Lamb", "Ftrl", "Adadelta"]
RATES = ["precision", "recall", "specificity", "accuracy", "fallout"]
COUNTS = ["true positives", "false positives", "true negatives", "false negatives"]
PARTS = ["encoder", "decoder", "generator", "critic", "teacher", "student"]
THINGS = ["tensor", "variable", "dataset", "graph", "tape", "module", "checkpoint", "signature"]
LOSSES = ["hinge", "focal", "Huber", "contrastive", "triplet", "dice"]


def sentences() -> list[str]:
    """Facts about machine learning, true or not; each has lures."""
    found = [
        f"The {cell} cell has {count} gates, and it uses other weights for each gate." for cell, count in CELLS.items()
    ]
    found += [f"`tf.{name}` makes a tensor of {what} with the shape that is given." for name, what in FILLS.items()]
    found += [
        f"The {layer} layer changes the {axis} axis of its input, and it keeps all axes but the {axis} axis."
        for layer in LAYERS
        for axis in AXES
    ]
    found += [
        f"The {rule} rule keeps a running average for every {what} in memory, which requires {count} more numbers."
        for rule in RULES
        for what, count in (("gradient", "two"), ("update", "three"), ("squared gradient", "many"))
    ]
    found += [
        f"The {rate} of a model shows how many of the {count} it finds in the {part} data."
        for rate in RATES
        for count in COUNTS
        for part in ("training", "test")
    ]
    found += [
        f"The {one} sends its hidden states to the {other}, and the {other} begins with the last state of the {one}."
        for one in PARTS
        for other in PARTS
        if one != other
    ]
    found += [
        f"A {thing} can be {done} after the first call, because the runtime holds a {kind} copy of it."
        for thing in THINGS
        for done, kind in (("changed", "shared"), ("saved", "private"), ("traced", "frozen"), ("released", "weak"))
    ]
    found += [
        f"The {loss} loss gives a penalty of {value} to every sample on the {side} side of the margin."
        for loss in LOSSES
        for value in ("zero", "one")
        for side in ("right", "wrong")
    ]
    assert len(found) == len(set(found)) >= KEYPOINTS
    return found


SYNONYMS = {
    "uses": "employs", "makes": "creates", "keeps": "retains", "changes": "alters", "requires": "needs",
    "shows": "reveals", "finds": "detects", "sends": "transmits", "begins": "starts", "holds": "stores",
    "gives": "yields", "every": "each",
}  # fmt: skip
CLAUSES = [
    ", which comes as a surprise",
    " when the batch is large",
    ", as the guide explains in its second part",
    " (see the chapter on training loops)",
    ", although the old releases did not",
    " and this is easy to forget",
    " in most of the models that are in use",
]


@dataclass
class Item:
    """A sentence in the log, and the ids that are rightly its own: that it, or what it was made of, has or had."""

    text: str
    ids: set[str] = field(default_factory=set)
    edit: str = ""
    """What was done to it since the last version."""


@dataclass
class Editor:
    """Somebody who edits a log."""

    chance: random.Random
    days: list[list[Item]]
    away: list[tuple[int, Item]] = field(default_factory=list)
    """What was deleted, and the day it stood in."""

    @classmethod
    def of(cls, seed: int) -> Editor:
        chance = random.Random(seed)
        texts = chance.sample(sentences(), KEYPOINTS)
        size = KEYPOINTS // DAYS
        return cls(chance, [[Item(text) for text in texts[at : at + size]] for at in range(0, KEYPOINTS, size)])

    def written(self) -> str:
        """The log as it is."""
        lines = []
        for number, items in enumerate(self.days, 1):
            lines += [
                f"# Day {number}",
                "- looked at the guide again",
                "## Keypoints",
                *(f"- {i.text}" for i in items),
                "",
            ]
        return "\n".join(lines)

    def edit(self, count: int) -> None:
        """Make a number of edits, no two of them to one sentence."""
        for number, item in self.away:
            item.edit = "brought back"
            self.days[number].insert(self.chance.randint(0, len(self.days[number])), item)
        self.away.clear()
        while count:
            number = self.chance.randrange(DAYS)
            untouched = [item for item in self.days[number] if not item.edit]
            if untouched and self.chance.choice(KINDS)(self, number, self.chance.choice(untouched)):
                count -= 1

    def typo(self, number: int, item: Item) -> bool:
        """Two letters of a word change places, or one is left out or doubled."""
        words = item.text.split(" ")
        long = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha() and word.islower()]
        if not long:
            return False
        at = self.chance.choice(long)
        word, inner = words[at], self.chance.randint(1, len(words[at]) - 3)
        slips = [
            word[:inner] + word[inner + 1] + word[inner] + word[inner + 2 :],
            word[:inner] + word[inner + 1 :],
            word[:inner] + word[inner] + word[inner:],
        ]
        words[at] = self.chance.choice(slips)
        return self.put(item, " ".join(words), "typo")

    def rewrap(self, number: int, item: Item) -> bool:
        """The line is wrapped, or dressed otherwise."""
        ways = [
            item.text.replace(" ", "\n  ", 1),
            item.text.replace(" of ", " of  ").rstrip("."),
            item.text[0].lower() + item.text[1:] + " #notes",
            f"**{item.text.rstrip('.')}**",
        ]
        item.text, item.edit = self.chance.choice(ways), "rewrap"
        return True

    def synonym(self, number: int, item: Item) -> bool:
        """A word gives way to one that means the same."""
        words = item.text.split(" ")
        at = [at for at, word in enumerate(words) if word in SYNONYMS]
        if not at:
            return False
        place = self.chance.choice(at)
        words[place] = SYNONYMS[words[place]]
        return self.put(item, " ".join(words), "synonym")

    def clause(self, number: int, item: Item) -> bool:
        """A clause is added."""
        return self.put(item, item.text.rstrip(".") + self.chance.choice(CLAUSES) + ".", "clause")

    def split(self, number: int, item: Item) -> bool:
        """A sentence is split at its joint."""
        one, joint, other = item.text.partition(", and ")
        if not joint or other.startswith("this "):
            return False
        at = self.days[number].index(item)
        subject = re.match(r"\W*(?:The|A) \S+ \w+", one, re.IGNORECASE)
        other = other.replace("it ", f"{subject[0]} ", 1) if subject and other.startswith("it ") else other
        parts = [Item(one + ".", item.ids, "split"), Item(other[0].upper() + other[1:], item.ids, "split")]
        self.days[number][at : at + 1] = parts
        return True

    def merge(self, number: int, item: Item) -> bool:
        """A sentence is merged with the next one."""
        items = self.days[number]
        at = items.index(item)
        if at + 1 == len(items) or items[at + 1].edit:
            return False
        other = items.pop(at + 1)
        joint = self.chance.choice(["; ", ", and ", ". "])
        item.ids = item.ids | other.ids
        return self.put(item, item.text.rstrip(".*") + joint + other.text.lstrip("*"), "merge")

    def move(self, number: int, item: Item) -> bool:
        """A sentence goes three days on or back."""
        other = number + self.chance.choice([-3, 3])
        if not 0 <= other < DAYS:
            return False
        self.days[number].remove(item)
        self.days[other].insert(self.chance.randint(0, len(self.days[other])), item)
        item.edit = "move"
        return True

    def delete(self, number: int, item: Item) -> bool:
        """A sentence is deleted; it comes back a version later."""
        self.days[number].remove(item)
        self.away.append((number, item))
        return True

    def put(self, item: Item, text: str, edit: str) -> bool:
        item.text, item.edit = text, edit
        return True


KINDS: list[Callable[[Editor, int, Item], bool]] = [
    Editor.typo, Editor.rewrap, Editor.synonym, Editor.clause, Editor.split, Editor.merge, Editor.move, Editor.delete
]  # fmt: skip


@dataclass
class Memory:
    """What a store remembers of one source."""

    wordings: dict[str, str] = field(default_factory=dict)
    here: dict[str, Statement] = field(default_factory=dict)
    retired: dict[str, Statement] = field(default_factory=dict)
    days: list[FormerDay] = field(default_factory=list)

    def take(self, log: Log) -> Plan:
        planned = plan(log, Ledger(self.wordings, self.here, self.retired, days=self.days))
        self.wordings |= planned.wordings
        self.retired |= {id: self.here[id] for id in planned.gone}
        self.here = {point.id: point.statement for point in planned.keypoints}
        self.retired = {id: old for id, old in self.retired.items() if id not in self.here}
        ids = {entry.line: id for entry, id in planned.occurrences}
        self.days = [
            FormerDay(
                day.label,
                day.numbers,
                day.date,
                tuple(FormerEntry(ids[e.line], e.section) for top in day.entries for e in top.keypoints()),
            )
            for day in log.days
        ]
        return planned


@dataclass
class Tally:
    """How the edits went."""

    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)

    def count(self, items: list[Item], planned: Plan, before: set[str]) -> None:
        """Look at what became of each edited sentence, and of all others."""
        given = dict(zip(map(id, items), (id for _, id in planned.occurrences), strict=True))
        reported = {(rewording.keypoint, rewording.other) for rewording in planned.ambiguous}
        split: dict[frozenset[str], list[Item]] = {}
        for item in items:
            mine = given[id(item)]
            if before and mine in before and mine not in item.ids:
                self.wrong.append(f"{item.edit}: {item.text}")
            if item.edit == "split":
                split.setdefault(frozenset(item.ids), []).append(item)
            elif item.edit and item.ids:
                self.judge(item, mine in item.ids, {(old, mine) for old in item.ids} & reported)
        for ids, parts in split.items():
            asked = {(old, given[id(part)]) for part in parts for old in ids} & reported
            self.judge(parts[0], any(given[id(part)] in ids for part in parts), asked)
        held = set(given.values())
        for item in items:
            mine = {given[id(item)]}
            item.ids, item.edit = (item.ids - held) | mine, ""

    def judge(self, item: Item, kept: bool, reported: set[tuple[str, str]]) -> None:
        (self.kept if kept else self.lost)[item.edit] += 1
        if not kept and not reported:
            self.unreported.append(f"{item.edit}: {item.text}")


def edited(seed: int) -> Tally:
    """Import a log, edit it over several versions, and import each."""
    editor, memory, tally = Editor.of(seed), Memory(), Tally()
    for version in range(VERSIONS + 2):
        log = read(editor.written())
        before = set(memory.wordings.values())
        planned = memory.take(log)
        items = [item for day in editor.days for item in day]
        tally.count(items, planned, before)
        editor.edit(EDITS // VERSIONS if version < VERSIONS else 0)
    return tally


@pytest.mark.parametrize("seed", range(5))
def test_three_hundred_edits_keep_the_ids_and_attach_no_wrong_history(seed: int) -> None:
    tally = edited(seed)
    kept, lost = tally.kept.total(), tally.lost.total()
    assert kept + lost == EDITS
    assert tally.wrong == []
    assert tally.unreported == []
    assert kept >= 0.97 * (kept + lost), tally.lost
