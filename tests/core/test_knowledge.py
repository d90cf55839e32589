from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.knowledge import (
    FormerDay,
    FormerEntry,
    Holdings,
    Ledger,
    Merger,
    Plan,
    Split,
    Statement,
    mint,
    plan,
)
from tracker.core.log import Day, Log, read

TAPE = "The tape records operations in the forward pass and plays them backwards."
MASK = "A mask is a tensor of booleans that hides padding."
GATES = "A GRU has an update gate and a reset gate."
BATCH = "The first axis of a batch counts its sequences."


def log(*bullets: str, day: int = 1) -> Log:
    return read(f"# Day {day}\n## Keypoints\n" + "".join(f"- {bullet}\n" for bullet in bullets))


@dataclass
class Memory:
    """The least a store has to remember between two imports of one source."""

    wordings: dict[str, str] = field(default_factory=dict)
    here: dict[str, Statement] = field(default_factory=dict)
    retired: dict[str, Statement] = field(default_factory=dict)
    days: list[FormerDay] = field(default_factory=list)

    def take(self, log: Log) -> Plan:
        planned = plan(log, Ledger(self.wordings, self.here, self.retired, days=self.days))
        self.wordings |= planned.wordings
        self.days = former(log, planned)
        self.retired |= {id: self.here[id] for id in planned.gone}
        self.here = {point.id: point.statement for point in planned.keypoints}
        self.retired = {id: old for id, old in self.retired.items() if id not in self.here}
        return planned


def former(log: Log, planned: Plan) -> list[FormerDay]:
    """The days of a log as the next import hears of them."""
    ids = {entry.line: id for entry, id in planned.occurrences}
    return [
        FormerDay(
            day.label,
            day.numbers,
            day.date,
            tuple(FormerEntry(ids[point.line], point.section) for entry in day.entries for point in entry.keypoints()),
        )
        for day in log.days
    ]


def take(holdings: Holdings, path: str, log: Log) -> Plan:
    """Plan the import of one of several sources and note it."""
    here = [id for id, paths in holdings.holders.items() if path in paths]
    planned = plan(log, holdings.ledger(path, here))
    holdings.take(path, planned)
    return planned


def fates(planned: Plan) -> dict[str, int]:
    return {fate: count for fate, count in planned.counts().items() if count}


# What does not change the key of a keypoint

STATEMENT = "The GradientTape records what happens to a variable"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT}\n", id="nothing"),
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT.upper()}\n", id="case"),
        pytest.param(f"# Day 1\n## Keypoints\n-   {STATEMENT.replace(' ', '  ')}  \n", id="spacing"),
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT.replace(' what ', chr(10) + 'what ')}\n", id="wrapping"),
        pytest.param(f"# Day 1\n## Keypoints\n3) {STATEMENT}\n", id="list mark"),
        pytest.param(f"# Day 1\n## Keypoints\n- [x] {STATEMENT}\n", id="ticked"),
        pytest.param(
            "# Day 1\n## Keypoints\n- The **GradientTape** *records* what _happens_ to a variable\n", id="emphasis"
        ),
        pytest.param(
            "# Day 1\n## Keypoints\n- The `GradientTape` records what happens to a variable\n", id="code marks"
        ),
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT}.\n", id="trailing punctuation"),
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT} #autodiff #tf2\n", id="tags"),
        pytest.param(
            "# Day 1\n## Keypoints\n- The [GradientTape](https://example.org) records what happens to a variable\n",
            id="a link",
        ),
        pytest.param(
            "# Day 1\n## Keypoints\n- The [GradientTape](guide.md#tapes 'T') records what happens to a variable\n",
            id="where the link leads to",
        ),
        pytest.param(f"# Day 1\n## Keypoints\n- {STATEMENT} [run](../snippets/gradients/tape.py)\n", id="a snippet"),
        pytest.param(
            f"# Day 1\n## Keypoints\n- {STATEMENT} [run](../snippets/masks/mask.py#2)\n", id="where the snippet lies"
        ),
        pytest.param(f"# Day 1\n## What I learned\n- {STATEMENT}\n", id="the section"),
        pytest.param(f"# Day 1\n\n# Day 9\n**Keypoints**\n\n* {STATEMENT}\n", id="the day and the construct"),
        pytest.param(f"# Tapes\n- {STATEMENT}\n", id="the file"),
    ],
)
def test_the_key_of_a_keypoint_depends_on_its_words_only(text: str) -> None:
    ((_, entry),) = read(text).entries()
    assert Statement.of(entry).key == Statement(STATEMENT).key


@pytest.mark.parametrize(
    "other",
    [
        Statement("The GradientTape records what happens to a tensor"),
        Statement("GradientTape: The records what happens to a variable"),
        Statement(STATEMENT + "?"),
        Statement(STATEMENT, (Statement("in the forward pass"),)),
    ],
    ids=["a word", "the order", "a question", "a nested point"],
)
def test_other_words_are_another_key(other: Statement) -> None:
    assert other.key != Statement(STATEMENT).key


def test_nested_points_belong_to_the_key() -> None:
    one = Statement("A model", (Statement("is a function"), Statement("has variables")))
    assert one.key == Statement("a model", (Statement("Is a function."), Statement("has `variables`"))).key
    assert one.key != Statement("A model", (Statement("has variables"), Statement("is a function"))).key


# The fates of a keypoint


def test_the_first_import_mints_an_id_for_each_keypoint() -> None:
    planned = Memory().take(log(TAPE, MASK))
    assert fates(planned) == {"new": 2}
    assert [point.statement.text for point in planned.keypoints] == [TAPE, MASK]


def test_activities_are_no_keypoints() -> None:
    assert plan(read("# Day 1\n## Daily logs\n- a first run\n"), Ledger()).keypoints == []


def test_the_facts_nested_under_an_activity_are_keypoints() -> None:
    planned = plan(read(f"# Day 1\n## Daily logs\n- read about tapes\n  - {TAPE}\n  - {MASK}\n"), Ledger())
    assert [(entry.line, entry.text) for entry, _ in planned.occurrences] == [(4, TAPE), (5, MASK)]


def test_the_same_statement_twice_is_one_keypoint_with_two_occurrences() -> None:
    planned = Memory().take(read(f"# Day 1\n## Keypoints\n- {TAPE}\n\n# Day 2\n## Keypoints\n- {TAPE.lower()}\n"))
    (point,) = planned.keypoints
    assert [(entry.line, id) for entry, id in planned.occurrences] == [(3, point.id), (7, point.id)]


def test_a_second_source_shares_the_keypoint() -> None:
    first = Memory()
    (id,) = first.take(log(TAPE)).new
    second = Memory(wordings=first.wordings)
    planned = second.take(log(TAPE, MASK, day=30))
    assert planned.kept == {id}
    assert len(planned.new) == 1


def test_a_moved_keypoint_is_kept() -> None:
    memory = Memory()
    before = memory.take(log(TAPE, MASK)).new
    planned = memory.take(read(f"# Day 1\n\n# Day 2\n## Keypoints\n- {MASK}\n- {TAPE}\n"))
    assert planned.kept == planned.moved == before
    assert fates(planned) == {"kept": 2, "moved": 2}


def test_a_close_new_wording_is_the_same_keypoint() -> None:
    memory = Memory()
    memory.take(log(TAPE, MASK))
    (id,) = (id for id, statement in memory.here.items() if statement.text == TAPE)
    new = TAPE.replace("records operations", "records all operations")
    planned = memory.take(log(new, MASK))
    (rewording,) = planned.reworded
    assert (rewording.keypoint, rewording.old, rewording.new) == (id, TAPE, new)
    assert rewording.similarity > 90
    assert fates(planned) == {"reworded": 1, "kept": 1}
    assert planned.fresh == {id}


def test_a_new_nested_point_is_a_rewording_too() -> None:
    memory = Memory()
    (id,) = memory.take(log(TAPE)).new
    assert [rewording.keypoint for rewording in memory.take(log(f"{TAPE}\n  - used once")).reworded] == [id]


def test_a_wording_far_from_all_is_new_and_the_old_one_gone() -> None:
    memory = Memory()
    (old,) = memory.take(log(TAPE)).new
    planned = memory.take(log(MASK))
    assert planned.gone == {old}
    assert fates(planned) == {"new": 1, "gone": 1}


TWINS = [
    "A ragged tensor keeps rows of unequal lengths in one buffer.",
    "A ragged tensor keeps rows of lengths in one flat buffer.",
]
BETWEEN = "A ragged tensor keeps rows of lengths in one buffer."


def test_a_wording_close_to_two_is_ambiguous_and_new() -> None:
    memory = Memory()
    memory.take(log(*TWINS))
    planned = memory.take(log(BETWEEN))
    assert fates(planned) == {"new": 1, "gone": 2, "ambiguous": 1}
    assert planned.ambiguous[0].new == BETWEEN


def test_two_wordings_close_to_one_are_ambiguous_and_new() -> None:
    memory = Memory()
    memory.take(log(BETWEEN))
    assert fates(memory.take(log(*TWINS))) == {"new": 2, "gone": 1, "ambiguous": 2}


def test_a_keypoint_that_still_stands_is_no_source_of_a_rewording() -> None:
    memory = Memory()
    memory.take(log(TWINS[0]))
    assert fates(memory.take(log(*TWINS))) == {"kept": 1, "new": 1}


def test_a_keypoint_that_comes_back_is_restored() -> None:
    memory = Memory()
    memory.take(log(TAPE, MASK))
    (gone,) = memory.take(log(MASK)).gone
    planned = memory.take(log(TAPE, MASK))
    assert planned.restored == {gone}
    assert fates(planned) == {"restored": 1, "kept": 1}
    assert planned.fresh == {gone}


def test_an_old_wording_that_comes_back_brings_its_keypoint_and_its_text() -> None:
    memory = Memory()
    (id,) = memory.take(log(TAPE)).new
    memory.take(log(TAPE.replace("plays them", "then plays them all")))
    planned = memory.take(log(TAPE))
    assert fates(planned) == {"kept": 1}
    assert planned.retouched == planned.fresh == {id}


@pytest.mark.parametrize("swapped", [False, True])
def test_a_former_wording_beside_the_present_one_is_another_statement(swapped: bool) -> None:
    memory = Memory()
    (id,) = memory.take(log(TAPE)).new
    present = TAPE.replace("plays them", "then plays them all")
    memory.take(log(present))
    both = [TAPE, present] if swapped else [present, TAPE]
    planned = memory.take(log(*both))
    assert fates(planned) == {"kept": 1, "new": 1, "ambiguous": 1}
    assert {point.statement.text: point.id for point in planned.keypoints}[present] == id
    assert fates(memory.take(log(*both))) == {"kept": 2}


def test_a_statement_that_another_source_still_holds_is_not_reworded_under_it() -> None:
    holdings = Holdings()
    first = take(holdings, "a.md", log(TAPE))
    take(holdings, "b.md", log(TAPE))
    edited = take(holdings, "b.md", log(TAPE.replace("plays them", "then plays them all")))
    assert fates(edited) == {"new": 1, "gone": 1}
    assert fates(take(holdings, "a.md", log(TAPE))) == {"kept": 1}
    assert holdings.statements[next(iter(first.new))].text == TAPE


def test_a_former_wording_in_another_source_is_another_statement() -> None:
    holdings = Holdings()
    take(holdings, "a.md", log(TAPE))
    take(holdings, "a.md", log(TAPE.replace("plays them", "then plays them all")))
    assert take(holdings, "b.md", log(TAPE)).new


def test_a_former_wording_that_becomes_another_statement_is_asked_about_once() -> None:
    holdings, present = Holdings(), TAPE.replace("plays them", "then plays them all")
    (id,) = take(holdings, "a.md", log(TAPE)).new
    take(holdings, "a.md", log(present))
    planned = take(holdings, "b.md", log(TAPE))
    assert fates(planned) == {"new": 1, "ambiguous": 1}
    (asked,) = planned.ambiguous
    assert (asked.keypoint, asked.old, asked.new) == (id, present, TAPE)
    assert asked.other in planned.new
    assert 80 < asked.similarity <= 100
    assert fates(take(holdings, "b.md", log(TAPE))) == {"kept": 1}
    take(holdings, "b.md", log(MASK))
    assert fates(take(holdings, "b.md", log(TAPE))) == {"restored": 1, "gone": 1}
    assert fates(take(holdings, "c.md", log(TAPE))) == {"kept": 1}


def test_what_no_source_holds_any_more_is_restored_by_any_source() -> None:
    holdings = Holdings()
    take(holdings, "a.md", log(TAPE, MASK))
    take(holdings, "a.md", log(MASK))
    assert fates(take(holdings, "b.md", log(TAPE))) == {"restored": 1}


def test_a_keypoint_dressed_otherwise_is_kept_and_its_cards_are_made_anew() -> None:
    memory = Memory()
    (id,) = memory.take(log("The tf.Tensor type is immutable.")).new
    planned = memory.take(log("The `tf.Tensor` type is immutable."))
    assert planned.kept == planned.retouched == planned.fresh == {id}
    assert memory.take(log("The `tf.Tensor` type is immutable.")).fresh == set()


def test_a_statement_may_take_up_words_that_another_was_born_with() -> None:
    memory = Memory()
    (first,) = memory.take(log(TAPE)).new
    del memory.wordings[Statement(TAPE).key]
    memory.wordings["elsewhere"] = first
    memory.here, memory.retired = {}, memory.here
    (second,) = memory.take(log(TAPE)).new
    assert second != first


def test_a_snippet_link_belongs_to_the_keypoint_wherever_it_stands_in_it() -> None:
    first, second = plan(
        log(f"{TAPE} [run](../snippets/gradients/tape.py)", f"{MASK}\n  - shown [here](../snippets/masks/mask.py)"),
        Ledger(),
    ).keypoints
    assert (first.snippet, second.snippet) == ("../snippets/gradients/tape.py", "../snippets/masks/mask.py")


def test_a_snippet_link_may_stand_in_any_of_the_places_that_say_the_statement() -> None:
    (point,) = plan(log(TAPE, f"{TAPE} [run](../snippets/gradients/tape.py)"), Ledger()).keypoints
    assert point.snippet == "../snippets/gradients/tape.py"


# Splits and mergers

GRU = "A GRU has an update gate and a reset gate, and an LSTM has three gates."
HALVES = ["A GRU has an update gate and a reset gate.", "An LSTM has three gates."]


def test_a_statement_that_is_split_goes_on_with_its_greatest_part() -> None:
    memory = Memory()
    (whole,) = memory.take(log(GRU)).new
    planned = memory.take(log(TAPE, *reversed(HALVES)))
    ids = {point.statement.text: point.id for point in planned.keypoints}
    assert ids[HALVES[0]] == whole
    assert planned.split == [Split(whole, GRU, (ids[HALVES[1]], whole))]
    assert fates(planned) == {"new": 2, "reworded": 1, "split": 1}
    assert planned.heirs == {whole: (whole,), ids[HALVES[1]]: (whole,), ids[TAPE]: ()}


def test_a_part_may_name_the_subject_again() -> None:
    memory = Memory()
    (whole,) = memory.take(log("A variable holds a tensor that can change, and remembers its own name.")).new
    planned = memory.take(log("A variable holds a tensor that can change.", "A variable remembers its own name."))
    assert [(split.keypoint, len(split.parts)) for split in planned.split] == [(whole, 2)]


def test_parts_far_from_each_other_are_no_split() -> None:
    memory = Memory()
    memory.take(log(GRU))
    planned = memory.take(log(HALVES[0], TAPE, MASK, BATCH, "The stride is a step of two.", HALVES[1]))
    assert planned.split == []
    assert [rewording.new for rewording in planned.reworded] == HALVES[:1]


def test_statements_that_are_merged_go_on_as_the_greatest() -> None:
    memory = Memory()
    memory.take(log(*HALVES))
    first, second = memory.here
    planned = memory.take(log(GRU))
    assert planned.merged == [Merger(first, (second,), GRU)]
    assert fates(planned) == {"reworded": 1, "merged": 1, "gone": 1}
    assert planned.gone == {second}
    assert planned.heirs == {first: (first, second)}


def test_a_split_and_a_merger_can_be_taken_back() -> None:
    memory = Memory()
    (whole,) = memory.take(log(GRU)).new
    memory.take(log(*HALVES))
    assert fates(memory.take(log(GRU))) == {"kept": 1, "gone": 1}
    assert memory.here.keys() == {whole}
    assert fates(memory.take(log(*HALVES))) == {"kept": 1, "restored": 1}


def test_statements_of_one_shape_are_no_parts_of_one_another() -> None:
    memory = Memory()
    memory.take(log("A GRU has two gates, and a GRU has no cell state."))
    planned = memory.take(log("A GRU has two gates, and an LSTM has a cell state.", "An LSTM has no gates."))
    assert planned.split == planned.merged == planned.reworded == []


def test_other_sources_hear_of_splits_and_mergers() -> None:
    holdings = Holdings()
    (whole,) = take(holdings, "a.md", log(GRU)).new
    parts = {point.id for point in take(holdings, "a.md", log(*HALVES)).keypoints}
    assert take(holdings, "b.md", log(*HALVES)).kept == parts
    (other,) = parts - {whole}
    take(holdings, "b.md", log(TAPE))
    assert take(holdings, "a.md", log(GRU)).gone == {other}
    assert holdings.holders[other] == set()


# Traps: a bullet that takes the place of another


TRAPS = [
    ("`tf.ones` makes a tensor of ones.", "`tf.zeros` makes a tensor of zeros."),
    ("A GRU has two gates.", "An LSTM has three gates."),
    ("A GRU has two gates.", "A GRU has three gates."),
    ("A tensor is mutable.", "A tensor is not mutable."),
    ("A tensor of the library is mutable.", "A tensor of the library is immutable."),
    ("Precision counts how many of the found are right.", "Recall counts how many of the right are found."),
    ("The encoder reads the whole input at once.", "The decoder reads the whole input at once."),
    ("Dropout drops 20 % of the units of a layer.", "Dropout drops 50 % of the units of a layer."),
    ("A mask hides the padding tokens of a sequence.", "A mask hides the future tokens of a sequence."),
    ("Shuffle the dataset before it is batched.", "Shuffle the dataset after it is batched."),
    ("The tape records the forward pass of a model.", "The tape records the backward pass of a model."),
    ("`tf.cumsum` adds up the numbers along an axis.", "`tf.cumprod` multiplies the numbers along an axis."),
    ("The default type of a tensor is float32.", "The default type of an array is float64."),
    ("Adam keeps two running averages of the gradient.", "Adagrad keeps one running sum of the gradient."),
    ("An RNN reads a sequence from left to right.", "A bidirectional RNN reads a sequence both ways."),
    ("The encoder feeds the decoder.", "The decoder feeds the encoder."),
]


@pytest.mark.parametrize(("old", "new"), [*TRAPS, *((new, old) for old, new in TRAPS)])
def test_another_fact_in_the_place_of_one_is_never_that_one(old: str, new: str) -> None:
    memory = Memory()
    memory.take(log(TAPE, old, BATCH))
    (id,) = (id for id, statement in memory.here.items() if statement.text == old)
    planned = memory.take(log(TAPE, new, BATCH))
    assert planned.gone == {id}
    assert len(planned.new) == 1 and not planned.reworded
    (other,) = planned.new
    for rewording in planned.ambiguous:
        assert (rewording.keypoint, rewording.old, rewording.new, rewording.other) == (id, old, new, other)


def test_a_fact_that_was_corrected_is_asked_about() -> None:
    memory = Memory()
    (id,) = memory.take(log("A GRU has two gates and no cell state.")).new
    (asked,) = memory.take(log("A GRU has three gates and no cell state.")).ambiguous
    assert (asked.keypoint, asked.other) == (id, next(iter(memory.here)))


@pytest.mark.parametrize(("day", "asked"), [(1, 1), (2, 0)])
def test_what_stands_in_the_place_of_a_statement_is_asked_about_though_less_is_left_of_it(day: int, asked: int) -> None:
    memory = Memory()
    memory.take(log("Linked lists are ordered, not mutable."))
    assert len(memory.take(log("Linked lists are neither ordered nor mutable.", day=day)).ambiguous) == asked


def test_an_ambiguous_statement_has_at_most_three_candidates() -> None:
    memory = Memory()
    memory.take(log(*(f"A cell of kind {kind} keeps one state per step." for kind in "abcdef")))
    planned = memory.take(log("A cell of some kind keeps one state per step."))
    assert len(planned.ambiguous) == 3
    assert planned.counts()["ambiguous"] == 1


# The place of a statement

VERB = "The runtime copies the tensor into memory that all devices share."


def test_a_verb_replaced_in_the_same_place_is_a_rewording() -> None:
    memory = Memory()
    memory.take(log(TAPE, VERB, MASK))
    planned = memory.take(log(TAPE, VERB.replace("copies", "moves"), MASK))
    assert [rewording.old for rewording in planned.reworded] == [VERB]


@pytest.mark.parametrize(
    "bullets", [(MASK, TAPE), (VERB.replace("copies", "moves"), TAPE, MASK)], ids=["gone", "moved"]
)
def test_a_verb_replaced_elsewhere_is_asked_about(bullets: tuple[str, ...]) -> None:
    memory = Memory()
    memory.take(log(TAPE, VERB, MASK))
    new = VERB.replace("copies", "moves")
    planned = memory.take(log(*bullets) if new in bullets else days_of([*bullets], [new]))
    assert planned.reworded == []
    assert [rewording.old for rewording in planned.ambiguous] == [VERB]


def days_of(*days: list[str]) -> Log:
    return logged(list(days))


def test_of_two_like_statements_the_one_in_the_place_goes_on() -> None:
    memory = Memory()
    memory.take(days_of([TAPE, TWINS[0], MASK], [GATES, TWINS[1], BATCH]))
    planned = memory.take(days_of([TAPE, MASK], [GATES, BETWEEN, BATCH]))
    assert [(rewording.old, rewording.new) for rewording in planned.reworded] == [(TWINS[1], BETWEEN)]


@pytest.mark.parametrize("day", [1, 12])
def test_of_two_like_statements_the_one_of_a_nearby_day_goes_on(day: int) -> None:
    days: list[list[str]] = [[] for _ in range(14)]
    days[2], days[13] = [TWINS[0]], [TWINS[1]]
    memory = Memory()
    memory.take(days_of(*days))
    days[2] = days[13] = []
    days[day] = [BETWEEN]
    (rewording,) = memory.take(days_of(*days)).reworded
    assert rewording.old == TWINS[day == 12]


@pytest.mark.parametrize("edit", ["plays", "plays all of"])
def test_a_statement_in_another_day_has_moved(edit: str) -> None:
    memory = Memory()
    memory.take(days_of([TAPE, MASK], [GATES]))
    (id,) = (id for id, statement in memory.here.items() if statement.text == TAPE)
    planned = memory.take(days_of([MASK], [GATES, TAPE.replace("plays", edit)]))
    assert planned.moved == {id}
    assert planned.counts()["moved"] == 1


def test_a_day_that_stands_elsewhere_moves_nothing() -> None:
    memory = Memory()
    first, second = f"# Day 1\n## Keypoints\n- {TAPE}\n\n", f"# Day 2\n## Keypoints\n- {MASK}\n\n"
    memory.take(read(first + second))
    assert memory.take(read(f"# Log\n\n{second}{first}")).moved == set()


# What other sources lost


def test_a_statement_that_went_to_another_file_in_other_words_goes_on_there() -> None:
    holdings = Holdings()
    take(holdings, "a.md", log(TAPE, MASK))
    (id,) = take(holdings, "a.md", log(MASK)).gone
    planned = take(holdings, "b.md", log(TAPE.replace("plays", "plays all of")))
    assert [rewording.keypoint for rewording in planned.reworded] == [id]
    assert fates(planned) == {"reworded": 1}
    assert holdings.holders[id] == {"b.md"}


def test_what_the_same_source_lost_comes_first() -> None:
    holdings = Holdings()
    take(holdings, "a.md", log(TWINS[0], MASK))
    (own,) = take(holdings, "b.md", log(TWINS[1])).new
    take(holdings, "a.md", log(MASK))
    assert [rewording.keypoint for rewording in take(holdings, "b.md", log(BETWEEN)).reworded] == [own]


# What the learner tells


def test_what_the_learner_tells_wins() -> None:
    memory = Memory()
    memory.take(log(TAPE, MASK))
    id = memory.wordings[Statement(MASK).key]
    planned = plan(log(TAPE, BATCH), Ledger(memory.wordings, memory.here, told={4: id}))
    assert [(entry.text, keypoint) for entry, keypoint in planned.occurrences][1] == (BATCH, id)
    assert fates(planned) == {"kept": 1, "reworded": 1}
    assert planned.wordings == {Statement(BATCH).key: id}


def test_what_the_learner_tells_wins_over_a_wording_that_is_known() -> None:
    memory = Memory()
    memory.take(log(TAPE, MASK))
    tape, mask = memory.here
    planned = plan(log(MASK, TAPE), Ledger(memory.wordings, memory.here, told={3: tape}))
    ids = [keypoint for _, keypoint in planned.occurrences]
    assert ids[0] == tape
    assert ids[1] not in memory.here
    assert planned.gone == {mask}


def test_what_the_learner_tells_of_a_retired_keypoint_restores_it() -> None:
    memory = Memory()
    (id,) = memory.take(log(MASK)).new
    memory.take(log(TAPE))
    planned = plan(log(TAPE, BATCH), Ledger(memory.wordings, memory.here, memory.retired, told={4: id}))
    assert planned.restored == {id}
    assert planned.heirs == {id: (id,)}


# Ids


def test_an_id_is_the_same_on_every_device() -> None:
    assert mint("keypoint", "") == mint("keypoint", "") == "hzyresnqqe3xz3ud"
    assert mint("a", "b") != mint("ab") != mint("a", "", "b")


statements = st.sampled_from(
    [f"{article} {noun} {verb} its {end}." for article in ("A", "The") for noun in ("layer", "tape", "mask")
     for verb in ("keeps", "hides") for end in ("input", "shape")]
    + [f"A {noun} keeps its input, and the {noun} hides its shape." for noun in ("layer", "tape", "mask")]
)  # fmt: skip
versions = st.lists(st.lists(statements, max_size=8), max_size=6)


@given(versions)
def test_no_id_is_ever_given_twice_and_none_is_lost(versions: list[list[str]]) -> None:
    memory = Memory()
    for bullets in versions:
        before = set(memory.here) | set(memory.retired)
        planned = memory.take(log(*bullets))
        ids = [point.id for point in planned.keypoints]
        assert len(ids) == len(set(ids))
        assert planned.new.isdisjoint(before)
        assert set(memory.here) | set(memory.retired) == before | planned.new
        assert len(planned.occurrences) == len(bullets)
        parts = [planned.new, planned.kept, planned.restored, {rewording.keypoint for rewording in planned.reworded}]
        assert sum(map(len, parts)) == len(set().union(*parts)) == len(ids)


@given(versions)
def test_importing_a_version_again_changes_nothing(versions: list[list[str]]) -> None:
    memory = Memory()
    for bullets in versions:
        first = memory.take(log(*bullets))
        again = memory.take(log(*bullets))
        assert again.keypoints == first.keypoints
        assert again.occurrences == first.occurrences
        assert again.fresh == again.gone == set()


@given(statement_lists := st.lists(statements, max_size=8), statement_lists)
def test_what_was_undone_gives_the_first_ids(first: list[str], second: list[str]) -> None:
    memory = Memory()
    before = memory.take(log(*first))
    memory.take(log(*second))
    assert [point.id for point in memory.take(log(*first)).keypoints] == [point.id for point in before.keypoints]


@given(versions)
def test_every_keypoint_of_the_source_is_seen_again_or_gone(versions: list[list[str]]) -> None:
    memory = Memory()
    for bullets in versions:
        before = set(memory.here)
        planned = memory.take(log(*bullets))
        seen = {point.id for point in planned.keypoints}
        assert planned.gone == before - seen
        assert planned.heirs.keys() == planned.fresh
        assert all(heirs <= before | set(memory.retired) | seen for heirs in map(set, planned.heirs.values()))
        words = {point.id: point.statement.text for point in planned.keypoints}
        assert all(
            words.get(rewording.keypoint, rewording.old) == rewording.old
            and (rewording.keypoint in before - seen or rewording.keypoint in seen - planned.new)
            for rewording in planned.ambiguous
        )
        assert all(rewording.other in planned.new for rewording in planned.ambiguous)


@given(versions)
def test_two_devices_that_read_the_same_versions_mint_the_same_ids(versions: list[list[str]]) -> None:
    one, other = Memory(), Memory()
    assert [one.take(log(*bullets)) for bullets in versions] == [other.take(log(*bullets)) for bullets in versions]


# A part of a log is planned like the whole

days = st.lists(st.lists(statements, max_size=3), max_size=4)


def logged(days: list[list[str]]) -> Log:
    return read(
        "".join(
            f"# Day {number}\n## Keypoints\n" + "".join(f"- {s}\n" for s in day) + "\n"
            for number, day in enumerate(days, 1)
        )
    )


def held(memory: Memory, days: list[Day]) -> set[str]:
    return {memory.wordings[Statement.of(entry).key] for day in days for entry in day.entries}


@given(days, st.lists(days, min_size=1, max_size=4))
def test_planning_the_days_that_changed_gives_the_fates_of_planning_all(
    first: list[list[str]], versions: list[list[list[str]]]
) -> None:
    memory = Memory()
    memory.take(logged(first))
    old = logged(first).days
    for version in versions:
        log = logged(version)
        bodies = {(day.label, day.body) for day in old}
        kept = [day for day in log.days if (day.label, day.body) in bodies]
        staying = held(memory, kept)
        here = {id: said for id, said in memory.here.items() if id not in staying}
        part = replace(log, days=tuple(day for day in log.days if day not in kept))
        said = {id: memory.here[id] for id in staying}
        stayed = {(day.label, day.body) for day in kept}
        changed = [was for was, day in zip(memory.days, old, strict=True) if (day.label, day.body) not in stayed]
        planned = plan(part, Ledger(memory.wordings, here, memory.retired, said.get, staying, changed))
        whole = memory.take(log)
        assert planned.counts() == whole.counts()
        assert (planned.new, planned.kept, planned.gone) == (whole.new, whole.kept, whole.gone)
        assert planned.reworded == whole.reworded
        assert {(entry, id) for entry, id in planned.occurrences} <= {(entry, id) for entry, id in whole.occurrences}
        old = log.days
